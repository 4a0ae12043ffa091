"""A project with files of this computer goes to an account of AI Studios through a bucket, and comes back as a film."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from studio_gui.files.probing import probe
from tests.e2e.command_line import COMMAND, environment, refused, run
from tests.e2e.hosting.conftest import set_host
from tests.unit.hosting.relay import Relay
from tests.unit.hosting.s3_server import KEYS, S3Server


@pytest.fixture
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """AI Studios, as a server on this computer has it."""
    words = [*COMMAND, "serve", "--port", "0", "--local-media", "--json", "--folder", str(tmp_path / "service")]
    process = subprocess.Popen(words, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        monkeypatch.setenv("STUDIO_AISTUDIOS_URL", said["url"])
        monkeypatch.setenv("STUDIO_AISTUDIOS_APP_ID", said["app_id"])
        monkeypatch.setenv("STUDIO_AISTUDIOS_USER_KEY", said["user_key"])
        yield "aistudios"
    finally:
        process.terminate()
        process.communicate(timeout=30)


def test_files_are_brought_to_the_bucket_and_the_film_comes_back_and_no_secret_stays(
    s3: S3Server, line: Relay, account: str, tmp_path: Path, studio_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "Hello"
    run("new", project, "--from", "onboarding")
    before = run("check", project, "--to", account, "--json", code=1).json()
    assert "no-public-url" in {issue["code"] for issue in before["issues"]}  # type: ignore[index]
    set_host(monkeypatch, line.url, s3.bucket("e2e-films"), prefix="films/media")
    hosted = run("check", project, "--to", account, "--json", code=None).json()
    severities = {issue["code"]: issue["severity"] for issue in hosted["issues"]}  # type: ignore[index]
    assert severities.get("to-be-hosted") == "info"
    assert "no-public-url" not in severities
    words = ("export", project, "--to", account, "--wait", "--json", "--resolution", "480", "--force")
    done = run(*words, limit_s=240).json()
    assert isinstance(done, dict)
    assert done["state"] == "done"
    facts = probe(Path(done["result"]))
    assert (facts.kind, facts.height) == ("video", 480)
    stored = requests.get(f"{s3.url}/e2e-films", timeout=10).text.count("<Contents>")
    assert stored == line.count("PUT") > 0
    # The same again costs no upload, from another project neither.
    run(*words, "--yes", "-o", tmp_path / "again.mp4", limit_s=240)
    assert line.count("PUT") == stored
    secrets = (KEYS["secret"], "X-Amz-Signature=")
    kept = [each for each in (*studio_home.rglob("*"), *project.rglob("*")) if each.is_file()]
    assert any(each.name.startswith("jobs.") for each in kept)
    for each in kept:
        text = each.read_bytes().replace(b"X-Amz-Signature=[hidden]", b"").replace(b"X-Amz-Signature=%5Bhidden", b"")
        for secret in secrets:
            assert secret.encode() not in text, each


def test_a_host_is_added_tried_used_listed_and_removed_from_the_command_line(
    s3: S3Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("hosting", "--json").json() == []
    set_host(monkeypatch, s3.url, s3.bucket("cli-host"), prefix="films/media")
    (listed,) = run("hosting", "--json").json()  # type: ignore[misc]
    assert (listed["id"], listed["kind"], listed["origin"], listed["has_keys"]) == ("host", "s3", "environment", True)
    assert run("hosting", "test", "host").out.startswith("Media host “host” takes files, and hands them out.")
    picture = tmp_path / "p.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n12345")
    put = run("hosting", "put", picture, "--host", "host", "--json").json()
    assert isinstance(put, dict)
    assert requests.get(put["url"], timeout=10).content == picture.read_bytes()
    assert (put["was_there"], put["good_for_days"]) == (False, 7)
    assert KEYS["secret"] not in put["url"]
    assert run("hosting", "put", picture).out.startswith(f"{s3.url}/cli-host/films/media/")
    run("hosting", "use", "host", "--account", "practice")
    (used,) = run("hosting", "--json").json()  # type: ignore[misc]
    assert used["accounts"] == ["practice"]
    assert "is not one that was added here" in refused("hosting", "remove", "host")
    assert refused("hosting", "test", "nowhere").endswith("The media hosts are: host.")
    monkeypatch.setenv("STUDIO_HOST_DAYS", "90")
    assert "The variable STUDIO_HOST_DAYS makes no sense" in refused("hosting")


def test_a_bucket_that_is_missing_or_a_wrong_key_is_said_in_one_sentence(
    s3: S3Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_host(monkeypatch, s3.url, "no-such-bucket", prefix="films/media")
    assert "has no bucket “no-such-bucket”" in refused("hosting", "test", "host")
    s3.keys_matter(True)
    try:
        assert "does not know the access key" in refused("hosting", "test", "host")
    finally:
        s3.keys_matter(False)
    monkeypatch.delenv("STUDIO_HOST_SECRET")
    assert "The secret access key of the media host “host” is not known." in refused("hosting", "test", "host")


def test_a_web_server_needs_no_keys_and_a_system_without_keyring_says_so(tmp_path: Path) -> None:
    assert "no keyring" in refused("hosting", "add", "s3", "--bucket", "media")
    made = run("hosting", "add", "webdav", "--url", "http://127.0.0.1:9/files", "--prefix", "/a/", "--json").json()
    assert isinstance(made, dict)
    assert (made["id"], made["place"], made["has_keys"]) == ("webdav", "http://127.0.0.1:9/files/a", True)
    run("hosting", "remove", "webdav")
    assert run("hosting", "--json").json() == []
