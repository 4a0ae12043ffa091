"""A service in a process of its own, with its accounts in variables, as the command line meets it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from studio_gui.base.paths import user_paths
from tests.e2e.command_line import COMMAND, environment, run
from tests.e2e.server.conftest import payload
from tests.e2e.services.stand import secrets_in

Serve = Callable[..., dict[str, str]]


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Starts the service and sets the variables; at the end no key may lie about."""
    started: list[subprocess.Popen[str]] = []
    keys: list[str] = []

    def start(*rules: dict[str, object]) -> dict[str, str]:
        faults = tmp_path / "faults.json"
        faults.write_text(json.dumps({"rules": list(rules)}))
        words = [*COMMAND, "serve", "--port", "0", "--json", "--folder", tmp_path / "server", "--faults", faults]
        process = subprocess.Popen([*map(str, words)], env=environment(), text=True, stdout=subprocess.PIPE)
        started.append(process)
        assert process.stdout
        said: dict[str, str] = json.loads(process.stdout.readline())
        keys.extend((said["user_key"], said["app_id"]))
        for service, names in (("AISTUDIOS", ("APP_ID", "USER_KEY")), ("CREATIFY", ("API_ID", "API_KEY"))):
            monkeypatch.setenv(f"STUDIO_{service}_URL", said["url"])
            for name in names:
                monkeypatch.setenv(f"STUDIO_{service}_{name}", said[name.lower()])
        return said

    yield start
    for job in run("jobs", "--json").json():  # type: ignore[attr-defined]
        # A test that failed must leave no process behind that goes on with its job.
        run("jobs", "cancel", job["id"], code=None)
    for process in started:
        process.terminate()
        process.communicate(timeout=30)
    assert list(secrets_in(user_paths().data.parent, keys)) == []


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A project without files of this computer."""
    body = tmp_path / "film.json"
    body.write_text(json.dumps(payload()))
    run("import", body, "-o", tmp_path / "Film")
    return tmp_path / "Film"


def practice_report(said: dict[str, str]) -> dict[str, list[dict[str, object]]]:
    answer = requests.get(f"{said['url']}/practice/report", headers={"X-Practice-Token": said["user_key"]}, timeout=30)
    found: dict[str, list[dict[str, object]]] = answer.json()
    return found
