"""The one line of text inside a field, and one whose content is replaced as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from studio_gui.ui import theme
from studio_gui.ui.forms.field import is_command_key, is_plain_paste, is_undo_key

if TYPE_CHECKING:
    _OfALine = QLineEdit
else:
    _OfALine = object


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


class TakesAll(_OfALine):
    """What a line for a number or a colour does: the click that enters it takes all of it, so that one types or pastes another.

    A second click sets the cursor, and a drag takes a part. It stands before the class of a line, and is none of Qt's: a
    class of two that are would have its signals in an order that Qt does not know.
    """

    _is_entered = False
    """Whether the press that gave the keyboard is still held: a click takes all, a drag a part."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return  # back from the line's own menu, which has done what it was opened for
        self.selectAll()
        # A press gives the keyboard first and is heard then, as one between the letters.
        self._is_entered = bool(QApplication.mouseButtons() & Qt.MouseButton.LeftButton)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._is_entered and not self.hasSelectedText():
            self.selectAll()
        self._is_entered = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.deselect()
        super().focusOutEvent(event)


class Whole(TakesAll, theme.LineEdit):
    """A line of that kind."""
