"""Footage of this computer goes through a real bucket to AI Studios, which makes an avatar of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from studio_gui.app.avatars import Avatar
from studio_gui.base.paths import user_paths
from tests.e2e.avatars.conftest import footage
from tests.e2e.avatars.stand import AvatarStand
from tests.e2e.hosting.conftest import set_host
from tests.unit.hosting.relay import Relay
from tests.unit.hosting.s3_server import KEYS, S3Server

__all__ = ["footage"]
CREATE = "POST /avatars/customavatar"


@pytest.fixture
def stand(
    s3: S3Server, line: Relay, tmp_path: Path, footage: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[AvatarStand]:
    """With a bucket as media host, of which only those hear who have its keys or a signed address."""
    bucket = s3.bucket(f"faces-{tmp_path.name.replace('_', '-')[:40]}".lower())
    set_host(monkeypatch, line.url, bucket, prefix="faces")
    with AvatarStand(tmp_path, footage, monkeypatch) as one:
        yield one


def _asked(stand: AvatarStand, **more: object) -> Avatar:
    form = stand.form(account="aistudios", kind="customavatar", name="Ada Lovelace", locale="en", scene="", **more)
    return stand.avatars.create(form, agreed=True, send_again=True)


def _made(stand: AvatarStand) -> Avatar:
    avatar = _asked(stand)
    stand.until(lambda: stand.row(avatar).is_final or bool(stand.row(avatar).remote_id))
    return stand.avatars.get(avatar.id)


def test_footage_goes_through_the_bucket_and_the_avatar_becomes_ready(stand: AvatarStand, line: Relay) -> None:
    assert [issue.code for issue in stand.avatars.check(stand.form(account="aistudios", kind="customavatar"))] == []
    avatar = _made(stand)
    assert (avatar.phase, avatar.error) == ("making", "")
    (there,) = stand.server.practice.store.all("avatar")
    url = str(there["url"])
    assert url.startswith(f"{line.url}/faces-")
    # Whoever has the address the service was given can read the footage, and nobody else.
    assert requests.get(url, timeout=20).content == stand.footage.read_bytes()
    assert "X-Amz-Signature=" in url
    assert line.count("PUT") == 1
    stand.server.practice.store.change("avatar", avatar.remote_id, lambda row: row.update(began=-1e11))
    assert stand.looked(avatar).is_ready
    assert stand.asked(CREATE) == 1
    kept = [path for path in user_paths().data.parent.rglob("*") if path.is_file()]
    signature = url.partition("X-Amz-Signature=")[2].partition("&")[0].encode()
    assert not [path for path in kept if signature in path.read_bytes() or KEYS["secret"].encode() in path.read_bytes()]


def test_the_same_footage_is_brought_once_and_each_avatar_gets_an_address_of_its_own(
    stand: AvatarStand, line: Relay
) -> None:
    first = _made(stand)
    stand.restart(after_s=3 * 24 * 3600.0)
    second = _made(stand)
    assert first.remote_id != second.remote_id
    assert (line.count("PUT"), stand.asked(CREATE)) == (1, 2)


def test_an_upload_that_is_cut_sends_nothing_to_the_service_and_goes_on_later(stand: AvatarStand, line: Relay) -> None:
    line.cuts, line.after = 20, 100_000
    avatar = _asked(stand)
    stand.until(lambda: stand.row(avatar).state in ("offline", "failed"))
    row = stand.row(avatar)
    assert (row.state, row.remote_id, row.sent_at, stand.asked(CREATE)) == ("offline", "", 0, 0)
    assert row.hint
    line.cuts = 0
    stand.clock.jump(3600)
    stand.until(lambda: bool(stand.row(avatar).remote_id))
    assert stand.asked(CREATE) == 1


def test_a_lost_answer_of_the_service_brings_no_second_upload_and_no_second_avatar(
    stand: AvatarStand, line: Relay
) -> None:
    stand.misbehave({"endpoint": CREATE, "fault": "lose_reply"})
    avatar = _made(stand)
    assert avatar.phase == "unsure"
    stand.restart(after_s=3600.0)
    stand.until(lambda: True)
    assert (stand.asked(CREATE), line.count("PUT"), stand.avatars.get(avatar.id).phase) == (1, 1, "unsure")
