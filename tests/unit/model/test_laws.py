"""Laws of the stage, against a geometry of its own written in complex numbers: x + y·i, y down, clockwise is positive."""

from __future__ import annotations

import cmath
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from studio_gui.base.json_text import JsonDict, dumps, loads
from studio_gui.files.payload import export_payload, import_payload
from studio_gui.model import edits
from studio_gui.model.clips import CLIP_KINDS, Clip
from studio_gui.model.fields import MAX_PX
from studio_gui.model.geometry import Box, Point, Rect, box_of, mirrors_of, turned_about_center
from studio_gui.model.handles import SIZING, Handle
from studio_gui.model.new import new_image, new_project, new_scene, new_shape
from studio_gui.model.project import Project, new_id
from studio_gui.model.resizing import resize_box, scale_box, turn_box
from studio_gui.model.snapping import FAMILIES, snap_edges, snap_line, snap_move, targets_for
from tests.unit.model import strategies as s


def corners_as_the_service_has_them(clip: Clip) -> list[complex]:
    """Top left, top right, bottom right, bottom left: turned about left/top, width times scale long."""
    start, turn = complex(clip.left, clip.top), cmath.exp(1j * math.radians(clip.angle))
    across, down = turn * clip.width * abs(clip.scale_x), turn * 1j * clip.height * abs(clip.scale_y)
    return [start, start + across, start + across + down, start + down]


def near(a: complex, b: complex, by: float = 1e-6) -> bool:
    return abs(a - b) <= by


def as_complex(points: tuple[Point, ...]) -> list[complex]:
    return [complex(point.x, point.y) for point in points]


# Numbers as they stand in files: more digits than people type, and writing that Python would not choose.
long_numbers = st.one_of(
    st.floats(-20_000, 20_000, allow_nan=False).map(repr),
    st.integers(-20_000, 20_000).map(lambda n: f"{n}.50"),
    st.sampled_from(["1e3", "0.10", "-0.0", "123.45678901234567", "2229", "1919.9999999999998"]),
)
steps = st.floats(-4000, 4000).map(lambda value: round(value, 3))


@given(long_numbers, long_numbers, steps, steps)
def test_there_and_back_is_where_it_was_to_the_last_digit_as_it_was_written(
    left: str, top: str, dx: float, dy: float
) -> None:
    """Also when the editor has to round on the way."""
    shape = dumps(new_shape("Star", box=Rect(0, 0, 30, 40)).to_json())
    raw = loads(shape.replace('"left":0', f'"left":{left}').replace('"top":0', f'"top":{top}'))
    assert isinstance(raw, dict)
    raw = {**raw, "left": loads(left), "top": loads(top)}
    clip = CLIP_KINDS["shape"].read(raw)
    project = new_project(scenes=(new_scene().changed(clips=(clip,)),))
    scene_id = project.scenes[0].id
    there = edits.move_clips(project, scene_id, clip_ids=[clip.id], delta=Point(dx, dy))
    back = edits.move_clips(there, scene_id, clip_ids=[clip.id], delta=Point(-dx, -dy))
    assert dumps(back.scenes[0].clips[0].to_json()) == dumps(raw)
    assert dumps(export_payload(back)) == dumps(export_payload(project))


@given(s.drawn_clips)
def test_a_box_is_where_the_service_puts_it(clip: Clip) -> None:
    box = box_of(clip)
    wanted = corners_as_the_service_has_them(clip)
    assert all(near(a, b) for a, b in zip(as_complex(box.corners()), wanted, strict=True))
    assert near(complex(box.center.x, box.center.y), sum(wanted) / 4)
    xs, ys = [z.real for z in wanted], [z.imag for z in wanted]
    bounds = box.bounds()
    found = (bounds.left, bounds.top, bounds.right, bounds.bottom)
    assert found == pytest.approx((min(xs), min(ys), max(xs), max(ys)), abs=1e-6)


@given(s.drawn_clips, s.points)
def test_a_point_is_inside_where_the_service_would_draw(clip: Clip, point: Point) -> None:
    start, turn = complex(clip.left, clip.top), cmath.exp(1j * math.radians(clip.angle))
    local = (complex(point.x, point.y) - start) / turn
    width, height = clip.width * abs(clip.scale_x), clip.height * abs(clip.scale_y)
    depth = min(local.real, local.imag, width - local.real, height - local.imag)
    if abs(depth) > 1e-6:
        assert box_of(clip).holds(point) == (depth > 0)


