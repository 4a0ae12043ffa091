"""A clock for tests in which hours pass in seconds."""

from __future__ import annotations

import time


class FastClock:
    """Seconds since 1970, ``speed`` times as fast as they are; it can be set like that of a computer."""

    def __init__(self, speed: float = 1.0) -> None:
        self._speed = speed
        self._real = time.monotonic()
        self._now = time.time()

    def __call__(self) -> float:
        return self._now + (time.monotonic() - self._real) * self._speed

    def jump(self, seconds: float) -> None:
        """Be set to another time."""
        self._now += seconds
