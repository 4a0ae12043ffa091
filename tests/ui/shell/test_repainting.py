"""A window is painted in a turn of its own: whoever moves the mouse while it is filled waits for one of the two."""

from __future__ import annotations

import itertools
import time

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.ui.canvas.stack.seen import on_screen
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.repainting import PATIENCE, Repainting, paint_after_stage
from studio_gui.ui.slices import OTHERS_S, SLICE_S, Slices, Work


def take_long() -> None:
    """Use up a turn."""
    end = time.thread_time() + SLICE_S + 2 * OTHERS_S
    while time.thread_time() < end:
        pass


class Diary(QObject):
    """Notes when a widget is painted, and when it has a turn of its own."""

    answered = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.widget = widget
        self.entries: list[str] = []
        self.takes_long = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            if self.takes_long:
                take_long()
            self.entries.append("painted")
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            self.entries.append("another's turn")
            return True
        return super().event(event)


@pytest.fixture
def diary(qtbot: QtBot) -> Diary:
    """Of a plain window that paints in turns of its own, shown and painted."""
    window = QWidget()
    qtbot.addWidget(window)
    Repainting(window)
    diary = Diary(window)
    window.show()
    qtbot.waitUntil(lambda: "painted" in diary.entries)
    diary.entries.clear()
    return diary


def test_nothing_is_painted_while_it_is_put_off_and_all_is_soon_after(qtbot: QtBot) -> None:
    window, waits = QWidget(), [False]
    qtbot.addWidget(window)
    Repainting(window, is_put_off=lambda: waits[0])
    diary = Diary(window)
    window.show()
    qtbot.waitUntil(lambda: "painted" in diary.entries)
    diary.entries.clear()
    waits[0] = True
    window.update()
    with qtbot.waitSignal(diary.answered):
        QTimer.singleShot(40, diary, diary.answered.emit)
    assert diary.entries == []
    waits[0] = False
    qtbot.waitUntil(lambda: diary.entries == ["painted"])


def test_others_have_a_turn_between_a_change_and_its_painting(diary: Diary, qtbot: QtBot) -> None:
    def change() -> None:
        diary.entries.append("changed")
        diary.widget.update()
        # Behind what Qt asks the window for.
        QCoreApplication.postEvent(diary, QEvent(QEvent.Type.User), Qt.EventPriority.LowEventPriority.value - 1)

    QTimer.singleShot(0, diary, change)
    qtbot.waitUntil(lambda: "painted" in diary.entries)
    assert diary.entries == ["changed", "another's turn", "painted"]


def test_whoever_takes_long_before_it_is_painted_has_that_turn_alone(diary: Diary, qtbot: QtBot) -> None:
    def work() -> None:
        take_long()
        diary.entries.append("worked")
        QCoreApplication.postEvent(diary, QEvent(QEvent.Type.User))

    def change() -> None:
        diary.entries.append("changed")
        diary.widget.update()
        timer.start(0)

    timer = QTimer(diary, singleShot=True)
    timer.timeout.connect(work)
    # As an answer of another thread comes: the timer is then set before the window is asked, and runs out after it.
    diary.answered.connect(change, Qt.ConnectionType.QueuedConnection)
    diary.answered.emit()
    qtbot.waitUntil(lambda: "painted" in diary.entries)
    assert diary.entries == ["changed", "worked", "another's turn", "painted"]


def test_nobody_does_a_slice_of_work_in_the_turn_in_which_it_is_painted(diary: Diary) -> None:
    """Zooming a crowded scene painted the window and drew pictures in the same turn, which took as long as both."""

    def work() -> Work:
        for _ in range(6):
            take_long()
            diary.entries.append("worked")
            diary.widget.update()
            yield

    diary.takes_long = True
    slices = Slices(diary)
    slices.start(work())
    counts = [0]
    while slices.is_working or diary.entries[-1:] != ["painted"]:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        counts.append(len(diary.entries))
    assert max(after - before for before, after in itertools.pairwise(counts)) == 1
    assert diary.entries == ["worked", "painted"] * 6


def test_work_goes_on_while_a_window_is_painted_all_the_time(diary: Diary) -> None:
    def work() -> Work:
        for _ in range(6):
            diary.entries.append("worked")
            slices.be_interrupted()
            yield

    slices = Slices(diary)
    slices.start(work())
    while slices.is_working:
        diary.widget.update()
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    assert diary.entries.count("painted") <= diary.entries.count("worked") + 2


def test_a_window_that_is_hidden_before_its_turn_is_painted_when_it_is_shown_again(diary: Diary, qtbot: QtBot) -> None:
    diary.widget.update()
    diary.widget.hide()
    QTimer.singleShot(50, diary, lambda: diary.entries.append("later"))
    qtbot.waitUntil(lambda: "later" in diary.entries)
    assert diary.entries == ["later"]
    diary.widget.show()
    qtbot.waitUntil(lambda: "painted" in diary.entries)


@pytest.fixture
def panel(diary: Diary, qtbot: QtBot) -> Diary:
    """Of a panel in that window."""
    panel = Diary(QWidget(diary.widget))
    panel.entries = diary.entries
    panel.widget.setAutoFillBackground(True)
    panel.widget.resize(30, 30)
    panel.widget.show()
    qtbot.waitUntil(lambda: "painted" in diary.entries)
    diary.entries.clear()
    return panel


