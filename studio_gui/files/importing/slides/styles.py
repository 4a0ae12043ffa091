"""How a paragraph and its letters look, after everything they inherit.

From the nearest to the farthest: the run, the shape's own list of styles, its layout's and master's placeholders,
the master's styles for titles and bodies, the presentation's defaults. Source: ECMA-376 part 1, 19.3.1.51 and 21.1.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studio_gui.files.importing.slides.colors import Color, color_in
from studio_gui.files.importing.slides.looks import fill_in
from studio_gui.files.importing.slides.nodes import FULL, Node, attr, find, flag, number
from studio_gui.files.importing.slides.sheets import Sheets, behind, kind_of, placeholder_of

_DEFAULT_SIZE = 1800
_MASTER_STYLES = {"title": "p:titleStyle", "body": "p:bodyStyle"}
_ALIGNS = {"l": "left", "ctr": "center", "r": "right"}


@dataclass(frozen=True, slots=True)
class Letters:
    """How letters look; ``size`` is in points on the slide."""

    family: str
    size: float
    color: Color
    is_bold: bool
    is_italic: bool
    is_underlined: bool


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """How a paragraph lies; lengths in EMU."""

    align: str
    margin: float
    indent: float
    bullet: Node | None
    bullet_font: str


class TextStyles:
    """The styles of one shape's text."""

    def __init__(self, shape: Node, sheets: Sheets, *, at: int = 0) -> None:
        ancestors = behind(shape, sheets, at=at)
        self._palette = sheets.sheets[at].palette
        self._theme = sheets.theme
        bodies = [find(each, "p:txBody") for each in (shape, *ancestors)]
        self._near = [find(body, "a:lstStyle") for body in bodies]
        kind = kind_of(placeholder_of(shape))
        master = sheets.sheets[-1].root
        of_kind = find(master, "p:txStyles/" + _MASTER_STYLES.get(kind, "p:otherStyle")) if kind else None
        self._far = [of_kind, sheets.defaults, find(master, "p:txStyles/p:otherStyle")]
        self.frames = [found for body in bodies if (found := find(body, "a:bodyPr")) is not None]
        reference = find(shape, "p:style/a:fontRef")
        self._by_style = color_in(reference, self._palette)
        self._family_by_style = {"major": "+mj-lt", "minor": "+mn-lt"}.get(attr(reference, "idx") or "", "")
        self._scale = max(0.1, number(self.autofit(), "fontScale", FULL) / FULL)

    def autofit(self) -> Node | None:
        """``normAutofit``, ``spAutoFit`` or ``noAutofit``, from the nearest frame that says one."""
        kinds = ("a:normAutofit", "a:spAutoFit", "a:noAutofit")
        return next(
            (found for frame in self.frames for kind in kinds if (found := find(frame, kind)) is not None), None
        )

    def frame_value(self, name: str) -> str | None:
        """An attribute of the frame (``lIns``, ``anchor``, ``wrap`` …) from the nearest that says it."""
        return next((said for frame in self.frames if (said := attr(frame, name)) is not None), None)

    def letters(self, run: Node | None, paragraph: Node | None, text: str) -> Letters:
        """How a run looks; ``run`` is its ``rPr``."""
        near, far = self._chains(run, paragraph)
        chain = [*near, *far]
        size = number(next((each for each in chain if attr(each, "sz")), None), "sz", _DEFAULT_SIZE) / 100
        return Letters(
            self._family(chain, text),
            max(1.0, size) * self._scale,
            self._color(near, far),
            _said(chain, "b"),
            _said(chain, "i"),
            (next((said for each in chain if (said := attr(each, "u"))), "none")) != "none",
        )

    def is_upper(self, run: Node | None, paragraph: Node | None) -> bool:
        """Whether letters are shown as capitals."""
        near, far = self._chains(run, paragraph)
        chain = [*near, *far]
        return next((said for each in chain if (said := attr(each, "cap"))), "") == "all"

    def paragraph(self, properties: Node | None) -> Paragraphs:
        """How a paragraph lies; ``properties`` is its ``pPr``."""
        chain = [properties, *_levels(self._near, properties), *_levels(self._far, properties)]
        bullet: Node | None = None
        for each in chain:
            bullet = next(
                (n for tag in ("buNone", "buChar", "buAutoNum", "buBlip") if (n := find(each, f"a:{tag}")) is not None),
                None,
            )
            if bullet is not None:
                break
        font = next((n for each in chain if (n := find(each, "a:buFont")) is not None), None)
        align = next((said for each in chain if (said := attr(each, "algn"))), "l")
        return Paragraphs(
            _ALIGNS.get(align, "left"),
            number(next((each for each in chain if attr(each, "marL")), None), "marL"),
            number(next((each for each in chain if attr(each, "indent")), None), "indent"),
            bullet,
            attr(font, "typeface") or "",
        )

    def _chains(self, run: Node | None, paragraph: Node | None) -> tuple[list[Node | None], list[Node | None]]:
        """What is said of letters by the shape and what it takes after, and what is said for all such texts."""
        near, far = (
            [find(level, "a:defRPr") for level in _levels(lists, paragraph)] for lists in (self._near, self._far)
        )
        return [run, *near], far

    def _color(self, near: Sequence[Node | None], far: Sequence[Node | None]) -> Color:
        """The style of a shape gives its letters a colour that only what is nearer can change."""
        for each in near:
            fill = fill_in(each, self._palette)
            if fill is not None and fill.color is not None:
                return fill.color
        if self._by_style is not None:
            return self._by_style
        fills = (fill_in(each, self._palette) for each in far)
        known = next((fill.color for fill in fills if fill is not None and fill.color is not None), None)
        return known or self._palette.named("tx1") or Color(0, 0, 0)

    def _family(self, chain: Sequence[Node | None], text: str) -> str:
        tag = "ea" if any("\u2e80" <= char <= "\ud7af" or "\uf900" <= char <= "\ufaff" for char in text) else "latin"
        for wanted in (tag, "latin"):
            for each in chain:
                name = attr(find(each, f"a:{wanted}"), "typeface") or ""
                name = self._theme.fonts.get(name, "" if name.startswith("+") else name)
                if name:
                    return name
        return self._theme.fonts.get(self._family_by_style or "+mn-lt", "")


def _levels(lists: Sequence[Node | None], properties: Node | None) -> list[Node]:
    """The level of a paragraph in each list of styles that has it."""
    level = min(8, max(0, int(number(properties, "lvl")))) + 1
    return [found for each in lists if (found := find(each, f"a:lvl{level}pPr")) is not None]


def _said(chain: Sequence[Node | None], name: str) -> bool:
    return flag(next((each for each in chain if attr(each, name) is not None), None), name)
