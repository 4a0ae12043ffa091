"""What no service should answer, byte by byte, and what becomes of it: a sentence, and soon."""

from __future__ import annotations

import json
import socket
import time
from pathlib import Path

import pytest

from studio_gui.base.json_text import Json
from studio_gui.base.logs import keep_secret
from studio_gui.providers.aistudios.answers import Created, Progress, Speech
from studio_gui.providers.creatify.answers import Persona
from studio_gui.providers.downloads import download
from studio_gui.providers.errors import Refused, TooMany
from studio_gui.providers.refusals import said_in
from tests.unit.providers.raw import CREATE, http, listener, read_request

HALF = json.loads(r'"Hello \ud83d"')


@pytest.mark.parametrize(
    "said",
    ["Wed, 21 Oct 99999999999 07:28:00 GMT", "Wed, 21 Oct 2026 07:28:00 +99999999999999", "9" * 5000],
    ids=["a year nobody lives to see", "a zone that is none", "more digits than are read"],
)
def test_being_asked_to_wait_until_a_day_that_does_not_exist_is_being_asked_to_wait(said: str) -> None:
    def talk(connection: socket.socket) -> None:
        read_request(connection)
        head = f"HTTP/1.1 429 Too Many Requests\r\nRetry-After: {said}\r\nContent-Length: 0\r\n\r\n"
        connection.sendall(head.encode())

    with listener(talk) as port, http(f"http://127.0.0.1:{port}") as one, pytest.raises(TooMany) as error:
        one.ask(CREATE)
    assert error.value.retry_after_s == 0


@pytest.mark.parametrize("length", [b"\xb2", b"9" * 5000], ids=["a raised two", "more digits than are read"])
def test_what_was_made_is_known_whatever_length_its_answer_claims(length: bytes) -> None:
    def talk(connection: socket.socket) -> None:
        read_request(connection)
        head = b"HTTP/1.1 201 Created\r\nConnection: close\r\nContent-Length: %s\r\n\r\n" % length
        connection.sendall(head + b'{"id": "made"}')

    with listener(talk) as port, http(f"http://127.0.0.1:{port}") as one:
        assert one.ask(CREATE).json == {"id": "made"}


@pytest.mark.parametrize("length", [b"\xb2", b"9" * 5000], ids=["a raised two", "more digits than are read"])
def test_a_file_comes_whatever_length_it_claims(length: bytes, tmp_path: Path) -> None:
    def talk(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %s\r\n\r\nfilm" % length)

    with listener(talk) as port:
        assert download(f"http://127.0.0.1:{port}/x", tmp_path / "x.mp4", pause=lambda seconds: None) == 4


def test_an_address_that_is_none_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="not valid"):
        download("http://[bad/film.mp4", tmp_path / "x.mp4", pause=lambda seconds: None)


def test_a_file_that_moved_to_an_address_that_is_none_is_refused_in_words(tmp_path: Path) -> None:
    def talk(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: http://[bad/x\r\nContent-Length: 0\r\n\r\n")

    with listener(talk) as port, pytest.raises(Refused, match="unsafe"):
        download(f"http://127.0.0.1:{port}/x", tmp_path / "x.mp4", pause=lambda seconds: None)


@pytest.mark.parametrize("part", ["<script", "<title>", "<title", "<", "<style>x"])
def test_a_page_of_open_tags_is_read_at_once(part: str) -> None:
    began = time.monotonic()
    said_in(None, part * (300_000 // len(part)))
    assert time.monotonic() - began < 5


def test_texts_that_a_service_cut_within_an_emoji_can_be_written_down() -> None:
    texts: list[str] = [
        said_in({"error": {"code": HALF, "msg": HALF}}).words,
        said_in({"error": {"code": HALF, "msg": HALF}}).code,
        *said_in({"name": [HALF]}).fields.values(),
        Progress.read({"state": HALF, "progress": 5}).state,
        Progress.read({"downloadUrl": f"http://x/{HALF}"}).url,
        Persona.model_validate({"process_status": "failed", "failed_reason": HALF, "creator_name": HALF}).words,
    ]
    created, speech = Created.read({"projectId": HALF}), Speech.read({"fileName": HALF, "downloadUrl": "http://x/"})
    assert created is not None
    assert speech is not None
    texts += [created.project_id, speech.file_name]
    assert [text.encode().decode() for text in texts] == texts


def test_names_of_fields_that_a_service_cut_can_be_written_down() -> None:
    body: Json = {HALF: ["too long"]}
    assert said_in(body).words.encode()


def test_keys_that_a_service_repeats_in_a_state_or_a_name_are_hidden_but_ids_stay() -> None:
    key = "Key-Of-An-Account-4711"
    keep_secret(key)
    progress, speech = (
        Progress.read({"state": f"for {key}"}),
        Speech.read({"fileName": key, "downloadUrl": "http://x/"}),
    )
    persona = Persona.model_validate({"process_status": key, "failed_reason": key, "id": key})
    assert speech is not None
    assert key not in (progress.state, speech.file_name, persona.process_status, persona.failed_reason)
    assert key not in progress.state
    assert persona.id == key
