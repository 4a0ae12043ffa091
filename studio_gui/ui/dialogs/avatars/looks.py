"""How the states of an avatar are shown, and its diary as steps of a strip. No widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from studio_gui.app.avatars import Avatar, Entry, Phase
from studio_gui.base.telling_time import span, time_of_day
from studio_gui.providers.creatify.answers import STATUSES

MOST_STEPS = 30
"""Of a diary; the oldest are left out where a service keeps changing its mind."""
_BAD = ("failed", "rejected")
_WAY = tuple(state for state in STATUSES if state not in _BAD)


@dataclass(frozen=True, slots=True)
class Look:
    """An icon, its colour of the theme, and the words beside it."""

    icon: str
    color: str
    words: str


PHASES: dict[Phase, Look] = {
    "waiting": Look("clock", "quiet", "Waiting to be sent"),
    "sending": Look("upload", "accent", "Sending"),
    "unsure": Look("question", "warn", "Perhaps sent"),
    "refused": Look("error", "bad", "Not taken"),
    "cancelled": Look("cancel", "quiet", "Cancelled"),
    "making": Look("refresh", "accent", "Being made"),
    "approved": Look("check", "accent", "Approved, not active yet"),
    "ready": Look("done", "good", "Ready"),
    "failed": Look("error", "bad", "Failed"),
}


def look_of(avatar: Avatar) -> Look:
    """Icon, colour and the words of one line: the service's state where it said one."""
    look = PHASES[avatar.phase]
    if avatar.phase == "failed":
        return Look(look.icon, look.color, STATUSES.get(avatar.state, "Failed"))
    if avatar.phase == "making" and avatar.state:
        return Look(look.icon, look.color, words_of(avatar.state))
    return look


def words_of(state: str) -> str:
    """A state in words for people; one that no document knows stays as it came."""
    return STATUSES.get(state, state)


StepKind = Literal["past", "now", "end", "skipped", "ahead"]


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the strip. ``began`` and ``took`` are words, empty where there is nothing to say."""

    state: str
    words: str
    kind: StepKind
    began: str = ""
    took: str = ""

    @property
    def is_bad(self) -> bool:
        """Whether it ended badly here."""
        return self.kind == "end" and self.state in _BAD

    @property
    def sentence(self) -> str:
        """The row for screen readers."""
        if self.kind == "skipped":
            return f"{self.words}: skipped"
        if self.kind == "ahead":
            return f"{self.words}: not yet"
        return ", ".join(filter(None, (self.words, f"since {self.began}", self.took)))


def steps_of(avatar: Avatar, entries: Sequence[Entry], *, now: float) -> tuple[Step, ...]:
    """What was seen in the order in which it was seen, and what was not; no order of the service is assumed.

    Before it is over, what was not seen may still come. After it, what the service usually does before something that
    was seen stands there as skipped; what would have come later is left out.
    """
    shown = list(entries)[-MOST_STEPS:]
    if not any(entry.state for entry in shown):
        return tuple(_told(avatar, shown, now))
    steps = [_seen(avatar, shown, index, now) for index in range(len(shown))]
    seen = {entry.state for entry in entries}
    missing = [state for state in STATUSES if state not in seen and state not in _BAD]
    if avatar.phase not in ("ready", "failed"):
        later = [
            Step(state, "Done, or failed, or rejected" if state == "done" else words_of(state), "ahead")
            for state in missing
        ]
        return (*steps, *later)
    for state in missing:
        later_ones = [index for index, step in enumerate(steps) if _rank(step.state) > _rank(state)]
        if later_ones:
            steps.insert(later_ones[0], Step(state, words_of(state), "skipped"))
    return tuple(steps)


def _rank(state: str) -> int:
    """The place of a state on the way a service usually goes; what ends badly may come anywhere, and is no place."""
    return len(_WAY) if state == "ready" else _WAY.index(state) if state in _WAY else -1


def _seen(avatar: Avatar, entries: Sequence[Entry], index: int, now: float) -> Step:
    entry = entries[index]
    is_last = index == len(entries) - 1
    is_end = is_last and avatar.phase in ("ready", "failed")
    began = time_of_day(entry.since)
    words = words_of(entry.state) if entry.state else entry.words
    if is_end and avatar.phase == "ready":
        return Step("ready", "Ready to be used", "end", began)
    if is_end:
        return Step(entry.state, words, "end", began)
    until = now if is_last else entries[index + 1].since
    took = span(max(0.0, until - entry.since))
    return Step(entry.state, words, "now" if is_last else "past", began, f"{took} so far" if is_last else took)


def _told(avatar: Avatar, entries: Sequence[Entry], now: float) -> list[Step]:
    """The steps at a service that says no states: when it was sent, and whether it is ready."""
    steps = []
    if avatar.sent_at and avatar.remote_id:
        took = f"{span(max(0.0, now - avatar.sent_at))} so far" if not avatar.is_over else ""
        steps.append(
            Step("", "The service has it", "past" if avatar.is_over else "now", time_of_day(avatar.sent_at), took)
        )
    for entry in entries:
        if entry.stage in ("finished", "failed"):
            steps.append(Step(entry.state, entry.words or "Ready to be used", "end", time_of_day(entry.since)))
    return steps
