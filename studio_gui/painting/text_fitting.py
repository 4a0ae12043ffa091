"""How small the letters of a text must be for all of it to fit into its box."""

from __future__ import annotations

import math

from studio_gui.model.clips import TextClip
from studio_gui.painting.text_layout import text_overflows

SMALLEST_PT = 6
"""Smaller letters than these nobody reads in a video; a text that needs them has to be shortened."""


def fitting_size(clip: TextClip) -> int | None:
    """The largest font size, in whole points, at which the painted text fits its box.

    Never more than the size it has. None when the text fits as it is, or not even at ``SMALLEST_PT``.
    """
    if not text_overflows(clip) or float(clip.font_size) <= SMALLEST_PT or _overflows_at(clip, SMALLEST_PT):
        return None
    # ``fits`` always fits, ``too_large`` never does.
    fits, too_large = SMALLEST_PT, math.ceil(clip.font_size)
    while too_large - fits > 1:
        middle = (fits + too_large) // 2
        if _overflows_at(clip, middle):
            too_large = middle
        else:
            fits = middle
    return fits


def _overflows_at(clip: TextClip, size: float) -> bool:
    return text_overflows(clip.changed(font_size=size))
