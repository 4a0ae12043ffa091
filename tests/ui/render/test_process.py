"""Rendering in a process of its own: events, cancelling, dying."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from studio_gui.base.errors import Cancelled, RenderError, TargetError
from studio_gui.render import ahead
from studio_gui.render.ahead import take_worker, worker_ahead
from studio_gui.render.movie import render_movie
from studio_gui.render.process import RenderProcess
from studio_gui.render.request import Progress, RenderedMovie, RenderRequest, part_of, read_request, write_request
from studio_gui.render.writing.reserving import reserved
from tests.ui.render import films

LONG = films.project_of(*[films.speaking_scene("This sentence is spoken again and again, to take its time.")] * 40)


def test_a_request_survives_the_line() -> None:
    request = RenderRequest(films.project_of(films.speaking_scene()), Path("/a"), Path("/a/b.mp4"), "720", 50)
    read = read_request(write_request(request))
    assert read.project.to_json() == request.project.to_json()
    assert (read.folder, read.target, read.size, read.fps) == (Path("/a"), Path("/a/b.mp4"), (1280, 720), 50)
    assert "\n" not in write_request(request)


def test_the_process_tells_its_progress_and_ends_with_the_film(tmp_path: Path) -> None:
    project = films.project_of(films.still_scene(seconds=1.5))
    with RenderProcess(RenderRequest(project, None, tmp_path / "a.mp4", "480", 25)) as process:
        events = list(process.events())
    assert isinstance(events[-1], RenderedMovie)
    assert events[-1].path == tmp_path / "a.mp4"
    assert events[-1].frames == 38
    assert all(isinstance(event, Progress) for event in events[:-1])


def test_a_renderer_that_was_started_ahead_is_used_once_and_let_go_when_nobody_asks(tmp_path: Path) -> None:
    project = films.project_of(films.still_scene(seconds=0.2))
    with worker_ahead():
        with RenderProcess(RenderRequest(project, None, tmp_path / "a.mp4", "480", 25)) as first:
            first.wait()
        with RenderProcess(RenderRequest(project, None, tmp_path / "b.mp4", "480", 25)) as second:
            second.wait()
        assert first.pid != second.pid
    assert {path.name for path in tmp_path.iterdir()} == {"a.mp4", "b.mp4"}
    with worker_ahead():
        idle = take_worker()
        with worker_ahead():
            pass
        assert idle.process.poll() is None
        idle.end()
        assert not _is_running(idle.process.pid)


def test_a_renderer_that_died_while_it_waited_is_replaced(tmp_path: Path) -> None:
    project = films.project_of(films.still_scene(seconds=0.2))
    with worker_ahead():
        waiting = take_worker()
        waiting.process.kill()
        waiting.process.wait()
        ahead._ahead.append(waiting)
        with RenderProcess(RenderRequest(project, None, tmp_path / "a.mp4", "480", 25)) as process:
            assert process.wait().path == tmp_path / "a.mp4"


def test_cancelling_is_quick_and_leaves_nothing(tmp_path: Path) -> None:
    begun = time.monotonic()
    with RenderProcess(RenderRequest(LONG, None, tmp_path / "a.mp4", "1080", 60)) as process:
        events = process.events()
        while next(events).frame < 30:  # type: ignore[union-attr]
            pass
        started = time.monotonic()
        process.cancel()
        with pytest.raises(Cancelled):
            list(events)
    assert time.monotonic() - started < max(1.5, started - begun), "no longer than it took to begin"
    assert list(tmp_path.iterdir()) == []


def test_what_went_wrong_comes_with_its_class(tmp_path: Path) -> None:
    request = RenderRequest(films.project_of(films.still_scene()), None, tmp_path / "none" / "a.mp4")
    with RenderProcess(request) as process, pytest.raises(TargetError, match="does not exist") as caught:
        process.wait()
    assert caught.value.hint


def test_a_killed_renderer_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    with RenderProcess(RenderRequest(LONG, None, tmp_path / "a.mp4", "1080", 60)) as process:
        events = process.events()
        while next(events).frame < 30:  # type: ignore[union-attr]
            pass
        os.kill(process.pid, signal.SIGKILL)
        with pytest.raises(RenderError, match="unexpectedly"):
            list(events)
    assert list(tmp_path.iterdir()) == []


def _heard_of(bytes_heard: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on renderers come through to their so many first bytes; less than none are left out at the end."""
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\n"{sys.executable}" "$@" | head -c {bytes_heard}\n')
    python.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(python))


