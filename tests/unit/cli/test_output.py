"""What commands write over, and what they leave alone."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from studio_gui.base.errors import TargetError
from studio_gui.cli import output
from studio_gui.cli.output import check_output


@pytest.mark.parametrize("head", [b"RIFF....WAVE", b"ID3", b"\xff\xfb", b"OggS", b"....ftypM4A ", b""])
def test_a_speech_may_be_asked_for_by_the_name_of_one_that_is_there(head: bytes, tmp_path: Path) -> None:
    sound = tmp_path / "voice.wav"
    sound.write_bytes(head)
    check_output(sound, kind="sound")


def test_a_speech_is_not_called_as_something_else(tmp_path: Path) -> None:
    notes = tmp_path / "voice.wav"
    notes.write_text("to be kept")
    with pytest.raises(TargetError, match="is no sound"):
        check_output(notes, kind="sound")


def test_every_kind_that_a_command_writes_is_known() -> None:
    named: set[str] = set()
    for file in Path(output.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "check_output":
                kinds = (word.value for word in node.keywords if word.arg == "kind")
                named |= {str(kind.value) for kind in kinds if isinstance(kind, ast.Constant)}
    assert named
    assert named <= set(output._SIGNATURES)
