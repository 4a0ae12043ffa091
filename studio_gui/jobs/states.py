"""The states of a job, what may follow what, and what people read. The one table of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from studio_gui.base.errors import JobError

State = Literal[
    "queued", "preparing", "submitting", "running", "downloading", "stalled", "unsure", "done", "failed", "cancelled"
]


Kind = Literal["waiting", "working", "resting"]


@dataclass(frozen=True, slots=True)
class Stage:
    """One state: its words, whether somebody has to do something, and what may follow."""

    words: str
    kind: Kind
    follows: frozenset[str]

    @property
    def is_worked_on(self) -> bool:
        """Whether a process works on the job."""
        return self.kind == "working"

    @property
    def is_final(self) -> bool:
        """Whether nothing more happens until a person asks for it."""
        return self.kind == "resting"


def _stage(words: str, kind: Kind, follows: str) -> Stage:
    return Stage(words, kind, frozenset(follows.split()))


STAGES: dict[State, Stage] = {
    "queued": _stage("Waiting", "waiting", "preparing downloading cancelled failed"),
    "preparing": _stage("Preparing", "working", "preparing submitting running downloading failed cancelled queued"),
    # Once bytes may have left, the only honest way out without an answer is `unsure`.
    "submitting": _stage("Sending", "working", "running unsure failed queued"),
    "running": _stage("Rendering", "working", "preparing downloading failed cancelled stalled queued"),
    "downloading": _stage("Saving", "working", "preparing done failed cancelled queued"),
    "stalled": _stage("No answer for long", "resting", "running downloading failed cancelled queued"),
    "unsure": _stage("Perhaps sent", "resting", "running queued failed cancelled"),
    "done": _stage("Done", "resting", ""),
    "failed": _stage("Failed", "resting", "queued"),
    "cancelled": _stage("Cancelled", "resting", "queued"),
}
"""Every state. A job whose process died is prepared again, or was finished already, or becomes ``unsure``."""


def as_state(text: str) -> State:
    """The state of that name; raises :class:`JobError` when the table has none."""
    for state in STAGES:
        if state == text:
            return state
    raise JobError(f"A job is in the unknown state “{text}”.", "Update Scene Studio.")


def check_step(before: State, after: State) -> None:
    """Raise :class:`JobError` when a job may not go from one state to the other."""
    if after not in STAGES[before].follows:
        raise JobError(f"A job that is “{words_for(before)}” cannot become “{words_for(after)}”.")


def words_for(state: State) -> str:
    """What people read for a state."""
    return STAGES[state].words


WORKED_ON: tuple[State, ...] = tuple(state for state, stage in STAGES.items() if stage.is_worked_on)
UNFINISHED: tuple[State, ...] = ("queued", *WORKED_ON)
