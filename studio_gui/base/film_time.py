"""Seconds of a video as people read them: ``0:07``, ``1:02:03``. A clock, in this house, is what tells the time."""

from __future__ import annotations


def length_words(seconds: float) -> str:
    """A length, to the nearest second."""
    return _words(round(seconds))


def elapsed_words(seconds: float) -> str:
    """A place in a video or a sound: the seconds that are over, so that the end is not reached before it is."""
    # A frame's number divided by the frame rate may fall short by less than anything.
    return _words(int(seconds + 1e-6))


def place_words(at_s: float, of_s: float, *, is_about: bool = False) -> str:
    """A place in a video or a sound and the length of all of it, which is said as everywhere: ``0:07 / 0:31``.

    ``is_about`` says that the length is not known for certain yet.
    """
    length = length_words(of_s)
    return f"{length if at_s >= of_s else elapsed_words(at_s)} / {'~' if is_about else ''}{length}"


def _words(whole: int) -> str:
    hours, rest = divmod(max(0, whole), 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
