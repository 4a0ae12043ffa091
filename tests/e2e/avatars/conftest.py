"""Footage, and a person who makes avatars of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.avatars.stand import AvatarStand, lengthen
from tests.unit.jobs.film import write_film


@pytest.fixture(scope="session")
def footage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of a moment, large enough to be cut while it is sent."""
    path = tmp_path_factory.mktemp("footage") / "ada at home.mp4"
    write_film(path)
    lengthen(path, megabytes=1)
    return path


@pytest.fixture
def stand(tmp_path: Path, footage: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AvatarStand]:
    with AvatarStand(tmp_path, footage, monkeypatch) as one:
        yield one
