"""Which aids are shown and what clips click to; choices of the person, not of the project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import get_args

from PySide6.QtCore import QObject, Signal

from studio_gui.model.edits.arrange import Target
from studio_gui.model.edits.guides import Axis
from studio_gui.model.fields import ClipId
from studio_gui.model.geometry import Rect
from studio_gui.model.hits import Placed
from studio_gui.model.project import Project
from studio_gui.model.snapping import FAMILIES, Targets, targets_for

SHOWN = ("rulers", "grid", "guides", "thirds", "safe", "overflow", "captions", "locks")
"""What can be shown over the stage; ``overflow`` is what sticks out of it, in its full colours, ``captions`` a sample of them.

``locks`` are those of the guides: the mouse goes through them to the clips.
"""

MOST_NUDGE_PX = 100


class Aids(QObject):
    """Holds the choices and tells when they change."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown: frozenset[str] = frozenset({"guides"})
        """Those of ``SHOWN`` that are to be seen."""
        self.families: frozenset[str] = frozenset(FAMILIES)
        """Those of ``FAMILIES`` that clips click to; the grid and the guides only while they are seen."""
        self.aligns_to: Target = "selection"
        """What several clips are aligned to."""
        self.nudge_px = 1
        """How far an arrow key moves clips; with Shift ten times as far."""
        self.held: tuple[Axis, int] | None = None
        """The guide that the arrow keys move, by its axis and number."""
        self._known: tuple[Mapping[ClipId, Placed], Mapping[ClipId, Placed], tuple[object, ...], Targets] | None = None

    def toggle(self, name: str) -> None:
        """Show or hide one of ``SHOWN``."""
        self.shown ^= {name}
        self.changed.emit()

    def show(self, name: str) -> None:
        """Let one of ``SHOWN`` be seen."""
        if name not in self.shown:
            self.toggle(name)

    def hold(self, guide: tuple[Axis, int] | None) -> None:
        """Take a guide in hand, or let go of it."""
        if guide != self.held:
            self.held = guide
            self.changed.emit()

    def toggle_family(self, name: str) -> None:
        """Let clips click to one of ``FAMILIES``, or not."""
        self.families ^= {name}
        self.changed.emit()

    def align_to(self, target: str) -> None:
        """Align to the ``selection``, the ``stage`` or the ``key`` clip from now on; another word changes nothing."""
        self.aligns_to = next((name for name in get_args(Target) if name == target), self.aligns_to)
        self.changed.emit()

    def nudge_by(self, px: int) -> None:
        """Let an arrow key move clips so far from now on; anything but 1 to ``MOST_NUDGE_PX`` changes nothing."""
        if 1 <= px <= MOST_NUDGE_PX:
            self.nudge_px = px
            self.changed.emit()

    def targets(self, project: Project, others: Iterable[Rect]) -> Targets:
        """What a drag clicks to, besides ``others`` being the clips at rest."""
        off, unseen = {"grid", "guides"} - self.shown, {"thirds", "safe"} - self.shown
        guides = project.studio.guides_x, project.studio.guides_y
        return targets_for(project.stage_size, others, families=self.families - off, guides=guides, unseen=unseen)

    def targets_beside(
        self, project: Project, *, placed: Mapping[ClipId, Placed], moving: Mapping[ClipId, Placed]
    ) -> Targets:
        """The same for a drag of some of those that are ``placed``; remembered, for a press asks for it before the drag."""
        chosen = project.stage_size, project.studio.guides_x, project.studio.guides_y, self.families, self.shown
        known = self._known
        if known is None or known[0] is not placed or known[1] is not moving or known[2] != chosen:
            still = [one.bounds for clip_id, one in placed.items() if clip_id not in moving]
            known = self._known = placed, moving, chosen, self.targets(project, still)
        return known[3]

    def targets_of_guides(self, project: Project, clips: Iterable[Rect]) -> Targets:
        """What a guide of one's own clicks to: lines of the stage and of clips, not other guides."""
        unseen = {"grid"} - self.shown
        return targets_for(project.stage_size, clips, families=self.families - unseen - {"guides", "gaps"})

    def to_text(self) -> str:
        """The choices as words, to be remembered."""
        parts = sorted(self.shown), sorted(set(FAMILIES) - self.families), [self.aligns_to], [str(self.nudge_px)]
        return "/".join(" ".join(part) for part in parts)

    def read(self, text: str) -> None:
        """Take choices from ``to_text``; words that are not known are passed over."""
        shown, has_families, rest = text.partition("/")
        off, target, step, *_ = (*rest.split("/"), "", "")
        if has_families:
            self.shown = frozenset(SHOWN) & set(shown.split())
            self.families = frozenset(FAMILIES) - set(off.split())
            self.nudge_by(int(step) if step.isdecimal() else self.nudge_px)
            self.align_to(target)