@pytest.mark.parametrize("bytes_heard", [1, 40, -1])
def test_a_renderer_that_ends_in_the_midst_of_a_word_is_the_same_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bytes_heard: int
) -> None:
    _heard_of(bytes_heard, tmp_path, monkeypatch)
    project = films.project_of(films.still_scene(seconds=0.2))
    target = tmp_path / "a.mp4"
    with RenderProcess(RenderRequest(project, None, target, "480", 25)) as process:
        events = process.events()
        with pytest.raises(RenderError, match="unexpectedly"):
            assert not [event for event in events if isinstance(event, RenderedMovie)]
    assert not part_of(target).exists()


def test_a_renderer_may_end_in_the_midst_of_a_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "n\xe4" / "a.mp4"
    before = '{"event":"error","kind":"TargetError","message":"The folder ' + f"{tmp_path}/n"
    _heard_of(len(before.encode()) + 1, tmp_path, monkeypatch)
    request = RenderRequest(films.project_of(films.still_scene()), None, target)
    with RenderProcess(request) as process, pytest.raises(RenderError, match="unexpectedly"):
        process.wait()


def test_nothing_goes_on_when_the_parent_dies(tmp_path: Path, qtbot: object) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom tests.ui.render.test_process import LONG\n"
        "from studio_gui.render.process import RenderProcess\nfrom studio_gui.render.request import RenderRequest\n"
        "process = RenderProcess(RenderRequest(LONG, None, Path(sys.argv[1]), '1080', 60))\n"
        "for event in process.events():\n"
        "    if event.frame > 30: print(process.pid, flush=True)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "a.mp4")],
        cwd=Path(__file__).parents[3], stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    wait: Callable[..., None] = qtbot.waitUntil  # type: ignore[attr-defined]
    wait(lambda: not _is_running(worker), timeout=5000)
    assert list(tmp_path.iterdir()) == []


def _left_by_killed(target: Path) -> Path:
    """What is in the folder after both the renderer and who asked for it were killed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "studio_gui.render.worker"], cwd=Path(__file__).parents[3],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(write_request(RenderRequest(LONG, None, target, "1080", 60)) + "\n")
    process.stdin.flush()
    while json.loads(process.stdout.readline())["frame"] < 30:
        pass
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()
    (left,) = target.parent.iterdir()
    return left


def test_the_next_render_clears_away_what_killed_ones_left(tmp_path: Path) -> None:
    left = _left_by_killed(tmp_path / "a.mp4")
    assert left.name.startswith(".studio-")
    made_now, of_somebody = part_of(tmp_path / "b.mp4"), part_of(tmp_path / "c.mp4")
    short = films.project_of(films.still_scene(seconds=0.2))
    with reserved(tmp_path / "b.mp4"):
        made_now.write_bytes(b"made by another render right now")
        of_somebody.write_bytes(b"of another person, for all we know")
        render_movie(RenderRequest(short, None, tmp_path / "d.mp4", "480", 25))
        assert {path.name for path in tmp_path.iterdir()} == {made_now.name, of_somebody.name, "d.mp4"}


def _is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_a_worker_that_is_asked_nonsense_answers_with_a_sentence() -> None:
    for question in ("", "nonsense\n", '{"project": 3}\n', '{"project": {"scenes": 5}}\n'):
        answer = subprocess.run(
            [sys.executable, "-m", "studio_gui.render.worker"],
            cwd=Path(__file__).parents[3], input=question, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        said = json.loads(answer.stdout.splitlines()[-1])
        assert (answer.returncode, said["event"]) == (1, "error")
        assert said["message"].endswith(".")


def test_starting_a_renderer_loads_no_qt() -> None:
    code = "import sys, studio_gui.render.process; assert not [m for m in sys.modules if m.startswith('PySide6')]"
    subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[3], check=True, timeout=60)


def test_sound_alone_is_made_without_qt(tmp_path: Path) -> None:
    films.write_tone(tmp_path / "media" / "tone.wav", seconds=1)
    project = films.project_of(films.sound_scene("media/tone.wav"), films.speaking_scene("Good morning."))
    request = RenderRequest(project, tmp_path, tmp_path / "a.wav", "480", 25, format="wav")
    code = (
        "import sys\n"
        "from studio_gui.render.movie import render_movie\n"
        "from studio_gui.render.request import read_request\n"
        "render_movie(read_request(sys.stdin.read()))\n"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in ('PySide6', 'shiboken6')))\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[3], input=write_request(request), check=True,
        stdout=subprocess.PIPE, text=True, timeout=60,
    )  # fmt: skip
    assert said.stdout.strip() == "[]"
    assert (tmp_path / "a.wav").stat().st_size > 48_000
