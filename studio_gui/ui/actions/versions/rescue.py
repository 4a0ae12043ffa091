"""A project that cannot be opened any more: its last version is offered, as a copy."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from studio_gui.base.errors import NewerFormatError, ProjectFileError, StudioError
from studio_gui.files.versions import Version, history_at
from studio_gui.ui.actions.context import Context
from studio_gui.ui.actions.versions.commands import open_copy
from studio_gui.ui.dialogs.message import Message
from studio_gui.ui.dialogs.parts import button


def offer_last(context: Context, path: Path, error: StudioError) -> bool:
    """Ask whether the last version is to be opened instead, and do it; says whether that was asked.

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
        if ask(context, error, version):
            open_copy(context, project, history.project_path.parent)
        return True
    return False


def ask(context: Context, error: StudioError, version: Version) -> bool:
    """Whether the person wants the version."""
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
    message.exec()
    chosen = message.chosen
    message.deleteLater()
    return chosen == "open"
