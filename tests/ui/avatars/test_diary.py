"""The diary as people see it: nine states in any order, skipped and unknown ones, reasons word for word, and what can be done."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from studio_gui.app.avatars.following import Change
from studio_gui.app.services import Services
from studio_gui.providers.creatify.answers import STATUSES
from studio_gui.ui.dialogs.avatars.dialog import AvatarsDialog
from studio_gui.ui.dialogs.avatars.looks import MOST_STEPS, Step, steps_of
from studio_gui.ui.dialogs.avatars.page import AvatarPage
from studio_gui.ui.dialogs.message import Message
from studio_gui.ui.notifying.news import news_of_avatar
from tests.ui.answering import pressing
from tests.ui.avatars.posed import DIARIES, NAMES, REASON, pose, pose_all

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def dialog(services: Services) -> Iterator[AvatarsDialog]:
    made = AvatarsDialog(services, None, can_use=True)
    made.show()
    yield made
    if made.form is not None:
        made.form.is_touched = False
    made.reject()
    made.deleteLater()


def _steps(services: Services, avatar_id: str) -> tuple[Step, ...]:
    avatars = services.avatars
    return steps_of(avatars.get(avatar_id), avatars.diary(avatar_id), now=time.time())


Open = Callable[[str], AvatarPage]


@pytest.fixture
def open_(qtbot: QtBot, dialog: AvatarsDialog) -> Open:
    """Chooses an avatar in the list, and answers its page."""

    def choose(avatar_id: str) -> AvatarPage:
        dialog.refresh(avatar_id)
        qtbot.waitUntil(lambda: dialog.is_listed and dialog.card is not None and dialog.card.avatar.id == avatar_id)
        assert dialog.card is not None
        return dialog.card

    return choose


def _button(page: AvatarPage, name: str) -> QPushButton | None:
    return page.footer.button(f"{name}_avatar")


@pytest.mark.parametrize("state", DIARIES)
def test_what_was_seen_stands_in_its_order_and_the_rest_after_it(state: str, services: Services) -> None:
    steps = _steps(services, pose(services, state))
    seen = [step.state for step in steps if step.kind in ("past", "now", "end")]
    assert seen == [*DIARIES[state], *(["ready"] if state == "ready" else [])]
    rest = {step.state for step in steps} - set(seen)
    is_over = state in ("failed", "rejected", "ready")
    assert {step.kind for step in steps if step.state in rest} <= {"skipped" if is_over else "ahead"}
    if is_over:
        assert steps[-1].kind == "end"
    else:
        assert rest == set(STATUSES) - set(DIARIES[state]) - {"failed", "rejected"}
        assert steps[-1].kind in ("ahead", "now")


def test_what_was_skipped_stands_where_it_would_have_been_and_what_was_not_reached_is_left_out(
    services: Services,
) -> None:
    ready = _steps(services, pose(services, "ready"))
    assert [(step.state, step.kind) for step in ready] == [
        ("pending", "past"), ("processing", "past"), ("voice_creating", "skipped"), ("video_validating", "skipped"),
        ("crop_and_matte", "skipped"), ("reviewing", "past"), ("done", "past"), ("ready", "end"),
    ]  # fmt: skip
    failed = _steps(services, pose(services, "failed"))
    assert [(step.state, step.kind) for step in failed] == [
        ("pending", "past"), ("processing", "past"), ("failed", "end"),
    ]  # fmt: skip


def test_a_reason_is_as_high_as_its_words(qtbot: QtBot, dialog: AvatarsDialog, open_: Open, services: Services) -> None:
    page = open_(pose(services, "failed"))
    line = page.reason.fontMetrics().lineSpacing()
    qtbot.waitUntil(lambda: page.reason.viewport().height() < 2 * line)
    assert page.reason.viewport().height() >= line
    assert page.reason.verticalScrollBar().maximum() == 0
    page = open_(pose(services, "rejected"))
    qtbot.waitUntil(lambda: page.reason.viewport().height() > 3 * line)
    assert page.reason.verticalScrollBar().maximum() == 0


def test_a_state_says_how_long_it_took_and_one_that_goes_on_so_far(services: Services) -> None:
    steps = _steps(services, pose(services, "reviewing"))
    assert [step.took for step in steps[:5]] == ["2 h", "2 h", "2 h", "2 h", "2 h so far"]
    assert [step.words for step in steps[:5]] == [
        "Accepted, waiting", "Being processed", "Being cut out", "Being processed", "Being reviewed",
    ]  # fmt: skip


def test_a_word_that_no_document_knows_is_shown_as_it_came(services: Services) -> None:
    steps = _steps(services, pose(services, "unknown"))
    assert steps[1].words == "quality_gate_2"
    assert steps[1].kind == "now"


def test_a_service_that_keeps_changing_its_mind_does_not_fill_the_screen(services: Services) -> None:
    avatar_id = pose(services, "pending")
    from studio_gui.providers.base import Sighting

    for index in range(120):
        word = ("processing", "reviewing")[index % 2]
        services.store.diary.note(avatar_id, Sighting("running", state=word), at=time.time() + index)
    seen = [step for step in _steps(services, avatar_id) if step.kind in ("past", "now")]
    assert len(seen) == MOST_STEPS


def test_the_list_says_how_each_stands_in_words(qtbot: QtBot, dialog: AvatarsDialog, services: Services) -> None:
    pose_all(services)
    dialog.refresh()
    qtbot.waitUntil(lambda: dialog.list.count() == len(NAMES))
    said = {
        str(dialog.list.item(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(dialog.list.count())
    }  # fmt: skip
    assert said >= {
        "Margaret Hamilton, Ready", "Xia Peisu, Rejected", "Donald Knuth, quality_gate_2",
        "Barbara Liskov, Approved, not active yet", "Tim Berners-Lee, Perhaps sent", "Leslie Lamport, Sending",
    }  # fmt: skip
    assert len(said) == len(NAMES)


def test_a_new_avatar_is_chosen_although_there_is_news_before_it_is_listed(
    qtbot: QtBot, dialog: AvatarsDialog, services: Services, open_: Open
) -> None:
    made, before = pose(services, "failed"), pose(services, "ready")
    open_(before)
    dialog.refresh(made)
    dialog.refresh()  # what came of it meanwhile
    qtbot.waitUntil(lambda: dialog.is_listed)
    assert dialog.chosen_id == made


def test_a_reason_of_many_lines_is_shown_word_for_word_and_can_be_copied(open_: Open, services: Services) -> None:
    page = open_(pose(services, "rejected"))
    assert page.reason.toPlainText() == REASON
    assert page.reason.isVisibleTo(page)
    page.reason.selectAll()
    page.reason.copy()
    assert QApplication.clipboard().text() == REASON


def test_fix_and_send_again_fills_the_form(
    qtbot: QtBot, dialog: AvatarsDialog, open_: Open, services: Services
) -> None:
    page = open_(pose(services, "refused"))
    assert "Footage: Footage must contain a person." in page.trouble.text()
    fix = _button(page, "fix")
    assert fix is not None
    qtbot.mouseClick(fix, LEFT)
    qtbot.waitUntil(lambda: dialog.form is not None)
    assert dialog.form is not None
    assert dialog.form.name.text() == NAMES["refused"]
    assert dialog.form.source.text == "/home/ada/Footage.mp4"
    assert dialog.form.boxes["source"].words.text() == "Footage must contain a person."


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        ("reviewing", set()),
        ("ready", {"use", "forget"}),
        ("rejected", {"fix", "forget"}),
        ("refused", {"fix", "forget"}),
        ("unsure", {"send_again", "look_up", "forget"}),
        ("uploading", {"cancel"}),
    ],
)
def test_each_state_offers_what_can_be_done(
    state: str, offered: set[str], open_: Open, services: Services, dialog: AvatarsDialog, qtbot: QtBot
) -> None:
    avatar_id = pose(services, state)
    open_(avatar_id)
    names = {"use", "forget", "fix", "send_again", "look_up", "cancel"}

    def seen() -> set[str]:
        return {name for name in names if dialog.card is not None and _button(dialog.card, name) is not None}

    def is_offered() -> None:
        if seen() != offered and dialog.is_listed:
            dialog.refresh(avatar_id)  # news of a step before may come last: of what is posed nobody is told
        assert (seen(), dialog.card and dialog.card.avatar.state) == (offered, services.avatars.get(avatar_id).state)

    qtbot.waitUntil(is_offered)
    page = dialog.card
    assert page is not None
    assert page.check.isVisibleTo(page) == (state == "reviewing")


def test_one_is_removed_from_the_list_after_a_question(
    qtbot: QtBot, dialog: AvatarsDialog, open_: Open, services: Services
) -> None:
    page = open_(pose(services, "rejected"))

    forget = _button(page, "forget")
    assert forget is not None
    with pressing("remove", kind=Message):
        qtbot.mouseClick(forget, LEFT)
    qtbot.waitUntil(lambda: dialog.list.count() == 0)
    assert services.avatars.all() == ()


def test_an_upload_is_cancelled(qtbot: QtBot, open_: Open, services: Services) -> None:
    page = open_(pose(services, "uploading"))
    assert page.bar.value() == 360
    cancel = _button(page, "cancel")
    assert cancel is not None
    qtbot.mouseClick(cancel, LEFT)
    qtbot.waitUntil(lambda: services.avatars.all()[0].phase != "sending")
    assert services.avatars.all()[0].phase == "unsure"


def test_a_step_forward_is_told_to_who_looks_elsewhere_and_the_same_one_is_not(services: Services) -> None:
    avatar_id = pose(services, "reviewing")
    now = services.avatars.get(avatar_id)
    before = replace(now, state="processing", words="Being processed")
    news = news_of_avatar(Change(before, now))
    assert news is not None
    assert news.title == "“Edsger Dijkstra”: Being reviewed"
    assert news_of_avatar(Change(now, replace(now, checked_at=now.checked_at + 60))) is None
    assert news_of_avatar(Change(None, now)) is None
    ready = replace(now, phase="ready", words="Ready")
    assert news_of_avatar(Change(now, ready)) is None, "the end of its job tells that"
