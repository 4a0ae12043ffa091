"""Shapes that clips do not have, as SVG pictures: freeforms, and the plainer ones of the presets.

Source of the path commands: ECMA-376 part 1, 20.1.9.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from studio_gui.files.importing.slides.colors import Color
from studio_gui.files.importing.slides.looks import Fill, Line
from studio_gui.files.importing.slides.nodes import Node, attr, find_all, name_of, number
from studio_gui.files.importing.slides.page import Page
from studio_gui.files.importing.slides.places import Place
from studio_gui.model.clips import ImageClip
from studio_gui.model.geometry import Box, Rect
from studio_gui.model.new import new_image

_MOST_COMMANDS = 20_000
_FAR = 1e9
POLYGONS: dict[str, Sequence[tuple[float, float]]] = {
    "rtTriangle": ((0, 0), (1, 1), (0, 1)),
    "homePlate": ((0, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0, 1)),
    "chevron": ((0, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0, 1), (0.25, 0.5)),
    "trapezoid": ((0.2, 0), (0.8, 0), (1, 1), (0, 1)),
    "plus": (
        (0.25, 0), (0.75, 0), (0.75, 0.25), (1, 0.25), (1, 0.75), (0.75, 0.75), (0.75, 1), (0.25, 1), (0.25, 0.75),
        (0, 0.75), (0, 0.25), (0.25, 0.25),
    ),
    "mathPlus": (
        (0.4, 0.1), (0.6, 0.1), (0.6, 0.4), (0.9, 0.4), (0.9, 0.6), (0.6, 0.6), (0.6, 0.9), (0.4, 0.9), (0.4, 0.6),
        (0.1, 0.6), (0.1, 0.4), (0.4, 0.4),
    ),
    "mathMinus": ((0.1, 0.4), (0.9, 0.4), (0.9, 0.6), (0.1, 0.6)),
    "wedgeRectCallout": ((0, 0), (1, 0), (1, 1), (0.42, 1), (0.25, 1.15), (0.17, 1), (0, 1)),
    "wedgeRoundRectCallout": ((0, 0), (1, 0), (1, 1), (0.42, 1), (0.25, 1.15), (0.17, 1), (0, 1)),
}  # fmt: skip


def drawing_of(
    geometry: str, custom: Node | None, page: Page, placed: Place, fill: Fill | None, line: Line | None, name: str
) -> ImageClip | None:
    """A picture of a shape that lies at ``placed`` on the stage; None for one that is not known here."""
    width, height = max(1.0, placed.width), max(1.0, placed.height)
    if custom is not None:
        path = _custom_path(custom, width, height)
    else:
        path = _polygon(POLYGONS.get(geometry, ()), width, height)
    if not path:
        return None
    thick = line.width * page.fit.scale if line is not None else 0.0
    lowest = max((y for _, y in POLYGONS.get(geometry, ())), default=1.0) if custom is None else 1.0
    rim = max(thick / 2 + 1, (lowest - 1) * height + thick if lowest > 1 else 0)
    svg = _svg(path, (width, height, rim), fill, line.color if line is not None else None, thick)
    with tempfile.TemporaryDirectory(prefix="scene-studio-") as folder:
        file = Path(folder) / "drawing.svg"
        file.write_text(svg, "utf-8")
        taken = page.media.take_file(file)
    if taken is None:
        return None
    box = Box.about(placed.center, width + 2 * rim, height + 2 * rim, placed.angle)
    rect = Rect(round(box.left, 2), round(box.top, 2), box.width, box.height)
    clip = new_image(box=rect, size=(taken[1].width, taken[1].height), media=taken[0], name=name)
    return clip.changed(angle=round(box.angle, 3), flip_x=placed.flip_x, flip_y=placed.flip_y)


def _svg(path: str, room: tuple[float, float, float], fill: Fill | None, ink: Color | None, thick: float) -> str:
    width, height, rim = room
    wide, high = width + 2 * rim, height + 2 * rim
    run, paint = "", _paint("fill", fill.color if fill else None)
    if fill is not None and fill.stops:
        run, paint = gradient(fill), 'fill="url(#g)"'
    look = f'stroke-width="{thick:.2f}" {paint} {_paint("stroke", ink)}'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.2f}" height="{high:.2f}" '
        f'viewBox="{-rim:.2f} {-rim:.2f} {wide:.2f} {high:.2f}">{run}<path d="{path}" fill-rule="evenodd" {look}/></svg>'
    )


def _paint(name: str, color: Color | None) -> str:
    if color is None:
        return f'{name}="none"'
    return f'{name}="{color_hex(color)}" {name}-opacity="{min(1.0, max(0.0, color.alpha)):.3f}"'


def gradient(fill: Fill) -> str:
    """The definition ``#g`` of a fill that runs from colour to colour.

    The angle is clockwise and scaled with the shape: that is what the unit square of a gradient does by itself.
    """
    stops = "".join(
        f'<stop offset="{at:.4f}" stop-color="{color_hex(color)}" stop-opacity="{min(1.0, max(0.0, color.alpha)):.3f}"/>'
        for at, color in fill.stops
    )
    turn = f'gradientTransform="rotate({fill.angle % 360:.2f} 0.5 0.5)"'
    return f'<defs><linearGradient id="g" {turn}>{stops}</linearGradient></defs>'


def color_hex(color: Color) -> str:
    """A colour as ``#rrggbb``, its opacity left out."""
    parts = (round(255 * min(1.0, max(0.0, part))) for part in (color.red, color.green, color.blue))
    return "#" + "".join(f"{part:02x}" for part in parts)


