"""Being told how jobs end, and what becomes of them when the window is closed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.ui import theme
from studio_gui.ui.actions import file
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.notifying import parting
from studio_gui.ui.notifying.news import News, news_of
from studio_gui.ui.notifying.telling import Telling
from studio_gui.ui.notifying.tray import Tray, badged
from studio_gui.ui.theme.apply import Mode
from studio_gui.ui.window.memory import Memory
from tests.ui.answering import answering, pressing
from tests.ui.jobs.posed import Posed, pose

# Qt misses the tray of a platform that has none.
NO_TRAY = pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)
NEWS = News("“Welcome” is ready", "Welcome.mp4")


@pytest.fixture
def elsewhere(qtbot: QtBot) -> QWidget:
    """A window that is not in front."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_only_ends_and_questions_are_news(posed: Posed, services: Services) -> None:
    told = {state for state, job in posed.items() if news_of(services.store.row(job)) is not None}
    assert told == {"done", "failed", "unsure", "stalled"}
    failed = news_of(services.store.row(posed["failed"]))
    assert failed is not None
    assert "out of credits" in failed.text


@NO_TRAY
def test_the_tray_counts_and_a_click_shows_the_job(elsewhere: QWidget, qtbot: QtBot) -> None:
    tray = Tray(elsewhere, is_wanted=lambda: True, is_there=lambda: True)
    assert tray.tell(NEWS, "first1")
    assert tray.tell(NEWS, "second")
    assert tray.unseen == 2
    assert tray.icon is not None
    assert "is ready" in tray.icon.toolTip()
    with qtbot.waitSignal(tray.chosen) as chosen:
        tray.icon.messageClicked.emit()
    assert chosen.args == ["second"]
    assert tray.unseen == 0
    assert not tray.icon.isVisible()


class QBalloonTip(QWidget):
    """Stands for the balloon that Qt shows where a desktop has a tray and no notifications; the style goes by the name."""


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_news_in_a_balloon_can_be_read_on_its_yellow_paper(qapp: QApplication, qtbot: QtBot, mode: Mode) -> None:
    before = theme.current_mode()
    theme.apply(qapp, mode)
    balloon = QBalloonTip()
    qtbot.addWidget(balloon)
    words, close = QLabel("Failed", balloon), QPushButton(balloon)
    words.ensurePolished()
    close.ensurePolished()
    assert words.palette().color(words.foregroundRole()).lightness() < 60
    assert close.sizeHint().width() == close.sizeHint().height()
    theme.apply(qapp, before)


def test_who_wants_no_news_gets_none(elsewhere: QWidget) -> None:
    tray = Tray(elsewhere, is_wanted=lambda: False, is_there=lambda: True)
    assert not tray.tell(NEWS, "first1")
    assert tray.icon is None


@NO_TRAY
def test_the_window_in_front_is_not_told_twice(elsewhere: QWidget, qtbot: QtBot) -> None:
    tray = Tray(elsewhere, is_wanted=lambda: True, is_there=lambda: True)
    tray.tell(NEWS, "first1")
    elsewhere.show()
    elsewhere.activateWindow()
    qtbot.waitUntil(elsewhere.isActiveWindow)
    assert tray.unseen == 0
    assert not tray.tell(NEWS, "second")


def test_the_badge_has_a_number(qapp: object) -> None:
    bare, one, many = (badged(count).pixmap(64, 64).toImage() for count in (0, 1, 20))
    assert bare != one
    assert one != many


@pytest.fixture
def window(qtbot: QtBot, qapp: object, services: Services, project: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on a saved sample, as if jobs were moved on beside it."""
    theme.apply(qapp, "light")  # type: ignore[arg-type]
    made = MainWindow(services, memory=Memory(tmp_path / "window.ini"))
    file.open_path(made.context, str(project))
    made.show()
    qtbot.waitExposed(made)
    assert made.workspace is not None
    made.windows.is_serving = True
    made.workspace.jobs.start()
    yield made
    made.windows.is_serving = False
    made.workspace.jobs.stop()
    made.issues.stop()
    made.close()
    QThreadPool.globalInstance().waitForDone(5000)
    made.deleteLater()


@contextlib.contextmanager
def reader_listening() -> Iterator[None]:
    """As if a screen reader were at work."""
    QAccessible.setActive(True)
    try:
        yield
    finally:
        QAccessible.setActive(False)


def test_closing_with_a_job_under_way_asks(window: MainWindow, services: Services, project: Path, qtbot: QtBot) -> None:
    job = pose(services, project, state="running")
    with pressing("cancel", dialog="parting"):
        window.close()
    assert window.isVisible()
    with pressing("stop", dialog="parting"):
        window.close()
    assert not window.isVisible()
    assert services.store.row(job).state == "cancelled"


def test_who_always_goes_on_is_asked_once(window: MainWindow, services: Services, project: Path, qtbot: QtBot) -> None:
    job = pose(services, project, state="queued")

    def go_on(dialog: QDialog) -> None:
        for kind, name in ((QCheckBox, "for_good"), (QPushButton, "go_on")):
            button = dialog.findChild(kind, name)
            assert button is not None
            button.click()

    with answering(go_on, QDialog, name="parting"):
        assert parting.may_part(window)
    assert parting.may_part(window)
    assert services.store.row(job).state == "queued"


def test_nobody_is_asked_when_nothing_is_under_way(window: MainWindow, services: Services, project: Path) -> None:
    for state in ("done", "failed", "unsure", "stalled"):
        pose(services, project, state=state)
    assert parting.may_part(window)


def test_what_stands_still_is_said_in_the_window(
    window: MainWindow, services: Services, project: Path, qtbot: QtBot
) -> None:
    job = pose(services, project, state="running", title="Film")
    assert window.workspace is not None
    jobs = window.workspace.jobs
    jobs.refresh()
    qtbot.waitUntil(lambda: jobs.card(job) is not None)
    telling = window.findChild(Telling)
    assert telling is not None
    services.store.move(job, "stalled")
    with reader_listening(), qtbot.waitSignal(telling.spoken) as spoken:
        jobs.refresh()
    assert spoken.args == ["“Film” stands still"]
    qtbot.waitUntil(window.notice_.isVisible)
    assert window.notice_._label.text().startswith("“Film” stands still.")
    assert window.notice_._button.text() == "Show"


def test_notifications_are_switched_off_in_the_menu_and_stay_off(window: MainWindow) -> None:
    assert window.workspace is not None
    entry = window.workspace.jobs.head.telling
    assert entry.isChecked()
    entry.trigger()
    assert window.memory.text("notify") == "off"
    entry.trigger()
    assert window.memory.text("notify") == "on"
