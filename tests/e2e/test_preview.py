"""F5 in the real program plays a sample to its end at its pace: the place moves and the pictures differ."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.e2e import steps
from tests.e2e.program import Program

pytestmark = [pytest.mark.display, pytest.mark.slow]


def _seconds(program: Program) -> tuple[int, int]:
    """Where it is and how long all is, as the bar says."""
    shown = [
        one.text for one in program.parts(kind="QLabel", text="*") if re.fullmatch(r"\d:\d\d / ~?\d:\d\d", one.text)
    ]
    if not shown:
        return -1, -1
    at, whole = shown[0].replace("~", "").split(" / ")
    return tuple(int(part[0]) * 60 + int(part[2:]) for part in (at, whole))  # type: ignore[return-value]


def _picture(program: Program, name: str) -> QImage:
    left, top, width, height = program.part(name="preview_screen").rect
    return QImage(str(program.desktop.picture(name))).copy(left, top, width, height)


def test_a_sample_plays_to_its_end_at_its_pace(program: Program, tmp_path: Path) -> None:
    project = steps.new(tmp_path / "News", "--from", "portrait-news")
    steps.start_on(program, project)
    program.keys("Next", "F5")
    program.shows(name="preview_screen")
    program.shows(text="Local preview: voice and lips differ")
    program.until(lambda: _seconds(program)[0] >= 1, "it plays")
    assert program.document["scene"] == 0
    began, start = time.monotonic(), _seconds(program)[0]
    first = _picture(program, "early")
    program.until(lambda: _seconds(program)[0] >= start + 3, "it goes on")
    assert 2.0 < time.monotonic() - began < 8
    program.until(lambda: _picture(program, "later") != first, "the picture moves")
    program.keys("space")
    program.shows(label="Play", name="preview_toggle")
    scene = program.document["scene"]
    program.keys("Next")
    program.until(lambda: program.document["scene"] == scene + 1, "it is a scene further")
    still = _seconds(program)
    program.keys("greater", "greater", "greater", "space")
    program.shows(text="2×", name="preview_speed")
    program.shows(label="Pause", name="preview_toggle")
    begin = time.monotonic()
    program.until(lambda: program.parts(label="Play", name="preview_toggle"), "it comes to its end", limit_s=30)
    at, whole = _seconds(program)
    assert at in (whole - 1, whole)
    assert (whole - still[0]) / 2 == pytest.approx(time.monotonic() - begin, abs=5)
    assert program.document["scene"] == 3
    program.keys("Escape")
    program.hides(name="preview_screen")
    program.until(lambda: any(one.has_focus for one in program.parts(name="canvas")), "the stage has the keyboard")
    program.keys("ctrl+q")
    program.ends()
