"""What is drawn over the stage: outlines, handles, guides, the rubber band and the numbers beside the pointer.

A ``Chrome`` is a plain value in pixels of the viewport, so its size on the screen never depends on the zoom, and two
of them tell by comparison what has to be painted again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from PySide6.QtCore import QLineF, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF, QRegion

from studio_gui.ui import theme
from studio_gui.ui.canvas.aids.marks import MARK_PX, paint_mark

HANDLE_PX = 8.0
KNOB_RADIUS_PX = 5.0
GUIDE_GROUND = "#CF1479"
"""Under white figures the pink of the guides is too light to be read: this one has 5:1."""
_CASING_PX = 3.5
"""The light line under a frame: a pixel of it is seen on either side."""
_LABEL_PAD_X, _LABEL_PAD_Y = 7.0, 3.0
Corners = tuple[QPointF, ...]


@dataclass(frozen=True)
class Label:
    """A word or number in a pill; ``at`` is its middle."""

    text: str
    at: QPointF
    kind: Literal["selection", "guide", "warn"] = "selection"

    @cached_property
    def rect(self) -> QRectF:
        """The pill."""
        metrics = QFontMetricsF(theme.numbers_font(11))
        width = metrics.horizontalAdvance(self.text) + 2 * _LABEL_PAD_X
        height = metrics.height() + 2 * _LABEL_PAD_Y
        return QRectF(self.at.x() - width / 2, self.at.y() - height / 2, width, height)


@dataclass(frozen=True)
class Chrome:
    """Everything over the stage at one moment, in pixels of the viewport."""

    outlines: tuple[Corners, ...] = ()
    faint: tuple[Corners, ...] = ()
    """Outlines of what is only pointed at, of an open group, of locked clips: thin or dashed."""
    key: Corners | None = None
    """The outline of the clip to which others are aligned."""
    hover: Corners | None = None
    frame: Corners | None = None
    is_written: bool = False
    """Whether a text is edited in the frame: with no handles that would show where it is, it brings a light line
    along, and is seen on blue too."""
    handles: tuple[QPointF, ...] = ()
    angle: float = 0
    knob: tuple[QPointF, QPointF] | None = None
    """From the side to the knob."""
    band: QRectF | None = None
    guides: tuple[QLineF, ...] = ()
    gaps: tuple[QLineF, ...] = ()
    labels: tuple[Label, ...] = ()
    warned: tuple[QLineF, ...] = ()
    """Sides of boxes that their text runs over."""
    marks: tuple[QPointF, ...] = ()
    """Middles of the marks on what a payload cannot carry."""

    @property
    def framed(self) -> QRectF | None:
        """The upright rectangle around the frame."""
        return QPolygonF(self.frame).boundingRect() if self.frame else None

    @property
    def reach(self) -> QRectF | None:
        """The same around the frame with its handles and the knob: what hands want free."""
        points = (*(self.frame or ()), *self.handles, *(self.knob or ()))
        return QPolygonF(points).boundingRect() if points else None

    def differs_in(self, before: Chrome) -> QRegion:
        """The pixels on which something else was drawn before."""
        region = before._region + self._region
        frames = [chrome.frame for chrome in (before, self) if chrome.frame]
        if len(frames) == 2 and not any(map(_is_upright, frames)):
            one, other = (QPolygonF(frame).boundingRect() for frame in frames)
            both = one | other
            # Painted anew as a whole: one rectangle at less cost than the slivers of two.
            if _pixels(both) <= _pixels(one) + _pixels(other):
                return region + _around(both, 3)
        for frame in frames:
            region += _rim(frame)
        return region

    @cached_property
    def _region(self) -> QRegion:
        """The pixels it is drawn on but for the frame; asked for when it comes, and when it goes."""
        region = QRegion()
        shapes = (*self.outlines, *self.faint)
        for corners in (*shapes, *(corners for corners in (self.hover, self.key) if corners)):
            region += _rim(corners)
        for handle in self.handles:
            region += _around(QRectF(handle, handle), HANDLE_PX)
        if self.knob:
            region += _around(QRectF(self.knob[0], self.knob[1]).normalized(), KNOB_RADIUS_PX + 3)
        if self.band is not None:
            region += _around(self.band, 2)
        for line in self.guides:
            region += _around(QRectF(line.p1(), line.p2()).normalized(), 2)
        for line in (*self.gaps, *self.warned):
            region += _around(QRectF(line.p1(), line.p2()).normalized(), 5)
        for mark in self.marks:
            region += _around(QRectF(mark, mark), MARK_PX / 2 + 3)
        for label in self.labels:
            region += _around(label.rect, 2)
        return region


def _around(rect: QRectF, margin: float) -> QRect:
    return rect.adjusted(-margin, -margin, margin, margin).toAlignedRect()


def _pixels(rect: QRectF) -> float:
    return rect.width() * rect.height()


def _rim(corners: Corners) -> QRegion:
    """The strip along the sides: of an upright box only that, else all of the rectangle around it."""
    bounds = QPolygonF(corners).boundingRect()
    outer = bounds.adjusted(-3, -3, 3, 3).toAlignedRect()
    if len(corners) != 4 or not _is_upright(corners):
        return QRegion(outer)
    inner = bounds.adjusted(3, 3, -3, -3).toRect()
    return QRegion(outer) - QRegion(inner) if inner.isValid() else QRegion(outer)


def _is_upright(corners: Corners) -> bool:
    a, b = corners[0], corners[1]
    return abs(a.x() - b.x()) < 0.01 or abs(a.y() - b.y()) < 0.01


def paint_chrome(painter: QPainter, chrome: Chrome) -> None:
    """Paint in pixels of the viewport."""
    colors = theme.tokens()
    selection, guide = QColor(colors.selection), QColor(colors.guide)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if chrome.hover:
        _stroke(painter, chrome.hover, QPen(selection, 1.5))
    for corners in chrome.faint:
        _stroke(painter, corners, QPen(selection, 1, Qt.PenStyle.DashLine))
    for corners in chrome.outlines:
        _stroke(painter, corners, QPen(selection, 1))
    if chrome.key:
        _stroke(painter, chrome.key, QPen(selection, 3))
    if chrome.frame:
        if chrome.is_written:
            _stroke(painter, chrome.frame, QPen(QColor("white"), _CASING_PX))
        _stroke(painter, chrome.frame, QPen(selection, 1.5))
    _paint_handles(painter, chrome, selection)
    if chrome.band is not None:
        _paint_band(painter, chrome.band, selection)
    _paint_guides(painter, chrome, guide)
    painter.setPen(QPen(QColor(colors.warn), 2.5))
    painter.drawLines(list(chrome.warned))
    for mark in chrome.marks:
        paint_mark(painter, mark)
    for label in chrome.labels:
        _paint_label(painter, label)


def _stroke(painter: QPainter, corners: Corners, pen: QPen) -> None:
    if not _is_upright(corners):
        _stroke_turned(painter, corners, pen)
        return
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    # Upright sides lie on the middle of a pixel, so that they are one crisp line.
    crisp = [QPointF(round(p.x()) + 0.5, round(p.y()) + 0.5) for p in corners]
    # One that is whole pixels wide is the same without smoothing, and takes a tenth of the time.
    is_whole = (
        pen.widthF() == 1 and pen.style() == Qt.PenStyle.SolidLine and painter.device().devicePixelRatio() % 1 == 0
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not is_whole)
    painter.drawPolygon(QPolygonF(crisp))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _stroke_turned(painter: QPainter, corners: Corners, pen: QPen) -> None:
    """Side by side: Qt fills the outline of a wide polygon row by row of its bounds, in fifteen times the time."""
    if pen.widthF() <= 1 or pen.style() != Qt.PenStyle.SolidLine:
        painter.setPen(pen)
        painter.drawPolygon(QPolygonF(corners))
        return
    pen.setCapStyle(Qt.PenCapStyle.SquareCap)
    painter.setPen(pen)
    painter.drawLines([QLineF(start, end) for start, end in zip(corners, (*corners[1:], corners[0]), strict=True)])


def _paint_handles(painter: QPainter, chrome: Chrome, color: QColor) -> None:
    painter.setPen(QPen(color, 1.25))
    painter.setBrush(QColor("#FFFFFF"))
    if chrome.knob:
        painter.drawLine(QLineF(*chrome.knob))
        painter.drawEllipse(chrome.knob[1], KNOB_RADIUS_PX, KNOB_RADIUS_PX)
    half = HANDLE_PX / 2
    for handle in chrome.handles:
        painter.save()
        is_upright = chrome.angle % 90 == 0
        place = QPointF(round(handle.x()) + 0.5, round(handle.y()) + 0.5) if is_upright else handle
        painter.translate(place)
        painter.rotate(chrome.angle)
        painter.drawRoundedRect(QRectF(-half, -half, HANDLE_PX, HANDLE_PX), 2, 2)
        painter.restore()


def _paint_band(painter: QPainter, band: QRectF, color: QColor) -> None:
    fill = QColor(color)
    fill.setAlpha(28)
    painter.setPen(QPen(color, 1))
    painter.setBrush(fill)
    rect = QRect(band.toRect())
    painter.drawRect(QRectF(rect).translated(0.5, 0.5))


def _paint_guides(painter: QPainter, chrome: Chrome, color: QColor) -> None:
    for line in chrome.guides:
        painter.fillRect(_row_of(line), color)
    painter.setPen(QPen(color, 1))
    for gap in map(_crisp, chrome.gaps):
        painter.drawLine(gap)
        tick = QPointF(0, 4) if gap.y1() == gap.y2() else QPointF(4, 0)
        for end in (gap.p1(), gap.p2()):
            painter.drawLine(QLineF(end - tick, end + tick))


def _row_of(line: QLineF) -> QRect:
    """The pixels of an upright or level line: to fill them is several times faster than to draw the line."""
    across, down = sorted((round(line.x1()), round(line.x2()))), sorted((round(line.y1()), round(line.y2())))
    return QRect(QPoint(across[0], down[0]), QPoint(across[1], down[1]))


def _crisp(line: QLineF) -> QLineF:
    points = [round(value) + 0.5 for value in (line.x1(), line.y1(), line.x2(), line.y2())]
    return QLineF(*points)


def _paint_label(painter: QPainter, label: Label) -> None:
    rect, colors = label.rect, theme.tokens()
    grounds = {"selection": colors.selection, "guide": GUIDE_GROUND, "warn": colors.warn}
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(grounds[label.kind]))
    painter.drawRoundedRect(rect, rect.height() / 2 - 2, rect.height() / 2 - 2)
    painter.setPen(QColor(colors.on_accent if label.kind == "warn" else "#FFFFFF"))
    painter.setFont(theme.numbers_font(11))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, label.text)
