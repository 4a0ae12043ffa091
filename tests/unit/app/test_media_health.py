"""Which files jobs still need, and which addresses still answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from studio_gui.app.addresses import ask_addresses
from studio_gui.app.needed_media import media_of_jobs
from studio_gui.app.services import Services
from studio_gui.files.project_file import open_project
from studio_gui.files.samples import create_from_sample


class _Answers(BaseHTTPRequestHandler):
    asked: list[str]

    def _answer(self) -> None:
        code = {"/here.png": 200, "/gone.png": 404, "/broken.png": 500}.get(self.path, 200)
        if self.path == "/no-head.png" and self.command == "HEAD":
            code = 405
        self.asked.append(f"{self.command} {self.path}")
        self.send_response(code)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = _answer

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[str]:
    _Answers.asked = []
    made = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{made.server_address[1]}"
    made.shutdown()
    made.server_close()
    thread.join()


def test_addresses_are_asked_once_and_nothing_is_fetched(server: str) -> None:
    urls = [f"{server}/{name}.png" for name in ("here", "gone", "broken", "no-head", "here")]
    faults = ask_addresses([*urls, "file:///etc/passwd", "http://127.0.0.1:1/x.png", "http://"], timeout_s=3)
    assert [faults[url] for url in urls] == ["", "gone", "answers 500", "", ""]
    assert faults["file:///etc/passwd"] == "no public address"
    assert faults["http://127.0.0.1:1/x.png"] == faults["http://"] == "cannot be reached"
    assert sorted(_Answers.asked) == [
        "GET /no-head.png", "HEAD /broken.png", "HEAD /gone.png", "HEAD /here.png", "HEAD /no-head.png",
    ]  # fmt: skip


def test_asking_stops_when_it_is_told_to(server: str) -> None:
    assert ask_addresses([f"{server}/here.png"], is_stopped=lambda: True) == {f"{server}/here.png": "not asked"}
    assert _Answers.asked == []


def test_what_a_waiting_job_shows_is_not_unused(tmp_path: Path) -> None:
    path = create_from_sample("onboarding", tmp_path / "Film")
    services = Services()
    try:
        assert media_of_jobs(services, path) == frozenset()
        services.export(open_project(path).project, project_path=path)
        needed = media_of_jobs(services, path)
        assert needed
        assert all((path.parent / ref).is_file() for ref in needed)
        assert media_of_jobs(services, tmp_path / "Other" / "Other.studio") == frozenset()
    finally:
        services.close()
