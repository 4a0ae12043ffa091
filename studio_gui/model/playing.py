"""How a file plays within its scene, and how one scene gives way to the next.

The documents know none of it: a service plays every file once from its start and cuts between scenes. All of it lies
under ``studio`` and never leaves this computer; the checks say so before an export.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from studio_gui.model.fields import Flag, Number, Text
from studio_gui.model.value import Value

MAX_S = 36_000
"""Ten hours: no scene is longer."""

MAX_FADE_S = 60
MAX_TRANSITION_S = 10

AT_END = (("hold", "Hold"), ("loop", "Loop"), ("hide", "Leave"))
"""What a video or sound does when it ends before its scene; a sound that holds or disappears is silent."""

TRANSITIONS = (
    ("dissolve", "Dissolve"), ("fade", "Fade through black"), ("push-left", "Push to the left"),
    ("push-right", "Push to the right"), ("push-up", "Push up"), ("push-down", "Push down"),
    ("wipe-left", "Wipe to the left"), ("wipe-right", "Wipe to the right"), ("wipe-up", "Wipe up"),
    ("wipe-down", "Wipe down"),
)  # fmt: skip
"""Kinds of transition and what they are called; anything else is a cut."""

_SHORTEST_S = 0.001
"""What is shorter cannot go round."""

_NEAR_S = 1e-6
"""0.4 - 0.1 is a little more than 0.3: what is so near to the end is there."""

_JUST_BEFORE_S = 0.001
"""The last picture that is played is the one that is seen so long before the end: the next may be of another take."""


class Play(Value):
    """How a video or sound plays; times are seconds in the file, and a trim beyond its end leaves nothing of it."""

    start_s: Annotated[Number, Field(ge=0, le=MAX_S)] = 0
    """What is cut off at its front."""
    end_s: Annotated[Number, Field(ge=0, le=MAX_S)] | None = None
    """Where it ends; None is the end of the file."""
    at_end: Text = "hold"
    muted: Flag = False
    fade_in_s: Annotated[Number, Field(ge=0, le=MAX_FADE_S)] = 0
    fade_out_s: Annotated[Number, Field(ge=0, le=MAX_FADE_S)] = 0
    """Up to the end of the sound or of the scene, whichever comes first."""
    ducks: Flag = False
    """It steps back while somebody speaks."""

    def part(self, file_s: float | None) -> Part:
        """What is played of a file that lasts ``file_s`` seconds; None or 0 when nobody knows how long it is."""
        whole = file_s if file_s and file_s > 0 else float(MAX_S)
        start = min(float(self.start_s), whole)
        end = whole if self.end_s is None else min(float(self.end_s), whole)
        length = max(0.0, end - start)
        return Part(start, length, goes_round=self.at_end == "loop" and length > _SHORTEST_S)

    def moment(self, at_s: float, file_s: float | None) -> float | None:
        """The second of the file that is seen ``at_s`` seconds into the scene; None when nothing is."""
        part, gone_s = self.part(file_s), max(0.0, at_s)
        if part.goes_round:
            gone_s %= part.length_s
        if gone_s < part.length_s - _NEAR_S:
            return part.start_s + gone_s
        if part.goes_round:
            return part.start_s
        return None if self.at_end == "hide" else part.start_s + max(0.0, part.length_s - _JUST_BEFORE_S)


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a file that is played, in seconds of the file, and whether it begins anew when it is over."""

    start_s: float
    length_s: float
    goes_round: bool = False


ONCE = Play()
"""The whole file once, as a service plays it."""


class Transition(Value):
    """How a scene comes in over the last picture of the scene before; it takes its time from its own scene's start.

    Lengths, speech and captions stay where they are.
    """

    kind: Text = "dissolve"
    duration_s: Annotated[Number, Field(gt=0, le=MAX_TRANSITION_S)] = 0.5

    @property
    def is_known(self) -> bool:
        """Whether it is one of ``TRANSITIONS``; what is not is a cut."""
        return any(self.kind == kind for kind, _ in TRANSITIONS)
