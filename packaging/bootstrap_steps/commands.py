"""The commands of ``bootstrap.py`` and what they answer: 0 done, 1 failed, 2 asked wrongly, 130 interrupted."""

from __future__ import annotations

import argparse

from bootstrap_steps.checks import run_checks
from bootstrap_steps.console import SetupError, be_safe_with_any_console, complain, say
from bootstrap_steps.environment import ROOT, environment
from bootstrap_steps.launch import INTERRUPTED, launch, named_project
from bootstrap_steps.system import prepare_system
from studio_gui.base.screen import has_display


def main(arguments: list[str]) -> int:
    """Does what the arguments say and returns the exit code; no failure ends in a traceback."""
    be_safe_with_any_console()
    asked = _parser().parse_args(arguments)
    try:
        return _do(asked)
    except SetupError as error:
        complain(error)
        return 1
    except KeyboardInterrupt:
        say("\nInterrupted. What is half-made now is made anew the next time.")
        return INTERRUPTED
    except OSError as error:
        hint = f"Use a copy of {ROOT} that belongs to you." if isinstance(error, PermissionError) else ""
        complain(SetupError(f"{error.filename or 'The system'}: {error.strerror or error}.", hint))
        return 1


def _do(asked: argparse.Namespace) -> int:
    place = environment()
    if asked.command == "test":
        prepare_system(with_window=False, with_test_programs=True)
        place.prepare("test")
        return run_checks(place, fast=asked.fast, pytest_arguments=asked.pytest_arguments)
    project = None if asked.command == "setup" else named_project(asked.project)
    prepare_system(with_window=has_display(), with_test_programs=False)
    place.prepare("run")
    if asked.command == "setup":
        say(f"Everything is ready. Open the window with: {place.program('studio-gui')}")
        return 0
    return launch(place, project=project)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bootstrap.py", description="Gets Scene Studio going on this computer.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="run | test | setup")
    run = commands.add_parser("run", help="open the window; without a display, make the sample video")
    run.add_argument("project", nargs="?", metavar="PROJECT", help="a .studio file or its folder (default: the sample)")
    test = commands.add_parser("test", help="check the code and run every test")
    test.add_argument("--fast", action="store_true", help="only the tests without Qt, and no type check")
    test.add_argument("pytest_arguments", nargs="*", metavar="ARGUMENT", help="passed on to pytest, after --")
    commands.add_parser("setup", help="only make everything ready")
    return parser
