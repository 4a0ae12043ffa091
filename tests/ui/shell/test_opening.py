"""While a project is read the window stays alive; what happens meanwhile waits, or is done when the project is there."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio_gui.base.errors import ProjectFileError
from studio_gui.files.project_file import save_project
from studio_gui.files.samples import create_from_sample
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_project, new_scene, new_text
from studio_gui.ui.actions import file
from studio_gui.ui.dialogs.importing.working import WorkingDialog
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.threads import in_background
from studio_gui.ui.window.tab_strip import TabStrip
from tests.ui.shell.tabs import names


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A project of two hundred scenes."""
    return project_of(200, tmp_path)


@pytest.fixture(scope="module")
def huge_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One of eight hundred; to write it takes as long as to read it."""
    return project_of(800, tmp_path_factory.mktemp("huge"))


@pytest.fixture
def huge(huge_once: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may open."""
    return Path(shutil.copytree(huge_once.parent, tmp_path / "Large")) / huge_once.name


@pytest.fixture
def hardly_open(empty_window: MainWindow, large: Path, qtbot: QtBot) -> MainWindow:
    """A window in which a project was opened from the start page just now; its editor is not seen yet."""
    empty_window.show_start()
    empty_window.show()
    qtbot.waitExposed(empty_window)
    file.open_path(empty_window.context, str(large))
    return empty_window


def project_of(count: int, tmp_path: Path) -> Path:
    """A project of so many scenes of ten texts."""
    box = Rect(100, 100, 600, 80)
    clips = tuple(new_text(f"Line {number}", box=box).changed(layer=number + 1) for number in range(10))
    scenes = tuple(new_scene().changed(clips=clips) for _ in range(count))
    path = tmp_path / "Large" / "Large.studio"
    path.parent.mkdir()
    save_project(new_project(scenes=scenes, name="Large"), path)
    return path


def meanwhile(window: MainWindow, does: object) -> None:
    """Do something in the first turn of the loop from now on: while the project is read that is opened next."""
    QTimer.singleShot(0, window, does)


def test_the_window_has_its_turns_while_a_large_project_is_read(window: MainWindow, huge: Path) -> None:
    turns = list[bool]()
    timer = QTimer(window, interval=1)
    timer.timeout.connect(lambda: turns.append(True))
    timer.start()
    file.open_path(window.context, str(huge))
    timer.stop()
    assert names(window) == ["Onboarding", "Large"]
    assert len(turns) > 2


def test_a_project_need_not_wait_for_what_nobody_waits_for(window: MainWindow, large: Path, qtbot: QtBot) -> None:
    """On the start page the pictures of all projects are drawn, and one of them may be pressed at once."""
    may_end, ended = threading.Event(), list[bool]()
    count = QThreadPool.globalInstance().maxThreadCount()
    for _ in range(count):
        in_background(window, may_end.wait, done=ended.append)
    giving_up = QTimer(window, singleShot=True)
    giving_up.timeout.connect(may_end.set)
    giving_up.start(60_000)
    file.open_path(window.context, str(large))
    assert not may_end.is_set()
    assert names(window) == ["Onboarding", "Large"]
    giving_up.stop()
    may_end.set()
    qtbot.waitUntil(lambda: len(ended) == count)


