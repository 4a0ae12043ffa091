"""A real mouse and keyboard on a virtual screen, and what the screen shows."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import av
import pytest
from PySide6.QtGui import QImage

_DRAG_STEPS = 12
_KEY_PAUSE_MS = 6


class Desktop:
    """The screen ``:N`` with ``xdotool`` as its hands."""

    def __init__(self, screen: str, pictures: Path) -> None:
        """``pictures`` is the folder for screenshots."""
        if shutil.which("xdotool") is None:
            pytest.skip("xdotool is not installed, so nobody can move the mouse (Debian: apt-get install xdotool)")
        self._screen = screen
        self._environment = {"DISPLAY": screen, "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}
        self._pictures = pictures

    def _do(self, *words: object) -> None:
        command = ["xdotool", *map(str, words)]
        done = subprocess.run(command, env=self._environment, capture_output=True, text=True, timeout=30)
        assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"

    def click(self, at: tuple[int, int]) -> None:
        """Press and let go the left button."""
        self._do("mousemove", *at, "click", 1)

    def double_click(self, at: tuple[int, int]) -> None:
        """Click twice, as fast as a hand does."""
        self._do("mousemove", *at, "click", "--repeat", 2, "--delay", 60, 1)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press at ``start``, go to ``end`` in a straight line of small steps, let go."""
        moves: list[object] = ["mousemove", *start, "mousedown", 1]
        for step in range(1, _DRAG_STEPS + 1):
            share = step / _DRAG_STEPS
            moves += ["mousemove", *(round(a + (b - a) * share) for a, b in zip(start, end, strict=True))]
            moves += ["sleep", 0.01]
        self._do(*moves, "mouseup", 1)

    def drag_and_hold(self, start: tuple[int, int], end: tuple[int, int], *held: str) -> None:
        """Drag, and press keys such as ``Shift_L`` one after the other at the end, before letting all go."""
        moves: list[object] = ["mousemove", *start, "mousedown", 1]
        moves += ["mousemove", start[0] + 8, start[1] + 8, "sleep", 0.05, "mousemove", *end, "sleep", 0.1]
        keys = [word for key in held for word in ("keydown", key, "sleep", 0.1)]
        self._do(*moves, *keys, "mouseup", 1, *(word for key in reversed(held) for word in ("keyup", key)))

    def keys(self, *names: str) -> None:
        """Press keys one after the other, such as ``ctrl+shift+z`` or ``Escape``."""
        self._do("key", "--delay", _KEY_PAUSE_MS, *names)

    def write(self, text: str) -> None:
        """Type a text, letter by letter."""
        self._do("type", "--delay", _KEY_PAUSE_MS, text)

    def focus(self, window: int) -> None:
        """Give a window the keyboard, as a window manager does with new windows."""
        self._do("windowfocus", window)

    def picture(self, name: str) -> Path:
        """Save what the screen shows; answers the file."""
        self._pictures.mkdir(parents=True, exist_ok=True)
        file = self._pictures / f"{name}.png"
        with av.open(self._screen, format="x11grab") as screen:
            pixels = next(screen.decode(video=0)).to_ndarray(format="rgb24")
        height, width, _ = pixels.shape
        QImage(pixels.tobytes(), width, height, width * 3, QImage.Format.Format_RGB888).save(str(file))
        return file
