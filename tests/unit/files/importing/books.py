"""Workbooks as spreadsheets write them, and as they never do."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def book_parts(
    rows: str, *, words: str = "", forms: str = "", sheets: str = "", properties: str = ""
) -> dict[str, str]:
    """The parts of a workbook: the XML of its rows, of its shared strings, and of its styles."""
    sheets = sheets or '<sheet name="First" sheetId="1" r:id="rId1"/>'
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{_REL}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            [("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")],
            1,
        )
    )
    return {
        "_rels/.rels": f'<Relationships {_RELS}><Relationship Id="rId1" Type="{_REL}/officeDocument"'
        ' Target="/xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_REL}">{properties}<sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships {_RELS}>{related}</Relationships>",
        "xl/sharedStrings.xml": f"<sst {_MAIN}>{words}</sst>",
        "xl/styles.xml": f"<styleSheet {_MAIN}>{forms}</styleSheet>",
        "xl/worksheets/sheet1.xml": f"<worksheet {_MAIN}><sheetData>{rows}</sheetData></worksheet>",
    }


def write_book(file: Path, parts: Mapping[str, str | bytes], *, packing: int = zipfile.ZIP_DEFLATED) -> Path:
    """Pack the parts into a file."""
    with zipfile.ZipFile(file, "w", packing) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file


def row_of(*cells: str, number: int = 0) -> str:
    """A row with words in its cells."""
    said = "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)
    return f'<row r="{number}">{said}</row>' if number else f"<row>{said}</row>"
