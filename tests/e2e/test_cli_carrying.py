"""A project goes to another computer and back by the command line, and its media are looked after there."""

from __future__ import annotations

import json
from pathlib import Path

from studio_gui.files.locking import ProjectLock
from tests.e2e.command_line import refused, run


def _new(tmp_path: Path) -> Path:
    run("new", "Film", "--from", "onboarding", cwd=tmp_path)
    return tmp_path / "Film" / "Film.studio" if (tmp_path / "Film" / "Film.studio").exists() else tmp_path / "Film"


def _states(project: Path, *words: str, code: int = 0) -> dict[str, list[str]]:
    rows = run("media", project, "--json", *words, code=code).json()["media"]  # type: ignore[index, call-overload]
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["state"], []).append(row["media"])
    return found


def test_a_packed_project_opens_elsewhere(tmp_path: Path) -> None:
    project = _new(tmp_path)
    said = run("package", project, cwd=tmp_path).out.strip()
    assert Path(said) == tmp_path / "Film.zip"
    assert "there already" in refused("package", project, cwd=tmp_path)
    there = Path(run("unpack", "Film.zip", "There", cwd=tmp_path).out.strip())
    assert there.parent == tmp_path / "There"
    assert json.loads(there.read_text("utf-8"))["scenes"]
    assert "Nothing is wrong." in run("check", there).out
    assert "there already" in refused("unpack", "Film.zip", "There", cwd=tmp_path)
    (tmp_path / "Film.zip").write_bytes(b"PK")
    assert "cannot be opened" in refused("unpack", "Film.zip", "Other", cwd=tmp_path)


def test_missing_media_are_found_again_and_unused_ones_removed(tmp_path: Path) -> None:
    project = _new(tmp_path)
    folder = project.parent if project.is_file() else project
    (folder / "media").rename(tmp_path / "stick")
    missing = _states(project, code=1)["missing"]
    assert missing
    answer = run("relink", project, tmp_path / "stick")
    assert answer.out.count("found by its content") == len(missing)
    assert "missing" not in _states(project)
    (folder / "media" / "ffffffffffffffff.png").write_bytes(b"not used")
    assert _states(project)["unused"] == ["media/ffffffffffffffff.png"]
    assert "removed ffffffffffffffff.png" in run("media", project, "--clean").out
    assert "unused" not in _states(project)
    assert "Nothing is unused." in run("media", project, "--clean").out
    assert "Nothing is missing." in run("relink", project, tmp_path / "stick").out


def test_what_ships_with_the_program_is_collected(tmp_path: Path) -> None:
    project = _new(tmp_path)
    outside = _states(project)["outside"]
    assert run("collect", project).out.count("→ media/") == len(outside)
    assert "outside" not in _states(project)
    assert "in the project already" in run("collect", project).out


def test_a_project_that_is_open_is_not_changed(tmp_path: Path) -> None:
    project = _new(tmp_path)
    file = project if project.is_file() else next(project.glob("*.studio"))
    lock = ProjectLock(file)
    before = file.read_bytes()
    assert "is open in" in refused("collect", project)
    assert "is open in" in refused("relink", project, tmp_path)
    assert "is open in" in refused("media", project, "--clean")
    assert file.read_bytes() == before
    lock.release()