@st.composite
def one_in_a_project(draw: st.DrawFn) -> tuple[Project, Clip]:
    """A turned, perhaps mirrored clip, its scale perhaps negative, alone in a scene."""
    clip = draw(s.drawn_clips)
    flips = {"flip_y": draw(st.booleans()), "scale_y": -clip.scale_y if draw(st.booleans()) else clip.scale_y}
    clip = clip.changed(**flips)
    return new_project(scenes=(new_scene().changed(clips=(clip,)),)), clip


@pytest.mark.parametrize("handle", SIZING)
@given(one_in_a_project(), s.points, st.booleans(), st.booleans())
def test_the_opposite_corner_or_the_centre_of_what_is_resized_stays(
    handle: Handle, made: tuple[Project, Clip], delta: Point, even: bool, centered: bool
) -> None:
    """All eight handles, of flipped clips too, in the numbers that are stored."""
    project, clip = made
    box = resize_box(box_of(clip), handle, delta, keeps_aspect=even, from_center=centered)
    assume(max(map(abs, (box.left, box.top, box.width, box.height))) < MAX_PX)  # there the world ends
    after = edits.place_clips(project, project.scenes[0].id, boxes={clip.id: box}).scenes[0].clips[0]
    old, new = corners_as_the_service_has_them(clip), corners_as_the_service_has_them(after)
    if centered:
        held = [sum(four) / 4 for four in (old, new)]
    else:
        share = (1 - handle.x) / 2, (1 - handle.y) / 2
        held = [four[0] + (four[1] - four[0]) * share[0] + (four[3] - four[0]) * share[1] for four in (old, new)]
    assert near(held[0], held[1])
    assert after.angle == clip.angle
    assert mirrors_of(after) == mirrors_of(clip)
    if even:
        ratios = [abs(four[1] - four[0]) / abs(four[3] - four[0]) for four in (old, new)]
        assert ratios[0] == pytest.approx(ratios[1], rel=1e-6)


@given(s.drawn_clips, s.angles)
def test_turning_about_the_centre_is_a_turn_of_every_corner(clip: Clip, angle: float) -> None:
    old, new = corners_as_the_service_has_them(clip), corners_as_the_service_has_them(turned_about_center(clip, angle))
    middle, turn = sum(old) / 4, cmath.exp(1j * math.radians(angle - clip.angle))
    assert all(near(b, middle + (a - middle) * turn) for a, b in zip(old, new, strict=True))


groups = st.lists(st.builds(Box, s.px, s.px, st.floats(5, 900), st.floats(5, 900), s.angles), min_size=1, max_size=5)


@given(groups, s.points, s.angles)
def test_turning_a_group_turns_every_corner_of_every_member(boxes: list[Box], about: Point, angle: float) -> None:
    center, turn = complex(about.x, about.y), cmath.exp(1j * math.radians(angle))
    for box in boxes:
        pairs = zip(as_complex(box.corners()), as_complex(turn_box(box, about, angle).corners()), strict=True)
        assert all(near(b, center + (a - center) * turn, 1e-5) for a, b in pairs)


@given(groups, s.points, st.floats(0.5, 4), st.floats(0.5, 4), st.booleans())
def test_growing_a_group_moves_every_corner_of_every_member(
    boxes: list[Box], corner: Point, across: float, down: float, even: bool
) -> None:
    """Evenly with any angles; unevenly where every member lies straight."""
    if not even:
        boxes = [Box(b.left, b.top, b.width, b.height, round(b.angle / 90) * 90) for b in boxes]
    factors = (across, across) if even else (across, down)
    start = Rect.around(box.bounds() for box in boxes)
    end = Rect(corner.x, corner.y, start.width * factors[0], start.height * factors[1])

    def moved(z: complex) -> complex:
        return complex(end.left + (z.real - start.left) * factors[0], end.top + (z.imag - start.top) * factors[1])

    for box in boxes:
        pairs = zip(as_complex(box.corners()), as_complex(scale_box(box, start, end).corners()), strict=True)
        assert all(near(moved(a), b, 1e-4) for a, b in pairs)


