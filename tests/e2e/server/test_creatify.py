"""Avatars from footage: uploaded, reviewed, done; and what goes wrong on the way."""

from __future__ import annotations

import sys
import threading
import time
import tracemalloc
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from studio_gui.base.errors import Cancelled, MediaError
from studio_gui.base.json_text import JsonDict
from studio_gui.files.probing import probe
from studio_gui.providers.creatify.answers import STATUSES, Persona
from studio_gui.providers.creatify.provider import CreatifyService
from studio_gui.providers.creatify.requests import NewPersona, PersonaByUrl
from studio_gui.providers.creatify.upload import Sent, upload_of
from studio_gui.providers.errors import Gone, NotAllowed, Refused, TooMany, Unavailable, Unsure
from studio_gui.providers.http import watching
from studio_gui.providers.transcript import Exchange
from studio_gui.server.endpoints.personas import STEPS
from studio_gui.server.running import PracticeServer
from studio_gui.server.settings import ServerSettings
from tests.e2e.server.conftest import Peer
from tests.unit.jobs.film import write_film

CREATE = "POST /api/personas_v2/"


@pytest.fixture
def footage(tmp_path: Path) -> Path:
    path = tmp_path / "me at home.mp4"
    write_film(path)
    return path


def person(footage: Path, **more: object) -> NewPersona:
    said = {"gender": "f", "creator_name": "Ada Lovelace", "video_scene": "office", "lipsync_input": footage}
    return NewPersona.model_validate({**said, **more})


def test_footage_becomes_an_avatar(peer: Peer, footage: Path) -> None:
    api = peer.creatify()
    sent: list[Sent] = []
    request = person(footage, consent_video=footage, labels=["calm", "formal"], keywords="desk, lamp")
    made = api.create_persona(request, progress=sent.append)
    assert (made.creator_name, made.gender) == ("Ada Lovelace", "f")
    assert sent[-1].done == sent[-1].total > 2 * footage.stat().st_size
    (record,) = peer.personas
    assert record["labels"] == ["calm", "formal"]
    assert record["consent_video"]
    now = api.persona(made.id)
    assert (now.process_status, now.is_active, now.stage, now.words) == ("done", True, "done", "Done")
    assert [one.id for one in api.my_personas()] == [made.id]
    assert api.remaining_credits() == 500


def test_an_avatar_has_a_picture_when_it_is_ready(peer: Peer, footage: Path, tmp_path: Path) -> None:
    service = CreatifyService(peer.creatify())
    ready = service.look("persona", service.submit(service.payload_of(person(footage))).remote_id)
    assert ready.url.startswith(peer.server.url)
    service.fetch(ready.url, tmp_path / "me.png", kind="persona", remote_id="")
    facts = probe(tmp_path / "me.png")
    assert (facts.kind, facts.width, facts.height) == ("picture", 32, 32)
    said = {"gender": "m", "creator_name": "X", "lipsync_input": "https://cdn.example.com/me.mp4"}
    by_url = service.submit(service.payload_of(PersonaByUrl.model_validate(said)))
    assert service.look("persona-url", by_url.remote_id).url == ""


@pytest.mark.parametrize(("mark", "words"), [
    ("practice:rejected", "Rejected: consent video does not match"),
    ("practice:failed", "Failed: no face was found in the footage"),
])  # fmt: skip
def test_a_review_may_end_badly(peer: Peer, footage: Path, mark: str, words: str) -> None:
    api = peer.creatify()
    now = api.persona(api.create_persona(person(footage, keywords=mark)).id)
    assert (now.stage, now.words) == ("failed", words)


def test_an_avatar_from_an_address_and_pages(peer: Peer) -> None:
    api = peer.creatify()
    for number in range(5):
        said = {"gender": "nb", "creator_name": f"Person {number}", "lipsync_input": "https://cdn.example.com/me.mp4"}
        api.create_persona_by_url(PersonaByUrl.model_validate(said))
    first = api.personas(page=1, page_size=2)
    assert (first.count, first.next_page, len(first.personas)) == (5, 2, 2)
    last = api.personas(page=3, page_size=2)
    assert (last.next_page, [one.creator_name for one in last.personas]) == (0, ["Person 4"])
    with pytest.raises(Gone, match="Invalid page"):
        api.personas(page=4, page_size=2)


