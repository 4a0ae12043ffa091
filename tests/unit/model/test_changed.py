"""The quick way of changing plain fields and the way over the whole value come to the same."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from studio_gui.model.clips import Clip, ImageClip
from studio_gui.model.fields import MAX_PX
from studio_gui.model.project import Scene, Script
from tests.unit.model import strategies as s

plain = st.one_of(st.integers(-20_000_000, 20_000_000), st.floats(allow_nan=True), st.booleans(), st.text(max_size=4))
names = st.sampled_from(["left", "top", "layer", "opacity", "angle", "name", "flip_x", "id", "type", "scale_x"])


def _slowly(clip: Clip, fields: dict[str, object]) -> Clip:
    """As ``changed`` does it when one of the fields is neither plain nor a value like the old one."""
    kept = {name: getattr(clip, name) for name in clip.model_fields_set}
    value = type(clip).model_validate({**kept, **fields}, by_name=True)
    value._raw = clip._raw
    return value


@given(s.clips, st.dictionaries(names, plain, min_size=1, max_size=3))
def test_both_ways_come_to_the_same(clip: Clip, fields: dict[str, object]) -> None:
    try:
        expected = _slowly(clip, fields)
    except ValidationError as error:
        places = [entry["loc"] for entry in error.errors()]
        with pytest.raises(ValidationError) as caught:
            clip.changed(**fields)
        assert [entry["loc"] for entry in caught.value.errors()] == places
        return
    found = clip.changed(**fields)
    assert found == expected
    assert {name: type(value) for name, value in found} == {name: type(value) for name, value in expected}
    assert found.to_json() == expected.to_json()


def test_what_was_read_is_written_as_it_was_but_for_the_change() -> None:
    raw = {"id": "a", "type": "image", "sourceUrl": "u", "left": 1.0, "top": 2, "mine": [1], "scaleX": 1}
    clip = ImageClip.read({**raw, "source_url": "u"})
    moved = clip.changed(left=5)
    assert moved.to_json() == {**raw, "source_url": "u", "left": 5}
    assert clip.to_json()["left"] == 1.0
    assert moved.changed(left=1.0).to_json() == clip.to_json()


@pytest.mark.parametrize("value", [math.nan, math.inf, MAX_PX + 1, "12", True])
def test_numbers_that_are_none_are_refused(value: object) -> None:
    with pytest.raises(ValidationError):
        ImageClip(id="a", source_url="").changed(left=value)


@given(st.lists(s.clips, min_size=1, max_size=4), st.lists(s.clips, max_size=4))
def test_other_clips_in_a_scene_come_to_the_same_on_both_ways(olds: list[Clip], news: list[Clip]) -> None:
    scene = Scene(clips=tuple(olds))
    quick = scene.changed(clips=tuple(news))
    slow = Scene.model_validate({"clips": tuple(news)}, by_name=True)
    assert (quick, quick.to_json()) == (slow, slow.to_json())
    assert all(a is b for a, b in zip(quick.clips, news, strict=True))


@pytest.mark.parametrize("clips", [(Script(org="a"),), ("a",), [1], None, Script(org="a")])
def test_what_is_no_clip_does_not_get_into_a_scene(clips: object) -> None:
    with pytest.raises(ValidationError):
        Scene(clips=(ImageClip(id="a", source_url=""),)).changed(clips=clips)


def test_values_are_not_changed_in_place() -> None:
    script = Script(org="a")
    other = script.changed(org="b")
    assert (script.org, other.org) == ("a", "b")
    assert script.changed(org="b") == other
    assert "is_tts" in script.changed(is_tts=True).model_fields_set
