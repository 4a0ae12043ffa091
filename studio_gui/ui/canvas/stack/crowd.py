"""A graphics scene whose clips are carried as one piece, and painted from a picture of all, where they are very many.

What takes longer than a turn of the loop may is done in slices, and what stood before is painted meanwhile. Which
pictures the items show, and how they are drawn, is not said here.
"""

from __future__ import annotations

import time
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QRegion, QTransform
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView

from studio_gui.model.geometry import Rect
from studio_gui.ui.canvas.stack.carried import Carriage
from studio_gui.ui.canvas.stack.seen import on_screen
from studio_gui.ui.canvas.stack.shown import Shown, stacked
from studio_gui.ui.canvas.stack.sight import Sight
from studio_gui.ui.canvas.stack.still import Sheet, Stack, together
from studio_gui.ui.slices import Slices, Work

BUDGET_S = 0.006
"""Drawing new pictures for one event takes no longer; the rest follows when there is time. Source: STYLE, 8 ms."""
REST_MS = 120
"""A hand that holds clips and does not move for so long rests: what was stretched is drawn anew."""
MOST_READING = 3
"""So many files are asked for at once; what comes into sight meanwhile is next."""
SMOOTH_PIXELS = 400_000
"""Fewer stretched pixels than these are stretched smoothly."""
CROWD = 100
"""A scene with more pictures than these is painted from a picture of all."""
FEW = 4
"""Of more clips on the move than these it is cheaper to paint the one rectangle around all than a patchwork."""
GROUND = "\x00ground"
"""The key of the background."""