def _set_began(record: JsonDict, *, began: float) -> None:
    record["began"] = began


@pytest.mark.parametrize(("keywords", "way", "is_active"), [
    ("desk", (*STEPS, "done"), True),
    ("practice:skips", ("pending", "reviewing", "done"), True),
    ("practice:backwards", ("pending", "processing", "reviewing", "processing", "pending", "reviewing", "done"), True),
    ("practice:unknown practice:inactive", ("pending", "quality_gate_7", "reviewing", "done"), False),
    ("practice:chinese", (*STEPS, "rejected"), False),
])  # fmt: skip
def test_it_goes_through_its_states(
    tmp_path: Path, footage: Path, keywords: str, way: tuple[str, ...], is_active: bool
) -> None:
    settings = ServerSettings(folder=tmp_path / "server", avatar_step_s=1000.0)
    with PracticeServer(settings) as server:
        api = Peer(server).creatify()
        made, seen = api.create_persona(person(footage, keywords=keywords)), list[str]()

        def after(steps: int) -> Persona:
            began = time.time() - 1000 * steps - 10
            server.practice.store.change("persona", made.id, partial(_set_began, began=began))
            return api.persona(made.id)

        for steps in range(len(way)):
            seen.append(after(steps).process_status)
            assert not after(steps).is_active
        end = after(len(way))
        api.close()
    assert tuple(seen) == way
    assert set(seen) - {"quality_gate_7"} < set(STATUSES)
    assert (end.process_status, end.is_active) == (way[-1], is_active)
    assert ("\n" in end.failed_reason) is (keywords == "practice:chinese")


def test_keys_are_refused(peer: Peer) -> None:
    with pytest.raises(NotAllowed, match="Invalid API ID or API key"):
        peer.creatify(api_key="another-key-123").remaining_credits()
    with pytest.raises(NotAllowed, match=r"Authentication credentials were not provided\."):
        peer.creatify(api_key="").remaining_credits()


def test_errors_of_fields_are_told_by_field(peer: Peer, footage: Path) -> None:
    api = peer.creatify()
    with pytest.raises(Refused) as caught:
        api.create_persona(NewPersona.model_construct(gender="x", creator_name="n" * 300, lipsync_input=footage))
    assert set(caught.value.fields) == {"gender", "creator_name"}
    assert "creator_name" in caught.value.message
    assert peer.personas == []


def test_a_file_that_is_no_video_is_refused(peer: Peer, tmp_path: Path) -> None:
    api = peer.creatify()
    (tmp_path / "notes.txt").write_text("hello")
    with pytest.raises(MediaError, match=r"“notes\.txt” is no MP4 or MOV video"):
        api.create_persona(person(tmp_path / "notes.txt"))
    (tmp_path / "fake.mp4").write_text("hello")
    with pytest.raises(Refused, match="lipsync_input: Upload a valid video"):
        api.create_persona(person(tmp_path / "fake.mp4"))
    with pytest.raises(MediaError, match="cannot be read"):
        api.create_persona(person(tmp_path / "missing.mp4"))
    assert peer.personas == []


@pytest.mark.parametrize(
    ("fault", "made"), [("lose_reply", 1), ("500_html", 0), ("garbage_json", 1), ("wrong_types", 1)]
)
def test_an_upload_is_never_repeated(peer: Peer, footage: Path, fault: str, made: int) -> None:
    api = peer.creatify()
    peer.misbehave(CREATE, fault)
    with pytest.raises(Unsure):
        api.create_persona(person(footage))
    assert len(peer.personas) == made
    assert peer.asked(CREATE) == 1
    if made:  # what a person does then: look it up by name
        peer.behave()
        assert [one.creator_name for one in api.my_personas()] == ["Ada Lovelace"]


