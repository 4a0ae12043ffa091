"""Two running programs: a scene that is copied in one is pasted in the other, by real keys and the real clipboard."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e import steps
from tests.e2e.program import Program

pytestmark = [pytest.mark.display, pytest.mark.slow]


def _until_in(program: Program, **like: str) -> None:
    program.until(lambda: any(part.has_focus for part in program.parts(**like)), f"{like} has the keyboard")


def test_a_scene_is_copied_from_one_running_program_into_another(
    program: Program, window_environment: dict[str, str], tmp_path: Path
) -> None:
    theirs = steps.new(tmp_path / "Theirs", "--from", "product-launch")
    mine = steps.new(tmp_path / "Mine")
    (tmp_path / "second" / "home").mkdir(parents=True)
    home = {"HOME": str(tmp_path / "second" / "home"), "STUDIO_HOME": str(tmp_path / "second" / "studio")}
    second = Program(program.desktop, {**window_environment, **home}, tmp_path / "second")
    steps.start_on(program, theirs)
    _until_in(program, name="canvas")
    program.keys("shift+F6")
    _until_in(program, label="Scenes")
    program.keys("ctrl+c")
    try:
        steps.start_on(second, mine)
        _until_in(second, name="canvas")
        second.keys("ctrl+v")
        second.until(lambda: second.document["undo"] == "Paste scene", "the scene is there")
        second.keys("ctrl+s")
        second.until(lambda: second.document["is_clean"], "it is saved")
    finally:
        second.kill()
    assert second.complaints == ""
    copied, pasted = steps.scene_of(theirs), steps.scene_of(mine, 2)
    assert [clip["type"] for clip in pasted["clips"]] == [clip["type"] for clip in copied["clips"]]
    assert pasted["scripts"] == copied["scripts"]
    refs = [word for word in json.dumps(pasted).split('"') if word.startswith("media/")]
    assert refs
    assert [ref for ref in refs if not (mine.parent / ref).is_file()] == []
