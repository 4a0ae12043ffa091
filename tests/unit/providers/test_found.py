"""What was perhaps sent is found in the list of the service whatever it did to its name, and answers behind other words."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timezone
from email.utils import formatdate

import pytest

from studio_gui.base.json_text import Json
from studio_gui.providers.aistudios.account import AiStudiosKeys
from studio_gui.providers.aistudios.api import AiStudiosApi
from studio_gui.providers.aistudios.provider import AiStudiosService
from studio_gui.providers.base import Payload, Receipt
from studio_gui.providers.creatify.account import CreatifyKeys
from studio_gui.providers.creatify.api import CreatifyApi
from studio_gui.providers.creatify.provider import CreatifyService
from studio_gui.providers.errors import Unsure
from tests.unit.providers.raw import CREATE, READ, http, listener, read_request


@contextmanager
def service_that_lists(projects: Json) -> Iterator[AiStudiosService]:
    """A service that has these projects, and gives everybody a token."""

    def talk(connection: socket.socket) -> None:
        head = b""
        while not head.endswith((b"\r\n\r\n", b"}")) and (more := connection.recv(65536)):
            head += more
        data = {"token": "token-1234"} if head.startswith(b"POST") else projects
        body = json.dumps({"success": True, "data": data}).encode()
        connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))

    with listener(talk) as port:
        keys = AiStudiosKeys("app-1234", "key-1234", f"http://127.0.0.1:{port}")
        with closing(AiStudiosService(AiStudiosApi(keys))) as service:
            yield service


@pytest.mark.parametrize(
    "name",
    [
        "Film #ba06d146",
        "Film #ba06d146 ",
        "Film #BA06D146",
        "Film #ba06d146 (1)",
        "Film #ba06d146.mp4",
        "[done] film#ba06d146",
    ],
)
def test_a_project_is_found_whatever_the_service_did_to_its_name(name: str) -> None:
    there: Json = [{"id": "1", "name": "Film"}, {"id": "2", "name": "Film #ba06d147"}, {"id": "3", "name": name}]
    with service_that_lists(there) as service:
        payload = Payload("project", {"name": "Film #ba06d146"}, mark="#ba06d146")
        assert service.find(payload, since=0) == Receipt("3")
        assert service.find(payload, since=0, known={"3"}) is None


def test_of_a_project_and_its_copies_the_project_is_found() -> None:
    there: Json = [{"id": "1", "name": "Film #ba06d146 (copy)"}, {"id": "2", "name": "Film #ba06d146"}]
    with service_that_lists(there) as service:
        assert service.find(Payload("project", {}, mark="#ba06d146"), since=0) == Receipt("2")


@pytest.mark.parametrize("ahead_h", [-5.0, 0.0, 5.0])
def test_whose_clock_is_wrong_finds_the_avatar_that_was_made_and_not_one_of_before(ahead_h: float) -> None:
    """The clock of the service is right, that of this computer is so much behind it."""
    sent_at = time.time()
    there = sent_at + ahead_h * 3600

    def listed(name: str, at: float) -> Json:
        return {"id": name, "creator_name": "Ada", "created_at": datetime.fromtimestamp(at, timezone.utc).isoformat()}

    people: Json = [listed("older", there - 3 * 3600), listed("made", there + 5)]

    def talk(connection: socket.socket) -> None:
        connection.recv(65536)
        body, day = json.dumps(people).encode(), formatdate(there + 10, usegmt=True)
        head = f"HTTP/1.1 200 OK\r\nDate: {day}\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
        connection.sendall(head.encode() + body)

    payload = Payload("persona", {"creator_name": "Ada"})
    with listener(talk) as port:
        keys = CreatifyKeys("an-id-1234", "a-key-1234", f"http://127.0.0.1:{port}")
        with closing(CreatifyService(CreatifyApi(keys))) as service:
            assert service.find(payload, since=sent_at) == Receipt("made", words="Ada")
            assert service.find(payload, since=sent_at, known={"made"}) is None


@pytest.mark.parametrize("before", ["102 Processing", "103 Early Hints"])
def test_what_is_said_before_the_answer_is_not_taken_for_it(before: str) -> None:
    def talk(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(f"HTTP/1.1 {before}\r\nLink: </x>; rel=preload\r\n\r\n".encode() * 3)
        connection.sendall(b'HTTP/1.1 201 Created\r\nContent-Length: 14\r\n\r\n{"id": "made"}')

    with listener(talk) as port, http(f"http://127.0.0.1:{port}") as one:
        assert one.ask(CREATE).json == {"id": "made"}
        assert one.ask(READ).json == {"id": "made"}


def test_a_service_that_only_ever_says_that_it_is_at_it_is_not_listened_to_for_ever() -> None:
    def talk(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(b"HTTP/1.1 102 Processing\r\n\r\n" * 5000)

    with listener(talk) as port, http(f"http://127.0.0.1:{port}") as one, pytest.raises(Unsure, match="nobody knows"):
        one.ask(CREATE)
