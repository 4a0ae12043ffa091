"""What a hand carries as one piece: many clips flattened into one picture that is pushed, turned or grown as a whole.

A step of a drag of hundreds of clips then draws one picture. Their items stay where they were and follow when the hand
lets go, or when it rests.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Iterable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap, QTransform

from studio_gui.ui.canvas.stack.still import Sheet, Stack, draw_sheets
from studio_gui.ui.slices import Work

SMOOTH_PIXELS = 300_000
"""A piece of fewer device pixels is turned smoothly."""
SHEETS_A_STEP = 8
"""So many sheets are flattened at a time."""
CLEARED_A_STEP = 250_000
"""So many device pixels of a new piece are cleared at a time: memory that was never touched takes a while to come."""
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


def flattening(
    sheets: Sequence[Sheet], zoom: float, ratio: int, *, pose: QTransform
) -> Generator[None, None, Piece | None]:
    """Make one piece out of many sheets, some at a time; None when it would be too large.

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
    image = QImage(width * ratio, height * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    lines = max(1, CLEARED_A_STEP // (width * ratio * ratio))
    for line in range(0, height, lines):
        yield
        with QPainter(image) as painter:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.fillRect(0, line, width, lines, Qt.GlobalColor.transparent)
    for start in range(0, len(sheets), SHEETS_A_STEP):
        yield
        with QPainter(image) as painter:
            some = sheets[start : start + SHEETS_A_STEP]
            draw_sheets(painter, QRect(0, 0, width, height), some, QTransform(zoom, 0, 0, zoom, -x, -y))
    return Piece(QPixmap.fromImage(image), QRectF(left, top, right - left, bottom - top), QPointF(x, y), zoom, pose)


class Carriage:
    """What is carried at the moment, how far, and the items that are late."""

    def __init__(self, *, follow: Callable[[str], None], repaint: Callable[[QRectF], None]) -> None:
        """``follow`` brings an item to where it belongs; ``repaint`` an area of the scene up to date."""
        self._follow, self._repaint = follow, repaint
        self._pose = QTransform()
        self._piece: Piece | None = None
        self._late: dict[str, None] = {}
        self._is_building = self._is_no_piece = False

    @property
    def is_late(self) -> bool:
        """Whether items are not where they belong."""
        return bool(self._late)

    @property
    def has_piece(self) -> bool:
        """Whether a piece is carried."""
        return self._piece is not None

    @property
    def is_ready(self) -> bool:
        """Whether a piece is carried, or is being made."""
        return self._piece is not None or self._is_building

    def carry(self, pose: QTransform | None, held: Held) -> None:
        """Bring the piece, made out of what is held where there is none yet, into a pose; None breaks it up."""
        if pose is not None and not self.is_ready and not self._late and not self._is_no_piece:
            for _ in self.building(held):
                pass
        if pose is None or not self.is_ready:
            self.catch_up()
        elif self._piece is not None:
            self._repaint(self._piece.bounds(self._pose))
            self._repaint(self._piece.bounds(pose))
        self._pose = pose or QTransform()

    def building(self, held: Held) -> Work:
        """Make a piece of what is held where it lies now; the one there was is carried until then."""
        self._is_building = True  # at once: work in slices begins later
        return self._building(held, self._pose)

    def give_up_building(self) -> None:
        """The piece that is being made will not be."""
        self._is_building = False

    def _building(self, held: Held, pose: QTransform) -> Work:
        found = held()
        self._piece = (yield from flattening(*found, pose=pose)) if found is not None else None
        self._is_no_piece = self._piece is None  # it will not be one in the next step either
        self._is_building = False
        if self._piece is not None:
            self._repaint(self._piece.bounds(self._pose))

    def takes(self, keys: Iterable[str]) -> bool:
        """Whether the piece stands for what changed; its items are late from now on."""
        if not self.is_ready:
            return False
        self.sends(keys)
        return True

    def laid_on(self, stack: Stack) -> Stack:
        """The stack with the piece in the place of what it is made of."""
        piece, pose = self._piece, self._pose
        return stack if piece is None else Stack(stack.under, lambda: [piece.sheet(pose)], stack.over)

    def sends(self, keys: Iterable[str]) -> None:
        """Items are late from now on."""
        self._late.update(dict.fromkeys(keys))

    def following(self) -> Work:
        """Let late items follow, one by one."""
        while self._late:
            self._follow_next()
            yield

    def _follow_next(self) -> None:
        key = next(iter(self._late))
        del self._late[key]
        self._follow(key)

    def catch_up(self) -> None:
        """Let late items follow at once; the next piece is made from where they are."""
        while self._late:
            self._follow_next()
        self._piece = None

    def break_up(self) -> None:
        """What it was made of is not there any more."""
        if not self._late:
            self._piece = None

    def end(self) -> None:
        """Nothing is carried; late items stay late."""
        self._piece, self._pose, self._is_no_piece = None, QTransform(), False
