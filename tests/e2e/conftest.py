"""For tests of the real program: a virtual screen of its own, where Xvfb is installed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.desktop import Desktop
from tests.e2e.program import Program

_SIZE = "1600x1000x24"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A real mouse and keyboard are in nobody's hand: on a busy computer an event may come too early or too late.

    Tests with a real screen are tried once more when they fail, and the summary names them. No others are.
    """
    for item in items:
        if item.get_closest_marker("display") is not None:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(autouse=True)
def _hang_ups_are_heard() -> Iterator[None]:
    """The program is told when its terminal closes, though the suite itself was begun with ``nohup`` and is deaf to that."""
    if sys.platform == "win32" or signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        yield
        return
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


@dataclass(frozen=True)
class Screen:
    """A virtual screen."""

    name: str
    """Such as ``:99``."""
    server: subprocess.Popen[bytes]

    def go(self) -> None:
        """It is gone, with no word to those who show something on it."""
        self.server.kill()
        self.server.wait(timeout=10)


@contextlib.contextmanager
def _screen() -> Iterator[Screen]:
    """A virtual screen of 1600 × 1000 points; skips where there is no Xvfb."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed, so there is no screen for a real window (Debian: apt-get install xvfb)")
    read, write = os.pipe()
    # The server picks a free number itself and writes it down when it is ready: nothing to guess, nothing to wait for.
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", _SIZE, "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        if not number:
            pytest.fail("Xvfb ended before it named its screen.", pytrace=False)
        yield Screen(f":{number}", server)
    finally:
        server.terminate()
        server.wait(timeout=10)


@pytest.fixture(scope="session")
def xvfb() -> Iterator[str]:
    """The name of the virtual screen of all tests."""
    with _screen() as screen:
        yield screen.name


@pytest.fixture
def own_screen() -> Iterator[Screen]:
    """A virtual screen of a test's own, which it may take away."""
    with _screen() as screen:
        yield screen


@pytest.fixture
def window_environment(xvfb: str, studio_home: os.PathLike[str]) -> dict[str, str]:
    """The environment of a program that shall show its window on the virtual screen, with this test's home."""
    environment = {k: v for k, v in os.environ.items() if k not in {"QT_QPA_PLATFORM", "WAYLAND_DISPLAY"}}
    return {**environment, "DISPLAY": xvfb, "QT_QPA_PLATFORM": "xcb", "STUDIO_HOME": str(studio_home)}


@pytest.fixture
def program(xvfb: str, window_environment: dict[str, str], tmp_path: Path) -> Iterator[Program]:
    """A Scene Studio that is not started yet, on a computer where it never was."""
    (tmp_path / "home").mkdir()
    environment = {**window_environment, "HOME": str(tmp_path / "home")}
    one = Program(Desktop(xvfb, tmp_path / "screens"), environment, tmp_path)
    yield one
    one.kill()
    assert one.complaints == ""
