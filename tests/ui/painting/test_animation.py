"""Clips that come and go."""

from __future__ import annotations

import math
from dataclasses import astuple

import numpy as np
import pytest

from studio_gui.model.clips import ANIMATIONS, Animation, ShapeClip
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_shape
from studio_gui.painting.effects.animation import REST, motion_at
from tests.ui.painting.drawing import STAGE

SQUARE = new_shape("Square", box=Rect(800, 400, 200, 200), fill="black")


def animated(kind: str, *, duration: float = 2, delay: float = 1) -> ShapeClip:
    return SQUARE.changed(animation=Animation(type=kind, duration=duration, delay=delay))


@pytest.mark.parametrize("kind", ANIMATIONS)
def test_every_animation_begins_and_ends_where_it_should(kind: str) -> None:
    clip = animated(kind)
    comes = kind.startswith("in-") or kind.endswith("-in")
    there, gone = (5.0, 0.5) if comes else (0.5, 5.0)
    assert motion_at(clip, there, stage=STAGE) == REST
    assert motion_at(clip, gone, stage=STAGE).opacity == 0
    middle = motion_at(clip, 2.0, stage=STAGE)
    assert middle != REST
    assert middle.opacity > 0


@pytest.mark.parametrize(
    ("kind", "dx", "dy"),
    [
        ("in-right", 1, 0), ("in-left", -1, 0), ("in-up", 0, 1), ("in-down", 0, -1),
        ("out-right", 1, 0), ("out-left", -1, 0), ("out-up", 0, -1), ("out-down", 0, 1),
    ],
)  # fmt: skip
def test_the_way_is_that_of_its_name(kind: str, dx: int, dy: int) -> None:
    motion = motion_at(animated(kind), 2.0, stage=STAGE)
    assert (np.sign(motion.dx), np.sign(motion.dy)) == (dx, dy)


def test_a_clip_without_animation_or_with_an_unknown_one_rests() -> None:
    assert motion_at(SQUARE, 0, stage=STAGE) == REST
    for kind in ("wiggle", "in-sideways", "out", "fade-away"):
        for at_s in (0, 2, 100):
            assert motion_at(animated(kind), at_s, stage=STAGE) == REST


@pytest.mark.parametrize("duration", [0, -4, 1e7])
def test_any_times_are_taken(duration: float) -> None:
    for at_s in (0.0, 1.0, 1e6):
        motion = motion_at(animated("in-up", duration=duration, delay=duration), at_s, stage=STAGE)
        assert all(math.isfinite(part) for part in astuple(motion))
        assert 0 <= motion.opacity <= 1
