"""Two real windows of one program: a project moves into a window of its own, jobs are seen in both, either may close."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e import steps
from tests.e2e.program import Program

pytestmark = [pytest.mark.display, pytest.mark.slow]


def _mains(program: Program) -> list[str]:
    return [str(one["title"]) for one in program.report["windows"] if one["kind"] == "MainWindow"]


def _elsewhere(program: Program) -> list[list[str]]:
    """The projects of the windows that are not in front."""
    return [[str(project["name"]) for project in window] for window in program.report["others"]]


def test_a_project_moves_to_a_window_of_its_own_and_either_window_may_close(program: Program, tmp_path: Path) -> None:
    mine, theirs = steps.start_on_two(program, tmp_path)
    moved = steps.drag(program, "Amara", dx=-60, dy=0)
    program.keys("ctrl+shift+n")
    program.until(lambda: len(_mains(program)) == 2, "there are two windows")
    program.until(lambda: program.document.get("path") == str(mine), "the new one is in front, with the project")
    assert _elsewhere(program) == [["Product launch"]]
    assert (program.document["undo"], program.document["is_clean"]) == ("Move Amara", False)
    program.until(lambda: program.report["stage"] and program.clip("Amara")[1]["left"] == moved["left"], "as it was")
    program.desktop.picture("two-windows")
    program.keys("ctrl+z")
    program.until(lambda: program.document["is_clean"], "its history came along")

    # The other window is the first one, and has its own project.
    program.keys("ctrl+grave")
    program.until(lambda: program.document.get("path") == str(theirs), "the first window is in front")
    program.keys("ctrl+shift+w")
    program.until(lambda: len(_mains(program)) == 1, "it is closed")
    program.until(lambda: program.document.get("path") == str(mine), "the second is still there")
    steps.drag(program, "Amara", dx=-40, dy=0)
    steps.save(program)
    assert steps.clip_of(mine, program.clip("Amara")[0])["left"] != moved["left"]

    # Jobs are moved on although the window that stood first is gone.
    program.keys("ctrl+e")
    program.shows(kind="ExportDialog")
    steps.tab_to(program, "Resolution")
    program.keys("End")
    program.shows(window="ExportDialog", text="480p, quick draft")
    program.keys("Return")
    program.hides(kind="ExportDialog")
    job = steps.card(program)
    assert steps.done(program, job).is_file()
    program.keys("ctrl+q")
    program.ends()


def test_both_windows_come_back_after_quitting(program: Program, tmp_path: Path) -> None:
    steps.start_on_two(program, tmp_path)
    program.keys("ctrl+shift+n")
    program.until(lambda: len(_mains(program)) == 2, "there are two windows")
    program.keys("ctrl+q")
    program.ends()
    program.start()
    program.until(lambda: len(_mains(program)) == 2, "both windows are back")
    assert [one["name"] for one in program.report["projects"]] == ["Product launch"]
    assert _elsewhere(program) == [["Onboarding"]]
    program.keys("ctrl+q")
    program.ends()
