"""A process of its own that finishes what is in the queue, for when nobody stays to wait for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from studio_gui.base.errors import JobError

_started: list[subprocess.Popen[bytes]] = []
"""Kept, so that nobody asks after a process that is meant to outlive this one."""


def start_runner() -> None:
    """Start a process that works until no job is left; a second one merely waits for its turn.

    Raises :class:`JobError` when the system starts no process.
    """
    is_frozen = bool(getattr(sys, "frozen", False))
    command = [sys.executable] if is_frozen else [sys.executable, "-m", "studio_gui"]
    root = str(Path(__file__).resolve().parents[2])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ if is_frozen else {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    try:
        process = subprocess.Popen(
            [*command, "jobs", "run"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "DETACHED_PROCESS", 0),
        )
    except OSError as error:
        raise JobError(
            "The background process could not be started.", "Wait for the job here: studio-gui jobs watch.", str(error)
        ) from None
    _started.append(process)
