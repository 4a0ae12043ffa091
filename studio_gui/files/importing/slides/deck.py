"""A whole presentation as scenes."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import cast

from lxml.etree import LxmlError  # type: ignore[import-untyped]
from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.presentation import Presentation as Opened
from pptx.slide import Slide

from studio_gui.base.errors import ImportFailed
from studio_gui.files.importing.found import MOST_SCENES, Found, Report, unwatched
from studio_gui.files.importing.package import Package
from studio_gui.files.importing.slides.grounds import ground_of
from studio_gui.files.importing.slides.letters import plain_text
from studio_gui.files.importing.slides.nodes import Node, attr, find, find_all, flag, number
from studio_gui.files.importing.slides.page import MediaParts, Page, Tools
from studio_gui.files.importing.slides.places import fitted
from studio_gui.files.importing.slides.sheets import Sheets, Themes, kind_of, placeholder_of
from studio_gui.files.importing.slides.tree import add_shapes
from studio_gui.files.media import MediaFolder
from studio_gui.model.new import new_scene
from studio_gui.model.project import STAGE_SIZES, Scene

BROKEN = (
    PythonPptxError, LxmlError, KeyError, IndexError, AttributeError, TypeError, ValueError, AssertionError,
    RuntimeError, OverflowError, ZeroDivisionError,
)  # fmt: skip
"""What the library and odd numbers answer to files that are not as they should be."""
_USUAL_SIZE = (9_144_000.0, 6_858_000.0)
_MOVING = (
    "p:timing/p:tnLst/p:par/p:cTn/p:childTnLst/p:seq",
    "p:transition",
    "mc:AlternateContent/mc:Choice/p:transition",
)
_opening = threading.Lock()


@dataclass(slots=True)
class Deck:
    """An opened presentation: its slides that show, in their order, and what to say of the others."""

    package: Package
    opened: Opened
    slides: list[tuple[int, Slide]]
    """Each with its number, counted from 1 among all."""
    size: tuple[float, float]
    """Of a slide, in EMU."""
    notes: list[str]

    @property
    def orientation(self) -> str:
        """The stage that suits the slides."""
        return "portrait" if self.size[1] > self.size[0] else "landscape"


def open_deck(package: Package) -> Deck:
    """Read a presentation's slides; raises :class:`ImportFailed`."""
    try:
        with _opening:
            opened = Presentation(package.light_copy())
            root = cast("Node", getattr(opened.part, "_element"))  # noqa: B009  it is the library's own name
            extent = find(root, "p:sldSz")
            size = number(extent, "cx"), number(extent, "cy")
            deck = Deck(package, opened, [], size if min(size) >= 1 else _USUAL_SIZE, [])
            _find_slides(deck, root)
    except BROKEN as error:
        raise ImportFailed(
            f"{package.what} is broken or not a presentation.",
            "Open it in its own program and save it again.",
            repr(error),
        ) from None
    if not deck.slides:
        raise ImportFailed(f"{package.what} has no slide that shows.", "Choose another presentation.")
    return deck


def _find_slides(deck: Deck, root: Node) -> None:
    hidden: list[int] = []
    for index, entry in enumerate(find_all(root, "p:sldIdLst/p:sldId"), 1):
        if len(deck.slides) >= MOST_SCENES:
            deck.notes.append(f"Only the first {MOST_SCENES} slides were taken.")
            break
        try:
            slide = deck.opened.part.related_slide(attr(entry, "r:id") or "")
            is_hidden = not flag(cast("Node", slide.part._element), "show", default=True)
        except BROKEN:
            deck.notes.append(f"Slide {index} is broken and was left out.")
            continue
        if is_hidden:
            hidden.append(index)
        else:
            deck.slides.append((index, slide))
    if hidden:
        numbers = ", ".join(map(str, hidden[:10])) + (" and more" if len(hidden) > 10 else "")
        is_one = len(hidden) == 1
        deck.notes.append(f"Slide{'' if is_one else 's'} {numbers} {'is' if is_one else 'are'} hidden and left out.")


def scenes_of(
    deck: Deck, media: MediaFolder, *, orientation: str = "", tools: Tools | None = None, report: Report = unwatched
) -> Found:
    """The slides as scenes on a stage of that orientation (their own when empty), their files in ``media``.

    ``report`` is told before every slide and at the end. Raises :class:`ImportCancelled` when it does, :class:`TargetError`.
    """
    chosen = orientation or deck.orientation
    fit = fitted(deck.size, STAGE_SIZES.get(chosen, STAGE_SIZES["landscape"]))
    parts = MediaParts(deck.package, media)
    root = cast("Node", getattr(deck.opened.part, "_element"))  # noqa: B009
    themes = Themes(find(root, "p:defaultTextStyle"))
    scenes: list[Scene] = []
    notes: list[str] = list(deck.notes)
    fonts: dict[str, int] = {}
    moves = False
    for shown, (number_, slide) in enumerate(deck.slides):
        report(shown / len(deck.slides), f"Slide {shown + 1} of {len(deck.slides)}")
        page = Page(number_, shown, _sheets(themes, slide), fit, parts, tools or Tools())
        scenes.append(_scene(page, slide))
        moves = moves or any(find(page.sheets.slide.root, path) is not None for path in _MOVING)
        notes += page.notes
        fonts.update(dict.fromkeys(page.fonts, True))
    report(1.0, "Slides are read")
    if moves:
        notes.append("Animations and transitions were left out.")
    if not fit.is_whole:
        notes.insert(0, "The slides are not of the stage’s shape; they lie between bars.")
    notes += [f"The font “{family}” is not on this computer; another is shown." for family in list(fonts)[:8]]
    return Found(tuple(scenes), _title(deck), chosen, tuple(notes))


def _sheets(themes: Themes, slide: Slide) -> Sheets:
    return themes.sheets_of(slide)


def _scene(page: Page, slide: Slide) -> Scene:
    scene = new_scene(script=_speech(slide), name=_name(page))
    try:
        scene = scene.changed(background=ground_of(page))
        for sheet in page.sheets.seen_behind():
            add_shapes(page, at=page.sheets.sheets.index(sheet))
        add_shapes(page, at=0)
    except BROKEN:
        page.note("partly broken; what could be read is there")
    return scene.changed(clips=tuple(page.clips))


def _name(page: Page) -> str:
    for shape in find_all(page.sheets.slide.shapes, "p:sp"):
        if kind_of(placeholder_of(shape)) == "title":
            words = " ".join(plain_text(find(shape, "p:txBody")).split())
            return words if len(words) <= 60 else words[:59].rstrip() + "…"
    return ""


def _speech(slide: Slide) -> str:
    """The speaker's notes."""
    try:
        if not slide.has_notes_slide:
            return ""
        root = cast("Node", slide.notes_slide.part._element)
    except BROKEN:
        return ""
    texts = []
    for shape in find_all(root, "p:cSld/p:spTree/p:sp"):
        placeholder = placeholder_of(shape)
        if placeholder is not None and attr(placeholder, "type") == "body":
            texts.append(plain_text(find(shape, "p:txBody")))
    return "\n".join(text for text in texts if text)


def _title(deck: Deck) -> str:
    try:
        return " ".join((deck.opened.core_properties.title or "").split())[:80]
    except BROKEN:
        return ""
