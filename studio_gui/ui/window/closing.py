"""Closing a project or the window: nothing that was not saved is lost without a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from studio_gui.base.errors import StudioError
from studio_gui.files.scratch import drop_scratch, is_scratch
from studio_gui.ui.dialogs import leaving
from studio_gui.ui.forms.field import take_typed
from studio_gui.ui.keeping.keeper import Keeper
from studio_gui.ui.notifying.parting import may_part
from studio_gui.ui.window.projects import OpenProject

if TYPE_CHECKING:
    from studio_gui.ui.main_window import MainWindow

AGAIN_MS = 50
"""A window that waits for something is closed when that is done; so often it is looked at."""


def close_project(window: MainWindow, project: OpenProject) -> bool:
    """Close a tab, and ask when there are changes; says whether it was closed."""
    if project is window.projects.current:
        take_typed(window.focusWidget())
    if project.is_unsaved and _ask(window, project) == "cancel":
        return False
    let_go(window, project)
    return True


def let_go(window: MainWindow, project: OpenProject) -> None:
    """Close a tab without asking."""
    window.projects.close(project)
    throw_away(window, project)


def make_way(window: MainWindow, project: OpenProject | None) -> None:
    """Let go of a new project that was never touched, when another one came in front."""
    if project is not None and project is not window.projects.current and _is_empty(project):
        let_go(window, project)


def throw_away(window: MainWindow, project: OpenProject) -> None:
    """Remove the folder of a project that was never saved, unless a job works with it."""
    place = project.place
    if place is not None and is_scratch(place) and not window.context.is_exported(place):
        drop_scratch(place)


def leave(window: MainWindow) -> bool:
    """The window is being closed: end everything in it, unless something speaks against it; says whether it may go."""
    from studio_gui.ui.dialogs.importing.working import is_waited_for  # a start does without it

    if window.session.is_over:
        return True
    if is_waited_for(window):
        QTimer.singleShot(AGAIN_MS, window, window.close)
        return False
    windows = window.windows
    is_last, is_end = not windows.others(window), window in windows.agreed
    unwanted = windows.agreed.pop(window) if is_end else may_close(window)
    if unwanted is None or not (is_end or not is_last or may_part(window)):
        return False
    window.memory.keep_shape("window", window.saveGeometry())
    if window.workspace is not None:
        window.memory.keep_shape("docks", window.workspace.saveState())
    _end(window, without=unwanted, is_kept=is_last or is_end)
    for project in unwanted:
        throw_away(window, project)
    windows.remove(window)
    return True


def _end(window: MainWindow, *, without: Sequence[OpenProject], is_kept: bool) -> None:
    window.session.end(without=without, is_kept=is_kept)
    window.issues.stop()
    window.ahead.stop()
    if window.workspace is not None:
        window.workspace.jobs.stop()
        window.workspace.document_left.emit()
    window.projects.end()


def put_away(window: MainWindow) -> None:
    """The program ends and nobody can be asked any more, as when the screen is gone.

    The next start opens what was open, and offers what was not saved.
    """
    if window.session.is_over:
        return
    for keeper in window.findChildren(Keeper):
        keeper.note_now()
        keeper.end(is_kept=True)
    if window.workspace is not None:
        window.workspace.canvas.hand.writing.abandon()
    _end(window, without=(), is_kept=True)


def leave_all(window: MainWindow) -> None:
    """Close every window, once all their projects and jobs agree; the next start opens them all again."""
    windows, agreed = window.windows, {}
    every = (*windows.others(window), window)
    for one in every:
        unwanted = may_close(one)
        if unwanted is None:
            return
        agreed[one] = unwanted
    if may_part(window):
        windows.agreed = agreed
        for one in every:
            one.close()


def may_close(window: MainWindow) -> list[OpenProject] | None:
    """Whether the window may be closed: everything is saved, or the person says so, once for all projects.

    None when it must stay; else the projects that nobody wants back at the next start: they lie nowhere but in a
    scratch folder, and are empty or were thrown away.
    """
    take_typed(window.focusWidget())
    unsaved = window.projects.unsaved
    answer = "save"
    if len(unsaved) == 1:
        answer = _ask(window, unsaved[0])
    elif unsaved:
        answer = leaving.ask_many(window, [one.name for one in unsaved])
        if answer == "save" and not all(_saved(window, one) for one in unsaved):
            answer = "cancel"
    if answer == "cancel":
        return None
    return [*_scratches(unsaved), *(one for one in window.projects.all if _is_empty(one))]


def _scratches(projects: Sequence[OpenProject]) -> list[OpenProject]:
    return [one for one in projects if is_scratch(one.place)]


def _is_empty(project: OpenProject) -> bool:
    """Whether it is a new project that nothing was ever done with."""
    document = project.document
    if document is None or not is_scratch(document.path) or document.undo_stack.count():
        return False
    scenes = document.project.scenes
    return len(scenes) <= 1 and not any(scene.clips or scene.script_text for scene in scenes)


def _ask(window: MainWindow, project: OpenProject) -> leaving.Answer:
    """Ask about one project, which is shown meanwhile, and save it; ``cancel`` also when it could not be saved."""
    window.show_project(project)
    answer = leaving.ask(window, project.name)
    return "cancel" if answer == "save" and not _saved(window, project) else answer


def _saved(window: MainWindow, project: OpenProject) -> bool:
    """Save a project, which is shown for it: it may need a place; says whether that was done."""
    from studio_gui.ui.actions.file import save_now
    from studio_gui.ui.keeping.saving import save_elsewhere

    window.show_project(project)
    try:
        return save_now(window.context)
    except StudioError as error:
        return save_elsewhere(window.context, error)