def _polygon(corners: Sequence[tuple[float, float]], width: float, height: float) -> str:
    if not corners:
        return ""
    return "M" + "L".join(f"{x * width:.2f} {y * height:.2f}" for x, y in corners) + "Z"


def _custom_path(geometry: Node, width: float, height: float) -> str:
    said: list[str] = []
    for path in find_all(geometry, "a:pathLst/a:path"):
        wide, high = number(path, "w") or 0.0, number(path, "h") or 0.0
        own = (wide or width, high or height)
        guides = _guides(geometry, *own)
        pen = _Pen(width / own[0], height / own[1], guides)
        for command in path:
            if len(said) > _MOST_COMMANDS:
                return ""
            said.append(pen.follow(command))
    return "".join(said)


class _Pen:
    """Follows the commands of a path and writes them as SVG."""

    def __init__(self, across: float, down: float, guides: dict[str, float]) -> None:
        self._across, self._down, self._guides = across, down, guides
        self._x = self._y = 0.0

    def follow(self, command: Node) -> str:
        """One command; empty for one that draws nothing."""
        kind = name_of(command)
        points = [self._point(each) for each in find_all(command, "a:pt")]
        letters = {"moveTo": ("M", 1), "lnTo": ("L", 1), "quadBezTo": ("Q", 2), "cubicBezTo": ("C", 3)}
        if kind in letters and len(points) >= letters[kind][1]:
            letter, count = letters[kind]
            self._x, self._y = points[count - 1]
            return letter + " ".join(self._said(x, y) for x, y in points[:count])
        if kind == "arcTo":
            return self._arc(command)
        return "Z" if kind == "close" else ""

    def _arc(self, command: Node) -> str:
        wide, high = (abs(self._value(attr(command, name))) for name in ("wR", "hR"))
        start, sweep = (math.radians(self._value(attr(command, name)) / 60_000) for name in ("stAng", "swAng"))
        sweep = max(-math.tau, min(math.tau, sweep))
        center = self._x - wide * math.cos(start), self._y - high * math.sin(start)
        said = ""
        for part in (start + sweep / 2, start + sweep):
            self._x, self._y = center[0] + wide * math.cos(part), center[1] + high * math.sin(part)
            radii = f"{wide * self._across:.2f} {high * self._down:.2f}"
            said += f"A{radii} 0 0 {1 if sweep > 0 else 0} {self._said(self._x, self._y)}"
        return said

    def _point(self, node: Node) -> tuple[float, float]:
        return self._value(attr(node, "x")), self._value(attr(node, "y"))

    def _value(self, text: str | None) -> float:
        return _value(text or "0", self._guides)

    def _said(self, x: float, y: float) -> str:
        return f"{x * self._across:.2f} {y * self._down:.2f}"


def _guides(geometry: Node, width: float, height: float) -> dict[str, float]:
    """The named numbers of a geometry. Source: ECMA-376 part 1, 20.1.9.11."""
    short = min(width, height)
    known = {
        "w": width, "h": height, "l": 0.0, "t": 0.0, "r": width, "b": height, "hc": width / 2, "vc": height / 2,
        "wd2": width / 2, "hd2": height / 2, "ss": short, "cd2": 10_800_000.0, "cd4": 5_400_000.0,
        "3cd4": 16_200_000.0,
    }  # fmt: skip
    for place in ("a:avLst/a:gd", "a:gdLst/a:gd"):
        for guide in find_all(geometry, place)[:2_000]:
            words = (attr(guide, "fmla") or "").split()
            values = [_value(word, known) for word in words[1:4]] + [0.0] * 3
            formula = _FORMULAS.get(words[0]) if words else None
            if formula is not None:
                known[attr(guide, "name") or ""] = max(-_FAR, min(_FAR, formula(*values[:3])))
    return known


def _value(word: str, known: dict[str, float]) -> float:
    if word in known:
        return known[word]
    try:
        value = float(word)
    except ValueError:
        return 0.0
    return max(-_FAR, min(_FAR, value)) if math.isfinite(value) else 0.0


_FORMULAS: dict[str, Callable[[float, float, float], float]] = {
    "val": lambda x, y, z: x,
    "*/": lambda x, y, z: x * y / z if z else 0.0,
    "+-": lambda x, y, z: x + y - z,
    "+/": lambda x, y, z: (x + y) / z if z else 0.0,
    "?:": lambda x, y, z: y if x > 0 else z,
    "abs": lambda x, y, z: abs(x),
    "max": lambda x, y, z: max(x, y),
    "min": lambda x, y, z: min(x, y),
    "pin": lambda x, y, z: max(x, min(y, z)),
    "sqrt": lambda x, y, z: math.sqrt(max(0.0, x)),
    "mod": lambda x, y, z: math.sqrt(x * x + y * y + z * z),
    "sin": lambda x, y, z: x * math.sin(math.radians(y / 60_000)),
    "cos": lambda x, y, z: x * math.cos(math.radians(y / 60_000)),
}
