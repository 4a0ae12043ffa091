"""Power loss and a screen that is gone in mid-edit, with the real program: what was done comes back as a copy, once."""

from __future__ import annotations

import contextlib
import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio_gui.files.locking import lock_path
from tests.e2e import steps
from tests.e2e.conftest import Screen
from tests.e2e.desktop import Desktop
from tests.e2e.program import Program
from tests.e2e.waiting import until

pytestmark = [pytest.mark.display, pytest.mark.slow]
_PROMISED_S = 2
_GONE = "The X11 connection broke (error 1). Did the X11 server die?"
"""What Qt says of it."""


def _journals(home: Path) -> bytes:
    return b"".join(file.read_bytes() for file in (home / "state" / "recovery").glob("*/journal-*"))


def test_power_loss_in_mid_edit(program: Program, studio_home: Path, tmp_path: Path) -> None:
    project = steps.new(tmp_path / "Mine", "--from", "onboarding")
    before = project.read_bytes()
    steps.start_on(program, project)
    place = steps.drag(program, "Logo", dx=-60, dy=30)
    program.until(lambda: b'"Move Logo"' in _journals(studio_home), "the move is on the disk", limit_s=_PROMISED_S)
    program.kill()
    assert project.read_bytes() == before
    assert lock_path(project).exists(), "the lock's file stays behind, and means nothing"

    program.start()
    program.shows(name="recover")
    program.shows(text="Last: Move Logo")
    program.desktop.picture("recovery")
    program.click(name="recover")
    program.until(lambda: program.document.get("name") == "Onboarding (recovered)", "the copy is open")
    program.until(lambda: program.report["stage"], "the stage is there")
    assert (program.clip("Logo")[1]["left"], program.clip("Logo")[1]["top"]) == (place["left"], place["top"])
    assert not program.document["is_clean"]
    assert project.read_bytes() == before
    program.until(lambda: not _journals(studio_home), "the journal has done its work")

    kept = tmp_path / "home" / "Kept" / "Kept.studio"
    kept.parent.mkdir(parents=True)
    steps.save_as(program, kept, proposed_in=tmp_path / "home")
    assert json.loads(kept.read_text("utf-8"))["name"] == "Kept"
    program.keys("ctrl+q")
    program.ends()
    assert not lock_path(kept).exists()


def test_a_project_that_was_never_saved_comes_back_too(program: Program, studio_home: Path) -> None:
    program.start()
    program.keys("ctrl+n")
    program.until(lambda: program.report["stage"], "the stage is there")
    program.keys("ctrl+m")
    program.until(lambda: program.document["undo"], "there is a second scene")
    step = str(program.document["undo"]).encode()
    program.until(lambda: step in _journals(studio_home), "the step is on the disk", limit_s=_PROMISED_S)
    program.kill()
    program.start()
    program.click(name="recover")
    program.until(lambda: str(program.document.get("name", "")).endswith("(recovered)"), "the copy is open")
    program.until(lambda: program.document["scene"] >= 0, "its scenes are there")
    scratch = Path(str(program.document["path"]))
    assert len(json.loads(scratch.read_text("utf-8"))["scenes"]) == 2
    program.until(lambda: len(program.report["projects"]) == 1, "the empty beginning is gone")


@contextlib.contextmanager
def _until_the_screen_goes(screen: Screen, environment: dict[str, str], folder: Path) -> Iterator[Program]:
    """A window on a screen that is gone at the end of the block; the program ends then, and has nothing else to say."""
    (folder / "first").mkdir()
    first = Program(Desktop(screen.name, folder / "screens"), {**environment, "DISPLAY": screen.name}, folder / "first")
    try:
        yield first
        screen.go()
        until(lambda: not first.is_running, "the program ends")
    finally:
        first.kill()
    assert {line for line in first.complaints.splitlines() if line} <= {_GONE}


def test_the_screen_is_gone_in_mid_edit(
    own_screen: Screen, program: Program, window_environment: dict[str, str], tmp_path: Path
) -> None:
    """The step that was done a moment before was lost, and two tracebacks stood in the terminal."""
    project = steps.new(tmp_path / "Mine", "--from", "onboarding")
    with _until_the_screen_goes(own_screen, window_environment, tmp_path) as first:
        steps.start_on(first, project)
        place = steps.drag(first, "Logo", dx=-60, dy=30)

    program.start()
    program.shows(text="Last: Move Logo")
    program.click(name="recover")
    program.until(lambda: program.document.get("name") == "Onboarding (recovered)", "the copy is open")
    program.until(lambda: program.report["stage"], "the stage is there")
    assert (program.clip("Logo")[1]["left"], program.clip("Logo")[1]["top"]) == (place["left"], place["top"])


@pytest.mark.parametrize("numbers", [(signal.SIGTERM,), (signal.SIGHUP,), (signal.SIGINT, signal.SIGINT)])
def test_what_ends_the_program_and_answers_no_question_loses_nothing(
    program: Program, tmp_path: Path, numbers: tuple[signal.Signals, ...]
) -> None:
    """A computer that was shut down waited for an answer to whether to save, and cut the power in the end."""
    project = steps.new(tmp_path / "Mine", "--from", "onboarding")
    steps.start_on(program, project)
    place = steps.drag(program, "Logo", dx=-60, dy=30)
    for number in numbers[:-1]:
        program.signal(number)
        program.shows(text="Don’t save")
    program.signal(numbers[-1])
    program.ends()
    assert not lock_path(project).exists()

    program.start()
    program.shows(text="Last: Move Logo")
    program.click(name="recover")
    program.until(lambda: program.document.get("name") == "Onboarding (recovered)", "the copy is open")
    program.until(lambda: program.report["stage"], "the stage is there")
    assert (program.clip("Logo")[1]["left"], program.clip("Logo")[1]["top"]) == (place["left"], place["top"])


def test_the_screen_is_gone_while_one_writes(
    own_screen: Screen, program: Program, window_environment: dict[str, str], tmp_path: Path, studio_home: Path
) -> None:
    """A traceback stood in the terminal: the end of the writing spoke to a window that was gone."""
    project = steps.new(tmp_path / "Mine", "--from", "onboarding")
    with _until_the_screen_goes(own_screen, window_environment, tmp_path) as first:
        steps.start_on(first, project)
        first.desktop.double_click(first.center_of("Title"))
        first.shows(text="Esc or Ctrl+Enter ends*", name="hint")
        first.keys("ctrl+a")
        first.write("Written at last")
        first.until(lambda: "Written at last" in str(first.report), "the text is there")
    assert b"Written at last" in _journals(studio_home)
