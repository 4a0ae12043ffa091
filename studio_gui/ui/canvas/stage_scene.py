"""The graphics scene: one pixmap item for each clip that shows, one for the background.

Items take no part in anything: they show pictures where they are told to, and tools and geometry do the rest. What
did not change is not touched; a clip that only moved keeps its picture.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QGraphicsPixmapItem, QGraphicsScene

from studio_gui.model.clips import Clip
from studio_gui.model.fields import ClipId
from studio_gui.model.geometry import Box, Rect, box_of
from studio_gui.model.project import Scene
from studio_gui.painting import Assets
from studio_gui.ui.canvas.pictures import (
    Paint,
    Picture,
    background_paint,
    clip_area,
    clip_paint,
    covers,
    draw_picture,
    looks_same,
    on_screen,
    seen_part,
)

BUDGET_S = 0.007
"""Drawing new pictures for one event takes no longer; the rest follows when there is time. Source: STYLE, 8 ms."""
FAR_PX = 20_000
_BEHIND = -1_000_000.0


@dataclass(slots=True)
class _Shown:
    """An item with the clip it stands for and the picture it shows."""

    item: QGraphicsPixmapItem
    clip: Clip
    area: Rect
    """The scene pixels it may draw on."""
    z: int = 0
    picture: Picture | None = None


class CanvasScene(QGraphicsScene):
    """Mirrors a scene of the project."""

    def __init__(self, assets: Assets, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._assets = assets
        self._scene: Scene | None = None
        self._stage = (1920, 1080)
        self._scale = 1.0
        self._ratio = 1.0
        self._visible = Rect(0, 0, 1920, 1080)
        self._shown: dict[ClipId, _Shown] = {}
        self._stale: set[ClipId] = set()
        self._parts: set[ClipId] = set()
        """Clips whose picture shows only what was in sight when it was drawn."""
        self._ground = self._add_item(_BEHIND)
        self._ground_picture: Picture | None = None
        self._ground_is_stale = True
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._draw)
        self.setSceneRect(QRectF(-FAR_PX, -FAR_PX, 2 * FAR_PX, 2 * FAR_PX))

    def _add_item(self, z: float) -> QGraphicsPixmapItem:
        item = QGraphicsPixmapItem()
        item.setTransformationMode(Qt.TransformationMode.FastTransformation)
        item.setShapeMode(QGraphicsPixmapItem.ShapeMode.BoundingRectShape)
        item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        item.setZValue(z)
        self.addItem(item)
        return item

    @property
    def is_complete(self) -> bool:
        """Whether every picture in sight is the one it should be."""
        return not self._later.isActive()

    def set_assets(self, assets: Assets) -> None:
        """Take pictures from another place; everything is drawn anew."""
        self._assets = assets
        self.redraw()

    def redraw(self) -> None:
        """Draw everything anew, e.g. because a missing file was found."""
        self._ground_is_stale = True
        self._stale.update(self._shown)
        self._draw()

    def show_scene(self, scene: Scene | None, stage: tuple[int, int]) -> None:
        """Mirror ``scene`` on a stage of that width and height."""
        before, self._scene = self._scene, scene
        if scene is None or before is None or before.background is not scene.background or stage != self._stage:
            self._ground_is_stale = True
        self._stage = stage
        self._sync(scene)
        self._draw()

    def look(self, *, scale: float, ratio: float, visible: Rect) -> None:
        """Note the device pixels per scene pixel, those per pixel of the screen, and the part of the scene in sight."""
        if (scale, ratio) != (self._scale, self._ratio):
            self._scale, self._ratio = scale, ratio
            self._ground_is_stale = True
            self._stale.update(self._shown)
        self._visible = visible
        self._draw()

    def _sync(self, scene: Scene | None) -> None:
        wanted = {clip.id: clip for clip in scene.stacked() if clip.is_drawn} if scene else {}
        for clip_id in [old for old in self._shown if old not in wanted]:
            self._forget(clip_id)
        for z, (clip_id, clip) in enumerate(wanted.items()):
            shown = self._shown.get(clip_id)
            if shown is None:
                shown = self._show(clip, z)
            elif shown.clip is not clip:
                self._change(shown, clip)
            if shown.z != z:
                shown.z = z
                shown.item.setZValue(z)

    def _show(self, clip: Clip, z: int) -> _Shown:
        shown = self._shown[clip.id] = _Shown(self._add_item(z), clip, clip_area(clip), z)
        self._stale.add(clip.id)
        return shown

    def _forget(self, clip_id: ClipId) -> None:
        self.removeItem(self._shown.pop(clip_id).item)
        self._stale.discard(clip_id)
        self._parts.discard(clip_id)

    def _change(self, shown: _Shown, clip: Clip) -> None:
        old = shown.clip
        if looks_same(old, clip):
            shown.area = shown.area.moved(float(clip.left - old.left), float(clip.top - old.top))
        else:
            self._stale.add(clip.id)
            shown.area = clip_area(clip)
        shown.clip = clip
        self._place(shown)

    def _draw(self) -> None:
        """Draw what is outdated and in sight, as much as the budget allows."""
        end = time.perf_counter() + BUDGET_S
        if self._ground_needs_drawing():
            self._draw_ground()
        for clip_id in [*self._stale, *self._parts]:
            shown = self._shown[clip_id]
            part, is_whole = seen_part(shown.area, self._scale, self._visible)
            if not self._needs_drawing(shown, part):
                continue
            if time.perf_counter() > end:
                self._later.start(0)
                return
            self._draw_clip(shown, part, is_whole)

    def _draw_clip(self, shown: _Shown, part: Rect, is_whole: bool) -> None:
        paint = clip_paint(shown.clip, self._assets)
        shown.picture = self._picture(paint, part, box_of(shown.clip), is_whole)
        self._stale.discard(shown.clip.id)
        (self._parts.discard if is_whole else self._parts.add)(shown.clip.id)
        shown.item.setPixmap(shown.picture.image)
        self._place(shown)

    def _needs_drawing(self, shown: _Shown, part: Rect) -> bool:
        if part.width <= 0 or part.height <= 0 or not part.meets(self._visible):
            return False
        if shown.picture is None or shown.clip.id in self._stale:
            return True
        return not covers(_moved(shown.picture, shown.clip), _seen(part, self._visible))

    def _picture(self, paint: Paint, part: Rect, origin: Box, is_whole: bool) -> Picture:
        picture = on_screen(draw_picture(paint, part, self._scale, origin=origin, is_whole=is_whole))
        picture.image.setDevicePixelRatio(self._ratio)
        return picture

    def _place(self, shown: _Shown) -> None:
        if shown.picture is not None:
            _put(shown.item, shown.picture, box_of(shown.clip), self._scale)

    def _ground_needs_drawing(self) -> bool:
        if self._ground_is_stale or self._ground_picture is None:
            return True
        part, _ = seen_part(self._stage_rect(), self._scale, self._visible)
        return not self._ground_picture.is_whole and not covers(self._ground_picture, _seen(part, self._visible))

    def _stage_rect(self) -> Rect:
        return Rect(0, 0, self._stage[0], self._stage[1])

    def _draw_ground(self) -> None:
        self._ground_is_stale = False
        self._ground.setVisible(self._scene is not None)
        if self._scene is None:
            return
        part, is_whole = seen_part(self._stage_rect(), self._scale, self._visible)
        origin = Box(0, 0, self._stage[0], self._stage[1])
        paint = background_paint(self._scene, self._stage, self._assets)
        self._ground_picture = self._picture(paint, part, origin, is_whole)
        self._ground.setPixmap(self._ground_picture.image)
        _put(self._ground, self._ground_picture, origin, self._scale)


def _moved(picture: Picture, clip: Clip) -> Picture:
    dx, dy = float(clip.left) - picture.origin.left, float(clip.top) - picture.origin.top
    return Picture(picture.image, picture.area.moved(dx, dy), picture.scale, picture.origin, picture.is_whole)


def _seen(part: Rect, visible: Rect) -> Rect:
    left, top = max(part.left, visible.left), max(part.top, visible.top)
    return Rect(
        left, top, max(0, min(part.right, visible.right) - left), max(0, min(part.bottom, visible.bottom) - top)
    )


def _put(item: QGraphicsPixmapItem, picture: Picture, box: Box, scale: float) -> None:
    """Place an item so that its picture lies where ``box`` is, on whole device pixels where it only moved."""
    old, shrink = picture.origin, picture.image.devicePixelRatio() / picture.scale
    is_same = (old.width, old.height, old.angle) == (box.width, box.height, box.angle)
    if is_same:
        left, top = picture.area.left + box.left - old.left, picture.area.top + box.top - old.top
        item.setTransform(QTransform())
        item.setScale(shrink)
        item.setPos(round(left * scale) / scale, round(top * scale) / scale)
        return
    item.setScale(1)
    item.setPos(0, 0)
    item.setTransform(_stretch(picture, box, shrink))


def _stretch(picture: Picture, box: Box, shrink: float) -> QTransform:
    """Where an outdated picture goes until a new one is drawn: the old box laid onto the new one."""
    old = picture.origin
    to_scene = QTransform.fromScale(shrink, shrink) * QTransform.fromTranslate(picture.area.left, picture.area.top)
    to_old = QTransform.fromTranslate(-old.left, -old.top) * QTransform().rotate(-old.angle)
    grow = QTransform.fromScale(box.width / old.width if old.width else 1, box.height / old.height if old.height else 1)
    to_new = QTransform().rotate(box.angle) * QTransform.fromTranslate(box.left, box.top)
    return to_scene * to_old * grow * to_new
