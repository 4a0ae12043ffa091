"""A slide with what stands behind it: its layout, its master, their theme, and the placeholders that lead there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from pptx.opc.package import Part
from pptx.slide import Slide

from studio_gui.files.importing.slides.colors import Palette
from studio_gui.files.importing.slides.nodes import Node, attr, find, find_all, first
from studio_gui.files.importing.slides.theme import Theme, theme_of

_TITLES = frozenset({"title", "ctrTitle"})
_OWN = frozenset({"dt", "ftr", "sldNum", "hdr"})
_SHAPE_PATHS = ("p:nvSpPr/p:nvPr/p:ph", "p:nvPicPr/p:nvPr/p:ph", "p:nvGraphicFramePr/p:nvPr/p:ph")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A slide, a layout or a master: the part, its XML, and its colours."""

    part: Part
    root: Node
    palette: Palette

    @property
    def shapes(self) -> Node | None:
        """The tree of its shapes."""
        return find(self.root, "p:cSld/p:spTree")


@dataclass(frozen=True, slots=True)
class Sheets:
    """A slide's sheets from the front to the back: itself, its layout, its master; broken files lack some."""

    sheets: tuple[Sheet, ...]
    theme: Theme
    defaults: Node | None
    """The presentation's ``defaultTextStyle``."""

    @property
    def slide(self) -> Sheet:
        """The slide itself."""
        return self.sheets[0]

    def seen_behind(self) -> Iterator[Sheet]:
        """The sheets behind the slide whose shapes show on it, the farthest first."""
        shown: list[Sheet] = []
        for front, sheet in zip(self.sheets, self.sheets[1:], strict=False):
            if (front.root.get("showMasterSp") or "1") in ("0", "false"):
                break
            shown.append(sheet)
        return reversed(shown)


class Themes:
    """The themes of a presentation's masters, each read once."""

    def __init__(self, defaults: Node | None) -> None:
        self._defaults = defaults
        self._known: dict[str, Theme] = {}

    def sheets_of(self, slide: Slide) -> Sheets:
        """The sheets of a slide."""
        parts: list[Part] = [slide.part]
        try:
            layout = slide.slide_layout
            parts.append(layout.part)
            parts.append(layout.slide_master.part)
        except (KeyError, AttributeError, ValueError):
            pass  # what is missing, or there twice, says nothing
        roots = [cast("Node", getattr(part, "_element")) for part in parts]  # noqa: B009  it is the library's own name
        master = parts[2] if len(parts) == 3 else parts[-1]
        key = str(master.partname)
        if key not in self._known:
            self._known[key] = theme_of(master)
        theme = self._known[key]
        mapping = find(roots[-1], "p:clrMap")
        found = []
        for part, root in zip(reversed(parts), reversed(roots), strict=True):
            mapping = first(find(root, "p:clrMapOvr/a:overrideClrMapping"), mapping)
            found.append(Sheet(part, root, theme.palette(mapping)))
        return Sheets(tuple(reversed(found)), theme, self._defaults)


def placeholder_of(shape: Node) -> Node | None:
    """The ``ph`` of a shape; None when it is no placeholder."""
    return next((ph for path in _SHAPE_PATHS if (ph := find(shape, path)) is not None), None)


def kind_of(placeholder: Node | None) -> str:
    """What a placeholder is for: ``title``, ``body``, ``dt`` …; empty for None."""
    if placeholder is None:
        return ""
    kind = attr(placeholder, "type") or "obj"
    if kind in _TITLES:
        return "title"
    return kind if kind in _OWN else "body"


def behind(shape: Node, sheets: Sheets, *, at: int = 0) -> list[Node]:
    """The placeholders that a shape of the sheet ``at`` takes after: on its layout, then on its master."""
    placeholder = placeholder_of(shape)
    found: list[Node] = []
    for sheet in sheets.sheets[at + 1 :]:
        if placeholder is None:
            break
        match = _match(placeholder, sheet, by_index=sheet is not sheets.sheets[-1] or len(sheets.sheets) < 3)
        if match is not None:
            found.append(match)
            placeholder = placeholder_of(match)
    return found


def _match(placeholder: Node, sheet: Sheet, *, by_index: bool) -> Node | None:
    shapes = [shape for tag in ("p:sp", "p:pic", "p:graphicFrame") for shape in find_all(sheet.shapes, tag)]
    known = [(shape, found) for shape in shapes if (found := placeholder_of(shape)) is not None]
    if by_index:
        index, type_ = attr(placeholder, "idx") or "0", attr(placeholder, "type")
        for shape, other in known:
            if (attr(other, "idx") or "0") == index and (index != "0" or attr(other, "type") == type_):
                return shape
    kind = kind_of(placeholder)
    return next((shape for shape, other in known if kind_of(other) == kind), None)
