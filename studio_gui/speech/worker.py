"""A process kept alive to answer requests one after another; knows nothing of speech.

It starts when first asked, is started anew after it died, and goes when its owner goes or the program ends.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from pydantic import JsonValue

_PATIENCE_S = 2.0


class WorkerDied(Exception):
    """The process ended, or was ended for taking too long, before it answered; ``args[0]`` are its last words."""

    def __init__(self, words: str, *, too_slow: bool = False) -> None:
        super().__init__(words)
        self.too_slow = too_slow


class Worker:
    """One process behind two pipes; requests from several threads wait for each other."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = list(command)
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stderr: IO[bytes] | None = None
        self._stop: weakref.finalize[..., Worker] | None = None
        self._owner = 0

    @property
    def pid(self) -> int | None:
        """The id of the running process, or None."""
        process = self._process
        return process.pid if process and process.poll() is None else None

    def ask(self, request: Mapping[str, JsonValue], *, timeout_s: float) -> tuple[dict[str, JsonValue], bytes]:
        """Send one request and wait for its answer: a head and the bytes that belong to it.

        Raises WorkerDied (and forgets the process) when no complete answer comes in time, OSError when the process
        cannot be started.
        """
        with self._lock:
            process = self._running()
            assert process.stdin is not None
            assert process.stdout is not None
            slow = threading.Event()
            alarm = threading.Timer(timeout_s, _end, (process, slow))
            alarm.daemon = True
            alarm.start()
            try:
                process.stdin.write(json.dumps(request).encode("ascii") + b"\n")
                process.stdin.flush()
                return _read_answer(process.stdout)
            except (OSError, EOFError, ValueError) as error:
                words = self._last_words() or repr(error)
                self._close()
                raise WorkerDied(words, too_slow=slow.is_set()) from error
            finally:
                alarm.cancel()
                alarm.join()

    def close(self) -> None:
        """End the process; the next request starts a new one."""
        with self._lock:
            self._close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._owner not in (0, os.getpid()):
            # We are a fork: the pipes belong to our parent, so drop them without ending its process.
            if self._stop:
                self._stop.detach()
            self._process = self._stop = self._stderr = None
        if self._process is None or self._process.poll() is not None:
            self._close()
            self._start()
        assert self._process is not None
        return self._process

    def _start(self) -> None:
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 (it lives as long as the process)
        try:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._stderr,
                env=_environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError:
            self._stderr.close()
            raise
        self._owner = os.getpid()
        self._stop = weakref.finalize(self, _dismiss, self._process, self._stderr)

    def _close(self) -> None:
        if self._stop:
            self._stop()
        self._process = self._stop = self._stderr = None

    def _last_words(self) -> str:
        if not self._stderr:
            return ""
        try:
            size = self._stderr.seek(0, os.SEEK_END)
            self._stderr.seek(max(0, size - 2000))
            return self._stderr.read().decode("utf-8", "replace").strip()
        except OSError:
            return ""


def _environment() -> dict[str, str]:
    """Ours, with this package within reach also when it was started from its folder and never installed."""
    root = str(Path(__file__).resolve().parents[2])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))}


def _end(process: subprocess.Popen[bytes], slow: threading.Event) -> None:
    slow.set()
    process.kill()


def _dismiss(process: subprocess.Popen[bytes], stderr: IO[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        try:
            if pipe:
                pipe.close()
        except OSError:  # a last flush into a pipe nobody reads any more
            pass
    try:
        process.wait(_PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    stderr.close()


def _read_answer(stream: IO[bytes]) -> tuple[dict[str, JsonValue], bytes]:
    line = stream.readline()
    if not line.endswith(b"\n"):
        raise EOFError("no answer")
    head = json.loads(line)
    if not isinstance(head, dict) or not isinstance(head.get("bytes"), int):
        raise ValueError(f"not an answer: {line[:80]!r}")
    body = stream.read(head["bytes"])
    if len(body) != head["bytes"]:
        raise EOFError("half an answer")
    return head, body


def python_module(name: str) -> list[str]:
    """The command that runs a module of this package in a process of its own."""
    return [sys.executable, "-m", name]
