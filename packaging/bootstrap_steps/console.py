"""What the person sees: sentences, a progress bar, and failures that say what to do."""

from __future__ import annotations

import os
import shutil
import sys
import time
from dataclasses import dataclass, field


class SetupError(Exception):
    """Something the person can act on: one sentence, and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def say(text: str) -> None:
    """Prints one line now, even where the output is a file."""
    print(text, flush=True)


def complain(error: SetupError) -> None:
    """Prints what went wrong and what to do about it."""
    sys.stdout.flush()
    print(error.message, file=sys.stderr)
    if error.hint:
        print(error.hint, file=sys.stderr)


def be_safe_with_any_console() -> None:
    """Keeps a console with a small alphabet from failing on a file name it cannot show."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


@dataclass
class Progress:
    """A bar that moves on a terminal, and a line for every quarter of the way elsewhere."""

    label: str
    total: int
    done: int = 0
    _started: float = field(default_factory=time.monotonic)
    _quarter: int = 0

    def step(self, what: str) -> None:
        """One more of ``total`` has begun; ``what`` is shown beside the bar."""
        self.done = min(self.done + 1, self.total)
        self.show(what)

    def show(self, what: str) -> None:
        """Draws the bar as it stands, with ``what`` beside it."""
        share = self.done / self.total if self.total else 1.0
        if _is_terminal():
            filled = round(share * 24)
            text = f"{self.label} [{'#' * filled}{'.' * (24 - filled)}] {share:4.0%}  {what}"
            width = shutil.get_terminal_size().columns - 1
            print("\r" + text[:width].ljust(width), end="", flush=True)
        elif int(share * 4) > self._quarter:
            self._quarter = int(share * 4)
            say(f"{self.label} {share:4.0%}  ({time.monotonic() - self._started:.0f} s)")

    def finish(self, note: str = "") -> None:
        """Ends the line with the time it took."""
        text = f"{self.label}: done in {time.monotonic() - self._started:.0f} s{note}"
        if _is_terminal():
            width = shutil.get_terminal_size().columns - 1
            print("\r" + text[:width].ljust(width), flush=True)
        else:
            say(text)

    def give_up(self) -> None:
        """Leaves the line as it is, so that the next text starts on a new one."""
        if _is_terminal():
            print(flush=True)


def _is_terminal() -> bool:
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
