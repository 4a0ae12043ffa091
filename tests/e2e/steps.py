"""What people do in the window again and again, each step with what shows that it worked."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.command_line import run
from tests.e2e.program import Program

SNAP_PX = 8
"""What dragging may be off by on the screen, because clips click to guides."""
_LOOKS = 4
"""The same answer so often in a row is what is so."""
_MOST_TABS = 40


def scene_of(project: Path, number: int = 1) -> dict[str, Any]:
    """A scene as it is on the disk."""
    return dict(json.loads(project.read_text("utf-8"))["scenes"][number - 1])


def clip_of(project: Path, clip_id: str) -> dict[str, Any]:
    """A clip of the first scene as it is on the disk."""
    return next(clip for clip in scene_of(project)["clips"] if clip["id"] == clip_id)


def new(project: Path, *words: str) -> Path:
    """A project made by the command line."""
    return Path(run("new", project, *words).out.strip())


def start_on(program: Program, project: Path) -> None:
    """Start the program on a project and wait for its stage."""
    program.start(project)
    program.until(lambda: program.document.get("path") == str(project), f"{project} is open")
    program.until(lambda: program.report["stage"], "the stage is there")


def start_on_two(program: Program, folder: Path) -> tuple[Path, Path]:
    """Start the program on two new projects, the first in front, and wait for its stage."""
    mine = new(folder / "Mine", "--from", "onboarding")
    theirs = new(folder / "Theirs", "--from", "product-launch")
    program.start(mine, theirs)
    program.until(lambda: len(program.report["projects"]) == 2, "both are open")
    program.until(lambda: program.report["stage"], "the stage is there")
    return mine, theirs


def drag(program: Program, label: str, *, dx: int, dy: int) -> dict[str, Any]:
    """Drag a clip by pixels of the screen, and see that it came along; answers its place."""
    before, zoom = program.clip(label)[1], program.report["stage"]["zoom"]
    x, y = program.center_of(label)
    program.desktop.drag((x, y), (x + dx, y + dy))
    program.until(lambda: program.document["undo"] == f"Move {label}", f"the step is called “Move {label}”")
    after = program.clip(label)[1]
    assert after["left"] == pytest.approx(before["left"] + dx / zoom, abs=SNAP_PX / zoom)
    assert after["top"] == pytest.approx(before["top"] + dy / zoom, abs=SNAP_PX / zoom)
    return after


def retype(program: Program, label: str, text: str) -> str:
    """Double-click a text, type another over it, end with Esc; answers the clip's id."""
    clip_id, _ = program.clip(label)
    program.desktop.double_click(program.center_of(label))
    program.shows(text="Esc or Ctrl+Enter ends*", name="hint")
    program.keys("ctrl+a")
    program.write(text)
    program.keys("Escape")
    program.until(lambda: program.document["undo"].startswith("Edit"), "the new text is a step")
    assert program.document["selection"] == [clip_id]
    return clip_id


def write_script(program: Program, text: str) -> None:
    """Type a script over the one that is there; the script has the keyboard."""
    program.keys("ctrl+a")
    program.write(text)
    program.shows(label="Script of the scene", text=text)
    program.shows(text="~*", kind="QLabel")


def tab_to(program: Program, label: str) -> None:
    """Press Tab until what is called ``label`` has the keyboard."""

    def at() -> tuple[object, ...]:
        # Which of its like it is, not where: a dialog that is still being laid out moves under the keyboard.
        seen, focused = Counter[tuple[str, str, str]](), []
        for one in program.parts():
            like = (one.label, one.kind, one.name)
            if one.has_focus:
                focused.append((*like, seen[like]))
            seen[like] += 1
        return (*focused, *program.document["selection"])

    way = [_at_rest(program, at)]
    while label not in (one[0] for one in way[-1] if isinstance(one, tuple)):
        assert len(way) < _MOST_TABS, f"{len(way)} times Tab did not reach {label!r}: {way}"
        program.keys("Tab")
        program.until(lambda: at() != way[-1], f"Tab goes on from {way[-1]}")
        way.append(_at_rest(program, at))


def _at_rest(program: Program, at: Callable[[], tuple[object, ...]]) -> tuple[object, ...]:
    """Where the keyboard is once it stays there: on its way, and in a dialog that opens, nothing has it for a moment."""
    seen: list[tuple[object, ...]] = []

    def stays() -> bool:
        seen.append(at())
        return len(seen) >= _LOOKS and len(set(seen[-_LOOKS:])) == 1

    program.until(stays, "the keyboard stays in a place")
    return seen[-1]


def save(program: Program) -> None:
    """Save in place."""
    program.keys("ctrl+s")
    program.until(program.is_saved, "the project is saved")


def save_as(program: Program, file: Path, *, proposed_in: Path) -> None:
    """Give a project that was never saved its place."""
    program.keys("ctrl+s")
    program.shows(kind="QFileDialog")
    program.shows(name="lookInCombo", text=str(proposed_in))
    program.keys("ctrl+a")
    program.write(str(file))
    program.keys("Return")
    program.hides(kind="QFileDialog")
    program.until(program.is_saved, "the project is saved")


def card(program: Program) -> str:
    """Wait for a job's card; answers its id."""
    return program.shows(kind="JobCard").name.removeprefix("job_")


def done(program: Program, job_id: str) -> Path:
    """Wait until the card of a job, which shows how it goes, says that it is done; answers its video."""
    program.shows(kind="QProgressBar", window="MainWindow")
    program.shows(kind="Elided", text="Done", limit_s=120)
    job = next(row for row in program.jobs() if row["id"] == job_id)
    assert job["state"] == "done", job
    return Path(job["result"])
