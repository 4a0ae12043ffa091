"""A process that works on the jobs of a folder until it kills itself at a given moment.

``python -m tests.e2e.services.victim FOLDER URL MOMENT``; the keys come on standard input. A moment is ``before`` or
``after`` and a state, ``answered``, or ``never``.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from studio_gui.app.workers import wanted_of
from studio_gui.jobs.remote import Remote
from studio_gui.jobs.reporting import JobReport
from studio_gui.jobs.row import JobRow
from studio_gui.jobs.states import State
from studio_gui.jobs.store import JobStore, Value
from studio_gui.jobs.tracker import Tracker
from studio_gui.jobs.work import project_of
from studio_gui.providers.aistudios.account import AiStudiosKeys
from studio_gui.providers.aistudios.api import AiStudiosApi
from studio_gui.providers.aistudios.preflight import Traits
from studio_gui.providers.aistudios.provider import AiStudiosService
from studio_gui.providers.base import AccountId, JobId, Payload, Receipt, Sent, unheard
from tests.e2e.services.clock import FastClock

_MOMENT = sys.argv[3] if len(sys.argv) > 3 else "never"


def _die(moment: str) -> None:
    if moment == _MOMENT:
        os.kill(os.getpid(), signal.SIGKILL)


class DyingStore(JobStore):
    """Kills its process right before or after a job comes into a state."""

    def move(
        self,
        job_id: JobId,
        state: State,
        *,
        fields: Mapping[str, Value] | None = None,
        kept: Mapping[str, str] | None = None,
        only_from: State | None = None,
        owner: str | None = None,
    ) -> JobRow:
        _die(f"before {state}")
        row = super().move(job_id, state, fields=fields, kept=kept, only_from=only_from, owner=owner)
        _die(f"after {state}")
        return row


class DyingService(AiStudiosService):
    """Kills its process when the answer has come and is not written down yet."""

    def submit(self, payload: Payload, *, sent: Sent = unheard) -> Receipt:
        receipt = super().submit(payload, sent=sent)
        _die("answered")
        return receipt


def main() -> None:
    """Work until killed, or until nothing is left."""
    folder, url = Path(sys.argv[1]), sys.argv[2]
    app_id, user_key = sys.stdin.readline().split()
    service = DyingService(AiStudiosApi(AiStudiosKeys(app_id, user_key, url)), traits=Traits())

    def prepare(row: JobRow, snapshot: str, _: JobReport) -> Payload:
        return service.payload(row.kind, project_of(snapshot), wanted=wanted_of(row))

    clock = FastClock(30)
    store = DyingStore(folder / "home" / "data", clock=clock)
    sys.stdout.write("working\n")
    sys.stdout.flush()
    tracker = Tracker(store, {AccountId("aistudios"): Remote(service, prepare, clock)})
    asyncio.run(tracker.run(until_idle=True))
    store.close()
    service.close()


if __name__ == "__main__":
    main()
