"""Marks in the script: words that are said otherwise are underlined, pauses stand back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from studio_gui.model.saying import Saying
from studio_gui.speech.reading.dictionary import Dictionary
from studio_gui.speech.reading.pauses import MARK
from studio_gui.ui import theme

MOST_CHARACTERS = 20_000
"""Of one paragraph; a longer one is not looked through on every key."""


class ScriptMarks(QSyntaxHighlighter):
    """Looks again only at the paragraphs that were changed."""

    def __init__(self, text: QTextDocument) -> None:
        super().__init__(text)
        self._sayings: tuple[Saying, ...] = ()
        self._dictionary = Dictionary(())
        self._language, self._voice = "en", ""
        theme.watch(self, self.rehighlight)

    def show_words(self, sayings: Sequence[Saying], *, language: str, voice: str) -> None:
        """Mark the words that these entries say otherwise for a language and a voice."""
        wanted = tuple(sayings)
        if (wanted, language, voice) == (self._sayings, self._language, self._voice):
            return
        if wanted != self._sayings:
            self._dictionary = Dictionary(wanted)
        self._sayings, self._language, self._voice = wanted, language, voice
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        if len(text) > MOST_CHARACTERS:
            return
        pause = QTextCharFormat()
        pause.setForeground(QColor(theme.tokens().accent))
        for found in MARK.finditer(text):
            self._mark(text, found.start(), found.end(), pause)
        for start, end, saying in self._dictionary.found(text, language=self._language, voice=self._voice):
            word = QTextCharFormat()
            word.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
            word.setUnderlineColor(QColor(theme.tokens().accent))
            word.setToolTip(f"Said like “{saying.say}”")
            self._mark(text, start, end, word)

    def _mark(self, text: str, start: int, end: int, form: QTextCharFormat) -> None:
        """Qt counts in UTF-16."""
        before = 0 if text.isascii() else sum(sign > "\uffff" for sign in text[:start])
        inside = 0 if text.isascii() else sum(sign > "\uffff" for sign in text[start:end])
        self.setFormat(start + before, end - start + inside, form)
