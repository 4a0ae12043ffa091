"""Projects are written whole or not at all, read with care, and look good to people who keep versions of them."""

from __future__ import annotations

import difflib
import json
import os
import re
import stat
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given

from studio_gui.base.errors import ImportCancelled, NewerFormatError, PayloadError, ProjectFileError, TargetError
from studio_gui.base.json_text import loads
from studio_gui.files.payload import import_payload, read_json_file
from studio_gui.files.project_file import open_project, project_path, project_text, save_project
from studio_gui.model import edits
from studio_gui.model.geometry import Point, Rect
from studio_gui.model.new import new_project, new_scene, new_shape
from studio_gui.model.project import Project
from tests.unit.model import strategies as s

PAYLOADS = sorted((Path(__file__).parents[2] / "data" / "payloads").glob("*.json"))


@pytest.fixture
def project() -> Project:
    clips = tuple(new_shape("Circle", box=Rect(10 * n, 10, 50, 50)) for n in range(3))
    return new_project(name="Film", scenes=(new_scene(script="Hello").changed(clips=clips), new_scene()))


@given(s.projects())
def test_what_is_saved_is_what_is_opened(project: Project) -> None:
    text = project_text(project)
    assert project_text(Project.read(loads(text))) == text  # type: ignore[arg-type]


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_a_saved_import_still_exports_what_came_in(path: Path, tmp_path: Path) -> None:
    imported = import_payload(read_json_file(path)).project
    save_project(imported, tmp_path / "P.studio")
    opened = open_project(tmp_path / "P.studio")
    assert opened.project.to_json(private=False) == imported.to_json(private=False)
    before = (tmp_path / "P.studio").read_bytes()
    save_project(opened.project, tmp_path / "P.studio")
    assert (tmp_path / "P.studio").read_bytes() == before


def test_moving_one_clip_changes_one_line(project: Project) -> None:
    scene = project.scenes[0]
    moved = edits.move_clips(project, scene.id, clip_ids=[scene.clips[1].id], delta=Point(5, 0))
    before, after = project_text(project).splitlines(), project_text(moved).splitlines()
    changed = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
    assert len(changed) == 2


def _of_many_scenes(tmp_path: Path) -> Path:
    clips = tuple(new_shape("Star", box=Rect(0, 0, 90, 90)).changed(layer=number + 1) for number in range(10))
    path = tmp_path / "Large.studio"
    save_project(new_project(scenes=tuple(new_scene().changed(clips=clips) for _ in range(100))), path)
    return path


def test_how_far_the_reading_is_is_told_and_changes_nothing(tmp_path: Path) -> None:
    path, told = _of_many_scenes(tmp_path), list[float]()
    opened = open_project(path, report=lambda done, _words: told.append(done))
    assert told == sorted(told)
    assert told[0] < 0.2
    assert 0.8 < told[-1] <= 1
    assert project_text(opened.project).encode() == path.read_bytes()


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7])
def test_a_reading_that_is_stopped_ends_there(share: float, tmp_path: Path) -> None:
    told = list[float]()

    def stop(done: float, _words: str) -> None:
        told.append(done)
        if done > share:
            raise ImportCancelled("Stopped.")

    with pytest.raises(ImportCancelled):
        open_project(_of_many_scenes(tmp_path), report=stop)
    assert share < told[-1] < share + 0.2