class CrowdScene(QGraphicsScene):
    """Holds the items, and says what is painted of them."""

    arrived = Signal()
    """A scene that was on its way is seen, or what there is of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scale = 0.0
        """Device pixels per scene pixel."""
        self._ratio = 1.0
        self._shown: dict[str, Shown] = {}
        self._due: dict[str, None] = {}
        """Keys to look at when there is time to draw; what is stale and out of sight is not among them."""
        self._held: frozenset[str] = frozenset()
        """Keys of what a hand drags at the moment."""
        self._is_smooth = self._is_refining = self._is_taking_out = False
        self._unpainted: list[Rect] = []
        """What has changed since a hand took a few, and was not seen yet."""
        self.paper: QColor | None = None
        """The colour of the stage, where nothing but that is behind all: the view fills it, no item has a picture of it."""
        self._carriage = Carriage(follow=self._follow, repaint=self._repaint)
        self._sight = Sight(stack=self._stacked, lay=self._carriage.laid_on, ground=self._ground_sheets)
        self._slices = Slices(self)
        self._coming: Work | None = None
        """What makes the items of another scene."""
        self.is_awaited = False
        """Whether another scene is on its way and not whole: until it is, the screen keeps what it shows."""
        self.before: QImage | None = None
        """What that is, for whatever has to be painted meanwhile."""
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._draw)
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._draw_held)

    @abstractmethod
    def _follow(self, key: str) -> None:
        """Bring an item that was carried to where it belongs."""

    @abstractmethod
    def _draw(self) -> None:
        """Draw what is due, as much as the budget allows."""

    @abstractmethod
    def _drawn(self) -> Iterator[bool]:
        """Draw what is due, one after the other; says of each whether that took time."""

    @abstractmethod
    def _drawn_held(self) -> Iterator[None]:
        """Draw what is held and due, one after the other."""

    @property
    @abstractmethod
    def _is_reading(self) -> bool:
        """Whether what is due waits for files."""

    def hold(self, keys: Iterable[str]) -> None:
        """A hand begins to drag these clips: until ``let_go`` all others are taken to lie still.

        What is dragged keeps its picture, stretched, while it moves; texts and shapes are drawn on.
        """
        self._stop()
        view = next(iter(self.views()), None)
        self._carriage.end()
        self._held = frozenset(keys) & self._shown.keys()
        areas = [self._shown[key].reach for key in self._held]
        self._is_smooth = sum(area.width * area.height for area in areas) * self._scale**2 < SMOOTH_PIXELS
        is_many, stood = len(self._held) > FEW, self._sight.is_standing
        can_stand = is_many or stood or self._sight.is_whole
        stands = can_stand and self.is_crowd and view is not None and self.can_paint_held(view) and self._sight.stand()
        self._sight.hold(areas, keeps=not is_many)
        if stands and is_many and view is not None:
            self._start(self._taking_up(view, self._carriage.building(self._held_sheets)))
        elif stands and view is not None:
            self._is_taking_out, self._unpainted = True, list(areas)
            self._start(self._taking_out(view, () if stood else areas))
        elif self._sight.is_standing:
            self._arrive()
        else:
            self._go_on_drawing()

    def _taking_up(self, view: QGraphicsView, building: Work) -> Work:
        """Make one piece of what is held, and a picture of the rest: until then all is seen where it was taken."""
        yield from building
        if self._carriage.has_piece:
            yield from self._sight.compose(view)
        else:
            self._carriage.catch_up()
        self._arrive()

    def _taking_out(self, view: QGraphicsView, areas: Sequence[Rect]) -> Work:
        """Make pictures of what lies under and over a few that are held: until then they are seen where they were taken.

        Only in and around ``areas``, where they lie; all over the view where more than they look different.
        """
        if areas:
            yield from self._sight.compose_about(areas, view)
        else:
            yield from self._sight.compose(view)
        self._is_taking_out = False
        if not areas:
            self._arrive()
            return
        self._sight.go_on()
        for area in self._unpainted:
            self._repaint(QRectF(area.left, area.top, area.width, area.height))
        self._go_on_drawing()

    def let_go(self) -> None:
        """The drag is over: draw what was only stretched."""
        if not self._held:
            return
        self._break_off()
        is_carried = self._carriage.has_piece
        is_seen = is_carried or (self.is_crowd and not self._sight.is_standing)
        stands = self._sight.stand(self._sight.stack()) if is_seen else self._sight.is_standing
        areas = [self._shown[key].reach for key in self._held] if len(self._held) <= FEW else []
        self._sight.let_go(areas)
        self._held = frozenset()
        self._rest.stop()
        self._carriage.end()
        if stands:
            self._start(self._changing(must_show=not is_seen))
        else:
            self._carriage.catch_up()
            self._arrive() if is_carried else self._go_on_drawing()
            self._draw()

    def carry(self, pose: QTransform | None) -> None:
        """What is held lies as ``pose`` brings it from where it was taken, all as one piece; None when not as one.

        Say so before the scene that says the same is shown.
        """
        if pose is None and self._carriage.is_ready:
            self._stop()
            self._arrive()
        elif self._is_refining:
            self._break_off()
            self._go_on_drawing()
        had_piece = self._carriage.has_piece
        self._carriage.carry(pose if len(self._held) > FEW else None, self._held_sheets)
        if self._carriage.has_piece is not had_piece:
            self._set_update_mode()

    def catch_up(self) -> None:
        """Let the items follow what was carried as one piece, and be seen."""
        if self._slices.is_working or self._sight.is_standing or self._carriage.is_ready:
            self._stop()
            self._arrive()

    def change_ground(self) -> None:
        """What is behind everything looks different."""
        self.catch_up()
        self._sight.forget()
        self._draw()

    def _change_paper(self, paper: QColor | None) -> None:
        self.paper = paper
        self._sight.forget()
        self._restack()
        for view in self.views():
            view.viewport().update()

    @property
    def is_coming(self) -> bool:
        """Whether the items of another scene are being made, and nothing of it is painted yet."""
        return self._coming is not None

    def _come(self, making: Work) -> None:
        """Make the items of another scene in slices, and paint it when it is whole: till then the screen stays as it is.

        Behind the start page there is nothing to paint; where no window is open yet, they are made at once.
        """
        view = next((view for view in self.views() if view.window().isVisible()), None)
        if view is None:
            for _ in making:
                pass
            return
        if not self.is_awaited:
            self.before = on_screen(view.viewport()) if view.isVisible() else None
        self._coming, self.is_awaited = making, True
        self._start(self._changing(must_show=False) if view.isVisible() else self._making_unseen())

    def _making_unseen(self) -> Work:
        try:
            yield from self._make_coming()
        except Exception:
            self._give_up_coming()
            raise
        finally:
            if not self.is_coming:  # else it is seen now, and made for that
                self.end_waiting()

    def _make_coming(self) -> Work:
        # Not "yield from": whoever gives up this work leaves the other one whole.
        for _ in self._coming or ():
            yield
        self._coming = None

    def _settle(self) -> None:
        """Have all items at once, and the screen show what they show."""
        try:
            for _ in self._make_coming():
                pass
        finally:
            self.end_waiting()

    def _give_up_coming(self) -> None:
        """Something else comes, or is gone through anew: of what was coming, the rest is not made."""
        self._coming = None

    def end_waiting(self) -> None:
        """What the screen shows is lost with its size, or nothing better comes: what is there is seen, and what follows."""
        if self.is_awaited:
            self.is_awaited, self.before = False, None
            for view in self.views():
                view.viewport().update()
            self.arrived.emit()

    def _stop(self) -> None:
        """Break off what is done in slices; items are where they belong then, and some not drawn yet."""
        self._break_off()
        self._carriage.catch_up()

    def _break_off(self) -> None:
        self._slices.drop()
        self._settle()
        self._carriage.give_up_building()
        self._is_refining = self._is_taking_out = False

    def _start(self, work: Work) -> None:
        self._slices.start(work)
        self._set_update_mode()

    def _arrive(self) -> None:
        """What is painted is what is there."""
        self._sight.go_on()
        was_awaited, self.is_awaited, self.before = self.is_awaited, False, None
        for view in self.views():
            view.viewport().update()
        self._go_on_drawing()
        if was_awaited:
            self.arrived.emit()

    def _go_on_drawing(self) -> None:
        self._set_update_mode()
        if self._due and not self._is_reading:
            self._later.start(0)

    def _changing(self, *, must_show: bool) -> Work:
        """Let late items follow, draw what is due, and paint it when it is whole.

        ``must_show`` that what stands does not show what changed: it is then painted once before it is drawn sharply.
        """
        try:
            yield from self._changing_all(must_show=must_show)
        except Exception:
            self._give_up_coming()
            self.end_waiting()  # it will not be whole: what is there is seen
            raise

    def _changing_all(self, *, must_show: bool) -> Work:
        view = next(iter(self.views()))
        yield from self._make_coming()
        while True:
            yield from self._carriage.following()
            if must_show and self.is_crowd:
                yield from self._sight.compose(view)
                self._sight.stand_on()
                view.viewport().update()
            must_show = True
            for _ in self._drawn():
                yield
                if self._carriage.is_late:
                    break
            if not self._carriage.is_late and self.is_crowd:
                yield from self._sight.compose(view)
            if not self._carriage.is_late:
                break
        self._arrive()

    @property
    def is_crowd(self) -> bool:
        """Whether there are so many clips that they are painted from a picture of all."""
        return len(self._shown) > CROWD

    def _stacked(self) -> Stack:
        return stacked(self._shown, self._held, self._scale / self._ratio)

    def _ground_sheets(self) -> list[Sheet]:
        shown = self._shown.get(GROUND)
        sheet = shown.sheet(self._scale / self._ratio) if shown is not None else None
        return [sheet] if sheet is not None else []

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

    def _set_update_mode(self) -> None:
        mode = QGraphicsView.ViewportUpdateMode
        if self._sight.is_standing or self._carriage.has_piece:
            wanted = mode.NoViewportUpdate  # items change that are not what is painted
        else:
            wanted = mode.BoundingRectViewportUpdate if len(self._held) > FEW else mode.MinimalViewportUpdate
        for view in self.views():
            view.setViewportUpdateMode(wanted)

    def can_paint_held(self, view: QGraphicsView) -> bool:
        """Whether a hand drags clips, and on a screen whose pixels are whole: broken ones do not fit together again."""
        return bool(self._held) and view.devicePixelRatioF().is_integer()

    def can_paint(self, view: QGraphicsView) -> bool:
        """Whether the scene is painted here, not item by item."""
        if self.is_awaited:
            return False
        is_wanted = bool(self._held) or self._sight.is_standing or (self.is_crowd and self._sight.is_good)
        return is_wanted and view.devicePixelRatioF().is_integer() and bool(self._shown)

    def paint(self, painter: QPainter, region: QRegion, view: QGraphicsView) -> None:
        """Paint a region of the viewport at little cost."""
        self._sight.paint(painter, region, view)

    def _restack(self) -> None:
        """Items came, went, or changed their order."""
        was_held, self._held = self._held, self._held & self._shown.keys()
        self._carriage.break_up()
        if was_held:
            self._sight.forget()
        self._sight.restack()

    @property
    def _can_compose(self) -> bool:
        """Whether a picture of all is wanted, and possible: see :meth:`can_paint_held`."""
        view = next(iter(self.views()), None)
        return self.is_crowd and not self._held and view is not None and view.devicePixelRatioF().is_integer()

    @property
    def _can_stand(self) -> bool:
        """Whether what is painted now can stand for a moment while the items change."""
        view = next(iter(self.views()), None)
        return self.is_crowd and view is not None and self.can_paint(view)

    def _draw_held(self) -> None:
        """The hand rests: draw what was stretched."""
        if self._slices.is_working:
            self._rest.start(REST_MS)
        elif self._carriage.has_piece:
            self._is_refining = True
            self._start(self._refining())
        else:
            end = time.perf_counter() + BUDGET_S
            for _ in self._drawn_held():
                if time.perf_counter() > end:
                    self._rest.start(0)
                    return

    def _refining(self) -> Work:
        """Make the piece anew from what is drawn for where it lies now."""
        yield from self._carriage.following()
        yield from self._drawn_held()
        yield from self._carriage.building(self._held_sheets)
        self._is_refining = False
        self._go_on_drawing()

    def _spoil(self, key: str, *areas: Rect, is_redrawn: bool = False) -> None:
        """A clip looks different: where it was, and where it is."""
        is_held, areas = key in self._held, together(areas)
        if self._is_taking_out:
            self._unpainted += areas
        for area in areas:
            self._sight.spoil(area, is_held=is_held, is_redrawn=is_redrawn)
        if self._sight.is_standing or (is_held and (self._carriage.has_piece or len(self._held) > FEW)):
            return
        if self._carriage.has_piece or self._is_painted_here:
            for area in areas:
                self._repaint(QRectF(area.left, area.top, area.width, area.height))

    @property
    def _is_painted_here(self) -> bool:
        """Whether Qt paints no item, and does not know from which place one has to be wiped when it goes elsewhere."""
        view = next(iter(self.views()), None)
        return view is not None and self.can_paint(view)
