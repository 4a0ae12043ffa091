"""Cancelling a job is told as what came of it, whenever whoever works on it comes to its end."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from studio_gui.base.paths import user_paths
from studio_gui.cli.main import main
from studio_gui.jobs.owners import Owner
from studio_gui.jobs.row import NewJob
from studio_gui.jobs.states import State
from studio_gui.jobs.store import JobStore, Slot
from studio_gui.providers.base import AccountId

COMPUTER = AccountId("computer")


@pytest.mark.parametrize(("end", "code"), [("cancelled", 0), ("failed", 1)])
def test_a_job_that_ends_while_it_is_looked_at_is_told_as_it_ended(
    end: State, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The process that works on it writes the end down and is gone, between the look at the row and that at it."""
    with contextlib.closing(JobStore(user_paths().data)) as store:
        made = NewJob(COMPUTER, "Film", tmp_path / "Film.studio", "{}", tmp_path / "Film.mp4")
        job_id = store.insert(made).id
        worker = Owner(store.owners_folder)
        assert store.claim(worker.name, Slot(COMPUTER, 1)) is not None
        store.move(job_id, "preparing")
        look = JobStore.is_alive

        def look_late(asked: JobStore, owner: str) -> bool:
            if store.row(job_id).wish == "cancel":
                store.move(job_id, end)
                worker.close()
            return look(asked, owner)

        monkeypatch.setattr(JobStore, "is_alive", look_late)
        assert main(["jobs", "cancel", str(job_id)]) == code
        assert store.row(job_id).state == end
    said = capsys.readouterr()
    assert (said.out.strip(), said.err) == (f"Job {job_id} {end}", "")
