"""What the command Versions… does, and what every save does for it."""

from __future__ import annotations

from pathlib import Path

from studio_gui.files.scratch import is_scratch, new_scratch
from studio_gui.files.versions import keep_quietly
from studio_gui.files.versions.copying import bring_media
from studio_gui.model.project import Project
from studio_gui.ui.actions.context import Context
from studio_gui.ui.document import Document
from studio_gui.ui.threads import in_background


def keep_saved(context: Context, path: Path, project: Project) -> None:
    """Keep a version of what was just saved, in the background; that it failed is said in passing, once."""

    def done(is_kept: bool) -> None:
        unkept = context.window.windows.unkept
        if not is_kept and path not in unkept:
            unkept.add(path)
            context.window.notice("Saved. No earlier versions can be kept in this folder.")

    in_background(context.window, lambda: keep_quietly(path, project), done=done)


def show(context: Context) -> None:
    """Show the versions, and do what the person asks for."""
    # Late: saving, which is in this module too, needs none of it.
    from studio_gui.ui.dialogs.versions import dialog

    document = context.open
    path = document.path or new_scratch(document.project)
    is_unsaved = not document.is_clean or is_scratch(document.path)
    answer = dialog.ask(context.window, path=path, project=document.project, is_unsaved=is_unsaved)
    if answer is None:
        return
    if answer.copy is not None:
        open_copy(context, answer.copy, path.parent)
    elif answer.restored is not None:
        _restore(context, document, answer.restored, answer.label)


def _restore(context: Context, document: Document, restored: Project, label: str) -> None:
    """One step of undo; on disk nothing changes before the project is saved."""
    before = document.project
    if not document.apply(label, lambda _project: restored):
        context.window.notice("It is like that already.")
        return
    document.show_change(before, restored)
    context.window.notice(f"{label}: done.", button="Undo", then=document.undo_stack.undo)


def open_copy(context: Context, project: Project, folder: Path) -> None:
    """Open a version as a project of its own that was never saved; ``folder`` is where its media are."""

    def work() -> Path:
        path = new_scratch(project)
        bring_media(project, path.parent, folder=folder)
        return path

    def done(path: Path) -> None:
        context.window.open_document(Document(project, path=path))

    in_background(context.window, work, done=done, failed=context.window.show_error)
