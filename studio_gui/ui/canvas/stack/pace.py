"""Whether somebody is zooming: what takes long is not drawn for each size on the way, of which nothing is seen."""

from __future__ import annotations

import math
import time

GOING_S = 0.25
"""Sizes that come sooner after each other belong to one going in or out; the first of them is drawn at once."""
REST_S = 0.12
"""Who does not go on for so long has arrived."""


class Pace:
    """Notes when the size changed."""

    def __init__(self) -> None:
        self._changed_s = -math.inf
        self._is_going = False

    def note(self) -> None:
        """The size changed."""
        now = time.perf_counter()
        self._is_going, self._changed_s = now - self._changed_s < GOING_S, now

    @property
    def wait_ms(self) -> int:
        """So long it is still to be seen whether the size changes again; 0 when what takes long may be drawn."""
        rest_s = self._changed_s + REST_S - time.perf_counter()
        return math.ceil(rest_s * 1000) if self._is_going and rest_s > 0 else 0
