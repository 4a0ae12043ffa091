"""Any project that can be read can be drawn: the documents' samples, and clips made up at random."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QPainter

from studio_gui.model.clips import ANIMATIONS, SHAPES, Animation, Clip
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_image, new_presenter, new_shape, new_text, new_video
from studio_gui.model.project import Project, Scene
from studio_gui.painting import Assets, paint_scene
from tests.ui.painting.drawing import STAGE, scene_of

PAYLOADS = Path(__file__).parents[2] / "data" / "payloads"
ASSETS = Assets(None)
UNTOUCHED = 0xFF123457
number = st.one_of(st.floats(-10_000_000, 10_000_000), st.floats(-2000, 2000), st.sampled_from([0, 1e-9, -1e-9]))
colour = st.one_of(st.text(max_size=12), st.sampled_from(["#f00", "rgba(1,2,3,0.5)", ""]))


def draw(scene: Scene, *, at_s: float | None = None) -> None:
    """Draw a scene; the painter must come back as it was, and something must have been drawn."""
    image = QImage(160, 90, QImage.Format.Format_RGB32)
    image.fill(UNTOUCHED)
    with QPainter(image) as painter:
        painter.scale(160 / STAGE[0], 90 / STAGE[1])
        before = painter.worldTransform(), painter.opacity(), painter.hasClipping()
        paint_scene(painter, scene, stage=STAGE, assets=ASSETS, at_s=at_s, mouth=3)
        assert (painter.worldTransform(), painter.opacity(), painter.hasClipping()) == before
    assert image.pixel(0, 0) != UNTOUCHED


@st.composite
def clips(drawn: st.DrawFn) -> Clip:
    box = Rect(10, 10, 400, 300)
    shadow = {"color": drawn(colour), "blur": drawn(number), "offset_x": drawn(number), "offset_y": drawn(number)}
    look = {"stroke": drawn(colour), "stroke_width": drawn(number)}
    made: list[Clip] = [
        new_image(box=box, size=(40, 30), media="builtin:backgrounds/plain.svg"),
        new_video(box=box, size=(40, 30), media="media/none.mp4"),
        new_presenter(ai_name=drawn(st.sampled_from(["amara", "nobody"])), emotion="", box=box, size=(80, 120)),
    ]
    shape = new_shape(drawn(st.sampled_from([*SHAPES, "Blob"])), box=box, fill=drawn(colour))
    text = new_text(drawn(st.text(max_size=60)), box=box, font_size=drawn(number), fill=drawn(colour))
    for clip in (shape, text):
        assert clip.shadow is not None
        moving = Animation(type=drawn(st.sampled_from(ANIMATIONS)), duration=drawn(number), delay=drawn(number))
        made.append(clip.changed(shadow=clip.shadow.changed(enabled=True, **shadow), animation=moving, **look))
    place = {
        name: drawn(number) for name in ("left", "top", "width", "height", "scale_x", "scale_y", "angle", "opacity")
    }
    return drawn(st.sampled_from(made)).changed(**place)


@settings(max_examples=150)
@given(clips(), st.one_of(st.none(), st.floats(0, 100)))
def test_any_clip_is_drawn_without_a_fault(clip: Clip, at_s: float | None) -> None:
    draw(scene_of(clip), at_s=at_s)


def _scenes_of(path: Path) -> list[Scene]:
    said = json.loads(path.read_text("utf-8"))
    bodies = [body for body in (said if isinstance(said, list) else [said]) if "scenes" in body]
    return [scene for body in bodies for scene in Project.read(body).scenes]


@pytest.mark.parametrize("path", [*filter(_scenes_of, sorted(PAYLOADS.glob("*.json")))], ids=lambda path: path.stem)
def test_the_samples_of_the_documents_are_drawn(path: Path) -> None:
    for scene in _scenes_of(path):
        draw(scene)
