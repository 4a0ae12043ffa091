"""One practice server for all processes of a user."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from studio_gui.base.errors import Cancelled, MediaError
from studio_gui.files.payload import import_payload
from studio_gui.model.edits.clips import synced
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_image, new_presenter, new_project, new_scene
from studio_gui.providers.base import Wanted
from studio_gui.providers.errors import Refused
from studio_gui.providers.http import watching
from studio_gui.server.accounts import bring_media, practice_creatify, practice_studios
from studio_gui.server.running import PracticeServer
from studio_gui.server.settings import ServerSettings
from studio_gui.server.sharing import PracticeAccess, SharedPractice, is_alive, read_access
from tests.disks import disk
from tests.e2e.command_line import ROOT, environment
from tests.e2e.server.conftest import Peer, finished, payload

_OTHER = """
import sys
from pathlib import Path
from studio_gui.server.sharing import SharedPractice
shared = SharedPractice(Path(sys.argv[1]))
print(shared.access().url, flush=True)
sys.stdin.readline()
shared.close()
"""


def other_process(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _OTHER, str(folder)],
        env=environment(), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_the_second_process_finds_the_server_of_the_first(tmp_path: Path) -> None:
    shared = SharedPractice(tmp_path)
    first = shared.access()
    assert shared.access() == first
    with other_process(tmp_path) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == first.url
        assert other.communicate("\n", timeout=60) == ("", None)
    assert is_alive(first)
    shared.close()
    assert not is_alive(first)


def test_a_server_whose_process_was_killed_is_started_again_under_its_address(tmp_path: Path) -> None:
    with other_process(tmp_path) as other:
        assert other.stdout is not None
        url = other.stdout.readline().strip()
        other.kill()
    shared = SharedPractice(tmp_path)
    before = read_access(tmp_path)
    assert before is not None
    again = shared.access()
    assert (again.url, again.token) == (url, before.token)
    shared.close()


def test_many_who_ask_at_once_get_the_same(tmp_path: Path) -> None:
    shared = SharedPractice(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: shared.access(), range(16)))) == 1
    shared.close()


def test_the_token_is_for_the_owners_eyes_only(tmp_path: Path) -> None:
    shared = SharedPractice(tmp_path)
    access = shared.access()
    file = tmp_path / "running.json"
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert access.token not in repr(access)
    shared.close()


def test_the_app_id_shows_nothing_of_the_token(tmp_path: Path) -> None:
    token = "Very-secret-token"
    access, settings = PracticeAccess("http://127.0.0.1:1", token), ServerSettings(tmp_path, token=token)
    assert access.app_id == settings.app_id != ServerSettings(tmp_path, token=f"{token}s").app_id
    parts = [token[at : at + 4] for at in range(len(token) - 3)]
    assert [part for part in parts if part in access.app_id] == []


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"url": 1, "token": 2}', '{"url": "http://x", "token": ""}'])
def test_a_broken_note_is_no_server(tmp_path: Path, content: str) -> None:
    (tmp_path / "running.json").write_text(content)
    assert read_access(tmp_path) is None


def test_somebody_else_on_the_port_is_not_taken_for_the_server(peer: Peer, tmp_path: Path) -> None:
    (tmp_path / "running.json").write_text(json.dumps({"url": peer.server.url, "token": "token-of-another"}))
    assert is_alive(PracticeAccess(peer.server.url, peer.server.settings.token))
    shared = SharedPractice(tmp_path)
    assert shared.access().url != peer.server.url
    shared.close()


@pytest.fixture
def access(peer: Peer) -> PracticeAccess:
    return PracticeAccess(peer.server.url, peer.server.settings.token)


def test_media_are_brought_and_drawn(peer: Peer, access: PracticeAccess, tmp_path: Path) -> None:
    from studio_gui.base.paths import resource

    picture = resource("pictures", "lamp.png")
    heard: list[tuple[int, int]] = []
    url = bring_media(access, picture, sent=lambda done, total: heard.append((done, total)))
    size = picture.stat().st_size
    assert heard[-1] == (size, size)
    assert bring_media(access, picture) == url
    clips = (
        new_presenter(ai_name="amara", emotion="knit", box=Rect(900, 60, 640, 960), size=(800, 1200)),
        new_image(box=Rect(100, 100, 400, 400), size=(400, 400), url=url),
    )
    project = new_project(name="Lamp", scenes=(synced(new_scene(script="Look.").changed(clips=clips)),))
    service = practice_studios(access)
    assert [issue.message for issue in service.check(project, folder=tmp_path) if issue.severity == "error"] == []
    receipt = service.submit(service.payload("project", project, wanted=Wanted(resolution="480")))
    assert finished(service.api, receipt.remote_id).stage == "done"
    localised = peer.server.practice.stock.localised(project)
    assert localised.project.scenes[0].clips[1].studio.media.startswith("media/")
    service.close()


def test_bringing_can_be_cancelled(access: PracticeAccess, tmp_path: Path) -> None:
    large = tmp_path / "large.bin"
    with open(large, "wb") as file:
        file.truncate(50_000_000)
    stop = threading.Event()
    with watching(is_cancelled=stop.is_set), pytest.raises(Cancelled):
        bring_media(access, large, sent=lambda done, total: stop.set())
    with pytest.raises(MediaError, match="cannot be read"):
        bring_media(access, tmp_path / "missing.png")


def test_a_full_disk_is_said_and_what_was_brought_before_stays(tmp_path: Path) -> None:
    small, large = tmp_path / "small.png", tmp_path / "large.png"
    small.write_bytes(b"here")
    large.write_bytes(bytes(2_000_000))
    with disk(tmp_path / "disk", size="1m") as folder, PracticeServer(ServerSettings(folder)) as server:
        access = PracticeAccess(server.url, server.settings.token)
        url = bring_media(access, small)
        with pytest.raises(Refused, match="cannot be written: the disk is full"):
            bring_media(access, large)
        assert bring_media(access, small) == url
        kept = server.practice.stock.own_file(url)
        assert kept is not None
        assert [path.read_bytes() for path in kept.parent.iterdir()] == [b"here"]


def test_both_services_take_the_keys(access: PracticeAccess) -> None:
    studios, creatify = practice_studios(access), practice_creatify(access)
    assert studios.test() == "Practice takes the keys."
    assert creatify.test() == "Practice takes the keys; 500 credits are left."
    studios.close()
    creatify.close()


def test_a_server_stops_in_the_middle_of_a_film(tmp_path: Path, peer: Peer) -> None:
    api = peer.api()
    body = payload(script="This takes a while to say. " * 60)
    created = api.create("project", body)
    assert import_payload(body).project.scenes
    peer.server.stop()
    with PracticeServer(peer.server.settings) as again:
        assert again.practice.project(created.project_id) is not None
