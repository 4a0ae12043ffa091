"""The next start shows what was open: the same tabs, scene, selection and zoom, after a crash too."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.files.samples import create_from_sample
from studio_gui.ui.actions import file
from studio_gui.ui.dialogs import leaving
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.opening import open_first
from studio_gui.ui.window.clipping import clipped
from studio_gui.ui.window.look import Look
from studio_gui.ui.window.memory import Memory
from studio_gui.ui.window.session import SessionFile, Tab
from tests.ui.answering import answering
from tests.ui.shell.tabs import names


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A saved copy of the sample “Product launch”."""
    return create_from_sample("product-launch", tmp_path / "Launch")


@pytest.fixture
def again(qtbot: QtBot, services: Services, tmp_path: Path) -> Callable[[], MainWindow]:
    """Starts the window once more, with what the first one left on disk."""

    def start() -> MainWindow:
        made = MainWindow(services, memory=Memory(tmp_path / "window.ini"))
        qtbot.addWidget(made)
        made.resize(1440, 900)
        assert open_first(made) is None
        made.show()
        qtbot.waitExposed(made)
        return made

    return start


def _session(tmp_path: Path) -> list[str]:
    windows = SessionFile(tmp_path / "session.json").read()
    return [tab.path.stem for tab in windows[0]] if windows else []


