"""The menu of a row in a list: what can be done with it, with the keys of the commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from studio_gui.ui import theme
from studio_gui.ui.panels.command_keys import menu_text

Entry: TypeAlias = tuple[str, str, str, str]
"""The words, what it is called to whoever does it, the command whose key is shown (or a key), the icon."""
LINE: Entry = ("", "", "", "")


def row_menu(owner: QWidget, entries: Sequence[Entry], slot: Callable[[], None]) -> QMenu:
    """A menu that calls ``slot``, a method of its owner, whose sender is called as what was chosen.

    It deletes itself when it closes: with a slot that is no method of a lasting object that ends in a crash.
    """
    menu = theme.Menu(owner)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for text, name, command, icon in entries:
        if not text:
            menu.addSeparator()
            continue
        action = menu.addAction(theme.icon(icon), menu_text(text, owner, command))
        action.setObjectName(name)
        action.triggered.connect(slot)
    return menu
