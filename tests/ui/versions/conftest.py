"""A project with a week of history, the window on it, and the dialog as a hand finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.files.project_file import open_project, save_project
from studio_gui.files.samples import create_from_sample
from studio_gui.files.versions import History
from studio_gui.model import edits
from studio_gui.model.geometry import Point
from studio_gui.model.project import Project
from studio_gui.ui import theme
from studio_gui.ui.dialogs.versions.dialog import VersionsDialog
from studio_gui.ui.main_window import MainWindow
from tests.ui.standing import main_window, show_with

Steps = Callable[[VersionsDialog], Iterator[Callable[[], bool]]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The sample “Onboarding”, changed three times: five days ago, yesterday, and earlier today, when it was saved."""
    file_ = create_from_sample("onboarding", tmp_path / "Welcome")
    now = datetime.now(timezone.utc)
    midnight = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    earlier = now - min(timedelta(hours=1), (now - midnight) / 2)  # an hour ago may have been yesterday
    times = iter([now - timedelta(days=5), now - timedelta(days=1), earlier])
    history = History(file_, clock=lambda: moment)
    project = open_project(file_).project
    first, second = project.scenes[0], project.scenes[1]
    for change in (
        lambda p: p,
        lambda p: edits.set_script(p, first.id, text="Good morning!"),
        lambda p: edits.remove_clips(
            edits.move_clips(p, second.id, clip_ids=[second.clips[0].id], delta=Point(-12, 0)),
            first.id,
            clip_ids=[logo(p)],
        ),
    ):
        moment = next(times)
        project = change(project)
        history.keep(project)
    save_project(project, file_)
    return file_


def logo(project: Project) -> str:
    """The id of the logo of the first scene."""
    return next(clip.id for clip in project.scenes[0].clips if clip.label == "Logo")


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication, path: Path) -> VersionsDialog:
    """The dialog on the project as it was saved, with everything told and drawn."""
    theme.apply(qapp, "light")
    made = VersionsDialog(path, open_project(path).project, is_unsaved=False, parent=None)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.both is not None and made.pictures.after.image is not None)
    yield made
    QThreadPool.globalInstance().waitForDone(5000)


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """The window with the project in it, shown."""
    with Services() as services, main_window(qapp, services, tmp_path, monkeypatch, size=(1440, 900)) as window:
        show_with(window, path, qtbot)
        yield window


class Hand(QObject):
    """Works on a dialog while it runs its own loop: each step waits until what it yields holds."""

    def __init__(self, steps: Steps) -> None:
        super().__init__()
        self._steps = steps
        self._at: Iterator[Callable[[], bool]] | None = None
        self._holds: Callable[[], bool] = lambda: True
        self.is_done = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_time)
        self._timer.start(10)
        self._left = 1500

    def _on_time(self) -> None:
        self._left -= 1
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, VersionsDialog) and w.isVisible()]
        if self._left < 0:
            # A test that waits in vain must not keep the dialog open for ever.
            self._stop()
            for dialog in found:
                dialog.reject()
        if self._at is None and found:
            self._at = self._steps(found[0])
        if self._at is not None and self._holds():
            self._holds = next(self._at, None) or self._stop

    def _stop(self) -> bool:
        self._timer.stop()
        self.is_done = True
        return False
