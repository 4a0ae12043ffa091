"""Commands of the View menu and of the tools."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from studio_gui.model import edits
from studio_gui.model.edits.guides import guides_of
from studio_gui.model.geometry import Rect
from studio_gui.ui import theme
from studio_gui.ui.actions.context import Context
from studio_gui.ui.canvas.aids import guide_keys
from studio_gui.ui.dialogs import guide
from studio_gui.ui.theme.apply import Mode


def zoom_fit(context: Context) -> None:
    """Show the whole scene."""
    context.window.canvas.zoom_to_fit()


def zoom_selection(context: Context) -> None:
    """Show what is selected."""
    context.window.canvas.zoom_to_selection()


def zoom_to(context: Context, factor: str) -> None:
    """Show the scene at a factor; 1 is one scene pixel to one of the screen."""
    context.window.canvas.set_zoom(float(factor))


def zoom_in(context: Context) -> None:
    """One step closer."""
    context.window.canvas.zoom_in()


def zoom_out(context: Context) -> None:
    """One step back."""
    context.window.canvas.zoom_out()


def toggle_panel(context: Context, name: str) -> None:
    """Show or hide a panel."""
    context.window.show_panel(name, shown=not context.window.panel_shows(name))


def go_to_panel(context: Context, step: str) -> None:
    """Give the keyboard to the next part of the window that is to be seen; to walk there with Tab takes long."""
    workspace = context.window.workspace
    if workspace is None:
        return
    docks = workspace.docks
    lists = workspace.left_tabs.currentWidget().findChildren(QAbstractItemView)
    parts: list[tuple[QWidget, QWidget | None]] = [
        (docks["left"], next(filter(QWidget.isVisible, lists), None)),
        (workspace.canvas, workspace.canvas),
        (docks["script"], workspace.script.text),
        *((docks[name], None) for name in ("inspector", "history", "jobs")),
    ]
    stops = [(part, stop or _first_stop(part)) for part, stop in parts if part.isVisible()]
    held = QApplication.focusWidget()
    reached = [(part, stop) for part, stop in stops if stop is not None]
    if reached and held is not None:
        at = next((n for n, (part, _) in enumerate(reached) if part is held or part.isAncestorOf(held)), 0)
        reached[(at + int(step)) % len(reached)][1].setFocus(Qt.FocusReason.TabFocusReason)


def _first_stop(part: QWidget) -> QWidget | None:
    """The topmost thing in a panel that Tab comes to."""
    tab = Qt.FocusPolicy.TabFocus
    found = [one for one in part.findChildren(QWidget) if one.focusPolicy() & tab and one.focusProxy() is None]
    shown = [one for one in found if one.isVisible() and one.isEnabled()]
    places = [one.mapTo(part, QPoint()) for one in shown]
    first = min(zip(places, shown, strict=True), key=lambda pair: (pair[0].y(), pair[0].x()), default=None)
    return first[1] if first is not None else None


def use_theme(context: Context, mode: str) -> None:
    """Use the light colours, the dark ones, or the desktop's."""
    known: Mode = next(name for name in get_args(Mode) if name == mode)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        theme.apply(app, known)
    context.window.memory.keep_text("theme", known)


def use_tool(context: Context, name: str) -> None:
    """Take another tool."""
    context.window.canvas.set_tool(name)


def toggle_aid(context: Context, name: str) -> None:
    """Show or hide rulers, grid, guides, thirds or safe areas."""
    canvas = context.window.canvas
    canvas.aids.toggle(name)
    _keep_aids(context)


def toggle_snapping(context: Context) -> None:
    """Let clips click to what is near, or not at all."""
    canvas = context.window.canvas
    canvas.snaps = not canvas.snaps
    context.window.notice("Snapping is on." if canvas.snaps else "Snapping is off.")


def toggle_family(context: Context, name: str) -> None:
    """Let clips click to one kind of thing, or not."""
    context.window.canvas.aids.toggle_family(name)
    _keep_aids(context)


def _keep_aids(context: Context) -> None:
    context.window.memory.keep_text("aids", context.window.canvas.aids.to_text())


def add_guide(context: Context) -> None:
    """Ask for a direction and a place, and take the new guide in hand; the middle of what is selected is proposed."""
    canvas, project = context.window.canvas, context.open.project
    around = canvas.picking.bounds or Rect(0, 0, *project.stage_size)
    answer = guide.ask(context.window, {"x": round(around.center.x), "y": round(around.center.y)})
    if answer is None:
        return
    axis, at = answer
    context.open.apply("Add guide", lambda now: edits.add_guide(now, axis, at=at))
    guide_keys.hold_guide(canvas, axis, index=len(guides_of(context.open.project, axis)) - 1)


def go_to_guide(context: Context, by: str) -> None:
    """Take the next guide in hand (1), or the one before (-1)."""
    guide_keys.hold_next_guide(context.window.canvas, int(by))


def place_guide(context: Context) -> None:
    """Ask where the guide in hand goes."""
    canvas = context.window.canvas
    held = guide_keys.held_guide(canvas)
    if held is None:
        return
    place = guides_of(context.open.project, held[0])[held[1]]
    answer = guide.ask(context.window, {held[0]: place}, moved=held[0])
    if answer is not None:
        guide_keys.move_guide_to(canvas, answer[1])
    canvas.setFocus()


def remove_guide(context: Context) -> None:
    """Take the guide in hand away."""
    guide_keys.remove_held_guide(context.window.canvas)


def remove_guides(context: Context) -> None:
    """Take all guides away."""
    context.open.apply("Remove guides", edits.remove_guides)


def toggle_full_screen(context: Context) -> None:
    """Fill the screen, or not."""
    if context.window.isFullScreen():
        context.window.showNormal()
    else:
        context.window.showFullScreen()
