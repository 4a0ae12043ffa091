"""Files come to a bucket once, and services can fetch them from there."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path

import pytest
import requests

from studio_gui.base.errors import AccountError, Cancelled, MediaError
from studio_gui.base.logs import redacted
from studio_gui.base.settings import HostSetting
from studio_gui.providers.errors import Gone, NotAllowed, NotSent, Refused
from studio_gui.providers.hosting.bringing import bring, try_out
from studio_gui.providers.hosting.memory import Memory
from studio_gui.providers.hosting.opening import open_shelf
from studio_gui.providers.http import watching
from tests.unit.hosting.relay import relay
from tests.unit.hosting.s3_server import KEYS, S3Server

PART = 5 << 20


def test_a_file_is_fetched_from_its_signed_address_with_its_type(s3: S3Server, picture: Path) -> None:
    shelf = open_shelf(s3.setting(s3.bucket("signed-one")), KEYS)
    brought = bring(shelf, picture)
    assert re.fullmatch(rf"{s3.url}/signed-one/media/[0-9a-f]{{32}}\.png", brought.address)
    assert requests.get(brought.address, timeout=10).status_code == 403
    got = requests.get(shelf.signed(brought.name), timeout=10)
    assert (got.content, got.headers["content-type"]) == (picture.read_bytes(), "image/png")
    assert "X-Amz-Expires=604800" in shelf.signed(brought.name)
    assert "Signature=[hidden]" in redacted(shelf.signed(brought.name))


def test_a_public_bucket_is_named_by_its_public_address(s3: S3Server, picture: Path) -> None:
    bucket = s3.bucket("public-one", is_public=True)
    shelf = open_shelf(s3.setting(bucket, public_url=f"{s3.url}/{bucket}/"), KEYS)
    brought = bring(shelf, picture)
    assert brought.address == shelf.signed(brought.name)
    assert requests.get(brought.address, timeout=10).content == picture.read_bytes()


def test_a_bucket_that_is_not_public_is_told_from_one_that_is(s3: S3Server, picture: Path) -> None:
    bucket = s3.bucket("private-one")
    shelf = open_shelf(s3.setting(bucket, public_url=f"{s3.url}/{bucket}"), KEYS)
    with pytest.raises(Refused, match="does not hand it out to others: it is not public") as caught:
        bring(shelf, picture)
    assert "leave it empty to use signed addresses" in caught.value.hint
    elsewhere = open_shelf(s3.setting(s3.bucket("elsewhere"), public_url="http://127.0.0.1:9/x"), KEYS)
    with pytest.raises(NotSent, match="does not answer"):
        bring(elsewhere, picture)


def test_the_same_content_is_brought_once_whoever_brings_it(s3: S3Server, picture: Path, tmp_path: Path) -> None:
    bucket = s3.bucket("once")
    with relay(s3.url) as line:
        setting = s3.setting(bucket, endpoint=line.url)
        first = bring(open_shelf(setting, KEYS), picture)
        twin = tmp_path / "other-project.png"
        twin.write_bytes(picture.read_bytes())
        second = bring(open_shelf(setting, KEYS), twin)
        assert (first.was_there, second.was_there, first.address == second.address) == (False, True, True)
        assert line.count("PUT") == 1
        remembered = Memory(tmp_path / "cache")
        bring(open_shelf(setting, KEYS), twin, memory=remembered)
        asked = len(line.asked)
        bring(open_shelf(setting, KEYS), picture, memory=remembered)
        assert len(line.asked) == asked
    assert "Signature" not in (tmp_path / "cache" / "hosted.json").read_text()


def test_an_upload_whose_connection_breaks_goes_on_with_the_parts_that_are_missing(
    s3: S3Server, tmp_path: Path
) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(bytes(range(256)) * (4 * PART // 256))
    seen: list[int] = []
    with relay(s3.url) as line:
        line.cuts, line.after = 2, PART // 2
        shelf = open_shelf(s3.setting(s3.bucket("cut"), endpoint=line.url), KEYS)
        brought = bring(shelf, film, sent=lambda done, total: seen.append(done))
        assert line.was_cut == 2
        parts = [each for each in line.asked if "partNumber" in each]
        assert 4 < len(parts) <= 4 + 4
        assert requests.get(shelf.signed(brought.name), timeout=20).content == film.read_bytes()
    assert seen == sorted(seen)
    assert seen[-1] == film.stat().st_size


def test_what_is_cancelled_leaves_no_parts_behind(s3: S3Server, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(bytes(20 * PART))
    bucket, flag = s3.bucket("given-up"), threading.Event()
    shelf = open_shelf(s3.setting(bucket), KEYS)

    def stop_at_half(done: int, total: int) -> None:
        if done:
            flag.set()

    with pytest.raises(Cancelled), watching(is_cancelled=flag.is_set):
        bring(shelf, film, sent=stop_at_half)
    assert "<Upload>" not in requests.get(f"{s3.url}/{bucket}?uploads", timeout=10).text
    # A quick line may have brought all of it before the wish was heard; a piece of a file is never there.
    there = re.findall(r"<Size>(\d+)</Size>", requests.get(f"{s3.url}/{bucket}", timeout=10).text)
    assert there in ([], [str(film.stat().st_size)])


def test_an_upload_into_silence_can_be_cancelled(s3: S3Server, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(bytes(3 * PART))
    flag = threading.Event()
    with relay(s3.url) as line:
        line.swallows = True
        shelf = open_shelf(s3.setting("anything", endpoint=line.url), KEYS)
        timer = threading.Timer(0.5, flag.set)
        timer.start()
        began = time.monotonic()
        with pytest.raises(Cancelled), watching(is_cancelled=flag.is_set):
            bring(shelf, film)
        assert time.monotonic() - began < 8
        timer.join()


def test_a_bucket_that_is_missing_is_named(s3: S3Server, picture: Path) -> None:
    with pytest.raises(Gone, match="Our bucket has no bucket “nowhere-at-all”") as caught:
        bring(open_shelf(s3.setting("nowhere-at-all"), KEYS), picture)
    assert caught.value.hint == "Make it there, or correct its name."


def test_keys_that_are_not_known_are_refused_in_words(s3: S3Server, picture: Path) -> None:
    shelf = open_shelf(s3.setting(s3.bucket("guarded")), KEYS)
    s3.keys_matter(True)
    try:
        with pytest.raises(NotAllowed, match="does not know the access key") as caught:
            bring(shelf, picture)
    finally:
        s3.keys_matter(False)
    assert KEYS["secret"] not in caught.value.detail


@pytest.mark.parametrize(
    ("endpoint", "words"),
    [("http://127.0.0.1:9", "nobody listens there"), ("https://bucket.invalid", "its name was not found")],
)
def test_a_network_that_is_gone_is_said(endpoint: str, words: str, picture: Path, s3: S3Server) -> None:
    began = time.monotonic()
    with pytest.raises(NotSent, match=words):
        bring(open_shelf(s3.setting("anything", endpoint=endpoint), KEYS), picture)
    assert time.monotonic() - began < 30


def test_a_file_that_is_gone_or_changes_is_said(s3: S3Server, tmp_path: Path) -> None:
    shelf = open_shelf(s3.setting(s3.bucket("moving")), KEYS)
    with pytest.raises(MediaError, match=r"“gone\.png” cannot be read: no such file"):
        bring(shelf, tmp_path / "gone.png")
    growing = tmp_path / "growing.wav"
    growing.write_bytes(bytes(2 * PART))

    def grow(done: int, total: int) -> None:
        growing.write_bytes(bytes(2 * PART + 1))

    with pytest.raises(MediaError, match="was changed while it was brought"):
        bring(shelf, growing, sent=grow)


def test_the_test_leaves_nothing_behind(s3: S3Server) -> None:
    bucket = s3.bucket("tried")
    said = try_out(open_shelf(s3.setting(bucket), KEYS))
    assert said.startswith("Our bucket takes files, and hands them out.")
    assert "private network" in said
    assert "<Contents>" not in requests.get(f"{s3.url}/{bucket}", timeout=10).text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "The bucket is missing"),
        ({"bucket": "no spaces please"}, "is no name of a bucket"),
        ({"bucket": "good", "endpoint": "ftp://x"}, "is not an address of a host"),
        ({"bucket": "good", "endpoint": "https://me:pw@x"}, "is not an address of a host"),
        ({"bucket": "good", "prefix": "../up"}, "cannot be a folder"),
        ({"kind": "azure", "bucket": "good"}, "name of the storage account is missing"),
        ({"kind": "webdav"}, "address of the server is missing"),
        ({"kind": "webdav", "endpoint": "http://dav.example.com"}, "is not protected"),
    ],
)
def test_what_describes_a_host_is_checked(fields: dict[str, str], words: str) -> None:
    with pytest.raises(AccountError, match=words):
        open_shelf(HostSetting.model_validate({"id": "x", **fields}), KEYS)
