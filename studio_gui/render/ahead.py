"""Renderers that are started before there is anything to render: loading takes them as long as seconds of film.

The command line starts one first of all; it loads while the project is read and checked. Little is imported here.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

_END_S = 3.0


@dataclass(frozen=True, slots=True)
class Worker:
    """A process of ``render.worker`` that waits for its request, and the file that hears its complaints."""

    process: subprocess.Popen[str]
    log: IO[bytes]

    def end(self) -> None:
        """Nothing was asked of it: let it go."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        self.process.kill()
        self.process.wait(_END_S)
        self.process.stdout.close()
        self.log.close()


_ahead: list[Worker] = []
_lock = threading.Lock()


def _new_worker() -> Worker:
    log = tempfile.TemporaryFile()  # noqa: SIM115 - closed by who takes the worker
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", "studio_gui.render.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            encoding="utf-8",
            errors="replace",  # of one that is killed the last letter may be half
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        )
    except BaseException:
        log.close()
        raise
    return Worker(process, log)


def take_worker() -> Worker:
    """The renderer that was started ahead if there is one that still lives, else a new one. It is the caller's."""
    with _lock:
        worker = _ahead.pop() if _ahead else None
    if worker is not None and worker.process.poll() is None:
        return worker
    if worker is not None:
        worker.end()
    return _new_worker()


@contextlib.contextmanager
def worker_ahead() -> Iterator[None]:
    """While it lasts, one renderer is ready, or nearly; at its end it is let go when nobody took it."""
    worker = _new_worker()
    with _lock:
        _ahead.append(worker)
    try:
        yield
    finally:
        with _lock:
            is_left = worker in _ahead
            if is_left:
                _ahead.remove(worker)
        if is_left:
            worker.end()
