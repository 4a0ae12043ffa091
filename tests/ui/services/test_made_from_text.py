"""What is made with an account and without a project, and what lies at the service."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.base.settings import AccountSetting
from studio_gui.providers.aistudios.answers import ProjectDetails
from studio_gui.server.running import PracticeServer
from studio_gui.ui import theme
from studio_gui.ui.actions import accounts as commands
from studio_gui.ui.dialogs.export.from_text import FromTextDialog, Start
from studio_gui.ui.dialogs.export.laying import scrolled
from studio_gui.ui.dialogs.export.remote_projects import Remote, RemoteProjects
from studio_gui.ui.dialogs.message import Message
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.parts.room import TIGHT
from tests.ui.answering import answering, pressing
from tests.ui.services.conftest import MemoryKeyring

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def account(services: Services, server: PracticeServer, ring: MemoryKeyring) -> str:
    """An account at the server."""
    setting = AccountSetting(id="aistudios", service="aistudios", title="Marketing", region=server.url)
    services.accounts.add(setting, {"app_id": server.settings.app_id, "user_key": server.settings.token})
    return "aistudios"


@pytest.fixture
def dialog(qtbot: QtBot, services: Services, account: str, tmp_path: Path) -> FromTextDialog:
    """The dialog with the presenters of the account."""
    made = FromTextDialog(services, Start(tmp_path / "out", script="The words of the scene.", account=account), None)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: "presenters;" in made.said.text(), timeout=15000)
    return made


def test_a_presenter_is_found_by_typing_and_says_the_script(qtbot: QtBot, dialog: FromTextDialog) -> None:
    assert "may use up credits" in dialog.said.text()
    dialog.kind.setCurrentIndex(1)
    # What opens below the field while one types cannot be shown without a display.
    dialog.presenter.completer().setCompletionPrefix("mara")
    assert "amara" in dialog.presenter.completer().currentCompletion()
    dialog.presenter.setCurrentIndex(dialog.presenter.findData("amara"))
    assert dialog.outfit.count() >= 2
    qtbot.mouseClick(dialog.take_script, LEFT)
    qtbot.mouseClick(dialog.make, LEFT)
    order = dialog.order
    assert order is not None, dialog.error.text() or QApplication.activePopupWidget()
    assert (order.kind, order.model, order.text) == ("video", "amara", "The words of the scene.")
    assert order.clothes
    assert order.target.name == "The words of the scene.mp4"


def test_what_is_missing_is_said_and_gone_to(qtbot: QtBot, dialog: FromTextDialog) -> None:
    qtbot.mouseClick(dialog.make, LEFT)
    assert "nothing to say" in dialog.error.text()
    qtbot.keyClicks(dialog.text, "Hello")
    dialog.presenter.setEditText("")
    qtbot.mouseClick(dialog.make, LEFT)
    assert "Choose a presenter" in dialog.error.text()
    dialog.presenter.setEditText("M000045058")
    dialog.language.setEditText("pt-BR")
    qtbot.mouseClick(dialog.make, LEFT)
    assert dialog.order is not None
    assert (dialog.order.model, dialog.order.language, dialog.order.kind) == ("M000045058", "pt-BR", "custom")


def test_on_a_low_screen_the_text_has_four_lines_and_the_button_stays_in_sight(
    qtbot: QtBot, qapp: QApplication, services: Services, account: str, tmp_path: Path
) -> None:
    theme.apply(qapp, "light")
    dialog = FromTextDialog(services, Start(tmp_path, script="The words of the scene.", account=account), None)
    qtbot.addWidget(dialog)
    dialog.resize(TIGHT)
    dialog.text.setPlainText("one\ntwo\nthree\nfour")
    dialog.show()
    qtbot.waitUntil(lambda: dialog.presenter.count() > 0, timeout=15000)
    assert dialog.text.viewport().height() >= 4 * dialog.text.fontMetrics().lineSpacing()
    assert not dialog.text.verticalScrollBar().isVisible()
    assert dialog.height() == TIGHT.height()
    assert dialog.rect().contains(dialog.make.geometry())
    dialog.reject()


def test_without_a_network_an_id_can_be_pasted_and_it_can_be_tried_again(
    qtbot: QtBot, services: Services, server: PracticeServer, account: str, tmp_path: Path
) -> None:
    setting = AccountSetting(id="aistudios-2", service="aistudios", region="http://127.0.0.1:9")
    services.accounts.add(setting, {"app_id": "app-123456", "user_key": "key-123456"})
    made = FromTextDialog(services, Start(tmp_path, account="aistudios-2"), None)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.again.isVisible, timeout=20000)
    assert "Paste the id" in made.said.text()
    made.account.setCurrentIndex(made.account.findData(account))
    qtbot.waitUntil(lambda: made.presenter.count() > 0, timeout=15000)
    assert not made.again.isVisible()
    made.reject()


@pytest.mark.slow
def test_a_voice_is_made_and_lies_where_it_was_wanted(
    qtbot: QtBot, window: MainWindow, services: Services, account: str
) -> None:
    def fill(dialog: FromTextDialog) -> None:
        qtbot.waitUntil(lambda: dialog.presenter.count() > 0, timeout=15000)
        dialog.kind.setCurrentIndex(2)
        assert not dialog.resolution.isVisible()
        qtbot.keyClicks(dialog.text, "Hello there.")
        qtbot.mouseClick(dialog.make, LEFT)

    with answering(fill, FromTextDialog):
        window.actions_.run("from_text")
    qtbot.waitUntil(lambda: len(services.store.rows()) == 1, timeout=10000)
    worker = threading.Thread(target=lambda: asyncio.run(services.finish_all()), name="ThreadPoolExecutor-shared-jobs")
    worker.start()
    qtbot.waitUntil(lambda: not worker.is_alive(), timeout=60000)
    (row,) = services.store.rows()
    assert (row.state, row.kind, row.title) == ("done", "audio", "Hello there.")
    assert row.result is not None
    assert row.result.stat().st_size > 1000


def _project_there(server: PracticeServer, services: Services) -> str:
    """A draft at the service."""
    from studio_gui.model.new import new_project
    from studio_gui.providers.base import Wanted

    service = services.service("aistudios")
    payload = service.payload("draft", new_project(name="From afar"), wanted=Wanted("480", job_id="any job"))
    return service.submit(payload).remote_id


def test_a_draft_is_opened_in_a_tab_by_its_address(
    qtbot: QtBot, window: MainWindow, services: Services, server: PracticeServer, account: str
) -> None:
    remote_id = _project_there(server, services)

    def pull(dialog: RemoteProjects) -> None:
        qtbot.waitUntil(lambda: not dialog.is_listing, timeout=15000)
        assert not dialog.delete.isEnabled()
        qtbot.keyClicks(dialog.by_id, f"https://app.aistudios.com/editor/{remote_id}?lang=en")
        qtbot.mouseClick(dialog.pull, LEFT)

    with answering(pull, RemoteProjects):
        window.actions_.run("service_projects")
    qtbot.waitUntil(lambda: len(window.projects.all) == 2, timeout=15000)
    assert window.document is not None
    assert window.document.project.name == "From afar"
    assert commands.projects


def test_deleting_asks_by_name_and_exporting_asks_for_the_size(
    qtbot: QtBot, services: Services, server: PracticeServer, account: str
) -> None:
    remote_id = _project_there(server, services)
    wanted: list[Remote] = []
    pulled: list[ProjectDetails] = []
    dialog = RemoteProjects(services, None, pull=pulled.append, export=wanted.append, account=account)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not dialog.is_listing, timeout=15000)
    qtbot.keyClicks(dialog.by_id, remote_id)
    with pressing("cancel", kind=Message):
        qtbot.mouseClick(dialog.delete, LEFT)
    assert len(server.practice.store.all("project")) == 1
    with pressing("delete", kind=Message):
        qtbot.mouseClick(dialog.delete, LEFT)
    qtbot.waitUntil(lambda: not server.practice.store.all("project"), timeout=10000)
    qtbot.waitUntil(lambda: not dialog.by_id.text() and not dialog.is_listing, timeout=10000)
    qtbot.keyClicks(dialog.by_id, "65fa6b07dca2e367461a2925")
    with pressing("export", kind=Message):
        qtbot.mouseClick(dialog.export, LEFT)
    assert wanted == [Remote(account, "65fa6b07dca2e367461a2925", "65fa6b07dca2e367461a2925", "1080")]
    assert not pulled


def _instead_of_rows(dialog: RemoteProjects) -> str:
    """The sentence that stands in the place of the list; empty when the list is there."""
    if dialog.rows.isVisible():
        return ""
    return " ".join(each.text() for each in dialog.empty.findChildren(QLabel) if each.isVisible()).strip()


def test_instead_of_an_empty_table_a_sentence_says_that_it_asks_that_there_is_none_and_what_went_wrong(
    qtbot: QtBot, services: Services, account: str
) -> None:
    setting = AccountSetting(id="aistudios-2", service="aistudios", title="Far away", region="http://127.0.0.1:9")
    services.accounts.add(setting, {"app_id": "app-123456", "user_key": "key-123456"})
    dialog = RemoteProjects(services, None, pull=lambda _: None, export=lambda _: None, account=account)
    qtbot.addWidget(dialog)
    dialog.show()
    assert _instead_of_rows(dialog) == "Asking Marketing…"
    qtbot.waitUntil(lambda: not dialog.is_listing, timeout=15000)
    assert "Nothing was exported" in _instead_of_rows(dialog)
    dialog.account.setCurrentIndex(dialog.account.findData("aistudios-2"))
    assert _instead_of_rows(dialog) == "Asking Far away…"
    qtbot.waitUntil(lambda: not dialog.is_listing, timeout=20000)
    assert "not be reached" in _instead_of_rows(dialog)
    assert not dialog.said.isVisible()
    dialog.reject()


def test_fields_that_go_on_below_fade_away_and_are_not_cut_through(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    column = QVBoxLayout()
    host = QWidget()
    qtbot.addWidget(host)
    host.setProperty("role", "panel")
    for _ in range(12):
        well = QLabel("", host)
        well.setAutoFillBackground(True)
        well.setPalette(QPalette(QColor("black"), QColor("black")))
        well.setFixedHeight(30)
        column.addWidget(well)
    column.setSpacing(0)
    area = scrolled(column, host)
    area.resize(200, 100)
    host.show()

    def ends() -> tuple[int, int]:
        """How light it is at the upper and at the lower edge, 0 to 255."""
        image = area.grab().toImage()
        return image.pixelColor(20, 0).lightness(), image.pixelColor(20, 99).lightness()

    bar = area.verticalScrollBar()
    assert ends()[0] < 60 < 230 < ends()[1], "it begins here and goes on below"
    bar.setValue(bar.maximum() // 2)
    assert min(ends()) > 230
    bar.setValue(bar.maximum())
    assert ends()[1] < 60 < 230 < ends()[0]
