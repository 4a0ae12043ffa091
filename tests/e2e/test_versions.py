"""Two saves in the real window are two versions for the command line; the first comes back with one click, and one undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e import steps
from tests.e2e.command_line import run
from tests.e2e.program import Program

pytestmark = [pytest.mark.display, pytest.mark.slow]


def _versions(project: Path) -> list[dict[str, object]]:
    said = run("versions", project, "--json").json()
    assert isinstance(said, dict)
    return list(said["versions"])


def test_two_saves_are_two_versions_and_the_first_one_comes_back(program: Program, tmp_path: Path) -> None:
    project = steps.new(tmp_path / "Hello", "--from", "onboarding")
    steps.start_on(program, project)
    first = program.clip("Amara")[1]
    steps.drag(program, "Logo", dx=60, dy=0)
    steps.save(program)
    program.until(lambda: len(_versions(project)) == 1, "a version was kept")
    second = steps.drag(program, "Amara", dx=-150, dy=0)
    steps.save(program)
    program.until(lambda: len(_versions(project)) == 2, "a second version was kept")
    assert "“Amara” moved" in str(_versions(project)[0]["changes"])

    program.keys("ctrl+slash")
    program.shows(label="Search commands")
    program.write("Versions")
    program.shows(label="Search commands", text="Versions")
    program.keys("Return")
    program.shows(name="version_list")
    program.shows(text="1 scene changed")
    program.click(name="restore_version")
    program.hides(name="version_list")
    program.until(lambda: program.document["undo"].startswith("Restore"), "the version is a step")
    amara, restored = program.clip("Amara")
    assert restored["left"] == first["left"]
    assert steps.clip_of(project, amara)["left"] == second["left"]
    program.keys("ctrl+z")
    program.until(lambda: program.clip("Amara")[1]["left"] == second["left"], "undo brings the second one back")
    program.until(program.is_saved, "all is as it was saved")
