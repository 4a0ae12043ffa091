"""Avatars from the command line, in processes of their own, as a script would use it."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.avatars.stand import CREATE, NAME, AvatarStand
from tests.e2e.command_line import refused, run


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
