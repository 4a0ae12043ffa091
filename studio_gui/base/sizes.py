"""Sizes of files as people read them, the same in the window and on the command line."""

from __future__ import annotations

_STEP = 1000
_UNITS = ("kB", "MB", "GB", "TB")


def size_words(size: int) -> str:
    """A size in bytes for people, in thousands: ``222.5 kB``; below one ``999 B``."""
    if size < _STEP:
        return f"{size} B"
    value = float(size)
    for unit in _UNITS:
        value /= _STEP
        if round(value, 1) < _STEP or unit == _UNITS[-1]:
            break
    return f"{value:.1f} {unit}"
