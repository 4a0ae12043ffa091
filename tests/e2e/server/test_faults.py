"""Each fault of the practice server, and what the client makes of it: no second project, and a sentence."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from studio_gui.providers.aistudios.api import AiStudiosApi
from studio_gui.providers.errors import Gone, NotAllowed, NotSent, Refused, ServiceError, TooMany, Unavailable, Unsure
from studio_gui.providers.http import watching
from studio_gui.providers.transcript import Exchange
from tests.e2e.server.conftest import Peer, finished, payload

CREATE = "POST /editor/project"
LOOK = "GET /editor/progress/*"


def draft(api: AiStudiosApi) -> str:
    """A project that is not filmed."""
    return api.create("project", {**payload(), "isExport": False}).project_id


@pytest.mark.parametrize(
    ("fault", "made", "words"),
    [
        ("lose_reply", 1, "broke the connection before it answered"),
        ("lose_request", 0, "broke the connection before it answered"),
        ("500_html", 0, "500 Internal Server Error"),
        ("503", 0, "under maintenance"),
        ("garbage_json", 1, "no JSON"),
        ("wrong_types", 1, "without the id of the project"),
        ("empty_answer", 1, "without the id of the project"),
    ],
)
def test_nobody_sends_again_what_may_have_been_carried_out(peer: Peer, fault: str, made: int, words: str) -> None:
    api = peer.api()
    peer.misbehave(CREATE, fault)
    with pytest.raises(Unsure) as caught:
        draft(api)
    assert words in caught.value.message
    assert "nobody knows whether it could make the project" in caught.value.message
    assert caught.value.hint == "Look it up at the service before sending it again."
    assert len(peer.projects) == made
    assert peer.asked(CREATE) == 1
    assert peer.waits == []


def test_an_answer_that_takes_too_long_leaves_the_project_unsure(peer: Peer) -> None:
    api = peer.api(patience=0.003)
    api.token()
    peer.misbehave(CREATE, "slow", value=2)
    with pytest.raises(Unsure, match=r"did not answer within 0\.36 s"):
        draft(api)
    assert peer.asked(CREATE) == 1


@pytest.mark.parametrize("fault", ["500_html", "503", "garbage_json", "lose_reply", "lose_request"])
def test_a_look_is_repeated_until_it_succeeds(peer: Peer, fault: str) -> None:
    api = peer.api()
    project_id = draft(api)
    peer.misbehave(LOOK, fault, nth=1)
    assert api.progress(project_id).state == "draft"
    assert len(peer.waits) == 1


@pytest.mark.parametrize("fault", ["500_html", "503", "garbage_json", "lose_reply"])
def test_a_look_that_never_succeeds_may_be_repeated_later(peer: Peer, fault: str) -> None:
    api = peer.api()
    project_id = draft(api)
    peer.misbehave(LOOK, fault)
    with pytest.raises(Unavailable) as caught:
        api.progress(project_id)
    assert caught.value.hint == "Try again later."
    assert len(peer.waits) == 2


def test_an_answer_drop_by_drop_has_an_end(peer: Peer) -> None:
    api = peer.api(patience=0.01)
    project_id = draft(api)
    peer.misbehave(LOOK, "dribble", value=4)
    with pytest.raises(Unavailable, match=r"did not finish its answer in 0\.6 s"):
        api.progress(project_id)


def test_asked_too_often_it_waits_as_long_as_it_is_told(peer: Peer) -> None:
    api = peer.api()
    project_id = draft(api)
    peer.misbehave(LOOK, "429", nth=1, value=7)
    assert api.progress(project_id).state == "draft"
    assert peer.waits == [7]
    peer.misbehave(LOOK, "429", value=3600)
    with pytest.raises(TooMany) as caught:
        api.progress(project_id)
    assert caught.value.retry_after_s == 3600
    assert peer.waits == [7]


def test_a_service_under_maintenance_is_left_alone_as_long_as_it_wants(peer: Peer) -> None:
    api = peer.api()
    project_id = draft(api)
    peer.misbehave(LOOK, "503", nth=1, value=11)
    assert api.progress(project_id).state == "draft"
    assert peer.waits == [11]


def test_a_project_refused_for_now_may_be_sent_later(peer: Peer) -> None:
    api = peer.api()
    peer.misbehave(CREATE, "429", value=9)
    with pytest.raises(TooMany) as caught:
        draft(api)
    assert (caught.value.retry_after_s, caught.value.said) == (9, "too many requests")
    assert peer.projects == []


@pytest.mark.parametrize("endpoint", [CREATE, LOOK])
def test_a_token_that_ends_in_between_is_renewed_once(peer: Peer, endpoint: str) -> None:
    api = peer.api()
    first = draft(api)
    peer.misbehave(endpoint, "expire_token", nth=1)
    assert api.progress(first).state == "draft"
    draft(api)
    assert len(peer.projects) == 2
    assert peer.asked("POST /auth/token") == 2


def test_a_refusal_of_the_token_with_status_200_counts_too(peer: Peer) -> None:
    api = peer.api()
    project_id = draft(api)
    peer.misbehave(LOOK, "success_false", nth=1, value="Invalid token")
    assert api.progress(project_id).state == "draft"
    assert peer.asked("POST /auth/token") == 2


def test_keys_that_are_refused_for_good_are_tried_with_one_new_token(peer: Peer) -> None:
    api = peer.api()
    project_id = draft(api)
    peer.misbehave(LOOK, "401")
    with pytest.raises(NotAllowed, match="invalid token"):
        api.progress(project_id)
    assert peer.asked("POST /auth/token") == 2


def test_twenty_looks_at_once_renew_the_token_once(peer: Peer) -> None:
    api = peer.api()
    project_id = draft(api)
    peer.server.practice.expire_tokens()
    gate = threading.Barrier(20)

    def look(_: int) -> str:
        gate.wait(10)
        return api.progress(project_id).state

    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(look, range(20))) == {"draft"}
    assert peer.asked("POST /auth/token") == 2


@pytest.mark.parametrize("fault", ["500_html", "garbage_json", "wrong_types", "lose_reply", "429"])
def test_while_there_is_no_token_nothing_was_sent(peer: Peer, fault: str) -> None:
    api = peer.api()
    peer.misbehave("POST /auth/token", fault)
    with pytest.raises((NotSent, TooMany)):
        draft(api)
    assert peer.asked(CREATE) == 0
    peer.behave()
    draft(api)
    peer.server.practice.expire_tokens()
    peer.misbehave("POST /auth/token", fault)
    with pytest.raises((NotSent, TooMany)):
        draft(api)
    assert len(peer.projects) == 1


def test_an_old_token_is_renewed_before_it_ends(peer: Peer) -> None:
    now = [1_000_000.0]
    api = peer.api(clock=lambda: now[0])
    api.token()
    now[0] += 22.9 * 3600
    api.token()
    assert peer.asked("POST /auth/token") == 1
    now[0] += 0.2 * 3600
    api.token()
    assert peer.asked("POST /auth/token") == 2
    now[0] -= 48 * 3600  # the clock was set back: how old it is, nobody knows
    api.token()
    assert peer.asked("POST /auth/token") == 3


@pytest.mark.parametrize(("fault", "kind"), [("success_false", Refused), ("bare_msg", Refused), ("403", NotAllowed)])
def test_a_no_is_told_in_the_services_own_words(peer: Peer, fault: str, kind: type[ServiceError]) -> None:
    api = peer.api()
    words = "Your plan has no minutes left" if fault != "403" else "your plan does not allow this"
    peer.misbehave(CREATE, fault, value=words)
    with pytest.raises(kind) as caught:
        draft(api)
    assert caught.value.said == words
    assert f"It said: {words}." in caught.value.message
    assert peer.asked(CREATE) == 1


def test_finished_without_an_address_is_not_done(peer: Peer) -> None:
    api = peer.api()
    project_id = api.create("project", payload()).project_id
    finished(api, project_id)
    peer.misbehave(LOOK, "done_without_url")
    progress = api.progress(project_id)
    assert (progress.percent, progress.stage) == (100, "no-url")
    assert api.project(project_id).progress.url


def test_progress_is_read_whatever_it_looks_like(peer: Peer) -> None:
    api = peer.api()
    project_id = draft(api)
    peer.misbehave(LOOK, "stuck_at", value=97)
    assert (api.progress(project_id).percent, api.progress(project_id).stage) == (97, "running")
    peer.misbehave(LOOK, "unknown_state", value="quantum_flux")
    assert (api.progress(project_id).state, api.progress(project_id).stage) == ("quantum_flux", "waiting")
    peer.misbehave(LOOK, "failed_state")
    assert api.progress(project_id).stage == "failed"
    peer.misbehave(LOOK, "wrong_types")
    assert (api.progress(project_id).percent, api.progress(project_id).stage) == (0, "waiting")
    peer.misbehave(LOOK, "empty_answer")
    assert api.progress(project_id).stage == "waiting"


@pytest.mark.parametrize("fault", ["wrong_types", "empty_answer"])
def test_no_list_is_not_taken_for_an_empty_one(peer: Peer, fault: str) -> None:
    """Who looks for a project that was perhaps made must not be told that there is none."""
    api = peer.api()
    assert api.projects() == ()
    peer.misbehave("GET *", fault)
    for ask in (api.projects, api.presenters, api.presenter_choices, api.workspaces):
        with pytest.raises(Unavailable, match="answered without a list"):
            ask()


def test_a_project_that_vanishes_is_gone(peer: Peer) -> None:
    api = peer.api()
    project_id = draft(api)
    peer.misbehave(LOOK, "vanish", nth=1)
    with pytest.raises(Gone, match="there is no project"):
        api.progress(project_id)


@pytest.mark.parametrize(("endpoint", "kind"), [(LOOK, Refused), (CREATE, Unsure)])
def test_keys_do_not_follow_to_another_host(peer: Peer, endpoint: str, kind: type[ServiceError]) -> None:
    api = peer.api()
    project_id = draft(api)
    peer.misbehave(endpoint, "redirect_to_other_host")
    with pytest.raises(kind, match="points to another address"):
        draft(api) if endpoint == CREATE else api.progress(project_id)
    assert len(peer.projects) == 1
    assert peer.server.practice.leaks == []


def test_what_is_shown_of_requests_holds_no_secret(peer: Peer) -> None:
    seen: list[Exchange] = []
    api = peer.api()
    with watching(seen.append):
        draft(api)
        peer.misbehave(LOOK, "404")
        with pytest.raises(Gone):
            api.progress("abc")
    everything = repr(seen)
    assert [one.status for one in seen] == [200, 200, 404]
    assert [one.url.partition("/v3")[2] for one in seen] == ["/auth/token", "/editor/project", "/editor/progress/abc"]
    assert "aiModel-1h4ij5h8e87" in seen[1].sent
    assert seen[2].problem.endswith("It said: not found.")
    settings = peer.server.settings
    for secret in (settings.token, settings.app_id, api.token()):
        assert secret not in everything
