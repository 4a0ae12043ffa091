"""Workbooks are tables as a person sees them, and no file is trusted."""

from __future__ import annotations

import contextlib
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.app.importing import Into, read_documents
from studio_gui.base.errors import ImportFailed
from studio_gui.files.importing.cell_forms import shown
from studio_gui.files.importing.sheets import MOST_ROWS, read_sheet
from studio_gui.files.importing.tables import read_table
from tests.unit.files.importing.books import book_parts, row_of, write_book


@pytest.mark.parametrize(
    ("value", "form", "seen"),
    [
        (3, "", "3"), (0.1 + 0.2, "", "0.3"), (12, "General", "12"), (-3.5, "General", "-3.5"), (1e20, "", "1e+20"),
        (9.5, "0.00", "9.50"), (1.005, "0.00", "1.01"), (0.5, "0", "1"), (5, "000", "005"), (2.5, "0.0#", "2.5"),
        (1234567.891, "#,##0.00", "1,234,567.89"), (0.256, "0.0%", "25.6%"), (1500000, '0.0,,"M"', "1.5M"),
        (9.99, '0.00\\ "€"', "9.99 €"), (1234.5, "#,##0.00\\ [$€-407]", "1,234.50 €"), (1999, "$#,##0", "$1,999"),
        (-5, "0.00;[Red]-0.00", "-5.00"), (-5, "#,##0;(#,##0)", "(5)"), (0, '0;-0;"none"', "none"), (3.14, "0.00_)", "3.14"),
        (1234, "00-00", "12-34"), (44, '"Room "0', "Room 44"), (12345, "0.00E+00", "1.23E+04"), (0.5, "# ?/?", "0.5"),
        (45000, "yyyy-mm-dd", "2023-03-15"), (45000.75, "d.m.yy h:mm", "15.3.23 18:00"), (0.75, "h:mm AM/PM", "6:00 PM"),
        (45000, "dddd, mmmm d", "Wednesday, March 15"), (1.5, "[h]:mm", "36:00"), (0.0104166667, "mm:ss", "15:00"),
        (1.25 / 86400, "mm:ss.00", "00:01.25"), (0.9999999999, "h:mm:ss", "0:00:00"), (1, "yyyy-mm-dd", "1900-01-01"),
        (61, "yyyy-mm-dd", "1900-03-01"), (-1, "yyyy-mm-dd", "-1"), (1e9, "yyyy", "1000000000"), (7, "@", "7"),
    ],
)  # fmt: skip
def test_numbers_are_seen_as_a_spreadsheet_shows_them(value: float, form: str, seen: str) -> None:
    assert shown(value, form) == seen


@pytest.mark.parametrize(
    ("value", "form", "seen"),
    [
        (1e308, "[h]:mm", "1e+308"), (1e308, "0%", "1e+308"), (0.5, "0" + "%" * 200, "0.5"),
        (2_958_465.9999999, "yyyy-mm-dd", "2958466"),
    ],
)  # fmt: skip
def test_a_number_too_large_for_its_form_is_seen_without_it(value: float, form: str, seen: str) -> None:
    assert shown(value, form) == seen


def test_a_day_after_the_last_one_is_a_number_wherever_the_file_begins_to_count() -> None:
    assert shown(2_957_003, "yyyy-mm-dd", from_1904=True) == "9999-12-31"
    assert shown(2_957_004, "yyyy-mm-dd", from_1904=True) == "2957004"
    assert shown(2_958_465, "yyyy-mm-dd") == "9999-12-31"


@given(value=st.floats(), form=st.text(st.sampled_from('0#?.,%;@"E+-/ymdhs[]$€\\_*AMP General'), max_size=12))
def test_any_form_shows_something_of_any_number(value: float, form: str) -> None:
    assert isinstance(shown(value, form), str)


def test_every_kind_of_cell_is_read_as_it_is_seen(tmp_path: Path) -> None:
    words = "<si><t>script</t></si><si><r><t>Come </t></r><r><t>along!</t></r><rPh><t>kamu</t></rPh></si>"
    forms = (
        '<numFmts><numFmt numFmtId="164" formatCode="0.00&quot; €&quot;"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs>'
    )
    rows = (
        '<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>title</t></is></c></row>'
        '<row r="4"><c r="B4" t="s"><v>1</v></c><c r="C4" t="str"><f>A1&amp;B1</f><v>Sea_x000A_side</v></c>'
        '<c r="E4" s="1"><v>9.5</v></c><c r="F4" s="2"><v>45000</v></c><c r="G4" t="b"><v>1</v></c>'
        '<c r="H4" t="e"><v>#N/A</v></c><!-- nothing --><c r="J4" s="1"/></row>'
        '<row r="5"><c r="A5" s="1"/></row>'
    )
    sheet = read_sheet(write_book(tmp_path / "t.xlsx", book_parts(rows, words=words, forms=forms)))
    assert sheet.rows == (
        (2, ["", "script", "title"]),
        (4, ["", "Come along!", "Sea\nside", "", "9.50 €", "2023-03-15", "TRUE", "#N/A"]),
    )
    assert sheet.notes == ()


def test_days_are_counted_from_where_the_file_says(tmp_path: Path) -> None:
    parts = book_parts(
        '<row><c s="0"><v>45000</v></c></row>',
        forms='<cellXfs><xf numFmtId="14"/></cellXfs>',
        properties='<workbookPr date1904="1"/>',
    )
    assert read_sheet(write_book(tmp_path / "t.xlsx", parts)).rows == ((1, ["2027-03-16"]),)


