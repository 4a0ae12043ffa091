"""Inks (a shape with a colour) and the SVG file they are written to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .shapes import Shape


@dataclass(frozen=True)
class Ink:
    """One filled shape; opacity 0..1."""

    shape: Shape
    colour: str
    opacity: float = 1.0

    def tag(self) -> str:
        """The SVG element."""
        alpha = "" if self.opacity >= 1 else f' fill-opacity="{self.opacity:g}"'
        return f'<path fill="{self.colour}"{alpha} d="{self.shape.data()}"/>'


Inks = list[Ink]


def group(name: str, inks: Iterable[Ink], inner: str = "") -> str:
    """An SVG group with an id."""
    body = "\n".join(ink.tag() for ink in inks if not ink.shape.is_empty())
    return f'<g id="{name}" fill-rule="evenodd">\n{body}\n{inner}</g>\n'


def document(width: int, height: int, body: str, title: str) -> str:
    """A whole SVG file (Tiny 1.2 features only)."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.2" baseProfile="tiny" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">\n<title>{title}</title>\n{body}</svg>\n'
    )


def write(path: Path, text: str) -> None:
    """Writes a file, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def mix(first: str, second: str, part: float) -> str:
    """A colour between two `#rrggbb`; part 0 is the first."""
    a = [int(first[i : i + 2], 16) for i in (1, 3, 5)]
    b = [int(second[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(x + (y - x) * part):02x}" for x, y in zip(a, b, strict=True))


def darker(colour: str, part: float = 0.18) -> str:
    """The shadow tone: towards a deep blue violet, as skylight shadows are."""
    return mix(colour, "#1b1440", part)


def lighter(colour: str, part: float = 0.18) -> str:
    """The light tone: towards a warm white."""
    return mix(colour, "#fff6e8", part)