def test_a_panel_that_shows_something_else_is_painted_a_turn_after_the_stage(diary: Diary, panel: Diary) -> None:
    diary.takes_long = panel.takes_long = True
    paint_after_stage(panel.widget)
    panel.widget.update()
    diary.widget.update()
    counts = [0]
    while panel.widget.testAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        counts.append(len(diary.entries))
    assert diary.entries == ["painted", "painted"]
    assert max(after - before for before, after in itertools.pairwise(counts)) == 1


def test_a_panel_is_painted_though_nothing_else_of_the_window_is(panel: Diary, qtbot: QtBot) -> None:
    paint_after_stage(panel.widget)
    qtbot.waitUntil(lambda: "painted" in panel.entries)


def test_a_panel_does_not_wait_for_as_long_as_a_key_is_held_that_changes_it_and_the_stage(
    diary: Diary, panel: Diary
) -> None:
    """With Page Down held, the list of scenes stood still while the stage went on."""
    panel.entries = []
    diary.takes_long = True
    while len(diary.entries) < 4 * PATIENCE:
        before = len(diary.entries)
        paint_after_stage(panel.widget)
        diary.widget.update()
        while len(diary.entries) == before:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    assert 2 <= len(panel.entries) <= 4


def test_a_panel_is_not_painted_while_it_changes(diary: Diary, panel: Diary, qtbot: QtBot) -> None:
    changes = [True]
    paint_after_stage(panel.widget, while_=lambda: changes[0])
    diary.widget.update()
    panel.widget.update()
    with qtbot.waitSignal(diary.answered):
        QTimer.singleShot(40, diary, diary.answered.emit)
    assert panel.entries == ["painted"], "the window behind it alone"
    changes[0] = False
    qtbot.waitUntil(lambda: panel.entries == ["painted", "painted"])


def test_what_a_panel_showed_stays_while_it_waits_though_parts_of_it_were_to_be_painted(
    diary: Diary, qtbot: QtBot
) -> None:
    """What is behind it was painted over rows that came or went: the list was bare for a moment."""
    panel, waits = _red(diary.widget, qtbot), [True]
    for color in ("blue", "lime"):
        before, waits[0] = _seen(panel), True
        panel.setPixmap(_plain(30, color))
        paint_after_stage(panel, while_=lambda: waits[0])
        diary.entries.clear()
        diary.widget.update()
        qtbot.waitUntil(lambda: "painted" in diary.entries)
        assert _seen(panel) == before
        waits[0] = False
        qtbot.waitUntil(lambda color=color: _seen(panel) == QColor(color).name())  # type: ignore[misc]
    assert not panel.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)


def test_a_panel_that_was_not_seen_since_it_was_hidden_shows_what_is_behind_it_while_it_waits(
    diary: Diary, qtbot: QtBot
) -> None:
    panel, waits = _red(diary.widget, qtbot), [True]
    panel.hide()
    qtbot.waitUntil(lambda: _seen(panel) != "#ff0000")
    bare = _seen(panel)
    diary.entries.clear()
    panel.show()
    paint_after_stage(panel, while_=lambda: waits[0])
    diary.widget.update()
    qtbot.waitUntil(lambda: "painted" in diary.entries)
    assert _seen(panel) == bare
    waits[0] = False
    qtbot.waitUntil(lambda: _seen(panel) == "#ff0000")


def _red(window: QWidget, qtbot: QtBot) -> QLabel:
    """A panel that was shown after the stage once, and lets through what is behind it."""
    panel = QLabel("", window)
    panel.setPixmap(_plain(30, "red"))
    panel.resize(30, 30)
    panel.show()
    paint_after_stage(panel)
    qtbot.waitUntil(lambda: _seen(panel) == "#ff0000")
    return panel


def _plain(side: int, color: str) -> QPixmap:
    pixmap = QPixmap(side, side)
    pixmap.fill(QColor(color))
    return pixmap


def _seen(widget: QWidget) -> str:
    """The colour in the middle of a widget, as the window was painted last."""
    pixels = on_screen(widget)
    assert pixels is not None
    return pixels.pixelColor(pixels.rect().center()).name()


def test_a_panel_that_goes_before_its_turn_is_not_missed(diary: Diary, panel: Diary, qtbot: QtBot) -> None:
    other = QWidget(diary.widget)
    other.show()
    paint_after_stage(panel.widget)
    paint_after_stage(other)
    panel.widget.deleteLater()
    qtbot.waitUntil(lambda: not other.testAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled))


def test_a_panel_that_is_hidden_before_its_turn_is_painted_when_it_is_shown(panel: Diary, qtbot: QtBot) -> None:
    paint_after_stage(panel.widget)
    panel.widget.hide()
    qtbot.waitUntil(lambda: not panel.widget.testAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled))
    panel.entries.clear()
    panel.widget.show()
    qtbot.waitUntil(lambda: "painted" in panel.entries)


def test_the_window_of_a_project_paints_in_turns_of_its_own(window: MainWindow) -> None:
    assert window.findChild(Repainting) is not None
