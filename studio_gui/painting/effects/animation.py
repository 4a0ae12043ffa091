"""How a clip comes and goes: the twelve animations of the documents at a moment.

The documents give no unit, curve or distance. This reading: seconds (``UNIT_S``), from the start of the scene; ``in-``
and ``out-`` name a way as animate.css does (``in-right`` comes from the right edge, ``in-up`` rises from below,
``out-up`` leaves through the top); an ``in`` clip is not there before its delay, an ``out`` clip not after its end.
"""

from __future__ import annotations

from dataclasses import dataclass

from studio_gui.model.clips import ANIMATIONS, Animation, Clip, ImageClip, ShapeClip, TextClip
from studio_gui.model.geometry import Rect, box_of


@dataclass(frozen=True, slots=True)
class Motion:
    """What an animation does to a clip: moved by scene pixels, sized about its centre, opacity times 0 to 1."""

    dx: float = 0
    dy: float = 0
    zoom: float = 1
    opacity: float = 1


UNIT_S = 1.0
"""One unit of ``duration`` (1 to 30) and ``delay`` (0 to 30) in seconds.

The documents name none. Whole numbers up to 30 are a sensible range of seconds within a scene; in tenths the longest
delay would be three seconds, and nothing could wait for the second half of a usual scene.
"""

REST = Motion()
"""The clip as it was laid out."""
_GONE = Motion(opacity=0)
_LARGEST_S = 3600.0


def animation_of(clip: Clip) -> Animation | None:
    """The clip's animation, if it has one."""
    return clip.animation if isinstance(clip, ShapeClip | ImageClip | TextClip) else None


def motion_at(clip: Clip, at_s: float, *, stage: tuple[int, int]) -> Motion:
    """The motion of a clip ``at_s`` seconds into its scene; an animation nobody knows does nothing."""
    animation = animation_of(clip)
    if animation is None or animation.type not in ANIMATIONS:
        return REST
    part = progress(animation, at_s)
    kind, _, way = animation.type.partition("-")
    if "in" in (kind, way):
        away = (1 - part) ** 3  # quick at first, then settling
    else:
        away = part**3
    if away >= 1:
        return _GONE
    if kind == "fade":
        return Motion(opacity=1 - away)
    if kind == "zoom":
        return Motion(zoom=1 - away)
    dx, dy = _distance(kind, way, box_of(clip).bounds(), stage)
    return Motion(dx=dx * away, dy=dy * away)


def progress(animation: Animation, at_s: float) -> float:
    """How far an animation is, from 0 before its delay to 1 after its end."""
    delay = max(0.0, min(_LARGEST_S, UNIT_S * float(animation.delay)))
    duration = max(0.0, min(_LARGEST_S, UNIT_S * float(animation.duration)))
    if at_s < delay:
        return 0.0
    return min(1.0, (at_s - delay) / duration) if duration else 1.0


def _distance(kind: str, way: str, bounds: Rect, stage: tuple[int, int]) -> tuple[float, float]:
    """From the clip's place to just outside the stage, on the side it comes from or leaves to."""
    to_left, to_right = -max(0.0, bounds.right), max(0.0, stage[0] - bounds.left)
    to_top, to_bottom = -max(0.0, bounds.bottom), max(0.0, stage[1] - bounds.top)
    if way in ("left", "right"):
        return (to_right if way == "right" else to_left), 0.0
    leaves_by_top = (way == "up") == (kind == "out")
    return 0.0, (to_top if leaves_by_top else to_bottom)
