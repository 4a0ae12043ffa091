"""Following avatars for days: the diary, the ladder, and whatever a service may say."""

from __future__ import annotations

import itertools
import time
from functools import partial

import pytest

from studio_gui.app.avatars import Avatar
from studio_gui.providers.creatify.answers import STATUSES
from studio_gui.server.endpoints.personas import CHINESE_REASON
from tests.e2e.avatars.stand import LIST, LOOK, AvatarStand

DAY_S, HOUR_S = 24 * 3600.0, 3600.0


def test_every_state_stands_in_the_diary_and_only_an_active_avatar_is_ready(stand: AvatarStand) -> None:
    avatar = stand.made()
    way = [name for name in STATUSES if name not in ("failed", "rejected")]
    for status in way:
        stand.stands(avatar, status)
        avatar = stand.looked(avatar)
        assert avatar.state == status
        assert avatar.phase == ("approved" if status == "done" else "making")
        stand.clock.jump(HOUR_S)
    assert not stand.avatars.ready()
    stand.stands(avatar, "done", is_active=True)
    avatar = stand.looked(avatar)
    assert (avatar.phase, avatar.next_at) == ("ready", 0)
    assert [one.id for one in stand.avatars.ready()] == [avatar.id]
    diary = stand.avatars.diary(avatar.id)
    assert [entry.state for entry in diary] == [*way, "done"]
    spans = [after.since - before.since for before, after in itertools.pairwise(diary)]
    assert all(abs(span - HOUR_S) < 60 for span in spans)
    told = [change.after.state for change in stand.heard if change.is_worth_telling and change.after.state]
    assert told == [*way, "done"]
    assert stand.row(avatar).state == "done"


def test_a_state_may_go_backwards_and_come_again(stand: AvatarStand) -> None:
    avatar = stand.made()
    for status in ("reviewing", "processing", "pending", "reviewing"):
        stand.stands(avatar, status)
        avatar = stand.looked(avatar)
        assert (avatar.phase, avatar.state) == ("making", status)
    stand.misbehave({"endpoint": LOOK, "fault": "backwards_state", "value": "voice_creating"})
    assert stand.looked(avatar).state == "voice_creating"
    states = [entry.state for entry in stand.avatars.diary(avatar.id)]
    assert states == ["reviewing", "processing", "pending", "reviewing", "voice_creating"]


def test_a_word_nobody_knows_is_kept_as_it_is(stand: AvatarStand) -> None:
    avatar = stand.made()
    stand.stands(avatar, "quality_gate_7")
    avatar = stand.looked(avatar)
    assert (avatar.phase, avatar.state, avatar.words) == ("making", "quality_gate_7", "Quality gate 7")
    assert not avatar.is_over


def test_a_reason_in_several_chinese_lines_is_kept_word_for_word(stand: AvatarStand) -> None:
    avatar = stand.made()
    stand.stands(avatar, "rejected", reason=CHINESE_REASON)
    avatar = stand.looked(avatar)
    assert (avatar.phase, avatar.state, avatar.reason) == ("failed", "rejected", CHINESE_REASON)
    assert "\n" not in avatar.words
    assert "\n" not in stand.row(avatar).error
    stand.restart()
    assert stand.avatars.diary(avatar.id)[-1].reason == CHINESE_REASON
    assert stand.avatars.form_of(avatar.id) == stand.form()


def test_one_that_was_rejected_may_be_taken_after_all(stand: AvatarStand) -> None:
    avatar = stand.made()
    stand.stands(avatar, "rejected", reason="blurred")
    assert stand.looked(avatar).phase == "failed"
    stand.stands(avatar, "reviewing")
    stand.avatars.refresh("creatify")
    assert stand.avatars.get(avatar.id).phase == "making"
    stand.stands(avatar, "done", is_active=True)
    assert stand.until_phase(avatar, "ready").is_ready


def test_two_days_closed(stand: AvatarStand) -> None:
    avatar = stand.made()
    stand.stands(avatar, "processing")
    stand.looked(avatar)
    looks = stand.asked(LOOK)
    stand.restart(after_s=2 * DAY_S)
    stand.stands(avatar, "done", is_active=True)
    stand.heard.clear()
    now = stand.until_phase(avatar, "ready")
    assert stand.asked(LOOK) == looks + 1  # once, not for every ten minutes that were missed
    before, after = stand.avatars.diary(avatar.id)
    assert (before.state, after.state) == ("processing", "done")
    assert after.since - before.since == pytest.approx(2 * DAY_S, abs=60)
    assert [change.after.phase for change in stand.heard if change.is_worth_telling] == ["ready"]
    assert now.checked_at == after.seen_at


