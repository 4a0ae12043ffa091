"""Rendering in a process of its own, so that the window never stutters and a crash costs one video.

Nothing of Qt is loaded here: jobs and the command line use it from ordinary threads.
"""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator

from studio_gui.base import errors
from studio_gui.base.errors import Cancelled, RenderError, StudioError
from studio_gui.base.json_text import JsonDict, loads
from studio_gui.render.ahead import take_worker
from studio_gui.render.request import Progress, RenderedMovie, RenderRequest, part_of, write_request

_GRACE_S = 3.0
"""How long a worker that is done may take to end before it is killed."""
_CANCEL_S = 0.4
"""The same for one that was cancelled: in the middle of an hour's speech it would not hear of it for long."""


class RenderProcess:
    """One worker process for one request.

    Iterate over :meth:`events` on one thread; :meth:`cancel` may come from any other. Use it as a context manager:
    leaving it ends the process.
    """

    def __init__(self, request: RenderRequest) -> None:
        self._request = request
        self._is_cancelled = False
        self._lock = threading.Lock()
        worker = take_worker()
        self._process, self._log = worker.process, worker.log
        self._send(write_request(request))

    @property
    def pid(self) -> int:
        """The worker's process id."""
        return self._process.pid

    def __enter__(self) -> RenderProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def events(self) -> Iterator[Progress | RenderedMovie]:
        """Progress, and at the end the finished video.

        Raises what the renderer raised (:class:`StudioError`), :class:`Cancelled` after :meth:`cancel`, and
        :class:`RenderError` when the worker died.
        """
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if not line.endswith("\n"):
                break  # it was killed in the midst of saying something
            said = loads(line, "The renderer's answer")
            assert isinstance(said, dict)
            if said["event"] == "progress":
                yield _progress(said)
            elif said["event"] == "done":
                yield _movie(said, self._request)
                return
            elif said["event"] == "cancelled":
                raise Cancelled("The video was cancelled.")
            else:
                raise _error(said)
        self._tidy()
        if self._is_cancelled:
            raise Cancelled("The video was cancelled.")
        raise RenderError(
            "The renderer stopped unexpectedly.",
            "Try again; if it happens again, please report it.",
            self._last_words(),
        )

    def wait(self) -> RenderedMovie:
        """Run to the end without looking at the progress; raises like :meth:`events`."""
        movie = [event for event in self.events() if isinstance(event, RenderedMovie)]
        return movie[-1]

    def cancel(self) -> None:
        """Ask the worker to stop, and make it stop when it does not."""
        self._is_cancelled = True
        self._send("cancel")
        threading.Thread(target=self._insist, args=(_CANCEL_S,), name="render-cancel", daemon=True).start()

    def close(self) -> None:
        """End the worker if it still runs, and free what it holds."""
        with self._lock:
            if self._process.stdin is not None and not self._process.stdin.closed:
                try:
                    self._process.stdin.close()
                except OSError:
                    pass
        self._insist()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._log.close()

    def _insist(self, grace_s: float = _GRACE_S) -> None:
        try:
            self._process.wait(timeout=grace_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            self._tidy()

    def _send(self, line: str) -> None:
        with self._lock:
            if self._process.stdin is None or self._process.stdin.closed:
                return
            try:
                self._process.stdin.write(line + "\n")
                self._process.stdin.flush()
            except OSError:
                pass  # it has ended; events() tells how

    def _tidy(self) -> None:
        """A worker that was killed cannot clean up after itself."""
        part = part_of(self._request.target)
        if part.is_dir():
            shutil.rmtree(part, ignore_errors=True)
        else:
            part.unlink(missing_ok=True)

    def _last_words(self) -> str:
        if self._log.closed:
            return ""
        self._process.wait()
        self._log.seek(0)
        words = self._log.read().decode("utf-8", "replace")[-2000:]
        return f"exit code {self._process.returncode}\n{words}".strip()


def _number(said: JsonDict, name: str) -> int:
    value = said.get(name)
    return value if isinstance(value, int) else 0


def _progress(said: JsonDict) -> Progress:
    frame, frames, scene, scenes = (_number(said, name) for name in ("frame", "frames", "scene", "scenes"))
    return Progress(frame, frames, scene, scenes, str(said.get("words", "")))


def _movie(said: JsonDict, request: RenderRequest) -> RenderedMovie:
    width, height, fps, frames, size = (
        _number(said, name) for name in ("width", "height", "fps", "frames", "size_bytes")
    )
    length = said.get("duration_s")
    return RenderedMovie(
        request.target, width, height, fps, frames, float(length) if isinstance(length, int | float) else 0.0, size
    )


def _error(said: JsonDict) -> StudioError:
    kind = getattr(errors, str(said.get("kind")), RenderError)
    if not (isinstance(kind, type) and issubclass(kind, StudioError)):
        kind = RenderError
    return kind(str(said.get("message", "")), str(said.get("hint", "")), str(said.get("detail", "")))
