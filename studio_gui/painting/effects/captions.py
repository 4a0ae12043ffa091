"""The painter of captions: the canvas, the preview and the video show the same.

Lines are broken before they come here; a line too wide for the stage makes all of them smaller.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from studio_gui.model.captions import Captions
from studio_gui.model.clips import TextClip
from studio_gui.model.fields import ClipId
from studio_gui.painting.colors import color
from studio_gui.painting.scene import HINTS
from studio_gui.painting.text import letter_outlines
from studio_gui.painting.text_layout import TextLines, lay_out

SAFE = 0.05
"""Of each side of the stage: nothing is written there. Source: the title-safe area of EBU R 95."""

_PAD_X, _PAD_Y = 0.5, 0.22
"""Room around the lines inside the box, as shares of the font size."""
_ROUND = 0.2
_OUTLINE = 0.12
_SMALLEST = 0.25


def caption_box(text: str, style: Captions, *, stage: tuple[int, int]) -> QRectF:
    """Where a caption lies, in scene pixels, the room around its lines included; empty for no words."""
    words = text.strip()
    return QRectF(_placed(words, style, stage)[1]) if words else QRectF()


def paint_caption(painter: QPainter, text: str, style: Captions, *, stage: tuple[int, int]) -> None:
    """Draw a caption of one or two lines; the painter's unit is the scene pixel."""
    words = text.strip()
    if not words:
        return
    clip, box = _placed(words, style, stage)
    size = clip.font_size_px
    painter.save()
    painter.setRenderHints(HINTS)
    ground = color(style.box_color)
    if ground is not None:
        path = QPainterPath()
        path.addRoundedRect(box, _ROUND * size, _ROUND * size)
        painter.fillPath(path, ground)
    painter.translate(stage[0] * SAFE, box.top() + _PAD_Y * size)
    lines = lay_out(clip)
    painter.scale(lines.factor, lines.factor)
    ink = color(style.color, "white")
    if ink is not None:
        if ground is None:
            _outline(painter, lines)
        painter.setPen(ink)
        for layout in lines.layouts:
            layout.draw(painter, QPointF())
    painter.restore()


def _outline(painter: QPainter, lines: TextLines) -> None:
    """Without a box letters need a rim, or they are lost on a bright picture."""
    pen = QPen(QColor(0, 0, 0, 220), _OUTLINE * lines.size)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(letter_outlines(lines), pen)


@lru_cache(maxsize=64)
def _placed(words: str, style: Captions, stage: tuple[int, int]) -> tuple[TextClip, QRectF]:
    """The words as a text across the safe width of the stage, and the box around its lines."""
    room = stage[0] * (1 - 2 * SAFE)
    clip = _text(words, style, float(style.font_size), width=room)
    lines = lay_out(clip, width=1_000_000)
    widest = lines.width + 2 * _PAD_X * clip.font_size_px
    if widest > room:
        size = float(style.font_size) * max(_SMALLEST, room / widest * 0.995)
        clip = _text(words, style, size, width=room)
    lines = lay_out(clip)
    size_px = clip.font_size_px
    width, height = lines.width + 2 * _PAD_X * size_px, lines.height + 2 * _PAD_Y * size_px
    return clip, QRectF((stage[0] - width) / 2, _top(style, height, stage[1]), width, height)


def _top(style: Captions, height: float, stage_height: int) -> float:
    first, last = stage_height * SAFE, stage_height * (1 - SAFE) - height
    if style.place == "top":
        return first
    if style.place == "custom":
        middle = stage_height * float(style.height) / 100
        return max(0.0, min(stage_height - height, middle - height / 2))
    return last


def _text(words: str, style: Captions, size: float, *, width: float) -> TextClip:
    return TextClip(
        id=ClipId("caption"),
        text=words,
        fill=style.color,
        font_size=size,
        font_family=style.font_family,
        font_weight=style.font_weight,
        align="center",
        width=width,
    )
