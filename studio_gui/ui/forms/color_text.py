"""Colours as the documents write them, to and from Qt's.

A colour is written back in the form it had (``rgb(…)`` stays ``rgb(…)``, ``#RRGGBB`` stays so), so that picking a
colour changes the colour and not the style of a payload. An empty text is no colour.
"""

from __future__ import annotations

from PySide6.QtGui import QColor

from studio_gui.painting import colors


def read_color(text: str) -> QColor | None:
    """The colour a text names, wholly transparent ones too; None for no colour or a text that names none."""
    found = colors.parse(text)
    return QColor(*found) if found is not None else None


def write_color(color: QColor | None, *, like: str = "") -> str:
    """The colour as text, in the form of ``like``; None gives the empty text."""
    if color is None:
        return ""
    if like.strip().startswith("#"):
        return hex_of(color, with_alpha=color.alpha() < 255 or len(like.strip()) in (5, 9)).lower()
    if color.alpha() == 255:
        return f"rgb({color.red()},{color.green()},{color.blue()})"
    return f"rgba({color.red()},{color.green()},{color.blue()},{round(color.alphaF(), 2):g})"


def hex_of(color: QColor, *, with_alpha: bool = False) -> str:
    """``#RRGGBB``, or ``#RRGGBBAA``; Qt itself would put the alpha first."""
    tail = f"{color.alpha():02X}" if with_alpha else ""
    return f"#{color.red():02X}{color.green():02X}{color.blue():02X}{tail}"
