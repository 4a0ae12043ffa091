"""Avatars from the command line, in processes of their own, as a script would use it."""

from __future__ import annotations

import contextlib
import subprocess
from pathlib import Path

from tests.e2e.avatars.stand import CREATE, NAME, AvatarStand
from tests.e2e.command_line import COMMAND, environment, refused, run


def last_line(*words: str | Path, code: int) -> str:
    """What a command that is refused says at last, after its warnings."""
    answer = run(*words, code=code)
    assert "Traceback" not in answer.err
    return answer.err.splitlines()[-1]


def test_from_the_form_to_the_day_it_is_ready(stand: AvatarStand, footage: Path) -> None:
    words = ["avatar", "create", "--account", "creatify", "--name", NAME, "--gender", "f", "--scene", "office"]
    words += ["--label", "calm", "--label", "formal"]
    files = ["--footage", str(footage), "--consent", str(footage)]
    assert (
        last_line(*words, *files, code=2)
        == "error: The consent of the person is not attested. Add --yes if the person agreed."
    )
    assert stand.asked(CREATE) == 0
    made = run(*words, *files, "--yes", "--json").json()
    assert isinstance(made, dict)
    assert (made["phase"], made["name"], made["diary"]) == ("making", NAME, [])
    assert stand.created()[0]["labels"] == ["calm", "formal"]
    assert "Add --send-again" in last_line(*words, *files, "--yes", code=1)
    avatar = stand.avatars.get(str(made["id"]))
    stand.stands(avatar, "reviewing")
    listed = run("avatar", "status").out
    assert f"{NAME}" in listed
    assert "Being reviewed" in listed
    stand.stands(avatar, "done", is_active=True)
    watched = run("avatar", "watch", "ada love").out.splitlines()
    assert watched[-1].split()[-2:] == ["Ready", avatar.remote_id]
    one = run("avatar", "status", avatar.id).out
    assert [line.split()[-1] for line in one.splitlines()[-2:]] == ["reviewing", "done"]
    stand.check_private()


def test_wrong_words_are_said_by_their_option(stand: AvatarStand, footage: Path) -> None:
    said = last_line(
        "avatar", "create", "--account", "creatify", "--gender", "q", "--footage", footage, "--yes", code=2
    )
    for option in (
        "--name: The name",
        "--gender: The gender “q”",
        "--consent: The consent video",
        "--scene: The place",
    ):
        assert option in said
    assert "does not make" in refused(
        "avatar", "create", "--account", "computer", "--name", "x", "--footage", footage, "--yes"
    )
    assert "There is no avatar" in refused("avatar", "watch", "nobody")


def test_a_lost_answer_is_told_and_looked_up(stand: AvatarStand, footage: Path) -> None:
    stand.misbehave({"endpoint": CREATE, "fault": "lose_reply"})
    words = ["avatar", "create", "--account", "creatify", "--name", NAME, "--gender", "f", "--scene", "office"]
    said = last_line(*words, "--footage", footage, "--consent", footage, "--yes", code=1)
    (avatar,) = stand.avatars.all()
    assert f"studio-gui avatar look-up {avatar.id}" in said
    assert "making" in str(run("avatar", "look-up", avatar.id, "--json").json())
    assert stand.asked(CREATE) == len(stand.created()) == 1


def test_killed_while_it_is_sent_it_is_perhaps_sent_and_can_be_looked_up(stand: AvatarStand, footage: Path) -> None:
    """Nobody else works on it, so it must not be said for ever that it is being sent."""
    stand.misbehave({"endpoint": CREATE, "fault": "dribble", "value": 60})
    words = ["avatar", "create", "--account", "creatify", "--name", NAME, "--gender", "f", "--scene", "office"]
    words += ["--footage", str(footage), "--consent", str(footage), "--yes"]
    with subprocess.Popen([*COMMAND, *words], env=environment(), stderr=subprocess.DEVNULL) as process:
        while not stand.created():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.05)
        assert "Sending" in run("avatar", "list").out
        process.kill()
    assert "Perhaps sent  Scene Studio ended while it was being sent" in run("avatar", "list").out
    (job,) = run("jobs", "--json").json()  # type: ignore[misc]
    assert job["state"] == "unsure"
    assert "The same was sent" in last_line(*words, code=1)
    assert "making" in str(run("avatar", "look-up", job["id"], "--json").json())
    assert stand.asked(CREATE) == len(stand.created()) == 1


def test_what_still_waits_to_be_sent_is_not_offered_to_be_sent_twice(stand: AvatarStand, footage: Path) -> None:
    """As after a kill in the first moment: who types the same again wants one avatar, and agreeing would make two."""
    avatar = stand.create()
    words = ["avatar", "create", "--account", "creatify", "--name", NAME, "--gender", "f", "--scene", "office"]
    said = last_line(*words, "--footage", footage, "--consent", footage, "--yes", code=1)
    assert "The same waits to be sent" in said
    assert f"Have it sent with “studio-gui avatar watch {avatar.id}”" in said
    assert "--send-again" not in said
    assert stand.asked(CREATE) == 0
