"""The panel in the hands of a person: filters, search, keys, the menu, details, costs."""

from __future__ import annotations

import csv
import io
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAccessible, QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.base.errors import StudioError
from studio_gui.base.settings import AccountSetting
from studio_gui.ui.panels.jobs import JobsPanel
from studio_gui.ui.panels.jobs.card import JobCard
from studio_gui.ui.panels.jobs.costs import Costs
from studio_gui.ui.panels.jobs.looks import LOOKS
from studio_gui.ui.parts.mark import Mark
from tests.ui.answering import answering, pressing
from tests.ui.jobs.posed import PATHS, Posed, many, pose


@pytest.fixture
def full(panel: JobsPanel, posed: Posed, qtbot: QtBot) -> JobsPanel:
    """The panel with a job in every state in sight."""
    panel.resize(304, 2200)
    panel.refresh()
    qtbot.waitUntil(lambda: len(panel.list.cards()) == len(PATHS))
    return panel


def _card(panel: JobsPanel, job_id: str) -> JobCard:
    card = panel.card(job_id)
    assert card is not None
    return card


def _titles(panel: JobsPanel) -> list[str]:
    return [card.row.state for card in panel.list.cards()]


EXPECTED = {
    "queued": ("Waiting to be sent", "Cancel"),
    "held": ("Waiting for Ada Lovelace", "Check now"),
    "offline": ("Waiting for the network", "Check now"),
    "preparing": ("Uploading file 2 of 5", "Cancel"),
    "submitting": ("Sending 3.1 of 12.4 MB", "Cancel"),
    "unsure": ("Perhaps sent", "Look it up"),
    "searching": ("Looking it up", "Details…"),
    "running": ("Rendering", "Check now"),
    "stalled": ("Stalled", "Check now"),
    "downloading": ("Downloading 3.2 of 8.0 MB", "Cancel"),
    "done": ("Done", "Play"),
    "failed": ("Failed", "Try again"),
    "cancelled": ("Cancelled", "Watch again"),
}


def test_each_state_has_its_words_and_one_main_action(full: JobsPanel, posed: Posed) -> None:
    said = {state: (_card(full, job).status.whole(), _card(full, job).main.text()) for state, job in posed.items()}
    assert said == EXPECTED
    running = _card(full, posed["running"])
    assert running.detail.whole().startswith("Sent ")
    assert "33 % · checked " in running.detail.whole()
    assert running.timing.whole() == "5 min, about 10 min left"
    assert running.where.whole() == "Practice account"
    assert _card(full, posed["done"]).timing.whole() == "Took 5 min · 12 credits"
    assert _card(full, posed["queued"]).timing.isHidden()
    assert running.accessibleName() == "Welcome, running: Rendering, Practice account"
    assert "Job 8 of 13" in running.accessibleDescription()
    assert "Nothing has moved since" in _card(full, posed["stalled"]).words.text()
    assert "out of credits" in _card(full, posed["failed"]).words.text()


def test_a_screen_reader_finds_names_buttons_and_how_far_it_is(full: JobsPanel, posed: Posed) -> None:
    found = QAccessible.queryAccessibleInterface(_card(full, posed["running"]))
    kids = [found.child(place) for place in range(found.childCount())]
    said = {(kid.role(), kid.text(QAccessible.Text.Name)) for kid in kids if not kid.state().invisible}
    role = QAccessible.Role
    assert {
        (role.PushButton, "Check now"),
        (role.ProgressBar, "Progress"),
        (role.StaticText, "Welcome, running"),
    } <= said
    bar = next(kid for kid in kids if kid.role() == role.ProgressBar)
    assert bar.valueInterface().currentValue() == 330


def test_the_times_tick_while_they_are_seen_and_rest_when_not(full: JobsPanel, posed: Posed, qtbot: QtBot) -> None:
    card = _card(full, posed["running"])
    before = card.detail.whole()
    qtbot.waitUntil(lambda: card.detail.whole() != before, timeout=5000)
    assert full._tick.isActive()
    full.hide()
    assert not full._tick.isActive()


