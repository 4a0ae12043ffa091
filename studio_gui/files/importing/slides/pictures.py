"""Pictures, films and sounds of a slide as clips, cropped and mirrored as they are there."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.opc.package import Part

from studio_gui.files.importing.slides.nodes import FULL, Node, attr, find, find_all, number
from studio_gui.files.importing.slides.page import Page
from studio_gui.files.importing.slides.places import Place
from studio_gui.files.probing import MediaFacts
from studio_gui.model.clips import Clip, ImageClip
from studio_gui.model.clips.base import Crop
from studio_gui.model.crop import LEAST_SHARE
from studio_gui.model.geometry import Box, Point, Rect
from studio_gui.model.new import new_audio, new_image, new_video

_MEDIA_EXTENSION = "p:nvPicPr/p:nvPr/p:extLst/p:ext/p14:media"


def add_picture(shape: Node, page: Page, place: Place, *, part: Part, name: str, group: str) -> None:
    """Put a ``pic`` on the page: a film or sound where it stands for one, else the picture."""
    placed = page.fit.place(place)
    clips = _playing(shape, page, placed, part, name)
    if not clips:
        fill = find(shape, "p:blipFill")
        clips = picture_clip(fill, page, placed, part=part, name=name) if fill is not None else []
    if clips:
        page.add(*clips, group=group)
        return
    page.picture_or_placeholder(place, f"picture “{name}”" if name else "a picture", name=name, group=group)


def _playing(shape: Node, page: Page, placed: Place, part: Part, name: str) -> list[Clip]:
    """The clip of a film or a sound; none when the picture is one, or its file is not in the presentation."""
    said = find(shape, "p:nvPicPr/p:nvPr")
    link = next((found for tag in ("videoFile", "audioFile") if (found := find(said, f"a:{tag}")) is not None), None)
    media = find(shape, _MEDIA_EXTENSION)
    if link is None and media is None:
        return []
    for reference in (attr(media, "r:embed"), attr(link, "r:link")):
        target = related(part, reference)
        taken = page.media.take(target) if target is not None else None
        if taken is None:
            continue
        ref, facts = taken
        if facts.kind == "audio":
            return [new_audio(media=ref, label=name)]
        if facts.kind == "video":
            box = placed.box()
            rect = Rect(round(box.left, 2), round(box.top, 2), box.width, box.height)
            clip = new_video(box=rect, size=(max(1, facts.width), max(1, facts.height)), media=ref, name=name)
            return [clip.changed(angle=round(box.angle, 3))]
    page.note(f"film “{name}” is not in the presentation; its picture is shown")
    return []


def related(part: Part, reference: str | None) -> Part | None:
    """The part a relationship leads to; None when there is none, or it leads out of the file."""
    if not reference:
        return None
    try:
        relationship = part.rels[reference]
        return None if relationship.is_external else relationship.target_part
    except KeyError:
        return None


def picture_clip(fill: Node, page: Page, placed: Place, *, part: Part, name: str) -> list[Clip]:
    """The clip of a ``blipFill`` in a box on the stage; none when its file cannot be shown."""
    blip = find(fill, "a:blip")
    target = related(part, attr(blip, "r:embed"))
    taken = page.media.take(target) if target is not None else None
    if taken is None or taken[1].kind != "picture" or placed.width <= 0 or placed.height <= 0:
        return []
    clip = _cropped(taken, _cuts(find(fill, "a:srcRect")), placed, name)
    alpha = find(blip, "a:alphaModFix")
    opacity = round(min(100.0, max(1.0, number(alpha, "amt", FULL) / 1000))) if alpha is not None else 100
    changed = clip.changed(flip_x=placed.flip_x, flip_y=placed.flip_y, angle=round(placed.angle, 3), opacity=opacity)
    if find_all(blip, "a:duotone") or find_all(blip, "a:grayscl") or find_all(blip, "a:biLevel"):
        page.note(f"picture “{name}” has its own colours again")
    return [changed]


def _cuts(source: Node | None) -> tuple[float, float, float, float]:
    """Shares cut off at the left, top, right and bottom; below zero where the picture ends before the box."""
    left, top, right, bottom = (min(1.0, max(-10.0, number(source, side) / FULL)) for side in "ltrb")
    return left, top, right, bottom


def _cropped(
    taken: tuple[str, MediaFacts], cuts: Sequence[float], placed: Place, name: str
) -> ImageClip:  # fmt: skip
    ref, facts = taken
    left, top, right, bottom = cuts
    box = placed.box()
    whole = 1 - left - right, 1 - top - bottom
    shown = [max(0.0, cut) for cut in cuts]
    part = max(LEAST_SHARE, 1 - shown[0] - shown[2]), max(LEAST_SHARE, 1 - shown[1] - shown[3])
    if min(cuts) < 0 and whole[0] > 0 and whole[1] > 0:
        box = _within(box, cuts, whole, part, placed)
    width, height = max(1, facts.width) * part[0], max(1, facts.height) * part[1]
    rect = Rect(round(box.left, 2), round(box.top, 2), box.width, box.height)
    clip = new_image(box=rect, size=(max(1, facts.width), max(1, facts.height)), media=ref, name=name)
    if not any(shown):
        return clip
    crop = Crop(left=shown[0], top=shown[1], right=shown[2], bottom=shown[3])
    fields = {"width": round(width, 4), "height": round(height, 4)}
    scales = {"scale_x": box.width / width, "scale_y": box.height / height}
    return clip.changed(**fields, **scales, studio=clip.studio.changed(crop=crop))


def _within(
    box: Box, cuts: Sequence[float], whole: tuple[float, float], part: tuple[float, float], placed: Place
) -> Box:  # fmt: skip
    """The part of a box that the picture covers when it is smaller than the box."""
    left = max(0.0, -cuts[2 if placed.flip_x else 0]) / whole[0] * box.width
    top = max(0.0, -cuts[3 if placed.flip_y else 1]) / whole[1] * box.height
    corner = box.to_scene(Point(left, top))
    return Box(corner.x, corner.y, box.width * part[0] / whole[0], box.height * part[1] / whole[1], box.angle)
