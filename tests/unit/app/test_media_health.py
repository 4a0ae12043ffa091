"""Which files jobs still need, and which addresses still answer."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from studio_gui.app.addresses import ask_addresses
from studio_gui.app.needed_media import media_of_jobs
from studio_gui.app.services import Services
from studio_gui.files.project_file import open_project
from studio_gui.files.samples import create_from_sample
from studio_gui.providers.base import Listed, Sighting


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


def test_an_avatar_that_is_followed_leaves_what_other_jobs_show_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has no project of its own, and who stood in the project’s folder could remove what its jobs wait to show."""
    path = create_from_sample("onboarding", tmp_path / "Film")
    monkeypatch.chdir(path.parent)
    with Services() as services:
        services.export(open_project(path).project, project_path=path)
        needed = media_of_jobs(services, path)
        listed = Listed("p-9", "Grace", Sighting("running", state="reviewing"), is_own=True)
        (avatar_id,) = services.store.diary.note_list("avatars", (listed,), kind="persona", at=1.0)
        services.store.follow(avatar_id)
        assert needed
        assert media_of_jobs(services, path) == needed


def test_nothing_is_unused_while_the_list_of_jobs_cannot_be_read(tmp_path: Path) -> None:
    path = create_from_sample("onboarding", tmp_path / "Film")
    there = {f"media/{file.name}" for file in (path.parent / "media").iterdir()}
    with Services() as services:
        list_of_jobs = services.paths.data / "jobs.sqlite"
        assert services.store.unfinished() == ()
    with closing(sqlite3.connect(list_of_jobs)) as newer:
        newer.execute("PRAGMA user_version = 999")
    with Services() as services:
        assert there
        assert media_of_jobs(services, path) == there
