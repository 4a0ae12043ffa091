"""The graphics scene: one pixmap item for each clip that shows, one for the background.

Items take no part in anything: they show pictures where they are told to, and tools and geometry do the rest. What
did not change is not touched; a clip that only moved keeps its picture. What takes long is drawn on another thread,
and until it is done the old picture is stretched to fit.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from PySide6.QtCore import QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QRegion, QTransform
from PySide6.QtWidgets import QGraphicsPixmapItem, QGraphicsScene, QGraphicsView

from studio_gui.model.clips import Clip
from studio_gui.model.differences import changed_clips
from studio_gui.model.fields import ClipId
from studio_gui.model.geometry import Box, Rect, box_of
from studio_gui.model.hits import Placed
from studio_gui.model.project import Scene
from studio_gui.painting import Assets
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
from studio_gui.ui.canvas.stack.carried import Carriage
from studio_gui.ui.canvas.stack.shown import Shown, guessed_rate, stacked
from studio_gui.ui.canvas.stack.still import Sheet, Stack, Still

BUDGET_S = 0.006
"""Drawing new pictures for one event takes no longer; the rest follows when there is time. Source: STYLE, 8 ms."""
FIRST_BUDGET_S = 0.6
"""A window that opens waits so long for its pictures; those of a crowded scene come in after it is there."""
HEAVY_S = 0.004
"""What takes longer is drawn on another thread."""
HELD_BUDGET_S = 0.002
"""So long drawing may take with each step of a drag, of what cannot be stretched until the hand rests."""
REST_MS = 120
"""A hand that holds clips and does not move for so long rests: what was stretched is drawn anew."""
MOST_READING = 3
"""So many files are asked for at once; what comes into sight meanwhile is next."""
SMOOTH_PIXELS = 400_000
"""Fewer stretched pixels than these are stretched smoothly."""
CROWD = 100
"""More pictures than these to draw anew are not begun with before the old ones were seen where they belong."""
FEW = 4
"""Of more clips on the move than these it is cheaper to paint the one rectangle around all than a patchwork."""
FAR_PX = 20_000
_GROUND = "\x00ground"
_BEHIND = -1_000_000
NOTHING: Mapping[ClipId, Placed] = MappingProxyType({})


@dataclass(slots=True)
class _Reading:
    """The order that decodes a file, and the keys of all others that show it."""

    order: Order
    waiting: list[str] = field(default_factory=list)


class CanvasScene(QGraphicsScene):
    """Mirrors a scene of the project."""

    def __init__(self, assets: Assets, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._assets = assets
        self._stage = (1920, 1080)
        self._scene: Scene | None = None
        self._is_resting = False
        self._missed: tuple[Scene | None, tuple[int, int]] | None = None
        self._scale = 0.0
        self._ratio = 1.0
        self._visible = Rect(0, 0, 1920, 1080)
        self._shown: dict[str, Shown] = {}
        self._stale: set[str] = set()
        self._parts: set[str] = set()
        """Keys whose picture shows only what was in sight when it was drawn."""
        self._due: dict[str, None] = {}
        """Keys to look at when there is time to draw; what is stale and out of sight is not among them."""
        self._held: frozenset[str] = frozenset()
        """Keys of what a hand drags at the moment."""
        self._reading: dict[str, _Reading] = {}
        """Large files that are being decoded."""
        self._is_smooth = False
        self._still: Still | None = None
        self._stack: Stack | None = None
        self._carriage = Carriage(self, follow=self._follow, repaint=self._repaint)
        self._carriage.arrived.connect(self._on_arrived)
        self._placed: Mapping[ClipId, Placed] = NOTHING
        self._drawing = Drawing(self)
        self._drawing.done.connect(self._on_drawn)
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._draw)
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._draw_held)
        self.setSceneRect(QRectF(-FAR_PX, -FAR_PX, 2 * FAR_PX, 2 * FAR_PX))

    @property
    def is_complete(self) -> bool:
        """Whether every picture in sight is the one it should be."""
        return (
            not self._carriage.is_late
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
        self._assets, self._scene = assets, None
        self._reading.clear()
        for key in list(self._shown):
            self._forget(key)

    def redraw(self) -> None:
        """Draw everything anew, e.g. because a missing file was found."""
        self._stale.update(self._shown)
        self._due = dict.fromkeys(self._stale)
        self._draw()

    # A drag

    def hold(self, keys: Iterable[str]) -> None:
        """A hand begins to drag these clips: until ``let_go`` all others are taken to lie still.

        What is dragged keeps its picture, stretched, while it moves; texts and shapes are drawn on.
        """
        self.catch_up()
        self._carriage.end()
        self._held = frozenset(keys) & self._shown.keys()
        areas = (self._shown[key].area for key in self._held)
        self._is_smooth = sum(area.width * area.height for area in areas) * self._scale**2 < SMOOTH_PIXELS
        self._still = self._stack = None
        if len(self._held) > FEW:
            self._set_update_mode(QGraphicsView.ViewportUpdateMode.BoundingRectViewportUpdate)

    def let_go(self) -> None:
        """The drag is over: draw what was only stretched."""
        if self._carriage.sets_off():
            return
        self._carriage.end()
        if self._held:
            self._held = frozenset()
            self._still = self._stack = None
            self._rest.stop()
            self._set_update_mode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
            for view in self.views():
                view.viewport().update()  # what was carried may not lie where it was seen
            self._draw()

    def carry(self, pose: QTransform | None) -> None:
        """What is held lies as ``pose`` brings it from where it was taken, all as one piece; None when not as one.

        Say so before the scene that says the same is shown.
        """
        self._carriage.carry(pose if len(self._held) > FEW else None, self._held_sheets)

    def catch_up(self) -> None:
        """Let the items follow what was carried as one piece."""
        self._carriage.catch_up()

    def _on_arrived(self) -> None:
        if self._held:
            self.let_go()
        else:
            self._draw()

    def _held_sheets(self) -> tuple[list[Sheet], float, int] | None:
        """What is held, pixels of the screen per scene pixel, and device pixels for each; None when it is no piece."""
        view = next(iter(self.views()), None)
        one = sorted((self._shown[key] for key in self._held), key=lambda shown: shown.z)
        if view is None or not self.can_paint_held(view) or one[-1].z - one[0].z >= len(one):
            return None  # something else lies between them
        ratio = round(view.devicePixelRatioF())
        sheets = [sheet for shown in one if (sheet := shown.sheet(self._scale / ratio)) is not None]
        return (sheets, self._scale / ratio, ratio) if len(sheets) == len(one) else None

    def _repaint(self, area: QRectF) -> None:
        for view in self.views():
            view.viewport().update(view.viewportTransform().mapRect(area).adjusted(-2, -2, 2, 2).toAlignedRect())

    def _follow(self, key: str) -> None:
        shown, placed = self._shown.get(key), self._placed.get(ClipId(key))
        if shown is not None and placed is not None and shown.value is not placed.clip:
            self._change(shown, placed.clip, placed)

    def _set_update_mode(self, mode: QGraphicsView.ViewportUpdateMode) -> None:
        for view in self.views():
            view.setViewportUpdateMode(mode)

    def can_paint_held(self, view: QGraphicsView) -> bool:
        """Whether a hand drags clips, and on a screen whose pixels are whole: broken ones do not fit together again."""
        return bool(self._held) and view.devicePixelRatioF().is_integer()

    def paint_held(self, painter: QPainter, region: QRegion, view: QGraphicsView) -> None:
        """Paint a region of the viewport during a drag, at little cost."""
        still, size, ratio = self._still, view.viewport().size(), round(view.devicePixelRatioF())
        to_view = view.viewportTransform()
        if still is None or (still.size, still.ratio) != (size, ratio) or not still.move_to(to_view):
            still = self._still = Still(size, ratio, to_view)
        if self._stack is None:
            self._stack = stacked(self._shown, self._held, self._scale / ratio)
        still.paint(painter, region, self._carriage.laid_on(self._stack), ground=view.drawBackground)

    def _restack(self) -> None:
        """Items came, went, or changed their order."""
        self._held &= self._shown.keys()
        self._carriage.break_up()
        self._still = self._stack = None

    def show_scene(
        self, scene: Scene | None, stage: tuple[int, int], *, placed: Mapping[ClipId, Placed] = NOTHING
    ) -> None:
        """Mirror ``scene`` on a stage of that width and height; ``placed`` are its boxes, where somebody knows them."""
        if self._is_resting:
            self._missed = (scene, stage)
            return
        if scene is not None and scene is self._scene and stage == self._stage:
            return
        self._sync_ground(scene, stage)
        before, self._scene, self._stage = self._scene, scene, stage
        pairs = changed_clips(before, scene) if before is not None and scene is not None else None
        news = [new.id for _old, new in pairs] if pairs is not None and self._held else []
        if news and self._held.issuperset(news) and self._carriage.takes(news):
            self._placed = placed
            self._rest.start(REST_MS)
            return
        if pairs is not None and len(pairs) > CROWD and not self._held and placed:
            self._placed = placed
            self._carriage.sends(new.id for _old, new in pairs)
            return
        self.catch_up()
        if pairs is None:
            self._sync(scene)
        else:
            for _old, clip in pairs:
                if clip.id in self._shown:
                    self._change(self._shown[clip.id], clip, placed.get(clip.id))
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
        is_first = not self._scale
        self.catch_up()
        if (scale, ratio) != (self._scale, self._ratio):
            self._scale, self._ratio = scale, ratio
            self._stale.update(self._shown)
            for shown in self._shown.values():
                shown.forget_sheet()
            self._restack()
        self._visible = visible
        self._due = dict.fromkeys((*self._stale, *self._parts))
        if is_first:
            self._finish(until=time.perf_counter() + FIRST_BUDGET_S)
        if len(self._due) > CROWD and not is_first:
            self._later.start(0)  # what is there is stretched and painted first: that takes long enough
        else:
            self._draw()

    def _add_item(self, z: int) -> QGraphicsPixmapItem:
        item = QGraphicsPixmapItem()
        item.setTransformationMode(Qt.TransformationMode.FastTransformation)
        item.setShapeMode(QGraphicsPixmapItem.ShapeMode.BoundingRectShape)
        item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        item.setZValue(z)
        self.addItem(item)
        return item

    def _sync_ground(self, scene: Scene | None, stage: tuple[int, int]) -> None:
        shown = self._shown.get(_GROUND)
        if scene is None:
            if shown is not None:
                self._forget(_GROUND)
            return
        if shown is not None and shown.value is scene.background and stage == self._stage:
            return
        box, paint = Box(0, 0, *stage), background_paint(scene, stage, self._assets)
        if shown is None:
            item = self._add_item(_BEHIND)
            shown = self._shown[_GROUND] = Shown(item, scene.background, paint, box, box.bounds(), 4e-8)
            shown.z = _BEHIND
        shown.value, shown.paint, shown.box, shown.area = scene.background, paint, box, box.bounds()
        self._restack()
        self._outdate(_GROUND)

    def _sync(self, scene: Scene | None) -> None:
        wanted: dict[str, Clip] = {c.id: c for c in scene.stacked() if c.is_drawn} if scene else {}
        for key in [old for old in self._shown if old not in wanted and old != _GROUND]:
            self._forget(key)
        for z, (key, clip) in enumerate(wanted.items()):
            shown = self._shown.get(key)
            if shown is None:
                shown = self._show(clip, z)
            elif shown.value is not clip:
                self._change(shown, clip)
            if shown.z != z:
                shown.z = z
                shown.item.setZValue(z)
        self._restack()

    def _show(self, clip: Clip, z: int) -> Shown:
        paint, area = clip_paint(clip, self._assets), clip_area(clip)
        shown = Shown(self._add_item(z), clip, paint, box_of(clip), area, guessed_rate(clip), z)
        self._shown[clip.id] = shown
        self._outdate(clip.id)
        return shown

    def _outdate(self, key: str) -> None:
        self._stale.add(key)
        self._due[key] = None

    def _forget(self, key: str) -> None:
        self.removeItem(self._shown.pop(key).item)
        self._stale.discard(key)
        self._parts.discard(key)
        self._due.pop(key, None)
        self._restack()

    def _change(self, shown: Shown, clip: Clip, placed: Placed | None = None) -> None:
        old, box = shown.box, placed.box if placed is not None else box_of(clip)
        self._spoil(clip.id, shown)
        if isinstance(shown.value, Clip) and looks_same(shown.value, clip):
            shown.area = shown.area.moved(box.left - old.left, box.top - old.top)
            if clip.id in self._stale or clip.id in self._parts:
                self._due[clip.id] = None
        else:
            self._outdate(clip.id)
            shown.area = clip_area(clip, placed)
        shown.value, shown.box, shown.paint = clip, box, clip_paint(clip, self._assets)
        self._place(shown)
        self._spoil(clip.id, shown)

    def _spoil(self, key: str, shown: Shown) -> None:
        """Something changes although it is not held."""
        if self._still is not None and key not in self._held:
            self._still.spoil(shown.area)
            self._stack = None

    def _draw(self) -> None:
        """Draw what is due, as much as the budget allows; order what takes long; leave what can be stretched."""
        end, has_worked = time.perf_counter() + (HELD_BUDGET_S if self._held else BUDGET_S), False
        for key in list(self._due):
            if has_worked and time.perf_counter() > end:
                self._later.start(0)
                return
            order = self._wanted(key)
            if order is not None and key in self._held and self._shown[key].can_stretch:
                self._rest.start(REST_MS)
                continue
            ref = order.unread(self._assets) if order is not None else None
            if ref is not None and ref not in self._reading and len(self._reading) >= MOST_READING:
                return  # when one is there, it goes on
            del self._due[key]
            if order is None:
                continue
            has_worked = True  # one at least each time, or looking alone could use up the budget for ever
            if ref is not None:
                self._read(ref, order)
            elif self._is_heavy(order):
                self._ask(order)
            else:
                self._take(order, *order.draw())

    def _read(self, ref: str, order: Order) -> None:
        """Let the order that comes first decode the file; all others that show it wait, then they are drawn quickly."""
        if ref in self._reading:
            self._reading[ref].waiting.append(order.key)
        else:
            self._reading[ref] = _Reading(order)
            self._drawing.ask(order)

    def _draw_held(self) -> None:
        """The hand rests: draw what was stretched, as much as the budget allows, and come back for the rest."""
        end = time.perf_counter() + BUDGET_S
        if self._carriage.is_late:
            self._carriage.catch_up(until=end)
            self._rest.start(0)
            return
        for key in [key for key in self._due if key in self._held]:
            del self._due[key]
            order = self._wanted(key)
            if order is not None and self._is_heavy(order):
                self._ask(order)
            elif order is not None:
                self._take(order, *order.draw())
            if time.perf_counter() > end:
                self._rest.start(0)
                return

    def _is_heavy(self, order: Order) -> bool:
        if shadow.must_load(order.value):
            return True
        return self._shown[order.key].rate * order.area.width * order.area.height * order.scale**2 > HEAVY_S

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
        shown.picture = on_screen(picture, self._ratio)
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
        self._spoil(order.key, shown)

    def _place(self, shown: Shown) -> None:
        shown.put(self._scale, stretches_smoothly=self._is_smooth and bool(self._held))
