"""An export of a draft whose answer was lost is found by its project, and one that never arrived is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from studio_gui.jobs.row import JobRow
from studio_gui.providers.base import JobId, Payload
from tests.e2e.services.stand import Stand

EXPORT = "POST /editor/project/export"


def _draft(stand: Stand) -> JobRow:
    return stand.until_state(stand.submit(kind="draft"), "done")


def _exported(stand: Stand, draft: JobRow) -> JobId:
    body = {"projectId": draft.remote_id, "resolution": "480"}
    job = replace(stand.new_job(kind="export"), payload="", request=Payload("export", body, remote_id=draft.remote_id))
    return stand.tracker.submit(job)


@pytest.fixture
def stand(tmp_path: Path) -> object:
    # The clock of this computer and that of the service have to agree here.
    with Stand(tmp_path, speed=1.0) as made:
        yield made


def _looked_up(stand: Stand, job_id: JobId) -> JobRow:
    stand.tracker.look_up(job_id)
    return stand.until_state(job_id, "unsure", "running", "done", "failed")


def test_one_that_arrived_goes_on_and_its_film_comes(stand: Stand) -> None:
    draft = _draft(stand)
    stand.misbehave((EXPORT, "lose_reply"))
    job_id = _exported(stand, draft)
    stand.until_state(job_id, "unsure")
    stand.misbehave()
    row = _looked_up(stand, job_id)
    while row.state == "unsure":  # nothing of it shows before it is under way
        assert "does not list it (yet)" in row.error
        row = _looked_up(stand, job_id)
    assert row.remote_id == draft.remote_id
    row = stand.until_state(job_id, "done")
    assert row.result is not None
    assert row.result.is_file()
    assert stand.asked(EXPORT) == 1


def test_one_that_never_arrived_stays_unsure_also_when_there_was_an_export_before(stand: Stand) -> None:
    draft = _draft(stand)
    stand.until_state(_exported(stand, draft), "done")
    stand.clock.jump(60)
    stand.misbehave((EXPORT, "lose_request"))
    job_id = _exported(stand, draft)
    stand.until_state(job_id, "unsure")
    stand.misbehave()
    row = _looked_up(stand, job_id)
    assert (row.state, row.remote_id) == ("unsure", "")
    assert "does not list it (yet)" in row.error
    assert stand.created() == 1
