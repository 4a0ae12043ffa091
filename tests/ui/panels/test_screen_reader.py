"""What a real screen reader gets over the accessibility bus of the desktop."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
NEEDED = ("xvfb-run", "dbus-run-session")
SERVICE = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")


@pytest.fixture
def home() -> Iterator[Path]:
    """A short path: the bus lies in it, and the name of a socket has at most 107 letters."""
    folder = Path(tempfile.mkdtemp(prefix="a11y"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def run(home: Path) -> dict[str, list[object]]:
    """Run the reader in a session of its own; nothing of it is left behind."""
    environment = {**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "PYTHONPATH": str(ROOT)}
    reader = [sys.executable, "-m", "tests.ui.panels.screen_reader", str(home)]
    command = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", "dbus-run-session", "--", *reader]
    session = subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    try:
        said, complaints = session.communicate(timeout=120)
    finally:
        if session.poll() is None:
            os.killpg(session.pid, signal.SIGKILL)
            session.communicate()
    assert session.returncode == 0, complaints
    return json.loads(said.splitlines()[-1])


@pytest.mark.slow
@pytest.mark.display
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the bus is that of Linux desktops")
def test_a_screen_reader_walks_the_layers_and_hears_what_happens(home: Path) -> None:
    pytest.importorskip("jeepney", reason="it is the client of the bus")
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing or not SERVICE.exists():
        pytest.skip(f"{', '.join(missing) or 'at-spi2-core'} is not installed")
    answer = run(home)
    rows = [(role, name, where) for role, name, where in answer["layers"]]  # type: ignore[misc]
    assert rows[0][:2] == ("column header", "Layers, front to back")
    assert ("tree item", "Title, Text", "at 160, 462, 780 by 240") in rows
    assert [role for role, *_ in rows[1:]] == ["tree item"] * 7
    first, second, moved, undone = map(str, answer["heard"])
    assert first.endswith("by 520")
    assert ", selected, at " in second
    name = second.split(",")[0]
    assert first.split(",")[0] != name
    assert moved.startswith(f"{name} moved to ")
    assert undone == f"Undone: Move {name}"
