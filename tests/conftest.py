"""What every test stands on: a home of its own, no display, no keyring, and nothing left behind.

The environment is set before anything of Qt can be imported, because Qt reads it once.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_SESSION_HOME = Path(tempfile.mkdtemp(prefix="studio-tests-"))

os.environ["STUDIO_HOME"] = str(_SESSION_HOME / "home")
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_NO_GUI_THREADPOOL"] = "1"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
os.environ["XDG_RUNTIME_DIR"] = str(_SESSION_HOME / "run")
# Neither the theme nor the language of the person's desktop may change what a test sees.
os.environ["QT_QPA_PLATFORMTHEME"] = ""
os.environ["LC_ALL"] = "C.UTF-8"
# Nor an office program that happens to be there.
os.environ["STUDIO_OFFICE"] = ""
# Nor the voices of its system: a process of a third of a second would look for them behind each window.
os.environ["STUDIO_SYSTEM_VOICES"] = ""
for _name in ("STUDIO_DEBUG", "QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_LOGGING_RULES", "QT_FONT_DPI"):
    os.environ.pop(_name, None)
(_SESSION_HOME / "run").mkdir(mode=0o700)

# What is started in the background of a script is deaf to Ctrl-C, and so would be what the tests start.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("local", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("local"), derandomize=True, database=None)
settings.load_profile(os.environ.get("STUDIO_TEST_PROFILE", "local"))

# Threads that libraries keep for the whole process on purpose.
_LASTING_THREADS = ("QtMainThread", "pydevd", "execnet", "ThreadPoolExecutor-shared")


def pytest_sessionfinish() -> None:
    """Removes the home of the session; what a test wanted to keep it has copied by now."""
    import shutil
    import sys

    if "PySide6.QtGui" in sys.modules:
        from PySide6.QtGui import QGuiApplication

        if QGuiApplication.instance() is not None:
            # What lies there would be destroyed after Python has ended.
            QGuiApplication.clipboard().clear()
    shutil.rmtree(_SESSION_HOME, ignore_errors=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Repeats what came of the checks before the tests, where the eye is at the end."""
    checks = os.environ.get("STUDIO_CHECKS")
    if checks and not hasattr(terminalreporter.config, "workerinput"):
        terminalreporter.write_sep("=", "checks of the code")
        terminalreporter.write_line(checks)


@pytest.fixture(scope="session", autouse=True)
def _all_of_qt(request: pytest.FixtureRequest) -> None:
    """Starts Qt with windows where some test to come has any: what only draws would start it without, for good."""
    if any("qapp" in getattr(item, "fixturenames", ()) for item in request.session.items):
        from studio_gui.painting.media.formats import load_formats

        request.getfixturevalue("qapp")
        # As in the program, see there: threads that read their first pictures at once would block each other.
        load_formats()


@pytest.fixture(autouse=True)
def studio_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user folder that belongs to this test alone; it does not exist until something is written."""
    home = tmp_path_factory.mktemp("home", numbered=True) / "studio"
    monkeypatch.setenv("STUDIO_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def _no_thread_left_behind() -> Iterator[None]:
    """Fails a test that leaves a thread running, with the thread's name."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        if _is_lasting(thread):
            continue
        thread.join(timeout=2)
        if thread.is_alive():
            pytest.fail(f"The test left the thread {thread.name!r} running (daemon: {thread.daemon}).", pytrace=False)


@pytest.fixture(autouse=True)
def _as_urgent_as_before() -> Iterator[None]:
    """Fails a test that leaves this process more urgent than others: all it begins later would keep them from their cores.

    As root, the encoder of AV1 does that to whoever opens it.
    """
    if sys.platform != "linux":
        yield
        return
    before, usual = os.sched_getscheduler(0), os.sched_getparam(0)
    yield
    if os.sched_getscheduler(0) != before:
        os.sched_setscheduler(0, before, usual)
        pytest.fail("The test left this process more urgent than it was.", pytrace=False)


def _is_lasting(thread: threading.Thread) -> bool:
    """Threads that Qt starts show up as dummies once Python has run in them; they are Qt's to end."""
    return isinstance(thread, threading._DummyThread) or thread.name.startswith(_LASTING_THREADS)
