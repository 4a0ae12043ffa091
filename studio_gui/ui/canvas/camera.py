"""Which part of the scene one sees: zoom and place. Scene pixels; zoom 1 is one pixel of the screen for each."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QGraphicsView

from studio_gui.model.geometry import Point, Rect

LEAST_ZOOM, MOST_ZOOM = 0.05, 8.0
STEPS = (0.05, 0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)
MARGIN_PX = 48
"""Room around what is fitted into the view."""
REVEAL_PX = 16
"""What is so far from the rim is in sight."""
ABOUT = 0.2
"""So much of the view is to be seen about what comes into sight by itself."""
WHEEL_FACTOR = 1.0015
"""Growth for each eighth of a degree of the wheel: one notch is 20 %."""


class Camera(QObject):
    """Moves a graphics view about; the stage may be pushed to the rim, never out of sight."""

    moved = Signal()
    zoomed = Signal(float)

    def __init__(self, view: QGraphicsView) -> None:
        super().__init__(view)
        self._view = view
        self._zoom = 1.0
        self._stage = Rect(0, 0, 1920, 1080)
        self._across = self._down = 0
        """Where the scroll bars stand: each step of a drag asks for dozens of places."""
        self._rest = QPointF()
        """What the scroll bars leave out, for they know whole pixels only: hundreds of small steps would add up to much."""
        view.horizontalScrollBar().valueChanged.connect(self._on_scrolled_across)
        view.verticalScrollBar().valueChanged.connect(self._on_scrolled_down)
        self.is_fitting = True
        """Whether the stage is kept fitted while the view changes its size."""

    @property
    def zoom(self) -> float:
        """Pixels of the screen per scene pixel."""
        return self._zoom

    @property
    def visible(self) -> Rect:
        """The scene pixels in sight."""
        port = self._view.viewport()
        start = self.to_scene(QPointF(0, 0))
        return Rect(start.x, start.y, port.width() / self._zoom, port.height() / self._zoom)

    def to_scene(self, px: QPointF) -> Point:
        """The scene point under a point of the viewport, exact to fractions."""
        return Point((px.x() + self._across) / self._zoom, (px.y() + self._down) / self._zoom)

    def to_px(self, point: Point) -> QPointF:
        """The point of the viewport over a scene point."""
        return QPointF(point.x * self._zoom - self._across, point.y * self._zoom - self._down)

    def set_stage(self, width: float, height: float) -> None:
        """Note the size of the stage."""
        self._stage = Rect(0, 0, width, height)
        self._make_room()

    def set_zoom(self, zoom: float, *, about: QPointF | None = None) -> None:
        """Zoom, keeping the scene point under ``about`` (a point of the viewport; None is its centre) in place."""
        zoom = min(MOST_ZOOM, max(LEAST_ZOOM, zoom))
        port = self._view.viewport()
        px = about if about is not None else QPointF(port.width() / 2, port.height() / 2)
        at = self.to_scene(px + self._rest)
        self.is_fitting = False
        self._apply(zoom, at, px)

    def step(self, direction: int) -> None:
        """Zoom to the next larger handy value (1), or the next smaller one (-1)."""
        if direction > 0:
            self.set_zoom(next((z for z in STEPS if z > self._zoom * 1.01), MOST_ZOOM))
        else:
            self.set_zoom(next((z for z in reversed(STEPS) if z < self._zoom * 0.99), LEAST_ZOOM))

    def turn_wheel(self, eighths: float, about: QPointF) -> None:
        """Zoom by the wheel; ``eighths`` of a degree, as Qt counts."""
        self.set_zoom(self._zoom * WHEEL_FACTOR**eighths, about=about)

    def fit(self, rect: Rect, *, most: float = MOST_ZOOM) -> None:
        """Show all of ``rect`` with some room around it."""
        port = self._view.viewport()
        width, height = max(1, port.width() - 2 * MARGIN_PX), max(1, port.height() - 2 * MARGIN_PX)
        zoom = min(width / max(rect.width, 1), height / max(rect.height, 1), most)
        self._apply(min(MOST_ZOOM, max(LEAST_ZOOM, zoom)), rect.center, QPointF(port.width() / 2, port.height() / 2))

    def fit_stage(self) -> None:
        """Show the whole stage, and keep doing so while the view changes its size."""
        self.fit(self._stage)
        self.is_fitting = True

    def pan(self, dx: float, dy: float) -> None:
        """Push the scene by pixels of the screen."""
        self.is_fitting = False
        self._scroll(QPointF(self._across - dx, self._down - dy) + self._rest)
        self.moved.emit()

    def reveal(self, px: QRectF) -> None:
        """Bring a rectangle of the viewport into sight with some of what is about it; where it is in sight, do nothing."""
        room = QRectF(self._view.viewport().rect()).adjusted(REVEAL_PX, REVEAL_PX, -REVEAL_PX, -REVEAL_PX)
        if room.contains(px):
            return
        across, down = room.width() * ABOUT, room.height() * ABOUT
        px = px.adjusted(-across, -down, across, down)
        dx = max(room.left() - px.left(), min(0.0, room.right() - px.right()))
        dy = max(room.top() - px.top(), min(0.0, room.bottom() - px.bottom()))
        self.pan(dx, dy)

    def find(self, rect: Rect) -> None:
        """Bring a rectangle of the scene into sight that is out of it altogether."""
        if not self.visible.meets(rect):
            ends = Point(rect.left, rect.top), Point(rect.right, rect.bottom)
            self.reveal(QRectF(self.to_px(ends[0]), self.to_px(ends[1])))

    def resized(self) -> None:
        """The viewport changed its size."""
        self._make_room()
        if self.is_fitting:
            self.fit_stage()
        else:
            self.moved.emit()

    def _apply(self, zoom: float, at: Point, px: QPointF) -> None:
        is_new = zoom != self._zoom
        self._zoom = zoom
        if is_new:
            self._view.setTransform(QTransform.fromScale(zoom, zoom))
        self._make_room()
        self._scroll(QPointF(at.x * zoom - px.x(), at.y * zoom - px.y()))
        self.moved.emit()
        if is_new:
            self.zoomed.emit(zoom)

    def _scroll(self, place: QPointF) -> None:
        """Let the scroll bars stand where they should, as nearly as they can."""
        whole = place.toPoint()
        self._view.horizontalScrollBar().setValue(whole.x())
        self._view.verticalScrollBar().setValue(whole.y())
        # At the rim nothing is owed: whoever comes back from there does so at once.
        self._rest = QPointF(
            place.x() - whole.x() if self._across == whole.x() else 0,
            place.y() - whole.y() if self._down == whole.y() else 0,
        )

    def _on_scrolled_across(self, value: int) -> None:
        self._across = value
        self._rest.setX(0)

    def _on_scrolled_down(self, value: int) -> None:
        self._down = value
        self._rest.setY(0)

    def _make_room(self) -> None:
        """Let the stage be pushed until a strip of it remains at the rim."""
        port = self._view.viewport()
        dx, dy = (max(1, side - MARGIN_PX) / self._zoom for side in (port.width(), port.height()))
        stage = self._stage
        self._view.setSceneRect(QRectF(-dx, -dy, stage.width + 2 * dx, stage.height + 2 * dy))
