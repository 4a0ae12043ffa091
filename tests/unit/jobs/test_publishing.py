"""A finished video gets its name without taking another's."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from studio_gui.base.errors import TargetError
from studio_gui.jobs.publishing import beside, clear_away, free_name, publish, was_published


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


@pytest.fixture
def subtitles(work_file: Path) -> Path:
    path = work_file.with_name(f"{work_file.name}.srt")
    path.write_text("words")
    return path


@pytest.fixture
def work_folder(tmp_path: Path) -> Path:
    path = tmp_path / ".studio-abc-1"
    path.mkdir()
    (path / "a.png").write_bytes(b"picture")
    return path


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("has_links", [True, False])
@pytest.mark.parametrize("overwrite", [True, False])
def test_subtitles_are_called_as_their_video_is(
    tmp_path: Path, work_file: Path, subtitles: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool, overwrite: bool
) -> None:
    if not has_links:
        monkeypatch.setattr(os, "link", _refuse)
    publish(work_file, tmp_path / "Film.mp4", overwrite=overwrite, announce=lambda _: None, subtitles=subtitles)
    assert _names(tmp_path) == ["Film.mp4", "Film.srt"]
    assert (tmp_path / "Film.srt").read_text() == "words"


@pytest.mark.parametrize("has_links", [True, False])
def test_a_name_is_only_free_when_that_of_the_subtitles_is(
    tmp_path: Path, work_file: Path, subtitles: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    if not has_links:
        monkeypatch.setattr(os, "link", _refuse)
    (tmp_path / "Film.srt").write_text("mine")
    (tmp_path / "Film (2).mp4").write_text("mine")
    free = free_name(tmp_path / "Film.mp4", subtitles="srt")
    assert free == tmp_path / "Film (3).mp4"
    made = publish(work_file, tmp_path / "Film.mp4", overwrite=False, announce=lambda _: None, subtitles=subtitles)
    assert made == free
    assert _names(tmp_path) == ["Film (2).mp4", "Film (3).mp4", "Film (3).srt", "Film.srt"]
    assert (tmp_path / "Film.srt").read_text() == "mine"


@pytest.mark.parametrize("has_links", [True, False])
def test_subtitles_are_taken_back_when_the_name_of_the_video_is_gone(
    tmp_path: Path, work_file: Path, subtitles: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    link, rename = os.link, os.rename

    def racing(real: Callable[[Path, Path], None]) -> Callable[[Path, Path], None]:
        def call(source: Path, name: Path) -> None:
            if name.name == "Film.srt":
                (tmp_path / "Film.mp4").write_text("mine")
            real(source, name)

        return call

    monkeypatch.setattr(os, "link", racing(link) if has_links else _refuse)
    monkeypatch.setattr(os, "rename", racing(rename))
    made = publish(work_file, tmp_path / "Film.mp4", overwrite=False, announce=lambda _: None, subtitles=subtitles)
    assert made.name == "Film (2).mp4"
    assert _names(tmp_path) == ["Film (2).mp4", "Film (2).srt", "Film.mp4"]
    assert (tmp_path / "Film.mp4").read_text() == "mine"


@pytest.mark.parametrize("has_links", [True, False])
def test_a_kill_between_subtitles_and_video_is_made_good(
    tmp_path: Path, work_file: Path, subtitles: Path, has_links: bool
) -> None:
    name = tmp_path / "Film.mp4"
    if has_links:
        os.link(subtitles, tmp_path / "Film.srt")
    else:
        os.rename(subtitles, tmp_path / "Film.srt")
    assert not was_published([work_file], name)
    made = publish(work_file, name, overwrite=False, announce=lambda _: None, subtitles=subtitles, announced=name)
    assert made == name
    assert _names(tmp_path) == ["Film.mp4", "Film.srt"]


def test_a_folder_of_pictures_gets_its_name_and_takes_nobodys(tmp_path: Path, work_folder: Path) -> None:
    target = tmp_path / "Film v1.2"
    target.mkdir()
    (target / "dear.txt").write_text("mine")
    assert free_name(target, is_folder=True) == tmp_path / "Film v1.2 (2)"
    assert publish(work_folder, target, overwrite=False, announce=lambda _: None) == tmp_path / "Film v1.2 (2)"
    assert _names(tmp_path) == ["Film v1.2", "Film v1.2 (2)"]
    assert _names(target) == ["dear.txt"]
    assert beside(target, "srt", is_folder=True).name == "Film v1.2.srt"


def test_a_folder_that_holds_something_is_never_replaced(tmp_path: Path, work_folder: Path) -> None:
    target = tmp_path / "Film"
    target.mkdir()
    (target / "dear.txt").write_text("mine")
    with pytest.raises(TargetError, match="not empty"):
        publish(work_folder, target, overwrite=True, announce=lambda _: None)
    assert (_names(target), _names(work_folder)) == (["dear.txt"], ["a.png"])
    (target / "dear.txt").unlink()
    publish(work_folder, target, overwrite=True, announce=lambda _: None)
    assert _names(target) == ["a.png"]
    assert was_published([work_folder], target)


def test_folders_and_subtitles_of_attempts_are_cleared_away(tmp_path: Path, work_folder: Path) -> None:
    (tmp_path / ".studio-abc-1.part").mkdir()
    (tmp_path / ".studio-abc-1.part" / "a.png").touch()
    (tmp_path / ".studio-abc-1.srt").touch()
    clear_away([work_folder])
    assert _names(tmp_path) == []


def _refuse(*_: object) -> None:
    raise PermissionError(1, "Operation not permitted")
