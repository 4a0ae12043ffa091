"""The icon family: 24×24, one 1.5 px black stroke with round ends, no fill; the theme replaces the colour."""

from __future__ import annotations

from pathlib import Path

from .icon_strokes import ICONS
from .ink import write

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="#000000" '
    'stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">'
)


def element(word: str) -> str:
    """One element of an icon: `c:x,y,r` circle, `d:x,y` or `d:x,y,width` dot, `r:x,y,w,h,radius` rectangle, otherwise path data."""
    kind, _, rest = word.partition(":")
    if kind == "c":
        x, y, r = rest.split(",")
        return f'<circle cx="{x}" cy="{y}" r="{r}"/>'
    if kind == "e":
        x, y, rx, ry = rest.split(",")
        return f'<ellipse cx="{x}" cy="{y}" rx="{rx}" ry="{ry}"/>'
    if kind == "d":
        x, y, *width = rest.split(",")
        return f'<path stroke-width="{"".join(width) or 2.2}" d="M{x} {y}h0.01"/>'
    if kind == "r":
        x, y, w, h, radius = rest.split(",")
        return f'<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{radius}"/>'
    return f'<path d="{word}"/>'


def write_all(folder: Path) -> None:
    """Writes every icon of the family."""
    for name, text in ICONS.items():
        body = "".join(element(word.strip()) for word in text.split("|"))
        write(folder / f"{name}.svg", f"{HEAD}{body}</svg>\n")
