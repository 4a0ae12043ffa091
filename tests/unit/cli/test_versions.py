"""Versions and differences on the command line, and as git shows them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from studio_gui.cli.main import main
from studio_gui.files.locking import ProjectLock
from studio_gui.files.project_file import open_project, project_text, save_project
from studio_gui.files.samples import create_from_sample
from studio_gui.files.versions import History
from studio_gui.model import edits
from studio_gui.model.geometry import Point
from studio_gui.model.new import new_project, new_scene
from studio_gui.model.project import Project

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A copy of the sample “Onboarding” whose history has one version."""
    file = create_from_sample("onboarding", tmp_path / "Hello")
    History(file).keep(open_project(file).project)
    return file


def _changed(project: Project) -> Project:
    scene = project.scenes[1]
    moved = edits.move_clips(project, scene.id, clip_ids=[scene.clips[0].id], delta=Point(-12, 0))
    return edits.set_script(moved, project.scenes[0].id, text="Good morning!")


def _save(path: Path, project: Project) -> None:
    save_project(project, path)
    History(path).keep(project)


def _said(capsys: pytest.CaptureFixture[str], *words: object, code: int = 0) -> str:
    assert main([str(word) for word in words]) == code
    out, err = capsys.readouterr()
    return (err if code else out).replace("\N{NO-BREAK SPACE}", " ")


def test_versions_are_listed_with_what_changed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _save(path, _changed(open_project(path).project))
    newest, first = _said(capsys, "versions", path).splitlines()
    assert newest.split("  ")[2] == "saved"
    assert newest.endswith("I am Amara, and I will…” → “Good morning!” · 1 more change")
    assert first.endswith("saved  The first version, 3 scenes")
    listed = json.loads(_said(capsys, "versions", path.parent, "--json"))
    assert [row["reason"] for row in listed["versions"]] == ["saved", "saved"]
    assert listed["versions"][1]["id"] == first.split()[0]


