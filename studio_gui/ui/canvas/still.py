"""What lies still under and over the clips that are being dragged, flattened into two pictures.

However many clips a scene has, a step of a drag copies some pixels from below, draws what moves, and lays the pixels
from above over it. The two pictures are filled where something is painted for the first time, so beginning costs
nothing. Nothing here decides what is shown, or where: that is said by the items.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QRegion, QTransform
from PySide6.QtWidgets import QGraphicsPixmapItem

from studio_gui.model.geometry import Rect

MOST_STRIPS = 12
"""A region of more rectangles is filled as a whole."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An item with the scene pixels it may draw on."""

    item: QGraphicsPixmapItem
    area: Rect


Sheets = Callable[[], Iterable[Sheet]]


@dataclass(frozen=True, slots=True)
class Stack:
    """The items of a scene from the back to the front."""

    under: Sequence[Sheet]
    """Those behind all that move."""
    moving: Sheets
    """Those that move, and what lies between them."""
    over: Sequence[Sheet]


class Still:
    """Paints a stack of which most lies still."""

    def __init__(self, size: QSize, ratio: int, to_view: QTransform) -> None:
        """For a viewport of ``size`` pixels with ``ratio`` device pixels each, under which the scene does not move."""
        self.to_view, self._to_scene = to_view, to_view.inverted()[0]
        self.size, self.ratio = size, ratio
        self._under = self._blank(Qt.GlobalColor.white)
        self._over: QPixmap | None = None
        self._filled = QRegion()

    def _blank(self, color: Qt.GlobalColor) -> QPixmap:
        pixmap = QPixmap(self.size * self.ratio)
        pixmap.fill(color)
        pixmap.setDevicePixelRatio(self.ratio)
        return pixmap

    def move_to(self, to_view: QTransform) -> bool:
        """Follow a scene that was pushed by whole pixels; says whether it was no more than that."""
        old, dx, dy = self.to_view, round(to_view.dx() - self.to_view.dx()), round(to_view.dy() - self.to_view.dy())
        if to_view != old * QTransform.fromTranslate(dx, dy):
            return False
        if dx or dy:
            for pixmap in (self._under, self._over):
                if pixmap is not None:
                    pixmap.scroll(dx * self.ratio, dy * self.ratio, pixmap.rect())
            self._filled = self._filled.translated(dx, dy) & QRect(QPoint(), self.size)
            self.to_view, self._to_scene = to_view, to_view.inverted()[0]
        return True

    def spoil(self, area: Rect) -> None:
        """Something that lies still in an area of the scene looks different now."""
        seen = self.to_view.mapRect(QRectF(area.left, area.top, area.width, area.height))
        self._filled -= QRegion(seen.adjusted(-1, -1, 1, 1).toAlignedRect())

    def paint(
        self, painter: QPainter, region: QRegion, stack: Stack, *, ground: Callable[[QPainter, QRectF], None]
    ) -> None:
        """Paint a region of the viewport; ``ground`` paints what is behind everything."""
        missing = region - self._filled
        if not missing.isEmpty():
            self._fill(missing, stack, ground)
        self._copy(painter, self._under, region)
        self._draw(painter, region.boundingRect(), stack.moving())
        if self._over is not None:
            self._copy(painter, self._over, region)

    def _copy(self, painter: QPainter, pixmap: QPixmap, region: QRegion) -> None:
        for rect in region:
            place = QRectF(rect)
            source = QRectF(place.topLeft() * self.ratio, place.size() * self.ratio)
            painter.drawPixmap(place, pixmap, source)

    def _fill(self, missing: QRegion, stack: Stack, ground: Callable[[QPainter, QRectF], None]) -> None:
        if stack.over and self._over is None:
            self._over = self._blank(Qt.GlobalColor.transparent)
        # Strips one by one: the rectangle around a frame of them would touch many more items, for nothing.
        for rect in missing if missing.rectCount() <= MOST_STRIPS else (missing.boundingRect(),):
            with QPainter(self._under) as inner:
                inner.setClipRect(rect)
                ground(inner, QRectF(rect))
                self._draw(inner, rect, stack.under)
            if self._over is not None:
                with QPainter(self._over) as inner:
                    inner.setClipRect(rect)
                    inner.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
                    inner.fillRect(rect, Qt.GlobalColor.transparent)
                    inner.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
                    self._draw(inner, rect, stack.over)
        self._filled += missing

    def _draw(self, painter: QPainter, rect: QRect, sheets: Iterable[Sheet]) -> None:
        bounds = self._to_scene.mapRect(QRectF(rect).adjusted(-2, -2, 2, 2))
        left, top, right, bottom = bounds.left(), bounds.top(), bounds.right(), bounds.bottom()
        painter.save()
        for sheet in sheets:
            area = sheet.area
            if (
                area.left <= right
                and left <= area.left + area.width
                and area.top <= bottom
                and top <= area.top + area.height
            ):
                item = sheet.item
                painter.setTransform(item.sceneTransform() * self.to_view)
                is_smooth = item.transformationMode() == Qt.TransformationMode.SmoothTransformation
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_smooth)
                painter.drawPixmap(item.offset(), item.pixmap())
        painter.restore()
