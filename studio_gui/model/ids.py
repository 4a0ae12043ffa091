"""Ids in the form the service's own editor makes them."""

from __future__ import annotations

import itertools
import secrets
import time

from studio_gui.model.fields import ClipId

_DIGITS = "0123456789abcdefghijklmnopqrstuv"
_counter = itertools.count(secrets.randbelow(1024))


def new_clip_id(clip_type: str) -> ClipId:
    """``<type>-<11 characters>``: nine base-32 digits of the time in milliseconds and two that differ.

    Source: the ids in the documents' samples, decoded. Ids made in one process never repeat within a millisecond
    up to 1,024 of them.
    """
    stamp = _base32(time.time_ns() // 1_000_000, 9)
    return ClipId(f"{clip_type}-{stamp}{_base32(next(_counter) % 1024, 2)}")


def _base32(number: int, width: int) -> str:
    digits = [_DIGITS[(number >> (5 * place)) & 31] for place in range(width)]
    return "".join(reversed(digits))
