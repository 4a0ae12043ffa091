"""Commands of the View menu and of the tools."""

from __future__ import annotations

from typing import get_args

from PySide6.QtWidgets import QApplication

from studio_gui.ui import theme
from studio_gui.ui.actions.context import Context
from studio_gui.ui.theme.apply import Mode

_ZOOM_STEPS = (0.05, 0.1, 0.15, 0.25, 0.33, 0.5, 0.67, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)


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
    zoom = context.window.canvas.zoom
    context.window.canvas.set_zoom(next((step for step in _ZOOM_STEPS if step > zoom * 1.01), _ZOOM_STEPS[-1]))


def zoom_out(context: Context) -> None:
    """One step back."""
    zoom = context.window.canvas.zoom
    steps = reversed(_ZOOM_STEPS)
    context.window.canvas.set_zoom(next((step for step in steps if step < zoom * 0.99), _ZOOM_STEPS[0]))


def toggle_panel(context: Context, name: str) -> None:
    """Show or hide a panel."""
    context.window.show_panel(name, shown=not context.window.panel_shows(name))


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


def toggle_full_screen(context: Context) -> None:
    """Fill the screen, or not."""
    if context.window.isFullScreen():
        context.window.showNormal()
    else:
        context.window.showFullScreen()
