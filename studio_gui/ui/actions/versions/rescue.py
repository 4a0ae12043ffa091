"""A project that cannot be opened any more: its last version is offered, as a copy."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer

from studio_gui.base.errors import NewerFormatError, ProjectFileError, StudioError
from studio_gui.files.versions import Version, history_at
from studio_gui.model.project import Project
from studio_gui.ui.actions.context import Context
from studio_gui.ui.actions.versions.commands import open_copy
from studio_gui.ui.dialogs.message import Message
from studio_gui.ui.dialogs.parts import button


def offer_last(context: Context, path: Path, error: StudioError) -> bool:
    """Offer to open the last version instead; says whether there is one to be offered.

    False when the project has no version that can be read, or was saved by a newer program and is whole.
    """
    if not isinstance(error, ProjectFileError) or isinstance(error, NewerFormatError):
        return False
    try:
        history = history_at(path)
    except ProjectFileError:
        return False
    for version in history.versions():
        try:
            project = history.load(version)
        except StudioError:
            continue
        folder = history.project_path.parent
        # In a turn of its own, and without waiting for the answer: a start has no window yet, and must not be held up.
        QTimer.singleShot(0, context.window, partial(_ask, context, error, version, project=project, folder=folder))
        return True
    return False


def tell(context: Context, error: StudioError, path: Path) -> None:
    """Say that the project of a tab could not be read, and offer its last version where there is one."""
    if not offer_last(context, path, error):
        context.window.show_error(error)


def _ask(context: Context, error: StudioError, version: Version, *, project: Project, folder: Path) -> None:
    from studio_gui.ui.dialogs.versions.moments import moment_words

    when = moment_words(version.at, today=date.today())  # noqa: DTZ011 - the day on the person's own calendar
    message = Message(
        context.window,
        error.message,
        more=f"A version of it was kept: {when}. It opens as a copy; what is there stays as it is.",
        icon=("error", "bad"),
    )
    message.setObjectName("rescue")
    message.add_buttons(
        button("Cancel", message, name="cancel"), button("Open that version", message, role="primary", name="open")
    )
    message.finished.connect(partial(_on_answered, context, message, project, folder))
    message.open()


def _on_answered(context: Context, message: Message, project: Project, folder: Path, _result: int) -> None:
    message.deleteLater()
    if message.chosen == "open":
        open_copy(context, project, folder)
