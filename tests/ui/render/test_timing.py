"""How long scenes last."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.base.errors import RenderError
from studio_gui.render.request import video_size
from studio_gui.render.timing import BREATH_S, FRAME_RATES, plan, scene_length_s
from tests.ui.render.films import project_of, sound_scene, still_scene, video_scene


def test_a_length_that_was_set_wins_then_speech_then_media_then_five_seconds() -> None:
    def length(scene: object, speech: float) -> float:
        return scene_length_s(scene, speech, duration_of=lambda ref: 7.0)  # type: ignore[arg-type]

    assert length(still_scene(seconds=2), 9) == 2
    assert length(video_scene("media/a.mp4"), 3) == 3 + BREATH_S
    assert length(video_scene("media/a.mp4"), 0) == 7
    assert length(sound_scene("media/a.wav"), 0) == 7
    hidden = sound_scene("media/a.wav")
    hidden = hidden.changed(clips=(hidden.clips[0].with_studio(hidden=True),))
    assert length(hidden, 0) == 5


@given(st.lists(st.floats(0, 100), min_size=1, max_size=5), st.sampled_from(FRAME_RATES))
def test_scenes_follow_one_another_in_whole_frames_and_no_word_is_cut(speech: list[float], fps: int) -> None:
    scenes = [sound_scene("") for _ in speech]
    spans = plan(project_of(*scenes), speech, fps=fps)
    assert spans[0].start == 0
    assert all(one.start + one.frames == next_.start for one, next_ in pairwise(spans))
    assert all(span.duration_s >= spoken for span, spoken in zip(spans, speech, strict=True))


def test_a_frame_rate_that_is_not_offered_is_refused() -> None:
    with pytest.raises(RenderError, match="23 frames"):
        plan(project_of(still_scene()), [0.0], fps=23)


@pytest.mark.parametrize(
    ("resolution", "landscape"),
    [("4k", (3840, 2160)), ("1080", (1920, 1080)), ("720", (1280, 720)), ("480", (854, 480))],
)
def test_sizes_are_even_and_turn_with_the_stage(resolution: str, landscape: tuple[int, int]) -> None:
    assert video_size(resolution, (1920, 1080)) == landscape
    assert video_size(resolution, (1080, 1920)) == landscape[::-1]


def test_another_resolution_is_refused() -> None:
    with pytest.raises(RenderError, match="8k"):
        video_size("8k", (1920, 1080))
