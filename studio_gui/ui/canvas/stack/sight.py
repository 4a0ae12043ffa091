"""What is painted of a scene while a hand holds clips, and of a scene with very many.

It is painted from a picture of the viewport, a ``Still``, that is filled where something looks different. While
hundreds of items change, what stood there before is painted, moved and stretched where the view was, until a new
picture is whole. Nothing here decides what is shown, or where: that is said by the items.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QGraphicsView

from studio_gui.model.geometry import Rect
from studio_gui.ui.canvas.stack.still import Sheet, Stack, Still, draw_sheets
from studio_gui.ui.slices import Work


@dataclass(frozen=True, slots=True)
class Standing:
    """A picture of before."""

    still: Still
    stack: Stack | None
    """What was carried on it, and what it is filled from where it was never painted."""


class Sight:
    """The pictures of the viewport of one view."""

    def __init__(
        self, *, stack: Callable[[], Stack], lay: Callable[[Stack], Stack], ground: Callable[[], Sequence[Sheet]]
    ) -> None:  # fmt: skip
        """``stack`` tells the items as they lie now, ``lay`` puts on it what is carried; ``ground`` is the background."""
        self._make_stack, self._lay, self._ground = stack, lay, ground
        self._still: Still | None = None
        self._stack: Stack | None = None
        self._aside: Still | None = None
        """The picture of all items, kept while a hand holds a few of them."""
        self._standing: Standing | None = None
        self._wide: Still | None = None
        """A picture that showed more of the scene, for a view that goes back there."""

    @property
    def is_standing(self) -> bool:
        """Whether a picture of before is painted."""
        return self._standing is not None

    @property
    def is_good(self) -> bool:
        """Whether there is a picture of all that is in sight, though some may look different by now."""
        return self._still is not None and self._still.is_good

    @property
    def is_whole(self) -> bool:
        """Whether there is a picture of all that is in sight, and nothing looks different by now."""
        return self._still is not None and self._still.is_good and self._still.is_whole

    def hold(self, areas: Sequence[Rect], *, keeps: bool) -> None:
        """Some items lie apart from the others from now on; ``keeps`` the picture of all for when they are let go."""
        self._aside = self._still if keeps else None
        self._still = self._stack = None
        self._spoil_aside(areas)

    def let_go(self, areas: Sequence[Rect]) -> None:
        """None lies apart any more."""
        self._spoil_aside(areas)
        self._still, self._aside, self._stack = self._aside, None, None

    def _spoil_aside(self, areas: Sequence[Rect]) -> None:
        for area in areas:
            if self._aside is not None:
                self._aside.spoil(area)

    def spoil(self, area: Rect, *, is_held: bool, is_redrawn: bool = False) -> None:
        """Something looks different in an area of the scene; ``is_redrawn`` says that it is only drawn more exactly."""
        if not is_redrawn:
            self._wide = None
        if not is_held:  # where it was taken and where it is let go is said then
            self._spoil_aside((area,))
            self._stack = None
            if self._still is not None:
                self._still.spoil(area)

    def restack(self) -> None:
        """Items are told apart otherwise, or lie otherwise upon each other."""
        self._stack = None

    def forget(self) -> None:
        """Nothing is as it was."""
        self._still = self._stack = self._aside = self._wide = None
        self._standing = None

    def stack(self) -> Stack:
        """The items as they lie."""
        if self._stack is None:
            self._stack = self._make_stack()
        return self._lay(self._stack)

    # What stands while others change

    def stand(self, stack: Stack | None = None) -> bool:
        """Paint what there is now until :meth:`go_on`; says whether there is a picture for it.

        ``stack`` is what moves on it.
        """
        if stack is None and self._standing is not None:
            return True
        if self._still is None or not (stack is not None or (self._still.is_good and not self._still.is_torn)):
            return False
        self._standing = Standing(self._still, stack)
        return True

    def stand_on(self) -> None:
        """Paint the new picture, as it is now."""
        if self._still is not None:
            self._standing = Standing(self._still, None)

    def flatten(self) -> None:
        """The view goes elsewhere: what moves on the picture that stands goes with it."""
        if self._standing is None or self._standing.stack is None:
            return
        still, stack = self._standing.still, self._standing.stack
        if still.is_good and not still.is_torn:
            self._standing = Standing(still.flattened(stack.moving()), None)

    def look_elsewhere(self) -> None:
        """The view sees the scene larger or smaller: a new picture is needed.

        Say so before the items know of it.
        """
        self.flatten()
        if self._standing is not None and self._standing.stack is not None:
            self._standing = None
        old = self._standing.still if self._standing is not None else None
        if old is not None and (self._wide is None or old.sees_more_than(self._wide)):
            self._wide = old
        self._still = self._stack = self._aside = None

    def covers(self, view: QGraphicsView) -> bool:
        """Whether what stands shows all that is in sight."""
        still = self._standing.still if self._standing is not None else None
        return still is not None and still.covers(view.viewportTransform(), view.viewport().size())

    def go_on(self) -> None:
        """Paint what is there now."""
        self._standing = None

    def compose(self, view: QGraphicsView) -> Work:
        """Fill the picture of what is there now."""
        while not self._current(view).is_whole:
            yield
            self.stack()  # of hundreds it takes as long as a slice may to tell how they lie
            yield
            yield from self._current(view).filling(self.stack(), ground=view.drawBackground)

    def compose_about(self, areas: Sequence[Rect], view: QGraphicsView) -> Work:
        """Fill the picture of what is there now in and around some areas of the scene."""
        still = self._current(view)
        yield from still.filling(self.stack(), ground=view.drawBackground, about=areas)

    # Painting

    def paint(self, painter: QPainter, region: QRegion, view: QGraphicsView) -> None:
        """Paint a region of the viewport."""
        if self._standing is None:
            self._current(view).paint(painter, region, self.stack(), ground=view.drawBackground)
            return
        still, stack, to_view = self._standing.still, self._standing.stack, view.viewportTransform()
        if still.to_view == to_view and still.size == view.viewport().size():
            if stack is not None:
                still.paint(painter, region, stack, ground=view.drawBackground)
            else:
                still.paint_as_it_is(painter, region)
            return
        bounds = region.boundingRect()
        view.drawBackground(painter, QRectF(bounds))
        if not self.covers(view):
            draw_sheets(painter, bounds, self._ground(), to_view)
            if self._wide is not None:
                self._wide.paint_elsewhere(painter, to_view)
        still.paint_elsewhere(painter, to_view)

    def _current(self, view: QGraphicsView) -> Still:
        still, size, ratio = self._still, view.viewport().size(), round(view.devicePixelRatioF())
        to_view = view.viewportTransform()
        if self._standing is not None and still is self._standing.still:  # it is painted as it was
            is_same = still.to_view == to_view
            still = self._still = still if is_same and still.is_whole else still.copied() if is_same else None
        if still is None or (still.size, still.ratio) != (size, ratio) or not still.move_to(to_view):
            aside = self._aside
            is_same = aside is not None and (aside.size, aside.ratio, aside.to_view) == (size, ratio, to_view)
            if not is_same or self.stack().over:
                aside = None  # else what is held lay in front of all: where it did not, all is as it was
            still = self._still = Still(size, ratio, to_view, filled=aside)
        return still
