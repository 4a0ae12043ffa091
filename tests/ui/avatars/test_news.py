"""News of avatars reach the window without its waiting for the list of jobs, and trouble with it is a sentence."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio_gui.app.avatars.following import Change
from studio_gui.app.services import Services
from studio_gui.base.errors import JobError
from studio_gui.providers.base import JobId, Sighting
from studio_gui.ui import threads
from studio_gui.ui.dialogs.avatars.dialog import AvatarsDialog
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.notifying.telling import Telling
from tests.ui.avatars.posed import pose


@contextlib.contextmanager
def list_in_use(services: Services) -> Iterator[threading.Event]:
    """Another thread is in the middle of writing the list of jobs until the event is set; nobody may wait for it."""
    is_held, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        with services.store._database.reading():
            is_held.set()
            may_end.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    is_held.wait(5)
    try:
        yield may_end
        assert may_end.is_set() or thread.is_alive(), "somebody waited until it was no longer in use"
    finally:
        may_end.set()
        thread.join()


@contextlib.contextmanager
def list_unreadable(services: Services) -> Iterator[None]:
    """What is said of avatars cannot be read."""
    path = services.store._database.path
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("ALTER TABLE avatars RENAME TO lost")
        yield
        other.execute("ALTER TABLE lost RENAME TO avatars")


def _moves_on(services: Services, avatar_id: str) -> None:
    services.store.diary.note(avatar_id, Sighting("running", words="Being reviewed", state="reviewing"), at=time.time())


def test_the_window_does_not_wait_while_the_list_is_in_use(services: Services, qtbot: QtBot) -> None:
    owner, heard = QObject(), list[Change]()
    ids = [pose(services, "processing", name=f"Ada {number}", remote_id=f"r{number}") for number in range(3)]
    following = services.avatars.following(threads.relayed(heard.append, owner), apart=threads.apart(owner))
    following.begin(services.tracker)
    for avatar_id in ids:
        _moves_on(services, avatar_id)
    with list_in_use(services):
        for avatar_id in ids:
            services.tracker.tell(JobId(avatar_id))
        QApplication.processEvents()
        assert heard == []
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert {change.after.state for change in heard} == {"reviewing"}
    assert {change.before.state for change in heard if change.before} == {"processing"}
    following.end()
    _moves_on(services, pose(services, "pending"))
    services.tracker.tell(JobId(ids[0]))
    QThreadPool.globalInstance().waitForDone(5000)
    assert len(heard) == 3


def test_news_that_could_not_be_read_are_told_when_they_can_be(services: Services) -> None:
    avatar_id = pose(services, "processing")
    heard, troubles = list[Change](), list[JobError]()
    following = services.avatars.following(heard.append, failed=troubles.append)
    following.begin(services.tracker)
    _moves_on(services, avatar_id)
    with list_unreadable(services):
        for _ in range(3):
            services.tracker.tell(JobId(avatar_id))
    assert (len(troubles), heard) == (1, [])
    services.tracker.tell(JobId(pose(services, "ready")))
    assert sorted(change.after.state for change in heard) == ["done", "reviewing"]


def test_the_window_says_that_avatars_cannot_be_read_and_stays_up(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    assert window.workspace is not None
    pose(services, "processing")
    with list_unreadable(services):
        window.workspace.jobs.start()
        qtbot.waitUntil(lambda: window.notice_.isVisible() and "list of jobs" in window.notice_._label.text())
        QThreadPool.globalInstance().waitForDone(5000)
        QApplication.processEvents()
    window.workspace.jobs.stop()


def test_a_window_that_is_gone_hears_of_avatars_no_longer(window: MainWindow, services: Services, qtbot: QtBot) -> None:
    assert window.workspace is not None
    window.workspace.jobs.start()
    panel = window.workspace.jobs
    qtbot.waitUntil(lambda: len(services.tracker._listeners) >= 2)
    QThreadPool.globalInstance().waitForDone(5000)
    panel.stop()
    before = len(services.tracker._listeners)
    telling = window.findChild(Telling)
    assert telling is not None
    telling.setParent(None)
    with qtbot.waitSignal(telling.destroyed):
        telling.deleteLater()
    assert len(services.tracker._listeners) == before - 1


@pytest.mark.parametrize("is_early", [True, False], ids=["before it listens", "when it listens"])
def test_a_window_of_avatars_that_is_closed_listens_no_longer(is_early: bool, services: Services, qtbot: QtBot) -> None:
    pose(services, "processing")
    before = len(services.tracker._listeners)
    with list_in_use(services) as may_go_on:
        dialog = AvatarsDialog(services, None)
        dialog.show()
        if not is_early:
            may_go_on.set()
            qtbot.waitUntil(lambda: dialog.is_listed and dialog.card is not None)
            qtbot.waitUntil(lambda: len(services.tracker._listeners) == before + 1)
        dialog.reject()
        dialog.deleteLater()
        QApplication.sendPostedEvents(dialog, 52)  # the deferred delete
    QThreadPool.globalInstance().waitForDone(5000)
    QApplication.processEvents()
    assert len(services.tracker._listeners) == before
