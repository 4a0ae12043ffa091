"""A crop shows a part of a picture where it lay, and can be taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.files.payload import export_payload
from studio_gui.model.checks import Facts, check
from studio_gui.model.clips import ImageClip
from studio_gui.model.clips.base import Crop
from studio_gui.model.crop import cropped, shares, slid, uncropped, whole_box, within
from studio_gui.model.geometry import Box, Point, Rect, box_of
from studio_gui.model.new import new_image, new_project, new_scene

share = st.floats(0, 0.45).map(lambda value: round(value, 4))
pictures = st.builds(
    lambda angle, flips: new_image(box=Rect(100, 50, 800, 600), size=(4000, 3000)).changed(
        angle=angle, flip_x=flips[0], flip_y=flips[1]
    ),
    st.integers(-180, 180),
    st.tuples(st.booleans(), st.booleans()),
)


def _frame(whole: Box, sides: tuple[float, float, float, float]) -> Box:
    left, top, right, bottom = sides
    corner = whole.to_scene(Point(left * whole.width, top * whole.height))
    return Box(corner.x, corner.y, whole.width * (1 - left - right), whole.height * (1 - top - bottom), whole.angle)


def _near(a: Box, b: Box) -> bool:
    values = (a.left, a.top, a.width, a.height, a.angle), (b.left, b.top, b.width, b.height, b.angle)
    return values[0] == pytest.approx(values[1], abs=1e-3)


@given(pictures, st.tuples(share, share, share, share))
def test_cropping_leaves_the_picture_where_it_lay(clip: ImageClip, sides: tuple[float, float, float, float]) -> None:
    whole = whole_box(clip)
    part = cropped(clip, whole, _frame(whole, sides))
    assert _near(box_of(part), _frame(whole, sides))
    assert _near(whole_box(part), whole)
    back = uncropped(part)
    assert back.studio.crop is None
    assert (back.width, back.height) == (4000, 3000)
    assert _near(box_of(back), box_of(clip))
    assert uncropped(clip) is clip


@given(pictures, st.tuples(share, share, share, share))
def test_what_is_cut_off_is_told_of_the_picture_and_not_of_its_mirror_image(clip: ImageClip, sides) -> None:
    left, top, right, bottom = sides
    expected = (right if clip.flip_x else left, bottom if clip.flip_y else top)
    found = shares(cropped(clip, whole_box(clip), _frame(whole_box(clip), sides)))
    assert found[:2] == pytest.approx(expected, abs=1e-6)


@given(st.floats(-2000, 2000), st.floats(-2000, 2000), st.integers(0, 359))
def test_the_picture_never_slides_out_of_its_frame(dx: float, dy: float, angle: int) -> None:
    whole = Box(0, 0, 800, 600, angle)
    frame = _frame(whole, (0.1, 0.2, 0.3, 0.1))
    pushed = slid(whole, frame, Point(dx, dy))
    assert _near(within(frame, pushed), frame)


@pytest.mark.parametrize("crop", [Crop(left=1), Crop(left=1, right=1, top=1, bottom=1), Crop(top=0.7, bottom=0.7)])
def test_something_is_left_even_of_a_crop_that_leaves_nothing(crop: Crop) -> None:
    clip = new_image(box=Rect(0, 0, 10, 10), size=(10, 10)).with_studio(crop=crop)
    left, top, right, bottom = shares(clip)
    assert left + right < 1
    assert top + bottom < 1
    assert box_of(uncropped(clip)).width > 0


def test_a_service_gets_the_whole_picture_undistorted_and_the_checks_say_so() -> None:
    clip = new_image(box=Rect(100, 50, 800, 600), size=(4000, 3000), url="https://example.com/a.png")
    part = cropped(clip, whole_box(clip), Box(300, 50, 400, 600))
    assert part.width == 2000
    project = new_project(scenes=(new_scene().changed(clips=(part,)),))
    sent = export_payload(project)["scenes"][0]["clips"][0]
    assert (sent["left"], sent["width"], sent["scaleX"]) == (100, 4000, 0.2)
    assert "studio" not in sent
    assert "crop" in {issue.code for issue in check(project, facts=Facts(is_service=True))}
    assert "crop" not in {issue.code for issue in check(project, facts=Facts())}
    own = part.changed(source_url="", studio=part.studio.changed(media="media/a.png"))
    here = project.changed(scenes=(project.scenes[0].changed(clips=(own,)),))
    assert "crop" not in {issue.code for issue in check(here, facts=Facts(is_service=True))}  # it goes as the part
