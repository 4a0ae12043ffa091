"""``test``: the checks of the code, then the tests, so that the last line of all is pytest's own."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator
from typing import NamedTuple

from bootstrap_steps.console import say
from bootstrap_steps.environment import ROOT, Environment


class Check(NamedTuple):
    """One check of the code: its name, the program, and the arguments."""

    name: str
    command: tuple[str, ...]
    is_quick: bool = True


CHECKS = (
    Check("ruff check", ("ruff", "check", "--quiet", ".")),
    Check("ruff format", ("ruff", "format", "--check", "--quiet", "--diff", ".")),
    Check("floors", ("lint-imports", "--no-logo")),
    # From nothing each time: its memory does not notice a new module, and the whole takes five seconds.
    Check("mypy", ("mypy", "--no-error-summary", "--no-incremental"), is_quick=False),
)


def run_checks(place: Environment, *, fast: bool, pytest_arguments: list[str]) -> int:
    """Runs everything even when a part fails, so that one run shows all there is; 0 only if all of it passed."""
    with _collecting(place, fast=fast, pytest_arguments=pytest_arguments):
        results = {check.name: _passes(place, check) for check in CHECKS if check.is_quick or not fast}
    say("")
    code = subprocess.call(
        [str(place.program("pytest")), *_selection(fast=fast), *pytest_arguments],
        cwd=ROOT,
        env=_settings(checks=results),
    )
    return 0 if code == 0 and all(results.values()) else 1


@contextlib.contextmanager
def _collecting(place: Environment, *, fast: bool, pytest_arguments: list[str]) -> Iterator[None]:
    """Beside the checks, which keep one processor busy, the tests are loaded once.

    What is compiled of them then lies there for all workers: where nothing does, each of them would compile it all.
    Whatever is wrong with them, the run itself will say.
    """
    command = [
        str(place.program("pytest")),
        "--collect-only",
        "-qq",
        *(["tests/unit"] if fast else []),
        *pytest_arguments,
    ]
    with subprocess.Popen(
        command, cwd=ROOT, env=_settings(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield
        except BaseException:
            process.kill()
            raise


def _passes(place: Environment, check: Check) -> bool:
    started = time.monotonic()
    program, *arguments = check.command
    answer = subprocess.run(
        [str(place.program(program)), *arguments],
        cwd=ROOT,
        env=_settings(),
        capture_output=True,
        text=True,
        check=False,
    )
    is_good = answer.returncode == 0
    say(f"{check.name:<12} {'ok' if is_good else 'FAILED'}  ({time.monotonic() - started:.1f} s)")
    if not is_good:
        say((answer.stdout + answer.stderr).rstrip())
    return is_good


def _selection(*, fast: bool) -> list[str]:
    # A file at a time: tests of one file share what is costly to start, such as a virtual screen or a service. One
    # worker more than there are processors, because tests of windows and services wait a good deal. A worker that
    # crashes ends the run: it has failed by then, and with a new worker it would sometimes wait for ever.
    parallel = ["-n", str((os.cpu_count() or 1) + 1), "--dist", "loadfile", "--max-worker-restart", "0"]
    return [*parallel, "-q", "tests/unit"] if fast else [*parallel, "-q"]


def _settings(checks: dict[str, bool] | None = None) -> dict[str, str]:
    settings = {**os.environ, "STUDIO_TEST_PROFILE": "ci", "PYTHONDONTWRITEBYTECODE": ""}
    for name in ("PYTHONPATH", "PYTHONHOME", "PYTEST_ADDOPTS"):
        settings.pop(name, None)
    if checks is not None:
        settings["STUDIO_CHECKS"] = ", ".join(f"{n} {'ok' if good else 'FAILED'}" for n, good in checks.items())
    return settings
