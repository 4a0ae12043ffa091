"""Saving a project in its place: off the window's thread, with a question where somebody else changed the file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Literal, get_args

from studio_gui.base.errors import ChangedOnDisk, StudioError, TargetError
from studio_gui.files.project_file import open_project
from studio_gui.files.scratch import is_scratch
from studio_gui.model.project import Project
from studio_gui.ui.actions.context import Context
from studio_gui.ui.actions.versions import keep_saved
from studio_gui.ui.dialogs.message import Message
from studio_gui.ui.dialogs.parts import button
from studio_gui.ui.document import Document
from studio_gui.ui.keeping.keeper import Keeper
from studio_gui.ui.threads import in_background

Choice = Literal["mine", "theirs", "copy", "cancel"]


def needs_place(document: Document) -> bool:
    """Whether saving has to ask where: it was never saved, or its file may not be written."""
    return document.path is None or is_scratch(document.path) or bool(document.read_only)


def save_soon(context: Context) -> None:
    """Save the project in its place while the person goes on working."""
    document, path = context.open, context.open.path
    if path is None:
        return
    document.finish_gesture()
    project, keeper = document.project, Keeper.of(document)
    keeper.note_now()

    def on_failed(error: StudioError) -> None:
        try:
            if not isinstance(error, ChangedOnDisk):
                raise error
            _settle(context, document, error)
        except StudioError as said:
            offer_elsewhere(context, said)

    done = partial(_on_saved, context, document, project, path)
    in_background(document, partial(keeper.write, project, path), done=done, failed=on_failed)


def _on_saved(context: Context, document: Document, project: Project, path: Path, _: None = None) -> None:
    document.mark_saved(path, project=project)
    keep_saved(context, path, project)


def save_now(context: Context) -> bool:
    """Save the project in its place before anything else happens; says whether that was done.

    Raises :class:`TargetError`.
    """
    document, path = context.open, context.open.path
    if path is None:
        return False
    document.finish_gesture()
    project = document.project
    try:
        Keeper.of(document).write(project, path)
    except ChangedOnDisk as error:
        return _settle(context, document, error)
    _on_saved(context, document, project, path)
    return True


def _settle(context: Context, document: Document, error: ChangedOnDisk) -> bool:
    """Ask what to do with a file that another program has changed, and do it; says whether the project is saved."""
    choice, path = ask_changed(context, error), document.path
    if path is None or choice == "cancel":
        return False
    if choice == "copy":
        from studio_gui.ui.actions.file import save_as

        return save_as(context)
    keeper = Keeper.of(document)
    if choice == "mine":
        project = document.project
        keeper.write(project, path, is_forced=True)
        _on_saved(context, document, project, path)
        return True
    opened = open_project(path)
    keeper.note_theirs(opened.stamp)
    # A step like any other: undo brings back what was here.
    document.apply("Open theirs", lambda _: opened.project)
    document.mark_saved(path)
    return True


def ask_changed(context: Context, error: ChangedOnDisk) -> Choice:
    """Ask whose project is to stay."""
    message = Message(
        context.window,
        error.message,
        more="Keeping yours replaces what is in the file; opening theirs can be undone.",
        icon=("save", "accent"),
    )
    message.setObjectName("changed_on_disk")
    message.add_buttons(
        button("Cancel", message, name="cancel"),
        button("Open theirs", message, name="theirs"),
        button("Keep mine", message, role="danger", name="mine"),
        button("Save as a copy…", message, role="primary", name="copy"),
    )
    message.exec()
    chosen = message.chosen
    message.deleteLater()
    return next((choice for choice in get_args(Choice) if choice == chosen), "cancel")


def offer_elsewhere(context: Context, error: StudioError) -> None:
    """Say why the project could not be saved, and offer another place; nothing is held up and nothing is lost."""
    if not isinstance(error, TargetError):
        context.window.show_error(error)
        return
    message = _elsewhere(context, error)
    message.finished.connect(partial(_on_offered, context, message))
    message.open()


def _elsewhere(context: Context, error: TargetError) -> Message:
    message = Message(context.window, error.message, more=error.hint, icon=("error", "bad"))
    message.setObjectName("error")
    message.add_buttons(
        button("Cancel", message, name="cancel"), button("Save elsewhere…", message, role="primary", name="elsewhere")
    )
    return message


def _on_offered(context: Context, message: Message, _result: int) -> None:
    message.deleteLater()
    if message.chosen == "elsewhere":
        context.window.run("file.save_as")


def save_elsewhere(context: Context, error: StudioError) -> bool:
    """Offer another place before anything else happens; says whether the project is saved there."""
    if not isinstance(error, TargetError):
        context.window.show_error(error)
        return False
    from studio_gui.ui.actions.file import save_as

    message = _elsewhere(context, error)
    message.exec()
    message.deleteLater()
    return message.chosen == "elsewhere" and save_as(context)
