"""Fetching a finished file, whatever happens on the way."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest

from studio_gui.base.errors import Cancelled, TargetError
from studio_gui.providers.downloads import TRIES, Fetched, clear_part, download, part_of
from studio_gui.providers.errors import Gone, NotSent, Refused, Unavailable
from studio_gui.providers.http import watching
from tests.e2e.server.conftest import Peer

FILES = "GET /files/*"


@pytest.fixture
def content(peer: Peer) -> bytes:
    """What lies at the server under ``film.mp4``: 2 MB that do not repeat."""
    data = os.urandom(2_000_000)
    peer.server.practice.videos.mkdir(parents=True)
    (peer.server.practice.videos / "film.mp4").write_bytes(data)
    return data


def url(peer: Peer, *, life_s: float = 3600) -> str:
    return peer.server.practice.file_url("film.mp4", life_s=life_s)


def left_over(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("mine"))


def test_it_is_whole_and_has_its_name_only_then(peer: Peer, content: bytes, tmp_path: Path) -> None:
    target, seen = tmp_path / "mine.mp4", list[Fetched]()

    def look(fetched: Fetched) -> None:
        seen.append(fetched)
        assert not target.exists()

    assert download(url(peer), target, progress=look) == len(content)
    assert target.read_bytes() == content
    assert left_over(tmp_path) == ["mine.mp4"]
    assert seen[-1] == Fetched(len(content), len(content))
    assert [one.done for one in seen] == sorted(one.done for one in seen)


def test_a_transfer_that_breaks_goes_on_where_it_ended(peer: Peer, content: bytes, tmp_path: Path) -> None:
    peer.misbehave(FILES, "truncate_download", nth=1, value=0.6)
    seen: list[int] = []
    target = tmp_path / "mine.mp4"
    download(url(peer), target, progress=lambda one: seen.append(one.done), pause=peer.waits.append)
    assert target.read_bytes() == content
    assert seen == sorted(seen), "what was there was not fetched again"
    assert len(peer.waits) == 1


def test_another_process_goes_on_after_a_restart(peer: Peer, content: bytes, tmp_path: Path) -> None:
    target = tmp_path / "mine.mp4"
    stop = threading.Event()
    with watching(is_cancelled=stop.is_set), pytest.raises(Cancelled):
        download(url(peer), target, progress=lambda one: stop.set() if one.done > 500_000 else None)
    begun = part_of(target).stat().st_size
    assert 0 < begun < len(content)
    seen: list[int] = []
    download(url(peer), target, progress=lambda one: seen.append(one.done))
    assert seen[0] > begun
    assert target.read_bytes() == content
    assert left_over(tmp_path) == ["mine.mp4"]


def test_another_file_at_the_address_is_fetched_from_its_beginning(peer: Peer, content: bytes, tmp_path: Path) -> None:
    target = tmp_path / "mine.mp4"
    peer.misbehave(FILES, "truncate_download", value=0.3)
    with pytest.raises(Unavailable):
        download(url(peer), target, pause=peer.waits.append)
    peer.behave()
    other = os.urandom(1_500_000)
    (peer.server.practice.videos / "film.mp4").write_bytes(other)
    download(url(peer), target)
    assert target.read_bytes() == other


def test_it_gives_up_for_now_and_keeps_what_came(peer: Peer, content: bytes, tmp_path: Path) -> None:
    target = tmp_path / "mine.mp4"
    peer.misbehave(FILES, "500_html")
    with pytest.raises(Unavailable, match="500"):
        download(url(peer), target, pause=peer.waits.append)
    assert len(peer.waits) == TRIES - 1
    assert not target.exists()


def test_an_address_that_has_run_out_is_asked_for_anew_once(peer: Peer, content: bytes, tmp_path: Path) -> None:
    target, asked = tmp_path / "mine.mp4", list[str]()

    def fresh() -> str:
        asked.append("again")
        return url(peer)

    download(url(peer, life_s=-10), target, fresh_url=fresh)
    assert target.read_bytes() == content
    assert asked == ["again"]
    with pytest.raises(Gone, match="has run out"):
        download(url(peer, life_s=-10), tmp_path / "mine2.mp4", fresh_url=lambda: url(peer, life_s=-10))
    with pytest.raises(Gone):
        download(url(peer, life_s=-10), tmp_path / "mine2.mp4")


def test_a_file_in_full_but_without_its_name_is_not_fetched_again(peer: Peer, content: bytes, tmp_path: Path) -> None:
    target = tmp_path / "mine.mp4"
    download(url(peer), target)
    about = target.with_name("mine.mp4.part.about")
    etag = _etag(peer)
    target.rename(part_of(target))
    about.write_text(json.dumps({"if_range": etag}), encoding="utf-8")
    seen: list[Fetched] = []
    assert download(url(peer), target, progress=seen.append) == len(content)
    assert seen == []
    assert target.read_bytes() == content


def _etag(peer: Peer) -> str:
    import requests

    with requests.get(url(peer), timeout=10) as answer:
        return answer.headers["ETag"]


def test_a_redirect_is_followed_without_any_key(
    peer: Peer, content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even with those in ``.netrc``, which the library below would send by itself."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine localhost login me password secret\nmachine 127.0.0.1 login me password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    peer.misbehave(FILES, "redirect_to_other_host", nth=1)
    target = tmp_path / "mine.mp4"
    download(url(peer), target)
    assert target.read_bytes() == content
    assert peer.server.practice.leaks == []
    assert peer.asked(FILES) == 2


@pytest.mark.parametrize("where", ["file:///etc/passwd", "ftp://example.org/x"])
def test_a_redirect_to_elsewhere_than_the_web_is_refused(peer: Peer, tmp_path: Path, where: str) -> None:
    peer.misbehave(FILES, "redirect_to_other_host", value=where)
    with pytest.raises(Refused, match="unsafe"):
        download(url(peer), tmp_path / "mine.mp4", pause=peer.waits.append)


def test_nobody_listens(tmp_path: Path, peer: Peer) -> None:
    with pytest.raises(NotSent, match="could not be reached"):
        download("http://127.0.0.1:1/film.mp4?signature=secret", tmp_path / "mine.mp4", pause=peer.waits.append)


def test_a_place_that_takes_no_file_is_named(peer: Peer, content: bytes, tmp_path: Path) -> None:
    with pytest.raises(TargetError, match="does not exist"):
        download(url(peer), tmp_path / "no" / "mine.mp4")


def test_what_was_begun_can_be_forgotten(peer: Peer, content: bytes, tmp_path: Path) -> None:
    target = tmp_path / "mine.mp4"
    peer.misbehave(FILES, "truncate_download")
    with pytest.raises(Unavailable):
        download(url(peer), target, pause=peer.waits.append)
    assert left_over(tmp_path) == ["mine.mp4.part", "mine.mp4.part.about"]
    clear_part(target)
    assert left_over(tmp_path) == []
