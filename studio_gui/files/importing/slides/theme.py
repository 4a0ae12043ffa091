"""What a master says for its slides: colours, fonts, line widths and text styles of its theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.oxml import parse_xml

from studio_gui.files.importing.slides.colors import Color, Palette, color_in
from studio_gui.files.importing.slides.nodes import Node, attr, find, find_all, name_of, number

_USUAL = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", "accent1": "4472C4", "accent2": "ED7D31",
    "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47", "hlink": "0563C1",
    "folHlink": "954F72",
}  # fmt: skip
_USUAL_NAMES = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}


@dataclass(frozen=True, slots=True)
class Theme:
    """The parts of a theme that show; ``fonts`` are ``+mj-lt +mj-ea +mj-cs +mn-lt +mn-ea +mn-cs``."""

    colors: Mapping[str, Color]
    fonts: Mapping[str, str]
    line_widths: tuple[float, ...]
    """Of ``lnRef`` 1, 2, 3, in EMU."""
    fills: tuple[Node, ...] = ()
    """Of ``fillRef`` 1, 2, 3."""
    grounds: tuple[Node, ...] = ()
    """Of ``bgRef`` 1001, 1002, 1003."""

    def palette(self, mapping: Node | None) -> Palette:
        """The colours by the names that a ``clrMap`` gives them."""
        said = {name: attr(mapping, name) or usual for name, usual in _USUAL_NAMES.items()}
        for index in range(1, 7):
            said[f"accent{index}"] = attr(mapping, f"accent{index}") or f"accent{index}"
        for name in ("hlink", "folHlink"):
            said[name] = attr(mapping, name) or name
        return Palette(self.colors, said)


def theme_of(master: Part) -> Theme:
    """The theme of a slide master's part; the usual one where it is missing or broken."""
    try:
        root: Node | None = parse_xml(master.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    except (KeyError, ValueError, SyntaxError):
        root = None
    elements = find(root, "a:themeElements")
    colors = {name: Color.of_hex(value) for name, value in _USUAL.items()}
    plain = Palette(colors, {})
    scheme = find(elements, "a:clrScheme")
    for node in () if scheme is None else scheme:
        found = color_in(node, plain)
        if found is not None:
            colors[name_of(node)] = found
    return Theme(
        colors,
        _fonts(find(elements, "a:fontScheme")),
        tuple(number(line, "w", 9525) for line in find_all(elements, "a:fmtScheme/a:lnStyleLst/a:ln")),
        _children(find(elements, "a:fmtScheme/a:fillStyleLst")),
        _children(find(elements, "a:fmtScheme/a:bgFillStyleLst")),
    )


def _fonts(scheme: Node | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind, short in (("major", "mj"), ("minor", "mn")):
        for writing, tag in (("lt", "latin"), ("ea", "ea"), ("cs", "cs")):
            name = attr(find(scheme, f"a:{kind}Font/a:{tag}"), "typeface")
            found[f"+{short}-{writing}"] = name or ""
    return found


def _children(node: Node | None) -> tuple[Node, ...]:
    return () if node is None else tuple(child for child in node if name_of(child))
