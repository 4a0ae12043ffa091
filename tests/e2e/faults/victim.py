"""The process that is killed: the window's own document and keeper at work, telling what it did as it does it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, QTimer
from PySide6.QtGui import QGuiApplication

from studio_gui.app.services import Services
from studio_gui.files.journal import journal
from studio_gui.files.portable.package import write_package
from studio_gui.ui import threads
from studio_gui.ui.document import Document
from studio_gui.ui.keeping import keeper as keeping
from studio_gui.ui.keeping.keeper import Keeper
from studio_gui.ui.window.projects import read_document
from tests.e2e.faults.story import step

EDIT_EVERY_MS = 12


class Victim(QObject):
    """Edits without end, and does something else over and over meanwhile."""

    def __init__(self, path: Path, told: int) -> None:
        super().__init__()
        self._told = told
        self.path = path
        self.document, _ = read_document(path)
        self.document.setParent(self)
        self.keeper = Keeper(self.document)
        self._number = 0
        self._is_busy = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._edit)
        self._timer.start(EDIT_EVERY_MS)

    def tell(self, word: str, number: int) -> None:
        """Say something to whoever will look after the end; one write is whole or not at all."""
        os.write(self._told, f"{word} {number} {time.monotonic_ns()}\n".encode())

    def _edit(self) -> None:
        self._number += 1
        number = self._number
        self.document.apply(f"Step {number}", lambda project: step(project, number))
        self.tell("edited", number)

    def over_and_over(self, work: Callable[[Victim], None], every_ms: int) -> None:
        """Do something off the window's thread, again and again."""
        timer = QTimer(self)
        timer.timeout.connect(partial(self._begin, work))
        timer.start(every_ms)

    def _begin(self, work: Callable[[Victim], None]) -> None:
        if self._is_busy:
            return
        self._is_busy = True
        work(self)

    def in_thread(self, work: Callable[[], None], word: str) -> None:
        """Do something in the pool, as the window does."""
        number = int(self.document.project.name)

        def done(_: None) -> None:
            self._is_busy = False
            self.tell(word, number)

        threads.run(work, self, done=done, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self.tell("failed", 0)
        raise error


def _save(victim: Victim) -> None:
    document, keeper = victim.document, victim.keeper
    project: Document = document
    snapshot = project.project

    def work() -> None:
        keeper.write(snapshot, victim.path)

    def done(_: None) -> None:
        document.mark_saved(victim.path, project=snapshot)
        victim._is_busy = False
        victim.tell("saved", int(snapshot.name))

    keeper.note_now()
    threads.run(work, victim, done=done, failed=victim._on_failed)


def _pack(victim: Victim) -> None:
    project = victim.document.project
    victim.in_thread(lambda: _packed(victim, project), "packed")


def _packed(victim: Victim, project: object) -> None:
    from studio_gui.model.project import Project

    assert isinstance(project, Project)
    write_package(project, victim.path, victim.path.parent.parent / "Film.zip")


def _export(victim: Victim, services: Services) -> None:
    project = victim.document.project
    victim.in_thread(lambda: services.export(project, project_path=victim.path) and None, "exported")


def live(activity: str, path: Path, told: int) -> None:
    """Live until somebody puts an end to it."""
    if activity == "autosave":
        keeping.NOTED_AFTER_MS = 1
        journal.BEGIN_ANEW_BYTES = 100_000
    # As every process of the program that sends something: texts are measured before it goes.
    app = QGuiApplication(["victim", "-platform", "offscreen"])
    victim = Victim(path, told)
    if activity == "save":
        victim.over_and_over(_save, 15)
    elif activity == "package":
        victim.over_and_over(_pack, 10)
    elif activity == "export":
        victim.over_and_over(partial(_export, services=Services()), 20)
    victim.tell("began", 0)
    app.exec()
    QThreadPool.globalInstance().waitForDone()
