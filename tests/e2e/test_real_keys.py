"""Every key that changes clips or the view, pressed on a real keyboard: what a layout makes of Shift and signs counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e import steps
from tests.e2e.program import Program

pytestmark = [pytest.mark.display, pytest.mark.slow]

_ON_ONE = (
    ("ctrl+d", "Duplicate Title"),
    ("ctrl+shift+bracketleft", "Send Title to back"),
    ("ctrl+bracketright", "Bring Title forward"),
    ("ctrl+bracketleft", "Send Title backward"),
    ("ctrl+shift+bracketright", "Bring Title to front"),
    ("ctrl+shift+l", "Lock Title"),
    ("ctrl+shift+l", "Unlock Title"),
    ("ctrl+shift+h", "Hide Title"),
    ("ctrl+shift+h", "Show Title"),
    ("alt+a", "Align Title left"),
    ("alt+d", "Align Title right"),
    ("alt+w", "Align Title top"),
    ("alt+s", "Align Title bottom"),
    ("alt+h", "Align Title centre"),
    ("alt+v", "Align Title middle"),
    ("shift+h", "Flip Title"),
    ("5", "Opacity 50 %"),
    ("ctrl+alt+f", "Fit Title to stage"),
    ("0", "Opacity 100 %"),
    ("Right", "Move Title"),
    ("ctrl+x", "Cut Title"),
    ("ctrl+v", "Paste Title"),
    ("Delete", "Delete Title"),
    ("ctrl+shift+v", "Paste Title"),
)


def test_keys_do_what_the_sheet_says_on_a_real_keyboard(program: Program, tmp_path: Path) -> None:
    steps.start_on(program, steps.new(tmp_path / "Mine", "--from", "onboarding"))
    program.desktop.click(program.center_of("Title"))
    title = program.clip("Title")[0]
    program.until(lambda: program.document["selection"] == [title], "the title is selected")
    for keys, step in _ON_ONE:
        program.keys(keys)
        program.until(lambda step=step: program.document["undo"] == step, f"{keys} is “{step}”")  # type: ignore[misc]
    program.keys("ctrl+a")
    program.until(lambda: len(program.document["selection"]) == 7, "all are selected")
    for keys, step in (("ctrl+alt+h", "Distribute 7 clips"), ("ctrl+g", "Group 7 clips"), ("ctrl+shift+g", "Ungroup")):
        program.keys(keys)
        program.until(lambda step=step: program.document["undo"] == step, f"{keys} is “{step}”")  # type: ignore[misc]
    for keys, tool in zip("trolhv", ("text", "rectangle", "ellipse", "line", "hand", "select"), strict=True):
        program.keys(keys)
        program.until(lambda tool=tool: program.report["stage"]["tool"] == tool, f"{keys} is the {tool}")  # type: ignore[misc]
    program.keys("shift+0")
    program.until(lambda: program.report["stage"]["zoom"] == 1, "Shift+0 is 100 %")
    program.keys("ctrl+equal")
    program.until(lambda: program.report["stage"]["zoom"] == 1.5, "Ctrl+= is closer")
    program.keys("ctrl+minus", "shift+1")
    program.until(lambda: program.report["stage"]["zoom"] < 0.6, "Shift+1 shows all of it")
    # The sign a layout writes with Shift is the same key: one command, and it runs.
    program.keys("ctrl+shift+apostrophe")
    program.shows(text="Snapping is off.")
    program.keys("ctrl+shift+apostrophe")
    program.shows(text="Snapping is on.")
    program.keys("question")
    program.shows(kind="ShortcutSheet")
    program.keys("Escape")
    program.hides(kind="ShortcutSheet")
    program.keys("ctrl+slash")
    program.shows(kind="PaletteDialog")
    program.keys("Escape")
    program.hides(kind="PaletteDialog")


def test_keys_that_go_down_in_mid_drag_count_with_the_mouse_at_rest(program: Program, tmp_path: Path) -> None:
    """Shift and then Alt: a real keyboard calls the second one by another name."""
    steps.start_on(program, steps.new(tmp_path / "Mine", "--from", "onboarding"))
    program.desktop.click(program.center_of("Title"))
    title, before = program.clip("Title")
    program.until(lambda: program.document["selection"] == [title], "the title is selected")
    x, y = (round(place + side / 2) for place, side in zip(before["center"], before["size"], strict=True))
    program.desktop.drag_and_hold((x, y), (x - 60, y - 10), "Shift_L", "Alt_L")
    program.until(lambda: program.document["undo"] == "Resize Title", "the title is resized")
    after = program.clip("Title")[1]
    assert after["center"] == pytest.approx(before["center"], abs=1.5)
    assert after["size"][0] < before["size"][0] - 40
    ratios = [one["size"][0] / one["size"][1] for one in (before, after)]
    assert ratios[0] == pytest.approx(ratios[1], rel=0.01)


def test_keys_that_a_command_has_are_found_however_the_keyboard_writes_them(program: Program, tmp_path: Path) -> None:
    steps.start_on(program, steps.new(tmp_path / "Mine", "--from", "onboarding"))
    program.keys("question")
    for keys, said in (
        ("shift+1", "Shift+1 belongs to “Fit scene”"),
        ("ctrl+shift+bracketright", "Ctrl+Shift+] belongs to “Bring to front”"),
        ("ctrl+shift+apostrophe", "Ctrl+Shift+' belongs to “Snapping”"),
    ):
        program.click(name="key_crop")
        program.shows(text="Press the new keys*")
        program.keys(keys)
        program.shows(text=f"{said}*")
