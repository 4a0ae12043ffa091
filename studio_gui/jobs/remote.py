"""The steps of a job that a service does: each is short, is written down before it is taken, and can be lost.

The money rule: the row says ``submitting`` before the one request that creates leaves. Whoever finds a row so, without
a process that works on it, makes it ``unsure``; only a person has it sent again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from studio_gui.jobs.fetching import go_on_fetching
from studio_gui.jobs.hands import LOOK_UP, Hands
from studio_gui.jobs.ladder import avatar_step_s
from studio_gui.jobs.looking import look, search
from studio_gui.jobs.reporting import JobReport
from studio_gui.jobs.row import JobRow
from studio_gui.jobs.sending import Preparation, send
from studio_gui.jobs.store import INTERRUPTED
from studio_gui.providers.base import Service

__all__ = ["Preparation", "Remote", "take_step"]


@dataclass(frozen=True, slots=True)
class Remote:
    """A service, and how the payload of a job is built that has none yet."""

    service: Service
    prepare: Preparation
    clock: Callable[[], float] = time.time
    avatar_step_s: Callable[[float], float] = avatar_step_s
    """Seconds to the next look at an avatar, by its age."""


def take_step(row: JobRow, remote: Remote, report: JobReport) -> None:
    """Take the next step of a claimed job and let go of it; raises what ends the job."""
    from studio_gui.providers.http import watching  # brings the network library: not for those who only list jobs

    hands = Hands(row, remote.service, report, clock=remote.clock, avatar_step_s=remote.avatar_step_s)
    with watching(report.note_exchange, is_cancelled=report.is_cancelled):
        if row.state == "submitting":
            # Its process is gone, and nobody knows how far it came.
            hands.move("unsure", fields={"error": INTERRUPTED, "hint": LOOK_UP, "words": ""})
        elif row.state == "searching":
            search(hands)
        elif row.state in ("running", "stalled"):
            look(hands)
        elif row.state == "downloading":
            go_on_fetching(hands)
        else:
            send(hands, remote.prepare)