@pytest.mark.parametrize(
    ("chosen", "states"),
    [
        (1, set(PATHS) - {"unsure", "done", "failed", "cancelled"}),
        (2, {"unsure", "stalled", "failed"}),
        (3, {"done"}),
    ],
)
def test_filters_show_what_they_say(full: JobsPanel, qtbot: QtBot, chosen: int, states: set[str]) -> None:
    full.head.filter.setFocus()
    QTest.keyClick(full.head.filter, Qt.Key.Key_Home)
    for _ in range(chosen):
        QTest.keyClick(full.head.filter, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: set(_titles(full)) == states)
    assert f"({len(states)})" in full.head.filter.currentText()


def test_a_search_goes_by_title_account_and_the_ids(full: JobsPanel, posed: Posed, qtbot: QtBot) -> None:
    field = full.head.search
    QTest.keyClicks(field, "WELCOME fail")
    qtbot.waitUntil(lambda: _titles(full) == ["failed"])
    field.clear()
    QTest.keyClicks(field, posed["unsure"])
    qtbot.waitUntil(lambda: _titles(full) == ["unsure"])
    field.clear()
    QTest.keyClicks(field, "65f0c0ffee practice acc")
    qtbot.waitUntil(lambda: set(_titles(full)) >= {"running", "done"} and "unsure" not in _titles(full))
    QTest.keyClicks(field, " nothing like that")
    every = full.findChild(QPushButton, "show_all_jobs")
    assert every is not None
    qtbot.waitUntil(every.isVisible)
    assert [mark.pixmap().isNull() for mark in every.parentWidget().findChildren(Mark)] == [False]
    qtbot.mouseClick(every, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(_titles(full)) == len(PATHS))


def test_send_again_asks_and_says_that_it_may_cost(
    full: JobsPanel, posed: Posed, services: Services, qtbot: QtBot
) -> None:
    row = services.store.row(posed["unsure"])
    said: list[str] = []

    def decline(dialog: QDialog) -> None:
        said.extend(each.text() for each in dialog.findChildren(QLabel))
        qtbot.mouseClick(dialog.findChild(QPushButton, "cancel"), Qt.MouseButton.LeftButton)

    with answering(decline, QDialog):
        full.act(row, "send_again")
    assert any("it may cost twice" in each for each in said)
    assert services.store.row(row.id).state == "unsure"
    with pressing("send"):
        full.act(row, "send_again")
    qtbot.waitUntil(lambda: _card(full, row.id).main.text() == "Cancel")
    assert services.store.row(row.id).state == "queued"


@pytest.mark.parametrize(
    ("state", "action", "wanted"),
    [("queued", "cancel", "cancelled"), ("failed", "retry", "running"), ("unsure", "look_up", "searching")],
)
def test_a_second_click_before_the_card_changes_is_no_failure(
    full: JobsPanel, posed: Posed, services: Services, qtbot: QtBot, state: str, action: str, wanted: str
) -> None:
    row, failures = services.store.row(posed[state]), list[object]()
    full.failed.connect(failures.append)
    for _ in range(2):
        full.act(row, action)
    qtbot.waitUntil(lambda: _card(full, posed[state]).row.state == wanted)
    full.act(row, action)
    with qtbot.waitSignal(full.failed):
        full.act(services.store.row(posed["done"]), "play")
    assert len(failures) == 1


def test_trying_again_what_another_job_sent_since_asks(
    full: JobsPanel, services: Services, project: Path, qtbot: QtBot
) -> None:
    """Two jobs of the same project: one was cancelled before it was sent, the other one became a video."""
    job_id = pose(services, project, state="queued", title="Same")
    services.store.cancel(job_id)
    pose(services, project, state="done")
    row = services.store.row(job_id)
    asked: list[str] = []

    def decline(dialog: QDialog) -> None:
        asked.extend(each.text() for each in dialog.findChildren(QLabel))
        asked.extend(each.text() for each in dialog.findChildren(QPushButton))
        qtbot.mouseClick(dialog.findChild(QPushButton, ""), Qt.MouseButton.LeftButton)

    with answering(decline, QDialog):
        full.act(row, "retry")
    assert any(each.startswith("The same was sent to the account “practice” on ") for each in asked)
    assert "Show the job" not in asked
    assert services.store.row(job_id).state == "cancelled"
    with pressing("send_again"):
        full.act(row, "retry")
    qtbot.waitUntil(lambda: services.store.row(job_id).state == "queued")


