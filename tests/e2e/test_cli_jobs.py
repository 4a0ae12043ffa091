"""Exports as jobs: waited for, left to the background, cancelled from elsewhere, and killed at any moment."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from studio_gui.files.probing import probe
from studio_gui.files.project_file import save_project
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_project, new_scene, new_text
from tests.e2e.command_line import COMMAND, environment, newest_job, refused, run
from tests.e2e.waiting import until

SIZE = ("--resolution", "480")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two quiet scenes of a second each."""
    return _project(tmp_path, seconds=1)


@pytest.fixture
def long_project(tmp_path: Path) -> Path:
    """A film that takes far longer to make than any test waits."""
    return _project(tmp_path, seconds=18_000)


def _project(tmp_path: Path, *, seconds: float) -> Path:
    scenes = []
    for number in range(2):
        scene = new_scene(color=f"rgb({number * 90},60,200)")
        text = new_text(f"Scene {number + 1}", box=Rect(200, 200, 900, 200))
        scenes.append(scene.changed(clips=(text,), studio=scene.studio.changed(duration_s=seconds)))
    folder = tmp_path / "Film"
    folder.mkdir()
    save_project(new_project(name="Film", scenes=tuple(scenes)), folder / "Film.studio")
    return folder


def test_export_and_wait(project: Path) -> None:
    answer = run("export", project, "--to", "computer", "--wait", *SIZE)
    video = Path(answer.out.strip())
    assert video == project / "renders" / "Film.mp4"
    facts = probe(video)
    assert (facts.kind, facts.width, facts.height, facts.has_sound) == ("video", 854, 480, True)
    assert facts.duration_s == pytest.approx(2, abs=0.1)
    assert "Done" in answer.err


def test_a_second_export_gets_a_name_of_its_own(project: Path) -> None:
    run("export", project, "--wait", *SIZE)
    said = run("export", project, "--wait", *SIZE, "--json").json()
    assert isinstance(said, dict)
    assert said["result"] == str(project / "renders" / "Film (2).mp4")
    assert [path.name for path in sorted((project / "renders").iterdir())] == ["Film (2).mp4", "Film.mp4"]


