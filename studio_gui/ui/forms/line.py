"""The one line of text inside a field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from studio_gui.ui import theme
from studio_gui.ui.forms.field import is_command_key, is_plain_paste, is_undo_key


class Line(theme.LineEdit):
    """Undo and the letters of commands are the document's, but what is half typed is undone here."""

    given_up = Signal()
    """Esc was pressed."""
    focus_lost = Signal()
    """The keyboard went elsewhere, and not to a menu of the line's own."""

    def event(self, event: QEvent) -> bool:
        is_undo = is_undo_key(event) and not self.isModified()
        if event.type() == QEvent.Type.ShortcutOverride and (is_undo or is_command_key(event)):
            event.ignore()
            return False
        if event.type() == QEvent.Type.ShortcutOverride and is_plain_paste(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif is_plain_paste(event):
            self.paste()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.focus_lost.emit()
