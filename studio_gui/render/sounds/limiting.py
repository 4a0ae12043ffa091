"""Keeping a mix from being louder than a file can hold: it is turned down where it would be, and nothing is bent.

Players put a smooth curve through the samples, which rises above them, and encoders that leave things out add to that:
the curve is kept so far under full scale that music and speech stay under it with all of that. Noise as loud as can be,
which suffers most and has peaks between the moments that are looked at, comes close to full scale.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Samples: TypeAlias = NDArray[np.float32]

CEILING = 10 ** (-2.75 / 20)
_STEP = 48
"""Samples, a millisecond: the gain is a line from one of these to the next."""
_AHEAD = 10
"""Steps in which the gain comes down before a loud moment."""
_RISE = 1 / 250
"""How much it comes back in a step."""
_LOOK = 20 * _STEP
"""So many samples are looked at together: most have nothing loud among them."""
_TAPS = 6
"""Samples on each side that decide the curve between two."""
_PARTS = (0.25, 0.5, 0.75)
"""The moments between two samples that are looked at."""


def _between(part: float) -> NDArray[np.float32]:
    """The weights of the samples around a moment that lies ``part`` of the way from one to the next."""
    places = np.arange(-_TAPS + 1, _TAPS + 1) - part
    weights: NDArray[np.float32] = np.sinc(places) * np.cos(places * np.pi / 2 / (_TAPS + 1)) ** 2
    return weights.astype(np.float32)


_CURVE = [_between(part) for part in _PARTS]
_CLOSE = CEILING / max(float(np.abs(weights).sum()) for weights in _CURVE)
"""Among samples under this nothing is looked at closely: whatever they are, the curve stays under the ceiling."""


def _bends(part: float) -> tuple[float, float, float]:
    """How far the curve may leave the straight line between two samples, for each unit of what is around them.

    Of the largest sample, the largest step from one to the next, and the largest change of such a step.
    """
    straight = np.zeros(2 * _TAPS)
    straight[_TAPS - 1 : _TAPS + 1] = 1 - part, part
    sample, step = np.eye(2 * _TAPS)[_TAPS - 1], np.eye(2 * _TAPS)[_TAPS] - np.eye(2 * _TAPS)[_TAPS - 1]
    changes = np.diff(np.eye(2 * _TAPS), 2, axis=0)
    shares = np.abs(np.linalg.solve(np.stack([sample, step, *changes], axis=1), _between(part) - straight))
    return float(shares[0]), float(shares[1]), float(shares[2:].sum())


_BENDS = np.max([_bends(part) for part in _PARTS], axis=0)


def _stays_under(sides: Samples) -> bool:
    """Whether the curve surely stays under the ceiling: what is low in pitch hardly rises above its samples."""
    size, step = float(np.abs(sides).max()), np.diff(sides, axis=1)
    most = size, float(np.abs(step).max()), float(np.abs(np.diff(step, axis=1)).max())
    return size + float(_BENDS @ most) <= CEILING


class Limiter:
    """Takes blocks of one mix and gives them back a hundredth of a second later."""

    def __init__(self) -> None:
        self._waiting: Samples = np.zeros((2, 0), np.float32)
        self._wanted = np.ones(0)
        self._before: Samples = np.zeros((2, 2 * _TAPS), np.float32)
        self._gain = 1.0

    def put(self, block: Samples) -> Samples:
        """As much of the mix as is known to fit; blocks are whole milliseconds long, but for the last."""
        self._wanted = np.concatenate([self._wanted, self._gains(block)])
        self._waiting = np.concatenate([self._waiting, block], axis=1)
        return self._taken(max(0, len(self._wanted) - _AHEAD))

    def end(self) -> Samples:
        """What still waits."""
        steps = len(self._wanted)
        self._wanted = np.concatenate([self._wanted, np.ones(_AHEAD)])
        return self._taken(steps)

    def _taken(self, steps: int) -> Samples:
        out, self._waiting = self._waiting[:, : steps * _STEP], self._waiting[:, steps * _STEP :]
        wanted, self._wanted = self._wanted, self._wanted[steps:]
        if not steps or (self._gain >= 1 and float(wanted.min()) >= 1):
            return out
        # What comes pulls the gain down beforehand, all the way a step before: the curve is known a few samples late.
        # Then it rises evenly.
        ways = [max(0, ahead - 1) / _AHEAD for ahead in range(_AHEAD)]
        near = np.min([wanted[ahead : ahead + steps + 1] + way for ahead, way in enumerate(ways)], axis=0)
        rise = np.arange(steps + 1) * _RISE
        gains = np.minimum.accumulate(np.minimum(near, 1.0) - rise) + rise
        gains = np.minimum(np.minimum(gains, self._gain + _RISE + rise), 1.0)
        corners = np.minimum(np.concatenate([[self._gain], gains[:-1]]), gains)
        self._gain = float(gains[steps - 1])
        line = np.interp(np.arange(out.shape[1]) / _STEP, np.arange(steps + 1), corners)
        softer: Samples = out * line.astype(np.float32)
        return softer

    def _gains(self, block: Samples) -> NDArray[np.float64]:
        """For each step the gain with which it stays under the ceiling."""
        steps = -(-block.shape[1] // _STEP)
        known = np.concatenate([self._before, block], axis=1)
        self._before = known[:, -2 * _TAPS :]
        size = np.abs(known).max(axis=0)
        if float(size.max()) <= _CLOSE:
            return np.ones(steps)
        sides = known[:1] if np.array_equal(known[0], known[1]) else known  # speech is the same on both
        if _stays_under(sides):
            return np.ones(steps)
        around, size = size, size[2 * _TAPS :].copy()
        for start in range(0, len(size), _LOOK):
            end = min(start + _LOOK, len(size))
            if float(around[start : end + 2 * _TAPS].max()) <= _CLOSE:
                continue
            for weights in _CURVE:
                for side in sides[:, start : end + 2 * _TAPS]:
                    curve = np.abs(np.convolve(side, weights[::-1], mode="valid"))[1:]
                    np.maximum(size[start:end], curve, out=size[start:end])
        size = np.pad(size, (0, steps * _STEP - len(size))).reshape(steps, _STEP).max(axis=1)
        gains: NDArray[np.float64] = np.minimum(1.0, CEILING / np.maximum(size, 1e-9))
        return gains
