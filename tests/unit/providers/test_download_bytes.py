"""Servers of files that say little about what they send."""

from __future__ import annotations

import gzip
import io
import os
import socket
import wave
from pathlib import Path

import pytest

from studio_gui.providers.base import Result
from studio_gui.providers.downloads import TRIES, download
from studio_gui.providers.errors import Refused, Unavailable
from studio_gui.providers.playable import check_playable, is_cut_off
from tests.unit.jobs.film import write_film
from tests.unit.providers.raw import listener, read_request

OK = b"HTTP/1.1 200 OK\r\n"
FILM = bytes(range(256)) * 400


def read_head(connection: socket.socket) -> bytes:
    said = b""
    while not said.endswith(b"\r\n\r\n") and (more := connection.recv(65536)):
        said += more
    return said


def fetch(answer: bytes, target: Path) -> int:
    def talk(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(answer)

    with listener(talk) as port:
        return download(f"http://127.0.0.1:{port}/film.mp4", target, pause=lambda seconds: None)


@pytest.mark.parametrize(
    "answer",
    [
        OK + b"Content-Length: %d\r\n\r\n%s" % (len(FILM), FILM),
        OK + b"Connection: close\r\n\r\n" + FILM,
        OK + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(FILM), FILM),
        OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s" % (len(gzip.compress(FILM)), gzip.compress(FILM)),
        OK + b'Content-Length: %d\r\nContent-Disposition: attachment; filename="../../x.sh"\r\n\r\n%s' % (len(FILM), FILM),
    ],
    ids=["by length", "until the end", "in chunks", "packed", "with a name of its own"],
)  # fmt: skip
def test_it_is_whole_whatever_is_said_about_it(answer: bytes, tmp_path: Path) -> None:
    assert fetch(answer, tmp_path / "mine.mp4") == len(FILM)
    assert (tmp_path / "mine.mp4").read_bytes() == FILM
    assert [path.name for path in tmp_path.iterdir()] == ["mine.mp4"]


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (OK + b"Content-Length: 0\r\n\r\n", Unavailable, "is empty"),
        (OK + b"Content-Length: 999999\r\n\r\n" + FILM, Unavailable, "broke off"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n" % (len(FILM), FILM), Unavailable, "broke off"),
        (b"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 5-9/10\r\nContent-Length: 5\r\n\r\n12345", Unavailable,
         "another part"),
        (b"HTTP/1.1 206 Partial Content\r\nContent-Length: 5\r\n\r\n12345", Unavailable, "another part"),
        (b"HTTP/1.1 416 Range Not Satisfiable\r\nContent-Length: 0\r\n\r\n", Unavailable, "another video"),
        (b"HTTP/1.1 451 Unavailable For Legal Reasons\r\nContent-Length: 0\r\n\r\n", Refused, "status 451"),
        (b"HTTP/1.1 302 Found\r\nLocation: /film.mp4\r\nContent-Length: 0\r\n\r\n", Refused, "round in circles"),
        (b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", Refused, "unsafe"),
    ],
    ids=["empty", "too short", "chunks that end", "another part", "no part", "no range", "the law", "circle", "nowhere"],
)  # fmt: skip
def test_what_is_no_whole_file_never_gets_the_name(
    answer: bytes, kind: type[Exception], words: str, tmp_path: Path
) -> None:
    with pytest.raises(kind, match=words):
        fetch(answer, tmp_path / "mine.mp4")
    assert not (tmp_path / "mine.mp4").exists()


def test_it_stops_trying_when_nothing_new_comes(tmp_path: Path) -> None:
    asked: list[int] = []

    def talk(connection: socket.socket) -> None:
        read_request(connection)
        asked.append(1)
        connection.sendall(OK + b'ETag: "1"\r\nContent-Length: 100\r\n\r\n')

    with listener(talk) as port, pytest.raises(Unavailable):
        download(f"http://127.0.0.1:{port}/film.mp4", tmp_path / "mine.mp4", pause=lambda seconds: None)
    assert len(asked) == TRIES


