"""A list of avatars that no service should send is read, and every command goes on working."""

from __future__ import annotations

import json
import socket

import pytest

from tests.e2e.command_line import run
from tests.unit.providers.raw import listener


@pytest.mark.parametrize("day", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", "yesterday", None, 5])
def test_an_avatar_that_was_made_on_no_day_is_listed(day: object, monkeypatch: pytest.MonkeyPatch) -> None:
    people = [{"id": "a-1", "creator_name": "Ada", "is_active": True, "process_status": "done", "created_at": day}]
    content = json.dumps(people).encode()

    def talk(connection: socket.socket) -> None:
        connection.recv(65536)
        head = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(content)
        connection.sendall(head + content)

    with listener(talk) as port:
        monkeypatch.setenv("STUDIO_CREATIFY_URL", f"http://127.0.0.1:{port}")
        monkeypatch.setenv("STUDIO_CREATIFY_API_ID", "an-id-12345")
        monkeypatch.setenv("STUDIO_CREATIFY_API_KEY", "a-key-12345")
        assert "Ada" in run("avatar", "status").out
    assert "Ada" in run("avatar", "list").out
