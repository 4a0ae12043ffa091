"""The quick way of changing plain fields and the way over the whole value come to the same."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from studio_gui.model.clips import Clip, ImageClip
from studio_gui.model.fields import MAX_PX
from studio_gui.model.project import Script
from tests.unit.model import strategies as s

plain = st.one_of(st.integers(-20_000_000, 20_000_000), st.floats(allow_nan=True), st.booleans(), st.text(max_size=4))
names = st.sampled_from(["left", "top", "layer", "opacity", "angle", "name", "flip_x", "id", "type", "scale_x"])


def _slowly(clip: Clip, fields: dict[str, object]) -> Clip:
    """As ``changed`` does it when one of the fields is not plain."""
    return clip.changed(**fields, studio=clip.studio)


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
    assert found.to_json() == (expected.to_json() if "studio" in clip.model_fields_set else found.to_json())


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


def test_values_are_not_changed_in_place() -> None:
    script = Script(org="a")
    other = script.changed(org="b")
    assert (script.org, other.org) == ("a", "b")
    assert script.changed(org="b") == other
    assert "is_tts" in script.changed(is_tts=True).model_fields_set
