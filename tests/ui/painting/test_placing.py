"""Where the pixels of a clip land: turned, mirrored, scaled, faded. Checked against a computation of its own."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_image, new_shape, new_text
from studio_gui.painting.effects import blur
from tests.ui.painting.drawing import STAGE, drawn, quadrants

COLORS = {(0, 0): (255, 0, 0), (1, 0): (0, 255, 0), (0, 1): (0, 0, 255), (1, 1): (0, 0, 0)}


@pytest.mark.parametrize("angle", [0, 30, 90, 135, -45, 270])
@pytest.mark.parametrize(("flip_x", "flip_y"), [(False, False), (True, False), (False, True), (True, True)])
@pytest.mark.parametrize("height", [1080, 480])
def test_each_corner_of_a_picture_lies_where_geometry_says(
    tmp_path: Path, angle: int, flip_x: bool, flip_y: bool, height: int
) -> None:
    media = quadrants(tmp_path)
    clip = new_image(box=Rect(900, 500, 400, 200), size=(40, 20), media=media)
    pixels = drawn(clip.changed(angle=angle, flip_x=flip_x, flip_y=flip_y), folder=tmp_path, height=height)
    for (column, row), color in COLORS.items():
        x, y = 400 * (0.25 + 0.5 * column), 200 * (0.25 + 0.5 * row)
        x, y = (400 - x if flip_x else x), (200 - y if flip_y else y)
        turn = math.radians(angle)
        at_x = 900 + x * math.cos(turn) - y * math.sin(turn)
        at_y = 500 + x * math.sin(turn) + y * math.cos(turn)
        seen = pixels[int(at_y * height / STAGE[1]), int(at_x * height / STAGE[1])]
        assert np.abs(seen.astype(int) - color).max() <= 2, (column, row, seen)


def test_a_negative_scale_mirrors_inside_the_box_and_cancels_a_flip(tmp_path: Path) -> None:
    clip = new_image(box=Rect(900, 500, 400, 200), size=(40, 20), media=quadrants(tmp_path))
    flipped = drawn(clip.changed(flip_x=True), folder=tmp_path)
    assert np.array_equal(flipped, drawn(clip.changed(scale_x=-clip.scale_x), folder=tmp_path))
    both = clip.changed(scale_x=-clip.scale_x, flip_x=True)
    assert np.array_equal(drawn(clip, folder=tmp_path), drawn(both, folder=tmp_path))


def test_opacity_is_percent_and_that_of_the_whole() -> None:
    shape = new_shape("Square", box=Rect(100, 100, 400, 400), fill="black").changed(opacity=40)
    assert abs(int(drawn(shape)[300, 300, 0]) - 153) <= 1
    outlined = shape.changed(stroke="black", stroke_width=40)
    # Inside the edge fill and outline lie on one another: they must not show through each other.
    assert abs(int(drawn(outlined)[300, 110, 0]) - 153) <= 1


def test_a_hidden_clip_is_not_drawn_and_layers_decide_what_is_in_front() -> None:
    red = new_shape("Square", box=Rect(100, 100, 200, 200), fill="red")
    blue = new_shape("Square", box=Rect(150, 150, 200, 200), fill="blue")
    assert tuple(drawn(red, blue)[200, 200]) == (0, 0, 255)
    assert tuple(drawn(blue, red)[200, 200]) == (255, 0, 0)
    assert tuple(drawn(red, blue.with_studio(hidden=True))[200, 200]) == (255, 0, 0)


def test_a_shadow_falls_the_same_way_however_the_clip_is_turned() -> None:
    clip = new_shape("Square", box=Rect(900, 500, 200, 200), fill="red")
    shadow = clip.shadow
    assert shadow is not None
    clip = clip.changed(shadow=shadow.changed(enabled=True, color="#0000ffff", offset_x=10, offset_y=10))
    for angle, x, y in ((0, 1105, 705), (90, 905, 705), (180, 905, 505)):
        assert tuple(drawn(clip.changed(angle=angle))[y, x]) == (0, 0, 255), angle


@pytest.mark.parametrize("blur", [0, 10])
def test_a_shadow_is_seen_however_far_from_its_clip_it_falls(blur: float) -> None:
    """Of what lay more than 2,000 pixels beside the stage none was."""
    near = new_shape("Rectangle_corner0", box=Rect(300, 300, 200, 100), fill="#ff0000")
    shadow = near.shadow
    assert shadow is not None
    shadow = shadow.changed(enabled=True, color="#0000ffff", blur=blur, offset_x=50, offset_y=30)
    far = near.changed(left=-4700, top=6300, shadow=shadow.changed(offset_x=5050, offset_y=-5970))
    seen = drawn(far)
    assert tuple(seen[380, 450]) == (0, 0, 255)
    assert tuple(seen[300, 250]) == (255, 255, 255)
    expected = drawn(near.changed(shadow=shadow))
    beside = expected.copy()
    beside[290:410, 290:510] = seen[290:410, 290:510]  # where the near clip hides its shadow
    assert np.abs(beside.astype(int) - seen).max() <= 1


def test_a_blurred_shadow_is_soft_and_keeps_its_weight() -> None:
    clip = new_shape("Square", box=Rect(900, 500, 200, 200), fill="white")
    shadow = clip.shadow
    assert shadow is not None
    hard = drawn(clip.changed(shadow=shadow.changed(enabled=True, color="#000000ff", blur=0, offset_x=0, offset_y=0)))
    soft = drawn(clip.changed(shadow=shadow.changed(enabled=True, color="#000000ff", blur=10, offset_x=0, offset_y=0)))
    assert hard.min() == 255
    row = soft[600, 1100:1115, 0].astype(int)
    assert 90 < row[0] < 160
    assert np.all(np.diff(row) >= 0)


def test_boxes_of_no_size_and_of_a_million_pixels_are_drawn_without_harm(tmp_path: Path) -> None:
    media = quadrants(tmp_path)
    for left, size in ((-500_000, 1_000_000), (10, 0), (0, 0.001)):
        box = Rect(left, left, size, size)
        clips = [
            new_shape("Star", box=box).changed(opacity=50, stroke="red", stroke_width=30),
            new_text("wide", box=box, font_size=1000).changed(opacity=50),
            new_image(box=box, size=(40, 20), media=media).changed(angle=33),
            new_image(box=box, size=(40, 20), url="https://example.invalid/none.png"),
        ]
        assert drawn(*clips, folder=tmp_path, height=270).shape == (270, 480, 3)


def test_a_very_wide_blur_is_what_it_would_be_on_a_fine_grid(monkeypatch: pytest.MonkeyPatch) -> None:
    mask = np.zeros((611, 733), np.float32)
    mask[205:402, 190:507] = 255
    coarse = blur.blurred(mask, 100)
    monkeypatch.setattr(blur, "_FINE_PX", 1e9)
    fine = blur.blurred(mask, 100)
    assert coarse.shape == fine.shape
    assert np.abs(coarse - fine).max() < 6
    assert coarse.sum() == pytest.approx(fine.sum(), rel=0.01)
