"""A whole sample goes to the practice account and comes back; nothing is sent twice unasked."""

from __future__ import annotations

import csv
import io
from contextlib import closing
from pathlib import Path

import pytest

from studio_gui.app.services import Services
from studio_gui.base.paths import user_paths
from studio_gui.files.probing import probe
from studio_gui.files.project_file import open_project
from studio_gui.jobs.owners import Owner
from studio_gui.server.sharing import read_access
from tests.e2e.command_line import refused, run
from tests.e2e.services.stand import secrets_in

TALK = ("talk", "--to", "practice", "--model", "M000045058", "--language", "en", "--resolution", "480")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    run("new", tmp_path / "Hello", "--from", "onboarding")
    return tmp_path / "Hello"


def test_a_sample_with_its_media_becomes_a_film_and_is_listed_there(project: Path, tmp_path: Path) -> None:
    done = run("export", project, "--to", "practice", "--wait", "--json", "--resolution", "480", limit_s=200).json()
    assert isinstance(done, dict)
    assert (done["state"], done["kind"], done["progress"]) == ("done", "project", 1.0)
    facts = probe(Path(done["result"]))
    assert (facts.kind, facts.height) == ("video", 480)
    again = refused("export", project, "--to", "practice", "--resolution", "480")
    assert again.startswith("The same was sent to Practice account")
    assert again.endswith("Add --yes to send it again; that may cost again.")
    (listed,) = run("projects", "--account", "practice", "--json").json()  # type: ignore[misc]
    assert listed["id"] == done["remote_id"]
    pulled = run("projects", "pull", listed["id"], "--account", "practice", "-o", tmp_path / "Back").out.strip()
    assert open_project(pulled).project.name == "Onboarding"  # not with what was put behind it to find it again
    assert [len(s.clips) for s in open_project(pulled).project.scenes] == [
        len(s.clips) for s in open_project(project).project.scenes
    ]


def test_the_token_of_the_practice_account_is_where_it_belongs_only(tmp_path: Path) -> None:
    run(*TALK, "--text", "Hello there", "-o", tmp_path / "talk.mp4", "--wait", "--json", limit_s=100)
    home = user_paths().data
    access = read_access(home / "practice")
    assert access is not None
    found = [words.partition(": ")[0] for words in secrets_in(home.parent, [access.token, access.app_id])]
    assert found == [str(home / "practice" / "running.json")]


def test_a_draft_stays_at_the_service_and_is_exported_when_that_is_asked_for(project: Path, tmp_path: Path) -> None:
    draft = run("export", project, "--to", "practice", "--draft", "--wait", "--json", limit_s=100).json()
    assert isinstance(draft, dict)
    assert (draft["state"], draft["kind"], draft["result"]) == ("done", "draft", None)
    film = tmp_path / "film.mp4"
    words = ("projects", "export", draft["remote_id"], "--account", "practice", "-o", film, "--resolution", "480")
    assert run(*words, "--wait", limit_s=200).out.strip() == str(film)
    assert probe(film).kind == "video"


def test_a_presenter_talks_and_a_voice_speaks_and_the_ledger_knows(tmp_path: Path) -> None:
    film, sound = tmp_path / "talk.mp4", tmp_path / "speech.wav"
    run(*TALK, "--text", "Hello there", "-o", film, "--wait", limit_s=100)
    run("speak", *TALK[1:7], "--text", "Hello there", "-o", sound, "--wait", limit_s=100)
    assert probe(film).kind == "video"
    assert probe(sound).kind == "audio"
    assert "Add --yes" in refused(*TALK, "--text", "Hello there", "-o", tmp_path / "other.mp4")
    rows = list(csv.DictReader(io.StringIO(run("jobs", "ledger").out)))
    assert [(row["kind"], row["charged"]) for row in rows] == [("audio", ""), ("custom", "yes")]


def test_what_an_account_has_is_listed(tmp_path: Path) -> None:
    assert run("accounts", "test", "practice").out.strip() == "Practice takes the keys."
    models = run("models", "--account", "practice", "--json").json()
    assert isinstance(models, list)
    assert models
    assert all(one["id"] and one["label"] for one in models)
    assert run("workspaces", "--account", "practice", "--json").json()
    assert "This computer is no service" in refused("models", "--account", "computer")
    assert "There is no account “nowhere”" in refused("workspaces", "--account", "nowhere")


def test_without_keys_nothing_is_queued(project: Path) -> None:
    assert "There is no account “aistudios”" in refused("export", project, "--to", "aistudios")
    assert run("jobs", "--json").json() == []


def test_what_was_sent_since_is_not_sent_by_trying_an_older_job_again(project: Path) -> None:
    words = ("export", project, "--to", "practice", "--draft", "--json")
    with closing(Owner(user_paths().data / "owners")):  # nobody else takes the job before it is cancelled
        first = run(*words).json()
        assert isinstance(first, dict)
        run("jobs", "cancel", first["id"])
    second = run(*words, "--yes", "--wait", limit_s=100).json()
    assert isinstance(second, dict)
    said = refused("jobs", "retry", first["id"])
    assert said.startswith("The same was sent to the account “practice” on ")
    assert said.endswith(f"(job {second['id']}: done). Add --send-again to send it all the same; that may cost again.")
    # Nor is it forgotten with its job.
    with closing(Services()) as services:
        services.store.remove(services.store.row(second["id"]).id)
    assert "removed from the list" in refused(*words[:-1])