def test_after_a_crash_the_tabs_are_back_as_one_left_them(
    window: MainWindow, other: Path, again: Callable[[], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    file.open_path(window.context, str(other))
    document = window.document
    assert document is not None
    scene = document.project.scenes[2]
    document.select_scene(scene.id)
    document.select([scene.clips[-1].id])
    window.canvas.set_zoom(1.5)
    window.canvas.camera.pan(-120, 80)
    center = window.canvas.center
    file.open_sample(window.context, "portrait-news")
    window.projects.step(-1)

    def is_noted() -> bool:
        windows = SessionFile(tmp_path / "session.json").read()
        return bool(windows) and [(tab.look.zoom, tab.is_current) for tab in windows[0]][1:2] == [(1.5, True)]

    qtbot.waitUntil(is_noted)
    # Nothing is closed and nothing more is written: this is all that a crash leaves.
    back = again()
    assert names(back) == ["Onboarding", "Product launch", "Portrait news"]
    assert [one.document is not None for one in back.projects.all] == [False, True, False]
    shown = back.document
    assert shown is not None
    assert shown.path == other
    assert (shown.scene_id, shown.selection) == (scene.id, (scene.clips[-1].id,))
    qtbot.waitUntil(lambda: back.canvas.zoom == pytest.approx(1.5))
    qtbot.waitUntil(lambda: abs(back.canvas.center.x - center.x) < 1 and abs(back.canvas.center.y - center.y) < 1)
    back.projects.step(1)
    assert "Portrait news" in back.windowTitle()
    assert shown.undo_stack.count() == 0


def test_a_closed_window_is_open_again_with_what_was_saved(
    window: MainWindow, other: Path, again: Callable[[], MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    file.open_path(window.context, str(other))
    file.open_sample(window.context, "portrait-news")
    window.actions_.run("new_scene")
    monkeypatch.setattr(leaving, "ask", lambda *_: "discard")
    window.close()
    assert names(again()) == ["Onboarding", "Product launch"]


def test_who_closed_everything_starts_on_the_start_page(window: MainWindow, again: Callable[[], MainWindow]) -> None:
    file.close_project(window.context)
    window.close()
    back = again()
    assert back.document is None
    assert back.start_page is not None
    assert back.start_page.isVisible()


def test_projects_that_are_gone_are_passed_over(
    window: MainWindow, project: Path, other: Path, again: Callable[[], MainWindow]
) -> None:
    file.open_path(window.context, str(other))
    window.close()
    other.unlink()
    back = again()
    assert back.document is not None
    assert back.document.path == project
    assert names(back) == ["Onboarding"]


def test_one_that_cannot_be_read_any_more_is_said_when_it_is_shown(
    window: MainWindow, project: Path, other: Path, again: Callable[[], MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    file.open_path(window.context, str(other))
    window.close()
    project.write_text("{")
    back = again()
    said: list[str] = []
    back.projects.failed.connect(lambda error, _path: said.append(error.message))
    monkeypatch.setattr("studio_gui.ui.dialogs.message.show_error", lambda *_: None)
    back.projects.step(1)
    assert len(said) == 1
    assert "Welcome" in said[0] or "Onboarding" in said[0]
    assert names(back) == ["Product launch"]


def test_several_projects_can_be_asked_for(empty_window: MainWindow, project: Path, other: Path) -> None:
    error = open_first(empty_window, [str(project), str(other), str(other.parent / "nothing")])
    assert error is not None
    assert names(empty_window) == ["Onboarding", "Product launch"]
    assert empty_window.projects.index_of(empty_window.projects.current) == 0


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"windows": 3}', '{"windows": [3, [{"path": 1}, 7, {"path": null}]]}']
)
def test_a_broken_session_file_is_no_harm(empty_window: MainWindow, tmp_path: Path, text: str) -> None:
    (tmp_path / "session.json").write_text(text)
    assert open_first(empty_window) is None
    assert empty_window.document is None


@pytest.mark.parametrize("raw", [None, 7, [], {"zoom": "much", "x": None, "selection": 4}, {"zoom": float("inf")}])
def test_a_look_reads_anything(raw: object) -> None:
    look = Look.read(raw)  # type: ignore[arg-type]
    assert (look.zoom, look.selection) == (0, ())
    assert Look.read(look.to_json()) == look


def test_a_late_write_does_not_undo_a_newer_one(tmp_path: Path) -> None:
    file_ = SessionFile(tmp_path / "session.json")
    early = file_.put(1, [{"path": "/early.studio"}])
    file_.write(file_.put(1, [{"path": "/late.studio"}]))
    file_.write(early)
    assert _session(tmp_path) == ["late"]


def test_the_question_about_all_names_each_project_and_cuts_nothing_off(window: MainWindow) -> None:
    seen: list[tuple[list[str], list[str], str]] = []

    def look(dialog: QDialog) -> None:
        said = [label.text() for label in dialog.findChildren(QLabel)]
        default = next(button.text() for button in dialog.findChildren(QPushButton) if button.isDefault())
        seen.append((said, clipped(dialog), default))
        dialog.reject()

    names = ["R&D", *(f"Project {number} " + "x" * 90 for number in range(9))]
    with answering(look, QDialog):
        assert leaving.ask_many(window, names) == "cancel"
    said, cut_off, default = seen[0]
    assert {"Save the changes to 10 projects?", "R&D", "and 2 more"} <= set(said)
    assert cut_off == []
    assert default == "Save all"


def test_of_two_processes_none_forgets_what_the_other_has_open(tmp_path: Path) -> None:
    first, second, third = (SessionFile(tmp_path / "session.json") for _ in range(3))
    a, b, c = (str(tmp_path / f"{name}.studio") for name in "abc")
    assert first.read() is None
    first.write(first.put(1, [{"path": a}]))
    with _open_in_another_process(Path(a)):
        assert _paths(second.read()) == [[a]]
        second.write(second.put(1, [{"path": b}]))
        first.write(first.put(1, [{"path": a}, {"path": c}]))
        # The second knows nothing of the newest tab of the first, and must not write over it.
        second.write(second.put(1, [{"path": b}]))
        assert sorted(_paths(second.read())) == [[a, c], [b]]
    first.write(first.put(1, [{"path": a}]))
    assert sorted(_paths(second.read())) == [[a], [b]], "what the first has closed does not come back"
    # The next start has all of it, and only what it still has open stays.
    assert sorted(_paths(third.read())) == [[a], [b]]
    third.write(third.put(1, [{"path": b}]))
    assert _paths(third.read()) == [[b]]


def _paths(windows: list[list[Tab]] | None) -> list[list[str]]:
    return [[str(tab.path) for tab in window] for window in windows or ()]


@contextlib.contextmanager
def _open_in_another_process(project: Path) -> Iterator[None]:
    """Somebody else has the project open until the end of the block."""
    code = (
        "import sys\nfrom pathlib import Path\nfrom studio_gui.files.locking import ProjectLock\n"
        "lock = ProjectLock(Path(sys.argv[1]))\nprint('held', flush=True)\nsys.stdin.read()\nlock.release()\n"
    )
    command = [sys.executable, "-c", code, str(project)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        try:
            yield
        finally:
            other.communicate(timeout=30)
