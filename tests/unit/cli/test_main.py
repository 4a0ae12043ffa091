"""The command line as a function: help, versions, wrong words."""

from __future__ import annotations

import ast
import io
import sys
from pathlib import Path

import click
import pytest

from studio_gui.cli.commands import _COMMANDS, studio
from studio_gui.cli.main import main
from studio_gui.cli.output import Progress, say_error

_CONTEXT = click.Context(studio)
_LEAVES = [[name] for name in _COMMANDS] + [["jobs", name] for name in ("list", "show", "watch", "retry", "cancel")]


@pytest.mark.parametrize("words", _LEAVES, ids=" ".join)
def test_every_command_has_help_with_an_example_and_speaks_json(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--help"]) == 0
    said = capsys.readouterr().out
    assert f"Example: studio-gui {'' if words == ['open'] else ' '.join(words)}".strip() in " ".join(said.split())
    assert "--json" in said
    assert "--debug" in said


def test_the_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    for name in studio.list_commands(_CONTEXT):
        assert f"\n  {name} " in said


@pytest.mark.parametrize("name", ["accounts", "avatar", "hosting", "jobs", "projects"])
def test_no_line_of_a_list_of_further_words_breaks_off(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """“Write what each job at a service cost, as far as the service...”"""
    assert main([name, "--help"]) == 0
    listed = capsys.readouterr().out.partition("\nCommands:\n")[2].partition("\n\n")[0].splitlines()
    assert len(listed) > 2
    assert [line for line in listed if not line.endswith(".") or line.endswith("..")] == []


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("Scene Studio, version ")


def test_a_word_that_is_nothing_is_not_taken_for_a_project(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["exprot"]) == 2
    assert "no command and no project called “exprot”" in capsys.readouterr().err


def test_a_path_that_is_not_there_is_taken_for_a_project(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gone.studio"]) == 1
    assert "There is no project at “gone.studio”" in capsys.readouterr().err


def test_progress_elsewhere_than_on_a_terminal_is_a_few_lines(capsys: pytest.CaptureFixture[str]) -> None:
    bar = Progress()
    for number in range(1001):
        bar.show(number / 1000, "Rendering", frames=(number, 1000))
    bar.end()
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "  0%  Rendering"
    assert lines[-1] == "100%  Rendering"
    assert len(lines) == 5
    Progress(is_silent=True).show(0.5, "Rendering")
    assert capsys.readouterr().err == ""


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_what_a_service_says_gives_a_terminal_no_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    words = "no \x1b]0;mine\x07\x1b[2J\x9b31m\nsecond\tline"
    say_error(words, "", as_json=False)
    bar = Progress()
    bar.show(0.5, words)
    bar.end()
    written = screen.getvalue()
    assert "mine" in written
    assert "second\tline" in written
    assert not set(written) & {"\x1b", "\x07", "\x9b"}


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("main", {"studio_gui.base.stopping"}),
        ("commands", {"studio_gui", "studio_gui.base.errors", "studio_gui.cli.output"}),
    ],
)
def test_no_command_loads_heavy_things_before_it_runs(name: str, allowed: set[str]) -> None:
    source = Path(__file__).parents[3] / "studio_gui" / "cli" / f"{name}.py"
    imported = [node.module for node in ast.parse(source.read_text("utf-8")).body if isinstance(node, ast.ImportFrom)]
    assert set(imported) <= {"__future__", "collections.abc", *allowed}