def test_looks_survive_faults(peer: Peer, footage: Path) -> None:
    api = peer.creatify()
    made = api.create_persona(person(footage))
    look = f"GET /api/personas/{made.id}/"
    peer.misbehave(look, "500_html", nth=1)
    assert api.persona(made.id).stage == "done"
    peer.misbehave(look, "unknown_state", value="dreaming_of_sheep")
    assert api.persona(made.id).words == "Dreaming of sheep"
    peer.misbehave(look, "wrong_types")
    assert api.persona(made.id).stage == "running"
    peer.misbehave(look, "429", value=3600)
    with pytest.raises(TooMany):
        api.persona(made.id)
    peer.misbehave("GET *", "wrong_types")
    for ask in (api.my_personas, api.personas, api.remaining_credits):
        with pytest.raises(Unavailable):
            ask()


@pytest.fixture
def large(tmp_path: Path) -> Iterator[Path]:
    """A film of 2 GB, most of it a hole."""
    path = tmp_path / "large.mp4"
    write_film(path)
    with open(path, "r+b") as file:
        file.truncate(2_000_000_000)
    yield path
    path.unlink()


def test_an_upload_is_cancelled_in_the_middle_and_nothing_is_made(peer: Peer, large: Path) -> None:
    api = peer.creatify()
    stop = threading.Event()

    def look(sent: Sent) -> None:
        if sent.done > 3_000_000:
            stop.set()

    with watching(is_cancelled=stop.is_set), pytest.raises(Cancelled):
        api.create_persona(person(large), progress=look)
    assert peer.personas == []
    assert api.my_personas() == ()


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_an_upload_that_is_cut_is_not_sent_again(peer: Peer, tmp_path: Path, share: float) -> None:
    api = peer.creatify()
    footage = tmp_path / "me.mp4"
    write_film(footage)
    with open(footage, "r+b") as file:
        file.truncate(8_000_000)
    peer.misbehave(CREATE, "cut_upload", value=share)
    seen: list[float] = []
    with pytest.raises(Unsure):
        api.create_persona(person(footage), progress=lambda sent: seen.append(sent.done / sent.total))
    assert peer.personas == []
    assert peer.asked(CREATE) == 1
    assert seen[-1] >= share - 0.01


@pytest.mark.parametrize(("fault", "words"), [("413", "the body is too large"), ("402", "not enough credits")])
def test_an_upload_that_is_refused_by_size_or_price(peer: Peer, footage: Path, fault: str, words: str) -> None:
    peer.misbehave(CREATE, fault)
    with pytest.raises(Refused, match=words):
        peer.creatify().create_persona(person(footage))


def test_who_listens_and_stumbles_at_the_end_does_not_cost_the_avatar(peer: Peer, footage: Path) -> None:
    def stumble(sent: Sent) -> None:
        if sent.done == sent.total:
            raise RuntimeError("the window is gone")

    made = peer.creatify().create_persona(person(footage), progress=stumble)
    assert [one["id"] for one in peer.personas] == [made.id]


def test_an_upload_does_not_hold_the_file_in_memory(large: Path) -> None:
    """The body of 2 GB, read to its end as a connection reads it."""
    tracemalloc.start()
    try:
        with upload_of([("gender", "f")], [("lipsync_input", large, "video/mp4")], progress=lambda sent: None) as body:
            count = 0
            # A hundredth of it is enough to see that nothing is kept.
            while count < body.size // 100:
                count += len(body.stream.read(1 << 16))
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()
    assert body.size > 2_000_000_000
    assert sys.getsizeof(body.words) < 1000


def test_a_transcript_names_the_file_and_no_secret(peer: Peer, footage: Path) -> None:
    seen: list[Exchange] = []
    api = peer.creatify()
    with watching(seen.append):
        api.create_persona(person(footage))
    assert "lipsync_input=@lipsync_input.mp4" in seen[0].sent
    assert peer.server.settings.token not in repr(seen)


def test_the_webhook_of_an_avatar_is_sent(peer: Peer, footage: Path) -> None:
    api = peer.creatify()
    api.create_persona(person(footage, webhook_url="http://127.0.0.1:1/hook"))
    end, waiting = time.monotonic() + 10, threading.Event()
    while not peer.server.practice.webhooks.sent and time.monotonic() < end:
        waiting.wait(0.02)
    (sent,) = peer.server.practice.webhooks.sent
    assert isinstance(sent, dict)
    assert sent["outcome"] == "ConnectionError"
