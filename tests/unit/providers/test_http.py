"""Asking and being answered, byte by byte."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time

import pytest

from studio_gui.base.errors import Cancelled
from studio_gui.base.json_text import JsonDict
from studio_gui.providers import http as module
from studio_gui.providers.errors import ServiceError, Unavailable, Unsure
from studio_gui.providers.http import check_cancelled, sleep, watching
from studio_gui.providers.transcript import Exchange
from tests.unit.providers.raw import CREATE, READ, http, listener, read_request

OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    "answer",
    [
        OK + b"Content-Length: 8\r\n\r\n{\"a\": 1}",
        OK + b"Connection: close\r\n\r\n{\"a\": 1}",
        OK + b"Transfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n5\r\n\": 1}\r\n0\r\n\r\n",
        OK + b"Content-Length: 11\r\n\r\n\xef\xbb\xbf{\"a\": 1}",
    ],
    ids=["by length", "until the end", "in chunks", "with a mark"],
)  # fmt: skip
def test_answers_of_every_make(answer: bytes) -> None:
    def talk(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(answer)

    with listener(talk) as port, http(f"http://127.0.0.1:{port}") as one:
        assert one.ask(READ).json == {"a": 1}


def test_a_packed_answer() -> None:
    body = gzip.compress(b'{"a": 1}')

    def talk(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))

    with listener(talk) as port, http(f"http://127.0.0.1:{port}") as one:
        assert one.ask(READ).json == {"a": 1}


@pytest.mark.parametrize(("call", "kind"), [(READ, Unavailable), (CREATE, Unsure)])
def test_an_answer_without_an_end(call: module.Call, kind: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ANSWER_BYTES", 10_000)

    def talk(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(OK + b"Connection: close\r\n\r\n")
        for _ in range(100):
            connection.sendall(b" " * 1000)

    with listener(talk) as port, http(f"http://127.0.0.1:{port}", tries=1) as one, pytest.raises(kind, match="no end"):
        one.ask(call)


def test_reading_can_be_cancelled_and_creating_cannot() -> None:
    cancelled = threading.Event()

    def talk(connection: socket.socket) -> None:
        read_request(connection)
        cancelled.set()
        connection.sendall(OK + b"Content-Length: 2\r\n\r\n{")
        connection.sendall(b"}")

    with listener(talk) as port, http(f"http://127.0.0.1:{port}") as one:
        with watching(is_cancelled=cancelled.is_set), pytest.raises(Cancelled):
            one.ask(READ)
        cancelled.clear()
        with watching(is_cancelled=cancelled.is_set):
            assert one.ask(CREATE).json == {}
        assert cancelled.is_set()
        with watching(is_cancelled=cancelled.is_set), pytest.raises(Cancelled):
            one.ask(CREATE)


def test_what_watches_is_for_one_thread_and_ends() -> None:
    outer: list[Exchange] = []
    with watching(outer.append, is_cancelled=lambda: False):
        with watching(is_cancelled=lambda: True), pytest.raises(Cancelled):
            check_cancelled()
        check_cancelled()
        with http("http://127.0.0.1:1", tries=1) as one, pytest.raises(Exception, match="could not be reached"):
            one.ask(READ)
    check_cancelled()
    (said,) = outer
    assert (said.status, said.method, said.answer) == (0, "GET", "")
    assert "nobody listens" in said.problem


@pytest.mark.parametrize(
    ("status", "answer", "words"),
    [
        (200, {"success": False, "error": {"code": 3001, "msg": "Not enough credit."}}, "Not enough credit (code 3001)."),
        (400, {"success": False, "error": {"code": "NO_AVATAR", "msg": "It is gone!"}}, "It is gone! (code NO_AVATAR)."),
        (403, {"success": False, "error": {"code": 77}}, "code 77."),
        (403, {"success": False, "error": {"code": 403, "msg": "No"}}, "No."),
        (403, {"success": False, "error": {"code": 0, "msg": "No"}}, "No."),
        (500, {"error": {"code": 12, "msg": "Error 12 in line 120"}}, "Error 12 in line 120."),
        (500, {"code": 5001, "message": "queue full"}, "queue full (code 5001)."),
        (400, {"error": {"code": "x" * 5000, "msg": "No"}}, f"No (code {'x' * 40})."),
    ],
)  # fmt: skip
def test_what_a_service_said_is_told_with_its_code(status: int, answer: JsonDict, words: str) -> None:
    """Support asks for the code, and it was kept back; and a hint ran on right behind the words."""

    def talk(connection: socket.socket) -> None:
        read_request(connection)
        body = json.dumps(answer).encode()
        connection.sendall(b"HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n%s" % (status, len(body), body))

    with (
        listener(talk) as port,
        http(f"http://127.0.0.1:{port}", tries=1) as one,
        pytest.raises(ServiceError) as caught,
    ):
        raise one.refusal(READ, one.ask(READ))  # of a good answer, too: its envelope says no
    assert caught.value.message.endswith(f" It said: {words}")


def test_waiting_ends_when_it_is_cancelled() -> None:
    began = time.monotonic()
    cancelled = threading.Event()
    stop = threading.Timer(0.1, cancelled.set)
    stop.start()
    with watching(is_cancelled=cancelled.is_set), pytest.raises(Cancelled):
        sleep(60)
    stop.join()
    assert time.monotonic() - began < 30
    sleep(0.01)


def test_tries_are_counted() -> None:
    asked: list[int] = []

    def talk(connection: socket.socket) -> None:
        read_request(connection)
        asked.append(1)
        connection.sendall(b"HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")

    with listener(talk) as port, http(f"http://127.0.0.1:{port}", tries=4) as one, pytest.raises(Unavailable):
        one.ask(READ)
    assert len(asked) == 4


def test_who_looks_on_and_stumbles_does_not_cost_the_answer(caplog: pytest.LogCaptureFixture) -> None:
    def talk(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(OK + b'Content-Length: 8\r\n\r\n{"a": 1}')

    def stumble(exchange: Exchange) -> None:
        raise RuntimeError("the disk is full")

    with listener(talk) as port, http(f"http://127.0.0.1:{port}") as one, watching(stumble):
        assert one.ask(CREATE).json == {"a": 1}
    assert "A request could not be noted" in caplog.text


@pytest.mark.parametrize("place", [b"http://[bad", b"http://", b"\xff\xfe", b"http://x/%zz", b""])
def test_a_redirect_to_nonsense(place: bytes) -> None:
    """It was answered, so it was sent, whatever cannot be made of the answer."""

    def talk(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: " + place + b"\r\nContent-Length: 0\r\n\r\n")

    with (
        listener(talk) as port,
        http(f"http://127.0.0.1:{port}") as one,
        pytest.raises(Unsure, match="another address"),
    ):
        one.ask(CREATE)
