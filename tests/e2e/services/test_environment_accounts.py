"""Accounts of environment variables, from the command line, with a service in a process of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio_gui.files.probing import probe
from tests.e2e.command_line import refused, run
from tests.e2e.services.conftest import Serve, practice_report

TALK = ("--model", "M000045058", "--language", "en", "--text", "Hello there")


def test_a_project_is_exported_once_unless_it_is_agreed_to(serve: Serve, film: Path) -> None:
    said = serve()
    words = ("export", film, "--to", "aistudios", "--resolution", "480", "--wait", "--json")
    done = run(*words, limit_s=100).json()
    assert isinstance(done, dict)
    assert (done["state"], done["account"], done["error"]) == ("done", "aistudios", None)
    assert probe(Path(done["result"])).kind == "video"
    again = run(*words, code=1)
    error = json.loads(again.err)["error"]
    assert error["message"].startswith("The same was sent to AI Studios on ")
    assert error["hint"] == "Add --yes to send it again; that may cost again."
    assert len(practice_report(said)["projects"]) == 1
    run(*words, "--yes", limit_s=100)
    assert [one["state"] for one in practice_report(said)["projects"]] == ["exported", "exported"]
    assert practice_report(said)["leaks"] == []


def test_a_file_in_which_clips_were_doubled_by_hand_is_not_paid_twice(serve: Serve, film: Path) -> None:
    said = serve()
    file = film / "Film.studio"
    raw = json.loads(file.read_text("utf-8"))
    scene = raw["scenes"][0]
    scene["clips"] += [scene["clips"][0]] * 2
    del scene["studio"]["id"]
    file.write_text(json.dumps(raw), encoding="utf-8")
    words = ("export", film, "--to", "aistudios", "--resolution", "480")
    run(*words, "--wait", limit_s=100)
    assert "The same was sent" in run(*words, code=1).err
    table = film.parent / "people.csv"
    table.write_text("name,script\nAna,Hello\n", encoding="utf-8")
    for _ in range(2):
        made = run("series", film, table, "--to", "aistudios", "--resolution", "480", "--yes", "--wait", limit_s=100)
        assert made.out.startswith("1 row: 1 made, 0 under way, 0 to make")
    assert len(practice_report(said)["projects"]) == 2


def test_files_of_this_computer_are_named_and_nothing_is_sent(serve: Serve, tmp_path: Path) -> None:
    said = serve()
    run("new", tmp_path / "Hello", "--from", "onboarding")
    words = ("export", tmp_path / "Hello", "--to", "aistudios", "--resolution", "480", "--wait")
    stopped = run(*words, code=1)
    assert "error: " in stopped.err
    forced = run(*words, "--force", code=1)
    assert "The background in scene 1 is the file “" in forced.err
    assert "which AI Studios cannot fetch" in forced.err
    assert practice_report(said)["projects"] == []


def test_what_there_is_at_a_service_is_listed_fetched_changed_exported_and_deleted(
    serve: Serve, tmp_path: Path
) -> None:
    said = serve()
    assert run("accounts", "test", "aistudios").out.strip() == "AI Studios takes the keys."
    assert run("accounts", "test", "creatify").out.strip()
    assert run("models", "--json").json()
    assert run("workspaces", "--json").json()
    talk, voice = tmp_path / "talk.mp4", tmp_path / "voice.wav"
    run("talk", "--to", "aistudios", *TALK, "--resolution", "480", "-o", talk, "--wait", limit_s=100)
    run("speak", "--to", "aistudios", *TALK, "-o", voice, "--wait", limit_s=100)
    assert (probe(talk).kind, probe(voice).kind) == ("video", "audio")
    (listed,) = run("projects", "--json").json()  # type: ignore[misc]
    run("projects", "pull", listed["id"], "-o", tmp_path / "Pulled")
    again, changed, updates = tmp_path / "again.mp4", tmp_path / "changed.mp4", tmp_path / "updates.json"
    run("projects", "export", listed["id"], "-o", again, "--resolution", "480", "--wait", limit_s=100)
    updates.write_text('[{"sceneIdx": 0, "type": "aiModel", "values": {"script": "Other words"}}]')
    run("projects", "edit", listed["id"], updates, "-o", changed, "--wait", limit_s=100)
    assert (probe(again).kind, probe(changed).kind) == ("video", "video")
    updates.write_text('[{"sceneIdx": "first"}]')
    bad = refused("projects", "edit", listed["id"], updates, "-o", tmp_path / "bad.mp4")
    assert "“updates.json” holds no updates" in bad
    ids = [str(one["_id"]) for one in practice_report(said)["projects"]]
    assert len(ids) == 2
    assert "Add --yes if it is meant" in refused("projects", "delete", *ids, code=2)
    run("projects", "delete", *ids, "--yes")
    assert run("projects", "--json").json() == []


def test_a_job_that_hangs_is_checked_and_left_to_the_service(serve: Serve, film: Path) -> None:
    said = serve({"endpoint": "GET /editor/progress/*", "fault": "stuck_at"})
    job = run("export", film, "--to", "aistudios", "--resolution", "480", "--json").json()
    assert isinstance(job, dict)
    for _ in range(20):
        job = run("jobs", "check", job["id"], "--json").json()
        assert isinstance(job, dict)
        if job["progress"]:
            break
    assert (job["state"], job["progress"]) == ("running", 0.97)
    stopped = run("jobs", "stop", job["id"]).out
    assert stopped.startswith(f"Job {job['id']} is not watched any more. The service goes on with it")
    assert refused("jobs", "check", job["id"]).startswith(f"The job “{job['id']}” is over")
    assert len(practice_report(said)["projects"]) == 1


def test_an_answer_that_is_lost_is_told_looked_up_and_the_film_fetched(serve: Serve, film: Path) -> None:
    said = serve({"endpoint": "POST /editor/project", "fault": "lose_reply"})
    unsure = run("export", film, "--to", "aistudios", "--resolution", "480", "--wait", code=1)
    (job,) = run("jobs", "--json").json()  # type: ignore[misc]
    assert job["state"] == "unsure"
    assert "nobody knows whether it could make the project" in unsure.err
    assert unsure.err.strip().endswith(f"Look it up: studio-gui jobs look-up {job['id']}.")
    assert "Nobody knows whether" in refused("jobs", "retry", job["id"])
    assert "The same was sent" in refused("export", film, "--to", "aistudios", "--resolution", "480")
    for _ in range(30):
        # It is listed there as soon as it is finished.
        if run("jobs", "look-up", job["id"], code=None).code == 0:
            break
    done = run("jobs", "watch", job["id"], "--json").json()
    assert isinstance(done, list)
    assert (done[0]["state"], Path(done[0]["result"]).is_file()) == ("done", True)
    assert len(practice_report(said)["projects"]) == 1


def test_keys_that_are_refused_end_the_job_with_the_words_of_the_service(
    serve: Serve, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = serve()
    monkeypatch.setenv("STUDIO_AISTUDIOS_USER_KEY", "another-key-than-it-has")
    assert "makes presenters, not videos" in run("export", film, "--to", "creatify", code=1).err
    failed = run("export", film, "--to", "aistudios", "--wait", code=1)
    assert "appId or userKey is wrong" in failed.err
    assert practice_report(said)["projects"] == []
