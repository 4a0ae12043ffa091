"""The painter of clips of a kind this version does not know."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from studio_gui.model.clips import UnknownClip
from studio_gui.painting.placeholder import paint_placeholder
from studio_gui.painting.sheet import Sheet


def paint_unknown(painter: QPainter, clip: UnknownClip, sheet: Sheet) -> None:
    """A grey box with the kind's name, so that one sees that something is there."""
    paint_placeholder(painter, (sheet.width, sheet.height), label=clip.studio.name or clip.type, icon="question")
