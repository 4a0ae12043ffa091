"""Commands of the File menu: new, open, save, start page, leaving."""

from __future__ import annotations

import contextlib
import shutil
from functools import partial
from pathlib import Path

from PySide6.QtGui import QKeySequence

from studio_gui.base.errors import ImportCancelled, StudioError, TargetError
from studio_gui.files.importing.found import Report
from studio_gui.files.portable.package import PACKAGE_SUFFIX
from studio_gui.files.project_file import MEDIA_FOLDER, SUFFIX, project_path
from studio_gui.files.scratch import (
    copy_media,
    drop_scratch,
    is_scratch,
    new_sample_scratch,
    new_scratch,
    project_file_name,
)
from studio_gui.files.versions import VERSIONS_FOLDER
from studio_gui.files.versions.copying import bring_history
from studio_gui.files.writing import make_folder
from studio_gui.model.new import new_project
from studio_gui.model.project import Project
from studio_gui.model.reading import collector_paused
from studio_gui.ui import threads
from studio_gui.ui.actions.context import Context
from studio_gui.ui.actions.versions import keep_saved
from studio_gui.ui.actions.versions.rescue import offer_last
from studio_gui.ui.dialogs import files
from studio_gui.ui.dialogs.importing.working import wait
from studio_gui.ui.document import Document
from studio_gui.ui.keeping import saving
from studio_gui.ui.keeping.keeper import Keeper
from studio_gui.ui.slices import have_turn
from studio_gui.ui.window import closing
from studio_gui.ui.window.projects import read_document
from studio_gui.ui.windows import moving


def new(context: Context, orientation: str = "landscape") -> None:
    """Open an empty project; nothing is asked, it gets its place when it is saved."""
    show_new(context, new_project(orientation=orientation))


def show_new(context: Context, project: Project) -> None:
    """Open a project that was never saved."""
    path = new_scratch(project)
    context.window.open_document(Document(project, path=path))


def open_file(context: Context) -> None:
    """Ask for a project and open it."""
    folder = context.window.memory.last_folder("project")
    path = files.ask_open(context.window, "Open a project", folder=folder, kinds=files.PROJECTS_AND_PACKAGES)
    if path is not None:
        context.window.memory.note_folder("project", path.parent.parent)
        open_path(context, str(path))


def open_path(context: Context, path: str) -> None:
    """Open the project at a file or folder, or show its tab when it is open; raises ``ProjectFileError``."""
    if Path(path).suffix.lower() == ".json":
        from studio_gui.ui.actions.payload import import_path

        import_path(context, Path(path))
        return
    if Path(path).suffix.lower() == PACKAGE_SUFFIX:
        from studio_gui.ui.actions.carrying import open_packed

        open_packed(context, path)
        return
    try:
        file = project_path(path)
        if _goes_to(context, file):
            return
        document, notes = read_document(file, window=context.window)
    except ImportCancelled:
        return
    except StudioError as error:
        if offer_last(context, Path(path), error):
            return
        context.window.memory.forget_recent(Path(path))
        raise
    if context.window.isVisible():
        have_turn(context.window)  # to have read it, and to show it, take one each
    if context.window.session.is_over or _goes_to(context, file):
        return  # the window was closed meanwhile, or it came in another way
    context.window.open_document(document, in_turns=True)
    if notes:
        context.window.notice(notes[0])


def _goes_to(context: Context, file: Path) -> bool:
    """Show the tab of a project where it is open; says whether it is."""
    found, old = context.window.windows.find(file), context.window.projects.current
    if found is None:
        return False
    window, project = found
    window.show_project(project, in_turns=True)
    moving.bring_to_front(window)
    closing.make_way(context.window, old)
    return True


def open_sample(context: Context, sample_id: str) -> None:
    """Open a copy of a sample, which can be changed at will."""
    path = new_sample_scratch(sample_id)
    try:
        document, _notes = read_document(path, window=context.window)
    except ImportCancelled:
        drop_scratch(path)
        return
    context.window.open_document(document, in_turns=True)
    plays = context.window.actions_["preview"].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    context.window.notice(f"Drag anything. {plays} plays." if plays else "Drag anything.")


def save(context: Context) -> None:
    """Save the project where it is, or ask for a place."""
    if saving.needs_place(context.open):
        save_as(context)
    else:
        saving.save_soon(context)


def save_now(context: Context) -> bool:
    """Save the project before anything else happens, e.g. before it is closed; says whether it was saved."""
    return save_as(context) if saving.needs_place(context.open) else saving.save_now(context)


