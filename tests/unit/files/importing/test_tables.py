"""Tables as people have them become scenes, a row each."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
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
from tests.unit.files.importing.books import book_parts, row_of, write_book


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


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
@pytest.mark.parametrize("name", ["people.ods", "people.XLS"])
def test_libreoffice_makes_a_workbook_of_other_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A program that is started as LibreOffice is; it gives back what the table is to be read as."""
    table = _write(tmp_path, b"not read here", name)
    book = write_book(tmp_path / "made.xlsx", book_parts(row_of("script") + row_of("Hello.")))
    office = tmp_path / "soffice"
    lines = (
        f"#!{sys.executable}", "import pathlib, shutil, sys", "words = sys.argv[1:]",
        "assert words[words.index('--convert-to') + 1] == 'xlsx'",
        "assert pathlib.Path(words[-1]).read_bytes() == b'not read here'",
        f"shutil.copyfile({str(book)!r}, pathlib.Path(words[-1]).with_suffix('.xlsx'))",
    )  # fmt: skip
    office.write_text("\n".join(lines), "utf-8")
    office.chmod(0o755)
    monkeypatch.setenv("STUDIO_OFFICE", str(office))
    assert [row.part.text for row in read_table(table).rows] == ["Hello."]
    office.write_text(f"#!{sys.executable}\n", "utf-8")
    with pytest.raises(ImportFailed, match=f"LibreOffice could not read “{name}”"):
        read_table(table)
    monkeypatch.setenv("STUDIO_OFFICE", "")
    with pytest.raises(ImportFailed, match="only read where LibreOffice is installed"):
        read_table(table)


@pytest.mark.skipif(not os.environ.get("STUDIO_REAL_OFFICE"), reason="takes some seconds, and wants LibreOffice")
@pytest.mark.parametrize("form", ["ods", "fods", "xls"])
def test_the_real_libreoffice_reads_tables_with_the_form_of_their_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.delenv("STUDIO_OFFICE")
    made = _write(tmp_path, "\ufeffscript,Share\nHello محمد.,50%\n王小明.,7%\n".encode(), "people.csv")
    office = shutil.which("soffice")
    assert office is not None
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    words = [office, profile, "--headless", "--convert-to", form, "--outdir", str(tmp_path), str(made)]
    words.insert(2, "--infilter=CSV:44,34,76,1,,0,false,true")
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    table = read_table(tmp_path / f"people.{form}")
    assert [(row.part.text, row.cells["share"]) for row in table.rows] == [
        ("Hello محمد.", "50.00%"),
        ("王小明.", "7.00%"),
    ]
