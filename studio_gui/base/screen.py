"""Whether a window could be shown here: Qt ends a program that asks for one where none can be.

The bootstrap script asks, too, before anything is installed: standard library only.
"""

from __future__ import annotations

import os
import re
import socket
import sys
from pathlib import Path


def has_display() -> bool:
    """Whether there is a screen: always on macOS and Windows, on Linux when a display is named and answers."""
    if not sys.platform.startswith("linux"):
        return True
    return _wayland_answers() or _x11_answers(os.environ.get("DISPLAY", ""))


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    if not name:
        return False
    return (Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / name).exists()


def _x11_answers(display: str) -> bool:
    """A name alone does not make a display: sessions inherit it from screens that are long gone."""
    found = re.fullmatch(r"(?:unix|[a-z]+/)?(.*):(\d+)(?:\.\d+)?", display)
    if found is None:
        return False
    host, number = found[1].strip("[]"), int(found[2])
    if not host:
        path = f"/tmp/.X11-unix/X{number}"
        if _listens(path) or _listens("\0" + path):
            return True
    try:
        socket.create_connection((host or "localhost", 6000 + number), timeout=2).close()
    except (OSError, OverflowError, UnicodeError):
        return False
    return True


def _listens(path: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(path)
        except OSError:
            return False
    return True
