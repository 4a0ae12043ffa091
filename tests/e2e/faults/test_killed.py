"""The short form of the kills; the long one is ``python -m tests.e2e.faults.run``."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from tests.e2e.command_line import ROOT, environment
from tests.e2e.faults.run import ACTIVITIES, Moment, table

_MOMENTS = 10


def test_whatever_is_killed_at_any_moment_work_is_there() -> None:
    seed = random.SystemRandom().randrange(10**6)
    command = [sys.executable, "-m", "tests.e2e.faults.run", "--moments", str(_MOMENTS), "--seed", str(seed)]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=200)
    assert done.returncode == 0, done.stdout + done.stderr
    for activity in ACTIVITIES:
        assert activity in done.stdout


def test_the_table_tells_of_faults() -> None:
    said = table([Moment("save", edits=3, lost=1, lost_s=2.5, fault="edits of the last 2.50 s are lost")])
    assert "save: edits of the last 2.50 s are lost" in said


def test_a_story_told_twice_is_the_same(tmp_path: Path) -> None:
    from tests.e2e.faults.run import make_places
    from tests.e2e.faults.story import Story

    places = make_places(tmp_path)
    assert Story(places.project).text(60) == Story(places.project).text(60)
