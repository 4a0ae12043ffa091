"""Small marks on clips whose look a payload cannot carry, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from studio_gui.model.checks import Issue
from studio_gui.model.checks.carried import not_carried, not_said
from studio_gui.model.clips import AvatarClip, Clip
from studio_gui.model.fields import ClipId
from studio_gui.model.hits import Placed
from studio_gui.model.project import Scene
from studio_gui.ui import theme
from studio_gui.ui.slices import Slices, Work

if TYPE_CHECKING:
    from studio_gui.ui.canvas.view import CanvasView

MARK_PX = 16.0
MOST_AT_ONCE = 80
"""Of more new clips than these the marks follow a little later, so that others have their turn."""
MOST_OTHERS = 500
"""Of so many clips that are not on the stage it is remembered whether they bear a mark: of other scenes, or gone."""
_NOT_READY = "presenter-not-ready"


class Marks(QObject):
    """Knows which clips bear a mark; looks again only at those that changed."""

    caught_up = Signal()
    """All clips were looked at: ask for the places once more."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._known: dict[ClipId, tuple[Clip, tuple[str, ...]]] = {}
        self._said: tuple[Scene | None, ClipId, tuple[str, ...]] = None, ClipId(""), ()
        self._unready: dict[ClipId, str] = {}
        self._bearing: tuple[object, Scene | None, tuple[Placed, ...]] = None, None, ()
        """Of the clips on the stage, as they lay in a scene, those that bear a mark."""
        self._unseen: list[Clip] = []
        """Clips to look at in turns to come."""
        self._slices = Slices(self)

    def show_issues(self, issues: Iterable[Issue]) -> bool:
        """Mark the presenters that the checks found not ready; answers whether that changes anything."""
        found = {issue.clip_id: issue.message for issue in issues if issue.code == _NOT_READY and issue.clip_id}
        is_news, self._unready = found != self._unready, found
        self._bearing = None, None, ()
        return is_news

    def sentences(self, clip: Clip, scene: Scene | None = None) -> tuple[str, ...]:
        """What the mark of a clip says; nothing for a clip without one. A presenter answers for the scripts too."""
        unready = self._unready.get(clip.id)
        return (*((unready,) if unready else ()), *self._not_carried(clip, scene))

    def _not_carried(self, clip: Clip, scene: Scene | None) -> tuple[str, ...]:
        known = self._known.get(clip.id)
        if known is None or known[0] is not clip:
            known = self._known[clip.id] = (clip, not_carried(clip))
        if scene is None or not isinstance(clip, AvatarClip):
            return known[1]
        if self._said[0] is not scene:
            presenter = scene.speaker
            self._said = scene, presenter.id if presenter is not None else ClipId(""), not_said(scene)
        return (*known[1], *self._said[2]) if self._said[1] == clip.id else known[1]

    def places(self, canvas: CanvasView) -> tuple[QPointF, ...]:
        """The middles of the marks, in pixels of the viewport: inside the top right corner of each clip.

        They are those of before while very many clips are new.
        """
        placed = canvas.picking.placed
        if placed is not self._bearing[0]:
            known = self._known
            if len(known) > 2 * len(placed) + MOST_OTHERS:
                known = self._known = {i: known[i] for i in placed if i in known}
            unseen = [p.clip for i, p in placed.items() if (seen := known.get(i)) is None or seen[0] is not p.clip]
            self._unseen = unseen if len(unseen) > MOST_AT_ONCE else []
            if self._unseen and not self._slices.is_working:
                self._slices.start(self._looking())
        return canvas.chrome.marks if self._unseen else tuple(place for place, _ in self._marked(canvas))

    def _looking(self) -> Work:
        while self._unseen:
            self._not_carried(self._unseen[-1], None)
            self._unseen.pop()
            yield
        self.caught_up.emit()

    def words_at(self, canvas: CanvasView, px: QPointF) -> str:
        """What the mark under a point of the viewport says; empty without one."""
        half = MARK_PX / 2 + 2
        for place, clip in reversed(self._marked(canvas)):
            if abs(place.x() - px.x()) <= half and abs(place.y() - px.y()) <= half:
                return "\n".join(self.sentences(clip, canvas.document.scene))
        return ""

    def _marked(self, canvas: CanvasView) -> list[tuple[QPointF, Clip]]:
        port, found = QRectF(canvas.viewport().rect()), []
        for placed in self._bearers(canvas.picking.placed, canvas.document.scene):
            corner = canvas.camera.to_px(placed.box.corners()[1])
            inward = placed.box.center - placed.box.corners()[1]
            place = corner + _step(inward.x, inward.y)
            if port.contains(place):
                found.append((place, placed.clip))
        return found

    def _bearers(self, placed: Mapping[ClipId, Placed], scene: Scene | None) -> tuple[Placed, ...]:
        """Of the clips on the stage those with a mark; asked for after each look at them, however little has changed."""
        if self._bearing[0] is not placed or self._bearing[1] is not scene:
            self._bearing = placed, scene, tuple(p for p in placed.values() if self.sentences(p.clip, scene))
        return self._bearing[2]


def _step(dx: float, dy: float) -> QPointF:
    """From a corner towards the middle, by a little more than half a mark each way."""
    by = MARK_PX / 2 + 6
    return QPointF(by if dx > 0 else -by, by if dy > 0 else -by)


def paint_mark(painter: QPainter, place: QPointF) -> None:
    """A small amber triangle with a stroke in it."""
    half = MARK_PX / 2
    path = QPainterPath(place + QPointF(0, -half + 1))
    path.lineTo(place + QPointF(half, half - 2))
    path.lineTo(place + QPointF(-half, half - 2))
    path.closeSubpath()
    pen = QPen(QColor("#FFFFFF"), 3)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setBrush(QColor(theme.tokens().warn))
    painter.strokePath(path, pen)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPath(path)
    painter.setPen(QPen(QColor("#FFFFFF"), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(place + QPointF(0, -2.5), place + QPointF(0, 1.5))
    painter.drawPoint(place + QPointF(0, 4.2))
