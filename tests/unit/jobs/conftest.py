"""A store and jobs for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from studio_gui.base.json_text import dumps
from studio_gui.jobs.row import NewJob
from studio_gui.jobs.store import JobStore
from studio_gui.model.new import new_project
from studio_gui.providers.base import AccountId
from tests.unit.jobs.desk import Desk

FILM = AccountId("film")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[JobStore]:
    store = JobStore(tmp_path / "data")
    yield store
    store.close()


@pytest.fixture
def new_job(tmp_path: Path) -> Callable[..., NewJob]:
    folder = tmp_path / "Film"
    folder.mkdir()

    def make(name: str = "Film", *, overwrite: bool = False) -> NewJob:
        return NewJob(
            account=FILM,
            title=name,
            project_path=folder / "Film.studio",
            payload=dumps(new_project(name=name).to_json()),
            target=folder / "renders" / f"{name}.mp4",
            overwrite=overwrite,
        )

    return make


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.owner.close()
    desk.store.close()
