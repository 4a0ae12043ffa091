"""What hands do on the stage, reckoned again from the payload alone: hit-testing, handles and painted pixels agree with it.

The reckoning is fabric.js's rule in complex numbers (x + y·i, y down, clockwise is positive) and imports nothing of the
program's geometry: ``left``/``top`` is the corner of the box after it was turned about that corner, ``width·scaleX`` by
``height·scaleY`` is drawn, a negative scale or a flip mirrors what is in the box.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from studio_gui.app.parts import with_parts
from studio_gui.files.payload import export_payload
from studio_gui.model.geometry import Point
from studio_gui.model.handles import SIZING, Handle
from tests.ui.canvas.habits.desk import Desk
from tests.ui.canvas.mouse import ALT, PLAIN, SHIFT

_BLUE, _YELLOW, _WHITE, _RED = "#2040ff", "#ffe000", "#ffffff", "#dc2828"
_HERE = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@dataclass(frozen=True)
class Seen:
    """A clip as the payload tells of it."""

    start: complex
    across: complex
    """From the top left corner to the top right one."""
    down: complex
    mirrored: tuple[bool, bool]

    @property
    def corners(self) -> list[complex]:
        return [self.start, self.start + self.across, self.start + self.across + self.down, self.start + self.down]

    @property
    def center(self) -> complex:
        return self.start + (self.across + self.down) / 2

    def at(self, u: float, v: float) -> complex:
        """A point by its shares of the box."""
        return self.start + self.across * u + self.down * v


def seen(desk: Desk, name: str) -> Seen:
    """A clip of the first scene, read from what would be sent."""
    clip_id, folder = desk.clip(name).id, desk.document.folder
    assert folder is not None
    # Of a cropped picture the part that shows is sent, as a file of its own.
    project = with_parts(desk.project, folder) if desk.clip(name).studio.crop else desk.project
    scene: Any = export_payload(project)["scenes"][0]  # type: ignore[index, call-overload]
    clip = next(one for one in scene["clips"] if one["id"] == clip_id)
    turn = cmath.exp(1j * math.radians(clip.get("angle", 0)))
    scales = clip.get("scaleX", 1), clip.get("scaleY", 1)
    mirrored = (scales[0] < 0) != clip.get("flipX", False), (scales[1] < 0) != clip.get("flipY", False)
    size = clip["width"] * abs(scales[0]), clip["height"] * abs(scales[1])
    return Seen(complex(clip["left"], clip["top"]), turn * size[0], turn * 1j * size[1], mirrored)


def shot(desk: Desk) -> QImage:
    """What is painted, with nothing selected over it."""
    chosen = desk.document.selection
    desk.document.select(())
    desk.canvas.shown.finish()
    image = desk.canvas.viewport().grab().toImage()
    desk.document.select(chosen)
    return image


def color(desk: Desk, image: QImage, at: complex) -> str | None:
    """The colour painted at a scene point; None beside the stage."""
    if not (4 < at.real < 1916 and 4 < at.imag < 1076):
        return None
    px = desk.canvas.camera.to_px(Point(at.real, at.imag)) * desk.canvas.viewport().devicePixelRatioF()
    return QColor(image.pixelColor(px.toPoint())).name()


def agrees(desk: Desk, *, cut: tuple[float, float] = (0, 0), name: str = "Photo") -> None:
    """Pixels, hit-testing and handles are where the payload says; ``cut`` are shares cut off at the left and right."""
    clip, image = seen(desk, name), shot(desk)
    edge = 6 / desk.canvas.zoom  # so near to an edge, pixels are of both sides
    for u, v in _places():
        at = clip.at(u, v)
        depth = min(u * abs(clip.across), (1 - u) * abs(clip.across), v * abs(clip.down), (1 - v) * abs(clip.down))
        under = [one.label for one in desk.canvas.picking.clips_at(Point(at.real, at.imag), reach=0)]
        if abs(depth) > 1e-6:
            assert (name in under) == (depth > 0), (u, v)
        if abs(depth) < edge:
            continue
        along = cut[0] + (1 - u if clip.mirrored[0] else u) * (1 - cut[0] - cut[1])
        if abs(along - 0.5) * abs(clip.across) / (1 - cut[0] - cut[1]) < edge:
            continue
        wanted = _WHITE if depth < 0 else _BLUE if along < 0.5 else _YELLOW
        assert color(desk, image, at) in (wanted, None), (u, v, clip)
    desk.select(name)
    frame = desk.canvas.frame
    assert frame is not None
    roomy = frame.outer == frame.box
    for handle in SIZING:
        at, spot = clip.at((handle.x + 1) / 2, (handle.y + 1) / 2), frame.spot(handle)
        assert not roomy or abs(complex(spot.x, spot.y) - at) < 1e-6


def _places() -> Iterator[tuple[float, float]]:
    shares = (-0.2, 0.07, 0.3, 0.45, 0.55, 0.8, 0.95, 1.15)
    return ((u, v) for u in shares for v in shares)


@st.composite
def fields(draw: st.DrawFn) -> dict[str, object]:
    """Where and how the picture of 800 × 400 lies: turned, mirrored by flips and by scales."""
    sign = st.sampled_from((-1, 1))
    return {
        "left": draw(st.integers(500, 1300)), "top": draw(st.integers(300, 700)),
        "angle": draw(st.one_of(st.integers(0, 359), st.sampled_from((0, 90, 180, 270)))),
        "scale_x": draw(st.sampled_from((0.3, 0.5, 0.75))) * draw(sign),
        "scale_y": draw(st.sampled_from((0.3, 0.5, 0.9))) * draw(sign),
        "flip_x": draw(st.booleans()), "flip_y": draw(st.booleans()),
    }  # fmt: skip


def lay(desk: Desk, **how: object) -> None:
    """The picture alone on a white stage."""
    for name in ("Red", "Green", "Title"):
        if not desk.clip(name).studio.hidden:
            desk.put(name, hidden=True)
    clip = desk.clip("Photo")
    desk.put("Photo", **{"width": 800, "height": 400, **how})
    if clip.studio.crop is not None:
        bare = desk.clip("Photo")
        desk.document.apply("Whole", lambda p: _with(desk, p, bare.with_studio(crop=None)))


def _with(desk: Desk, project: Any, clip: Any) -> Any:
    from studio_gui.model import edits

    return edits.replace_clips(project, desk.document.scene_id, clips={clip.id: clip})


@_HERE
@given(fields())
def test_what_is_imported_lies_where_its_numbers_say(desk: Desk, how: dict[str, object]) -> None:
    lay(desk, **how)
    agrees(desk)


@pytest.mark.parametrize("held", [PLAIN, SHIFT, ALT, SHIFT | ALT])
@_HERE
@given(fields(), st.sampled_from(SIZING), st.integers(-60, 200), st.integers(-60, 200))
def test_a_resize_holds_the_opposite_corner_or_the_centre_in_the_payload(
    desk: Desk, held: Qt.KeyboardModifier, how: dict[str, object], handle: Handle, dx: int, dy: int
) -> None:
    lay(desk, **how)
    desk.select("Photo")
    before = seen(desk, "Photo")
    desk.grasp(handle, dx, dy, held)
    after = seen(desk, "Photo")
    share = (0.5, 0.5) if held & ALT else ((1 - handle.x) / 2, (1 - handle.y) / 2)
    assert abs(after.at(*share) - before.at(*share)) < 1e-6
    assert after.mirrored == before.mirrored
    assert abs(cmath.phase(after.across / before.across)) < 1e-9
    if not held & SHIFT:  # pictures keep their aspect
        ratios = [abs(one.across) / abs(one.down) for one in (before, after)]
        assert ratios[0] == pytest.approx(ratios[1], rel=1e-6)
    agrees(desk)


@_HERE
@given(fields(), st.integers(12, 348), st.booleans())
def test_the_knob_turns_about_the_centre_in_the_payload_and_clicks(
    desk: Desk, how: dict[str, object], to: int, in_steps: bool
) -> None:
    lay(desk, **how)
    desk.select("Photo")
    before = seen(desk, "Photo")
    knob = complex(*desk.handle(Handle.TURN))
    assume(abs(knob - before.center) > 60)
    swing = (knob - before.center) * cmath.exp(1j * math.radians(to))
    end = before.center + swing
    desk.mouse.drag((knob.real, knob.imag), (end.real, end.imag), SHIFT if in_steps else PLAIN)
    after = seen(desk, "Photo")
    assert abs(after.center - before.center) < 1e-6
    assert abs(after.across) == pytest.approx(abs(before.across), abs=1e-6)
    turned = math.degrees(cmath.phase(after.across))
    asked = math.degrees(cmath.phase(before.across)) + to
    assert abs((turned - asked + 180) % 360 - 180) <= (7.5 if in_steps else 4.001)
    if in_steps:
        assert min(turned % 15, 15 - turned % 15) < 1e-6
    agrees(desk)


@_HERE
@given(fields(), st.sampled_from((Handle.LEFT, Handle.RIGHT)), st.integers(20, 90))
def test_a_crop_leaves_the_rest_of_the_picture_where_it_was(
    desk: Desk, how: dict[str, object], handle: Handle, share: int
) -> None:
    lay(desk, **{**how, "scale_x": abs(float(str(how["scale_x"])))})
    desk.select("Photo")
    before = seen(desk, "Photo")
    desk.key("C")
    assert desk.canvas.tool == "crop"
    at = complex(*desk.handle(handle))  # on the edge, or outside where the picture is small
    by = -handle.x * before.across * (share / 200)
    desk.mouse.drag((at.real, at.imag), ((at + by).real, (at + by).imag))
    desk.key("Return")
    after = seen(desk, "Photo")
    kept = 1 - share / 200
    # The other side stays, and what is left is what was there before.
    other = ((1 - handle.x) / 2, 0.5)
    assert abs(after.at(*other) - before.at(*other)) < 1e-6
    assert abs(after.across) == pytest.approx(abs(before.across) * kept, abs=1.01)
    crop = desk.clip("Photo").studio.crop
    assert crop is not None
    assert (crop.right if handle is Handle.RIGHT else crop.left) > 0 or any(before.mirrored)
    agrees(desk, cut=(crop.left, crop.right))
    whole = abs(after.across) / (1 - crop.left - crop.right)
    assert whole == pytest.approx(abs(before.across), abs=0.05)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[dict[str, object], dict[str, object]]:
    """The picture and a red rectangle of 400 × 300 as the two members of a group."""
    turned = st.sampled_from((0, 30, 90, 137, 270))
    red = {"left": draw(st.integers(500, 900)), "top": draw(st.integers(300, 500)), "angle": draw(turned)}
    return {**draw(fields()), "angle": draw(turned)}, red


def group(desk: Desk, photo: dict[str, object], red: dict[str, object]) -> tuple[Seen, Seen]:
    """Lay both out, as a group that is selected."""
    lay(desk, **photo)
    desk.put("Red", hidden=False, group="g", width=400, height=300, **red)
    desk.put("Photo", group="g")
    desk.select("Red", "Photo")
    return seen(desk, "Photo"), seen(desk, "Red")


def _bounds(clips: tuple[Seen, ...]) -> tuple[complex, complex]:
    corners = [corner for clip in clips for corner in clip.corners]
    xs, ys = [c.real for c in corners], [c.imag for c in corners]
    return complex(min(xs), min(ys)), complex(max(xs), max(ys))


@_HERE
@given(pairs(), st.integers(10, 200))
def test_a_group_is_resized_as_one_piece_in_the_payload(
    desk: Desk, both: tuple[dict[str, object], dict[str, object]], by: int
) -> None:
    before = group(desk, *both)
    start, end = _bounds(before)
    frame = desk.canvas.frame
    assert frame is not None
    assert abs(complex(frame.box.left, frame.box.top) - start) < 1e-6
    desk.grasp(Handle.BOTTOM_RIGHT, by, by)
    after = seen(desk, "Photo"), seen(desk, "Red")
    factor = abs(after[0].across) / abs(before[0].across)
    assert factor > 1
    for old, new in zip(before, after, strict=True):
        for a, b in zip(old.corners, new.corners, strict=True):
            assert abs(start + (a - start) * factor - b) < 1e-5
    new_start, new_end = _bounds(after)
    assert abs(new_start - start) < 1e-5
    assert (new_end - new_start).real == pytest.approx((end - start).real * factor, abs=1e-4)


@_HERE
@given(pairs(), st.integers(12, 348))
def test_a_group_turns_as_one_piece_in_the_payload(
    desk: Desk, both: tuple[dict[str, object], dict[str, object]], to: int
) -> None:
    before = group(desk, *both)
    start, end = _bounds(before)
    middle = (start + end) / 2
    knob = complex(*desk.handle(Handle.TURN))
    goal = middle + (knob - middle) * cmath.exp(1j * math.radians(to))
    desk.mouse.drag((knob.real, knob.imag), (goal.real, goal.imag))
    after = seen(desk, "Photo"), seen(desk, "Red")
    turn = after[0].across / before[0].across
    assert abs(turn) == pytest.approx(1, abs=1e-9)
    for old, new in zip(before, after, strict=True):
        for a, b in zip(old.corners, new.corners, strict=True):
            assert abs(middle + (a - middle) * turn - b) < 1e-5
    image = shot(desk)
    for u, v in ((0.2, 0.2), (0.8, 0.3), (0.3, 0.85)):
        at = after[1].at(u, v)
        hits = [one.label for one in desk.canvas.picking.clips_at(Point(at.real, at.imag), reach=0)]
        assert "Red" in hits
        if hits[0] == "Red":
            assert color(desk, image, at) in (_RED, None)


@_HERE
@given(fields(), st.sampled_from(("Shift+H", "Shift+V")))
def test_a_flip_is_a_mirror_in_the_payload(desk: Desk, how: dict[str, object], key: str) -> None:
    lay(desk, **how)
    desk.select("Photo")
    before = seen(desk, "Photo")
    desk.key(key)
    after = seen(desk, "Photo")
    middle = before.center
    assert abs(after.center - middle) < 1e-6

    def mirrored(at: complex) -> complex:
        off = (at - middle).conjugate()
        return middle + (-off if key == "Shift+H" else off)

    # A point of the picture, not of the box: what is mirrored inside its box is found from the other side.
    for u, v in ((0.2, 0.3), (0.9, 0.1)):
        places = []
        for one in (before, after):
            across, down = one.mirrored
            places.append(one.at(1 - u if across else u, 1 - v if down else v))
        assert abs(mirrored(places[0]) - places[1]) < 1e-6
    agrees(desk)
