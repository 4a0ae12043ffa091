"""A web server that takes files with PUT, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from studio_gui.base.settings import HostSetting
from studio_gui.providers.errors import NotAllowed, NotSent, Refused
from studio_gui.providers.hosting.bringing import bring, try_out
from studio_gui.providers.hosting.opening import open_shelf
from tests.unit.hosting import dav_server
from tests.unit.hosting.relay import relay

KEYS = {"key": "keeper", "secret": "of-the-files"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "served"
    made.mkdir()
    return made


@pytest.fixture
def url(folder: Path) -> Iterator[str]:
    words = [sys.executable, dav_server.__file__, str(folder), "keeper:of-the-files"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.terminate()
        process.communicate(timeout=10)


def _setting(url: str, prefix: str = "a/b") -> HostSetting:
    return HostSetting(id="dav", kind="webdav", title="Our server", endpoint=url, prefix=prefix)


def test_a_file_is_put_into_folders_that_are_made_and_put_once(url: str, folder: Path, picture: Path) -> None:
    with relay(url) as line:
        shelf = open_shelf(_setting(line.url), KEYS)
        first, second = bring(shelf, picture), bring(shelf, picture)
        shelf.close()
        assert (first.was_there, second.was_there) == (False, True)
        assert line.count("PUT") == 2  # the first found no folder
    got = requests.get(f"{url}/a/b/{first.name}", timeout=5)
    assert (got.content, got.headers["Content-Type"]) == (picture.read_bytes(), "image/png")


def test_a_broken_connection_is_tried_again_and_half_a_file_is_replaced(url: str, folder: Path, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(bytes(range(256)) * 40_000)
    seen: list[int] = []
    with relay(url) as line:
        line.cuts, line.after = 1, 3_000_000
        shelf = open_shelf(_setting(line.url, ""), KEYS)
        brought = bring(shelf, film, sent=lambda done, total: seen.append(done))
        shelf.close()
        assert line.was_cut == 1
    assert (folder / brought.name).read_bytes() == film.read_bytes()
    assert seen[-1] == film.stat().st_size
    (folder / brought.name).write_bytes(b"half")
    shelf = open_shelf(_setting(url, ""), KEYS)
    assert not bring(shelf, film).was_there
    shelf.close()
    assert (folder / brought.name).read_bytes() == film.read_bytes()


def test_a_wrong_password_and_a_server_that_is_gone_are_said(url: str, picture: Path) -> None:
    shelf = open_shelf(_setting(url, ""), {"key": "keeper", "secret": "of-nothing"})
    with pytest.raises(NotAllowed, match="Our server does not take the keys"):
        bring(shelf, picture)
    shelf.close()
    gone = open_shelf(_setting("http://127.0.0.1:9"), KEYS)
    with pytest.raises(NotSent, match="could not be reached"):
        bring(gone, picture)
    gone.close()


def test_the_test_says_that_the_public_address_is_another(url: str, folder: Path) -> None:
    shelf = open_shelf(_setting(url, ""), KEYS)
    assert try_out(shelf).startswith("Our server takes files, and hands them out.")
    assert list(folder.iterdir()) == []
    shelf.close()
    wrong = _setting(url, "").model_copy(update={"public_url": f"{url}/elsewhere"})
    shelf = open_shelf(wrong, KEYS)
    with pytest.raises(Refused, match="not found at its public address"):
        try_out(shelf)
    shelf.close()
    assert list(folder.iterdir()) == []
