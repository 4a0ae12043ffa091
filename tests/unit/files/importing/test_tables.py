"""Tables as people have them become scenes, a row each."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.app.importing import Into, read_documents, read_scripts
from studio_gui.base.errors import ImportFailed, StudioError
from studio_gui.files.importing.tables import filled, places_of, read_table
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_scene, new_text
from studio_gui.model.project import Scene


def _write(folder: Path, content: bytes, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def _like(text: str = "Hello {First name}", script: str = "") -> Scene:
    clips = (new_text(text, box=Rect(0, 0, 300, 80), name="Greeting"),)
    return new_scene(script=script).changed(clips=clips)


@pytest.mark.parametrize(
    "content",
    [
        b'title,script\nOne,Hello\nTwo,"Good\nday, you"\n',
        '\ufefftitle,script\r\nOne,Hello\r\nTwo,"Good\r\nday, you"\r\n'.encode(),
        b'Title;Script\nOne;Hello\nTwo;"Good\nday, you"\n',
        b'sep=;\ntitle;script\nOne;Hello\n\n;;\nTwo;"Good\nday, you"\n',
        'TITLE\tVoice-over\nOne\tHello\nTwo\t"Good\nday, you"\n'.encode("utf-16"),
        b'Notes,Script,Title,,\n,Hello,One,,\n,"Good\nday, you",Two,,\n',
    ],
)
def test_tables_in_every_writing_are_scenes(tmp_path: Path, content: bytes) -> None:
    table = read_table(_write(tmp_path, content))
    assert [(row.part.name, row.part.text) for row in table.rows] == [("One", "Hello"), ("Two", "Good\nday, you")]
    assert table.headings == ()


@pytest.mark.parametrize(
    ("content", "numbers"),
    [
        (b"script\nOne\nTwo\n", [2, 3]),
        (b"sep=;\ntitle;script\nOne;Hello\n\n;;\nTwo;Hi\n", [2, 5]),
        (b'\n\nscript\n"Good\nday"\n\nTwo\n', [4, 6]),
        (b"\nOne.\n\nTwo.\n", [2, 4]),
    ],
)
def test_rows_have_the_numbers_that_a_person_sees_beside_them(
    tmp_path: Path, content: bytes, numbers: list[int]
) -> None:
    assert [row.number for row in read_table(_write(tmp_path, content)).rows] == numbers


def test_one_column_without_a_name_is_what_is_said(tmp_path: Path) -> None:
    script = read_scripts(_write(tmp_path, b'"First, this."\nThen that.\n'))
    assert [part.text for part in script.parts] == ["First, this.", "Then that."]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\n ,, \n", "is empty"),
        (b"a,b\n1,2\n", "no column that is known"),
        (b"title,script\n", "nothing below its first line"),
        (b"\x00\x01\x02", "is not a text"),
        (b'script\n"' + b"x" * 200_000, "no table that can be read"),
    ],
)
def test_what_is_no_table_is_a_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(ImportFailed) as caught:
        read_table(_write(tmp_path, content))
    assert "t.csv" in caught.value.message
    assert said in caught.value.message
    assert caught.value.hint


def test_more_rows_than_scenes_can_be_are_cut_and_it_is_said(tmp_path: Path) -> None:
    table = read_table(_write(tmp_path, b"script\n" + b"Hello.\n" * 1200))
    assert len(table.rows) == 1000
    assert "1000 rows" in table.notes[0]


def test_columns_fill_the_places_and_the_clips_that_are_called_so(tmp_path: Path) -> None:
    like = _like(script="Dear {first-name}, {unknown}.")
    assert places_of(like) == {"greeting", "firstname", "unknown"}
    people = _write(tmp_path, b"First name,Age\nAda,36\nBob,40\n")
    found = read_documents([people], Into(tmp_path, "landscape", like))
    assert [scene.clips[0].text for scene in found.scenes] == ["Hello Ada", "Hello Bob"]
    assert [scene.script_text for scene in found.scenes] == ["Dear Ada, {unknown}.", "Dear Bob, {unknown}."]
    assert "“Age”" in found.notes[0]
    called = _write(tmp_path, b"Greeting,Script\nSalut,Un.\n")
    (scene,) = read_documents([called], Into(tmp_path, "landscape", like)).scenes
    assert (scene.clips[0].text, scene.script_text) == ("Salut", "Un.")


def test_a_column_that_a_clip_is_called_by_is_for_the_clip(tmp_path: Path) -> None:
    large = new_text("Welcome", box=Rect(0, 0, 900, 300), name="Claim").changed(font_size=200)
    title = new_text("Old title", box=Rect(0, 400, 300, 80), name="Title")
    text = new_text("Old text", box=Rect(0, 600, 300, 80), name="Text")
    like = new_scene(script="As ever.").changed(clips=(large, title, text))
    table = _write(tmp_path, b"Title,Text\nOne,Small print\n")
    (scene,) = read_documents([table], Into(tmp_path, "landscape", like)).scenes
    assert [clip.text for clip in scene.clips] == ["Welcome", "One", "Small print"]
    assert (scene.studio.name, scene.script_text) == ("One", "As ever.")


def test_braces_that_are_no_place_stay() -> None:
    assert filled("{a} {b} {} {{a}} {", {"a": "1"}) == "1 {b} {} {1} {"


def test_scripts_are_not_taken_from_a_table_without_any(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed) as caught:
        read_scripts(_write(tmp_path, b"title,price\nOne,2\n"))
    assert "“script”" in caught.value.message


@given(content=st.text(st.sampled_from('ab1,;\t"\n\r{}= script'), max_size=80))
def test_any_marks_are_a_table_or_a_sentence(tmp_path_factory: pytest.TempPathFactory, content: str) -> None:
    folder = tmp_path_factory.mktemp("table")
    with contextlib.suppress(StudioError):
        found = read_documents([_write(folder, content.encode())], Into(folder, "landscape", _like()))
        assert found.scenes
