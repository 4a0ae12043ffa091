"""The painter of texts: background, letters, outline and underline. Shadow and opacity are added by ``scene``.

Letters are drawn as glyphs where colour fonts need it (emoji) and the outline as paths over them, as the service's
canvas does.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from studio_gui.model.clips import TextClip
from studio_gui.painting.colors import color
from studio_gui.painting.sheet import Sheet, device_scale
from studio_gui.painting.text_layout import TextLines, lay_out

LARGEST_GLYPH_PX = 2000
"""Larger letters than this, in device pixels, are drawn as outlines: Qt makes no pictures of them."""


def paint_text_ground(painter: QPainter, clip: TextClip, sheet: Sheet) -> None:
    """The background colour over the whole box."""
    ground = color(clip.background_color)
    if ground is not None and sheet.width > 0 and sheet.height > 0:
        painter.fillRect(QRectF(0, 0, sheet.width, sheet.height), ground)


def paint_text(painter: QPainter, clip: TextClip, sheet: Sheet) -> None:
    """The letters, which may reach beyond the foot of the box."""
    if not clip.text.strip() or sheet.width <= 0:
        return
    lines = lay_out(clip, width=sheet.width)
    painter.save()
    painter.scale(lines.factor, lines.factor)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    fill = color(clip.fill, "black")
    if fill is not None and max(device_scale(painter)) * lines.size > LARGEST_GLYPH_PX:
        painter.fillPath(letter_outlines(lines), fill)
    elif fill is not None:
        _draw(painter, lines, fill)
    ink = color(clip.stroke, "black")
    if ink is not None and clip.stroke_width > 0:
        pen = QPen(ink, float(clip.stroke_width) / lines.factor)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        pen.setMiterLimit(4)
        painter.strokePath(letter_outlines(lines), pen)
    painter.restore()


def text_bounds(clip: TextClip, width: float, height: float) -> QRectF:
    """All that is painted, letters below the box and the outline included."""
    lines = lay_out(clip, width=width)
    extra = max(float(clip.stroke_width), clip.font_size_px * 0.3) + 1
    reach = QRectF(0, 0, max(width, lines.width), max(height, lines.height))
    return reach.adjusted(-extra, -extra, extra, extra)


def letter_outlines(lines: TextLines) -> QPainterPath:
    """The outlines of all letters, in the layout's units; glyphs that are pictures have none."""
    path = QPainterPath()
    for layout in lines.layouts:
        for run in layout.glyphRuns():
            font = run.rawFont()
            for index, place in zip(run.glyphIndexes(), run.positions(), strict=False):
                path.addPath(font.pathForGlyph(index).translated(place))
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


def _draw(painter: QPainter, lines: TextLines, fill: QColor) -> None:
    painter.setPen(fill)
    for layout in lines.layouts:
        layout.draw(painter, QPointF(0, 0))