def test_a_project_is_found_by_file_folder_and_bare_name(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "Film"
    folder.mkdir()
    save_project(project, folder / "Film.studio")
    for arg in (folder, folder / "Film.studio", folder / "Film", str(folder)):
        assert project_path(arg) == folder / "Film.studio"
    save_project(project, folder / "Other.studio")
    assert project_path(folder) == folder / "Film.studio"
    (folder / "Film.studio").rename(folder / "Third.studio")
    with pytest.raises(ProjectFileError, match=r"several projects: Other\.studio, Third\.studio"):
        project_path(folder)


@pytest.mark.parametrize("arg", ["none", "none.studio", "none/none.studio", "x" * 300])
def test_a_project_that_is_not_there_is_said_so(tmp_path: Path, arg: str) -> None:
    with pytest.raises(ProjectFileError):
        open_project(tmp_path / arg)


def test_a_newer_project_is_told_from_a_broken_one(tmp_path: Path) -> None:
    path = tmp_path / "New.studio"
    path.write_text(json.dumps({"scenes": {"a": 1}, "studio": {"format": 99}, "unheard": {"of": 1}}))
    with pytest.raises(NewerFormatError, match="newer Scene Studio"):
        open_project(path)


def test_scenes_get_ids_of_their_own_and_clips_too(project: Project, tmp_path: Path) -> None:
    raw = json.loads(project_text(project))
    raw["scenes"][1]["studio"] = raw["scenes"][0]["studio"]
    raw["scenes"][0]["clips"][1]["id"] = raw["scenes"][0]["clips"][0]["id"]
    path = tmp_path / "P.studio"
    path.write_text(json.dumps(raw))
    opened = open_project(path)
    assert len({scene.id for scene in opened.project.scenes}) == 2
    assert len({clip.id for clip in opened.project.scenes[0].clips}) == 3
    assert "the second got a new id" in opened.notes[0]


def test_ids_that_a_file_lacks_are_the_same_each_time_it_is_read(project: Project, tmp_path: Path) -> None:
    raw = json.loads(project_text(project))
    first = raw["scenes"][0]
    first["clips"] += [first["clips"][0]] * 2
    for scene in raw["scenes"]:
        del scene["studio"]["id"]
    raw["scenes"] += [first, first]
    path = tmp_path / "P.studio"
    path.write_text(json.dumps(raw))
    once, again = open_project(path).project, open_project(path).project
    assert once == again
    assert len({scene.id for scene in once.scenes}) == len(once.scenes) == 4
    for scene in once.scenes:
        assert len({clip.id for clip in scene.clips}) == len(scene.clips)
    assert all(re.fullmatch(rf"{clip.type}-[0-9a-v]{{11}}", clip.id) for clip in once.scenes[0].clips[-2:])


def test_rights_are_kept_and_links_followed(project: Project, tmp_path: Path) -> None:
    real, link = tmp_path / "real.studio", tmp_path / "link.studio"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    save_project(project, link)
    assert link.is_symlink()
    assert open_project(real).project.name == "Film"
    if sys.platform != "win32":
        assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_link_to_a_project_opens_it_where_its_media_are(project: Project, tmp_path: Path) -> None:
    real, link = tmp_path / "Real" / "Real.studio", tmp_path / "Desk" / "link.studio"
    real.parent.mkdir()
    link.parent.mkdir()
    save_project(project, real)
    link.symlink_to(real)
    assert open_project(link).path == real
    assert open_project(tmp_path / "Desk").folder == real.parent


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_a_pipe_and_a_file_without_an_end_are_sentences_and_no_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.studio")
    with pytest.raises(ProjectFileError, match="is a pipe"):
        open_project(tmp_path / "pipe.studio")
    with pytest.raises(ProjectFileError, match="has no end"):
        open_project("/dev/zero")
    with pytest.raises(PayloadError, match=r"“\.” is a folder"):
        read_json_file(Path("."))


@pytest.mark.skipif(sys.platform == "win32", reason="a shell gives no such names there")
def test_what_a_shell_pipes_in_can_be_opened(project: Project) -> None:
    out, into = os.pipe()
    text = project_text(project).encode()

    def fill() -> None:
        with open(into, "wb") as file:
            file.write(text)

    thread = threading.Thread(target=fill)
    thread.start()
    assert project_text(open_project(f"/dev/fd/{out}").project).encode() == text
    thread.join()
    os.close(out)


def test_a_failed_save_leaves_the_old_file_and_nothing_else(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "P.studio"
    save_project(project, path)
    before = path.read_bytes()
    monkeypatch.setattr(os, "replace", _no_space)
    with pytest.raises(TargetError, match="the disk is full"):
        save_project(project.changed(name="Other"), path)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["P.studio"]


def test_what_a_killed_save_left_is_cleared_away_by_a_later_one(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "P.studio"
    names = (".studio-0123456789ab.part", ".studio-ba9876543210.part", ".studio-0123456789abcdef.part", "a.part")
    for name in names:
        (tmp_path / name).write_bytes(b"half a project")
        os.utime(tmp_path / name, (1_000_000_000, 1_000_000_000))
    os.utime(tmp_path / names[1])  # may still be written
    save_project(project, path)
    assert {one.name for one in tmp_path.iterdir()} == {"P.studio", *names[1:]}


def _no_space(*_: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.skipif(sys.platform != "linux", reason="there is no such folder")
def test_a_folder_that_takes_no_files_is_not_said_to_be_gone(project: Project) -> None:
    with pytest.raises(TargetError, match="no file can be made there"):
        save_project(project, Path("/proc/Film.studio"))


def test_a_vanished_folder_is_said_so(project: Project, tmp_path: Path) -> None:
    with pytest.raises(TargetError, match="does not exist"):
        save_project(project, tmp_path / "gone" / "P.studio")


def test_a_name_as_long_as_the_system_takes_can_be_saved(project: Project, tmp_path: Path) -> None:
    path = tmp_path / f"{'n' * 240}.studio"
    save_project(project, path)
    assert open_project(path).project.to_json() == project.to_json()
