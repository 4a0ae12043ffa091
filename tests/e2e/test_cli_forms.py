"""Subtitles beside videos, and videos as folders of pictures: made here, as jobs, cancelled and killed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio_gui.files.importing.subtitles import cues_of
from studio_gui.files.probing import probe
from studio_gui.files.project_file import save_project
from studio_gui.model.new import new_project, new_scene
from tests.e2e.command_line import COMMAND, environment, newest_job, refused, run
from tests.e2e.waiting import until

SMALL = ("--resolution", "480", "--fps", "24")
FOLDER = ("--format", "png-folder")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A second of silence and a sentence."""
    return _saved(tmp_path / "Film", seconds=1.0, script="Hello there.")


def _saved(folder: Path, *, seconds: float, script: str = "") -> Path:
    quiet = new_scene(color="rgb(90,60,200)")
    scenes = (quiet.changed(studio=quiet.studio.changed(duration_s=seconds)), new_scene(script=script))
    folder.mkdir()
    save_project(new_project(name="Film", scenes=scenes), folder / "Film.studio")
    return folder


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("kind", ["srt", "vtt"])
def test_a_job_leaves_subtitles_beside_its_video(project: Path, kind: str) -> None:
    (project / "renders").mkdir()
    (project / "renders" / f"Film.{kind}").write_text("mine")
    row = run("export", project, "--wait", "--subtitles", kind, *SMALL, "--json").json()
    assert isinstance(row, dict)
    assert _names(project / "renders") == sorted(["Film (2).mp4", f"Film (2).{kind}", f"Film.{kind}"])
    assert (project / "renders" / f"Film.{kind}").read_text() == "mine"
    subtitles = Path(row["subtitles"])
    assert subtitles == project / "renders" / f"Film (2).{kind}"
    (cue,) = cues_of(subtitles.read_text("utf-8"), form=kind)
    assert cue.text == "Hello there."
    assert 1.0 <= cue.start_s < cue.end_s <= (probe(Path(row["result"])).duration_s or 0) + 0.05


def test_a_plain_render_and_a_job_write_the_same_subtitles(project: Path, tmp_path: Path) -> None:
    run("render", project, "-o", tmp_path / "One.mp4", "--subtitles", "srt", *SMALL)
    run("export", project, "--wait", "-o", tmp_path / "Two.webm", "--subtitles", "srt", *SMALL)
    assert _names(tmp_path) == ["Film", "One.mp4", "One.srt", "Two.srt", "Two.webm"]
    assert (tmp_path / "One.srt").read_bytes() == (tmp_path / "Two.srt").read_bytes()


def test_what_is_no_subtitles_is_not_replaced_by_them(project: Path, tmp_path: Path) -> None:
    (tmp_path / "One.srt").write_text(
        "a letter to my mother, who has been waiting for it since the spring of that year"
    )
    for command in ("render", "export"):
        said = refused(command, project, "-o", tmp_path / "One.mp4", "--subtitles", "srt")
        assert "is there already and is no SRT subtitles" in said
    assert _names(tmp_path) == ["Film", "One.srt"]


def test_a_service_makes_no_subtitles(project: Path) -> None:
    assert "makes no subtitles" in refused("export", project, "--to", "practice", "--subtitles", "srt")
    assert run("jobs").out.strip() == "There are no jobs."


def test_a_job_leaves_a_folder_of_pictures(project: Path) -> None:
    (project / "renders" / "Film").mkdir(parents=True)
    answer = run("export", project, "--wait", *FOLDER, "--subtitles", "vtt", *SMALL)
    made = project / "renders" / "Film (2)"
    assert Path(answer.out.strip()) == made
    assert _names(project / "renders") == ["Film", "Film (2)", "Film (2).vtt"]
    names = _names(made)
    assert names[0] == "Film (2)-000001.png"
    assert len(names) > 24


@pytest.mark.parametrize("command", ["render", "export"])
def test_a_folder_that_holds_something_is_refused_before_any_work(project: Path, tmp_path: Path, command: str) -> None:
    target = tmp_path / "Pictures v1.2"
    target.mkdir()
    (target / "dear.txt").write_text("mine")
    assert "is not empty" in refused(command, project, "-o", target, *FOLDER)
    assert _names(target) == ["dear.txt"]
    (target / "dear.txt").unlink()
    run(command, project, "-o", target, *FOLDER, *SMALL, *(("--wait",) if command == "export" else ()))
    assert _names(target)[0] == "Pictures v1.2-000001.png"
    assert _names(tmp_path) == ["Film", "Pictures v1.2"]
    (tmp_path / "File").write_text("mine")
    assert "is a file" in refused(command, project, "-o", tmp_path / "File", *FOLDER)


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A film that takes far longer to make than any test waits."""
    return _saved(tmp_path / "Film", seconds=18_000)


def test_a_cancelled_folder_leaves_nothing(endless: Path) -> None:
    with _started("export", endless, "--wait", *FOLDER, "--subtitles", "srt", *SMALL) as exporting:
        until(lambda: _has_pictures(endless / "renders"))
        run("jobs", "cancel", str(newest_job()["id"]))
        assert exporting.wait(timeout=60) == 1
    assert newest_job()["state"] == "cancelled"
    assert _names(endless / "renders") == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL")
def test_a_killed_folder_never_has_its_name_and_is_made_anew(tmp_path: Path) -> None:
    # So long that a busy computer sees it while it is made.
    project = _saved(tmp_path / "Film", seconds=40.0)
    renders = project / "renders"
    with _started("export", project, "--wait", *FOLDER, "--subtitles", "srt", *SMALL) as exporting:
        until(lambda: _has_pictures(renders))
        os.kill(exporting.pid, signal.SIGKILL)
        exporting.wait(timeout=60)
    assert not (renders / "Film").exists()
    run("jobs", "watch")
    assert newest_job()["state"] == "done"
    until(lambda: _names(renders) == ["Film", "Film.srt"])
    assert len(_names(renders / "Film")) == len({*_names(renders / "Film")}) >= 40 * 24


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL")
def test_a_killed_render_into_a_folder_leaves_only_what_is_hidden(endless: Path, tmp_path: Path) -> None:
    with _started("render", endless, "-o", tmp_path / "Pictures", *FOLDER, *SMALL) as rendering:
        until(lambda: _has_pictures(tmp_path))
        os.kill(rendering.pid, signal.SIGKILL)
        rendering.wait(timeout=60)
    # Its renderer hears that nobody is there any more and takes away what it had begun.
    until(lambda: _names(tmp_path) == ["Film"])


def _has_pictures(folder: Path) -> bool:
    return any(any(path.glob("*.png")) for path in folder.glob(".studio-*"))


@contextlib.contextmanager
def _started(*words: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [*COMMAND, *map(str, words)], env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
