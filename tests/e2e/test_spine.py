"""The whole way through the real program, with a real mouse and keyboard: from the sample to a video that plays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.command_line import run
from tests.e2e.desktop import Desktop
from tests.e2e.film import decode, difference, pixels_of
from tests.e2e.program import Program

pytestmark = [pytest.mark.display, pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]
SNAP_PX = 8
"""What dragging may be off by on the screen, because clips click to guides."""


@pytest.fixture
def program(xvfb: str, window_environment: dict[str, str], tmp_path: Path) -> Iterator[Program]:
    """A Scene Studio that is not started yet, on a computer where it never was."""
    (tmp_path / "home").mkdir()
    environment = {**window_environment, "HOME": str(tmp_path / "home")}
    one = Program(Desktop(xvfb, tmp_path / "screens"), environment, tmp_path)
    yield one
    one.kill()


def _scene(project: Path, number: int = 1) -> dict[str, Any]:
    return dict(json.loads(project.read_text("utf-8"))["scenes"][number - 1])


def _saved_clip(project: Path, clip_id: str) -> dict[str, Any]:
    return next(clip for clip in _scene(project)["clips"] if clip["id"] == clip_id)


def _drag(program: Program, label: str, *, dx: int, dy: int) -> dict[str, Any]:
    """Drag a clip by pixels of the screen, and see that it came along; answers its place."""
    before, zoom = program.clip(label)[1], program.report["stage"]["zoom"]
    x, y = program.center_of(label)
    program.desktop.drag((x, y), (x + dx, y + dy))
    program.until(lambda: program.document["undo"] == f"Move {label}", f"the step is called “Move {label}”")
    after = program.clip(label)[1]
    assert after["left"] == pytest.approx(before["left"] + dx / zoom, abs=SNAP_PX / zoom)
    assert after["top"] == pytest.approx(before["top"] + dy / zoom, abs=SNAP_PX / zoom)
    return after


def _write_script(program: Program, text: str) -> None:
    program.click(label="Script of the scene")
    program.keys("ctrl+a")
    program.write(text)
    program.shows(label="Script of the scene", text=text)


def _save_as(program: Program, file: Path) -> None:
    program.keys("ctrl+s")
    program.shows(kind="QFileDialog")
    program.keys("ctrl+a")
    program.write(str(file))
    program.keys("Return")
    program.hides(kind="QFileDialog")
    program.until(program.is_saved, "the project is saved")


def _export(program: Program, *, resolution: str = "480p, quick draft") -> str:
    """Choose a size in the export dialog and go; answers the id of the job."""
    program.keys("ctrl+e")
    program.shows(kind="ExportDialog")
    program.take_keyboard()
    program.click(window="ExportDialog", text="1080p, full HD")
    program.click(text=resolution, kind="QListView entry")
    program.shows(window="ExportDialog", text=resolution)
    program.click(name="export_now")
    program.hides(kind="ExportDialog")
    return program.shows(kind="JobCard").name.removeprefix("job_")


def _done(program: Program, job_id: str) -> Path:
    """Wait until the card of a job, which shows how it goes, says that it is done; answers its video."""
    program.shows(kind="QProgressBar", window="MainWindow")
    program.shows(kind="Elided", text="Rendering scene*")
    program.shows(kind="Elided", text="Done", limit_s=40)
    job = next(row for row in program.jobs() if row["id"] == job_id)
    assert job["state"] == "done", job
    return Path(job["result"])


def test_from_the_sample_to_the_finished_video(program: Program, studio_home: Path, tmp_path: Path) -> None:
    program.start()
    program.click(name="file.open_sample:onboarding")
    program.until(lambda: program.document.get("name") == "Onboarding", "the sample is open")
    own = Path(program.document["path"])
    assert studio_home in own.parents, "the sample itself was opened, not a copy"
    amara, _ = program.clip("Amara")
    logo, logo_before = program.clip("Logo")

    presenter_after = _drag(program, "Amara", dx=-190, dy=24)
    logo_after = _drag(program, "Logo", dx=60, dy=-14)
    program.keys("ctrl+z")
    program.shows(text="Redo Move Logo")
    assert program.clip("Logo")[1]["left"] == logo_before["left"]
    program.keys("ctrl+shift+z")
    program.until(lambda: program.document["undo"] == "Move Logo", "the logo's move is done again")
    assert program.clip("Logo")[1] == logo_after

    _write_script(program, "Hello! This is my very own first video.")
    program.shows(text="~*", kind="QLabel")
    film = tmp_path / "home" / "Films" / "First" / "First.studio"
    film.parent.mkdir(parents=True)
    _save_as(program, film)
    assert not own.exists(), "the copy in the scratch folder was left behind"
    assert _saved_clip(film, amara)["left"] == presenter_after["left"]
    assert _saved_clip(film, logo)["top"] == logo_after["top"]
    assert _scene(film)["scripts"][0]["org"] == "Hello! This is my very own first video."

    video = _done(program, _export(program))
    assert video.parent == film.parent / "renders"
    _looks_and_sounds_like(video, film, tmp_path)
    program.desktop.picture("done")
    program.keys("ctrl+q")
    program.ends()


def _looks_and_sounds_like(video: Path, film: Path, tmp_path: Path) -> None:
    """The video is decoded, and one of its frames held against the project as it is and as it was."""
    decoded = decode(video, at_s=1)
    assert decoded.size == (854, 480)
    assert 15 < decoded.length_s < 40
    assert decoded.sound_s == pytest.approx(decoded.length_s, abs=0.1)
    assert decoded.loudness > 0.01
    run("frame", film, "--at", "1", "--height", "480", "-o", tmp_path / "now.png")
    sample = ROOT / "resources" / "samples" / "onboarding" / "Onboarding.studio"
    run("frame", sample, "--at", "1", "--height", "480", "-o", tmp_path / "before.png")
    now, before = (difference(decoded.first, pixels_of(tmp_path / f"{name}.png")) for name in ("now", "before"))
    assert now < 3
    assert before > 4 * now, "the video shows the presenter where the sample has her"
