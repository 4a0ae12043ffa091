"""A clip, or the background, as the canvas shows it: an item with a picture, put where its box is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsPixmapItem

from studio_gui.model.clips import AvatarClip, Clip, ImageClip, ShapeClip, TextClip, VideoClip
from studio_gui.model.geometry import Box, Point, Rect
from studio_gui.model.project import Background
from studio_gui.ui.canvas.drawing import Order
from studio_gui.ui.canvas.pictures import Paint, Picture
from studio_gui.ui.canvas.stack.still import Sheet, Stack


@dataclass(slots=True)
class Shown:
    """An item with what it stands for and the picture it shows."""

    item: QGraphicsPixmapItem
    value: Clip | Background
    paint: Paint
    box: Box
    area: Rect
    """The scene pixels it may draw on."""
    rate: float
    """Seconds it took to draw one pixel; a guess by kind at first."""
    z: int = 0
    picture: Picture | None = None
    order: Order | None = None
    """What is being drawn on the other thread."""
    _place: Point | QTransform = field(default_factory=lambda: Point(0, 0))
    """Where the item was put: its corner in the scene, or how its picture is stretched."""
    _is_smooth: bool = False
    _sheet: Sheet | None = None
    _sheet_zoom: float = 0
    _reach: Rect | None = None

    @property
    def reach(self) -> Rect:
        """The scene pixels it draws on now: a stretched picture has stretched margins, which reach beyond its area."""
        return self.area if self._reach is None else self._reach

    @property
    def can_stretch(self) -> bool:
        """Whether the old picture, stretched, is good enough while a hand moves it.

        Whatever is only turned looks the same, but texts and shapes are not what they were at another size.
        """
        if self.picture is None or not self.picture.is_whole:
            return False
        old, box = self.picture.origin, self.box
        is_as_large = (old.width, old.height) == (box.width, box.height)
        return is_as_large or isinstance(self.value, AvatarClip | ImageClip | VideoClip)

    def sheet(self, zoom: float) -> Sheet | None:
        """What the item shows, at ``zoom`` pixels of the screen for each of the scene; None before it shows anything."""
        if zoom != self._sheet_zoom:
            self._sheet, self._sheet_zoom = None, zoom
        if self._sheet is None and self.picture is not None and isinstance(self.picture.image, QPixmap):
            place, area = self._place, self.reach
            shrink = self.picture.image.devicePixelRatio() / self.picture.scale
            if isinstance(place, Point) and abs(shrink * zoom - 1) > 1e-9:  # drawn for another zoom
                place = QTransform(shrink, 0, 0, shrink, place.x, place.y)
            self._sheet = Sheet(
                self.picture.image,
                area.left,
                area.top,
                area.left + area.width,
                area.top + area.height,
                QPointF(place.x * zoom, place.y * zoom) if isinstance(place, Point) else QPointF(),
                None if isinstance(place, Point) else place,
                self._is_smooth,
            )
        return self._sheet

    def put(self, scale: float, *, stretches_smoothly: bool) -> None:
        """Put the item so that its picture lies where the box is, on whole device pixels where it only moved.

        ``scale`` is device pixels per scene pixel.
        """
        self._sheet, self._reach, picture, box = None, None, self.picture, self.box
        if picture is None:
            return
        old, shrink = picture.origin, picture.image.devicePixelRatio() / picture.scale
        is_as_large = (old.width, old.height) == (box.width, box.height) and picture.scale == scale
        if (old.width, old.height, old.angle) != (box.width, box.height, box.angle):
            self._smooth(stretches_smoothly)
            place = _stretch(picture, box, shrink)
            self._lay(place)
            if not is_as_large:
                seen = place.mapRect(QRectF(QPointF(), picture.image.deviceIndependentSize()))
                self._reach = Rect.around((self.area, Rect(seen.x(), seen.y(), seen.width(), seen.height())))
            return
        self._smooth(False)
        left, top = picture.area.left + box.left - old.left, picture.area.top + box.top - old.top
        self._lay(Point(round(left * scale) / scale, round(top * scale) / scale), shrink)
        if not is_as_large:
            drawn = picture.area.moved(box.left - old.left, box.top - old.top)
            self._reach = Rect.around((self.area, drawn))

    def _smooth(self, is_smooth: bool) -> None:
        if is_smooth != self._is_smooth:
            self._is_smooth = is_smooth
            mode = Qt.TransformationMode
            self.item.setTransformationMode(mode.SmoothTransformation if is_smooth else mode.FastTransformation)

    def _lay(self, place: Point | QTransform, shrink: float = 1) -> None:
        was_plain, self._place = isinstance(self._place, Point), place
        if isinstance(place, Point):
            if not was_plain:
                self.item.setTransform(QTransform())
            self.item.setScale(shrink)
            self.item.setPos(place.x, place.y)
        else:
            if was_plain:
                self.item.setScale(1)
                self.item.setPos(0, 0)
            self.item.setTransform(place)


def guessed_rate(clip: Clip) -> float:
    """Seconds for a pixel of a clip that was never drawn."""
    if isinstance(clip, ShapeClip | TextClip):
        return 3e-7 if clip.shadow is not None and clip.shadow.enabled and clip.shadow.blur else 1e-8
    return 2e-7 if isinstance(clip, AvatarClip | ImageClip | VideoClip) else 1e-8


def moved_among(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The fewest of the same keys that have to be moved to get from one order to another; all others lie as they did."""
    if list(before) == list(after):
        return set()
    places = {key: place for place, key in enumerate(before)}
    # The longest row of them that is in order in both stays: for each length the row that ends first, and its way back.
    ends: list[int] = []
    last: list[str] = []
    previous: dict[str, str] = {}
    for key in after:
        length = bisect_left(ends, places[key])
        ends[length : length + 1], last[length : length + 1] = [places[key]], [key]
        if length:
            previous[key] = last[length - 1]
    moved, stays = set(after), last[-1] if last else None
    while stays is not None:
        moved.discard(stays)
        stays = previous.get(stays)
    return moved