@pytest.mark.parametrize(
    ("mark", "rest"),
    [
        (b'ETag: "old"', b'ETag: "new"\r\nContent-Range: bytes 100-299/300\r\nContent-Length: 200\r\n'),
        (b'ETag: "old"', b"Content-Range: bytes 100-149/150\r\nContent-Length: 50\r\n"),
        (b"Last-Modified: Sun, 01 Nov 2026 10:00:00 GMT",
         b"Last-Modified: Sun, 01 Nov 2026 11:00:00 GMT\r\nContent-Range: bytes 100-299/300\r\nContent-Length: 200\r\n"),
    ],
    ids=["another mark", "another length", "another day"],
)  # fmt: skip
def test_a_film_that_was_made_anew_meanwhile_is_no_mixture_of_both(mark: bytes, rest: bytes, tmp_path: Path) -> None:
    old, new = b"o" * 300, b"n" * 300
    answers = iter([
        b"HTTP/1.1 200 OK\r\n%s\r\nContent-Length: 300\r\n\r\n" % mark + old[:100],
        b"HTTP/1.1 206 Partial Content\r\n" + rest + b"\r\n" + new[100 : 150 if b"/150" in rest else 300],
        b'HTTP/1.1 200 OK\r\nETag: "new"\r\nContent-Length: 300\r\n\r\n' + new,
    ])  # fmt: skip

    def talk(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(next(answers))

    with listener(talk) as port:
        download(f"http://127.0.0.1:{port}/film.mp4", tmp_path / "mine.mp4", pause=lambda seconds: None)
    assert (tmp_path / "mine.mp4").read_bytes() == new


@pytest.mark.parametrize(
    "rest",
    [
        b"Content-Range: bytes 200-299/*\r\nContent-Length: 100\r\n\r\n" + FILM[200:300],
        b"Content-Range: bytes 200-%d/*\r\nConnection: close\r\n\r\n" % (len(FILM) - 1) + FILM[200:300],
        b"Content-Range: bytes 200-299/%d\r\nConnection: close\r\n\r\n" % len(FILM) + FILM[200:300] + b"junk",
    ],
    ids=["a piece of who knows how much", "a line that breaks in the rest", "more than the piece that was announced"],
)
def test_a_rest_that_is_less_or_more_than_was_said_is_not_taken_for_the_end(rest: bytes, tmp_path: Path) -> None:
    first = OK + b'ETag: "1"\r\nContent-Length: %d\r\n\r\n' % len(FILM) + FILM[:200]
    answers = iter([first, b"HTTP/1.1 206 Part\r\n" + rest])

    def talk(connection: socket.socket) -> None:
        asked = read_head(connection)
        start = int(asked.partition(b"Range: bytes=")[2].partition(b"-")[0] or 0)
        last = OK if not start else b"HTTP/1.1 206 Part\r\nContent-Range: bytes %d-%d/*\r\n" % (start, len(FILM) - 1)
        connection.sendall(next(answers, last + b"Content-Length: %d\r\n\r\n" % (len(FILM) - start) + FILM[start:]))

    with listener(talk) as port:
        download(f"http://127.0.0.1:{port}/film.mp4", tmp_path / "mine.mp4", pause=lambda seconds: None)
    assert (tmp_path / "mine.mp4").read_bytes() == FILM


@pytest.mark.parametrize("says_so", [True, False], ids=["as packed", "as if it were plain"])
def test_a_packed_film_whose_line_breaks_comes_from_its_beginning(says_so: bool, tmp_path: Path) -> None:
    packed = gzip.compress(os.urandom(3000))
    kind = b'ETag: "1"\r\nContent-Encoding: gzip\r\n'
    is_first = True

    def talk(connection: socket.socket) -> None:
        nonlocal is_first
        start = int(read_head(connection).partition(b"Range: bytes=")[2].partition(b"-")[0] or 0)
        if start:
            head = b"HTTP/1.1 206 Part\r\nContent-Range: bytes %d-%d/%d\r\n" % (start, len(packed) - 1, len(packed))
            head += kind if says_so else b'ETag: "1"\r\n'
        else:
            head = OK + kind
        content = packed[start : 2000 if is_first else None]
        is_first = False
        connection.sendall(head + b"Content-Length: %d\r\n\r\n" % (len(packed) - start) + content)

    with listener(talk) as port:
        download(f"http://127.0.0.1:{port}/film.mp4", tmp_path / "mine.mp4", pause=lambda seconds: None)
    assert (tmp_path / "mine.mp4").read_bytes() == gzip.decompress(packed)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>", "It said: 502 Bad Gateway"),
        (b'{"error": {"code": 7, "msg": "The address has run out"}}', "It said: The address has run out"),
        (b"Access denied\n", "It said: Access denied"),
        (bytes(range(256)) * 40, "is none."),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "is none."),
    ],
    ids=["a page", "an answer", "words", "noise", "a picture"],
)
def test_a_page_of_apology_is_not_saved_as_the_film(content: bytes, words: str, tmp_path: Path) -> None:
    def talk(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(OK + b"Content-Length: %d\r\n\r\n%s" % (len(content), content))

    with listener(talk) as port, pytest.raises(Refused, match=words):
        download(f"http://127.0.0.1:{port}/f", tmp_path / "mine.mp4", check=lambda file: check_playable(file, "video"))
    assert os.listdir(tmp_path) == []


def test_a_film_and_a_sound_are_taken_for_what_they_are(tmp_path: Path) -> None:
    film, sound = tmp_path / "film.part", tmp_path / "sound.part"
    write_film(film)
    with wave.open(str(sound), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(16000))
    check_playable(film, "video")
    check_playable(sound, "sound")
    with pytest.raises(Refused, match="in the place of the video is none"):
        check_playable(sound, "video")


@pytest.mark.parametrize("breaks", [1, 2])
def test_a_line_that_breaks_unannounced_does_not_leave_half_a_film(breaks: int, tmp_path: Path) -> None:
    film = tmp_path / "whole.mp4"
    write_film(film, frames=50, index_first=True)
    whole = film.read_bytes()
    answers = iter([*(whole[: len(whole) * 2 // 3 + one] for one in range(breaks)), whole])

    def talk(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(OK + b"Connection: close\r\n\r\n" + next(answers))

    with listener(talk) as port:
        _film_from(port, tmp_path / "mine.mp4")
    assert (tmp_path / "mine.mp4").read_bytes() == whole
    assert sorted(os.listdir(tmp_path)) == ["mine.mp4", "whole.mp4"]


def test_a_film_that_the_server_has_no_more_of_is_not_kept_from_its_owner(tmp_path: Path) -> None:
    film, asked = tmp_path / "whole.mp4", []
    write_film(film, frames=50, index_first=True)
    half = film.read_bytes()[:-99]

    def talk(connection: socket.socket) -> None:
        asked.append(read_request(connection))
        connection.sendall(OK + b"Content-Length: %d\r\n\r\n%s" % (len(half), half))

    with listener(talk) as port:
        _film_from(port, tmp_path / "mine.mp4")
    assert (tmp_path / "mine.mp4").read_bytes() == half
    assert len(asked) == 2


def _sound(seconds: int) -> bytes:
    stream = io.BytesIO()
    with wave.open(stream, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(16000 * seconds))
    return stream.getvalue()


def test_a_sound_that_is_longer_than_the_length_that_was_said_is_asked_for_again(tmp_path: Path) -> None:
    sound, asked = _sound(2), []

    def talk(connection: socket.socket) -> None:
        asked.append(read_request(connection))
        said = len(sound) // 2 if len(asked) == 1 else len(sound)
        connection.sendall(OK + b"Content-Length: %d\r\n\r\n%s" % (said, sound))

    with listener(talk) as port:
        _film_from(port, tmp_path / "mine.wav", result="sound")
    assert (tmp_path / "mine.wav").read_bytes() == sound
    assert len(asked) == 2


def test_a_film_without_its_end_that_cannot_be_played_is_told_of(tmp_path: Path) -> None:
    write_film(tmp_path / "whole.mp4", frames=50)
    half = (tmp_path / "whole.mp4").read_bytes()[:-1500]

    def talk(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(OK + b"Content-Length: %d\r\n\r\n%s" % (len(half), half))

    with listener(talk) as port, pytest.raises(Refused, match="breaks off before its end"):
        _film_from(port, tmp_path / "mine.mp4")
    assert os.listdir(tmp_path) == ["whole.mp4"]


_BEGINS = b"\0\0\0\x08ftyp"
_MARKED = _sound(1)[:12] + b"LIST\3\0\0\0abc\0" + _sound(1)[12:]


@pytest.mark.parametrize(
    ("content", "is_short"),
    [
        (_sound(1), False),
        (_sound(1)[:-1], True),
        (_sound(1)[:40], True),
        (_sound(1)[:36], True),
        (_MARKED, False),
        (_MARKED[:-1], True),
        (_sound(1)[:40] + b"\xff\xff\xff\xff" + bytes(99), False),
        (_BEGINS + b"\0\0\0\x0cmdat1234" + b"\0\0\0\x08moov", False),
        (_BEGINS + b"\0\0\0\x08moov" + b"\0\0\0\0mdat1234", False),
        (_BEGINS + b"\0\0\0\x08moov", True),
        (_BEGINS + b"\0\0\0\x08moov" + b"\0\0\1", True),
        (_BEGINS + b"\0\0\0\x0cmdat1234" + b"\0\0\1\0free", False),
        (b"ID3" + bytes(99), False),
        (b"", False),
    ],
    ids=[
        "sound", "short sound", "half a head of it", "no sound", "with a list", "with a list, short", "length not known", "film",
        "to the end", "no pictures", "half a head", "others behind it", "mp3", "nothing",
    ],
)  # fmt: skip
def test_what_a_file_says_of_its_length(content: bytes, is_short: bool, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(content)
    assert is_cut_off(tmp_path / "file") is is_short


def _film_from(port: int, target: Path, *, result: Result = "video") -> None:
    download(
        f"http://127.0.0.1:{port}/film.mp4",
        target,
        check=lambda file: check_playable(file, result),
        pause=lambda seconds: None,
    )
