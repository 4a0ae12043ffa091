"""Japanese characters turned into the syllables they are read as, for an engine that knows only kana.

espeak NG spells every ideograph out as "Chinese letter". Used by the worker process alone, because pykakasi is GPL
as the voice is, and optional: without it the text stays as it is.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import Protocol

_IDEOGRAPH = re.compile("[\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
# Words of the dictionary that are read otherwise in a script, and particles that are not spoken as they are written.
_READ_AS = {"今日は": "きょうわ", "今日": "きょう", "は": "わ", "へ": "え", "を": "お"}
_BLANKS = 8


class _Reader(Protocol):
    def convert(self, text: str) -> list[dict[str, str]]: ...


@cache
def _reader() -> _Reader | None:
    try:
        reader: _Reader = import_module("pykakasi").kakasi()
    except ImportError:
        return None
    return reader


def reading(text: str) -> tuple[str, list[int]]:
    """The text in kana, and for every character of it the place in ``text`` it came from (and one for the end)."""
    reader = _reader() if _IDEOGRAPH.search(text) else None
    if reader is None:
        return text, list(range(len(text) + 1))
    kana: list[str] = []
    places: list[int] = []
    start = 0
    for piece in reader.convert(text):
        written = piece["orig"]
        # The reader drops blanks between pieces and turns line ends into blanks: look where the piece really is.
        found = text.find(written, start, start + len(written) + _BLANKS)
        start = found if found >= 0 else start
        spoken = _READ_AS.get(written, piece["hira"])
        kana.append(spoken)
        places += [start] * len(spoken)
        start = min(len(text), start + len(written))
    return "".join(kana), [*places, len(text)]
