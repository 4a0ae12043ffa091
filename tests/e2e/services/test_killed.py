"""Processes that are killed, at every step of a job and at any moment, lose nothing and pay for nothing twice."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.e2e.services.stand import CREATE, Stand
from tests.e2e.services.working import ended, kill_at_random, meddle_at_random, settled_row, worker

MOMENTS = [
    *(f"{when} {state}" for state in ("preparing", "submitting", "running", "downloading", "done")
      for when in ("before", "after")),
    "answered",
]  # fmt: skip
UNSURE = {"after submitting": 0, "answered": 1, "before running": 1}
"""Moments after which nobody knows, and how many projects are at the service then."""


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_at_every_step(moment: str, tmp_path: Path) -> None:
    with Stand(tmp_path) as stand:
        job_id = stand.submit()
        assert ended(stand, worker(stand, moment)) == -signal.SIGKILL
        before = stand.row(job_id)
        if moment in UNSURE:
            assert before.state == "submitting"
            said = stand.until_state(job_id, "unsure", "done", "failed")
            assert (said.state, said.error) == (
                "unsure", "Scene Studio ended while it was being sent, so nobody knows whether it arrived.",
            )  # fmt: skip
        creates = UNSURE.get(moment, 1)
        row = settled_row(stand, job_id, looks=100 if creates else 2)
        assert row.state == ("done" if creates else "unsure"), (row.error, row.hint)
        assert stand.asked(CREATE) == creates
        stand.check_all(creates=creates)
        left = [path.name for path in row.target.parent.iterdir()] if creates else []
        assert left == ([row.target.name] if creates else [])


def test_killed_at_any_moment(tmp_path: Path) -> None:
    kill_at_random(tmp_path, kills=3, jobs=4, seed=5)


def test_killed_while_a_person_cancels_tries_again_and_looks_up(tmp_path: Path) -> None:
    meddle_at_random(tmp_path, rounds=3, jobs=5, seed=3)
