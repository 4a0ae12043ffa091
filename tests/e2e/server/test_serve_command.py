"""``studio-gui serve`` in a process of its own: it starts, survives being killed, and ends well."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from studio_gui.providers.aistudios.account import AiStudiosKeys
from studio_gui.providers.aistudios.api import AiStudiosApi
from studio_gui.providers.downloads import download
from studio_gui.providers.errors import NotSent
from studio_gui.providers.http import Http
from tests.e2e.command_line import COMMAND, environment, refused
from tests.e2e.server.conftest import finished, payload


@dataclass
class Served:
    """A server in a process of its own."""

    process: subprocess.Popen[bytes]
    said: dict[str, str]

    @property
    def url(self) -> str:
        return self.said["url"]

    def api(self) -> AiStudiosApi:
        keys = AiStudiosKeys(self.said["app_id"], self.said["user_key"], self.url)
        return AiStudiosApi(keys, http=Http(self.url, service="AI Studios", pause=lambda seconds: None))


@contextlib.contextmanager
def served(*words: str | Path) -> Iterator[Served]:
    command = [*COMMAND, "serve", "--json", "--port", "0", *map(str, words)]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    line = process.stdout.readline()
    try:
        assert line, process.stderr.read().decode()
        yield Served(process, json.loads(line))
    finally:
        process.kill()
        process.wait(timeout=60)
        process.stdout.close()
        process.stderr.close()


def test_a_video_from_a_server_in_another_process(tmp_path: Path) -> None:
    with served("--folder", tmp_path / "server") as one:
        api = one.api()
        progress = finished(api, api.create("project", payload()).project_id)
        assert download(progress.url, tmp_path / "film.mp4") > 1000
        api.close()
        assert one.url.startswith("http://127.0.0.1:")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_well_when_it_is_told_to(tmp_path: Path, number: signal.Signals) -> None:
    with served("--folder", tmp_path / "server") as one:
        one.process.send_signal(number)
        assert one.process.wait(timeout=60) == 0
        assert one.process.stderr is not None
        assert one.process.stderr.read() == b""


def test_what_was_asked_for_is_made_although_the_server_was_killed(tmp_path: Path) -> None:
    folder = tmp_path / "server"
    long = payload(script="This takes a while to say. " * 40)
    with served("--folder", folder, "--token", "secret-of-this-test") as one:
        api = one.api()
        created = api.create("project", long)
        os.kill(one.process.pid, signal.SIGKILL)
        one.process.wait(timeout=60)
        with pytest.raises(NotSent, match="nobody listens there"):
            api.progress(created.project_id)
        api.close()
    with served("--folder", folder, "--token", "secret-of-this-test") as one:
        api = one.api()
        assert finished(api, created.project_id).stage == "done"
        report = requests.get(
            f"{one.url}/practice/report", headers={"X-Practice-Token": "secret-of-this-test"}, timeout=10
        ).json()
        api.close()
    assert [row["_id"] for row in report["projects"]] == [created.project_id]
    assert report["projects"][0]["exports"] == 1


def test_faults_come_from_a_file(tmp_path: Path) -> None:
    rules = tmp_path / "faults.json"
    rules.write_text(json.dumps({"rules": [{"endpoint": "GET /auth", "fault": "success_false", "value": "Closed"}]}))
    with served("--folder", tmp_path / "server", "--faults", rules) as one:
        api = one.api()
        with pytest.raises(Exception, match="Closed"):
            api.is_authenticated()
        api.close()


def test_a_port_that_is_taken_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = refused("serve", "--port", port, "--folder", tmp_path / "server")
    assert said == f"The port {port} is taken. Choose another with --port, or 0 for any."


def test_a_folder_that_is_taken_is_one_sentence(tmp_path: Path) -> None:
    with served("--folder", tmp_path / "server"):
        said = refused("serve", "--port", "0", "--folder", tmp_path / "server")
    assert "Another practice server works in" in said


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "is not valid JSON"),
        ('[{"endpoint": "x", "fault": "earthquake"}]', "a rule that is not understood: 0.fault"),
        ('[{"endpoint": "x", "fault": "401", "often": 1}]', "a rule that is not understood: 0.often"),
    ],
)
def test_faults_that_are_not_understood_are_named(tmp_path: Path, content: str, words: str) -> None:
    rules = tmp_path / "faults.json"
    rules.write_text(content)
    assert words in refused("serve", "--port", "0", "--faults", rules)


def test_a_file_of_faults_that_is_missing_is_named(tmp_path: Path) -> None:
    assert "cannot be read" in refused("serve", "--faults", tmp_path / "no.json", code=2)