def test_an_undo_right_after_opening_changes_nothing(window: MainWindow, large: Path) -> None:
    before = window.document
    assert before is not None
    before.apply("Call it so", lambda project: project.changed(name="Changed"))
    project = before.project
    file.open_path(window.context, str(large))
    assert window.document is not before
    QTest.keyClick(window.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert before.project is project
    assert len(window.document.project.scenes) == 200


def test_a_project_that_is_asked_for_twice_opens_once(window: MainWindow, large: Path) -> None:
    meanwhile(window, lambda: window.run(f"file.open_path:{large}"))
    file.open_path(window.context, str(large))
    assert names(window) == ["Onboarding", "Large"]


def test_two_projects_asked_for_at_once_both_open(window: MainWindow, large: Path, tmp_path: Path) -> None:
    other = create_from_sample("product-launch", tmp_path / "Launch")
    meanwhile(window, lambda: window.run(f"file.open_path:{other}"))
    file.open_path(window.context, str(large))
    assert sorted(names(window)) == ["Large", "Onboarding", "Product launch"]


def test_stopped_before_it_is_read_nothing_opens(window: MainWindow, large: Path) -> None:
    before = window.document
    meanwhile(window, lambda: window.findChild(WorkingDialog).reject())
    file.open_path(window.context, str(large))
    assert names(window) == ["Onboarding"]
    assert window.document is before


def test_a_reading_that_is_stopped_ends_in_the_midst_of_it(window: MainWindow, huge: Path) -> None:
    """Whoever presses Cancel does not wait for all that is still to be read."""
    stopped = list[tuple[WorkingDialog, float]]()
    timer = QTimer(window, interval=1)

    def stop_once_it_goes_on() -> None:
        dialog = window.findChild(WorkingDialog)
        if dialog is not None and dialog.watch.now[0] > 0:
            timer.stop()
            stopped.append((dialog, dialog.watch.now[0]))
            dialog.reject()

    timer.timeout.connect(stop_once_it_goes_on)
    timer.start()
    file.open_path(window.context, str(huge))
    assert names(window) == ["Onboarding"]
    dialog, at = stopped[0]
    assert dialog.watch.now[0] < at + 0.1


def test_a_window_that_is_closed_while_a_project_is_read_closes_when_it_is(
    window: MainWindow, large: Path, qtbot: QtBot
) -> None:
    meanwhile(window, window.close)
    file.open_path(window.context, str(large))
    assert names(window) == ["Onboarding", "Large"]
    qtbot.waitUntil(lambda: window.session.is_over and not window.isVisible())


def test_a_broken_file_says_so_and_loses_its_place_among_the_recent(window: MainWindow, large: Path) -> None:
    large.write_bytes(large.read_bytes()[:5000])
    window.memory.note_recent(large)
    with pytest.raises(ProjectFileError, match="Large"):
        file.open_path(window.context, str(large))
    assert large not in window.memory.recent()
    assert names(window) == ["Onboarding"]


def test_a_tab_of_the_last_session_is_read_while_the_window_lives(window: MainWindow, large: Path) -> None:
    waiting = window.projects.remember(large, title="Large")
    meanwhile(window, lambda: window.findChild(WorkingDialog).reject())
    assert not window.projects.show(waiting)
    assert names(window) == ["Onboarding", "Large"]
    assert window.projects.show(waiting)
    assert window.document is waiting.document


def test_a_tab_that_is_asked_for_twice_while_it_is_read_is_read_into_one_document(
    window: MainWindow, large: Path
) -> None:
    waiting, opened = window.projects.remember(large, title="Large"), []
    window.projects.opened.connect(opened.append)
    meanwhile(window, lambda: window.run(f"file.open_path:{large}"))
    assert window.projects.show(waiting)
    assert opened == [waiting.document]
    assert window.document is waiting.document
    assert names(window) == ["Onboarding", "Large"]


def test_a_tab_that_nobody_waited_for_is_not_marked_as_the_one_in_front(window: MainWindow, large: Path) -> None:
    window.projects.remember(large, title="Large")
    strip = window.findChild(TabStrip)
    meanwhile(window, lambda: window.findChild(WorkingDialog).reject())
    strip.setCurrentIndex(1)
    assert strip.currentIndex() == 0


def test_who_does_not_wait_for_the_tab_beside_a_closed_one_is_not_made_to(
    window: MainWindow, large: Path, qtbot: QtBot
) -> None:
    waiting = window.projects.remember(large, title="Large")
    meanwhile(window, lambda: window.findChild(WorkingDialog).reject())
    window.projects.close(window.projects.all[0])
    assert names(window) == ["Large"]
    assert window.document is None
    assert not window.is_editing
    assert window.projects.show(waiting)
    qtbot.waitUntil(lambda: window.is_editing)
    assert window.document is waiting.document


def test_the_start_page_stays_when_one_goes_back_to_it_before_the_editor_is_seen(
    hardly_open: MainWindow, large: Path, qtbot: QtBot
) -> None:
    hardly_open.show_start()
    qtbot.waitUntil(lambda: hardly_open.canvas.shown.is_complete)
    assert not hardly_open.is_editing
    assert not hardly_open.status.isVisible()
    file.open_path(hardly_open.context, str(large))
    assert hardly_open.is_editing


def test_a_project_that_is_closed_before_it_is_seen_leaves_the_start_page(
    hardly_open: MainWindow, qtbot: QtBot
) -> None:
    file.close_project(hardly_open.context)
    turn: list[bool] = []
    QTimer.singleShot(0, hardly_open, lambda: turn.append(True))
    qtbot.waitUntil(lambda: bool(turn))
    assert not hardly_open.is_editing
    assert hardly_open.document is None