def save_as(context: Context) -> bool:
    """Ask for a place, and save the project with its media there; says whether it was saved."""
    document = context.open
    memory = context.window.memory
    name = project_file_name(document.project.name)
    proposal = Path(memory.last_folder("project")) / f"{name}{SUFFIX}"
    chosen = files.ask_save(context.window, "Save the project", proposal=proposal, kinds=files.PROJECTS)
    if chosen is None:
        return False
    memory.note_folder("project", chosen.parent)
    place = _in_own_folder(chosen)
    is_others = place not in (chosen, document.path) and place.exists()
    if is_others and not files.may_replace(context.window, place.name, folder=place.parent):
        return False
    try:
        save_to(context, place)
    except ImportCancelled:
        return False
    except TargetError as error:
        saving.offer_elsewhere(context, error)
        return False
    return True


def _in_own_folder(chosen: Path) -> Path:
    """``folder/Name.studio`` becomes ``folder/Name/Name.studio``: a project is a folder with its media beside it."""
    if chosen.suffix.lower() != SUFFIX:
        chosen = chosen.with_name(chosen.name + SUFFIX)
    is_own = chosen.exists() or chosen.parent.name == chosen.stem
    return chosen if is_own else chosen.parent / chosen.stem / chosen.name


def save_to(context: Context, path: Path) -> None:
    """Save the project with its media to ``path``; raises ``TargetError``, and ``ProjectBusy`` when it is open elsewhere.

    The window waits for it, and stays alive: many media take their time. Raises ``ImportCancelled`` when it was stopped.
    """
    document = context.open
    document.finish_gesture()
    old, keeper = document.path, Keeper.of(document)
    if is_scratch(old) and document.project.name != path.stem:
        document.name(path.stem)
    project, folder = document.project, document.folder

    def work(report: Report) -> None:
        is_new = not path.parent.exists()
        make_folder(path.parent)
        try:
            with collector_paused(), keeper.moving_to(path):
                copy_media(folder, path.parent, report=report)
                if old is not None and is_scratch(old):
                    bring_history(old, path)
                keeper.write(project, path, is_forced=True)
        except BaseException:
            if is_new:
                _clear_away(path.parent)
            raise

    wait(context.window, "Saving the project", work)
    document.read_only = ""
    document.mark_saved(path, project=project)
    keep_saved(context, path, project)
    context.window.note_place(path)
    if old is not None and is_scratch(old) and not context.is_exported(old):
        threads.run(partial(drop_scratch, old), context.window, done=lambda _: None)


def _clear_away(folder: Path) -> None:
    """Take away a folder that was made for a project which could not be saved there; what else is in it stays."""
    shutil.rmtree(folder / MEDIA_FOLDER, ignore_errors=True)
    shutil.rmtree(folder / VERSIONS_FOLDER, ignore_errors=True)
    with contextlib.suppress(OSError):
        folder.rmdir()


def show_start(context: Context) -> None:
    """Go to the start page."""
    context.window.show_start()


def show_project(context: Context) -> None:
    """Go back from the start page to the project that is open."""
    context.window.show_workspace()


def close_project(context: Context) -> None:
    """Close the project in front, which asks for unsaved changes."""
    current = context.window.projects.current
    if current is not None:
        closing.close_project(context.window, current)


def close_others(context: Context) -> None:
    """Close every project but the one in front, until one is to stay."""
    projects = context.window.projects
    kept = projects.current
    for project in projects.all:
        if project is not kept and not closing.close_project(context.window, project):
            return
    if kept is not None:
        context.window.show_project(kept)


def go_to_project(context: Context, places: str) -> None:
    """Show the next project (``1``) or the previous one (``-1``)."""
    context.window.projects.step(int(places), in_turns=True)


def new_window(context: Context) -> None:
    """Open another window on its start page."""
    moving.new_window(context.window)


def move_to_new_window(context: Context) -> None:
    """Give the project in front a window of its own."""
    current = context.window.projects.current
    if current is not None:
        moving.move_to_new_window(context.window, current)


def move_to_next_window(context: Context) -> None:
    """Put the project in front into the window that was opened after this one."""
    current, to = context.window.projects.current, context.window.windows.next_to(context.window)
    if current is not None and to is not None:
        moving.move(current, context.window, to)


def go_to_window(context: Context) -> None:
    """Bring the window that was opened after this one to the front."""
    to = context.window.windows.next_to(context.window)
    if to is not None:
        moving.bring_to_front(to)


def close_window(context: Context) -> None:
    """Close the window, which asks for unsaved changes; the others stay."""
    context.window.close()


def leave_all(context: Context) -> None:
    """Close every window, once all agree."""
    closing.leave_all(context.window)
