"""What screen readers are told of a clip: what it is, how it is, where it is."""

from __future__ import annotations

from collections.abc import Sequence

from studio_gui.model.clips import Clip
from studio_gui.model.fields import ANGLE
from studio_gui.model.geometry import box_of


def name_of(clip: Clip, stage: tuple[int, int]) -> str:
    """Name, kind and state, e.g. ``Bar, Shape, hidden``; ``stage`` is its width and height in scene pixels."""
    kind = [] if clip.label == clip.kind_title else [clip.kind_title]
    return ", ".join([clip.label, *kind, *states_of((clip,), stage)])


def states_of(clips: Sequence[Clip], stage: tuple[int, int]) -> list[str]:
    """What holds for all of the clips: locked, hidden, outside the stage."""
    states = [word for word in ("locked", "hidden") if all(getattr(clip.studio, word) for clip in clips)]
    return [*states, "outside the stage"] if all(is_off_stage(clip, stage) for clip in clips) else states


def is_off_stage(clip: Clip, stage: tuple[int, int]) -> bool:
    """Whether nothing of the clip's box is on the stage."""
    if not clip.has_box:
        return False
    bounds = box_of(clip).bounds()
    return bounds.right <= 0 or bounds.bottom <= 0 or bounds.left >= stage[0] or bounds.top >= stage[1]


def place_of(clip: Clip) -> str:
    """Where a clip lies, how large it is and how it is turned; empty for a sound."""
    if not clip.has_box:
        return ""
    box = box_of(clip)
    words = f"at {said(box.left)}, {said(box.top)}, {said(box.width)} by {said(box.height)}"
    return f"{words}, turned {angle_said(box.angle)}" if angle_said(box.angle) != angle_said(0) else words


def said(value: float) -> str:
    """A number of pixels as one says it: whole, without a minus before nothing."""
    return str(round(value) or 0)


def angle_said(angle: float) -> str:
    """An angle as one says it: whole, the shorter way round as the inspector shows it."""
    return f"{said(ANGLE.seen(round(angle)))}°"
