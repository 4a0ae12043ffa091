"""What is written in a text, letter by letter: Qt's own answer makes common blanks of hard ones."""

from __future__ import annotations

from PySide6.QtGui import QTextDocument

_BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\ufdd0": "\n", "\ufdd1": "\n"})


def letters_of(document: QTextDocument) -> str:
    """The text with its hard blanks, which a French colon or a unit stands behind; lines end with ``\\n``."""
    return document.toRawText().translate(_BREAKS)
