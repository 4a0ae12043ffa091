"""The menu of a right-click into a text that is edited in its place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from studio_gui.ui import theme
from studio_gui.ui.canvas.text import keys
from studio_gui.ui.canvas.text.looks import LOOKS

if TYPE_CHECKING:
    from studio_gui.ui.canvas.text.editing import TextEditing

_Key = QKeySequence.StandardKey


def text_menu(editing: TextEditing, parent: QWidget) -> QMenu:
    """A menu for what is marked; it deletes itself when it closes."""
    menu = theme.Menu(parent)
    menu.setObjectName("text_menu")
    menu.aboutToHide.connect(menu.deleteLater)
    has_mark, has_text = editing.cursor.hasSelection(), bool(QGuiApplication.clipboard().text())
    entries = (
        ("Undo typing", "undo", _Key.Undo, keys.undo, editing.text.isUndoAvailable()),
        ("Redo typing", "redo", _Key.Redo, keys.redo, editing.text.isRedoAvailable()),
        ("Cut", "cut", _Key.Cut, keys.cut, has_mark),
        ("Copy", "copy", _Key.Copy, keys.copy, has_mark),
        ("Paste", "paste", _Key.Paste, keys.paste, has_text),
        ("Select all", "", _Key.SelectAll, keys.mark_all, not editing.text.isEmpty()),
    )
    for title, icon, key, run, is_enabled in entries:
        if title in ("Cut", "Select all"):
            menu.addSeparator()
        # The key is only said: while one types, the text itself has it.
        said = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        action = menu.addAction(f"{title}\t{said}", partial(run, editing))
        action.setObjectName(f"text_{run.__name__}")
        action.setEnabled(is_enabled)
        if icon:
            action.setIcon(theme.icon(icon))
    menu.addSeparator()
    for look in LOOKS:
        said = QKeySequence(look.key).toString(QKeySequence.SequenceFormat.NativeText)
        action = menu.addAction(f"{look.title}\t{said}", partial(keys.wear, editing, look))
        action.setObjectName(f"text_{look.title.lower()}")
        action.setCheckable(True)
        action.setChecked(editing.clip is not None and look.is_on(editing.clip))
    return menu
