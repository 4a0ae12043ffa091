"""What keys do in a text that is edited in its place."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QTextCursor

from studio_gui.model.fields import MAX_TEXT
from studio_gui.ui.canvas.text.looks import LOOKS, Look, look_of
from studio_gui.ui.forms.field import is_plain_paste
from studio_gui.ui.forms.letters import letters_in, letters_of

if TYPE_CHECKING:
    from studio_gui.ui.canvas.text.editing import TextEditing

_Key, _Move = QKeySequence.StandardKey, QTextCursor.MoveOperation

_MOVES = (
    (_Key.MoveToNextChar, _Key.SelectNextChar, _Move.Right),
    (_Key.MoveToPreviousChar, _Key.SelectPreviousChar, _Move.Left),
    (_Key.MoveToNextWord, _Key.SelectNextWord, _Move.WordRight),
    (_Key.MoveToPreviousWord, _Key.SelectPreviousWord, _Move.WordLeft),
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
_OTHERS = (_Key.SelectAll, _Key.Copy, _Key.Cut, _Key.Paste, _Key.Undo, _Key.Redo, *(look.key for look in LOOKS))
_KEPT = (
    Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Y,
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down,
)  # fmt: skip
"""Keys that mean nothing else in a text, whatever is held."""


def ends_editing(event: QKeyEvent) -> bool:
    """Whether a key leaves the text: Esc, or Enter with Ctrl."""
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return event.key() == Qt.Key.Key_Escape or (
        is_enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    )


def is_for_text(event: QKeyEvent) -> bool:
    """Whether a key is for the text although it may be a command of the window: those held with Ctrl are mostly not."""
    if Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35:
        return False
    if not _is_command(event) or event.key() in _KEPT or is_plain_paste(event):
        return True
    moves = (key for plain, marking, _ in (*_MOVES, *_ROWS, *_ENDS) for key in (plain, marking))
    return any(event.matches(key) for key in (*moves, *_OTHERS))


def type_key(editing: TextEditing, event: QKeyEvent) -> None:
    """Do what a key says; keys that say nothing in a text are swallowed."""
    for take in (_walk, _clipboard, _undo, _erase, _look):
        if take(editing, event):
            return
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        insert(editing, "\n")
    elif writes(event.text()) and not _is_command(event):
        insert(editing, event.text())


def writes(text: str) -> bool:
    """Whether what a key says is for the page: joiners and hard spaces are, though they print nothing."""
    return bool(text) and all(unicodedata.category(letter) not in ("Cc", "Cs", "Cn") for letter in text)


def _is_command(event: QKeyEvent) -> bool:
    """Ctrl+Alt is AltGr on some keyboards, and writes."""
    ctrl, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    held = event.modifiers() & (ctrl | alt)
    return held in (ctrl, alt) or (held == (ctrl | alt) and not writes(event.text()))


def insert(editing: TextEditing, text: str) -> None:
    """Put text in the place of what is marked, as much as fits into one text."""
    room = MAX_TEXT - len(letters_of(editing.text)) + len(editing.cursor.selectedText())
    editing.goal_x = None
    editing.cursor.insertText(letters_in(text)[: max(0, room)])
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
        editing.has_made_room = True
    editing.preedit = event.preeditString()
    if event.commitString():
        # What was marked goes and what is settled comes in one step: undo brings the old words back, not an empty text.
        has_made_room, editing.has_made_room = editing.has_made_room, False
        if has_made_room:
            editing.cursor.joinPreviousEditBlock()
        insert(editing, event.commitString())
        if has_made_room:
            editing.cursor.endEditBlock()
    else:
        if not editing.preedit and editing.has_made_room:
            editing.has_made_room = False
            editing.text.undo(editing.cursor)  # nothing came in the place of what was marked
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


def copy(editing: TextEditing) -> None:
    """Put what is marked on the clipboard."""
    if editing.cursor.hasSelection():
        QGuiApplication.clipboard().setText(editing.cursor.selectedText().replace("\u2029", "\n"))


def cut(editing: TextEditing) -> None:
    """Put what is marked on the clipboard, and take it away."""
    copy(editing)
    if editing.cursor.hasSelection():
        editing.cursor.removeSelectedText()
        editing.changed()


def paste(editing: TextEditing) -> None:
    """Put the text of the clipboard in the place of what is marked."""
    if QGuiApplication.clipboard().text():
        insert(editing, QGuiApplication.clipboard().text())


def mark_all(editing: TextEditing) -> None:
    """Mark the whole text."""
    editing.mark_all()


def _clipboard(editing: TextEditing, event: QKeyEvent) -> bool:
    if event.matches(_Key.SelectAll):
        mark_all(editing)
    elif event.matches(_Key.Copy):
        copy(editing)
    elif event.matches(_Key.Cut):
        cut(editing)
    elif event.matches(_Key.Paste) or is_plain_paste(event):
        paste(editing)
    else:
        return False
    return True


def undo(editing: TextEditing) -> None:
    """Take the last typing back."""
    editing.text.undo(editing.cursor)
    editing.changed()


def redo(editing: TextEditing) -> None:
    """Type again what was taken back."""
    editing.text.redo(editing.cursor)
    editing.changed()


def _undo(editing: TextEditing, event: QKeyEvent) -> bool:
    if event.matches(_Key.Undo):
        undo(editing)
    elif event.matches(_Key.Redo) or (
        event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    ):
        redo(editing)
    else:
        return False
    return True


def wear(editing: TextEditing, look: Look) -> None:
    """Give all of the text a look, or take it away."""
    if (clip := editing.clip) is not None:
        editing.look(look.field, look.toggled((clip,)))


def _look(editing: TextEditing, event: QKeyEvent) -> bool:
    look = look_of(event)
    if look is not None:
        wear(editing, look)
    return look is not None


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
