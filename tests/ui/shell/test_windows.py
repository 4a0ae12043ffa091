"""Several windows of one program: a project goes from one to another as it is, and each window stands for itself."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QRect, QSize, Qt, QThreadPool, QTimer
from PySide6.QtGui import QKeySequence, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from studio_gui.app.services import Services
from studio_gui.base.errors import TargetError
from studio_gui.base.stopping import SIGNALS
from studio_gui.files.journal import recovery_folder
from studio_gui.files.locking import lock_path
from studio_gui.files.samples import create_from_sample
from studio_gui.files.scratch import is_scratch
from studio_gui.model import edits
from studio_gui.model.geometry import Point
from studio_gui.ui.actions import file
from studio_gui.ui.dialogs import leaving
from studio_gui.ui.document import Document
from studio_gui.ui.interrupts import Interrupts
from studio_gui.ui.keeping.keeper import Keeper
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.notifying.telling import Telling
from studio_gui.ui.opening import open_first, open_others
from studio_gui.ui.window.memory import Memory
from studio_gui.ui.window.session import SessionFile
from studio_gui.ui.window.tab_strip import TabStrip
from studio_gui.ui.windows import moving
from studio_gui.ui.windows.ghost import Ghost
from tests.ui.shell.tabs import drag_to, key, names, strip_of

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A saved copy of the sample “Product launch”."""
    return create_from_sample("product-launch", tmp_path / "Launch")