def stacked(shown: Mapping[str, Shown], held: Collection[str], zoom: float) -> Stack:
    """The items as they lie, told apart by whether they are behind, among or before those that are held."""
    keys = sorted(shown, key=lambda key: shown[key].z)
    everything = [shown[key] for key in keys]
    places = [place for place, key in enumerate(keys) if key in held] or [len(keys)]
    first, last = places[0], places[-1] + 1  # of none that is held, all are behind
    between = everything[first:last]

    def sheets(some: Iterable[Shown]) -> list[Sheet]:
        return [sheet for one in some if (sheet := one.sheet(zoom)) is not None]

    return Stack(sheets(everything[:first]), lambda: sheets(between), sheets(everything[last:]))


def _stretch(picture: Picture, box: Box, shrink: float) -> QTransform:
    """Where an outdated picture goes until a new one is drawn: the old box laid onto the new one.

    That is: from pixels of the picture to the scene, turned back and grown in the old box's own frame, turned and
    pushed into the new one. Written out, for hundreds are turned at once.
    """
    old = picture.origin
    across = box.width / old.width if old.width else 1.0
    down = box.height / old.height if old.height else 1.0
    back, on = Point(1, 0).turned(old.angle), Point(1, 0).turned(box.angle)
    xx, xy = on.x * across * back.x + on.y * down * back.y, on.x * across * back.y - on.y * down * back.x
    yx, yy = on.y * across * back.x - on.x * down * back.y, on.y * across * back.y + on.x * down * back.x
    left, top = picture.area.left - old.left, picture.area.top - old.top
    dx, dy = xx * left + xy * top + box.left, yx * left + yy * top + box.top
    return QTransform(xx * shrink, yx * shrink, xy * shrink, yy * shrink, dx, dy)
