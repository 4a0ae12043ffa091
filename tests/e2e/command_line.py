"""Runs the real command line in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "studio_gui")


@dataclass(frozen=True)
class Answer:
    """What a command said."""

    code: int
    out: str
    err: str

    def json(self) -> object:
        return json.loads(self.out)


def environment() -> dict[str, str]:
    """The environment of this test, from which the program is found."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}


def run(*words: str | Path, cwd: Path | None = None, code: int | None = 0, limit_s: float = 120) -> Answer:
    """Run ``studio-gui`` and answer what it said; the exit code must be ``code`` unless that is None."""
    done = subprocess.run(
        [*COMMAND, *map(str, words)], cwd=cwd, env=environment(), capture_output=True, timeout=limit_s,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    answer = Answer(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
    assert code is None or answer.code == code, answer
    return answer


def newest_job() -> dict[str, object]:
    """The job that was asked for last; an empty one while there is none."""
    rows = run("jobs", "list", "--json").json()
    assert isinstance(rows, list)
    return dict(rows[0]) if rows else {"state": "", "id": ""}


def refused(*words: str | Path, cwd: Path | None = None, code: int = 1) -> str:
    """Run a command that must be refused, and answer the one sentence it said."""
    answer = run(*words, cwd=cwd, code=code)
    assert answer.out == ""
    assert answer.err.startswith("error: ")
    assert "Traceback" not in answer.err
    assert "made a mistake" not in answer.err
    assert answer.err.count("\n") == 1, answer.err
    assert len(answer.err) < 700
    return answer.err.removeprefix("error: ").strip()
