"""The real program in a process of its own, looked at from outside: its report, its files, its jobs, its screen."""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from tests.e2e.command_line import COMMAND, ROOT, run
from tests.e2e.desktop import Desktop
from tests.e2e.waiting import until

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Part:
    """Something to be seen in the window. ``rect`` is left, top, width and height on the screen."""

    name: str
    kind: str
    text: str
    rect: tuple[int, int, int, int]
    label: str
    window: str
    is_enabled: bool
    has_focus: bool

    @property
    def center(self) -> tuple[int, int]:
        left, top, width, height = self.rect
        return left + width // 2, top + height // 2


class Program:
    """A running Scene Studio. Everything waits for its condition; a failure names a screenshot."""

    def __init__(self, desktop: Desktop, environment: dict[str, str], folder: Path) -> None:
        """``folder`` takes the report and what the program says."""
        self.desktop = desktop
        self._environment = {**environment, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
        self._folder = folder
        self._starts = 0
        self._process: subprocess.Popen[bytes] | None = None

    # Its life

    def start(self, *words: str | Path) -> None:
        """Start it and wait until its window is there and has the keyboard."""
        self._starts += 1
        self._report_file.unlink(missing_ok=True)
        environment = {**self._environment, "STUDIO_AUTOMATION": str(self._report_file)}
        with self._said_file.open("wb") as said:
            self._process = subprocess.Popen(
                [*COMMAND, *map(str, words)],
                env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT,
            )  # fmt: skip
        self.until(lambda: self._report_file.exists(), "the window stands", limit_s=60)
        self.take_keyboard()

    @property
    def _report_file(self) -> Path:
        return self._folder / f"report-{self._starts}.json"

    @property
    def _said_file(self) -> Path:
        return self._folder / f"said-{self._starts}.txt"

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal, as the system and other programs do."""
        assert self._process is not None
        self._process.send_signal(number)

    def kill(self) -> None:
        """End it as a power cut does; what it had started for its work must notice and end too."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait(timeout=60)
        until(lambda: not self._left_behind(), "the processes of the killed program end")

    def _left_behind(self) -> list[str]:
        """Processes that were started with this program's report, seen from the system."""
        mark, found = f"STUDIO_AUTOMATION={self._report_file}".encode(), []
        for each in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                said = (each / "cmdline").read_text("utf-8")
                # A desktop's message bus starts with the first who asks for it, and stays.
                if mark in (each / "environ").read_bytes() and "dbus" not in said:
                    found.append(said)
        return found

    def ends(self) -> None:
        """Wait until it has ended by itself, well and without a word of complaint."""
        process = self._process
        assert process is not None
        self.until(lambda: process.poll() is not None, "the program ends")
        assert process.returncode == 0, self.complaints

    @property
    def complaints(self) -> str:
        """What it wrote to the terminal in all its lives: warnings of Qt and Python, and tracebacks."""
        return "".join(file.read_text("utf-8") for file in sorted(self._folder.glob("said-*.txt")))

    # What it shows

    @property
    def report(self) -> dict[str, Any]:
        """Its last report; see ``studio_gui/ui/automation.py``."""
        return dict(json.loads(self._report_file.read_text("utf-8")))

    @property
    def document(self) -> dict[str, Any]:
        return dict(self.report["document"] or {})

    def clip(self, label: str) -> tuple[str, dict[str, Any]]:
        """Id and place of a clip of the scene that is shown."""
        clips = (self.report["stage"] or {"clips": {}})["clips"]
        found = [(clip_id, clip) for clip_id, clip in clips.items() if clip["label"] == label]
        assert found, f"There is no clip {label!r} on the stage, but {[c['label'] for c in clips.values()]}."
        return found[0]

    def center_of(self, label: str) -> tuple[int, int]:
        """The middle of a clip on the screen."""
        x, y = self.clip(label)[1]["center"]
        return x, y

    def parts(self, **like: str) -> list[Part]:
        """What is to be seen and is like that; ``text="…*"`` asks for the beginning only."""
        defaults = {"label": "", "window": "", "is_enabled": True, "has_focus": False}
        every = [Part(**{**defaults, **one, "rect": tuple(one["rect"])}) for one in self.report["widgets"]]
        return [one for one in every if all(_is_like(getattr(one, key), value) for key, value in like.items())]

    def part(self, **like: str) -> Part:
        """Wait for the first such part."""
        return self.until(lambda: self.parts(**like), f"there is something like {like}")[0]

    def shows(self, *, limit_s: float = 45, **like: str) -> Part:
        """Wait until such a part is to be seen."""
        return self.until(lambda: self.parts(**like), f"the window shows {like}", limit_s=limit_s)[0]

    def hides(self, **like: str) -> None:
        """Wait until no such part is to be seen any more."""
        self.until(lambda: not self.parts(**like), f"{like} is gone")

    def until(self, question: Callable[[], Answer], what: str, *, limit_s: float = 45) -> Answer:
        """Ask until the answer is true."""
        return until(question, what, limit_s=limit_s, on_failure=self.evidence)

    def evidence(self) -> str:
        """Takes a screenshot, and says where it and the report are."""
        picture = self.desktop.picture("failure")
        said = self.complaints[-2000:]
        return f"The screen is in {picture}; the report is {self._report_file}; the program said: {said!r}"

    # Its hands

    def take_keyboard(self) -> None:
        """There is no window manager here: the window in front gets the keyboard as one would give it."""

        def has_it() -> bool:
            windows = [one for one in self.report["windows"] if not one["is_popup"]]
            front = next((one for one in windows if one["is_modal"]), windows[0] if windows else None)
            if front is not None and not front["is_active"]:
                self.desktop.focus(front["id"])
            return front is not None and bool(front["is_active"])

        self.until(has_it, "the window in front has the keyboard")

    def click(self, **like: str) -> None:
        """Click the middle of such a part, once it is there, enabled, and has come to rest."""
        before: list[tuple[int, int]] = []

        def at_rest() -> list[tuple[int, int]]:
            now = [one.center for one in self.parts(**like) if one.is_enabled][:1]
            is_at_rest, before[:] = now == before, now
            return now if is_at_rest else []

        self.desktop.click(self.until(at_rest, f"{like} can be clicked")[0])

    def keys(self, *names: str) -> None:
        """Press keys in the window in front."""
        self.take_keyboard()
        self.desktop.keys(*names)

    def write(self, text: str) -> None:
        """Type in the window in front."""
        self.take_keyboard()
        self.desktop.write(text)

    # What came of it

    def jobs(self) -> list[dict[str, Any]]:
        """The jobs as the command line tells them, the newest first."""
        rows = run("jobs", "list", "--json").json()
        assert isinstance(rows, list)
        return rows

    def is_saved(self) -> bool:
        return bool(self.document.get("is_clean"))


def _is_like(value: object, wanted: str) -> bool:
    return str(value).startswith(wanted[:-1]) if wanted.endswith("*") else value == wanted