def test_the_first_sheet_in_sight_is_taken_and_what_is_not_is_said(tmp_path: Path) -> None:
    sheets = (
        '<sheet name="Lists" sheetId="3" state="hidden" r:id="rId2"/><sheet name="Spring" sheetId="1" r:id="rId1"/>'
        '<sheet name="Other" sheetId="2" r:id="rId9"/>'
    )
    rows = row_of("script") + '<row><c><f>1+1</f></c><c t="str"><f>""</f><v></v></c></row>' + row_of("Hello.")
    table = read_table(write_book(tmp_path / "t.xlsx", book_parts(rows, sheets=sheets)))
    assert [(row.number, row.part.text) for row in table.rows] == [(3, "Hello.")]
    assert table.notes[0] == "Only the sheet “Spring” was taken, of 2."
    assert table.notes[1].startswith("Some formulas have no value in the file")


def test_a_workbook_becomes_scenes_as_a_table_of_words_does(tmp_path: Path) -> None:
    rows = row_of("title", "script") + row_of("Sea", "Come!") + row_of("Hills", "Up &amp; away.", number=7)
    found = read_documents([write_book(tmp_path / "Spring.xlsx", book_parts(rows))], Into(tmp_path, "landscape", None))
    assert [(scene.studio.name, scene.script_text) for scene in found.scenes] == [
        ("Sea", "Come!"), ("Hills", "Up & away."),
    ]  # fmt: skip
    assert (found.name, found.notes) == ("Spring", ())


def test_more_rows_than_scenes_can_be_are_not_even_read(tmp_path: Path) -> None:
    rows = "".join(row_of("Hello.") for _ in range(MOST_ROWS)) + "<broken"
    table = read_table(write_book(tmp_path / "t.xlsx", book_parts(rows + " " * (1 << 20))))
    assert len(table.rows) == 1000
    assert "1000 rows" in table.notes[0]


def test_a_sheet_that_is_coloured_to_its_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    rows = row_of("script") + row_of("Hello.") + '<row><c s="1"/></row>' * 200_000 + row_of("Far below.")
    assert [text for _, (text,) in read_sheet(write_book(tmp_path / "t.xlsx", book_parts(rows))).rows] == [
        "script", "Hello.",
    ]  # fmt: skip


_LAUGHS = (
    '<!DOCTYPE worksheet [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
    '<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "broken or no workbook"),
        (b"PK", "broken or no workbook"),
        (b"title,script\n", "broken or no workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "protected by a password, or in the old form"),
    ],
)
def test_what_is_no_workbook_is_a_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "t.xlsx"
    file.write_bytes(content)
    with pytest.raises(ImportFailed) as caught:
        read_sheet(file)
    assert "t.xlsx" in caught.value.message
    assert said in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("part", "content", "said"),
    [
        ("xl/worksheets/sheet1.xml", "<worksheet><sheet", "broken"),
        ("xl/workbook.xml", "<workbook/>", "no sheet with a table"),
        ("xl/_rels/workbook.xml.rels", "<Relationships/>", "no sheet with a table"),
        ("_rels/.rels", "<Relationships/>", "broken"),
        (
            "xl/worksheets/sheet1.xml",
            book_parts("<row>" + "<c/>" * 3_000_000)["xl/worksheets/sheet1.xml"],
            "far larger",
        ),
        ("xl/sharedStrings.xml", book_parts("", words="<x/>" * 3_000_000)["xl/sharedStrings.xml"], "far larger"),
        ("xl/sharedStrings.xml", book_parts("", words="<si/>" + " " * (9 << 20))["xl/sharedStrings.xml"], "far larger"),
    ],
)
def test_a_hostile_part_is_a_sentence(tmp_path: Path, part: str, content: str, said: str) -> None:
    file = write_book(tmp_path / "t.xlsx", {**book_parts(row_of("script") + row_of("Hello.")), part: content})
    assert file.stat().st_size < 1 << 20
    with pytest.raises(ImportFailed) as caught:
        read_sheet(file)
    assert said in caught.value.message


def test_entities_are_not_followed(tmp_path: Path) -> None:
    parts = book_parts(row_of("script") + row_of("Hello &d;!"))
    sheet = _LAUGHS + parts["xl/worksheets/sheet1.xml"]
    file = write_book(tmp_path / "t.xlsx", {**parts, "xl/worksheets/sheet1.xml": sheet})
    assert read_sheet(file).rows == ((1, ["script"]), (2, ["Hello"]))


def test_a_part_that_would_be_unpacked_at_once_is_refused(tmp_path: Path) -> None:
    file = write_book(tmp_path / "t.xlsx", book_parts(row_of("script") + row_of("Hello.")), packing=zipfile.ZIP_LZMA)
    with pytest.raises(ImportFailed, match="broken"):
        read_sheet(file)


@given(at=st.integers(0, 2_000), mark=st.binary(min_size=1, max_size=3))
def test_any_damage_is_a_table_or_a_sentence(tmp_path_factory: pytest.TempPathFactory, at: int, mark: bytes) -> None:
    folder = tmp_path_factory.mktemp("book")
    file = write_book(folder / "t.xlsx", book_parts(row_of("script") + row_of("Hello.")), packing=zipfile.ZIP_STORED)
    content = file.read_bytes()
    file.write_bytes(content[:at] + mark + content[at + len(mark) :])
    with contextlib.suppress(ImportFailed):
        assert all(cells[-1] for _, cells in read_sheet(file).rows)
