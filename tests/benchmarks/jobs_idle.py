"""What 1,000 tracked jobs cost a program that has nothing to do: ``python tests/benchmarks/jobs_idle.py``.

Prints the share of one core that the tracker takes while it waits, what a single question costs, and what the list adds
to the start; ends with 1 when a bound is not kept. CPU time is measured, so a busy machine does not disturb.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from studio_gui.app.services import Services
from studio_gui.base.paths import UserPaths
from studio_gui.jobs.row import NewJob
from studio_gui.jobs.store import JobStore
from studio_gui.providers.base import AccountId

JOBS = 1000
MOST_SHARE = 0.01
MOST_START_S = 0.2
_WATCHED_S = 10.0


def _fill(folder: Path) -> None:
    """Jobs that run at a service and are looked at in an hour."""
    store = JobStore(folder)
    for number in range(JOBS):
        row = store.insert(
            NewJob(AccountId("aistudios"), f"Film {number}", Path("/p/F.studio"), "{}" * 500, Path(f"/p/{number}.mp4"))
        )
        store.move(row.id, "submitting", fields={"sent_at": 1.0})
        later = {"remote_id": f"{number:024x}", "next_at": time.time() + 3000, "looks": 9}
        store.move(row.id, "running", fields=later)
        store.let_go(row.id)
    store.close()


def _cost_s(call: Callable[[], object], *, times: int = 50) -> float:
    began = time.process_time()
    for _ in range(times):
        call()
    return (time.process_time() - began) / times


async def _watched(services: Services) -> float:
    """CPU seconds per second of a tracker that waits."""
    work = asyncio.ensure_future(services.tracker.run())
    await asyncio.sleep(1.0)
    began, at = time.process_time(), time.monotonic()
    await asyncio.sleep(_WATCHED_S)
    share = (time.process_time() - began) / (time.monotonic() - at)
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    return share


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _fill(home / "data")
        services = Services(UserPaths(home / "config", home / "data", home / "cache", home / "state", home / "logs"))
        began = time.process_time()
        rows = services.store.rows()
        _ = services.tracker
        start_s = time.process_time() - began
        waiting_ms = 1000 * _cost_s(services.store.waiting)
        revisions_ms = 1000 * _cost_s(services.store.revisions)
        share = asyncio.run(_watched(services))
        services.close()
    sys.stdout.write(
        f"{JOBS} jobs at a service, {len(rows)} listed\n"
        f"start      {start_s * 1000:7.1f} ms  (at most {MOST_START_S * 1000:.0f} ms)\n"
        f"waiting    {waiting_ms:7.2f} ms\nrevisions  {revisions_ms:7.2f} ms\n"
        f"idle       {share:7.2%} of a core  (at most {MOST_SHARE:.0%})\n"
    )
    return 0 if share <= MOST_SHARE and start_s <= MOST_START_S else 1


if __name__ == "__main__":
    sys.exit(main())
