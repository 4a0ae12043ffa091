"""One job at a service in the hands of this process: its row, and the ways to write down what came of a step."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from studio_gui.base.errors import Cancelled, JobError, StudioError
from studio_gui.jobs.ladder import (
    MOST_WAIT_S,
    STALLED_AFTER_S,
    STALLED_EVERY_S,
    avatar_step_s,
    jittered,
    offline_step_s,
    video_step_s,
)
from studio_gui.jobs.reporting import JobReport
from studio_gui.jobs.row import JobRow
from studio_gui.jobs.states import State
from studio_gui.jobs.store import JobStore, Value
from studio_gui.providers.base import Result, Service
from studio_gui.providers.errors import NotSent, ServiceError

_log = logging.getLogger(__name__)
OFFLINE = "Offline, will look again"
LOOK_UP = "Look it up, or look at the service yourself, before it is sent again."


class Hands:
    """A claimed job while a step of it is taken."""

    def __init__(
        self,
        row: JobRow,
        service: Service,
        report: JobReport,
        *,
        clock: Callable[[], float],
        avatar_step_s: Callable[[float], float] = avatar_step_s,
    ) -> None:
        self.row, self.service, self.report = row, service, report
        self.owner = row.owner
        """Who took the step: it must still be so when something is sent."""
        self._clock, self._avatar_step_s = clock, avatar_step_s

    @property
    def store(self) -> JobStore:
        """The list of jobs."""
        return self.report.store

    @property
    def result(self) -> Result:
        """What the job leaves."""
        task = self.service.tasks.get(self.row.kind)
        return task.result if task is not None else "video"

    def now(self) -> float:
        """Seconds since 1970."""
        return self._clock()

    def move(
        self, state: State, *, fields: Mapping[str, Value] | None = None, kept: Mapping[str, str] | None = None
    ) -> None:
        """Take the job to another state; raises :class:`JobError` if it may not."""
        self.row = self.store.move(self.row.id, state, fields=fields, kept=kept)
        self.report.changed(self.row.id)

    def begin_sending(self) -> None:
        """Say that it may be at the service from now on.

        Raises :class:`NotOurs` when another has taken the job, and ``Cancelled`` when that was asked for meanwhile.
        """
        fields: dict[str, Value] = {"sent_at": self.now(), "words": "", "error": "", "hint": "", "fraction": 0}
        self.row = self.store.move(self.row.id, "submitting", fields=fields, owner=self.owner)
        self.report.changed(self.row.id)
        if self.row.state == "cancelled":
            raise Cancelled("Cancelled.")

    def note(self, fields: Mapping[str, Value]) -> None:
        """Change fields, not the state."""
        self.store.note_progress(self.row.id, fields=fields)

    def note_avatar(self) -> None:
        """Let the diary know what the service calls an avatar; the next look does, where the diary cannot now."""
        if self.result != "avatar":
            return
        row = self.row
        try:
            voice_id = row.kept.get("voice_id", "")
            self.store.diary.note_made(row.id, row.remote_id, account=row.account, voice_id=voice_id)
        except JobError as error:
            _log.error("The avatar of the job %s is %s at its service; noting that: %s", row.id, row.remote_id, error)

    def let_go(self) -> None:
        """The step is over: whoever comes next may go on, unless the job was cancelled meanwhile."""
        self.store.let_go(self.row.id)

    def pause_s(self, *, looks: int, age_s: float) -> float:
        """Seconds to the next look at something that goes on."""
        return jittered(self._avatar_step_s(age_s) if self.result == "avatar" else video_step_s(looks, age_s))

    def send_later(self, state: State, error: StudioError) -> None:
        """Nothing was made: it is sent when the time has come."""
        failures = self.row.failures + 1
        words = "" if state == "offline" else "Waiting for its turn"
        if isinstance(error, ServiceError) and state == "offline" and error.status:
            words = error.message  # the network is there, and what answered is of no use
        self.move(
            state,
            fields={
                "words": words, "error": "", "hint": error.sentence(),
                "sent_at": 0, "failures": failures, "next_at": self.now() + _wait_s(error, failures),
            },
        )  # fmt: skip

    def look_later(self, error: StudioError, *, least_s: float = 0.0) -> None:
        """The look brought nothing: that is said, and the job goes on as it was.

        Being offline stalls nothing; a service that only answers badly for too long does.
        """
        row, now, failures = self.row, self.now(), self.row.failures + 1
        is_offline = isinstance(error, NotSent)
        is_stalled = row.state == "stalled" or (
            row.state in ("running", "downloading") and not is_offline and self._is_still(row.changed_at or now)
        )
        pause_s = max(least_s, STALLED_EVERY_S if is_stalled else 0.0, _wait_s(error, failures))
        fields: dict[str, Value] = {
            "words": OFFLINE if is_offline else error.message, "hint": error.sentence(), "failures": failures,
            "next_at": now + pause_s,
        }  # fmt: skip
        if is_offline and row.state == "running":
            # Nobody saw whether anything moved: the time without change is counted from when it is seen again.
            fields["changed_at"] = now
        if is_stalled and row.state != "stalled":
            self.move("stalled", fields=fields)
        else:
            self.note(fields)
        self.let_go()

    def go_on(self, *, fraction: float, words: str, seen: str) -> None:
        """It is not over: write down how it stands and when to look again; ``seen`` differs when anything moved."""
        row, now = self.row, self.now()
        is_moving = seen != row.kept.get("seen", "")
        if is_moving:
            self.store.keep(row.id, "seen", seen)
        # After a sleep, an outage or a clock that was set, the time without change begins when it is seen again.
        is_fresh = row.state == "running" and not 0 <= now - row.checked_at < STALLED_AFTER_S
        changed_at = now if is_moving or is_fresh or not 0 < row.changed_at <= now else row.changed_at
        is_stalled = self.result != "avatar" and self._is_still(changed_at)
        pause_s = (
            jittered(STALLED_EVERY_S) if is_stalled else self.pause_s(looks=row.looks + 1, age_s=now - row.sent_at)
        )
        fields: dict[str, Value] = {
            "fraction": fraction, "words": _since(changed_at, now) if is_stalled else words, "checked_at": now,
            "changed_at": changed_at, "looks": row.looks + 1, "failures": 0, "next_at": now + pause_s,
            "error": "", "hint": words if is_stalled else "",
        }  # fmt: skip
        state: State = "stalled" if is_stalled else "running"
        if state != row.state:
            self.move(state, fields=fields)
        else:
            self.note(fields)
        self.let_go()

    def _is_still(self, changed_at: float) -> bool:
        return self.result != "avatar" and self.now() - changed_at >= STALLED_AFTER_S

    def note_bill(self) -> None:
        """What it cost, where the service says so; not knowing it harms nothing."""
        from studio_gui.providers.http import watching

        try:
            # The job is over for the person already, so nothing stops this question.
            with watching(self.report.note_exchange):
                bill = self.service.bill(self.row.kind, self.row.remote_id)
            if bill.is_charged is not None:
                self.store.keep(self.row.id, "charged", "yes" if bill.is_charged else "no")
            if bill.credits is not None:
                self.store.keep(self.row.id, "credits", f"{bill.credits:g}")
        except StudioError as error:
            _log.info("What the job %s cost is not known: %s", self.row.id, error.message)
        except Exception:
            _log.exception("What the job %s cost could not be asked because of a mistake in the program.", self.row.id)


def _wait_s(error: StudioError, failures: int) -> float:
    asked_s = error.retry_after_s if isinstance(error, ServiceError) else 0.0
    return min(MOST_WAIT_S, max(asked_s, jittered(offline_step_s(failures))))


def _since(changed_at: float, now: float) -> str:
    form = "%H:%M" if now - changed_at < 20 * 3600 else "%d %b %H:%M"
    return f"No change since {datetime.fromtimestamp(changed_at).astimezone():{form}}"


def mistake(what: str) -> StudioError:
    """The sentence for an exception that nobody expected; the log has the rest."""
    return StudioError(f"Scene Studio made a mistake while it was {what}.", "The details are in the log.")
