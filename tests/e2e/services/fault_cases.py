"""Each way a service, a network or a clock can misbehave, and what must come of a job then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from studio_gui.base.errors import JobError
from studio_gui.base.json_text import JsonDict
from tests.e2e.services.stand import CREATE, FILE, LOOK, Stand
from tests.unit.jobs.desk import asked_about

Play = Callable[[Stand], int]
"""Plays the case and answers how many projects must be at the service."""


@dataclass(frozen=True)
class Case:
    """One row of the table."""

    name: str
    play: Play
    speed: float
    patience: float

    def run(self, folder: Path) -> None:
        """Play it against a server of its own; raises ``AssertionError``."""
        with Stand(folder, speed=self.speed, patience=self.patience) as stand:
            creates = self.play(stand)
            stand.check_all(creates=creates)


CASES: list[Case] = []


def case(name: str, *, speed: float = 30.0, patience: float = 1.0) -> Callable[[Play], Play]:
    """Add a case to the table."""

    def add(play: Play) -> Play:
        CASES.append(Case(name, play, speed, patience))
        return play

    return add


def _done(stand: Stand, *rules: tuple[str, str] | JsonDict) -> int:
    """The fault is borne: one film, in the end."""
    stand.misbehave(*rules)
    # On a busy computer the film may take so long that the job stalls meanwhile; it goes on by itself.
    row = stand.until_state(stand.submit(), "done", "failed", "unsure")
    assert row.state == "done", (row.state, row.error, row.words)
    assert row.error == row.hint == ""
    return 1


def _unsure_then_found(stand: Stand, *rules: tuple[str, str] | JsonDict) -> int:
    """Nobody knows: it is not sent again, but found, and only when a person asks for that."""
    stand.misbehave(*rules)
    job_id = stand.submit()
    row = stand.until_state(job_id, "unsure", "done", "failed")
    assert row.state == "unsure", (row.state, row.error)
    assert "nobody knows" in row.error
    stand.misbehave()
    for _ in range(200):
        stand.tracker.look_up(job_id)
        row = stand.until_state(job_id, "unsure", "done")
        if row.state == "done":
            break
    assert row.state == "done", row.error
    assert stand.asked(CREATE) == 1
    return 1


def _unsure_never_made(stand: Stand, *rules: tuple[str, str] | JsonDict) -> int:
    """Nobody knows, and it is not there: it stays so until a person has it sent again."""
    stand.misbehave(*rules)
    job_id = stand.submit()
    assert "nobody knows" in stand.until_state(job_id, "unsure", "done", "failed").error
    stand.misbehave()
    stand.tracker.look_up(job_id)
    row = stand.until_state(job_id, "unsure", "done")
    assert (row.state, row.error) == ("unsure", "AI Studios does not list it (yet).")
    assert (stand.asked(CREATE), stand.created()) == (1, 0)
    stand.tracker.retry(job_id, send_again=True)
    assert stand.until_state(job_id, "done", "failed", "unsure").state == "done"
    return 1


def _failed(stand: Stand, words: str, *rules: tuple[str, str] | JsonDict, creates: int = 0) -> int:
    stand.misbehave(*rules)
    row = stand.until_state(stand.submit(), "done", "failed", "unsure", "stalled")
    assert row.state == "failed", (row.state, row.error)
    assert words in row.error, row.error
    return creates


@case("reply lost after the POST was processed")
def _reply_lost_after_the_post_was_processed(stand: Stand) -> int:
    return _unsure_then_found(stand, (CREATE, "lose_reply"))


@case("connection lost before the POST was processed")
def _connection_lost_before_the_post_was_processed(stand: Stand) -> int:
    return _unsure_never_made(stand, (CREATE, "lose_request"))


@case("500 with HTML to the POST")
def _500_with_html_to_the_post(stand: Stand) -> int:
    return _unsure_never_made(stand, (CREATE, "500_html"))


@case("500 with HTML while polling")
def _500_with_html_while_polling(stand: Stand) -> int:
    return _done(stand, {"endpoint": LOOK, "fault": "500_html", "times": 8})


@case("429 with Retry-After to the POST")
def _429_with_retryafter_to_the_post(stand: Stand) -> int:
    ends = _done(stand, {"endpoint": CREATE, "fault": "429", "value": 20, "times": 2})
    assert stand.asked(CREATE) == 3
    return ends


@case("429 with Retry-After while polling", speed=300)
def _429_with_retryafter_while_polling(stand: Stand) -> int:
    return _done(stand, {"endpoint": LOOK, "fault": "429", "value": 100, "times": 2})


@case("503, under maintenance, while polling", speed=300)
def _503_under_maintenance_while_polling(stand: Stand) -> int:
    return _done(stand, {"endpoint": LOOK, "fault": "503", "value": 100, "times": 4})


@case("401 in mid-poll")
def _401_in_midpoll(stand: Stand) -> int:
    ends = _done(stand, {"endpoint": LOOK, "fault": "expire_token", "nth": [1, 3]})
    assert stand.asked("POST /auth/token") == 3
    return ends


@case("401 that a new token does not heal, for a while", speed=300)
def _401_that_a_new_token_does_not_heal_for(stand: Stand) -> int:
    return _done(stand, {"endpoint": LOOK, "fault": "401", "times": 4})


@case("401 to the POST, the token had run out")
def _401_to_the_post_the_token_had_run_out(stand: Stand) -> int:
    stand.service.api.token()
    stand.expire_tokens()
    ends = _done(stand)
    assert stand.asked(CREATE) == 2
    return ends


@case("token expired while 20 jobs poll")
def _token_expired_while_20_jobs_poll(stand: Stand) -> int:
    stand.misbehave((LOOK, "stuck_at"))
    ids = [stand.submit(f"Film {number}") for number in range(20)]
    stand.until(lambda: all(stand.row(one).looks >= 1 for one in ids))
    before = stand.asked("POST /auth/token"), {one: stand.row(one).looks for one in ids}
    assert before[0] == 1
    stand.expire_tokens()
    stand.until(lambda: all(stand.row(one).looks > before[1][one] for one in ids))
    assert stand.asked("POST /auth/token") == 2
    for one in ids:
        assert stand.row(one).state == "running"
        stand.tracker.cancel(one)
    return 20


@case("success:false with 200 to the POST")
def _successfalse_with_200_to_the_post(stand: Stand) -> int:
    return _failed(
        stand, "It said: your credits ran out.",
        {"endpoint": CREATE, "fault": "success_false", "value": "your credits ran out"},
    )  # fmt: skip


@case("success:false with 200 while polling")
def _successfalse_with_200_while_polling(stand: Stand) -> int:
    return _done(stand, {"endpoint": LOOK, "fault": "success_false", "times": 3})


@case("success:false with 200 whenever one looks")
def _successfalse_with_200_whenever_one_looks(stand: Stand) -> int:
    rule = {"endpoint": LOOK, "fault": "success_false", "value": "the avatar has no mouth"}
    return _failed(stand, "AI Studios could not make it: the avatar has no mouth.", rule, creates=1)


@case("not enough credits (402)")
def _not_enough_credits_402(stand: Stand) -> int:
    return _failed(stand, "not enough credits", (CREATE, "402"))


@case("keys that are not taken (403)")
def _keys_that_are_not_taken_403(stand: Stand) -> int:
    return _failed(stand, "your plan does not allow this", (CREATE, "403"))


@case("100 without URL")
def _100_without_url(stand: Stand) -> int:
    rules = {"endpoint": LOOK, "fault": "done_without_url"}, {"endpoint": "GET /editor/project/*", "fault": "500_html"}
    return _done(stand, {**rules[0], "times": 4}, {**rules[1], "times": 6})


@case("stuck at 97", speed=240)
def _stuck_at_97(stand: Stand) -> int:
    stand.misbehave((LOOK, "stuck_at"))
    job_id = stand.submit()
    row = stand.until_state(job_id, "stalled", "failed", "done")
    assert row.state == "stalled"
    assert row.fraction == 0.97
    assert row.status.startswith("No change since ")
    assert 240 <= row.next_at - row.checked_at <= 360
    stand.misbehave()
    assert stand.until_state(job_id, "done", "failed").state == "done"
    return 1


@case("the service says that it failed")
def _the_service_says_that_it_failed(stand: Stand) -> int:
    return _failed(stand, "AI Studios could not make it", (LOOK, "failed_state"), creates=1)


@case("project vanishes (404)")
def _project_vanishes_404(stand: Stand) -> int:
    return _failed(stand, "does not have it any more", (LOOK, "vanish"))


@case("404 once, just after it was made")
def _404_once_just_after_it_was_made(stand: Stand) -> int:
    return _done(stand, {"endpoint": LOOK, "fault": "404", "times": 1})


@case("truncated download")
def _truncated_download(stand: Stand) -> int:
    return _done(stand, {"endpoint": FILE, "fault": "truncate_download", "value": 0.4, "times": 3})


@case("expired download URL")
def _expired_download_url(stand: Stand) -> int:
    return _done(stand, {"endpoint": LOOK, "fault": "expired_url", "times": 1})


@case("download refused (403) again and again")
def _download_refused_403_again_and_again(stand: Stand) -> int:
    return _done(stand, {"endpoint": FILE, "fault": "403", "times": 5})


@case("redirect of the POST to another host")
def _redirect_of_the_post_to_another_host(stand: Stand) -> int:
    return _unsure_never_made(stand, (CREATE, "redirect_to_other_host"))


@case("redirect to another host while polling")
def _redirect_to_another_host_while_polling(stand: Stand) -> int:
    return _done(stand, {"endpoint": LOOK, "fault": "redirect_to_other_host", "times": 2})


@case("redirect of the download to another host: no keys go there")
def _redirect_of_the_download_to_another_host_no_keys(stand: Stand) -> int:
    return _done(stand, {"endpoint": FILE, "fault": "redirect_to_other_host", "times": 1})


@case("slow answer to the POST", patience=0.01)
def _slow_answer_to_the_post(stand: Stand) -> int:
    # 1.2 s of patience instead of two minutes; the server sees that nobody waits any more, and makes nothing.
    return _unsure_never_made(stand, {"endpoint": CREATE, "fault": "slow", "value": 2, "times": 1})


@case("slow answers while polling", patience=0.02)
def _slow_answers_while_polling(stand: Stand) -> int:
    return _done(stand, {"endpoint": LOOK, "fault": "slow", "value": 1, "times": 4})


@case("dribbling answer to the POST", patience=0.005)
def _dribbling_answer_to_the_post(stand: Stand) -> int:
    return _unsure_then_found(stand, {"endpoint": CREATE, "fault": "dribble", "value": 4, "times": 1})


@case("dribbling answers while polling, and dribbling downloads", patience=0.02)
def _dribbling_answers_while_polling_and_dribbling_downloads(stand: Stand) -> int:
    return _done(
        stand, {"endpoint": LOOK, "fault": "dribble", "value": 3, "times": 3},
        {"endpoint": FILE, "fault": "dribble", "value": 1, "times": 1},
    )  # fmt: skip


@case("garbage JSON to the POST")
def _garbage_json_to_the_post(stand: Stand) -> int:
    return _unsure_then_found(stand, (CREATE, "garbage_json"))


@case("an empty answer to the POST")
def _an_empty_answer_to_the_post(stand: Stand) -> int:
    return _unsure_then_found(stand, (CREATE, "empty_answer"))


@case("wrong types in the answer to the POST")
def _wrong_types_in_the_answer_to_the_post(stand: Stand) -> int:
    return _unsure_then_found(stand, (CREATE, "wrong_types"))


@case("garbage JSON, wrong types and empty answers while polling")
def _garbage_json_wrong_types_and_empty_answers_while_polling(stand: Stand) -> int:
    faults = ("garbage_json", "wrong_types", "empty_answer")
    return _done(stand, *({"endpoint": LOOK, "fault": fault, "times": 4} for fault in faults))


@case("unknown states")
def _unknown_states(stand: Stand) -> int:
    return _done(stand, {"endpoint": LOOK, "fault": "unknown_state", "value": "quantum_flux", "times": 4})


@case("DNS gone for an hour before it was sent", speed=600)
def _dns_gone_for_an_hour_before_it_was_sent(stand: Stand) -> int:
    good, stand.http.base_url = stand.http.base_url, "http://studio-practice.invalid"
    job_id, began = stand.submit(), stand.clock()
    stand.until(lambda: stand.row(job_id).state == "offline" and stand.clock() - began > 3600)
    assert "its name was not found" in stand.row(job_id).hint
    stand.http.base_url = good
    assert stand.until_state(job_id, "done", "failed", "unsure").state == "done"
    assert stand.asked(CREATE) == 1
    return 1


@case("DNS gone for an hour while polling", speed=600)
def _dns_gone_for_an_hour_while_polling(stand: Stand) -> int:
    stand.misbehave((LOOK, "stuck_at"))
    job_id = stand.submit()
    stand.until(lambda: stand.row(job_id).looks >= 1)
    good, stand.http.base_url = stand.http.base_url, "http://studio-practice.invalid"
    began = stand.clock()
    stand.until(lambda: stand.clock() - began > 3600 and stand.row(job_id).failures > 3)
    assert (stand.row(job_id).state, stand.row(job_id).status) == ("running", "Offline, will look again")
    stand.misbehave()
    stand.http.base_url = good
    assert stand.until_state(job_id, "done", "failed", "stalled").state == "done"
    return 1


@case("clock set forward by a day")
def _clock_set_forward_by_a_day(stand: Stand) -> int:
    return _with_jump(stand, 24 * 3600)


@case("clock set back by a day")
def _clock_set_back_by_a_day(stand: Stand) -> int:
    return _with_jump(stand, -24 * 3600)


def _with_jump(stand: Stand, seconds: float) -> int:
    stand.misbehave((LOOK, "stuck_at"))
    job_id = stand.submit()
    stand.until(lambda: stand.row(job_id).looks >= 1 and not stand.row(job_id).owner)
    looks = stand.row(job_id).looks
    stand.clock.jump(seconds)
    stand.until(lambda: stand.row(job_id).looks >= looks + 2)
    assert stand.row(job_id).state == "running"
    stand.misbehave()
    assert stand.until_state(job_id, "done", "failed", "stalled").state == "done"
    return 1


@case("cancelled while it is made: the service goes on, nothing is fetched")
def _cancelled_while_it_is_made_the_service_goes_on(stand: Stand) -> int:
    stand.misbehave((LOOK, "stuck_at"))
    job_id = stand.submit()
    stand.until(lambda: stand.row(job_id).looks >= 1)
    stand.tracker.cancel(job_id)
    assert stand.row(job_id).state == "cancelled"
    stand.misbehave()
    stand.tracker.retry(job_id)
    assert stand.until_state(job_id, "done", "failed").state == "done"
    assert stand.asked(CREATE) == 1
    return 1


@case("perhaps sent, then cancelled: it is still not sent again unasked")
def _perhaps_sent_then_cancelled_it_is_still_not_sent(stand: Stand) -> int:
    stand.misbehave((CREATE, "lose_reply"))
    job_id = stand.submit()
    stand.until_state(job_id, "unsure")
    stand.tracker.cancel(job_id)
    with pytest.raises(JobError, match="Nobody knows"):
        stand.tracker.retry(job_id)
    row = stand.row(job_id)
    before = asked_about(stand.store, replace(stand.new_job(), fingerprint=row.payload_hash))
    assert before is not None
    assert (before.id, before.is_listed) == (row.id, True)
    return 1
