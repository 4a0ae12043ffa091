"""Only what surely never left may be sent again."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from requests.adapters import HTTPAdapter

from studio_gui.providers.errors import NotSent, Refused, Unsure
from studio_gui.providers.http import Call, Http
from tests.unit.providers.raw import CREATE, http, listener, read_request


def test_nobody_listens() -> None:
    with http("http://127.0.0.1:1") as one, pytest.raises(NotSent, match="nobody listens there"):
        one.ask(CREATE)


def test_the_name_is_not_known() -> None:
    with http("http://nowhere.invalid") as one, pytest.raises(NotSent, match="its name was not found"):
        one.ask(CREATE)


def test_a_handshake_that_fails() -> None:
    def say_nothing_of_tls(connection: socket.socket) -> None:
        connection.recv(1000)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with (
        listener(say_nothing_of_tls) as port,
        http(f"https://127.0.0.1:{port}") as one,
        pytest.raises(NotSent, match="no safe connection"),
    ):
        one.ask(CREATE)


def test_a_handshake_that_is_cut() -> None:
    with listener(lambda connection: None) as port, http(f"https://127.0.0.1:{port}") as one, pytest.raises(NotSent):
        one.ask(CREATE)


@pytest.mark.parametrize(
    "answer",
    [b"", b"HTTP/1.1 ", b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{", b"nonsense\r\n\r\n"],
    ids=["nothing", "half a line", "half a body", "nonsense"],
)
def test_after_the_request_left_nobody_knows(answer: bytes) -> None:
    def talk(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(answer)

    with listener(talk) as port, http(f"http://127.0.0.1:{port}") as one, pytest.raises(Unsure):
        one.ask(CREATE)


@pytest.mark.parametrize("status", [307, 308])
def test_a_redirect_that_keeps_the_method_was_not_carried_out(status: int) -> None:
    def talk(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(
            f"HTTP/1.1 {status} X\r\nLocation: https://other.invalid/\r\nContent-Length: 0\r\n\r\n".encode()
        )

    with (
        listener(talk) as port,
        http(f"http://127.0.0.1:{port}") as one,
        pytest.raises(Refused, match="points to another address"),
    ):
        one.ask(CREATE)


@contextmanager
def proxied(url: str, *, monkeypatch: pytest.MonkeyPatch) -> Iterator[Http]:
    """A client that goes to somewhere on the web over a proxy at ``url``."""
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, url)
    monkeypatch.delenv("no_proxy", raising=False)
    with http("https://api.example.com") as one:
        yield one


def _is_not_sent(one: Http) -> None:
    with pytest.raises(NotSent):
        one.ask(CREATE)


def test_a_proxy_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with proxied("http://127.0.0.1:1", monkeypatch=monkeypatch) as one, pytest.raises(NotSent):
        one.ask(CREATE)


def test_a_proxy_that_lets_nobody_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def talk(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")

    with listener(talk) as port, proxied(f"http://127.0.0.1:{port}", monkeypatch=monkeypatch) as one:
        _is_not_sent(one)


def test_a_proxy_that_takes_the_request_and_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with listener(read_request) as port, proxied(f"http://127.0.0.1:{port}", monkeypatch=monkeypatch) as one:
        one.base_url = "http://api.example.com"
        with pytest.raises(Unsure):
            one.ask(CREATE)


def test_an_adapter_of_somebody_else_proves_nothing() -> None:
    with http("http://127.0.0.1:1") as one:
        one.session.mount("http://", HTTPAdapter())
        with pytest.raises(Unsure):
            one.ask(CREATE)


def test_no_proxy_is_asked_for_what_is_on_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")

    def talk(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")

    with listener(talk) as port, http(f"http://127.0.0.1:{port}") as one:
        assert one.ask(CREATE).json == {}


def test_keys_that_cannot_be_written_into_a_header_are_named() -> None:
    call = Call("make it", "POST", "/make", kind="create", headers={"X-API-KEY": "ключ"})
    with http("http://127.0.0.1:1") as one, pytest.raises(NotSent, match="its keys hold characters"):
        one.ask(call)
