"""Ctrl+C ends a command also where it comes at a place that lets it go unheard, and ``kill`` leaves nothing either."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import pytest

from studio_gui.files.project_file import save_project
from studio_gui.model.new import new_project, new_scene
from tests.e2e.command_line import COMMAND, environment

_PROGRAM = """
import ctypes, gc, importlib.abc, os, signal, sys, weakref

where, moment, *sys.argv[1:] = sys.argv[1:]

def ctrl_c(*_):
    os.kill(os.getpid(), signal.SIGINT)

class Thing:
    pass

class Last:
    __del__ = ctrl_c

class Asked:
    __getattr__ = ctrl_c

def stop_where_nobody_hears():
    if where == "finalizer":
        Last()
    elif where == "weak reference":
        thing = Thing()
        reference = weakref.ref(thing, ctrl_c)
        del thing
    elif where == "garbage collector":
        gc.callbacks.append(ctrl_c)
        gc.collect()
        gc.callbacks.remove(ctrl_c)
    elif where == "C library":
        ctypes.CFUNCTYPE(None)(ctrl_c)()
    elif where == "attribute":
        ctypes.pythonapi.PyObject_HasAttr(ctypes.py_object(Asked()), ctypes.py_object("any"))
    elif where == "suppressed":
        try:
            ctrl_c()
        except BaseException:
            pass
    elif where == "another name":
        try:
            ctrl_c()
        except BaseException as stop:
            raise ValueError("Error building a validator") from stop

class Watch(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == moment:
            sys.meta_path.remove(self)
            stop_where_nobody_hears()
            print("It went on.", file=sys.stderr, flush=True)

sys.meta_path.insert(0, Watch())

from studio_gui.cli.main import main

sys.exit(main())
"""


_IMPATIENT = """
import os, signal, sys

give_back = signal.signal

def stopped_once_more(number, handler):
    if handler is signal.default_int_handler:
        os.kill(os.getpid(), signal.SIGINT)
    return give_back(number, handler)

signal.signal = stopped_once_more

from studio_gui.cli.main import main

sys.exit(main(["--version"]))
"""


def _long_film(folder: Path) -> None:
    """A project of five hours."""
    scene = new_scene(color="rgb(90,60,200)")
    scene = scene.changed(studio=scene.studio.changed(duration_s=18_000))
    save_project(new_project(name="Film", scenes=(scene,)), folder / "Film.studio")


def _stopped(folder: Path, where: str, moment: str) -> subprocess.CompletedProcess[str]:
    """A render of five hours, to which Ctrl+C comes when a module is imported."""
    _long_film(folder)
    words = ["render", str(folder), "-o", str(folder / "out.mp4"), "--resolution", "480"]
    return subprocess.run(
        [sys.executable, "-c", _PROGRAM, where, moment, *words], env=environment(), capture_output=True, text=True,
        timeout=60,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="only a console sends Ctrl+C there")
@pytest.mark.parametrize(
    "where", ["finalizer", "weak reference", "garbage collector", "C library", "attribute", "suppressed"]
)
@pytest.mark.parametrize("moment", ["click", "studio_gui.providers.computer.making"])
def test_a_ctrl_c_that_goes_unheard_ends_the_command(tmp_path: Path, where: str, moment: str) -> None:
    rendering = _stopped(tmp_path, where, moment)
    assert "It went on." in rendering.stderr
    assert rendering.returncode == 130, rendering.stderr
    assert [path.name for path in tmp_path.iterdir() if "mp4" in path.name] == []


@pytest.mark.skipif(sys.platform == "win32", reason="only a console sends Ctrl+C there")
@pytest.mark.parametrize("moment", ["click", "studio_gui.providers.computer.making"])
def test_a_ctrl_c_that_a_library_calls_by_another_name_is_no_mistake(tmp_path: Path, moment: str) -> None:
    """Pydantic, interrupted while it built a validator, said that the schema was wrong, and so did the command."""
    rendering = _stopped(tmp_path, "another name", moment)
    assert (rendering.returncode, rendering.stdout) == (130, "")
    assert "mistake" not in rendering.stderr
    assert "Traceback" not in rendering.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="only a console sends Ctrl+C there")
def test_a_ctrl_c_in_the_last_moment_of_a_command_is_no_mistake_either() -> None:
    said = subprocess.run(
        [sys.executable, "-c", _IMPATIENT], env=environment(), capture_output=True, text=True, timeout=60
    )
    assert (said.returncode, said.stderr) == (130, "")


@pytest.mark.skipif(sys.platform == "win32", reason="a process is not asked to end there, it is ended")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
@pytest.mark.parametrize(
    "words", [["render", "{}", "-o", "{}/out.mp4"], ["export", "{}", "--to", "computer", "--wait"]]
)
def test_a_command_that_is_killed_politely_leaves_nothing(tmp_path: Path, words: list[str], name: str) -> None:
    """Half a film lay in the folder until the next was made; its renderers went on for a while."""
    folder = tmp_path / "film"
    folder.mkdir()
    _long_film(folder)
    before = _files(folder)
    home = {**environment(), "STUDIO_HOME": str(tmp_path / "home")}
    typed = [*COMMAND, *(word.format(folder) for word in words), "--resolution", "480"]
    with subprocess.Popen(typed, env=home, stderr=subprocess.PIPE, text=True) as program:
        try:
            assert program.stderr is not None
            _follow(program.stderr, lambda: len(_files(folder)) > len(before))
            program.send_signal(getattr(signal, name))
            assert program.wait(timeout=60) == 130
            assert "Traceback" not in program.stderr.read()  # ends when all who could write to it are gone
        finally:
            program.kill()
    assert _files(folder) == before


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe that nobody reads is another error there")
def test_a_film_is_made_also_when_nobody_reads_how_far_it_is(tmp_path: Path) -> None:
    """Behind ``2>&1 | head -1`` the work ended with the second line, with no film, and said that all was well."""
    scene = new_scene(color="rgb(90,60,200)")
    scene = scene.changed(studio=scene.studio.changed(duration_s=1))
    save_project(new_project(name="Film", scenes=(scene,)), tmp_path / "Film.studio")
    film = tmp_path / "out.mp4"
    typed = [*COMMAND, "render", str(tmp_path), "-o", str(film), "--resolution", "480"]
    with subprocess.Popen(typed, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as program:
        assert program.stdout is not None
        program.stdout.readline()
        program.stdout.close()
        assert program.wait(timeout=60) == 0
    assert film.read_bytes()[4:8] == b"ftyp"


def _files(folder: Path) -> list[Path]:
    """All files but the version that was kept of what is exported."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and ".versions" not in path.parts)


def _follow(stream: TextIO, is_enough: Callable[[], bool]) -> None:
    """Read what a progress bar says, which never ends its line, until something is so."""
    said = b""
    while not is_enough():
        more = os.read(stream.fileno(), 1000)
        assert more, said
        said += more
