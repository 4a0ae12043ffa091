"""Reading DrawingML and PresentationML: names, numbers and flags of elements."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Protocol

NAMES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
}
EMU_PER_PT = 12_700
FULL = 100_000
"""Percentages are written in thousandths."""
_FARTHEST = 2**40


class Node(Protocol):
    """An XML element, as far as it is used here."""

    tag: object
    """A text; of a comment or an instruction it is something else."""
    text: str | None

    def get(self, key: str, /) -> str | None: ...
    def find(self, path: str, /, namespaces: dict[str, str]) -> Node | None: ...
    def findall(self, path: str, /, namespaces: dict[str, str]) -> list[Node]: ...
    def __iter__(self) -> Iterator[Node]: ...


def find(node: Node | None, path: str) -> Node | None:
    """The first element at a path such as ``p:spPr/a:xfrm``."""
    return None if node is None else node.find(path, NAMES)


def find_all(node: Node | None, path: str) -> list[Node]:
    """All elements at a path."""
    return [] if node is None else node.findall(path, NAMES)


def name_of(node: Node) -> str:
    """The name of an element without its namespace; comments have none."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def attr(node: Node | None, name: str) -> str | None:
    """An attribute, ``r:embed`` with its namespace."""
    if node is None:
        return None
    prefix, _, local = name.rpartition(":")
    return node.get(f"{{{NAMES[prefix]}}}{local}" if prefix else name)


def number(node: Node | None, name: str, default: float = 0) -> float:
    """An attribute as a number; ``default`` when it is missing or none. ``50%`` counts as 50,000."""
    text = attr(node, name)
    try:
        value = float(text.removesuffix("%")) * (1000 if text.endswith("%") else 1) if text else float(default)
    except ValueError:
        return float(default)
    return max(-_FARTHEST, min(_FARTHEST, value)) if math.isfinite(value) else float(default)


def flag(node: Node | None, name: str, *, default: bool = False) -> bool:
    """An attribute as a flag."""
    text = attr(node, name)
    return default if text is None else text.lower() in ("1", "true", "on")


def first(*nodes: Node | None) -> Node | None:
    """The first that is there."""
    return next((node for node in nodes if node is not None), None)
