"""New projects come into being whole, or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from studio_gui.base.errors import ProjectFileError, StudioError, TargetError
from studio_gui.files.project_file import open_project
from studio_gui.files.samples import Sample, create_from_sample, create_project, new_project_path, sample, samples
from studio_gui.model.new import new_project


@pytest.mark.parametrize("one", samples(), ids=lambda one: one.id)
def test_a_sample_is_copied_with_everything_it_shows(one: Sample, tmp_path: Path) -> None:
    path = create_from_sample(one.id, tmp_path / "Mine")
    assert open_project(path).project.to_json() == open_project(one.path).project.to_json()
    media = one.path.parent / "media"
    there = {file.name: file.read_bytes() for file in media.iterdir()} if media.is_dir() else {}
    copied = path.parent / "media"
    assert ({file.name: file.read_bytes() for file in copied.iterdir()} if copied.is_dir() else {}) == there


def test_samples_are_found_by_what_people_call_them() -> None:
    assert sample("Product Launch").id == "product-launch"
    with pytest.raises(ProjectFileError) as refusal:
        sample("holiday")
    assert "onboarding" in refusal.value.hint


def test_a_bare_name_makes_a_folder_and_a_file_name_does_not(tmp_path: Path) -> None:
    assert new_project_path(tmp_path / "A") == tmp_path / "A" / "A.studio"
    assert new_project_path(tmp_path / "A.studio") == tmp_path / "A.studio"
    (tmp_path / "Empty").mkdir()
    assert create_project(new_project(), tmp_path / "Empty") == tmp_path / "Empty" / "Empty.studio"


@pytest.mark.parametrize("name", ["file", "file/below", "full"])
def test_nothing_that_is_there_is_touched(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.txt").write_text("mine")
    with pytest.raises(TargetError):
        create_project(new_project(), tmp_path / name)
    assert (tmp_path / "file").read_text() == "mine"
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["a.txt"]


def test_a_copy_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with_media = next(one for one in samples() if (one.path.parent / "media").is_dir())
    with pytest.raises(StudioError, match="the disk is full"):
        create_from_sample(with_media.id, tmp_path / "Mine")
    assert list(tmp_path.iterdir()) == []