def test_one_scene_is_one_scene(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _save(tmp_path / "One.studio", new_project(scenes=(new_scene(),)))
    assert _said(capsys, "versions", tmp_path / "One.studio").endswith("The first version, 1 scene\n")


def test_without_versions_it_says_when_there_will_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    create_from_sample("onboarding", tmp_path / "New")
    assert "One is kept at each save" in _said(capsys, "versions", tmp_path / "New")
    assert "has no version" in _said(capsys, "versions", tmp_path / "New", "--restore", "last", code=2)


def test_a_version_is_compared_with_the_project_as_it_is(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save_project(_changed(open_project(path).project), path)
    there = _said(capsys, "diff", f"{path}@last", path)
    assert "Scene 2 “Your first week”: “Title” moved 12 px left" in there
    assert "“Title” moved 12 px right" in _said(capsys, "diff", path, f"{path.parent}@last")
    assert _said(capsys, "diff", path, path.parent) == "Nothing changed.\n"
    rows = json.loads(_said(capsys, "diff", f"{path}@last", path, "--json"))["changes"]
    assert [(row["scene"], row["kinds"]) for row in rows] == [(1, ["script"]), (2, ["moved"])]


def test_restoring_keeps_what_was_there_and_gives_the_version_back(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = path.read_text("utf-8")
    changed = _changed(open_project(path).project)
    save_project(changed, path)
    first = History(path).versions()[0].id
    assert "script changed: “Good morning!” →" in _said(capsys, "versions", path, "--restore", first)
    assert path.read_text("utf-8") == before
    texts = [project_text(History(path).load(version)) for version in History(path).versions()]
    assert texts == [before, project_text(changed), before]


def test_one_scene_or_one_clip_is_restored(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    original = open_project(path).project
    changed = _changed(original)
    first = History(path).versions()[0].id
    save_project(changed, path)
    assert "Scene 1 “Welcome”" in _said(capsys, "versions", path, "--restore", first, "--scene", "1")
    now = open_project(path).project
    assert now.scenes[0].script_text == original.scenes[0].script_text
    assert now.scenes[1].clips[0].left == changed.scenes[1].clips[0].left
    clip = original.scenes[1].clips[0].id
    assert "“Title” moved 12 px right" in _said(capsys, "versions", path, "--restore", first, "--clip", clip)
    assert project_text(open_project(path).project) == project_text(original)


def test_a_version_becomes_a_project_of_its_own_with_its_media(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = path.read_text("utf-8")
    save_project(_changed(open_project(path).project), path)
    now = path.read_text("utf-8")
    _said(capsys, "versions", path, "--restore", "last", "-o", tmp_path / "Old")
    assert (tmp_path / "Old" / "Old.studio").read_text("utf-8") == before
    assert path.read_text("utf-8") == now
    assert {f.name for f in (tmp_path / "Old" / "media").iterdir()} == {
        f.name for f in (path.parent / "media").iterdir()
    }


def test_a_project_that_is_damaged_or_gone_comes_back(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:300])
    assert "the first version" in _said(capsys, "versions", path).lower()
    _said(capsys, "versions", path, "--restore", "last")
    assert path.read_bytes() == whole
    assert path.with_name("Hello.studio.damaged").read_bytes() == whole[:300]
    path.unlink()
    assert _said(capsys, "diff", f"{path.parent}@last", f"{path}@last") == "Nothing changed.\n"
    _said(capsys, "versions", path.parent, "--restore", "last")
    assert path.read_bytes() == whole
    assert "There is no project" in _said(capsys, "versions", path.with_name("Nothing") / "Nothing.studio", code=1)


def test_a_name_keeps_a_version_and_finds_it(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Kept as “Sent to Ada”" in _said(capsys, "versions", path, "--name", "Sent to Ada")
    assert _said(capsys, "diff", f"{path}@Sent to Ada", path) == "Nothing changed.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--restore", "last", "--scene", "9"), "has 3 scenes"),
        (("--restore", "last", "--clip", "nothing"), "has no clip “nothing”"),
        (("--restore", "last", "--clip", "x", "--scene", "1"), "not both at once"),
        (("--scene", "1"), "not said which version"),
        (("--name", " "), "name is empty"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    path: Path, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = path.read_bytes()
    assert said in _said(capsys, "versions", path, *words, code=2)
    assert path.read_bytes() == before


def test_a_project_that_a_window_has_open_is_not_overwritten(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save_project(_changed(open_project(path).project), path)
    before = path.read_bytes()
    lock = ProjectLock(path)
    try:
        assert "is open in another window" in _said(capsys, "versions", path, "--restore", "last", code=1)
    finally:
        lock.release()
    assert path.read_bytes() == before
    assert len(History(path).versions()) == 1


def test_diff_says_what_it_takes(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Two projects or versions are compared" in _said(capsys, "diff", path, code=2)
    assert "There is no project" in _said(capsys, "diff", path, path.with_name("No"), code=1)
    assert "takes one project" in _said(capsys, "diff", "--text", path, path, code=2)


# --- git --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def repository(path: Path) -> Path:
    """The project's folder as a git repository that shows projects in words."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    folder = path.parent
    command = f"'{sys.executable}' -m studio_gui diff"
    (folder / ".gitattributes").write_text("*.studio diff=studio\n")
    _git(folder, "init", "-q")
    _git(folder, "config", "diff.studio.command", command)
    _git(folder, "config", "diff.studio.textconv", f"{command} --text")
    _git(folder, "add", ".")
    _git(folder, "commit", "-q", "-m", "First")
    return folder


def _git(folder: Path, *words: str) -> str:
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    person = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        ["git", *words], cwd=folder, capture_output=True, timeout=60,
        env={**own, **person, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "GIT_CONFIG_GLOBAL": os.devnull,
             "GIT_CONFIG_SYSTEM": os.devnull},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode("utf-8").replace("\N{NO-BREAK SPACE}", " ")


def test_git_shows_a_difference_in_words(repository: Path) -> None:
    path = repository / "Hello.studio"
    assert ".versions" not in _git(repository, "ls-files")
    assert _git(repository, "status", "--short") == ""
    save_project(_changed(open_project(path).project), path)
    said = _git(repository, "diff")
    assert said.startswith("Hello.studio\n  Scene 1 “Welcome”: script changed: ")
    assert "\n  Scene 2 “Your first week”: “Title” moved 12 px left\n" in said


def test_git_shows_a_new_a_renamed_and_a_broken_project(repository: Path) -> None:
    path = repository / "Hello.studio"
    path.with_name("New.studio").write_bytes(path.read_bytes())
    _git(repository, "add", ".")
    assert _git(repository, "diff", "--cached") == "New.studio\n  added: Onboarding: landscape, 3 scenes\n\n"
    _git(repository, "commit", "-q", "-m", "Second")
    _git(repository, "mv", "Hello.studio", "Moved.studio")
    save_project(_changed(open_project(repository / "Moved.studio").project), repository / "Moved.studio")
    _git(repository, "add", ".")
    assert "“Title” moved 12 px left" in _git(repository, "diff", "--cached", "-M")
    path.with_name("New.studio").write_text("<<<<<<< ours\n")
    assert "is not valid JSON" in _git(repository, "diff", "--", "New.studio")


def test_git_shows_the_lines_of_a_project_where_it_wants_text(repository: Path) -> None:
    path = repository / "Hello.studio"
    save_project(_changed(open_project(path).project), path)
    _git(repository, "commit", "-q", "-a", "-m", "Morning")
    said = _git(repository, "show")
    assert "-  script: Welcome to Lumen and Co!" in said
    assert "+  script: Good morning!" in said
    assert sum(line.startswith("+  text “Title”") for line in said.splitlines()) == 1


def test_what_a_command_changed_can_be_put_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command has no undo: both what was there and what came of it are versions, as a save in the window is one."""
    monkeypatch.chdir(tmp_path)
    before = open_project(create_from_sample("onboarding", tmp_path / "Hello")).project
    (tmp_path / "more.txt").write_text("A completely new text", encoding="utf-8")
    _said(capsys, "import", "more.txt", "--into", "Hello", "--fill")
    _said(capsys, "words", "Hello", "--add", "Lumen", "Loo-men")
    listed = _said(capsys, "versions", "Hello").splitlines()
    assert len(listed) == 3
    _said(capsys, "versions", "Hello", "--restore", listed[-1].split()[0])
    assert project_text(open_project(tmp_path / "Hello").project) == project_text(before)
