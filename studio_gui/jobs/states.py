"""The states of a job, what may follow what, and what people read. The one table of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from studio_gui.base.errors import JobError

State = Literal[
    "queued",
    "held",
    "offline",
    "preparing",
    "submitting",
    "searching",
    "running",
    "stalled",
    "downloading",
    "unsure",
    "done",
    "failed",
    "cancelled",
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
    "queued": _stage("Waiting", "waiting", "held preparing submitting downloading cancelled failed"),
    # It waits for an avatar that is not ready; nobody takes it before.
    "held": _stage("Waiting for a presenter", "waiting", "queued cancelled failed"),
    # Nothing has reached the service yet, so it may be sent as soon as there is a network.
    "offline": _stage("Waiting for the network", "waiting", "preparing submitting queued failed cancelled"),
    "preparing": _stage(
        "Preparing", "working", "preparing submitting running downloading offline failed cancelled queued"
    ),
    # Once bytes may have left, the only honest way out without an answer is `unsure`.
    "submitting": _stage("Sending", "working", "running downloading unsure offline failed cancelled queued"),
    "searching": _stage("Looking it up", "working", "running unsure"),
    "running": _stage("Rendering", "working", "preparing downloading done failed cancelled stalled queued"),
    # Stalled is still looked at, only less often.
    "stalled": _stage("No change for long", "working", "running downloading done failed cancelled"),
    "downloading": _stage("Saving", "working", "preparing running stalled done failed cancelled queued"),
    "unsure": _stage("Perhaps sent", "resting", "searching queued held failed cancelled"),
    "done": _stage("Done", "resting", ""),
    "failed": _stage("Failed", "resting", "queued held running searching"),
    "cancelled": _stage("Cancelled", "resting", "queued held running searching"),
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
UNFINISHED: tuple[State, ...] = tuple(state for state, stage in STAGES.items() if not stage.is_final)
TAKEN: tuple[State, ...] = tuple(state for state in UNFINISHED if state != "held")
"""States in which a job may be taken to be worked on."""
