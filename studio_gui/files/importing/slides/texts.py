"""Text bodies as text clips: one for all paragraphs of one look, under each other."""

from __future__ import annotations

from dataclasses import dataclass, replace

from studio_gui.files.importing.slides.letters import Block, blocks_of
from studio_gui.files.importing.slides.nodes import EMU_PER_PT, Node, find, name_of
from studio_gui.files.importing.slides.page import Page
from studio_gui.files.importing.slides.places import Place
from studio_gui.files.importing.slides.styles import TextStyles
from studio_gui.model.clips import PX_PER_PT, TextClip, whole_pt
from studio_gui.model.geometry import Box, Point, Rect
from studio_gui.model.new import new_text

_INSETS = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}
_TURNS = {"vert": 90.0, "eaVert": 90.0, "vert270": -90.0, "mongolianVert": 90.0}
_ROOM = {"ellipse": 0.146, "diamond": 0.25, "triangle": 0.2, "roundRect": 0.02}
"""Shares of the sides that the corners of a shape take from its text."""
_UNWRAPPED_PX = 20_000.0
_SMALLEST_PT = 6.0


@dataclass(frozen=True, slots=True)
class _Frame:
    """The room for a text, in its own coordinates about the shape's centre."""

    box: Box
    anchor: str
    is_wrapped: bool


def text_clips(shape: Node, page: Page, place: Place, *, at: int, geometry: str = "rect") -> list[TextClip]:
    """The clips for the text of a shape that lies at ``place`` on the stage; ``at`` is the sheet it is on."""
    body = find(shape, "p:txBody")
    if body is None:
        return []
    styles = TextStyles(shape, page.sheets, at=at)
    blocks = blocks_of(body, styles, slide_number=page.number)
    if not blocks:
        return []
    frame = _frame(styles, page, place, geometry)
    fit = styles.autofit()
    for factor in (
        (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64) if fit is not None and name_of(fit) == "normAutofit" else (1,)
    ):
        made = [_clip(block, page, frame, factor) for block in blocks]
        sizes = [page.tools.measure(clip) for clip in made]
        if sum(height for _, height in sizes) <= frame.box.height + 1:
            break
    if any(block.is_mixed for block in blocks):
        first_line = blocks[0].text.strip().split("\n", 1)[0]
        page.note(f"words of several looks in “{_short(first_line)}”; each paragraph has one now")
    for block in blocks:
        family = block.look.letters.family
        if family and not page.tools.has_font(family):
            page.fonts[family] += 1
    return _stacked(made, sizes, frame)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39].rstrip() + "…"


def _frame(styles: TextStyles, page: Page, place: Place, geometry: str) -> _Frame:
    scale = page.fit.scale
    left, top, right, bottom = (_length(styles.frame_value(name), usual) * scale for name, usual in _INSETS.items())
    share = _ROOM.get(geometry, 0.0)
    angle = place.angle + (180 if place.flip_y else 0)
    turn = _TURNS.get(styles.frame_value("vert") or "", 0.0)
    box = Box.about(place.center, place.width, place.height, angle)
    across, down = place.width * share, place.height * share
    inner = Rect(
        left + across, top + down,
        max(1.0, place.width - left - right - 2 * across), max(1.0, place.height - top - bottom - 2 * down),
    )  # fmt: skip
    center = box.to_scene(inner.center)
    width, height = (inner.height, inner.width) if turn else (inner.width, inner.height)
    turned = Box.about(center, width, height, (angle + turn) % 360)
    return _Frame(turned, styles.frame_value("anchor") or "t", styles.frame_value("wrap") != "none")


def _length(said: str | None, usual: float) -> float:
    try:
        return max(0.0, min(float(said), 1e8)) if said is not None else float(usual)
    except ValueError:
        return float(usual)


def _clip(block: Block, page: Page, frame: _Frame, factor: float) -> TextClip:
    """A clip of the right width; where it lies is known when all of them are measured."""
    letters, left = block.look.letters, block.look.left * page.fit.scale
    size = max(_SMALLEST_PT, letters.size * factor * EMU_PER_PT * page.fit.scale / PX_PER_PT)
    width = max(size, frame.box.width - left) if frame.is_wrapped else _UNWRAPPED_PX
    clip = new_text(block.text, box=Rect(left, 0, width, 10), font_size=whole_pt(size), fill=letters.color.css)
    return clip.changed(
        font_family=letters.family or clip.font_family,
        font_weight=700 if letters.is_bold else "",
        font_style="italic" if letters.is_italic else "",
        underline=letters.is_underlined,
        align=block.look.align,
    )


def _stacked(clips: list[TextClip], sizes: list[tuple[float, float]], frame: _Frame) -> list[TextClip]:
    """The clips under each other in their frame; one alone keeps the frame's height when it hangs from the top."""
    total = sum(height for _, height in sizes)
    room = frame.box.height
    top = {"ctr": (room - total) / 2, "b": room - total}.get(frame.anchor, 0.0)
    placed = []
    for clip, (wide, high) in zip(clips, sizes, strict=True):
        rect = Rect(float(clip.left), top, float(clip.width), high)
        if not frame.is_wrapped:
            rect = _about_its_words(rect, wide, frame, clip.align)
        if len(clips) == 1 and frame.anchor not in ("ctr", "b"):
            rect = replace(rect, height=max(rect.height, room) if frame.is_wrapped else rect.height)
        corner = frame.box.to_scene(Point(rect.left, rect.top))
        placed.append(
            clip.changed(
                left=round(corner.x, 2),
                top=round(corner.y, 2),
                width=round(rect.width, 2),
                height=round(rect.height, 2),
                angle=round(frame.box.angle, 3),
            )
        )
        top += high
    return placed


def _about_its_words(rect: Rect, wide: float, frame: _Frame, align: str) -> Rect:
    """As wide as the words are, where they would be in the frame; a little more, so that no rounding breaks them."""
    width = wide * 1.01 + 2
    left = {"center": (frame.box.width - width) / 2, "right": frame.box.width - width}.get(align, rect.left)
    return replace(rect, left=left, width=width)
