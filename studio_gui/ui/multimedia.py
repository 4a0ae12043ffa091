"""Qt Multimedia, without what it writes to the terminal."""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import os
import sys
from pathlib import Path

import PySide6
from PySide6.QtCore import QLoggingCategory

from studio_gui.painting.media.pictures import UNSAID

_ERRORS_ONLY = 16
"""``AV_LOG_ERROR``. Source: libavutil/log.h."""
_PLUGINS = ("Qt/plugins/multimedia", "plugins/multimedia")
_LIBRARIES = {"linux": "Qt/lib/libavutil.so.*", "darwin": "Qt/lib/libavutil.*.dylib", "win32": "avutil-*.dll"}


def quiet() -> None:
    """Keep the terminal for what a person wants to read; somebody who set ``QT_LOGGING_RULES`` hears everything.

    Called before Qt Multimedia is loaded, and again after a player was made: that sets FFmpeg's loudness anew.
    """
    if "QT_LOGGING_RULES" in os.environ:
        return
    # New rules take the place of all that were set before, those of pictures too.
    QLoggingCategory.setFilterRules(f"{UNSAID}\nqt.multimedia.*=false\nqt.multimedia.*.critical=true")
    library = next(iter(sorted(Path(PySide6.__file__).parent.glob(_LIBRARIES.get(sys.platform, "-")))), None)
    if library is None:
        return
    try:
        ctypes.CDLL(str(library)).av_log_set_level(_ERRORS_ONLY)
    except (OSError, AttributeError):
        return  # lines in a terminal are no reason to stop


def load() -> None:
    """Load what plays and decodes, in any thread but the window's: it is large, and Qt loads it when it is first asked.

    Where Qt Multimedia is missing nothing is loaded; what needs it says so.
    """
    quiet()
    try:
        importlib.import_module("PySide6.QtMultimedia")
    except ImportError:
        return
    root = Path(PySide6.__file__).parent
    for library in (path for folder in _PLUGINS for path in sorted((root / folder).glob("*media*"))):
        with contextlib.suppress(OSError):
            ctypes.CDLL(str(library))  # Qt finds it loaded, and says itself what it thinks of one that cannot be


def may_sound() -> bool:
    """Whether it is worth asking for a loudspeaker: where there is no sound server and no card Qt would only complain."""
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("PULSE_SERVER") or os.environ.get("PIPEWIRE_REMOTE") or Path("/dev/snd").exists():
        return True
    room = Path(os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}")
    return any((room / name).exists() for name in ("pulse/native", "pipewire-0"))
