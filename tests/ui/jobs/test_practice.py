"""An export to the real practice account through the real window: what the card says until the video plays."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import qasync
import requests
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from studio_gui.app.exporting import ExportOptions
from studio_gui.app.services import Services
from studio_gui.base.locks import one_at_a_time
from studio_gui.server.sharing import PracticeAccess, SharedPractice
from studio_gui.ui import theme
from studio_gui.ui.actions import file
from studio_gui.ui.dialogs import leaving
from studio_gui.ui.dialogs.export import dialog
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.panels.jobs import JobsPanel
from studio_gui.ui.panels.jobs.card import JobCard
from studio_gui.ui.window.memory import Memory

_LIMIT_S = 100


@pytest.fixture
def access(services: Services) -> Iterator[PracticeAccess]:
    """A practice server in the place where the account looks for it."""
    shared = SharedPractice(services.paths.data / "practice")
    yield shared.access()
    shared.close()


@pytest.fixture
def window(
    qtbot: QtBot,
    qapp: object,
    services: Services,
    project: Path,
    tmp_path: Path,
    access: PracticeAccess,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[MainWindow]:
    """The window on the first scene of the sample, shown."""
    theme.apply(qapp, "light")  # type: ignore[arg-type]
    made = MainWindow(services, memory=Memory(tmp_path / "window.ini"))
    file.open_path(made.context, str(project))
    document = made.document
    assert document is not None
    document.apply("Shorten", lambda before: before.changed(scenes=before.scenes[:1]))
    made.show()
    qtbot.waitExposed(made)
    yield made
    assert made.workspace is not None
    made.workspace.jobs.stop()
    made.issues.stop()
    made.memory.keep_text("jobs_when_closed", "go_on")
    monkeypatch.setattr(leaving, "ask", lambda *_: "discard")
    made.close()
    QThreadPool.globalInstance().waitForDone(5000)
    made.deleteLater()


async def _until(question: Callable[[], bool], panel: JobsPanel) -> None:
    end = asyncio.get_running_loop().time() + _LIMIT_S
    while not question():
        said = [(card.status.whole(), card.words.text()) for card in panel.list.cards()]
        assert asyncio.get_running_loop().time() < end, said
        await asyncio.sleep(0.05)


def _only(panel: JobsPanel, state: str) -> JobCard | None:
    return next((card for card in panel.list.cards() if card.row.state == state), None)


def _export(window: MainWindow, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    options = ExportOptions(resolution="480", file_name=name)
    monkeypatch.setattr(dialog, "ask", lambda *_, **__: dialog.Answer(account="practice", options=options))
    window.actions_.run("export")


@pytest.mark.slow
def test_a_card_goes_from_the_export_to_the_player_and_an_unsure_one_is_looked_up(
    window: MainWindow, access: PracticeAccess, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.workspace is not None
    panel, seen = window.workspace.jobs, set[str]()
    panel.list.rested.connect(lambda: seen.update(card.row.state for card in panel.list.cards()))

    async def story() -> None:
        serving = asyncio.ensure_future(window.windows.serve())
        try:
            _export(window, monkeypatch, "First")
            await _until(lambda: _only(panel, "done") is not None, panel)
            _play(window, panel)
            _lose_the_next_reply(access)
            document = window.document
            assert document is not None
            document.apply("Rename", lambda before: before.changed(name="Another film"))
            _export(window, monkeypatch, "Second")
            await _until(lambda: _only(panel, "unsure") is not None, panel)
            _look_up(panel)
            await _until(lambda: _only(panel, "unsure") is None and _only(panel, "searching") is None, panel)
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)

    monkeypatch.setattr(window.services, "hand_over", lambda: False)
    with qasync.QEventLoop(qapp, already_running=False) as loop:
        loop.run_until_complete(story())
    # That it was done was waited for; a card may go on before the list comes to rest.
    assert "running" in seen
    rows = {row.target.stem: row for row in window.services.store.rows()}
    assert rows["First"].result is not None
    assert rows["First"].result.stat().st_size > 10_000
    assert rows["Second"].remote_id
    assert len(_made(access)) == 2


def _play(window: MainWindow, panel: JobsPanel) -> None:
    card = _only(panel, "done")
    assert card is not None
    assert card.main.text() == "Play"
    assert window.notice_.isVisible()
    QTest.mouseClick(card.main, Qt.MouseButton.LeftButton)
    player = window.findChild(QDialog, "player")
    assert isinstance(player, QDialog)
    assert player.isVisible()
    player.close()


def _look_up(panel: JobsPanel) -> None:
    card = _only(panel, "unsure")
    assert card is not None
    assert card.main.text() == "Look it up"
    assert card.words.text()
    QTest.mouseClick(card.main, Qt.MouseButton.LeftButton)


def _lose_the_next_reply(access: PracticeAccess) -> None:
    rule = {"endpoint": "POST /editor/project", "fault": "lose_reply", "times": 1}
    assert _admin(access, "PUT", "/practice/faults", said=[rule]).ok


def _made(access: PracticeAccess) -> list[object]:
    found = _admin(access, "GET", "/practice/report").json()["projects"]
    assert isinstance(found, list)
    return found


def _admin(access: PracticeAccess, method: str, path: str, *, said: object = None) -> requests.Response:
    with requests.Session() as session:
        headers = {"X-Practice-Token": access.token}
        return session.request(method, access.url + path, json=said, headers=headers, timeout=30)


def test_the_window_does_not_wait_for_a_list_that_another_program_sets_up(
    window: MainWindow, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = window.windows.services
    folder = services.paths.data
    folder.mkdir(parents=True, exist_ok=True)
    beats = 0

    async def story() -> None:
        nonlocal beats
        with one_at_a_time(folder / "jobs.sqlite.lock", patience_s=5):
            serving = asyncio.ensure_future(window.windows.serve())
            for _ in range(20):
                await asyncio.sleep(0.01)
                beats += not window.windows.is_serving
        end = asyncio.get_running_loop().time() + _LIMIT_S
        while not window.windows.is_serving:
            assert asyncio.get_running_loop().time() < end
            await asyncio.sleep(0.01)
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)

    monkeypatch.setattr(services, "hand_over", lambda: False)
    with qasync.QEventLoop(qapp, already_running=False) as loop:
        loop.run_until_complete(story())
    assert beats == 20


def test_settings_that_were_put_aside_are_told_of(
    window: MainWindow, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody was told: every account was gone without a word."""
    services, said = window.windows.services, list[str]()
    monkeypatch.setattr(services, "hand_over", lambda: False)
    monkeypatch.setattr(window, "notice", said.append)
    services.paths.config.mkdir(parents=True, exist_ok=True)
    (services.paths.config / "settings.json").write_text("{", encoding="utf-8")
    services._settings = None

    async def story() -> None:
        serving = asyncio.ensure_future(window.windows.serve())
        while not window.windows.is_serving:
            await asyncio.sleep(0.01)
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)

    with qasync.QEventLoop(qapp, already_running=False) as loop:
        loop.run_until_complete(story())
    assert len(said) == 1
    assert said[0].startswith("The settings could not be read and were begun anew; the old ones are kept as “settings.")
