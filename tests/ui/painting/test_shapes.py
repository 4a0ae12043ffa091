"""The 17 shapes."""

from __future__ import annotations

import numpy as np
import pytest

from studio_gui.model.clips import SHAPES
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_shape
from studio_gui.painting.outlines import outline
from tests.ui.painting.drawing import drawn


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("radius", [0, 12])
def test_a_shape_fills_its_box_and_stays_in_it(name: str, radius: int) -> None:
    bounds = outline(name, 300, 120, radius=radius).boundingRect()
    assert bounds.left() >= -1e-6
    assert bounds.right() <= 300 + 1e-6
    assert bounds.width() >= 300 - (2 * radius if radius else 0.01)
    assert bounds.height() >= 120 - (2 * radius if radius else 0.01)


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_is_filled_in_its_middle(name: str) -> None:
    pixels = drawn(new_shape(name, box=Rect(100, 100, 300, 200), fill="rgb(47,95,227)"))
    assert tuple(pixels[210, 250]) == (47, 95, 227)


def test_every_shape_looks_different_from_every_other() -> None:
    same = {"Square", "Rectangle_corner0", "Line_v2"}, {"Circle", "Oval_1", "Oval_2"}
    seen = {name: drawn(new_shape(name, box=Rect(0, 0, 300, 200), fill="black"), height=270) for name in SHAPES}
    for name, pixels in seen.items():
        for other, others in seen.items():
            alike = name == other or any({name, other} <= group for group in same)
            assert np.array_equal(pixels, others) == alike, (name, other)


def test_the_outline_is_centred_on_the_edge() -> None:
    shape = new_shape("Square", box=Rect(100, 100, 200, 200), fill="white")
    pixels = drawn(shape.changed(stroke="#ff0000", stroke_width=20))
    assert [tuple(pixels[200, x]) == (255, 0, 0) for x in (88, 92, 108, 112)] == [False, True, True, False]


def test_a_line_of_no_height_is_still_seen() -> None:
    assert drawn(new_shape("Line_v2", box=Rect(100, 100, 400, 0), fill="black")).min() < 200
