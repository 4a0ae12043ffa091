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


@pytest.mark.parametrize("is_named", [True, False])
def test_a_damaged_project_offers_its_last_version_at_a_start(program: Program, tmp_path: Path, is_named: bool) -> None:
    """A start with its name stood without a window until somebody answered; a tab of the last session offered none."""
    project = steps.new(tmp_path / "Mine", "--from", "onboarding")
    steps.start_on(program, project)
    steps.drag(program, "Amara", dx=-60, dy=0)
    steps.save(program)
    program.keys("ctrl+q")
    program.ends()
    damaged = project.read_bytes()[:500]
    project.write_bytes(damaged)

    program.start(*([project] if is_named else []))
    program.shows(text="A version of it was kept: *")
    program.click(name="open", text="Open that version")
    program.until(lambda: program.document.get("name") == "Onboarding", "the version is open")
    assert program.document["path"] != str(project)
    assert project.read_bytes() == damaged
