"""What lies still under and over the clips that are being dragged, flattened into two pictures.

However many clips a scene has, a step of a drag copies some pixels from below, draws what moves, and lays the pixels
from above over it. The two pictures are filled where something is painted for the first time, so beginning costs
nothing. Nothing here decides what is shown, or where: that is said by the items.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap, QRegion, QTransform

from studio_gui.model.geometry import Rect
from studio_gui.ui.slices import Work

SHEETS_A_STEP = 8
"""So many sheets are drawn at a time where there is time."""
TILE_PX = 64
"""The pictures are filled in squares of this size: what is painted comes in slivers, each with many clips on it."""
AROUND_PX = 96
"""So far around what a hand takes it is soon painted too: handles, and where it is next."""


class Sheet(NamedTuple):
    """A picture as an item shows it; hundreds are made anew for each zoom."""

    pixmap: QPixmap
    left: float
    """The rim of the scene pixels it may draw on."""
    top: float
    right: float
    bottom: float
    place: QPointF
    """Where its corner is, in pixels of the screen from the corner of the scene."""
    transform: QTransform | None
    """From the picture to the scene, when it is more than pushed there."""
    is_smooth: bool


Sheets = Callable[[], Sequence[Sheet]]


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

    def __init__(self, size: QSize, ratio: int, to_view: QTransform, *, filled: Still | None = None) -> None:
        """For a viewport of ``size`` pixels with ``ratio`` device pixels each, under which the scene does not move.

        ``filled`` is a picture for the same that shows what lies under here, where it is filled.
        """
        self.to_view = to_view
        self.size, self.ratio = size, ratio
        self._under: QPixmap = self._blank(Qt.GlobalColor.white) if filled is None else QPixmap(filled._under)
        self._over: QPixmap | None = None
        self._composed: QPixmap | None = None
        self._filled: QRegion = QRegion() if filled is None else QRegion(filled._filled)
        self._under_way = QRegion()
        """What is being filled."""
        self.is_good = False
        """Whether every pixel was filled once; some may look different by now."""
        self.is_torn = False
        """Whether filling was given up, so that some pixels show a part of what they should."""

    def _blank(self, color: Qt.GlobalColor) -> QPixmap:
        pixmap = QPixmap(self.size * self.ratio)
        pixmap.fill(color)
        pixmap.setDevicePixelRatio(self.ratio)
        return pixmap

    @property
    def is_whole(self) -> bool:
        """Whether every pixel is filled."""
        return self._missing().isEmpty()

    def _missing(self) -> QRegion:
        return QRegion(QRect(QPoint(), self.size)) - self._filled

    def copied(self) -> Still:
        """Another one that shows the same, to be filled while this one is painted as it is."""
        copy = Still(self.size, self.ratio, self.to_view, filled=self)
        copy._over = QPixmap(self._over) if self._over is not None else None
        copy.is_good, copy.is_torn = self.is_good, self.is_torn
        return copy

    def flattened(self, moving: Sequence[Sheet]) -> Still:
        """Another one that shows the same, with what moves on it, and can be pushed and stretched as a whole."""
        flat = Still(self.size, self.ratio, self.to_view, filled=self)
        flat.is_good, flat.is_torn = self.is_good, self.is_torn
        with QPainter(flat._under) as painter:
            self._lay_on(painter, QRegion(QRect(QPoint(), self.size)), moving)
        return flat

    def filling(
        self, stack: Stack, *, ground: Callable[[QPainter, QRectF], None], about: Sequence[Rect] | None = None
    ) -> Work:
        """Fill all that is missing, some sheets at a time; what is spoiled meanwhile is missing again.

        With ``about`` only what is missing in and around those areas of the scene.
        """
        self._under_way = self._missing() if about is None else self._missing() & self._around(about)
        self._filled += self._under_way
        try:
            yield from self._laying(self._under, stack.under, ground)
            if stack.over and self._over is None:
                self._over = self._blank(Qt.GlobalColor.transparent)
            if self._over is not None:
                yield from self._laying(self._over, stack.over, _clear)
            self._under_way = QRegion()
            self._note_whole()
        finally:
            self.is_torn = self.is_torn or not self._under_way.isEmpty()
            self._filled -= self._under_way  # it was given up
            self._under_way = QRegion()

    def _around(self, areas: Sequence[Rect]) -> QRegion:
        region = QRegion()
        for area in areas:
            seen = self.to_view.mapRect(QRectF(area.left, area.top, area.width, area.height))
            region += seen.adjusted(-AROUND_PX, -AROUND_PX, AROUND_PX, AROUND_PX).toAlignedRect()
        return _tiled(region & QRect(QPoint(), self.size))

    def _note_whole(self) -> None:
        if self.is_whole:
            self.is_good, self.is_torn = True, False

    def _laying(self, pixmap: QPixmap, sheets: Sequence[Sheet], ground: Callable[[QPainter, QRectF], None]) -> Work:
        with QPainter(pixmap) as painter:
            painter.setClipRegion(self._under_way)
            ground(painter, QRectF(self._under_way.boundingRect()))
        for start in range(0, len(sheets), SHEETS_A_STEP):
            yield
            with QPainter(pixmap) as painter:
                painter.setClipRegion(self._under_way)
                some = sheets[start : start + SHEETS_A_STEP]
                draw_sheets(painter, self._under_way.boundingRect(), some, self.to_view)

    def covers(self, to_view: QTransform, size: QSize) -> bool:
        """Whether it shows all that a viewport of that size sees from elsewhere."""
        seen = self._on(to_view).mapRect(QRectF(QPointF(), QSizeF(self.size)))
        return seen.adjusted(-1, -1, 1, 1).contains(QRectF(QPointF(), QSizeF(size)))

    def sees_more_than(self, other: Still) -> bool:
        """Whether a pixel of it is more of the scene."""
        return self.to_view.m11() < other.to_view.m11()

    def _on(self, to_view: QTransform) -> QTransform:
        """From its pixels to those of a view from elsewhere."""
        return self.to_view.inverted()[0] * to_view

    def paint_elsewhere(self, painter: QPainter, to_view: QTransform) -> None:
        """Paint it pushed and stretched to where a view from elsewhere sees it."""
        painter.save()
        painter.setTransform(self._on(to_view), True)
        painter.drawPixmap(0, 0, self._under)
        painter.restore()

    def paint_as_it_is(self, painter: QPainter, region: QRegion) -> None:
        """Paint a region of the viewport with what was filled, though it may look different by now."""
        self._compose(painter, region, ())

    def move_to(self, to_view: QTransform) -> bool:
        """Follow a scene that was pushed by whole pixels; says whether it was no more than that."""
        old, dx, dy = self.to_view, round(to_view.dx() - self.to_view.dx()), round(to_view.dy() - self.to_view.dy())
        if to_view != old * QTransform.fromTranslate(dx, dy):
            return False
        if dx or dy:
            for pixmap in (self._under, self._over):
                if pixmap is not None:
                    pixmap.scroll(dx * self.ratio, dy * self.ratio, pixmap.rect())
            whole = QRect(QPoint(), self.size)
            self._filled = self._filled.translated(dx, dy) & whole
            self._under_way = self._under_way.translated(dx, dy) & whole
            self.is_good = False
            self.to_view = to_view
        return True

    def spoil(self, area: Rect) -> None:
        """Something that lies still in an area of the scene looks different now."""
        seen = self.to_view.mapRect(QRectF(area.left, area.top, area.width, area.height))
        self._filled -= QRegion(seen.adjusted(-1, -1, 1, 1).toAlignedRect())

    def paint(
        self, painter: QPainter, region: QRegion, stack: Stack, *, ground: Callable[[QPainter, QRectF], None]
    ) -> None:
        """Paint a region of the viewport; ``ground`` paints what is behind everything."""
        moving, whole = stack.moving(), QRect(QPoint(), self.size)
        is_plain = len(moving) == 1 and moving[0].transform is None
        is_patchwork = len(moving) > 0 and not is_plain and region.rectCount() > 1
        missing = ((QRegion(region.boundingRect()) if is_patchwork else region) & whole) - self._filled
        if not missing.isEmpty():
            self._fill((_tiled(missing) & whole) - self._filled, stack, ground)
        if is_patchwork:
            # Turned pictures are drawn several times faster onto a whole rectangle than onto a patchwork.
            with QPainter(self._page()) as inner:
                inner.setClipRect(region.boundingRect())
                self._compose(inner, QRegion(region.boundingRect()), moving)
            self._copy(painter, self._page(), region)
        else:
            self._compose(painter, region, moving)

    def _compose(self, painter: QPainter, region: QRegion, moving: Sequence[Sheet]) -> None:
        self._copy(painter, self._under, region)
        self._lay_on(painter, region, moving)

    def _lay_on(self, painter: QPainter, region: QRegion, moving: Sequence[Sheet]) -> None:
        draw_sheets(painter, region.boundingRect(), moving, self.to_view)
        if self._over is not None:
            self._copy(painter, self._over, region)

    def _page(self) -> QPixmap:
        if self._composed is None:
            self._composed = self._blank(Qt.GlobalColor.white)
        return self._composed

    def _copy(self, painter: QPainter, pixmap: QPixmap, region: QRegion) -> None:
        if self.ratio == 1:
            for rect in _rects(region):
                painter.drawPixmap(rect, pixmap, rect)
            return
        for rect in _rects(region):
            place = QRectF(rect)
            source = QRectF(place.topLeft() * self.ratio, place.size() * self.ratio)
            painter.drawPixmap(place, pixmap, source)

    def _fill(self, missing: QRegion, stack: Stack, ground: Callable[[QPainter, QRectF], None]) -> None:
        if stack.over and self._over is None:
            self._over = self._blank(Qt.GlobalColor.transparent)
        for rect in _rects(missing):
            with QPainter(self._under) as inner:
                inner.setClipRect(rect)
                ground(inner, QRectF(rect))
                draw_sheets(inner, rect, stack.under, self.to_view)
            if self._over is not None:
                with QPainter(self._over) as inner:
                    inner.setClipRect(rect)
                    _clear(inner, QRectF(rect))
                    draw_sheets(inner, rect, stack.over, self.to_view)
        self._filled += missing
        self._note_whole()


def _clear(painter: QPainter, rect: QRectF) -> None:
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    painter.fillRect(rect, Qt.GlobalColor.transparent)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def draw_sheets(painter: QPainter, rect: QRect, sheets: Iterable[Sheet], to_view: QTransform) -> None:
    """Draw the sheets that touch a rectangle of the picture; ``to_view`` leads from the scene to the picture."""
    bounds = to_view.inverted()[0].mapRect(QRectF(rect).adjusted(-2, -2, 2, 2))
    left, top, right, bottom = bounds.left(), bounds.top(), bounds.right(), bounds.bottom()
    pushed = QTransform.fromTranslate(to_view.dx(), to_view.dy())
    painter.save()
    painter.setTransform(pushed)
    for sheet in sheets:
        if sheet.left > right or sheet.right < left or sheet.top > bottom or sheet.bottom < top:
            continue
        if sheet.transform is None:
            painter.drawPixmap(sheet.place, sheet.pixmap)
        else:
            painter.setTransform(sheet.transform * to_view)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, sheet.is_smooth)
            painter.drawPixmap(0, 0, sheet.pixmap)
            painter.setTransform(pushed)
    painter.restore()


def together(areas: tuple[Rect, ...]) -> tuple[Rect, ...]:
    """Areas as one where that is no larger: one rectangle is painted at less cost than the slivers of several."""
    around = Rect.around(areas)
    return (around,) if around.width * around.height <= sum(area.width * area.height for area in areas) else areas


def _tiled(region: QRegion) -> QRegion:
    """The squares that a region touches."""
    tiles = QRegion()
    for rect in _rects(region):
        left, top = rect.left() // TILE_PX * TILE_PX, rect.top() // TILE_PX * TILE_PX
        right, bottom = -(-(rect.right() + 1) // TILE_PX) * TILE_PX, -(-(rect.bottom() + 1) // TILE_PX) * TILE_PX
        tiles += QRect(left, top, right - left, bottom - top)
    return tiles


def _rects(region: QRegion) -> Iterable[QRect]:
    # The stubs of PySide do not know that a region can be gone through.
    return cast("Iterable[QRect]", region)
