"""Marks in the script what is being said: the sentence softly, the word strongly."""

from __future__ import annotations

import re

from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from studio_gui.ui import theme

_END = re.compile(r"[.!?…。！？؟।]+[\"'’”»)\]]*\s+|[。！？]|\n")


def mark_spoken(editor: QPlainTextEdit, spoken: str, offset: int, length: int) -> None:
    """Mark a word by its place in the text that is spoken, which has other blanks than the text shown; none for no length."""
    shown = editor.toPlainText()
    start, size = place_in_shown(spoken, shown, offset=offset, length=length) if length else (0, 0)
    if not size:
        if editor.extraSelections():
            editor.setExtraSelections([])
        return
    first, last = sentence_around(shown, start)
    sentence = _selection(editor, shown, first, last - first)
    word = _selection(editor, shown, start, size)
    _show(editor, [sentence, word])
    _bring_into_sight(editor, word.cursor)


def color_anew(editor: QPlainTextEdit) -> None:
    """Give what is marked the colours that are in force now."""
    marked = editor.extraSelections()
    if marked:
        _show(editor, marked)


def place_in_shown(spoken: str, shown: str, *, offset: int, length: int) -> tuple[int, int]:
    """Place and length in the text that is shown of a part of the text that is spoken; (0, 0) when it is not there.

    The two differ in blanks and invisible characters only.
    """
    before = sum(_is_seen(sign) for sign in spoken[:offset])
    inside = sum(_is_seen(sign) for sign in spoken[offset : offset + length])
    seen = [place for place, sign in enumerate(shown) if _is_seen(sign)]
    if not inside or before + inside > len(seen):
        return 0, 0
    first, last = seen[before], seen[before + inside - 1]
    return first, last + 1 - first


def sentence_around(text: str, place: int) -> tuple[int, int]:
    """Where the sentence begins that a place is in, and where it ends."""
    ends = [found.end() for found in _END.finditer(text)]
    first = max((end for end in ends if end <= place), default=0)
    last = min((end for end in ends if end > place), default=len(text))
    return first, first + len(text[first:last].rstrip())


def _is_seen(sign: str) -> bool:
    return not sign.isspace() and sign.isprintable()


def _selection(editor: QPlainTextEdit, text: str, start: int, length: int) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    cursor = QTextCursor(editor.document())
    cursor.setPosition(_units(text[:start]))
    cursor.setPosition(_units(text[: start + length]), QTextCursor.MoveMode.KeepAnchor)
    made.cursor = cursor
    return made


def _show(editor: QPlainTextEdit, marked: list[QTextEdit.ExtraSelection]) -> None:
    """Show a sentence and a word in it."""
    colors, (sentence, word) = theme.tokens(), marked
    sentence.format.setBackground(QColor(colors.accent_soft))
    word.format.setBackground(QColor(colors.accent))
    word.format.setForeground(QColor(colors.on_accent))
    editor.setExtraSelections([sentence, word])


def _units(text: str) -> int:
    """Qt counts in UTF-16."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _bring_into_sight(editor: QPlainTextEdit, cursor: QTextCursor) -> None:
    if editor.hasFocus():
        return  # a person is writing there
    place = editor.cursorRect(cursor)
    room = editor.viewport().rect()
    bar = editor.verticalScrollBar()
    if place.bottom() > room.bottom() or place.top() < room.top():
        lines = max(1, place.height())
        bar.setValue(bar.value() + (place.top() - room.top()) // lines)