@given(s.projects(), s.points, st.data())
def test_an_edit_in_steps_gives_what_the_edit_gives(project: Project, delta: Point, data: st.DataObject) -> None:
    scene = project.scenes[0]
    ids = {clip.id for clip in scene.clips if data.draw(st.booleans())}
    steps = edits.clips.map_clips_in_steps(project, scene.id, ids, lambda clip: edits.clips.moved_clip(clip, delta))
    found: list[Project] = []

    def run():
        found.append((yield from steps))

    assert list(run()) == [None] * -(-len(scene.clips) // edits.clips.CLIPS_A_STEP)
    assert found == [edits.move_clips(project, scene.id, clip_ids=ids, delta=delta)]


@given(s.projects(), st.data())
def test_what_is_pasted_is_what_was_copied_under_another_id(project: Project, data: st.DataObject) -> None:
    scene = project.scenes[0]
    chosen = [clip for clip in scene.stacked() if data.draw(st.booleans())]
    grouped = [clip.with_studio(group=data.draw(st.sampled_from(["", "g", "h"]))) for clip in chosen]
    ids = [type(clip.id)(new_id()) for clip in grouped]
    pasted = edits.paste_clips(project, scene.id, clips=grouped, ids=ids, delta=Point(0, 0)).scenes[0]
    assert pasted.clips[: len(scene.clips)] == scene.clips
    own = {"id", "layer", "name", "studio"}
    for clip_id, clip in zip(ids, grouped, strict=True):
        copy = pasted.clip(clip_id)
        assert copy is not None
        both = [{key: value for key, value in one.to_json().items() if key not in own} for one in (copy, clip)]
        assert both[0] == both[1]
        assert copy.studio.changed(group="") == clip.studio.changed(group="")
    tied = [{i for i, one in zip(ids, grouped, strict=True) if one.studio.group == name} for name in ("g", "h")]
    for members in tied:
        found = {pasted.clip(i).studio.group for i in members}  # type: ignore[union-attr]
        assert found <= {""} if len(members) == 1 else len(found) <= 1
        assert not found & {"g", "h"}


def _payload(numbers: dict[str, str]) -> JsonDict:
    project = new_project(scenes=(new_scene().changed(clips=(new_image(box=Rect(0, 0, 9, 9), size=(3, 3)),)),))
    body = export_payload(project)
    scene = dict(body["scenes"][0])  # type: ignore[index, call-overload, arg-type]
    clip = {**scene["clips"][0], **{key: loads(text) for key, text in numbers.items()}}  # type: ignore[dict-item, index]
    return {**body, "scenes": [{**scene, "clips": [clip]}]}  # type: ignore[list-item]


@given(long_numbers, long_numbers, st.floats(-720, 720).map(repr), st.floats(-4, 4).map(repr))
def test_a_turned_clip_that_nobody_touches_keeps_its_numbers(left: str, top: str, angle: str, scale: str) -> None:
    body = _payload({"left": left, "top": top, "angle": angle, "scaleX": scale})
    project = import_payload(body).project
    assert dumps(export_payload(project)) == dumps(body)
    scene = project.scenes[0]
    boxes = {clip.id: box_of(clip) for clip in scene.clips}
    assert edits.place_clips(project, scene.id, boxes=boxes) is project
    assert turned_about_center(scene.clips[0], float(angle)) is scene.clips[0]


rects = st.builds(Rect, *(st.floats(-500, 2500),) * 2, *(st.floats(1, 900),) * 2)
families = st.sets(st.sampled_from(FAMILIES))
guides = st.tuples(st.lists(st.floats(0, 1920), max_size=3), st.lists(st.floats(0, 1080), max_size=3))


@given(rects, st.lists(rects, max_size=5), families, guides, st.floats(0, 120), st.sampled_from(SIZING))
def test_nothing_clicks_farther_than_the_threshold_whatever_it_clicks_to(
    moving: Rect, others: list[Rect], which: set[str], own: tuple[list[float], list[float]], reach: float, side: Handle
) -> None:
    targets = targets_for((1920, 1080), others, families=which, guides=own)
    least = reach + 1e-9
    moved = snap_move(moving, targets, threshold=reach)
    grown = snap_edges(moving, targets, x_side=side.x, y_side=side.y, threshold=reach)
    assert all(abs(by or 0) <= least for snap in (moved, grown) for by in (snap.dx, snap.dy))
    assert side.x or grown.dx is None
    assert side.y or grown.dy is None
    place, lines = snap_line(moving.left, targets, threshold=reach, is_x=True)
    assert abs(place - moving.left) <= least
    assert bool(lines) or place == moving.left
    if not which:
        assert (moved.dx, moved.dy, lines) == (None, None, ())