def test_a_named_video_is_replaced(project: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine.mp4"
    for _ in range(2):
        run("export", project, "--wait", *SIZE, "-o", target)
    assert probe(target).kind == "video"
    assert not (project / "renders").exists()


def test_without_waiting_a_process_of_its_own_makes_the_video(project: Path) -> None:
    said = run("export", project, *SIZE, "--json").json()
    assert isinstance(said, dict)
    assert said["state"] in ("queued", "preparing", "running")
    until(lambda: (project / "renders" / "Film.mp4").exists())
    until(lambda: newest_job()["state"] == "done")
    assert run("jobs", "watch").out.strip() == "There is nothing to wait for."


def test_the_job_makes_what_was_exported_and_not_what_was_edited_since(long_project: Path) -> None:
    run("export", long_project, *SIZE)
    until(lambda: newest_job()["state"] == "running")
    (long_project / "Film.studio").unlink()
    job_id = str(newest_job()["id"])
    assert run("jobs", "cancel", job_id).out.strip() == f"Job {job_id} cancelled"


def test_cancelling_from_another_process_stops_it_and_leaves_nothing(long_project: Path) -> None:
    waiting = _start("export", long_project, "--wait", *SIZE)
    until(lambda: newest_job()["state"] == "running")
    job_id = str(newest_job()["id"])
    begun = time.monotonic()
    run("jobs", "cancel", job_id[:3])
    assert time.monotonic() - begun < 8
    assert waiting.wait(timeout=60) == 1
    assert list((long_project / "renders").iterdir()) == []
    assert run("jobs", "cancel", job_id).out.strip() == f"Job {job_id} cancelled"
    assert run("jobs", "retry", job_id).out.strip() == f"Job {job_id} waits again"
    until(lambda: newest_job()["state"] == "running")
    run("jobs", "cancel", job_id)
    assert newest_job()["attempt"] == 2


def test_whoever_is_asked_to_report_a_failure_is_told_where_its_details_are(long_project: Path) -> None:
    target = long_project / "a.mp4"
    making = subprocess.Popen(
        [*COMMAND, "render", str(long_project), "-o", str(target), *SIZE],
        env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert making.stderr is not None
    assert "Rendering" in next(line for line in making.stderr if "Rendering" in line)
    tasks = Path(f"/proc/{making.pid}/task")
    if not tasks.is_dir():
        making.kill()
        pytest.skip("the renderer cannot be found without /proc")
    for worker in (int(pid) for task in tasks.iterdir() for pid in (task / "children").read_text().split()):
        os.kill(worker, signal.SIGKILL)
    said = making.stderr.read()
    making.stderr.close()
    assert making.wait(timeout=60) == 1
    assert "report it. The details are in " in said
    log = Path(said.rsplit("The details are in ", 1)[1].strip().removesuffix("."))
    assert "exit code -9" in log.read_text("utf-8")
    assert not target.exists()


def test_a_renderer_that_is_killed_fails_the_job_which_can_be_repeated(long_project: Path) -> None:
    waiting = _start("export", long_project, "--wait", *SIZE)
    until(lambda: newest_job()["state"] == "running")
    children = Path(f"/proc/{waiting.pid}/task")
    if not children.is_dir():
        run("jobs", "cancel", str(newest_job()["id"]))
        pytest.skip("the renderer cannot be found without /proc")
    workers = [int(pid) for task in children.iterdir() for pid in (task / "children").read_text().split()]
    for pid in workers:
        if b"studio_gui.render.worker" in Path(f"/proc/{pid}/cmdline").read_bytes():
            os.kill(pid, signal.SIGKILL)
    assert waiting.wait(timeout=60) == 1
    job = newest_job()
    assert job["state"] == "failed"
    assert "stopped unexpectedly" in str(job["error"])
    assert list((long_project / "renders").iterdir()) == []
    run("jobs", "retry", str(job["id"]))
    run("jobs", "cancel", str(job["id"]))


def test_ctrl_c_leaves_the_job_in_the_queue_and_no_half_video(long_project: Path) -> None:
    waiting = _start("export", long_project, "--wait", *SIZE)
    until(lambda: newest_job()["state"] == "running")
    waiting.send_signal(signal.SIGINT)
    assert waiting.wait(timeout=60) == 130
    assert newest_job()["state"] == "queued"
    assert list((long_project / "renders").iterdir()) == []
    run("jobs", "cancel", str(newest_job()["id"]))


def test_ctrl_c_in_a_plain_render_leaves_nothing(long_project: Path, tmp_path: Path) -> None:
    rendering = _start("render", long_project, "-o", tmp_path / "out.mp4", *SIZE)
    until(lambda: any(path.suffix == ".part" for path in tmp_path.iterdir()))
    rendering.send_signal(signal.SIGINT)
    assert rendering.wait(timeout=60) == 130
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Film"]


def test_many_exports_in_a_row_are_made_one_after_another_by_one_process(project: Path, studio_home: Path) -> None:
    for _ in range(4):
        run("export", project, *SIZE)
    owners = {path.name for path in (studio_home / "data" / "owners").glob("all-*")}
    assert len(owners) <= 2
    assert run("jobs", "watch").out.count(".mp4") + len(_done()) >= 4
    assert sorted(path.name for path in (project / "renders").glob("*.mp4")) == [
        "Film (2).mp4", "Film (3).mp4", "Film (4).mp4", "Film.mp4",
    ]  # fmt: skip


def test_json_may_be_asked_for_before_or_after_the_word(project: Path) -> None:
    assert run("jobs", "--json", "list").json() == run("jobs", "list", "--json").json() == []


@pytest.mark.slow
@pytest.mark.parametrize("wait_s", [0.1, 0.2, 0.3, 0.4, 0.6, 0.9])
def test_ctrl_c_at_any_moment_ends_the_command(long_project: Path, tmp_path: Path, wait_s: float) -> None:
    rendering = _start("render", long_project, "-o", tmp_path / "out.mp4", *SIZE)
    with contextlib.suppress(subprocess.TimeoutExpired):
        rendering.wait(timeout=wait_s)
    rendering.send_signal(signal.SIGINT)
    rendering.wait(timeout=60)
    until(lambda: sorted(path.name for path in tmp_path.iterdir()) == ["Film"])


def test_no_account_of_that_name(project: Path) -> None:
    assert "The accounts are: computer" in refused("export", project, "--to", "moon")
    assert run("jobs").out.strip() == "There are no jobs."


def test_a_broken_list_of_jobs_is_put_aside_and_said(project: Path, studio_home: Path) -> None:
    run("export", project, "--wait", *SIZE)
    database = studio_home / "data" / "jobs.sqlite"
    database.write_bytes(os.urandom(20_000))
    answer = run("jobs")
    assert "was broken and was begun anew" in answer.err
    assert answer.out.strip() == "There are no jobs."
    assert len(list(database.parent.glob("jobs.sqlite.broken-*"))) == 1


def test_a_reader_that_has_read_enough_is_no_error(project: Path) -> None:
    process = _start("payload", project, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(timeout=60) == 0


@pytest.mark.skipif(os.name == "nt", reason="a shell of Unix closes the stream")
@pytest.mark.parametrize("redirect", [">&-", ">/dev/full"])
def test_an_answer_that_cannot_be_written_is_one_sentence(project: Path, redirect: str) -> None:
    if redirect == ">/dev/full" and not Path("/dev/full").exists():
        pytest.skip("there is no device that is always full")
    words = ["sh", "-c", f'"$@" {redirect}', "sh", *COMMAND, "payload", str(project)]
    process = subprocess.run(words, env=environment(), stderr=subprocess.PIPE, text=True, timeout=60)
    assert process.returncode == 1
    assert process.stderr.startswith("error: The answer cannot be written: ")
    assert process.stderr.count("\n") == 1


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_killed_at_any_moment_the_job_is_done_once_afterwards(project: Path, studio_home: Path, seed: int) -> None:
    if sys.platform == "win32":
        pytest.skip("there is no SIGKILL")
    moment = random.Random(seed)
    exporting = _start("export", project, "--wait", *SIZE)
    database = studio_home / "data" / "jobs.sqlite"
    until(lambda: database.exists() and _rows(database) == 1)
    with contextlib.suppress(subprocess.TimeoutExpired):
        exporting.wait(timeout=moment.uniform(0, 1.0))
    exporting.kill()
    exporting.wait()
    with contextlib.closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    run("jobs", "watch")
    job = newest_job()
    assert job["state"] == "done"
    assert probe(Path(str(job["result"]))).duration_s == pytest.approx(2, abs=0.1)
    until(lambda: [path.name for path in (project / "renders").iterdir()] == ["Film.mp4"])


def _rows(database: Path) -> int:
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM payloads").fetchone()[0])
        except sqlite3.OperationalError:
            return 0


def _start(*words: str | Path, stdout: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*COMMAND, *map(str, words)], env=environment(), stdin=subprocess.DEVNULL, stdout=stdout,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _done() -> list[object]:
    return [row for row in json.loads(run("jobs", "--json").out) if row["state"] == "done"]
