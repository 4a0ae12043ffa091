"""Takes pictures of the window as ``python -m studio_gui.ui.picture`` does, one after the other in one process.

What such a process loads takes longer than a picture does. Each picture has a window and a user folder of its own.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import queue
import subprocess
import sys
import threading
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
MOST_S = 90
"""How long a picture may take, however busy the computer is."""


class Answer(NamedTuple):
    """What came of a picture."""

    code: int
    """The exit code."""
    said: str
    """What was written on standard output: what is cut off, line by line."""
    complaints: str
    """What was written on standard error, or how the process ended."""


class Photographer:
    """A process that takes pictures. What is set for all of Qt, such as the scale, is the same on all of them."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._environment = {key: value for key, value in environment.items() if key != "DISPLAY"}
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str] = queue.Queue()
        self._reader: threading.Thread | None = None

    def take(self, arguments: Sequence[str], *, home: Path) -> Answer:
        """The picture of these arguments, with this user folder."""
        process = self._running()
        assert process.stdin is not None
        process.stdin.write(json.dumps({"arguments": list(arguments), "home": str(home)}) + "\n")
        process.stdin.flush()
        try:
            line = self._answers.get(timeout=MOST_S)
        except queue.Empty:
            line = ""
        if not line:
            self.go()
            return Answer(process.returncode, "", f"no picture within {MOST_S} s, or the process ended")
        return Answer(**json.loads(line))

    def go(self) -> None:
        """It takes no more; the next picture is another's."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait(timeout=10)
        assert self._reader is not None
        self._reader.join(timeout=10)
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            with contextlib.suppress(BrokenPipeError):
                pipe.close()

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            self._answers = queue.Queue()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.ui.photographer"],
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
            # Named as what lasts longer than a test, see there.
            self._reader = threading.Thread(
                target=_read, args=(self._process, self._answers), name="ThreadPoolExecutor-shared photographer"
            )
            self._reader.start()
        return self._process


def _read(process: subprocess.Popen[str], answers: queue.Queue[str]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        answers.put(line)
    answers.put("")


def _work() -> None:
    """Takes a picture for each line that comes."""
    answers = sys.stdout
    # As in the window, garbage is collected at a moment that is chosen: when the window that is left is gone.
    gc.disable()
    for line in sys.stdin:
        wish = json.loads(line)
        os.environ["STUDIO_HOME"] = wish["home"]
        said, complaints = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complaints):
            code = _take(wish["arguments"])
        answer = Answer(code, said.getvalue(), complaints.getvalue())
        answers.write(json.dumps(answer._asdict()) + "\n")
        answers.flush()
        _put_away()


def _take(arguments: list[str]) -> int:
    from studio_gui.ui import picture

    try:
        return picture.main(arguments)
    except (Exception, SystemExit):
        traceback.print_exc()
        return 1


def _put_away() -> None:
    """The last window and whatever it opened, so that the next picture begins as the first one did."""
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtWidgets import QApplication, QMenu

    app = QApplication.instance()
    if isinstance(app, QApplication):
        # What belongs to another goes with it: a tool bar still asks the menu of its arrow that had gone before.
        for widget in app.topLevelWidgets():
            if widget.parent() is None and not isinstance(widget, QMenu):
                widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    _work()