def test_the_main_buttons_do_what_they_say(full: JobsPanel, posed: Posed, services: Services, qtbot: QtBot) -> None:
    def press(state: str) -> None:
        qtbot.mouseClick(_card(full, posed[state]).main, Qt.MouseButton.LeftButton)

    press("queued")
    qtbot.waitUntil(lambda: _card(full, posed["queued"]).row.state == "cancelled")
    press("unsure")
    qtbot.waitUntil(lambda: _card(full, posed["unsure"]).row.state == "searching")
    press("failed")
    qtbot.waitUntil(lambda: _card(full, posed["failed"]).row.state == "running")
    assert services.store.row(posed["failed"]).remote_id == "65f0c0ffee"
    services.store.note_progress(posed["stalled"], fields={"next_at": 9e9})
    press("stalled")
    qtbot.waitUntil(lambda: services.store.row(posed["stalled"]).next_at == 0)
    with qtbot.waitSignal(full.failed) as missing:
        press("done")
    assert isinstance(missing.args[0], StudioError)
    assert "not in its folder any more" in missing.args[0].message


def test_the_menu_has_the_rest_and_stop_watching_leaves_the_service_alone(
    full: JobsPanel, posed: Posed, qtbot: QtBot
) -> None:
    card = _card(full, posed["running"])
    card.menu.aboutToShow.emit()
    titles = [each.text() for each in card.menu.actions() if not each.isSeparator()]
    assert titles[:3] == ["Check now", "Stop watching", "Details…"]
    assert {"Copy report", "Copy as cURL", "Copy the service’s id"} <= set(titles)
    next(each for each in card.menu.actions() if each.text() == "Stop watching").trigger()
    qtbot.waitUntil(lambda: card.row.state == "cancelled")
    assert card.row.remote_id == "65f0c0ffee"


class Browser(QObject):
    """Stands where the system's browser is."""

    def __init__(self) -> None:
        super().__init__()
        self.went: list[str] = []

    @Slot(QUrl)
    def go(self, address: QUrl) -> None:
        """Note where one would go."""
        self.went.append(address.toString())


def test_a_project_is_shown_where_its_address_is_known(
    full: JobsPanel, posed: Posed, services: Services, project: Path, qtbot: QtBot
) -> None:
    mine = (AccountSetting(id="mine", service="aistudios", title="Mine"),)
    services.settings.save(services.settings.value.changed(accounts=mine))
    job = pose(services, project, state="running", account="mine")
    full.refresh()
    qtbot.waitUntil(lambda: full.card(job) is not None)
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "go")
    for each, count in ((posed["running"], 0), (job, 1)):
        menu = _card(full, each).menu
        menu.aboutToShow.emit()
        found = [action for action in menu.actions() if action.text() == "Show at the service"]
        assert len(found) == count
        for action in found:
            action.trigger()
    QDesktopServices.unsetUrlHandler("https")
    assert browser.went == ["https://app.aistudios.com/editor/65f0c0ffee"]


def test_arrows_walk_enter_opens_the_details_and_tab_comes_to_one_card(
    full: JobsPanel, posed: Posed, qtbot: QtBot
) -> None:
    first, second = full.list.cards()[:2]
    full.window().activateWindow()
    qtbot.waitUntil(full.isActiveWindow)
    full.head.more.setFocus()
    QTest.keyClick(full.head.more, Qt.Key.Key_Tab)
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Tab)
    assert second.more.hasFocus() or second.main.hasFocus()
    second.setFocus()
    QTest.keyClick(second, Qt.Key.Key_End)
    last = full.list.cards()[-1]
    assert last.hasFocus()
    QTest.keyClick(last, Qt.Key.Key_Return)
    dialog = full.findChild(QDialog, "job_details")
    assert isinstance(dialog, QDialog)
    assert dialog.windowTitle() == f"Job {last.row.id}"
    dialog.close()


def test_the_keyboard_stays_in_the_list_when_a_job_goes(
    full: JobsPanel, posed: Posed, services: Services, qtbot: QtBot
) -> None:
    full.window().activateWindow()
    qtbot.waitUntil(full.isActiveWindow)
    cards = full.list.cards()
    gone = _card(full, posed["done"])
    after = cards[cards.index(gone) + 1].row.id
    gone.setFocus()
    full.act(gone.row, "remove")
    qtbot.waitUntil(lambda: full.card(posed["done"]) is None)
    assert _card(full, after).hasFocus()
    running = _card(full, posed["preparing"])
    running.main.setFocus()
    services.store.note_progress(posed["preparing"], fields={"wish": "cancel"})
    full.refresh()
    qtbot.waitUntil(lambda: running.status.whole() == "Cancelling…")
    assert running.hasFocus()


