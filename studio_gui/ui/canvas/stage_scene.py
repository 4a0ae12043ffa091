"""The graphics scene: one pixmap item for each clip that shows, one for the background.

Items take no part in anything: they show pictures where they are told to, and tools and geometry do the rest. What
did not change is not touched; a clip that only moved keeps its picture. What takes long is drawn on another thread,
and until it is done the old picture is stretched to fit.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtWidgets import QGraphicsPixmapItem

from studio_gui.model.clips import AvatarClip, Clip
from studio_gui.model.differences import changed_clips
from studio_gui.model.fields import ClipId
from studio_gui.model.geometry import Box, Rect, box_of
from studio_gui.model.hits import Placed
from studio_gui.model.project import Background, Scene
from studio_gui.painting import Assets
from studio_gui.painting.background import is_at_hand, plain_color
from studio_gui.painting.effects import shadow
from studio_gui.ui.canvas.drawing import Drawing, Order
from studio_gui.ui.canvas.pictures import (
    Picture,
    background_paint,
    clip_area,
    clip_paint,
    common,
    covers,
    looks_same,
    moved,
    on_screen,
    seen_part,
)
from studio_gui.ui.canvas.stack.crowd import BUDGET_S, CROWD, FEW, GROUND, MOST_READING, REST_MS, CrowdScene
from studio_gui.ui.canvas.stack.pace import Pace
from studio_gui.ui.canvas.stack.shown import Shown, guessed_rate, moved_among
from studio_gui.ui.slices import Slices, Soon, Work

FIRST_BUDGET_S = 0.6
"""A window that opens waits so long for its pictures; those of a crowded scene come in after it is there."""
HEAVY_S = 0.004
"""What takes longer is drawn on another thread."""
HELD_BUDGET_S = 0.002
"""So long drawing may take with each step of a drag, of what cannot be stretched until the hand rests."""
MANY = 40
"""More pictures than these that change at once are painted when all have, from a picture of all."""
FAR_PX = 20_000
_BEHIND = -1_000_000


@dataclass(slots=True)
class _Reading:
    """The order that decodes a file, and the keys of all others that show it."""

    order: Order
    waiting: list[str] = field(default_factory=list)


class CanvasScene(CrowdScene):
    """Mirrors a scene of the project."""

    def __init__(self, assets: Assets, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._assets = assets
        self._stage = (1920, 1080)
        self._scene: Scene | None = None
        self._is_resting = False
        self._missed: tuple[Scene | None, tuple[int, int]] | None = None
        self._visible = Rect(0, 0, 1920, 1080)
        self._stale: set[str] = set()
        self._parts: set[str] = set()
        """Keys whose picture shows only what was in sight when it was drawn."""
        self._reading: dict[str, _Reading] = {}
        """Large files that are being decoded."""
        self._placed: Callable[[], Mapping[ClipId, Placed]] = dict
        self._gone: list[Shown] = []
        """What was taken from the stage, with its pictures."""
        self._freeing, self._pace = Slices(self), Pace()
        self._soon = Soon(self, self._draw)
        self._drawing = Drawing(self)
        self._drawing.done.connect(self._on_drawn)
        self.setSceneRect(QRectF(-FAR_PX, -FAR_PX, 2 * FAR_PX, 2 * FAR_PX))

    @property
    def is_complete(self) -> bool:
        """Whether every picture in sight is the one it should be."""
        return (
            not self._slices.is_working
            and not self._carriage.is_late
            and not self._later.isActive()
            and not any(self._wanted(key) for key in (*self._stale, *self._parts))
        )

    def finish(self) -> None:
        """Draw all that is missing now, however long it takes: for pictures of the window and for tests."""
        self.catch_up()
        self._finish(until=math.inf)

    def _finish(self, *, until: float) -> None:
        for key in (*self._stale, *self._parts):
            order = self._wanted(key)
            if order is not None and until < math.inf and shadow.must_load(order.value):
                self._take_bare(order)
            elif order is not None:
                self._take(order, *order.draw())
            if time.perf_counter() > until:
                return

    def _take_bare(self, order: Order) -> None:
        """Show a clip without its shadow for now."""
        clip = self._shown[order.key].value
        if isinstance(clip, Clip):
            bare = replace(order, paint=clip_paint(shadow.without_shadow(clip), self._assets))
            self._take(order, *bare.draw())
            self._outdate(order.key)

    def set_assets(self, assets: Assets) -> None:
        """Take pictures from another place; nothing that was drawn is kept."""
        self._give_up_coming()
        self.catch_up()
        self._assets, self._scene = assets, None
        self._reading.clear()
        self._forget_many(list(self._shown))

    @property
    def _is_reading(self) -> bool:
        return len(self._reading) >= MOST_READING

    def _follow(self, key: str) -> None:
        shown, placed = self._shown.get(key), self._placed().get(ClipId(key))
        if shown is not None and placed is not None and shown.value is not placed.clip:
            self._change(shown, placed.clip, placed)

    def show_scene(
        self,
        scene: Scene | None,
        stage: tuple[int, int],
        *,
        placed: Callable[[], Mapping[ClipId, Placed]] | None = None,
    ) -> None:
        """Mirror ``scene`` on a stage of that width and height; ``placed`` gives its boxes, where somebody knows them."""
        if self._is_resting:
            self._missed = (scene, stage)
            return
        if scene is not None and scene is self._scene and stage == self._stage:
            return
        self._sync_ground(scene, stage)
        before, self._scene, self._stage = self._scene, scene, stage
        pairs = changed_clips(before, scene) if before is not None and scene is not None else None
        if self.is_coming and pairs is not None:
            self.catch_up()
        news = [new.id for _old, new in pairs if new.is_drawn] if pairs is not None and self._held else []
        if news and self._held.issuperset(news) and self._carriage.takes(news):
            self._placed = placed or dict
            self._rest.start(REST_MS)
            return
        if pairs is not None and len(pairs) > MANY and not self._held and placed is not None and self._can_stand:
            self._placed = placed
            self._carriage.sends(new.id for _old, new in pairs)
            if not self._slices.is_working:
                self._sight.stand()
                self._start(self._changing(must_show=True))
            return
        self._give_up_coming()
        if not self._is_taking_out or pairs is None:
            self.catch_up()
        stands = not self._held and self._can_stand and self._sight.is_whole and self._sight.stand()
        placed = placed or dict
        if pairs is None:
            self._sync(scene, placed)
        else:
            self._change_some([clip for _old, clip in pairs], placed())
        if stands and not self._slices.is_working:
            # Among hundreds it takes half a turn to lay the others over what changed, and to paint as much.
            self._start(self._changing(must_show=False))
        elif pairs is None:
            self._draw_soon()
        else:
            self._draw()

    def rest(self, *, is_resting: bool) -> None:
        """Mirror nothing while something else stands in the place of the stage; then what was shown last meanwhile."""
        self._is_resting = is_resting
        missed, self._missed = self._missed, None
        if missed is not None:
            self.show_scene(*missed)

    def look(self, *, scale: float, ratio: float, visible: Rect) -> None:
        """Note the device pixels per scene pixel, those per pixel of the screen, and the part of the scene in sight.

        The first look draws all it can in ``FIRST_BUDGET_S``, so that a window never opens half empty without need.
        """
        is_first, is_other = not self._scale, (scale, ratio) != (self._scale, self._ratio)
        stands = not is_first and not self._held and self._can_stand
        if is_other:
            stands = stands and self._sight.stand()
            self._rescale(scale, ratio, stands=stands)
        else:
            self._sight.flatten()
            stands = stands and self._sight.is_standing
        self._visible = visible
        self._due = dict.fromkeys((*self._stale, *self._parts))
        if self.is_coming:
            self._start(self._changing(must_show=False))
        elif stands:
            view = next(iter(self.views()))
            self._start(self._changing(must_show=not self._sight.covers(view)))
        elif is_first:
            self._finish(until=time.perf_counter() + FIRST_BUDGET_S)
            self._draw()
        elif len(self._due) > CROWD:
            self._later.start(0)  # what is there is stretched and painted first: that takes long enough
        else:
            self._draw_soon()

    def _rescale(self, scale: float, ratio: float, *, stands: bool) -> None:
        if not stands and not self.is_coming:
            self.catch_up()
        self._sight.look_elsewhere() if stands else self._sight.forget()
        self._scale, self._ratio = scale, ratio
        self._pace.note()
        self._stale.update(self._shown)
        self._carriage.break_up()

    def _add_item(self, z: int) -> QGraphicsPixmapItem:
        item = QGraphicsPixmapItem()
        item.setTransformationMode(Qt.TransformationMode.FastTransformation)
        item.setShapeMode(QGraphicsPixmapItem.ShapeMode.BoundingRectShape)
        item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        item.setZValue(z)
        self.addItem(item)
        return item

    def _sync_ground(self, scene: Scene | None, stage: tuple[int, int]) -> None:
        before = self._scene
        if before is not None and scene is not None and (before.background, self._stage) == (scene.background, stage):
            return
        shown, paper = self._shown.get(GROUND), plain_color(scene.background) if scene is not None else None
        if scene is None or (paper is not None and (paper, stage) != (self.paper, self._stage)):
            self._change_paper(paper)
        if scene is None or paper is not None:
            if shown is not None:
                self._forget(GROUND)
            return
        if shown is not None and shown.value is scene.background and stage == self._stage:
            return
        box, paint = Box(0, 0, *stage), background_paint(scene, stage, self._assets)
        if shown is None:
            item = self._add_item(_BEHIND)
            shown = self._shown[GROUND] = Shown(item, scene.background, paint, box, box.bounds(), 1e-9)
            shown.z = _BEHIND
        shown.value, shown.paint, shown.box, shown.area = scene.background, paint, box, box.bounds()
        self._sight.forget()
        self._restack()
        self._outdate(GROUND)

    def _sync(self, scene: Scene | None, placed: Callable[[], Mapping[ClipId, Placed]]) -> None:
        wanted: dict[str, Clip] = {c.id: c for c in scene.stacked() if c.is_drawn} if scene else {}
        gone = [old for old in self._shown if old not in wanted and old != GROUND]
        if len(gone) > MANY:
            self._forget_many(gone)
        else:
            for key in gone:
                self._forget(key)
        making = self._making(wanted, placed)
        if sum(key not in self._shown for key in wanted) > MANY:
            self._come(making)
        else:
            for _ in making:
                pass

    def _making(self, wanted: Mapping[str, Clip], placed: Callable[[], Mapping[ClipId, Placed]]) -> Work:
        """Bring the items of a scene to what is wanted, one by one from the back to the front."""
        boxes = placed()  # of hundreds it takes half a slice to work them out
        yield
        there = sorted(self._shown.keys() & wanted.keys(), key=lambda key: self._shown[key].z)
        restacked = moved_among(there, [key for key in wanted if key in self._shown])
        for z, (key, clip) in enumerate(wanted.items()):
            shown = self._shown.get(key)
            if shown is None:
                shown = self._show(clip, z, boxes.get(clip.id))
            elif shown.value is not clip:
                self._change(shown, clip)
            if shown.z != z:
                shown.z = z
                shown.item.setZValue(z)
                if key in restacked:
                    self._spoil(key, shown.reach)
            yield
        self._restack()

    def _show(self, clip: Clip, z: int, placed: Placed | None) -> Shown:
        placed = placed or Placed.of(clip)
        paint, area = clip_paint(clip, self._assets), clip_area(clip, placed)
        shown = Shown(self._add_item(z), clip, paint, placed.box, area, guessed_rate(clip), z)
        self._shown[clip.id] = shown
        self._outdate(clip.id)
        return shown

    def _outdate(self, key: str) -> None:
        self._stale.add(key)
        self._due[key] = None

    def _forget(self, key: str) -> None:
        self._spoil(key, self._shown[key].reach)
        self.removeItem(self._shown.pop(key).item)
        self._stale.discard(key)
        self._parts.discard(key)
        self._due.pop(key, None)
        self._restack()

    def _forget_many(self, keys: Iterable[str]) -> None:
        """Forget items so many that all is painted anew."""
        self._sight.forget()
        for key in keys:
            gone = self._shown.pop(key)
            self.removeItem(gone.item)
            self._gone.append(gone)
            self._stale.discard(key)
            self._parts.discard(key)
            self._due.pop(key, None)
        self._freeing.start(self._free())
        self._restack()
        for view in self.views():
            view.viewport().update()

    def _free(self) -> Work:
        """Give back the memory of pictures that nobody sees: for those of hundreds that takes half a turn."""
        while self._gone:
            self._gone.pop()
            yield

    def _change_some(self, clips: Iterable[Clip], boxes: Mapping[ClipId, Placed]) -> None:
        for clip in clips:
            if clip.id in self._shown:
                self._change(self._shown[clip.id], clip, boxes.get(clip.id))

    def _change(self, shown: Shown, clip: Clip, placed: Placed | None = None) -> None:
        old, reach, box = shown.box, shown.reach, placed.box if placed is not None else box_of(clip)
        if isinstance(shown.value, Clip) and looks_same(shown.value, clip):
            shown.area = shown.area.moved(box.left - old.left, box.top - old.top)
            if clip.id in self._stale or clip.id in self._parts:
                self._due[clip.id] = None
            if box == old:  # it was named, or lies between others than before: nothing of it is painted anew
                shown.value, shown.paint = clip, clip_paint(clip, self._assets)
                return
        else:
            self._outdate(clip.id)
            shown.area = clip_area(clip, placed)
        shown.value, shown.box, shown.paint = clip, box, clip_paint(clip, self._assets)
        self._place(shown)
        self._spoil(clip.id, reach, shown.reach)

    def _draw_soon(self) -> None:
        """Draw what is due in a turn of its own, before what is there is painted: much was done in this one."""
        self._soon.ask()

    def _draw(self) -> None:
        """Draw what is due, as much as the budget allows."""
        if self._slices.is_working:
            return  # it comes to that
        if len(self._due) > FEW and not self._held and self._can_stand and self._sight.stand():
            self._start(self._changing(must_show=False))
            return
        end = time.perf_counter() + (HELD_BUDGET_S if self._held else BUDGET_S)
        for has_worked in self._drawn():
            if has_worked and time.perf_counter() > end:
                self._later.start(0)
                return
        if self._can_compose and not self._sight.is_good:
            self._start(self._changing(must_show=False))

    def _drawn(self) -> Iterator[bool]:
        """Draw what is due, one after the other; order what takes long; leave what can be stretched.

        Says after each whether that took time: one at least is drawn each time, or looking alone could use up the
        budget for ever.
        """
        for key in list(self._due):
            if key not in self._due or key not in self._shown:
                continue
            order = self._wanted(key)
            if order is not None and key in self._held and self._shown[key].can_stretch:
                self._rest.start(REST_MS)
                continue
            ref = order.unread(self._assets) if order is not None else None
            if ref is not None and ref not in self._reading and len(self._reading) >= MOST_READING:
                return  # when one is there, it goes on
            is_heavy = order is not None and ref is None and self._is_heavy(order)
            if is_heavy and not self.is_crowd and (wait_ms := self._pace.wait_ms):
                self._later.start(wait_ms)
                continue
            del self._due[key]
            if order is None:
                yield False
            elif ref is not None:
                self._read(ref, order)
                yield True
            elif is_heavy:
                self._ask(order)
                yield True
            else:
                self._take(order, *order.draw())
                yield True

    def _read(self, ref: str, order: Order) -> None:
        """Let the order that comes first decode the file; all others that show it wait, then they are drawn quickly."""
        if ref in self._reading:
            self._reading[ref].waiting.append(order.key)
        else:
            self._reading[ref] = _Reading(order)
            self._drawing.ask(order)

    def _drawn_held(self) -> Iterator[None]:
        for key in [key for key in self._due if key in self._held]:
            self._due.pop(key, None)
            order = self._wanted(key)
            if order is not None and self._is_heavy(order):
                self._ask(order)
            elif order is not None:
                self._take(order, *order.draw())
            yield

    def _is_heavy(self, order: Order) -> bool:
        value, stage, scale, shown = order.value, self._stage, order.scale, self._shown[order.key]
        if shadow.must_load(value):
            return True
        if isinstance(value, Background) and not is_at_hand(value, stage=stage, scale=scale, assets=self._assets):
            return True
        if isinstance(value, AvatarClip) and shown.picture is not None and shown.picture.scale != scale:
            return True  # a figure is drawn anew for each size
        return shown.rate * order.area.width * order.area.height * scale**2 > HEAVY_S

    def _ask(self, order: Order) -> None:
        shown = self._shown[order.key]
        if shown.order is None:
            shown.order = order
            self._drawing.ask(order)

    def _wanted(self, key: str) -> Order | None:
        """What has to be drawn for ``key`` now, if anything."""
        shown = self._shown[key]
        if not self._scale:
            return None
        part, is_whole = seen_part(shown.area, self._scale, self._visible)
        if part.width <= 0 or part.height <= 0 or not part.meets(self._visible):
            return None
        picture = moved(shown.picture, shown.box) if shown.picture is not None and key not in self._stale else None
        if picture is not None and covers(picture, common(part, self._visible)):
            return None
        return Order(key, shown.value, shown.paint, part, self._scale, shown.box, is_whole)

    def _on_drawn(self, order: Order, picture: Picture | None, seconds: float) -> None:
        shown = self._shown.get(order.key)
        for ref in [ref for ref, reading in self._reading.items() if reading.order is order]:
            waiting = (key for key in self._reading.pop(ref).waiting if key in self._shown)
            self._due = {**dict.fromkeys(waiting), **self._due}
            self._later.start(0)
            if shown is not None:
                shown.order = order
        if shown is None or shown.order is not order:
            return
        shown.order = None
        if picture is None:
            self._stale.discard(order.key)
            return
        if order.key in self._stale or order.key in self._parts:  # else it was drawn meanwhile, maybe larger
            self._take(order, picture, seconds)
        if self._due:
            self._later.start(0)  # several may come at once, and each must not draw as much as it may

    def _take(self, order: Order, picture: Picture, seconds: float) -> None:
        """Show a new picture; what it shows may be outdated already, but less than before."""
        shown = self._shown[order.key]
        reach, shown.picture = shown.reach, on_screen(picture, self._ratio)
        if order.key == GROUND:
            self.paper = None  # until then it stood for the picture
        shown.rate = seconds / max(1, picture.image.width() * picture.image.height())
        is_current = shown.value is order.value or (
            isinstance(shown.value, Clip) and isinstance(order.value, Clip) and looks_same(shown.value, order.value)
        )
        if is_current and order.scale == self._scale:
            self._stale.discard(order.key)
        (self._parts.discard if order.is_whole else self._parts.add)(order.key)
        if order.key in self._stale or order.key in self._parts:
            self._due[order.key] = None
        shown.item.setPixmap(shown.picture.image)
        self._place(shown)
        self._spoil(order.key, reach, shown.reach, is_redrawn=True)

    def _place(self, shown: Shown) -> None:
        shown.put(self._scale, stretches_smoothly=self._is_smooth and bool(self._held))
