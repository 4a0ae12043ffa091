"""Lines and texts to write in, whose right-click menus look like all others: Qt's own are square, with icons of the desktop."""

from __future__ import annotations

from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from studio_gui.ui.theme.combo import Menu
from studio_gui.ui.theme.icons import icon

_ICONS = {
    "edit-undo": "undo",
    "edit-redo": "redo",
    "edit-cut": "cut",
    "edit-copy": "copy",
    "edit-paste": "paste",
    "edit-delete": "trash",
}
"""What Qt calls its commands, and our icons for them."""


class LineEdit(QLineEdit):
    """Use this and not Qt's own."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        _show(self, event)


class TextEdit(QPlainTextEdit):
    """Use this and not Qt's own."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        _show(self, event)


def field_menu(field: QLineEdit | QPlainTextEdit) -> Menu:
    """What Qt offers in a field, in our looks."""
    menu = Menu(field)
    own = field.createStandardContextMenu()
    own.setParent(menu, own.windowFlags())  # a window still: else it would be shown inside of the other
    for action in own.actions():
        name = _ICONS.get(action.objectName())
        if name:
            action.setIcon(icon(name))
        menu.addAction(action)
    return menu


def _show(field: QLineEdit | QPlainTextEdit, event: QContextMenuEvent) -> None:
    menu = field_menu(field)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(event.globalPos())
    event.accept()
