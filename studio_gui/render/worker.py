"""The process that renders: one request as a line of JSON on standard input, events as lines of JSON on standard output.

``{"event": "progress", "frame": 1, "frames": 9, "scene": 1, "scenes": 2, "words": "…"}``, then one of
``{"event": "done", …}``, ``{"event": "error", "kind": "TargetError", "message": "…", "hint": "…", "detail": "…"}`` or
``{"event": "cancelled"}``. A line ``cancel`` on standard input stops it, and so does its end: when the process that asked
dies, nothing goes on in secret.
"""

from __future__ import annotations

import dataclasses
import gc
import os
import sys
import threading
import traceback
from collections.abc import Mapping
from typing import TYPE_CHECKING, TextIO

from studio_gui.base.errors import Cancelled, StudioError
from studio_gui.base.json_text import Json, dumps

if TYPE_CHECKING:
    from studio_gui.render.request import Progress

_RINGS_AFTER = 50_000
"""New objects after which Python looks for rings of them."""


def main() -> int:
    """Serve one request; 0 when the video is there, 1 otherwise."""
    # Libraries may print: only events reach the real standard output.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Looking for rings among objects that stay takes a tenth of the time that loading takes.
    gc.disable()
    return _serve(answers, _Asked())


class _Asked:
    """What is asked on standard input, read by a thread of its own; ``stop`` is set by ``cancel`` and at its end."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self._has_come = threading.Event()
        self._line = ""
        threading.Thread(target=self._read, name="requests", daemon=True).start()

    @property
    def has_come(self) -> bool:
        """Whether the request is there."""
        return self._has_come.is_set()

    def line(self) -> str:
        """The request, once it has come; empty when none came."""
        self._has_come.wait()
        return self._line

    def _read(self) -> None:
        # Not through sys.stdin: a thread that waits in it would keep its lock when the interpreter ends.
        parts = []
        while chunk := os.read(0, 1 << 16):
            parts.append(chunk)
            if b"\n" in chunk:
                break
        line, _, said = b"".join(parts).partition(b"\n")
        self._line = line.decode("utf-8", "replace")
        self._has_come.set()
        while b"cancel" not in said:
            chunk = os.read(0, 1024)
            if not chunk:
                break
            said = (said + chunk)[-1024:]
        self.stop.set()


def _serve(answers: TextIO, asked: _Asked) -> int:
    def say(event: Mapping[str, Json]) -> None:
        try:
            answers.write(dumps(dict(event)) + "\n")
            answers.flush()
        except OSError:
            asked.stop.set()

    def report(progress: Progress) -> None:
        say({"event": "progress", **dataclasses.asdict(progress)})

    try:
        from studio_gui.render.movie import get_ready, render_movie
        from studio_gui.render.request import read_request

        if not asked.has_come:
            # The rest is loaded while whoever asks still puts the request together.
            get_ready()
        request = read_request(asked.line())
        gc.freeze()
        gc.set_threshold(_RINGS_AFTER)
        gc.enable()
        movie = render_movie(request, progress=report, is_cancelled=asked.stop.is_set)
    except Cancelled:
        say({"event": "cancelled"})
        return 1
    except StudioError as error:
        say(_failure(type(error).__name__, error.message, error.hint, error.detail))
        return 1
    except Exception:
        say(_failure("RenderError", "The video could not be made.", "Please report it.", traceback.format_exc()))
        return 1
    say({"event": "done", **dataclasses.asdict(movie), "path": str(movie.path)})
    return 0


def _failure(kind: str, message: str, hint: str, detail: str) -> dict[str, Json]:
    return {"event": "error", "kind": kind, "message": message, "hint": hint, "detail": detail}


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    # Everything is written: taking Qt and the libraries apart would take as long as several seconds of film.
    os._exit(code)