def test_a_service_is_asked_every_ten_minutes_for_a_day_and_then_every_hour(stand: AvatarStand) -> None:
    avatar = stand.made()
    assert avatar.next_at - stand.clock() == pytest.approx(600, rel=0.11)
    avatar = stand.looked(avatar)
    assert avatar.next_at - stand.clock() == pytest.approx(600, rel=0.11)
    looks = stand.row(avatar).looks
    stand.clock.jump(300)
    stand.until(lambda: not stand.services.store.waiting().due)
    assert stand.row(avatar).looks == looks
    stand.clock.jump(361)
    stand.until(lambda: stand.row(avatar).looks == looks + 1)
    stand.clock.jump(DAY_S)
    stand.until(lambda: stand.row(avatar).looks == looks + 2)
    assert stand.avatars.get(avatar.id).next_at - stand.clock() == pytest.approx(3600, rel=0.11)


def test_a_window_that_is_shown_asks_at_once_but_not_every_time(stand: AvatarStand) -> None:
    avatar = stand.made()
    stand.looked(avatar)
    assert stand.avatars.look_now(least_age_s=60) == 0
    stand.clock.jump(61)
    assert stand.avatars.look_now(least_age_s=60) == 1


def test_a_service_that_is_away_costs_nothing_that_is_known(stand: AvatarStand) -> None:
    avatar = stand.made()
    stand.stands(avatar, "reviewing")
    stand.looked(avatar)
    stand.misbehave({"endpoint": LOOK, "fault": "500_html"})
    stand.avatars.look_now()
    stand.until(lambda: stand.row(avatar).failures > 0)
    now = stand.avatars.get(avatar.id)
    assert (now.phase, now.state) == ("making", "reviewing")
    stand.misbehave()
    stand.stands(avatar, "done", is_active=True)
    stand.clock.jump(HOUR_S)
    assert stand.until_phase(avatar, "ready").is_ready


def test_no_process_stays_for_days_only_to_ask(stand: AvatarStand) -> None:
    stand.made()
    assert not stand.tracker.has_work()
    assert not stand.services.hand_over()
    assert stand.services.store.pressing() == ()


def test_500_avatars_of_an_account_are_known_after_one_question(stand: AvatarStand) -> None:
    mine = stand.made()
    assert stand.admin("POST", "/practice/personas?count=500").ok
    begun = time.perf_counter()
    found = stand.avatars.refresh("creatify")
    took_s = time.perf_counter() - begun
    assert (len(found), stand.asked(LIST)) == (501, 1)
    assert sum(one.is_ready for one in found) == 55
    assert [one.reason for one in found if one.state == "rejected"] == [CHINESE_REASON] * 55
    assert sum(one.is_ours for one in found) == 1
    begun = time.perf_counter()
    assert len(stand.avatars.all()) == 501
    print(f"500 avatars: {took_s:.2f} s to ask and write, {1000 * (time.perf_counter() - begun):.0f} ms to read")
    again = stand.avatars.refresh("creatify")
    assert [(one.id, one.phase, one.changed_at) for one in again] == [
        (one.id, one.phase, one.changed_at) for one in found
    ]
    assert all(len(stand.avatars.diary(one.id)) == 1 for one in again)
    assert stand.avatars.get(mine.remote_id).id == mine.id
    assert len(stand.services.store.rows()) == 1


def test_what_the_job_forgets_the_avatar_remembers(stand: AvatarStand) -> None:
    avatar = stand.made()
    stand.stands(avatar, "done", is_active=True)
    avatar = stand.looked(avatar)
    stand.services.store.remove(stand.row(avatar).id)
    again = stand.avatars.get(avatar.id)
    assert (again.phase, again.remote_id, again.name) == ("ready", avatar.remote_id, avatar.name)
    assert stand.avatars.consent_of(avatar.id) is not None
    stand.avatars.forget(avatar.id)
    assert stand.avatars.all() == ()
    assert stand.avatars.diary(avatar.id) == ()


def missed(stand: AvatarStand, avatar: Avatar, times: int) -> bool:
    """Whether the service did not know it so often."""
    row = stand.row(avatar)
    return row.is_final or row.failures >= times


def test_one_that_the_service_lost_is_said_to_be_lost(stand: AvatarStand) -> None:
    avatar = stand.made()
    stand.stands(avatar, "reviewing")
    stand.looked(avatar)
    stand.server.practice.store.delete("persona", avatar.remote_id)
    for number in range(1, 4):
        stand.avatars.look_now()
        stand.until(partial(missed, stand, avatar, number))
    now = stand.avatars.get(avatar.id)
    assert (now.phase, now.words, now.next_at) == ("failed", "Not at the service any more", 0)
    assert "does not have it any more" in now.error
    assert [entry.state for entry in stand.avatars.diary(avatar.id)] == ["reviewing"]


def test_one_that_is_not_watched_any_more_can_be_followed_again(stand: AvatarStand) -> None:
    avatar = stand.made()
    assert stand.avatars.cancel(avatar.id).words == "Not watched any more"
    stand.stands(avatar, "done", is_active=True)
    assert stand.avatars.look_now() == 0
    stand.avatars.follow(avatar.id)
    assert stand.until_phase(avatar, "ready").is_ready
