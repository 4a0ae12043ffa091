"""The shapes of a sheet, from the back to the front, groups taken apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from pptx.opc.package import Part

from studio_gui.files.importing.slides.letters import plain_text
from studio_gui.files.importing.slides.looks import Fill, fill_in
from studio_gui.files.importing.slides.nodes import Node, attr, find, find_all, flag, name_of
from studio_gui.files.importing.slides.page import Page, through
from studio_gui.files.importing.slides.pictures import add_picture, related
from studio_gui.files.importing.slides.places import Group, Place, group_in, place_in
from studio_gui.files.importing.slides.shapes import add_shape
from studio_gui.files.importing.slides.sheets import behind, placeholder_of
from studio_gui.model.project import new_id

_DEEPEST = 32
_KINDS = {
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "chart",
    "http://schemas.microsoft.com/office/drawing/2014/chartex": "chart",
    "http://schemas.openxmlformats.org/drawingml/2006/table": "table",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "SmartArt",
    "http://schemas.openxmlformats.org/presentationml/2006/ole": "embedded object",
}
_PROPERTIES = ("p:nvSpPr", "p:nvPicPr", "p:nvCxnSpPr", "p:nvGrpSpPr", "p:nvGraphicFramePr")


@dataclass(frozen=True, slots=True)
class _Inside:
    """Where in the tree one is: the sheet, the groups around, and what they hand down."""

    at: int
    groups: tuple[Group, ...] = ()
    name: str = ""
    fill: Fill | None = None


def add_shapes(page: Page, *, at: int) -> None:
    """Put all shapes of a sheet on the page; those of a layout or master without their placeholders."""
    tree = page.sheets.sheets[at].shapes
    if tree is not None:
        _add_children(tree, page, _Inside(at))


def _add_children(tree: Node, page: Page, inside: _Inside) -> None:
    for shape in tree:
        kind = name_of(shape)
        if kind == "AlternateContent":
            chosen = next(
                (n for tag in ("mc:Fallback", "mc:Choice") if (n := find(shape, tag)) is not None and len(list(n))),
                None,
            )
            if chosen is not None:
                _add_children(chosen, page, inside)
        elif kind in ("sp", "pic", "cxnSp", "grpSp", "graphicFrame", "contentPart"):
            _add(shape, kind, page, inside)


def _add(shape: Node, kind: str, page: Page, inside: _Inside) -> None:
    own = next((n for path in _PROPERTIES if (n := find(shape, f"{path}/p:cNvPr")) is not None), None)
    name = (attr(own, "name") or "").strip()[:80]
    is_placeholder = placeholder_of(shape) is not None
    if flag(own, "hidden") or (is_placeholder and inside.at > 0):
        return
    if kind == "grpSp":
        _add_group(shape, page, inside)
        return
    place = _place(shape, page, inside)
    if place is None:
        return
    sheet = page.sheets.sheets[inside.at]
    if kind == "pic":
        add_picture(shape, page, place, part=sheet.part, name=name, group=inside.name)
    elif kind == "graphicFrame":
        _add_frame(shape, page, place, inside, name)
    elif kind == "contentPart":
        page.picture_or_placeholder(place, "handwriting", name=name, group=inside.name)
    elif not is_placeholder or plain_text(find(shape, "p:txBody")) or find(shape, "p:spPr/a:blipFill") is not None:
        add_shape(shape, page, place, at=inside.at, name=name, group=inside.name, fill_above=inside.fill)


def _add_group(shape: Node, page: Page, inside: _Inside) -> None:
    if len(inside.groups) >= _DEEPEST:
        page.note("groups in groups without end; the innermost were left out")
        return
    group = group_in(find(shape, "p:grpSpPr/a:xfrm"))
    palette = page.sheets.sheets[inside.at].palette
    deeper = replace(
        inside,
        groups=(*inside.groups, group) if group is not None else inside.groups,
        name=inside.name or new_id(),
        fill=fill_in(find(shape, "p:grpSpPr"), palette) or inside.fill,
    )
    _add_children(shape, page, deeper)


def _place(shape: Node, page: Page, inside: _Inside) -> Place | None:
    """Where a shape lies on the slide; a placeholder that does not say lies where its layout has it."""
    for each in (shape, *behind(shape, page.sheets, at=inside.at)):
        for path in ("p:spPr/a:xfrm", "p:xfrm"):
            place = place_in(find(each, path))
            if place is not None:
                return through(place, inside.groups)
    return None


def _add_frame(shape: Node, page: Page, place: Place, inside: _Inside, name: str) -> None:
    data = find(shape, "a:graphic/a:graphicData")
    kind = _KINDS.get(attr(data, "uri") or "", "object")
    paths = ("p:oleObj/p:pic", "mc:AlternateContent/mc:Fallback/p:oleObj/p:pic")
    seen = next((found for path in paths if (found := find(data, path)) is not None), None)
    if seen is not None:
        part = page.sheets.sheets[inside.at].part
        page.note(f"{kind} “{name}” became a picture" if name else f"{kind} became a picture")
        add_picture(seen, page, place, part=part, name=name, group=inside.name)
        return
    name = _chart_title(page.sheets.sheets[inside.at].part, data) or name
    said = f"{kind} “{name}”" if name else kind
    page.picture_or_placeholder(place, said, name=name, group=inside.name)


def _chart_title(part: Part, data: Node | None) -> str:
    """What is written over a chart; empty for none."""
    chart = related(part, attr(find(data, "c:chart"), "r:id"))
    root = cast("Node | None", getattr(chart, "_element", None))
    runs = find_all(root, "c:chart/c:title/c:tx/c:rich/a:p/a:r/a:t")
    return " ".join("".join(run.text or "" for run in runs).split())[:80]
