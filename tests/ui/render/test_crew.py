"""Scenes that are drawn by several processes: the same film, and nobody left behind when one of them ends."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from studio_gui.base.errors import Cancelled, RenderError
from studio_gui.base.paths import user_paths
from studio_gui.model.playing import Transition
from studio_gui.model.project import Project, Scene
from studio_gui.providers.base import JobId, Order
from studio_gui.providers.base import Progress as Told
from studio_gui.providers.computer import ComputerProvider
from studio_gui.render.movie import render_movie
from studio_gui.render.process import RenderProcess
from studio_gui.render.production.counting import processes_for
from studio_gui.render.production.crew import Crew, Film
from studio_gui.render.request import Progress, RenderRequest
from studio_gui.render.timing import plan
from studio_gui.speech.sound import Sound
from tests.ui.render import films

FULL_HD = (1920, 1080)


def _coming(scene: Scene, kind: str) -> Scene:
    return scene.changed(studio=scene.studio.changed(transition=Transition(kind=kind, duration_s=0.6)))


@pytest.fixture
def film(tmp_path: Path) -> Project:
    """Moving scenes of several kinds, two that come in over others, one in which nothing moves, and captions."""
    films.write_clip(tmp_path / "media" / "clip.mp4", frames=12)
    video = films.video_scene("media/clip.mp4")
    project = films.project_of(
        video,
        films.still_scene(seconds=1.1),
        _coming(films.speaking_scene("This is said once more."), "fade"),
        _coming(video.changed(studio=video.studio.changed(duration_s=1.7)), "push-left"),
        films.speaking_scene("And an end."),
    )
    return project.changed(studio=project.studio.changed(captions=project.studio.captions.changed(shown=True)))


def _request(project: Project, folder: Path, name: str, *, processes: int, reuses: bool = False) -> RenderRequest:
    return RenderRequest(project, folder, folder / name, "480", 25, reuses_segments=reuses, processes=processes)


def test_a_film_made_by_three_processes_is_the_film_made_by_one(tmp_path: Path, film: Project) -> None:
    alone = render_movie(_request(film, tmp_path, "alone.mp4", processes=1)).path.read_bytes()
    told: list[Progress] = []
    together = render_movie(_request(film, tmp_path, "together.mp4", processes=3), progress=told.append)
    assert together.path.read_bytes() == alone
    frames = [each.frame for each in told]
    assert frames == sorted(frames)
    assert frames[-1] == together.frames
    assert sorted(path.name for path in tmp_path.iterdir()) == ["alone.mp4", "media", "together.mp4"]


def test_scenes_made_elsewhere_are_kept_like_others(tmp_path: Path, film: Project) -> None:
    first = render_movie(_request(film, tmp_path, "a.mp4", processes=2, reuses=True)).path.read_bytes()
    again = render_movie(_request(film, tmp_path, "b.mp4", processes=1, reuses=True)).path.read_bytes()
    assert again == first
    kept = [*(Path(os.environ["STUDIO_HOME"]) / "cache" / "segments").glob("??/*")]
    assert len(kept) == 10
    changed = film.changed(scenes=(*film.scenes[:4], films.speaking_scene("Another end.")))
    both = [
        render_movie(_request(changed, tmp_path, f"{count}.mp4", processes=count, reuses=True)).path.read_bytes()
        for count in (2, 1)
    ]
    assert both[0] == both[1]


LONG = films.project_of(*[films.speaking_scene("This sentence is spoken again and again, to take its time.")] * 12)


def _all_children(pid: int) -> list[int]:
    try:
        tasks = [*Path(f"/proc/{pid}/task").iterdir()]
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []


def _children(pid: int) -> list[int]:
    """The processes among those a process started that draw for it."""
    found = []
    for child in _all_children(pid):
        with contextlib.suppress(OSError):
            if b"production.member" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.append(child)
    return found


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def _begun(process: RenderProcess, count: int = 2) -> tuple[list[int], object]:
    """The processes that a renderer started, once it is well on its way."""
    events = process.events()
    for event in events:
        if isinstance(event, Progress) and event.frame >= 60:
            break
    found = _children(process.pid)
    assert len(found) == count
    return found, events


@pytest.fixture
def wait(qtbot: object) -> Callable[..., None]:
    waiting: Callable[..., None] = qtbot.waitUntil  # type: ignore[attr-defined]
    return waiting


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")


def _long(folder: Path) -> RenderRequest:
    return RenderRequest(LONG, None, folder / "a.mp4", "1080", 60, reuses_segments=False, processes=3)


@needs_proc
def test_cancelling_ends_them_all_at_once(tmp_path: Path, wait: Callable[..., None]) -> None:
    begun = time.monotonic()
    with RenderProcess(_long(tmp_path)) as process:
        others, events = _begun(process)
        started = time.monotonic()
        process.cancel()
        with pytest.raises(Cancelled):
            list(events)  # type: ignore[call-overload]
        # Half a second where nothing else is going on.
        assert time.monotonic() - started < max(1.5, started - begun), "no longer than it took to begin"
    wait(lambda: not any(map(_runs, others)), timeout=2000)
    assert list(tmp_path.iterdir()) == []


@needs_proc
def test_one_of_them_that_is_killed_ends_the_film_with_a_sentence(tmp_path: Path, wait: Callable[..., None]) -> None:
    with RenderProcess(_long(tmp_path)) as process:
        others, events = _begun(process)
        os.kill(others[0], signal.SIGKILL)
        with pytest.raises(RenderError, match="unexpectedly"):
            list(events)  # type: ignore[call-overload]
    wait(lambda: not any(map(_runs, others)), timeout=2000)
    assert list(tmp_path.iterdir()) == []


@needs_proc
def test_a_renderer_that_is_killed_takes_them_with_it(tmp_path: Path, wait: Callable[..., None]) -> None:
    with RenderProcess(_long(tmp_path)) as process:
        others, events = _begun(process)
        os.kill(process.pid, signal.SIGKILL)
        with pytest.raises(RenderError, match="unexpectedly"):
            list(events)  # type: ignore[call-overload]
    wait(lambda: not any(map(_runs, others)), timeout=2000)
    assert list(tmp_path.iterdir()) == []


class _Looking:
    """A report that looks which processes draw."""

    def __init__(self) -> None:
        self.members: set[int] = set()

    def progress(self, progress: Told) -> None:
        for child in _all_children(os.getpid()):
            self.members.update(_children(child))

    def keep(self, name: str, value: str) -> None:
        """Nothing is kept."""

    def is_cancelled(self) -> bool:
        return False


@needs_proc
def test_a_person_says_how_many_processes_draw_by_a_setting_or_for_one_film(tmp_path: Path) -> None:
    words = "This is said for a while, so that there is something to do."
    project = films.project_of(*[films.speaking_scene(f"{number}. {words}") for number in range(4)])

    def members(name: str, **kept: str) -> int:
        report = _Looking()
        target = tmp_path / name
        order = Order(JobId(""), project, tmp_path, target, target, resolution="480", fps=25, kept=kept)
        ComputerProvider().make(order, report)
        return len(report.members)

    user_paths().config.mkdir(parents=True, exist_ok=True)
    (user_paths().config / "settings.json").write_text('{"processes": 2}')
    assert members("a.mp4", processes="1") == 0
    for path in (user_paths().cache / "segments").glob("??/*"):
        path.unlink()
    assert members("b.mp4") == 1


def test_what_goes_wrong_elsewhere_is_told_as_what_it_is(tmp_path: Path) -> None:
    still = films.still_scene(seconds=0.2)
    request = _request(films.project_of(still, still), tmp_path, "a.mp4", processes=2)
    spans = plan(request.project, [0, 0], fps=25)
    film = Film(request, spans, (Sound.silence(0),))  # the second scene lacks its sound
    with Crew(film, [0, 1], count=1) as crew:
        assert crew.take(0, lambda: None) is None
        with pytest.raises(RenderError, match="could not be made") as caught:
            crew.take(1, lambda: None)
        assert "IndexError" in caught.value.detail


def test_how_many_processes_draw() -> None:
    def decide(*works: float, cores: int, gigabytes: float = 16, asked: int = 0) -> int:
        return processes_for(asked, works, size=FULL_HD, cores=cores, memory_bytes=gigabytes * 2**30)

    many = (10.0,) * 12
    assert [decide(*many, cores=cores) for cores in (1, 2, 3, 4, 6, 8, 64)] == [1, 1, 1, 2, 3, 4, 4]
    assert decide(*many, cores=8, gigabytes=0.5) == 1
    assert decide(*many, cores=8, gigabytes=1) == 2
    assert decide(10.0, 0.0, 0.0, cores=8) == 1
    assert decide(10.0, 12.0, 0.0, cores=8) == 2
    assert decide(0.5, 0.5, 0.5, 0.5, cores=8) == 1
    assert decide(*many, cores=2, asked=3) == 3
    assert decide(10.0, 10.0, cores=2, asked=9) == 2
    assert decide(cores=8, asked=4) == 1
