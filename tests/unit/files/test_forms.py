"""Project files of every form open, today's samples of the service come through unchanged, and git sees small edits."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from studio_gui.base.errors import ChangedOnDisk, NewerFormatError
from studio_gui.base.json_text import loads
from studio_gui.files.migrations import STEPS
from studio_gui.files.names import name_of, note_name
from studio_gui.files.project_file import FORMAT, open_project, project_text, save_project
from studio_gui.files.project_text import project_bytes
from studio_gui.model import edits
from studio_gui.model.geometry import Point, Rect
from studio_gui.model.new import new_image, new_project, new_scene, new_shape
from studio_gui.model.project import Project

DATA = Path(__file__).parents[2] / "data"
CONTRACT = sorted((*(DATA / "contract").glob("*.json"), *(DATA / "payloads").glob("*.json")))
OLD = sorted((DATA / "projects").glob("form-*.studio"))


def _wrapped(sample: Path) -> dict[str, object]:
    """The sample as a whole project: requests as they are, a clip, script or background in a scene."""
    raw = loads(sample.read_bytes())
    assert isinstance(raw, dict)
    if "scenes" in raw:
        return dict(raw)
    kind = sample.name.partition(".")[0]
    scene: dict[str, object] = {"sceneIdx": 0, "scripts": [], "background": {}, "clips": []}
    scene |= {"clips": [raw]} if kind == "clip" else {"scripts": [raw]} if kind == "script" else {"background": raw}
    return {"scenes": [scene]}


@pytest.mark.parametrize("sample", CONTRACT, ids=lambda path: path.stem)
def test_every_sample_of_the_service_comes_through_exactly(sample: Path, tmp_path: Path) -> None:
    raw = _wrapped(sample)
    path = tmp_path / "P.studio"
    save_project(Project.read(raw), path)  # type: ignore[arg-type]
    opened = open_project(path)
    raw_text, back = json.dumps(raw), json.dumps(opened.project.to_json(private=False))
    assert json.loads(back) == json.loads(raw_text)
    # The order of the keys and the writing of the numbers too: what was there stands in the file letter by letter.
    assert [json.dumps(scene) for scene in opened.project.to_json(private=False)["scenes"]] == [  # type: ignore[union-attr]
        json.dumps(scene)
        for scene in raw["scenes"]  # type: ignore[attr-defined]
    ]
    save_project(opened.project, path)
    before, again = path.read_bytes(), open_project(path)
    assert again.is_as_stored
    save_project(again.project, path)
    assert path.read_bytes() == before


def test_there_is_an_old_file_of_every_form() -> None:
    assert sorted(STEPS) == list(range(1, FORMAT))
    assert [path.stem for path in OLD] == [f"form-{form}" for form in sorted(STEPS)]


@pytest.mark.parametrize("old", OLD, ids=lambda path: path.stem)
def test_an_old_project_opens_as_it_was_and_is_saved_in_the_new_form(old: Path, tmp_path: Path) -> None:
    raw, opened = json.loads(old.read_text("utf-8")), open_project(old)
    assert raw["studio"]["format"] < FORMAT
    assert not opened.is_newer
    assert not opened.is_as_stored
    assert opened.project.to_json()["scenes"] == raw["scenes"]
    save_project(opened.project, tmp_path / "New.studio")
    again = json.loads((tmp_path / "New.studio").read_text("utf-8"))
    assert again["studio"]["format"] == FORMAT
    assert again["scenes"] == raw["scenes"]
    assert open_project(tmp_path / "New.studio").is_as_stored


def test_form_1_knew_files_by_the_names_of_clips() -> None:
    project = open_project(DATA / "projects" / "form-1.studio").project
    assert {entry.name for entry in project.studio.files} == {"Motion.mp4", "Logo.png"}


def test_a_newer_project_can_be_looked_at_when_it_makes_sense(tmp_path: Path) -> None:
    path = tmp_path / "New.studio"
    raw = json.loads(project_text(new_project(name="Future")))
    raw["studio"]["format"] = FORMAT + 1
    raw["scenes"][0]["hologram"] = {"depth": 3}
    path.write_text(json.dumps(raw))
    with pytest.raises(NewerFormatError, match=r"knows up to 2\)\.$"):
        open_project(path)
    opened = open_project(path, newer_too=True)
    assert opened.is_newer
    assert "newer Scene Studio" in opened.notes[0]
    assert opened.project.to_json()["scenes"][0]["hologram"] == {"depth": 3}  # type: ignore[index, call-overload]
    raw["scenes"] = {"first": {}}
    path.write_text(json.dumps(raw))
    with pytest.raises(NewerFormatError, match="newer Scene Studio"):
        open_project(path, newer_too=True)


def _git(*words: str, cwd: Path) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.invalid"]
    done = subprocess.run(["git", *who, *words], cwd=cwd, capture_output=True, text=True, check=True)
    return done.stdout


def test_git_sees_one_changed_line_when_one_clip_moved(tmp_path: Path) -> None:
    clips = tuple(new_shape("Star", box=Rect(10 * n, 20, 30, 40)) for n in range(5))
    project = new_project(scenes=tuple(new_scene(script="Hi").changed(clips=clips) for _ in range(3)))
    save_project(project, tmp_path / "Film.studio")
    _git("init", "-q", cwd=tmp_path)
    _git("add", ".", cwd=tmp_path)
    _git("commit", "-qm", "first", cwd=tmp_path)
    opened = open_project(tmp_path / "Film.studio").project
    scene = opened.scenes[1]
    moved = edits.move_clips(opened, scene.id, clip_ids=[scene.clips[2].id], delta=Point(0, 12))
    save_project(moved, tmp_path / "Film.studio")
    added, removed, _ = _git("diff", "--numstat", cwd=tmp_path).split()
    assert (added, removed) == ("1", "1")
    assert scene.clips[2].id in _git("diff", "-U0", cwd=tmp_path)


def test_texts_of_scenes_are_never_stale() -> None:
    project = new_project(scenes=tuple(new_scene(script=f"Say {n}") for n in range(20)))
    first = project_bytes(project)
    for n in range(200):
        scene = project.scenes[n % 20]
        project = edits.set_script(project, scene.id, text=f"Other {n}")
        assert f"Other {n}".encode() in project_bytes(project)
    assert project_bytes(project) == project_bytes(Project.read(loads(project_bytes(project))))  # type: ignore[arg-type]
    assert first != project_bytes(project)


def test_the_first_name_of_a_file_stays_with_it(tmp_path: Path) -> None:
    note_name("media/00aa00aa00aa00aa.png", "Our logo (final).png")
    clip = new_image(box=Rect(0, 0, 10, 10), size=(10, 10), media="media/00aa00aa00aa00aa.png")
    project = new_project(scenes=(new_scene().changed(clips=(clip,)),))
    save_project(project, tmp_path / "P.studio")
    text = (tmp_path / "P.studio").read_text("utf-8")
    assert '      {"media":"media/00aa00aa00aa00aa.png","name":"Our logo (final).png"}\n' in text
    opened = open_project(tmp_path / "P.studio").project
    assert name_of("media/00aa00aa00aa00aa.png", opened) == "Our logo (final).png"
    assert name_of("media/0000000000000000.png", opened) == "0000000000000000.png"


def test_a_file_another_program_changed_is_not_overwritten_unasked(tmp_path: Path) -> None:
    path = tmp_path / "P.studio"
    mine = new_project(name="Mine")
    stamp = save_project(mine, path)
    stamp = save_project(mine.changed(name="Mine 2"), path, expected=stamp)
    theirs = project_bytes(new_project(name="Theirs"))
    path.write_bytes(theirs)
    with pytest.raises(ChangedOnDisk, match="changed by another program"):
        save_project(mine, path, expected=stamp)
    assert path.read_bytes() == theirs
    save_project(mine, path)
    assert open_project(path).project.name == "Mine"


def test_a_file_that_was_merely_touched_or_copied_back_is_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "P.studio"
    stamp = save_project(new_project(name="Mine"), path)
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content)
    stamp = save_project(new_project(name="Mine 2"), path, expected=stamp)
    path.unlink()
    save_project(new_project(name="Mine 3"), path, expected=stamp)
    assert open_project(path).project.name == "Mine 3"
