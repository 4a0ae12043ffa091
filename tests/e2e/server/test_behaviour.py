"""What a practice server does beside answering well: its pages, its doors, its report, and many at once."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from studio_gui.files.payload import import_payload
from studio_gui.providers.aistudios.preflight import Traits
from studio_gui.providers.aistudios.provider import AiStudiosService
from studio_gui.providers.base import Payload, Wanted
from studio_gui.providers.errors import Gone, NotSent, ServiceError, TooMany, Unavailable, Unsure
from studio_gui.server.rules import FaultRule
from studio_gui.server.running import PracticeServer
from studio_gui.server.settings import ServerSettings
from tests.e2e.server.conftest import Peer, finished, payload

ODIN = "/api/odin/v3"


def get(peer: Peer, path: str, **headers: str) -> requests.Response:
    with requests.Session() as session:
        return session.get(peer.server.url + path, headers=headers, timeout=30, allow_redirects=False)


def test_its_page_lists_every_endpoint_and_fetches_nothing(peer: Peer) -> None:
    page = get(peer, "/docs")
    assert page.status_code == 200
    described = get(peer, "/openapi.json").json()
    for path in described["paths"]:
        assert f"<code>{path}</code>" in page.text
    assert {f"{ODIN}/editor/project", f"{ODIN}/simple/audio", "/api/personas_v2/"} <= set(described["paths"])
    assert not re.findall(r"(?:src|href)=\"(?!/)[^\"]+", page.text)


@pytest.mark.parametrize("path", ["/practice/report", f"{ODIN}/auth", "/api/remaining_credits/", f"{ODIN}/model"])
def test_nothing_is_told_to_strangers(peer: Peer, path: str) -> None:
    assert get(peer, path).status_code == 401
    wrong = {"X-Practice-Token": "x", "Authorization": "x", "X-API-ID": "x", "X-API-KEY": "x"}
    assert get(peer, path, **wrong).status_code == 401


@pytest.mark.parametrize(
    "path",
    ["/files/practice.sqlite", "/files/..%2Fpractice.sqlite", "/media/..%2F..%2Fpractice.sqlite", "/files/x.mp4"],
)
def test_only_finished_files_are_handed_out(peer: Peer, path: str) -> None:
    assert get(peer, path).status_code in (403, 404)


def test_a_signature_is_good_for_one_file_only(peer: Peer) -> None:
    peer.server.practice.videos.mkdir(parents=True)
    for name in ("a.mp4", "b.mp4"):
        (peer.server.practice.videos / name).write_bytes(b"film")
    url = peer.server.practice.file_url("a.mp4").removeprefix(peer.server.url)
    assert get(peer, url).content == b"film"
    assert get(peer, url.replace("a.mp4", "b.mp4")).status_code == 403
    assert get(peer, re.sub(r"ends=\d+", "ends=99999999999", url)).status_code == 403
    for rubbish in ("ends=%C2%B2", "ends=--5", f"ends={'9' * 5000}", "signature=%C3%A9"):
        name = rubbish.partition("=")[0]
        assert get(peer, re.sub(rf"{name}=[^&]+", rubbish, url)).status_code == 403


def test_misfits_are_told_by_field(peer: Peer) -> None:
    headers = {"Authorization": peer.api().token()}
    with requests.Session() as session:
        answer = session.post(
            f"{peer.server.url}{ODIN}/simple/custom",
            json={"language": "", "text": 7, "resolution": "9k"}, headers=headers, timeout=30,
        )  # fmt: skip
    assert answer.status_code == 400
    said = answer.json()
    assert said["success"] is False
    for field in ("language", "text", "model", "resolution"):
        assert field in said["error"]["msg"]
    assert peer.projects == []


def test_the_report_tells_what_was_made(peer: Peer) -> None:
    api = peer.api()
    created = api.create("project", {**payload(), "isExport": False, "name": "Mine"})
    peer.misbehave("GET /editor/progress/*", "500_html", nth=1)
    api.progress(created.project_id)
    report = get(peer, "/practice/report", **{"X-Practice-Token": peer.server.settings.token}).json()
    assert report["projects"] == [
        {"_id": created.project_id, "name": "Mine", "kind": "project", "endpoint": "editor/project", "state": "draft",
         "progress": 0, "exports": 0},
    ]  # fmt: skip
    assert report["asked"]["GET /editor/progress/*"] == 2
    assert report["faults_used"] == {"500_html": 1}
    assert report["leaks"] == []


def test_rules_can_be_sent(peer: Peer) -> None:
    headers = {"X-Practice-Token": peer.server.settings.token}
    url = f"{peer.server.url}/practice/faults"
    with requests.Session() as session:
        good = session.put(url, json=[{"endpoint": "GET /auth", "fault": "503"}], headers=headers, timeout=30)
        assert good.json() == {"rules": 1}
        assert get(peer, f"{ODIN}/auth").status_code == 503
        bad = session.put(url, json=[{"endpoint": "GET /auth", "fault": "flood"}], headers=headers, timeout=30)
    assert bad.status_code == 400
    assert "0.fault" in bad.json()["error"]["msg"]


def test_keys_on_the_way_to_a_file_are_noticed(peer: Peer) -> None:
    get(peer, "/files/x.mp4", Authorization="secret")
    assert peer.server.practice.leaks == ["authorization was sent to /files/x.mp4"]


def test_it_tells_a_webhook(peer: Peer) -> None:
    api = peer.api()
    created = api.create("project", {**payload(), "webhookUrl": "http://127.0.0.1:1/hook"})
    finished(api, created.project_id)
    peer.server.practice.webhooks.close()
    (sent,) = peer.server.practice.webhooks.sent
    assert isinstance(sent, dict)
    body = sent["body"]
    assert isinstance(body, dict)
    assert (body["progress"], body["credit"]) == (100, 1)
    assert str(body["download_url"]).startswith(peer.server.url)


def test_a_film_that_cannot_be_made_fails_with_a_sentence(peer: Peer) -> None:
    api = peer.api()
    scene = payload()["scenes"]
    assert isinstance(scene, list)
    # A path where the video should be: the renderer cannot write there.
    peer.server.practice.videos.parent.mkdir(parents=True, exist_ok=True)
    peer.server.practice.videos.write_bytes(b"in the way")
    created = api.create("project", payload())
    assert finished(api, created.project_id).stage == "failed"
    assert "is a file, not a folder" in str(api.project(created.project_id).raw["error"])


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/editor/project", b"{"),
        ("/editor/project", b"[1]"),
        ("/editor/project", b"null"),
        ("/editor/project", b"\xff\xfe"),
        ("/editor/project", b'{"scenes":' * 5000 + b"1" + b"}" * 5000),
        (
            "/simple/audio",
            b'{"language": "en", "text": "Hi", "model": "amara", "more": ' + b"[" * 70 + b"]" * 70 + b"}",
        ),
        ("/editor/project/export", b'{"projectId": "\\ud800"}'),
    ],
    ids=["cut off", "a list", "nothing", "no text", "5,000 deep", "70 deep", "half a letter"],
)
def test_whatever_comes_is_refused_in_the_documented_form(peer: Peer, path: str, body: bytes) -> None:
    headers = {"Authorization": peer.api().token(), "Content-Type": "application/json"}
    with requests.Session() as session:
        answer = session.post(peer.server.url + ODIN + path, data=body, headers=headers, timeout=30)
    assert answer.status_code in (400, 404), answer.text
    assert answer.json()["success"] is False
    assert answer.json()["error"]["msg"]


def test_a_number_that_json_does_not_have_is_refused(peer: Peer) -> None:
    body = payload()
    body["other"] = float("inf")
    headers = {"Authorization": peer.api().token(), "Content-Type": "application/json"}
    with requests.Session() as session:
        url = f"{peer.server.url}{ODIN}/editor/project"
        answer = session.post(url, data=json.dumps(body), headers=headers, timeout=30)
    assert answer.status_code == 400
    assert peer.projects == []


def test_a_server_for_the_whole_network_names_an_address_that_others_reach(tmp_path: Path) -> None:
    with PracticeServer(ServerSettings(tmp_path, host="0.0.0.0")) as server:
        assert "0.0.0.0" not in server.url
        assert get(Peer(server), "/docs").status_code == 200
        assert server.practice.file_url("a.mp4").startswith(server.url)


# Many at once

RULES = [
    {"endpoint": "POST /editor/project", "fault": "lose_reply", "chance": 0.15},
    {"endpoint": "POST /editor/project", "fault": "429", "chance": 0.1, "value": 1},
    {"endpoint": "POST /editor/project", "fault": "500_html", "chance": 0.1},
    {"endpoint": "GET /editor/progress/*", "fault": "500_html", "chance": 0.1},
    {"endpoint": "GET /editor/progress/*", "fault": "garbage_json", "chance": 0.05},
    {"endpoint": "GET /editor/progress/*", "fault": "expire_token", "nth": [40, 140]},
    {"endpoint": "GET /editor/progress/*", "fault": "unknown_state", "chance": 0.05},
    {"endpoint": "GET /files/*", "fault": "truncate_download", "chance": 0.2},
    {"endpoint": "GET /files/*", "fault": "403", "chance": 0.05},
]


@pytest.mark.slow
def test_a_hundred_exports_with_faults_end_in_one_project_each_or_say_why(tmp_path: Path) -> None:
    rules = tuple(FaultRule.model_validate(rule) for rule in RULES)
    settings = ServerSettings(tmp_path / "server", fetch_s=0.2, faults=rules, seed=7)
    project = import_payload(payload()).project
    with PracticeServer(settings) as server:
        peer = Peer(server)
        service = AiStudiosService(peer.api(), traits=Traits())
        payloads = [
            service.payload("project", project, wanted=Wanted(resolution="480", job_id=f"job-{n}")) for n in range(100)
        ]

        def is_known(name: str) -> bool:
            """The list of the service shows what is finished only; whether something is on its way, the server knows."""
            return any(row["name"] == name for row in peer.projects)

        with ThreadPoolExecutor(16) as pool:

            def export(one: Payload) -> tuple[str, int]:
                return carry_out(service, one, tmp_path / f"{one.mark[1:]}.mp4", is_known=is_known)

            ends = list(pool.map(export, payloads))
        names = Counter(str(row["name"]) for row in peer.projects)
        service.close()
    counted = Counter(end for end, _ in ends)
    assert counted["done"] + counted["found"] + counted["never made"] == 100, counted
    assert counted["found"] > 5
    assert counted["done"] > 50
    assert max(names.values()) == 1, "nothing was made twice"
    for (end, size), one in zip(ends, payloads, strict=True):
        assert names[str(one.body["name"])] == (0 if end == "never made" else 1)
        assert (tmp_path / f"{one.mark[1:]}.mp4").exists() == (end != "never made")
        assert end == "never made" or size > 1000
    assert server.practice.leaks == []


def carry_out(
    service: AiStudiosService, one: Payload, target: Path, *, is_known: Callable[[str], bool]
) -> tuple[str, int]:
    """One export as whoever keeps jobs does it, without waiting; answers how it ended and the size of the file."""
    end, remote_id = "done", ""
    for _ in range(20):
        try:
            remote_id = service.submit(one).remote_id
            break
        except (NotSent, TooMany):
            continue
        except Unsure:
            end = "found"
            break
    for _ in range(2000):
        try:
            if not remote_id:
                found = service.find(one, since=0)
                remote_id = found.remote_id if found else ""
                if not found and not is_known(str(one.body["name"])):
                    return "never made", 0
                continue
            seen = service.look("project", remote_id)
            if seen.stage == "finished":
                return end, service.fetch(seen.url, target, kind="project", remote_id=remote_id)
        except (Unavailable, NotSent, TooMany, Gone):
            continue
        except ServiceError as error:
            return f"refused: {error}", 0
    return "never over", 0
