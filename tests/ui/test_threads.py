"""Work in the thread pool: where answers arrive, and what must never be destroyed there."""

from __future__ import annotations

import gc
import threading
import weakref

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThreadPool
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio_gui.base.errors import StudioError
from studio_gui.ui import threads
from studio_gui.ui.garbage import GarbageCollector


def test_the_answer_arrives_in_the_window_s_thread(qtbot: QtBot) -> None:
    owner, answers = QObject(), []
    threads.run(lambda: threading.get_ident(), owner, done=lambda n: answers.append((n, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(answers))
    assert answers[0][0] != answers[0][1] == threading.get_ident()


def test_an_error_arrives_where_it_is_waited_for(qtbot: QtBot) -> None:
    owner, errors = QObject(), []
    threads.run(lambda: 1 // 0, owner, done=print, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], ZeroDivisionError)


def test_what_waits_for_somebody_holds_up_nothing_else(qtbot: QtBot) -> None:
    """A keyring that asked for a password kept all that was to be checked, drawn or saved waiting as well."""
    pool = QThreadPool.globalInstance()
    pool.waitForDone()
    most, owner, answers, go_on = pool.maxThreadCount(), QObject(), list[str](), threading.Event()

    def ask() -> str:
        go_on.wait(60)
        return "password"

    def fail() -> None:
        raise StudioError("No keyring.")

    pool.setMaxThreadCount(1)
    try:
        for _ in range(2):
            threads.in_background(owner, threads.waiting(ask), done=answers.append)
        threads.in_background(
            owner, threads.waiting(fail), done=print, failed=lambda error: answers.append(error.message)
        )
        threads.in_background(owner, lambda: "saved", done=answers.append)
        qtbot.waitUntil(lambda: sorted(answers) == ["No keyring.", "saved"])
        go_on.set()
        qtbot.waitUntil(lambda: len(answers) == 4)
        assert pool.activeThreadCount() <= pool.maxThreadCount() == 1, "and no more at once than before"
    finally:
        go_on.set()
        pool.waitForDone()
        pool.setMaxThreadCount(most)


def test_nobody_is_told_when_the_owner_is_gone(qtbot: QtBot) -> None:
    owner, other, answers = QObject(), QObject(), []
    threads.run(lambda: 1, owner, done=answers.append)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    done: list[int] = []
    threads.run(lambda: 2, other, done=done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert answers == []


def test_widgets_that_are_garbage_are_not_destroyed_in_the_pool(qtbot: QtBot) -> None:
    """The window once stood still for ever: the collector ran in the pool and closed a widget there."""
    owner, places, answers = QObject(), [], []
    main = threading.get_ident()

    def make_garbage() -> None:
        widget = QWidget()
        widget.me = widget  # a cycle: only the collector finds it
        weakref.finalize(widget, lambda: places.append(threading.get_ident()))

    gc.enable()
    gc.freeze()  # what other tests left behind is not this test's to destroy
    make_garbage()
    threads.run(lambda: len([[n] for n in range(20_000)]), owner, done=answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    qtbot.waitUntil(gc.isenabled)  # it is held off for as long as anybody's work is under way
    gc.collect()
    gc.unfreeze()
    assert places == [main]


def test_the_collector_works_in_the_window_s_thread(qtbot: QtBot) -> None:
    owner = QObject()
    collector = GarbageCollector(owner)
    try:
        assert not gc.isenabled()
        kept = [[n] for n in range(3000)]
        collector.look()
        assert gc.get_count()[0] < len(kept)
    finally:
        collector.stop()
    assert gc.isenabled()


def test_work_that_began_before_the_collector_does_not_switch_the_other_one_on(qtbot: QtBot) -> None:
    """The window opens while its pictures are being painted; later a widget was destroyed in some other thread."""
    owner, answers = QObject(), []
    gc.enable()
    threads.run(lambda: 1, owner, done=answers.append)
    gc.enable()
    collector = GarbageCollector(owner)
    try:
        qtbot.waitUntil(lambda: bool(answers))
        assert not gc.isenabled()
    finally:
        collector.stop()
    qtbot.waitUntil(gc.isenabled)


def test_what_was_looked_through_once_is_set_aside(qtbot: QtBot) -> None:
    owner = QObject()
    collector = GarbageCollector(owner)
    try:
        kept = [[n] for n in range(3000)]
        before = gc.get_freeze_count()
        gc.collect(1)
        for _ in range(gc.get_threshold()[2] + 2):
            kept += [[n] for n in range(gc.get_threshold()[0] + 1)]
            gc.collect(1)
        collector.look()
        assert gc.get_freeze_count() >= before + 3000
    finally:
        collector.stop()
    assert gc.get_freeze_count() == 0


def test_what_is_relayed_arrives_in_the_window_s_thread_and_not_at_one_that_is_gone(qtbot: QtBot) -> None:
    owner, heard = QObject(), []
    say = threads.relayed(lambda value: heard.append((value, threading.current_thread())), owner)
    other = threading.Thread(target=say, args=("from afar",))
    other.start()
    other.join()
    assert heard == []
    qtbot.waitUntil(lambda: len(heard) == 1)
    say("from here")
    assert [value for value, _thread in heard] == ["from afar", "from here"]
    assert {thread for _value, thread in heard} == {threading.current_thread()}
    other = threading.Thread(target=say, args=("too late",))
    other.start()
    other.join()
    shiboken6.delete(owner)
    QCoreApplication.processEvents()
    assert len(heard) == 2
