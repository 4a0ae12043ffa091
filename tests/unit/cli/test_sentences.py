"""What goes wrong is said in whole sentences, in one line, whoever worded it."""

from __future__ import annotations

import pytest

from studio_gui.app.avatars import Avatar
from studio_gui.base.errors import JobError
from studio_gui.cli.avatar.create import why_not_sent
from studio_gui.cli.main import main
from studio_gui.cli.output import say_error

AVATAR = Avatar(
    id="a1", account="creatify", kind="persona", name="Ada", phase="refused", words="Not taken", state="", reason="",
    remote_id="", voice_id="", preview="", fraction=0.0, made_at=0.0, sent_at=0.0, checked_at=0.0, changed_at=0.0,
    next_at=0.0, error="Creatify does not take the avatar. It said: bad", hint="Correct it, then try again.",
    fields={"scene": "bad", "labels": "too many!"},
)  # fmt: skip


def test_what_a_service_says_of_the_fields_of_an_avatar_is_a_sentence_each() -> None:
    """It ran into the hint: “--scene: bad Correct it, then try again.”"""
    assert why_not_sent(AVATAR).endswith("It said: bad. --scene: bad. --label: too many!")


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("It is bad", "error: It is bad. Mend it.\n"),
        ("It is bad.", "error: It is bad. Mend it.\n"),
        ("Is it bad?", "error: Is it bad? Mend it.\n"),
    ],
)
def test_an_error_does_not_run_into_its_hint(message: str, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    say_error(message, "Mend it.", as_json=False)
    assert capsys.readouterr().err == line
    assert f"error: {JobError(message, 'Mend it.').sentence()}\n" == line


def test_choices_are_listed_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["accounts", "add"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "\t" not in said
    assert "aistudios, creatify. Try “studio-gui accounts add --help”." in said


def test_too_many_words_are_said_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["workspaces", "practice"]) == 2
    assert "(practice). Try “studio-gui workspaces --help”." in capsys.readouterr().err
