"""What a hand carries as one piece: many clips flattened into one picture that is pushed, turned or grown as a whole.

A step of a drag of hundreds of clips then draws one picture. Their items stay where they were and follow when the hand
lets go, or when it rests.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsScene

from studio_gui.ui.canvas.stack.still import Sheet, Stack, draw_sheets

SMOOTH_PIXELS = 300_000
"""A piece of fewer device pixels is turned smoothly."""
SLICE_S = 0.005
"""Items follow for so long in one turn, then others have theirs."""
Held = Callable[[], tuple[Sequence[Sheet], float, int] | None]

MOST_PIXELS = 8_000_000
"""A piece of more device pixels than these would cost more than it saves."""


class Piece:
    """Sheets flattened as they lie now, which is where ``pose`` has brought them since the hand took them."""

    def __init__(self, pixmap: QPixmap, area: QRectF, corner: QPointF, zoom: float, pose: QTransform) -> None:
        self._pixmap, self._area, self._corner, self._zoom = pixmap, area, corner, zoom
        self._back = pose.inverted()[0]
        self._lay = QTransform(1 / zoom, 0, 0, 1 / zoom, corner.x() / zoom, corner.y() / zoom)

    def bounds(self, pose: QTransform) -> QRectF:
        """The scene pixels it covers in another pose."""
        return (self._back * pose).mapRect(self._area)

    def sheet(self, pose: QTransform) -> Sheet:
        """The piece in another pose."""
        way, bounds = self._back * pose, self.bounds(pose)
        place, ratio = QPointF(), self._pixmap.devicePixelRatio()
        is_pushed = not way.isScaling() and not way.isRotating()
        if is_pushed:  # by whole device pixels, as items are
            by = (round(side * self._zoom * ratio) / ratio for side in (way.dx(), way.dy()))
            place = self._corner + QPointF(*by)
        transform = None if is_pushed else self._lay * way
        is_small = self._pixmap.width() * self._pixmap.height() < SMOOTH_PIXELS
        return Sheet(
            self._pixmap, bounds.left(), bounds.top(), bounds.right(), bounds.bottom(), place, transform, is_small
        )  # fmt: skip


def flattened(sheets: Sequence[Sheet], zoom: float, ratio: int, *, pose: QTransform) -> Piece | None:
    """One piece out of many sheets; None when it would be too large.

    ``zoom`` is pixels of the screen per scene pixel, ``ratio`` device pixels for each of them.
    """
    if not sheets:
        return None
    left, top = min(sheet.left for sheet in sheets), min(sheet.top for sheet in sheets)
    right, bottom = max(sheet.right for sheet in sheets), max(sheet.bottom for sheet in sheets)
    x, y = math.floor(left * zoom) - 1, math.floor(top * zoom) - 1
    width, height = math.ceil(right * zoom) + 1 - x, math.ceil(bottom * zoom) + 1 - y
    if width * height * ratio * ratio > MOST_PIXELS:
        return None
    pixmap = QPixmap(width * ratio, height * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        draw_sheets(painter, QRect(0, 0, width, height), sheets, QTransform(zoom, 0, 0, zoom, -x, -y))
    return Piece(pixmap, QRectF(left, top, right - left, bottom - top), QPointF(x, y), zoom, pose)


class Carriage(QObject):
    """What is carried at the moment, how far, and the items that are late."""

    arrived = Signal()
    """Items that set off have all followed."""

    def __init__(
        self, scene: QGraphicsScene, *, follow: Callable[[str], None], repaint: Callable[[QRectF], None]
    ) -> None:  # fmt: skip
        """``follow`` brings an item to where it belongs; ``repaint`` an area of the scene up to date."""
        super().__init__(scene)
        self._scene, self._follow, self._repaint = scene, follow, repaint
        self._pose = QTransform()
        self._piece: Piece | None = None
        self._late: dict[str, None] = {}
        self._is_frozen = self._is_off = self._is_no_piece = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_late(self) -> bool:
        """Whether items are not where they belong."""
        return bool(self._late)

    def carry(self, pose: QTransform | None, held: Held) -> None:
        """Bring the piece, made out of what is held where there is none yet, into a pose; None breaks it up."""
        if pose is not None and self._piece is None and not self._late and not self._is_no_piece:
            found = held()
            self._piece = flattened(*found, pose=self._pose) if found is not None else None
            self._is_no_piece = self._piece is None  # it will not be one in the next step either
        if pose is None or self._piece is None:
            self.catch_up()
        else:
            self._repaint(self._piece.bounds(self._pose))
            self._repaint(self._piece.bounds(pose))
        self._pose = pose or QTransform()

    def takes(self, keys: Iterable[str]) -> bool:
        """Whether the piece stands for what changed; its items are late from now on."""
        if self._piece is None:
            return False
        self._late.update(dict.fromkeys(keys))
        return True

    def laid_on(self, stack: Stack) -> Stack:
        """The stack with the piece in the place of what it is made of."""
        piece, pose = self._piece, self._pose
        return stack if piece is None else Stack(stack.under, lambda: [piece.sheet(pose)], stack.over)

    def catch_up(self, *, until: float = math.inf) -> None:
        """Let late items follow; when all have, the piece is made anew from where they are."""
        while self._late:
            key = next(iter(self._late))
            del self._late[key]
            self._follow(key)
            if time.perf_counter() > until:
                break
        if not self._late:
            self._piece = None
            self._timer.stop()
            if self._is_frozen:
                self._freeze(False)
            if self._is_off:
                self._is_off = False
                self.arrived.emit()

    def sends(self, keys: Iterable[str]) -> None:
        """Hundreds changed at once: their items follow bit by bit, and are seen when all have."""
        self._late.update(dict.fromkeys(keys))
        self._freeze(True)
        self.sets_off()

    def sets_off(self) -> bool:
        """Let late items follow bit by bit, while the piece still shows; False when there are none."""
        if self._late:
            self._is_off = True
            self._timer.start(0)
        return bool(self._late)

    def _freeze(self, is_frozen: bool) -> None:
        self._is_frozen = is_frozen
        for view in self._scene.views():
            view.viewport().setUpdatesEnabled(not is_frozen)

    def _go_on(self) -> None:
        self.catch_up(until=time.perf_counter() + SLICE_S)
        if self._late:
            self._timer.start(0)

    def break_up(self) -> None:
        """What it was made of is not there any more."""
        if not self._late:
            self._piece = None

    def end(self) -> None:
        """Nothing is carried."""
        self._piece, self._pose, self._is_no_piece = None, QTransform(), False
