"""Pictures of what springs up from the window: menus, and the lists of choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QComboBox, QMenu

from studio_gui.model.clips import TextClip
from studio_gui.ui.actions.menus import context_menu
from studio_gui.ui.actions.table import SCRIPT_MENU, SELECTION_MENU
from studio_gui.ui.settling import settle

if TYPE_CHECKING:
    from studio_gui.ui.main_window import MainWindow

_RIGHT_CLICKS = {"clip": SELECTION_MENU, "script": SCRIPT_MENU}


def picture(window: MainWindow, name: str) -> QPixmap:
    """``menu_…`` or ``list_…`` as it is seen once it has sprung up."""
    kind, _, which = name.partition("_")
    if kind == "list":
        return _list(_choice(window, which))
    if which in _RIGHT_CLICKS:
        return _menu(context_menu(_RIGHT_CLICKS[which], window.actions_, window))
    return _menu(window.issues.menu() if which == "issues" else window.menus[which.capitalize()])


def _menu(menu: QMenu) -> QPixmap:
    menu.popup(QPoint(0, 0))
    settle()
    seen = menu.grab()
    menu.close()
    return seen


def _list(choice: QComboBox) -> QPixmap:
    choice.showPopup()
    settle()
    seen = choice.view().window().grab()
    choice.hidePopup()
    return seen


def _choice(window: MainWindow, which: str) -> QComboBox:
    assert window.workspace is not None
    if which == "voices":
        settle(1, until=lambda: window.workspace is not None and window.workspace.script.voice.count() > 1)
        return window.workspace.script.voice
    document = window.document
    document.select((next(clip.id for clip in document.scene.clips if isinstance(clip, TextClip)),))
    settle()
    found = window.workspace.inspector.findChildren(QComboBox)
    return next(each for each in found if each.accessibleName() == "Font")
