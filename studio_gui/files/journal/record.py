"""Records of a journal: a line with a checksum and JSON. A reader stops at the first line that is not whole."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

from studio_gui.base.errors import PayloadError
from studio_gui.base.json_text import JsonDict, dumps, loads

_DIGITS = 8
_MOST_BYTES = 128 << 20
"""Of one line; a whole project has at most half of it."""


def line_of(record: JsonDict) -> bytes:
    """The line of a record."""
    text = dumps(record).encode("utf-8")
    return b"%08x %b\n" % (zlib.crc32(text), text)


def records_in(path: Path) -> Iterator[JsonDict]:
    """The records of a journal up to the first that is damaged or cut off; raises ``OSError``."""
    with open(path, "rb") as file:
        while line := file.readline(_MOST_BYTES):
            record = _record(line)
            if record is None:
                return
            yield record


def _record(line: bytes) -> JsonDict | None:
    text = line[_DIGITS + 1 : -1]
    if not line.endswith(b"\n") or line[:_DIGITS] != b"%08x" % zlib.crc32(text):
        return None
    try:
        raw = loads(text)
    except PayloadError:
        return None
    return raw if isinstance(raw, dict) else None
