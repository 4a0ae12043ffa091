"""What the moments of playing are counted by: the loudspeaker where there is one, else the computer's clock."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol


class Clock(Protocol):
    """Counts the seconds that were played since it was started."""

    def start(self) -> None:
        """Count from 0."""

    def stop(self) -> None:
        """Count no more."""

    def elapsed_s(self) -> float:
        """Seconds played since the start; never less than it said before."""


class WallClock:
    """Where nothing is heard: seconds of the computer."""

    def __init__(self) -> None:
        self._began = 0.0

    def start(self) -> None:
        """See :class:`Clock`."""
        self._began = time.perf_counter()

    def stop(self) -> None:
        """See :class:`Clock`."""

    def elapsed_s(self) -> float:
        """See :class:`Clock`."""
        return time.perf_counter() - self._began


class SteppedClock:
    """Counts what a device says it has played; devices say so in steps, between which the computer's clock goes on."""

    MOST_S = 0.06
    """Farther than this it does not run on alone: then nothing is being played."""

    def __init__(self, played_s: Callable[[], float], now: Callable[[], float] = time.perf_counter) -> None:
        self._played_s, self._now = played_s, now
        self._told = self._told_at = self._said = 0.0

    def start(self) -> None:
        """Count from 0."""
        self._told, self._told_at, self._said = 0.0, self._now(), 0.0

    def elapsed_s(self) -> float:
        """Seconds that were heard."""
        told, now = self._played_s(), self._now()
        if told != self._told:
            self._told, self._told_at = told, now
        gone_on = min(self.MOST_S, now - self._told_at) if told > 0 else 0.0
        self._said = max(self._said, told + gone_on)
        return self._said
