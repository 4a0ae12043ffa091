"""What cards say, sentence by sentence: also when clocks jump, and while nothing is known yet."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from studio_gui.app.accounts import COMPUTER
from studio_gui.app.services import Services
from studio_gui.base.telling_time import span
from studio_gui.jobs.fetching import CUT_OFF
from studio_gui.jobs.row import JobRow
from studio_gui.jobs.states import STAGES
from studio_gui.ui.panels.jobs import wording
from studio_gui.ui.panels.jobs.looks import ICONS, LOOKS, TITLES
from studio_gui.ui.panels.jobs.reports import report_of
from studio_gui.ui.theme import icons
from tests.ui.jobs.posed import Posed, pose


@pytest.fixture
def running(services: Services, project: Path) -> JobRow:
    """A job that a service works on: a third is done after five minutes."""
    return services.store.row(pose(services, project, state="running"))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (59.4, "59 s"), (60, "1 min"), (72, "1 min 12 s"), (3600, "1 h"), (3725, "1 h 2 min"), (90_000, "1 d 1 h")],
)  # fmt: skip
def test_lengths_of_time(seconds: float, said: str) -> None:
    assert span(seconds) == said


def test_a_report_of_an_avatar_does_not_name_the_person(running: JobRow) -> None:
    avatar = replace(running, kind="persona", title="Ada Lovelace")
    assert report_of(avatar).startswith(f"Scene Studio, avatar {avatar.id}\n")
    assert "Ada" not in report_of(avatar)
    assert "“Ada Lovelace”" in report_of(replace(avatar, kind="project"))


def test_how_fresh_it_is(running: JobRow) -> None:
    now = running.checked_at
    said = [wording.detail_of(running, now=now + later).rpartition(" · ")[2] for later in (0, 4, 130)]
    assert said == ["checked just now", "checked 4 s ago", "checked 2 min ago"]


def test_a_clock_that_was_set_back_says_nothing_odd(running: JobRow) -> None:
    hour_before = running.sent_at - 3600
    assert wording.detail_of(running, now=hour_before).endswith("checked just now")
    assert wording.timing_of(running, now=hour_before) == "0 s so far"


def test_nobody_guesses_from_the_first_percent_or_while_it_stands(running: JobRow) -> None:
    now = running.sent_at + 300
    assert wording.timing_of(running, now=now) == "5 min, about 10 min left"
    for row in (replace(running, fraction=0.02), replace(running, failures=2), replace(running, state="stalled")):
        assert wording.timing_of(row, now=now) == "5 min so far"


def test_a_network_that_is_away_is_said_and_when_it_is_tried_again(services: Services, posed: Posed) -> None:
    row = services.store.row(posed["offline"])
    assert wording.detail_of(row, now=row.next_at - 40).endswith("next try in 40 s")
    looking = replace(services.store.row(posed["running"]), words="Offline, will look again", failures=1, hint="No.")
    assert wording.status_of(looking) == "Offline, will look again"
    assert wording.explanation_of(looking) == "No."


def test_what_stays_at_the_service_says_where(services: Services, posed: Posed) -> None:
    draft = replace(services.store.row(posed["done"]), result=None, kind="draft", kept={"words": "Kept as a draft"})
    assert wording.status_of(draft) == "Kept as a draft"
    assert wording.main_action(draft) == "details"


def test_yesterdays_times_name_the_day(running: JobRow) -> None:
    before = time.time() - 2 * 86_400
    day = time.localtime(before).tm_mday
    assert wording.detail_of(replace(running, sent_at=before)).startswith(f"Sent {day} ")


def test_every_state_and_action_has_its_words_and_its_icon() -> None:
    assert LOOKS.keys() == STAGES.keys()
    assert TITLES.keys() == ICONS.keys()
    assert {
        name for name in (*ICONS.values(), *(look.icon for look in LOOKS.values())) if not icons.source(name, "#000000")
    } == set()


def test_the_menu_never_repeats_the_button(services: Services, posed: Posed) -> None:
    for job in posed.values():
        row = services.store.row(job)
        assert wording.main_action(row) not in wording.more_actions(row)
        assert ("remove" in wording.more_actions(row)) == row.is_final


@pytest.mark.parametrize(("form", "name"), [("png", "All.zip"), ("png-folder", "All v1.2")])
def test_pictures_are_shown_in_their_folder_and_their_card_has_room(
    services: Services, project: Path, form: str, name: str
) -> None:
    row = services.store.row(pose(services, project, state="done"))
    target = project.parent / "renders" / name
    pictures = replace(row, account=COMPUTER, kept={"format": form}, target=target, result=target)
    assert wording.main_action(pictures) == "folder"
    assert pictures.is_folder == (form == "png-folder")
    assert wording.detail_of(pictures, now=time.time()).endswith("PNG pictures · 1080p · 30 fps")


def test_the_last_seconds_are_not_counted(running: JobRow) -> None:
    now = running.sent_at + 60
    assert wording.timing_of(replace(running, fraction=0.97), now=now) == "1 min, nearly done"
    assert wording.timing_of(replace(running, fraction=0.9), now=now) == "1 min, about 7 s left"


def test_a_look_that_failed_is_told_once(running: JobRow) -> None:
    failed = replace(running, failures=1, words="AI Studios said no.", hint="AI Studios said no. Look there.")
    assert wording.status_of(failed) == "Will look again"
    assert wording.explanation_of(failed) == "AI Studios said no. Look there."
    offline = replace(failed, words="Offline, will look again")
    assert wording.status_of(offline) == "Offline, will look again"


def test_a_film_that_is_here_but_breaks_off_is_told_of(services: Services, project: Path) -> None:
    done = services.store.row(pose(services, project, state="done"))
    assert wording.explanation_of(done) == ""
    assert wording.explanation_of(replace(done, hint=CUT_OFF)) == CUT_OFF
