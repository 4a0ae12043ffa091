"""hypothesis strategies for projects and clips, made through the same functions the editor uses."""

from __future__ import annotations

from hypothesis import strategies as st

from studio_gui.model.clips import SHAPES, Clip
from studio_gui.model.geometry import Box, Point, Rect
from studio_gui.model.new import new_audio, new_image, new_project, new_scene, new_shape, new_text, new_video
from studio_gui.model.project import Project, Scene

px = st.floats(-20_000, 20_000, allow_nan=False).map(lambda value: round(value, 4))
sides = st.floats(1, 8_000, allow_nan=False).map(lambda value: round(value, 4))
angles = st.floats(-720, 720, allow_nan=False).map(lambda value: round(value, 3))
points = st.builds(Point, px, px)
rects = st.builds(Rect, px, px, sides, sides)
boxes = st.builds(Box, px, px, sides, sides, angles)
natural_sizes = st.tuples(st.integers(1, 8000), st.integers(1, 8000))

shapes = st.builds(new_shape, st.sampled_from(sorted(SHAPES)), box=rects)
texts = st.builds(new_text, st.text(max_size=40), box=rects)
images = st.builds(new_image, box=rects, size=natural_sizes)
videos = st.builds(new_video, box=rects, size=natural_sizes)
audios = st.builds(new_audio, url=st.just("https://example.invalid/a.mp3"), volume=st.integers(1, 100))


def _turned(clip: Clip, angle: float, flip: bool, negative: bool) -> Clip:
    return clip.changed(angle=angle, flip_x=flip, scale_x=-clip.scale_x if negative else clip.scale_x)


drawn_clips = st.builds(_turned, st.one_of(shapes, texts, images, videos), angles, st.booleans(), st.booleans())
clips = st.one_of(drawn_clips, audios)


@st.composite
def scenes(draw: st.DrawFn, max_clips: int = 6) -> Scene:
    """A scene whose clips have layers 1…n in list order."""
    found = draw(st.lists(clips, max_size=max_clips))
    layered = tuple(clip.changed(layer=index + 1) for index, clip in enumerate(found))
    return new_scene(script=draw(st.text(max_size=60))).changed(clips=layered)


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """A project of one to four scenes."""
    found = draw(st.lists(scenes(), min_size=1, max_size=4))
    numbered = tuple(scene.changed(scene_idx=index) for index, scene in enumerate(found))
    return new_project(name=draw(st.text(min_size=1, max_size=20)), scenes=numbered)
