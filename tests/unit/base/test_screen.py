"""Whether there is a screen."""

from __future__ import annotations

import socket
import sys

import pytest

from studio_gui.base.screen import has_display

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux has screens that may be absent"
)


@pytest.fixture(autouse=True)
def _no_other_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)


@pytest.mark.parametrize("dead", ["", ":4711", "nonsense", "127.0.0.1:4711", "[::1]:4711.0", "localhost:99999"])
def test_a_display_that_does_not_answer_is_no_display(dead: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", dead)
    assert not has_display()


@pytest.mark.parametrize("name", ["127.0.0.1:{}", "localhost:{}.0", "tcp/127.0.0.1:{}.1", ":{}"])
def test_one_that_answers_is_a_display(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("DISPLAY", name.format(server.getsockname()[1] - 6000))
        assert has_display()
