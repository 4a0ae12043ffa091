"""Ids in the form the service's own editor makes them."""

from __future__ import annotations

import hashlib
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


def derived_clip_id(clip_type: str, said: str) -> ClipId:
    """An id of that form that follows from ``said``: who reads a file again gives its clips the same ids again."""
    return ClipId(f"{clip_type}-{_base32(_number_of(said), 11)}")


def derived_id(said: str) -> str:
    """An id of the editor's own form, twelve hexadecimal digits, that follows from ``said``."""
    return f"{_number_of(said) & 0xFFFF_FFFF_FFFF:012x}"


def _number_of(said: str) -> int:
    return int.from_bytes(hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest()[:8], "big")


def _base32(number: int, width: int) -> str:
    digits = [_DIGITS[(number >> (5 * place)) & 31] for place in range(width)]
    return "".join(reversed(digits))
