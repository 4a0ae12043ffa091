"""What can be said of an SVG before anybody draws it: its text, and how much it draws with all that it repeats."""

from __future__ import annotations

import gzip
import math
import re
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

MOST_BYTES = 100_000_000
MOST_PARTS = 400_000
"""More parts than that are no drawing: a few lines that use each other twice can ask for billions."""
_SIDE = re.compile(r"\s*([0-9.]+)\s*(px|pt|pc|mm|cm|in|)\s*$")
_UNITS_PX = {"": 1, "px": 1, "pt": 96 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
"""Source: CSS Values and Units 3, absolute lengths."""
_MOST_PX = 100_000.0
_SEEN = 0.02
"""Nobody sees so small a share of another shape, and what need not be written anew is drawn beside the window."""
_NUMBER = re.compile(r"[-+0-9.eE]+")
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


def side_px(text: str | None) -> float:
    """A width or height in pixels; 0 where none is said, or only as a share of what is around the drawing."""
    match = _SIDE.match(text or "")
    try:
        return min(float(match[1]) * _UNITS_PX[match[2]], _MOST_PX) if match else 0.0
    except ValueError:
        return 0.0


def fit_view_box(root: ElementTree.Element) -> bool:
    """Give a drawing a view box of the shape of its own width and height, where it has another; says whether it did.

    A drawing is not stretched to its sides: room is left beside it, or some of it is cut off. Source: SVG 2, 8.6.
    """
    width, height, asked = side_px(root.get("width")), side_px(root.get("height")), root.get("preserveAspectRatio", "")
    try:
        left, top, across, down = map(float, _NUMBER.findall(root.get("viewBox", "")))
    except ValueError:
        return False
    if not (width > 0 and height > 0 and 0 < across < math.inf and 0 < down < math.inf) or "none" in asked:
        return False
    shape = width / height
    if abs(shape * down - across) <= across * _SEEN:
        return False
    grows_across = (across < shape * down) != ("slice" in asked)
    new_across, new_down = (shape * down, down) if grows_across else (across, across / shape)
    left -= (new_across - across) * (0 if "xMin" in asked else 1 if "xMax" in asked else 0.5)
    top -= (new_down - down) * (0 if "YMin" in asked else 1 if "YMax" in asked else 0.5)
    root.set("viewBox", f"{left:.9g} {top:.9g} {new_across:.9g} {new_down:.9g}")
    return True
