"""Colours of DrawingML as ``rgb(…)``: sRGB, system, preset and theme colours with their modifiers.

Source: ECMA-376 part 1, 20.1.2.3. Shade and tint are done in linear light, lumMod and lumOff in HSL, as PowerPoint does.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from studio_gui.files.importing.slides.nodes import FULL, Node, attr, name_of, number
from studio_gui.files.importing.slides.preset_colors import PRESETS

_HEX = re.compile(r"[0-9A-Fa-f]{6}")
KINDS = frozenset({"srgbClr", "scrgbClr", "hslClr", "sysClr", "schemeClr", "prstClr"})


@dataclass(frozen=True, slots=True)
class Color:
    """Red, green, blue and opacity, 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    @staticmethod
    def of_hex(text: str) -> Color:
        """The colour ``RRGGBB``; black for anything else."""
        digits = text if _HEX.fullmatch(text) else "000000"
        return Color(*(int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)))

    @property
    def css(self) -> str:
        """As the documents of projects write it."""
        red, green, blue = (round(255 * min(1.0, max(0.0, part))) for part in (self.red, self.green, self.blue))
        alpha = round(min(1.0, max(0.0, self.alpha)), 3)
        return f"rgb({red},{green},{blue})" if alpha >= 1 else f"rgba({red},{green},{blue},{alpha:g})"


@dataclass(frozen=True, slots=True)
class Palette:
    """The twelve colours of a theme, and how a slide's names for them (``tx1``) lead to the theme's (``dk1``)."""

    colors: Mapping[str, Color]
    names: Mapping[str, str]

    def named(self, name: str) -> Color | None:
        """The colour a slide calls ``name``."""
        return self.colors.get(self.names.get(name, name))


def color_in(node: Node | None, palette: Palette, placeholder: Color | None = None) -> Color | None:
    """The colour in an element such as ``solidFill``; ``placeholder`` stands for ``phClr``."""
    for child in () if node is None else node:
        if name_of(child) in KINDS:
            return color_of(child, palette, placeholder)
    return None


def color_of(node: Node, palette: Palette, placeholder: Color | None = None) -> Color | None:
    """The colour an element such as ``schemeClr`` means, its modifiers applied in their order."""
    color = _plain(node, palette, placeholder)
    if color is None:
        return None
    for change in node:
        modify = _CHANGES.get(name_of(change))
        if modify is not None:
            color = modify(color, number(change, "val", FULL) / FULL)
    return color


def _plain(node: Node, palette: Palette, placeholder: Color | None) -> Color | None:
    kind, value = name_of(node), attr(node, "val") or ""
    if kind == "srgbClr":
        return Color.of_hex(value)
    if kind == "sysClr":
        return Color.of_hex(attr(node, "lastClr") or ("FFFFFF" if value == "window" else "000000"))
    if kind == "schemeClr":
        return placeholder if value == "phClr" else palette.named(value)
    if kind == "prstClr":
        return Color.of_hex(PRESETS.get(value.lower(), "000000"))
    if kind == "scrgbClr":
        return Color(*(_encoded(number(node, part) / FULL) for part in "rgb"))
    hue, saturation, light = (number(node, "hue") / 21_600_000, number(node, "sat") / FULL, number(node, "lum") / FULL)
    return Color(*colorsys.hls_to_rgb(hue % 1, _unit(light), _unit(saturation)))


def _unit(value: float) -> float:
    return min(1.0, max(0.0, value))


def _linear(value: float) -> float:
    value = _unit(value)
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _encoded(value: float) -> float:
    value = _unit(value)
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _in_light(color: Color, change: Callable[[float], float]) -> Color:
    red, green, blue = (_encoded(change(_linear(part))) for part in (color.red, color.green, color.blue))
    return Color(red, green, blue, color.alpha)


def _in_hls(color: Color, change: Callable[[float, float, float], tuple[float, float, float]]) -> Color:
    hue, light, saturation = change(*colorsys.rgb_to_hls(_unit(color.red), _unit(color.green), _unit(color.blue)))
    return Color(*colorsys.hls_to_rgb(hue % 1, _unit(light), _unit(saturation)), color.alpha)


def _gray(color: Color, _: float) -> Color:
    level = 0.3 * color.red + 0.59 * color.green + 0.11 * color.blue
    return Color(level, level, level, color.alpha)


_CHANGES: dict[str, Callable[[Color, float], Color]] = {
    "alpha": lambda color, value: replace(color, alpha=value),
    "alphaMod": lambda color, value: replace(color, alpha=color.alpha * value),
    "alphaOff": lambda color, value: replace(color, alpha=color.alpha + value),
    "shade": lambda color, value: _in_light(color, lambda part: part * value),
    "tint": lambda color, value: _in_light(color, lambda part: 1 - (1 - part) * value),
    "lumMod": lambda color, value: _in_hls(color, lambda h, l, s: (h, l * value, s)),  # noqa: E741
    "lumOff": lambda color, value: _in_hls(color, lambda h, l, s: (h, l + value, s)),  # noqa: E741
    "satMod": lambda color, value: _in_hls(color, lambda h, l, s: (h, l, s * value)),  # noqa: E741
    "satOff": lambda color, value: _in_hls(color, lambda h, l, s: (h, l, s + value)),  # noqa: E741
    "hueMod": lambda color, value: _in_hls(color, lambda h, l, s: (h * value, l, s)),  # noqa: E741
    "hueOff": lambda color, value: _in_hls(color, lambda h, l, s: (h + value / 216, l, s)),  # noqa: E741
    "inv": lambda color, _: Color(1 - color.red, 1 - color.green, 1 - color.blue, color.alpha),
    "comp": lambda color, _: _in_hls(color, lambda h, l, s: (h + 0.5, l, s)),  # noqa: E741
    "gray": _gray,
}
