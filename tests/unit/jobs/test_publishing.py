"""A finished video gets its name without taking another's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio_gui.base.errors import TargetError
from studio_gui.jobs.publishing import clear_away, free_name, publish, was_published


@pytest.fixture
def work_file(tmp_path: Path) -> Path:
    path = tmp_path / ".studio-abc-1.mp4"
    path.write_bytes(b"film")
    return path


def test_names_are_counted_up(tmp_path: Path) -> None:
    target = tmp_path / "Film.mp4"
    assert free_name(target) == target
    target.touch()
    second = tmp_path / "Film (2).mp4"
    assert free_name(target) == second
    assert free_name(target, taken=[second]) == tmp_path / "Film (3).mp4"


def test_the_name_is_announced_before_it_is_given(tmp_path: Path, work_file: Path) -> None:
    target = tmp_path / "Film.mp4"
    said: list[tuple[Path, bool]] = []
    assert publish(work_file, target, overwrite=False, announce=lambda p: said.append((p, p.exists()))) == target
    assert said == [(target, False)]
    assert target.read_bytes() == b"film"
    assert not work_file.exists()


def test_a_file_that_appears_in_the_last_moment_is_spared(tmp_path: Path, work_file: Path) -> None:
    target = tmp_path / "Film.mp4"

    def appear(path: Path) -> None:
        if path == target:
            target.write_text("mine")

    assert publish(work_file, target, overwrite=False, announce=appear) == tmp_path / "Film (2).mp4"
    assert target.read_text() == "mine"


def test_disks_without_second_names_are_served_too(
    tmp_path: Path, work_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    (tmp_path / "Film.mp4").write_text("mine")
    made = publish(work_file, tmp_path / "Film.mp4", overwrite=False, announce=lambda _: None)
    assert made == tmp_path / "Film (2).mp4"
    assert made.read_bytes() == b"film"
    assert not work_file.exists()


def test_a_video_that_cannot_be_named_is_kept(tmp_path: Path, work_file: Path) -> None:
    with pytest.raises(TargetError):
        publish(work_file, tmp_path / "gone" / "Film.mp4", overwrite=True, announce=lambda _: None)
    assert work_file.read_bytes() == b"film"


def test_what_was_published_is_told_from_what_is_somebody_elses(tmp_path: Path, work_file: Path) -> None:
    target = tmp_path / "Film.mp4"
    assert not was_published([work_file], target)
    target.write_text("somebody else's")
    assert not was_published([work_file], target)
    assert was_published([tmp_path / "none"], target)
    target.unlink()
    target.hardlink_to(work_file)
    assert was_published([work_file], target)
    clear_away([work_file, tmp_path / "none"])
    assert [path.name for path in tmp_path.iterdir()] == ["Film.mp4"]
