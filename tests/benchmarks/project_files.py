"""Projects of 200 and 1,000 scenes with 20 clips each: open, save, journal, scene switch, undo, memory.

    python tests/benchmarks/project_files.py

Times are medians of wall and processor time in milliseconds; saves and the journal wait for the disk (fsync).
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from studio_gui.files.journal import Journal
from studio_gui.files.project_file import OpenedProject, open_project, save_project
from studio_gui.files.project_text import project_bytes
from studio_gui.model import edits
from studio_gui.model.geometry import Point, Rect
from studio_gui.model.new import new_image, new_project, new_scene, new_shape, new_text
from studio_gui.model.project import Project

LIMITS_MS = {"save after one edit": 300, "first save": 300, "open": 1000, "journal, one edit": 20}
"""Of 200 scenes with 20 clips; the journal's of any project."""
WINDOW_LIMITS = {"scene switch": 100, "undo": 50}
MOST_MB = 500


def film(scenes: int, clips: int = 20) -> Project:
    """A project with shapes, texts and pictures."""
    makers: tuple[Callable[[Rect], object], ...] = (
        lambda box: new_shape("Star", box=box),
        lambda box: new_text("Some words on the stage", box=box),
        lambda box: new_image(box=box, size=(800, 600), media="media/00aa00aa00aa00aa.png", name="Picture"),
    )
    made = [
        new_scene(script=f"What is said in scene {n}").changed(
            clips=tuple(makers[i % 3](Rect(i * 10.5, i * 3.0, 100, 50)) for i in range(clips))
        )
        for n in range(scenes)
    ]
    return new_project(name="Film", scenes=tuple(made))


def timed(work: Callable[[], object], times: int = 7) -> tuple[float, float]:
    """Median wall and processor milliseconds."""
    walls, processors = [], []
    for _ in range(times):
        wall, processor = time.perf_counter(), time.process_time()
        work()
        walls.append((time.perf_counter() - wall) * 1000)
        processors.append((time.process_time() - processor) * 1000)
    return statistics.median(walls), statistics.median(processors)


def moved(project: Project, number: int) -> Project:
    """The project after one clip moved."""
    scene = project.scenes[number % len(project.scenes)]
    return edits.move_clips(project, scene.id, clip_ids=[scene.clips[3].id], delta=Point(1, 0))


def measure_files(scenes: int, folder: Path) -> dict[str, tuple[float, float]]:
    """What the disk side costs."""
    path = folder / f"Film{scenes}.studio"
    save_project(film(scenes), path)
    answers = {"open": timed(lambda: open_project(path), 5)}
    opened = [open_project(path) for _ in range(3)]
    fresh = iter(opened)
    answers["first save"] = timed(lambda: save_project(next(fresh).project, path), 3)
    state = [opened[0].project]

    def save() -> None:
        state[0] = moved(state[0], len(state))
        save_project(state[0], path)

    answers["save after one edit"] = timed(save)
    answers["journal, one edit"] = _journal(opened[0], path, folder)
    return answers


def _journal(opened: OpenedProject, path: Path, folder: Path) -> tuple[float, float]:
    log = Journal(opened.project, place=path, root=folder / "recovery")
    state = [moved(opened.project, 0)]
    log.note(state[0], "the first, with its base")
    number = iter(range(1, 1000))

    def note() -> None:
        state[0] = moved(state[0], next(number))
        log.note(state[0], "Move Star")

    answer = timed(note, 25)
    log.close()
    return answer


def measure_window(path: Path) -> tuple[dict[str, tuple[float, float]], float]:
    """Scene switch and undo in the real window, until everything is painted; and the memory it takes in MB."""
    from studio_gui.app.services import Services
    from studio_gui.ui import theme
    from studio_gui.ui.actions import file
    from studio_gui.ui.main_window import MainWindow
    from studio_gui.ui.opening import make_application
    from studio_gui.ui.window.memory import Memory

    app = make_application()
    theme.apply(app, "light")
    window = MainWindow(Services(), memory=Memory(path.parent / "window.ini"))
    window.show()
    file.open_path(window.context, str(path))
    document = window.document
    assert document is not None
    app.processEvents()
    ids, at = [scene.id for scene in document.project.scenes], iter(range(100, 900, 37))

    def switch() -> None:
        document.select_scene(ids[next(at)])
        app.processEvents()

    def undo() -> None:
        document.undo_stack.undo()
        app.processEvents()

    answers = {"scene switch": timed(switch, 9)}
    for number in range(9):
        document.apply("Move", lambda project, number=number: moved(project, number))
    app.processEvents()
    answers["undo"] = timed(undo, 9)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    document.undo_stack.setClean()
    window.close()
    return answers, memory


def main() -> int:
    """Print everything; the exit code is 1 when a figure is missed."""
    missed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["STUDIO_HOME"] = str(folder / "home")
        for scenes in (200, 1000):
            print(f"{scenes} scenes of 20 clips")
            for what, (wall, processor) in measure_files(scenes, folder).items():
                limit = LIMITS_MS[what] if scenes == 200 or what.startswith("journal") else None
                missed += limit is not None and processor > limit
                said = f"  (at most {limit})" if limit else ""
                print(f"  {what:22} {wall:8.1f} ms wall {processor:8.1f} ms processor{said}")
        size = (folder / "Film1000.studio").stat().st_size
        pid = os.fork()  # the window's memory is its own, not that of what was measured before
        if pid == 0:
            os.execv(sys.executable, [sys.executable, __file__, "--window", str(folder / "Film1000.studio")])
        missed += os.waitpid(pid, 0)[1] != 0
        print(f"  the file has {size / 1e6:.1f} MB; {len(project_bytes(film(1))) / 1e3:.1f} kB a scene")
    return 1 if missed else 0


def window(path: Path) -> int:
    """The window's part, in a process of its own."""
    answers, memory = measure_window(path)
    for what, (wall, processor) in answers.items():
        print(f"  {what:22} {wall:8.1f} ms wall {processor:8.1f} ms processor  (at most {WINDOW_LIMITS[what]})")
    print(f"  memory                 {memory:8.1f} MB (at most {MOST_MB})")
    is_missed = memory > MOST_MB or any(answers[what][1] > limit for what, limit in WINDOW_LIMITS.items())
    return 1 if is_missed else 0


if __name__ == "__main__":
    sys.exit(window(Path(sys.argv[2])) if sys.argv[1:2] == ["--window"] else main())