def test_details_show_every_request_and_the_words_of_the_service(
    full: JobsPanel, posed: Posed, services: Services, qtbot: QtBot
) -> None:
    dialog = full.show_details(services.store.row(posed["running"]))
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 2)
    assert '"progress": 33' in dialog.said.toPlainText()
    assert "GET https://app.aistudios.com/api/odin/v3/editor/progress/65f0c0ffee" in dialog.text.toPlainText()
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Up)
    assert dialog.text.toPlainText().startswith("POST ")
    copy = dialog.findChild(QPushButton, "copy_report")
    assert copy is not None
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    report = QGuiApplication.clipboard().text()
    assert "Id at the service: 65f0c0ffee" in report
    assert report.count("200 after 0.21 s") == 2
    services.tracker.cancel(posed["running"])
    qtbot.waitUntil(lambda: dialog.row.state == "cancelled")
    dialog.close()


def test_costs_are_a_table_and_a_file(full: JobsPanel, qtbot: QtBot, tmp_path: Path) -> None:
    full.head.costs.trigger()
    dialog = full.findChild(Costs, "costs")
    assert dialog is not None
    assert dialog.table.rowCount() == 9
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert any("12 credits were used. 1 failed and was charged all the same." in each for each in said)
    target = tmp_path / "costs.csv"
    dialog.write(target)
    rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8"))))
    assert [row["note"] for row in rows if row["state"] == "failed"] == ["failed, but charged"]
    dialog.close()


def test_of_a_thousand_jobs_only_those_in_sight_have_a_card(panel: JobsPanel, services: Services, qtbot: QtBot) -> None:
    many(services, 1000)
    panel.refresh()
    bar = panel.list.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 50_000, timeout=20_000)
    top = panel.list.cards()[0]
    top.setFocus()
    QTest.keyClick(top, Qt.Key.Key_End)
    last = panel.list.cards()[-1]
    assert last.row.title == "Video 0"
    assert last.hasFocus()
    for value in range(0, bar.maximum(), bar.maximum() // 50):
        bar.setValue(value)
        cards = [card for card in panel.list.cards() if card is not last]
        assert all(a.geometry().bottom() < b.geometry().top() for a, b in pairwise(cards))
    assert len(panel.list.findChildren(JobCard)) < 16
    assert last.hasFocus()
    assert last.row.title == "Video 0"


def test_what_one_looks_at_stays_when_new_jobs_come(
    panel: JobsPanel, services: Services, project: Path, qtbot: QtBot
) -> None:
    many(services, 40)
    panel.refresh()
    bar = panel.list.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 2000)
    bar.setValue(1500)
    seen = {card.row.id: card.y() for card in panel.list.cards()}
    job = pose(services, project, state="queued")
    panel.refresh()
    qtbot.waitUntil(lambda: panel._rows is not None and panel._rows.get(job) is not None)
    assert {card.row.id: card.y() for card in panel.list.cards()} == seen
    panel.reveal(job)
    assert panel.card(job) is not None
    assert bar.value() == 0


def test_the_first_card_has_its_room_however_low_the_window_is(full: JobsPanel, posed: Posed) -> None:
    first = full.list.cards()[0]
    assert full.minimumSizeHint().height() >= full.head.height() + first.height()


def test_what_a_job_does_is_read_whole_in_the_narrowest_panel_with_a_scroll_bar(full: JobsPanel, qtbot: QtBot) -> None:
    full.resize(288, 700)
    qtbot.waitUntil(full.list.verticalScrollBar().isVisible)
    seen: dict[str, str] = {}
    bar = full.list.verticalScrollBar()
    for value in range(0, bar.maximum() + 200, 200):
        bar.setValue(value)
        seen |= {card.status.whole(): card.status.text() for card in full.list.cards()}
    # Names and numbers may be of any length; what the program itself says is not.
    own = {look.there for look in LOOKS.values()}
    assert {whole: shown for whole, shown in seen.items() if whole in own and whole != shown} == {}
    assert "Waiting for the network" in seen
