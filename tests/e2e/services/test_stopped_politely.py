"""A command that is asked to end (``kill``, a terminal that is closed) while a job is on its way to a service."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.command_line import COMMAND, run
from tests.e2e.services.conftest import Serve, practice_report
from tests.e2e.services.stand import CREATE
from tests.e2e.waiting import until


def _states() -> list[object]:
    rows = run("jobs", "--json").json()
    assert isinstance(rows, list)
    return [row["state"] for row in rows]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a process is not asked to end there, it is ended")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_what_is_being_sent_is_sent_once(serve: Serve, film: Path, name: str) -> None:
    said = serve({"endpoint": CREATE, "fault": "slow", "value": 4, "times": 1})
    words = ["export", str(film), "--to", "aistudios", "--resolution", "480", "--wait"]
    with subprocess.Popen([*COMMAND, *words], env={**os.environ}, stderr=subprocess.PIPE, text=True) as program:
        try:
            until(lambda: _states() == ["submitting"], "it is being sent")
            program.send_signal(getattr(signal, name))
            assert program.wait(timeout=60) == 130
            assert program.stderr is not None
            assert "Traceback" not in program.stderr.read()
        finally:
            program.kill()
    assert _states() == ["running"], "its answer was waited for"
    run("jobs", "watch", limit_s=100)
    assert _states() == ["done"]
    assert len(practice_report(said)["projects"]) == 1
