"""Several projects in one real window: real keys walk through the tabs, and a crash does not lose them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e import steps
from tests.e2e.desktop import Desktop
from tests.e2e.program import Program

pytestmark = [pytest.mark.display, pytest.mark.slow]


def _tabs(program: Program) -> list[tuple[str, bool]]:
    return [(str(one["name"]), bool(one["is_current"])) for one in program.report["projects"]]


def test_two_projects_are_kept_apart_and_come_back_after_a_crash(
    program: Program, studio_home: Path, tmp_path: Path
) -> None:
    mine, theirs = steps.start_on_two(program, tmp_path)
    assert _tabs(program) == [("Onboarding", True), ("Product launch", False)]
    steps.drag(program, "Amara", dx=-60, dy=0)
    program.keys("ctrl+Tab")
    program.until(lambda: program.document.get("path") == str(theirs), "the second project is in front")
    assert (program.document["undo"], program.document["is_clean"]) == ("", True)
    program.keys("Next", "shift+0")
    program.until(lambda: program.document["scene"] == 1 and program.report["stage"]["zoom"] == 1, "all is as wanted")
    program.keys("ctrl+shift+Tab")
    program.until(lambda: program.document["undo"] == "Move Amara", "the first has its own history")
    program.keys("ctrl+z")
    program.until(lambda: program.document["redo"] == "Move Amara", "the move is undone")
    program.keys("ctrl+shift+z")
    program.until(lambda: program.document["undo"] == "Move Amara", "and done again")
    steps.save(program)
    program.keys("ctrl+Next")
    program.until(lambda: program.document.get("path") == str(theirs), "the second is in front again")
    program.desktop.picture("tabs")
    program.until(lambda: _zooms(studio_home) == [0, 1], "the session is written down")
    program.kill()

    program.start()
    program.until(lambda: _tabs(program) == [("Onboarding", False), ("Product launch", True)], "the tabs are back")
    program.until(lambda: program.document["scene"] == 1 and program.report["stage"]["zoom"] == 1, "as they were")
    program.click(kind="TabStrip entry", text="Onboarding")
    program.until(lambda: program.document.get("path") == str(mine), "the first is read when it is shown")
    program.keys("ctrl+a", "ctrl+c", "ctrl+w")
    program.until(lambda: _tabs(program) == [("Product launch", True)], "its tab is closed")
    program.keys("ctrl+v")
    program.until(lambda: program.document["undo"].startswith("Paste"), "what was copied outlives its tab")
    program.keys("ctrl+z", "ctrl+q")
    program.ends()


def _zooms(home: Path) -> list[float]:
    """The zoom of each tab as the session has it; 0 keeps the whole stage in sight."""
    found = next(home.rglob("session.json"), None)
    windows = json.loads(found.read_text("utf-8"))["windows"] if found else [[]]
    return [tab["look"]["zoom"] for tab in windows[0]]


def test_a_second_start_leaves_the_first_ones_projects_alone_and_keeps_them_for_the_next(
    program: Program, xvfb: str, window_environment: dict[str, str], studio_home: Path, tmp_path: Path
) -> None:
    """It showed the unsaved ones read-only, and asked whether to save what it could not save."""
    mine = steps.new(tmp_path / "Mine", "--from", "product-launch")
    program.start(mine)
    program.until(lambda: program.report["stage"], "the stage is there")
    program.keys("ctrl+n")
    program.until(lambda: len(program.report["projects"]) == 2 and program.report["stage"], "there is a new one")
    program.keys("alt+n")
    program.shows(kind="Menu", text="I&nsert")
    program.keys("t")
    program.until(lambda: program.document["undo"] == "Insert Text", "it is touched")
    program.keys("Escape")
    unsaved = Path(program.document["path"])
    program.until(lambda: str(unsaved) in _session(studio_home), "the session is written down")

    (tmp_path / "second").mkdir()
    environment = {**window_environment, "HOME": str(tmp_path / "home")}
    second = Program(Desktop(xvfb, tmp_path / "second"), environment, tmp_path / "second")
    try:
        second.start()
        second.shows(name="file.open_sample:onboarding")
        assert second.report["projects"] == []
        second.click(name="file.open_sample:onboarding")
        second.until(lambda: second.document.get("name") == "Onboarding", "it works with projects of its own")
        program.kill()
        second.keys("ctrl+q")
        second.ends()
    finally:
        second.kill()
    assert second.complaints == ""
    assert unsaved.exists()
    assert str(mine) in _session(studio_home)

    program.start()
    program.until(lambda: program.report["projects"], "there are tabs again")
    program.shows(name="recovery")


def _session(folder: Path) -> str:
    return "".join(file.read_text("utf-8") for file in folder.rglob("session.json"))
