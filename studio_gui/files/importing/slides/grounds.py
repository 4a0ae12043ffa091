"""What is behind everything on a slide: its own background, its layout's, or its master's."""

from __future__ import annotations

import tempfile
from pathlib import Path

from studio_gui.files.importing.slides.colors import Color, color_in
from studio_gui.files.importing.slides.drawn import gradient
from studio_gui.files.importing.slides.looks import Fill, fill_in, fill_of
from studio_gui.files.importing.slides.nodes import find, number
from studio_gui.files.importing.slides.page import Page
from studio_gui.files.importing.slides.pictures import picture_clip
from studio_gui.files.importing.slides.places import Place
from studio_gui.files.importing.slides.sheets import Sheet
from studio_gui.model.new import color_background, new_image, picture_background
from studio_gui.model.project import Background

_WHITE = Color(1, 1, 1)


def ground_of(page: Page) -> Background:
    """The background of a page; where the slide is not of the stage's shape, a picture is put on the page instead."""
    for sheet in page.sheets.sheets:
        node = find(sheet.root, "p:cSld/p:bg")
        if node is None:
            continue
        properties = find(node, "p:bgPr")
        fill = fill_in(properties, sheet.palette) if properties is not None else _by_reference(page, sheet)
        if fill is None:
            break
        return _ground(page, sheet, fill)
    return color_background(_WHITE.css)


def _by_reference(page: Page, sheet: Sheet) -> Fill | None:
    """``bgRef``: a fill of the theme (1001 and on) in a colour of its own."""
    reference = find(sheet.root, "p:cSld/p:bg/p:bgRef")
    color = color_in(reference, sheet.palette)
    index = int(number(reference, "idx")) - 1001
    grounds = page.sheets.theme.grounds
    listed = grounds[index] if 0 <= index < len(grounds) else None
    found = fill_of(listed, sheet.palette, placeholder=color) if listed is not None else None
    # A picture of the theme belongs to the theme's part, and is not looked for.
    return Fill(color) if found is None or found.picture is not None or found.color is None else found


def _ground(page: Page, sheet: Sheet, fill: Fill) -> Background:
    if fill.stops:
        return _running(page, fill)
    if fill.picture is not None:
        taken = _picture(page, sheet, fill)
        if taken is not None:
            return taken
        page.note("the background picture cannot be shown here")
        return color_background(_WHITE.css)
    return color_background((fill.color or _WHITE).css)


def _picture(page: Page, sheet: Sheet, fill: Fill) -> Background | None:
    node = fill.picture
    if node is None:
        return None
    area = page.fit.area
    clips = picture_clip(node, page, Place(area.center, area.width, area.height), part=sheet.part, name="Background")
    if not clips:
        return None
    is_plain = clips[0].studio.crop is None and clips[0].opacity == 100
    if page.fit.is_whole and is_plain and find(node, "a:tile") is None:
        return picture_background(clips[0].studio.media)
    if find(node, "a:tile") is not None:
        page.note("the tiled background is stretched now")
    page.add(*clips)
    return color_background(_WHITE.css if page.fit.is_whole else "rgb(0,0,0)")


def _running(page: Page, fill: Fill) -> Background:
    """A background that runs from colour to colour, as a drawing."""
    area = page.fit.area
    size = f'width="{area.width:.0f}" height="{area.height:.0f}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{gradient(fill)}<rect {size} fill="url(#g)"/></svg>'
    with tempfile.TemporaryDirectory(prefix="scene-studio-") as folder:
        file = Path(folder) / "background.svg"
        file.write_text(svg, "utf-8")
        taken = page.media.take_file(file)
    color = (fill.color or _WHITE).css
    if taken is None:
        return color_background(color)
    if not page.fit.is_whole:
        page.add(new_image(box=area, size=(taken[1].width, taken[1].height), media=taken[0], name="Background"))
        return color_background(color)
    return picture_background(taken[0], color=color)
