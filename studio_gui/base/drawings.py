"""What can be said of an SVG before anybody draws it: its text, and how much it draws with all that it repeats."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

MOST_BYTES = 100_000_000
MOST_PARTS = 400_000
"""More parts than that are no drawing: a few lines that use each other twice can ask for billions."""
_PACKED = b"\x1f\x8b"
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^)'\"]+)")
_ROOT = ""


def unpacked(content: bytes) -> bytes:
    """The text, taken out of a gzip when it is in one; raises ``ValueError``, ``OSError`` or ``zlib.error``."""
    if content[:2] != _PACKED:
        return content
    packed = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    text = packed.decompress(content, MOST_BYTES)
    if packed.unconsumed_tail:
        raise gzip.BadGzipFile("more than anyone draws")
    return text


def can_be_drawn(root: ElementTree.Element) -> bool:
    """Whether a drawing comes to an end in a time one can wait for: nothing repeats itself, or too much."""
    counts, targets = _graph(root)
    drawn: dict[str, int] = {}
    begun: set[str] = set()
    stack = [_ROOT]
    while stack:
        name = stack[-1]
        if name in drawn:
            stack.pop()
            continue
        missing = [target for target in targets.get(name, ()) if target in counts and target not in drawn]
        if not missing:
            drawn[name] = counts[name] + sum(drawn.get(target, 0) for target in targets.get(name, ()))
            if drawn[name] > MOST_PARTS:
                return False
        elif name in begun:
            return False  # it is part of what it is made of
        else:
            begun.add(name)
            stack += missing
    return True


def _graph(root: ElementTree.Element) -> tuple[dict[str, int], dict[str, list[str]]]:
    """For every part with a name, and the whole: how many parts without a name it has, and which named ones it draws."""
    counts, targets = {_ROOT: 0}, {_ROOT: list[str]()}
    stack: list[tuple[ElementTree.Element, str]] = [(root, _ROOT)]
    while stack:
        part, owner = stack.pop()
        name = part.get("id", "")
        if name and name not in counts:
            targets[owner].append(name)
            counts[name], targets[name] = 0, []
            owner = name
        counts[owner] += 1
        targets[owner] += _referred(part)
        stack += [(child, owner) for child in part]
    return counts, targets


def _referred(part: ElementTree.Element) -> Iterator[str]:
    for name, value in part.items():
        if name.rpartition("}")[2] == "href" and value.strip().startswith("#"):
            yield value.strip()[1:]
        elif "url(" in value:
            yield from _REFERENCE.findall(value)
