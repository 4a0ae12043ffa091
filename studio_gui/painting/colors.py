"""Colours of the documents as Qt's.

Qt reads eight digits as ``#AARRGGBB``, so no colour of a project may be given to ``QColor`` directly.
"""

from __future__ import annotations

from PySide6.QtGui import QColor

from studio_gui.model.colors import NAMES, Rgba, in_numbers, plain, says_none


def parse(text: str) -> Rgba | None:
    """The colour written in ``text``, or None for no colour: empty, ``none``, or nothing that can be understood."""
    word = plain(text)
    if word in NAMES:
        named = QColor.fromString(word)
        return Rgba(named.red(), named.green(), named.blue())
    return in_numbers(word)


def color(text: str, fallback: str = "") -> QColor | None:
    """The colour as Qt's, ``fallback`` when it cannot be understood, None when it is empty or wholly transparent."""
    found = parse(text)
    if found is None and not says_none(text):
        found = parse(fallback)
    return QColor(*found) if found and found.alpha else None
