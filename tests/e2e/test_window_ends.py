"""How the real window ends: Ctrl-C in the terminal, ``kill``, the window's own Quit, and where it was when it starts again."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio_gui.base.stopping import SIGNALS
from studio_gui.files.samples import create_from_sample

ROOT = Path(__file__).resolve().parents[2]
_READY = "window is there"
_CODE = f"""
import sys
from studio_gui.ui import application
from studio_gui.ui.windows.windows import Windows
real = Windows.serve
async def serve(windows):
    window = windows.front
    print({_READY!r}, window.width(), window.height(), window.panel_shows("script"), flush=True)
    if len(sys.argv) > 2:
        window.resize(1250, 760)
        window.actions_.run("panel_script")
        window.actions_.run("quit")
    await real(windows)
Windows.serve = serve
sys.exit(application.main(sys.argv[1:]))
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A saved sample."""
    return create_from_sample("onboarding", tmp_path / "Welcome")


@pytest.fixture
def started(window_environment: dict[str, str], project: Path) -> Iterator[subprocess.Popen[str]]:
    """The program with its window shown."""
    program = _start(window_environment, project)
    yield program
    program.kill()
    program.communicate()


def _start(environment: dict[str, str], project: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _CODE, str(project), *more],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.display
@pytest.mark.parametrize("number", SIGNALS)
def test_ctrl_c_in_the_terminal_and_kill_close_the_window(started: subprocess.Popen[str], number: int) -> None:
    assert started.stdout is not None
    assert _READY in started.stdout.readline()
    started.send_signal(number)
    _, errors = started.communicate(timeout=60)
    assert started.returncode == 0
    assert "Traceback" not in errors


@pytest.mark.display
def test_the_window_is_where_it_was(window_environment: dict[str, str], project: Path) -> None:
    first = _start(window_environment, project, "quit")
    said, errors = first.communicate(timeout=60)
    assert (first.returncode, "Traceback" in errors) == (0, False)
    assert said.split()[-1] == "True"
    second = _start(window_environment, project, "quit")
    said, _ = second.communicate(timeout=60)
    match = re.search(r"(\d+) (\d+) (True|False)", said)
    assert match is not None
    assert match.groups() == ("1250", "760", "False")
