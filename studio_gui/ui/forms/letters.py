"""What is written in a text, letter by letter: Qt's own answer makes common blanks of hard ones.

What comes from other programs brings along what is no letter; it is taken out here before it is written anywhere.
"""

from __future__ import annotations

import re

from PySide6.QtGui import QTextDocument

_BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\ufdd0": "\n", "\ufdd1": "\n"})
_NEW_LINE = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
"""The ends of lines: PowerPoint writes ``\\v`` for one within a paragraph, pages and Keynote a letter of Unicode."""
_NO_LETTER = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffc]")
"""Controls, and what stands in the place of a picture."""


def letters_of(document: QTextDocument) -> str:
    """The text with its hard blanks, which a French colon or a unit stands behind; lines end with ``\\n``."""
    return document.toRawText().translate(_BREAKS)


def letters_in(text: str) -> str:
    """What of a text from another program is to be written: its letters, and lines that end with ``\\n``."""
    return _NO_LETTER.sub("", _NEW_LINE.sub("\n", text))