@pytest.fixture
def two(window: MainWindow, other: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window with “Onboarding” and “Product launch”, the latter in front; what else was opened is closed."""
    file.open_path(window.context, str(other))
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and window.canvas.hasFocus())
    yield window
    for one in window.windows.others(window):
        _discard(one)


def _discard(window: MainWindow) -> None:
    for project in window.projects.all:
        if project.document is not None:
            project.document.undo_stack.setClean()
    window.close()
    QThreadPool.globalInstance().waitForDone(5000)
    window.deleteLater()
    _delete_closed()


def _delete_closed() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _moved(two: MainWindow, qtbot: QtBot) -> MainWindow:
    """The project in front gets a window of its own, by its key."""
    two.actions_.refresh()
    key(two, Qt.Key.Key_N, _CTRL | _SHIFT)
    (new,) = two.windows.others(two)
    qtbot.waitExposed(new)
    qtbot.waitUntil(lambda: new.isActiveWindow() and new.canvas.hasFocus())
    return new


def _edit(document: Document) -> None:
    scene = document.project.scenes[1]
    document.select_scene(scene.id)
    ids = (scene.clips[0].id,)
    document.apply("Push", lambda p: edits.move_clips(p, scene.id, clip_ids=ids, delta=Point(30, 0)))
    document.select(ids)


def test_a_project_gets_a_window_of_its_own_and_is_as_it_was(two: MainWindow, other: Path, qtbot: QtBot) -> None:
    document = two.document
    assert document is not None
    _edit(document)
    two.canvas.set_zoom(1.25)
    two.canvas.camera.pan(-100, 60)
    center, scene, selection = two.canvas.center, document.scene_id, document.selection
    new = _moved(two, qtbot)
    assert new.document is document
    assert (document.scene_id, document.selection, document.is_clean) == (scene, selection, False)
    assert document.undo_stack.undoText() == "Push"
    qtbot.waitUntil(lambda: new.canvas.zoom == pytest.approx(1.25))
    qtbot.waitUntil(lambda: abs(new.canvas.center.x - center.x) < 2 and abs(new.canvas.center.y - center.y) < 2)
    assert new.windowTitle().startswith("Product launch")
    assert new.isWindowModified()
    assert two.document is not None
    assert two.document.project.name == "Onboarding"
    assert lock_path(other).exists()
    # Each has keys of its own now.
    key(new, Qt.Key.Key_Z, _CTRL)
    assert document.is_clean
    assert two.document.undo_stack.count() == 0


def test_the_journal_goes_on_in_the_new_window_and_what_fails_is_said_there(two: MainWindow, qtbot: QtBot) -> None:
    document = two.document
    assert document is not None
    new = _moved(two, qtbot)
    with qtbot.waitSignal(Keeper.of(document).noted):
        _edit(document)
    assert any(b"Push" in journal.read_bytes() for journal in recovery_folder().glob("*/journal-*"))
    Keeper.of(document).failed.emit(_full())
    assert "not protected" in new.notice_.accessibleName()
    assert "not protected" not in two.notice_.accessibleName()


def _full() -> TargetError:
    return TargetError("The disk is full.", "")


def test_it_goes_to_the_other_window_and_the_empty_one_closes(two: MainWindow, qtbot: QtBot) -> None:
    new = _moved(two, qtbot)
    document = new.document
    assert document is not None
    _edit(document)
    new.actions_.run("move_to_next_window")
    assert names(two) == ["Onboarding", "Product launch"]
    assert two.document is document
    assert document.undo_stack.undoText() == "Push"
    assert two.windows.all == (two,)
    _delete_closed()
    assert not isValid(new)


class _Painting(QLabel):
    """Ctrl-C comes while it is painted."""

    is_painted = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.is_painted = True
        signal.raise_signal(signal.SIGINT)
        self.is_painted = False


def test_ctrl_c_in_the_midst_of_painting_asks_once_and_after_it(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.document is not None
    _edit(window.document)
    before = [signal.getsignal(number) for number in SIGNALS]
    listening = Interrupts(window, windows=window.windows)
    label, asked = _Painting("x", window), list[bool]()

    def ask(*_: object) -> str:
        asked.append(label.is_painted)
        nested = QEventLoop()
        QTimer.singleShot(100, nested.quit)
        nested.exec()
        return "cancel"

    monkeypatch.setattr(leaving, "ask", ask)
    try:
        label.show()
        label.repaint()
        assert asked == []
        qtbot.waitUntil(lambda: bool(asked))
        qtbot.waitUntil(lambda: not listening.is_leaving)
    finally:
        listening.stop()
        listening.deleteLater()
        label.deleteLater()
    assert [signal.getsignal(number) for number in SIGNALS] == before
    assert asked == [False]
    assert window.isVisible()
    window.document.undo_stack.setClean()


def test_closing_one_window_asks_for_its_own_projects_and_leaves_the_other(
    two: MainWindow, other: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = _moved(two, qtbot)
    assert new.document is not None
    assert two.document is not None
    _edit(new.document)
    _edit(two.document)
    asked: list[str] = []
    monkeypatch.setattr(leaving, "ask", lambda _window, name: asked.append(name) or "cancel")
    new.close()
    assert asked == ["Product launch"]
    assert new.isVisible()
    monkeypatch.setattr(leaving, "ask", lambda *_: "discard")
    new.close()
    assert two.isVisible()
    assert two.document.undo_stack.undoText() == "Push"
    assert two.windows.all == (two,)
    assert not lock_path(other).exists()
    _delete_closed()
    assert not isValid(new)
    two.document.undo_stack.undo()  # nothing of the dead window listens any more


def test_a_project_that_is_open_in_another_window_is_shown_there(two: MainWindow, other: Path, qtbot: QtBot) -> None:
    new = _moved(two, qtbot)
    file.open_path(two.context, str(other))
    assert len(two.projects.all) == 1
    assert two.windows.front is new
    assert new.document is not None
    assert not new.document.read_only


def test_the_next_start_opens_every_window_again(
    two: MainWindow, other: Path, project: Path, services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    _moved(two, qtbot)
    two.actions_.run("quit")
    stored = SessionFile(tmp_path / "session.json").read()
    assert stored is not None
    assert [[tab.path for tab in tabs] for tabs in stored] == [[project], [other]]
    again = MainWindow(services, memory=Memory(tmp_path / "window.ini"))
    assert open_first(again) is None
    again.show()
    open_others(again)
    assert [[one.name for one in window.projects.all] for window in again.windows.all] == [
        ["Onboarding"],
        ["Product launch"],
    ]
    assert again.windows.front is again
    for window in again.windows.all:
        _discard(window)


def test_quitting_asks_in_every_window_before_any_closes(
    two: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = _moved(two, qtbot)
    assert new.document is not None
    assert two.document is not None
    _edit(two.document)
    _edit(new.document)
    answers = {"Onboarding": "discard", "Product launch": "cancel"}
    monkeypatch.setattr(leaving, "ask", lambda _window, name: answers[name])
    two.actions_.run("quit")
    assert two.isVisible()
    assert new.isVisible()
    answers["Product launch"] = "discard"
    two.actions_.run("quit")
    assert not two.isVisible()
    assert not new.isVisible()


def test_a_new_window_begins_on_the_start_page_and_closes_by_itself(window: MainWindow, qtbot: QtBot) -> None:
    assert not window.actions_["close_window"].isEnabled()
    window.actions_.run("new_window")
    (new,) = window.windows.others(window)
    qtbot.waitExposed(new)
    assert new.document is None
    assert new.start_page is not None
    assert new.start_page.isVisible()
    new.actions_.refresh()
    new.actions_.run("close_window")
    assert window.windows.all == (window,)
    qtbot.waitUntil(lambda: not window.actions_["close_window"].isEnabled())


def test_other_keys_hold_in_every_window_at_once(two: MainWindow, qtbot: QtBot) -> None:
    new = _moved(two, qtbot)
    new.actions_.rebind("save", ["F7"])
    assert two.actions_["save"].shortcuts() == new.actions_["save"].shortcuts() == [QKeySequence("F7")]
    two.actions_.reset_keys()
    assert new.actions_["save"].shortcuts() == [QKeySequence("Ctrl+S")]


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_the_menu_of_a_tab_offers_it(two: MainWindow, qtbot: QtBot) -> None:
    strip = strip_of(two)
    strip.menu_wanted.emit(two.projects.all[0], strip.mapToGlobal(QPoint(10, 10)))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    action = two.actions_["move_to_new_window"]
    assert action in menu.actions()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())  # type: ignore[attr-defined]
    (new,) = two.windows.others(two)
    assert new.document is not None
    assert new.document.project.name == "Onboarding"


def test_a_project_never_saved_keeps_its_folder_when_it_moves(two: MainWindow, qtbot: QtBot) -> None:
    file.open_sample(two.context, "portrait-news")
    document = two.document
    assert document is not None
    assert document.path is not None
    place = document.path
    two.context.note_exported(place)
    new = _moved(two, qtbot)
    assert is_scratch(place)
    assert new.context.is_exported(place)  # a job works with it, whichever window it is closed in
    file.close_project(new.context)
    assert place.exists()


def test_one_window_tells_how_jobs_end_and_both_list_them(two: MainWindow, qtbot: QtBot) -> None:
    new = _moved(two, qtbot)
    assert new.workspace is not None
    assert two.workspace is not None
    assert new.findChild(Telling)._is_front
    assert not two.findChild(Telling)._is_front
    two.activateWindow()
    qtbot.waitUntil(lambda: two.windows.front is two)
    assert two.findChild(Telling)._is_front


def _pull(strip: TabStrip, index: int, to: QPoint) -> None:
    start = strip.tabRect(index).center()
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=start)
    for share in (0.3, 0.7, 1.0):
        drag_to(strip, start + (to - start) * share)
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=to)


def test_a_tab_that_is_pulled_out_gets_a_window_and_one_let_go_near_the_strip_stays(
    two: MainWindow, qtbot: QtBot
) -> None:
    strip = strip_of(two)
    _pull(strip, 0, strip.tabRect(0).center() + QPoint(0, 60))
    QCoreApplication.processEvents()
    assert two.windows.all == (two,)
    _pull(strip, 0, strip.tabRect(0).center() + QPoint(0, 400))
    qtbot.waitUntil(lambda: len(two.windows.all) == 2)
    (new,) = two.windows.others(two)
    assert new.document is not None
    assert new.document.project.name == "Onboarding"
    assert names(two) == ["Product launch"]
    room = new.screen().availableGeometry()
    assert new.pos() == room.topLeft() or room.contains(new.geometry())


def test_a_card_goes_with_a_tab_that_is_pulled_out_and_esc_puts_it_back(two: MainWindow) -> None:
    strip = strip_of(two)
    start = strip.tabRect(0).center()
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=start)
    drag_to(strip, start + QPoint(0, 60))
    assert strip.findChild(Ghost) is None
    drag_to(strip, start + QPoint(0, 300))
    drag_to(strip, start + QPoint(40, 400))
    ghost = strip.findChild(Ghost)
    assert isinstance(ghost, Ghost)
    assert ghost.isVisible()
    pointer = strip.mapToGlobal(start + QPoint(40, 400))
    assert not ghost.geometry().contains(pointer)
    assert (ghost.pos() - pointer).manhattanLength() < 60
    assert "Onboarding" in [label.text() for label in ghost.findChildren(QLabel)]
    QTest.keyClick(two, Qt.Key.Key_Escape)
    assert not ghost.isVisible()
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=start + QPoint(40, 400))
    QCoreApplication.processEvents()
    assert two.windows.all == (two,)


def test_a_window_that_is_pulled_out_stands_on_its_screen_with_its_frame() -> None:
    room, with_frame = QRect(1920, 24, 1920, 1056), QSize(1440 + 4, 900 + 31)
    assert room.contains(QRect(moving.in_sight(QPoint(3700, 1000), with_frame, room), with_frame))
    assert room.contains(QRect(moving.in_sight(QPoint(1900, 0), with_frame, room), with_frame))
    assert moving.in_sight(QPoint(2000, 100), with_frame, room) == QPoint(2000, 100)
    assert moving.in_sight(QPoint(2000, 100), QSize(2560, 1440), room) == room.topLeft()
