"""Whatever a body holds: it is taken or it is refused, and nothing stumbles over it."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_gui.base.errors import StudioError
from studio_gui.base.json_text import Json, JsonDict, dumps, loads
from studio_gui.files.payload import import_payload
from studio_gui.providers.aistudios.contract import problems_in
from studio_gui.providers.aistudios.requests import EditProject
from studio_gui.server.endpoints.edits import edited_body
from studio_gui.server.endpoints.refusing import Refusal
from studio_gui.server.filming import Film, in_its_language

PAYLOADS = Path(__file__).resolve().parents[2] / "data" / "payloads"
EVERY = loads((PAYLOADS / "every-clip-type.json").read_bytes())

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12)
)
JSON: st.SearchStrategy[Json] = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def places(value: Json, way: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The way to every place in a body."""
    found = [way] if way else []
    if isinstance(value, dict):
        for name, part in value.items():
            found += places(part, (*way, name))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            found += places(part, (*way, index))
    return found


PLACES = places(EVERY)


def with_other(way: tuple[str | int, ...], value: Json) -> JsonDict:
    body = copy.deepcopy(EVERY)
    at = body
    for part in way[:-1]:
        at = at[part]  # type: ignore[index, call-overload]
    at[way[-1]] = value  # type: ignore[index, call-overload]
    assert isinstance(body, dict)
    return body


@settings(max_examples=400)
@given(st.sampled_from(PLACES), JSON)
def test_a_body_with_something_else_in_one_place(way: tuple[str | int, ...], value: Json) -> None:
    body = with_other(way, value)
    problems = problems_in(body)
    assert all(problem and "Traceback" not in problem for problem in problems)
    if not problems:  # what is taken can be filmed and kept
        project = in_its_language(import_payload(body).project)
        assert project.scenes
        assert Film("x", body, "480").file_name({}).endswith(".mp4")
        assert loads(dumps(body)) == body


@given(st.dictionaries(st.sampled_from(["scenes", "name", "orientation", "isExport", "resolution"]), JSON))
def test_a_body_of_anything(body: JsonDict) -> None:
    assert problems_in(body)


UPDATE = st.fixed_dictionaries({
    "sceneIdx": st.integers(0, 3),
    "type": st.sampled_from(["aiModel", "shape", "image", "textImage", "videoImage", "audio", "background"]),
    "values": st.dictionaries(st.sampled_from(["script", "text", "left", "fill"]), JSON, max_size=3),
})  # fmt: skip


@given(st.lists(UPDATE, min_size=1, max_size=3))
def test_an_edit_of_anything(updates: list[dict[str, object]]) -> None:
    assert isinstance(EVERY, dict)
    before = dumps(EVERY)
    try:
        after = edited_body(EVERY, EditProject.model_validate({"updates": updates}))
    except Refusal:
        return
    finally:
        assert dumps(EVERY) == before
    assert isinstance(problems_in(after), tuple)


@pytest.mark.parametrize("depth", [70, 5000])
def test_a_body_that_is_nested_very_deeply(depth: int) -> None:
    with pytest.raises(StudioError, match="levels deep"):
        loads('{"scenes":' * depth + "1" + "}" * depth)
