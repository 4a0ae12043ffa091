"""What keys do in a text that is edited in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QTextCursor

from studio_gui.model.fields import MAX_TEXT

if TYPE_CHECKING:
    from studio_gui.ui.canvas.text.editing import TextEditing

_Key, _Move = QKeySequence.StandardKey, QTextCursor.MoveOperation

_MOVES = (
    (_Key.MoveToNextChar, _Key.SelectNextChar, _Move.Right),
    (_Key.MoveToPreviousChar, _Key.SelectPreviousChar, _Move.Left),
    (_Key.MoveToNextWord, _Key.SelectNextWord, _Move.NextWord),
    (_Key.MoveToPreviousWord, _Key.SelectPreviousWord, _Move.PreviousWord),
    (_Key.MoveToStartOfDocument, _Key.SelectStartOfDocument, _Move.Start),
    (_Key.MoveToEndOfDocument, _Key.SelectEndOfDocument, _Move.End),
)
_ROWS = (
    (_Key.MoveToNextLine, _Key.SelectNextLine, 1),
    (_Key.MoveToPreviousLine, _Key.SelectPreviousLine, -1),
)
_ENDS = (
    (_Key.MoveToStartOfLine, _Key.SelectStartOfLine, 0),
    (_Key.MoveToEndOfLine, _Key.SelectEndOfLine, 1),
)


def ends_editing(event: QKeyEvent) -> bool:
    """Whether a key leaves the text: Esc, or Enter with Ctrl."""
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return event.key() == Qt.Key.Key_Escape or (
        is_enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    )


def type_key(editing: TextEditing, event: QKeyEvent) -> None:
    """Do what a key says; keys that say nothing in a text are swallowed."""
    if _walk(editing, event) or _clipboard(editing, event) or _undo(editing, event) or _erase(editing, event):
        return
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        insert(editing, "\n")
    elif event.text() and event.text().isprintable() and not _is_command(event):
        insert(editing, event.text())


def _is_command(event: QKeyEvent) -> bool:
    """Ctrl+Alt is AltGr on some keyboards, and writes."""
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    return held in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier)


def insert(editing: TextEditing, text: str) -> None:
    """Put text in the place of what is marked, as much as fits into one text."""
    room = MAX_TEXT - len(editing.text.toPlainText()) + len(editing.cursor.selectedText())
    editing.goal_x = None
    editing.cursor.insertText(text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")[: max(0, room)])
    editing.changed()


def compose(editing: TextEditing, event: QInputMethodEvent) -> None:
    """Take what an input method composes: the settled part goes into the text, the rest is only shown."""
    if event.replacementLength():
        editing.cursor.setPosition(editing.cursor.position() + event.replacementStart())
        editing.cursor.setPosition(
            editing.cursor.position() + event.replacementLength(), QTextCursor.MoveMode.KeepAnchor
        )
    if event.preeditString() and editing.cursor.hasSelection():
        editing.cursor.removeSelectedText()
    editing.preedit = event.preeditString()
    if event.commitString():
        insert(editing, event.commitString())
    else:
        editing.changed()


def _walk(editing: TextEditing, event: QKeyEvent) -> bool:
    keep, move = QTextCursor.MoveMode.KeepAnchor, QTextCursor.MoveMode.MoveAnchor
    for plain, marking, operation in _MOVES:
        if event.matches(plain) or event.matches(marking):
            editing.goal_x = None
            editing.cursor.movePosition(operation, keep if event.matches(marking) else move)
            editing.moved()
            return True
    for plain, marking, step in _ROWS:
        if event.matches(plain) or event.matches(marking):
            if editing.goal_x is None:
                editing.goal_x = editing.map.caret(editing.cursor.position()).x1()
            target = editing.map.beside(editing.cursor.position(), rows=step, x=editing.goal_x)
            editing.cursor.setPosition(target, keep if event.matches(marking) else move)
            editing.moved()
            return True
    for plain, marking, end in _ENDS:
        if event.matches(plain) or event.matches(marking):
            editing.goal_x = None
            target = editing.map.line_ends(editing.cursor.position())[end]
            editing.cursor.setPosition(target, keep if event.matches(marking) else move)
            editing.moved()
            return True
    return False


def _clipboard(editing: TextEditing, event: QKeyEvent) -> bool:
    clipboard, cursor = QGuiApplication.clipboard(), editing.cursor
    if event.matches(_Key.SelectAll):
        editing.mark_all()
    elif event.matches(_Key.Copy) or event.matches(_Key.Cut):
        if cursor.hasSelection():
            clipboard.setText(cursor.selectedText().replace("\u2029", "\n"))
        if event.matches(_Key.Cut) and cursor.hasSelection():
            cursor.removeSelectedText()
            editing.changed()
    elif event.matches(_Key.Paste):
        if clipboard.text():
            insert(editing, clipboard.text())
    else:
        return False
    return True


def _undo(editing: TextEditing, event: QKeyEvent) -> bool:
    if event.matches(_Key.Undo):
        editing.text.undo(editing.cursor)
    elif event.matches(_Key.Redo) or (
        event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    ):
        editing.text.redo(editing.cursor)
    else:
        return False
    editing.changed()
    return True


def _erase(editing: TextEditing, event: QKeyEvent) -> bool:
    cursor = editing.cursor
    by_word = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    if event.key() == Qt.Key.Key_Backspace:
        if by_word and not cursor.hasSelection():
            cursor.movePosition(_Move.PreviousWord, QTextCursor.MoveMode.KeepAnchor)
        cursor.deletePreviousChar()
    elif event.key() == Qt.Key.Key_Delete:
        if by_word and not cursor.hasSelection():
            cursor.movePosition(_Move.NextWord, QTextCursor.MoveMode.KeepAnchor)
        cursor.deleteChar()
    else:
        return False
    editing.goal_x = None
    editing.changed()
    return True
