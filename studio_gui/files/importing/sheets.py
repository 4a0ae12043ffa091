"""The first sheet of a workbook (``.xlsx``), read without trusting the file: a row at a time, and no more than is wanted.

What is read is what a person sees: numbers and dates in the form of their cells, the values that formulas had last.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeAlias

from lxml import etree  # type: ignore[import-untyped]

from studio_gui.base.errors import ImportFailed
from studio_gui.files.importing.cell_forms import BUILT_IN, shown
from studio_gui.files.importing.package import MOST_PARTS, is_unpacked_at_once

MOST_ROWS = 1100
"""With something in them; more would make more scenes than a project has."""
MOST_COLUMNS = 500
MOST_BYTES, MOST_AT_ONCE = 96 << 20, 8 << 20
"""Of one part unpacked, as far as it is read, and of one row: a thousand rows have about a megabyte."""
MOST_EMPTY_ROWS = 10_000
"""In a row: a sheet that is coloured to its end is not read to its end."""
_CELL_CHARACTERS = 32_767
_NAMES = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ID = re.compile(r"\{[^}]*/officeDocument/(?:2006/)?relationships\}id$")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_COLUMN = re.compile(r"([A-Za-z]{1,3})(\d*)$")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, OSError, RuntimeError, ValueError, LookupError,
    OverflowError,
)  # fmt: skip

Element: TypeAlias = "etree._Element"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is in a sheet: the number of each row that has anything, and its cells as they are shown."""

    rows: tuple[tuple[int, list[str]], ...]
    notes: tuple[str, ...] = ()


def read_sheet(file: Path) -> Sheet:
    """The first sheet that is not hidden; raises :class:`ImportFailed` for what is no workbook, or too large for one."""
    what = f"“{file.name}”"
    _refuse_others(file, what)
    try:
        with zipfile.ZipFile(file) as package:
            if len(package.infolist()) > MOST_PARTS:
                raise ImportFailed(f"{what} has more than {MOST_PARTS:,} parts.", "Save a smaller workbook.")
            return _Book(package, what).first_sheet()
    except ImportFailed:
        raise
    except _BROKEN as error:
        raise ImportFailed(
            f"{what} is broken or no workbook.", "Open it in its own program and save it again.", repr(error)
        ) from None


def _refuse_others(file: Path, what: str) -> None:
    try:
        with open(file, "rb") as stream:
            head = stream.read(8)
    except OSError as error:
        raise ImportFailed(f"{what} cannot be read.", "Check the path and its rights.", str(error)) from None
    if head == _OLE:
        hint = "Save it without a password, as an ordinary workbook (.xlsx), then import that."
        raise ImportFailed(f"{what} is protected by a password, or in the old form of Excel.", hint)


class _Counted:
    """A part of the package that ends with a sentence when more comes out of it than is sane."""

    def __init__(self, stream: IO[bytes], what: str) -> None:
        self._stream, self._what, self._left = stream, what, MOST_BYTES
        self.left_at_once = MOST_AT_ONCE

    def read(self, size: int = -1) -> bytes:
        """The next bytes, never more than asked for; raises :class:`ImportFailed` when there are far too many."""
        content = self._stream.read(min(size, 1 << 16) if size > 0 else 1 << 16)
        self._left -= len(content)
        self.left_at_once -= len(content)
        if self._left < 0 or self.left_at_once < 0:
            raise ImportFailed(f"{self._what} is far larger unpacked than tables are.", "Save a smaller workbook.")
        return content


class _Book:
    def __init__(self, package: zipfile.ZipFile, what: str) -> None:
        self._package, self._what = package, what
        self._names = {info.filename.lstrip("/").lower(): info for info in package.infolist()}
        self._words: list[str] = []
        self._forms: list[str] = []
        self._has_1904 = False

    def first_sheet(self) -> Sheet:
        """Find it, and what its cells refer to, and read it."""
        main = self._related("", "officeDocument")[0]
        name, path, count = self._sheet(main)
        for part in self._related(main, "sharedStrings")[:1]:
            self._words = [_text_of(one) for one in self._elements(part, "si")]
        for part in self._related(main, "styles")[:1]:
            self._forms = self._cell_forms(part)
        rows, lacks = self._rows(path)
        notes = [f"Only the sheet “{name}” was taken, of {count}."] if count > 1 else []
        if lacks:
            notes.append("Some formulas have no value in the file: save it once in its own program to have them.")
        return Sheet(tuple(rows), tuple(notes))

    def _sheet(self, main: str) -> tuple[str, str, int]:
        """The name and the part of the first sheet in sight, and of how many."""
        found: list[tuple[str, str]] = []
        for one in self._elements(main, "sheet", "workbookPr"):
            if one.tag.endswith("workbookPr"):
                self._has_1904 = one.get("date1904") in ("1", "true")
            elif one.get("state", "visible") == "visible":
                wanted = next((str(value) for key, value in one.attrib.items() if _ID.match(key)), "")
                found.append((str(one.get("name", "")), wanted))
        for name, wanted in found:
            for part in self._related(main, "worksheet", wanted):
                return name, part, len(found)
        raise ImportFailed(f"{self._what} has no sheet with a table.", "Put the table into its first sheet.")

    def _related(self, source: str, kind: str, wanted: str = "") -> list[str]:
        """The parts that a part names, of a kind."""
        folder, name = posixpath.split(source)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations.lower() not in self._names:
            return []
        return [
            posixpath.normpath(posixpath.join("/" + folder, str(one.get("Target", "")))).lstrip("/")
            for one in self._elements(relations, _RELATED)
            if str(one.get("Type", "")).endswith(f"/{kind}") and wanted in ("", one.get("Id"))
        ]

    def _elements(self, part: str, *tags: str) -> Iterator[Element]:
        """The elements of a part, one after the other; each is forgotten once the next is asked for."""
        wanted = [tag if tag[0] == "{" else f"{names}{tag}" for tag in tags for names in (_NAMES, _STRICT)]
        info = self._names[part.lower()]
        if is_unpacked_at_once(info):
            raise zipfile.BadZipFile("packed in a way that no workbook is")
        with self._package.open(info) as stream:
            counted = _Counted(stream, self._what)
            walk = etree.iterparse(
                counted, tag=wanted, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                remove_comments=True, remove_pis=True,
            )  # fmt: skip
            for _, element in walk:
                yield element
                counted.left_at_once = MOST_AT_ONCE
                element.clear()
                for one in (element, *element.iterancestors()):
                    while one.getprevious() is not None:
                        del one.getparent()[0]

    def _cell_forms(self, part: str) -> list[str]:
        """The form of numbers of every style of cells."""
        own: dict[str, str] = {}
        for one in self._elements(part, "numFmt", "cellXfs"):
            if one.tag.endswith("numFmt"):
                own[str(one.get("numFmtId", ""))] = str(one.get("formatCode", ""))[:255]
            else:
                ids = [str(style.get("numFmtId", "0")) for style in one]
                return [own.get(each, BUILT_IN.get(each, "")) for each in ids]
        return []

    def _rows(self, part: str) -> tuple[list[tuple[int, list[str]]], bool]:
        rows: list[tuple[int, list[str]]] = []
        lacks, number, empty = False, 0, 0
        for row in self._elements(part, "row"):
            number = int(row.get("r", number + 1))
            cells: list[str] = []
            for cell in row:
                at = _column(str(cell.get("r", "")), len(cells))
                if at < len(cells) or at >= MOST_COLUMNS:
                    continue
                cells += [""] * (at - len(cells)) + [self._shown(cell)]
                # A formula whose value is no word at all is a text.
                lacks = lacks or (not cells[-1] and cell.get("t") != "str" and _child(cell, "f") is not None)
            while cells and not cells[-1]:
                cells.pop()
            empty = 0 if cells else empty + 1
            if cells:
                rows.append((number, cells))
            if len(rows) >= MOST_ROWS or empty >= MOST_EMPTY_ROWS:
                break
        return rows, lacks

    def _shown(self, cell: Element) -> str:
        kind, value = cell.get("t", "n"), _child(cell, "v")
        if kind == "inlineStr":
            inline = _child(cell, "is")
            return _text_of(inline) if inline is not None else ""
        said = str(value.text or "") if value is not None else ""
        if kind == "s":
            at = int(said) if said.isascii() and said.isdigit() else len(self._words)
            return self._words[at] if at < len(self._words) else ""
        if kind == "b":
            return "TRUE" if said == "1" else "FALSE"
        if kind != "n" or not said:
            return _plain(said)
        style = cell.get("s", "0")
        at = int(style) if style.isascii() and style.isdigit() else len(self._forms)
        return shown(float(said), self._forms[at] if at < len(self._forms) else "", from_1904=self._has_1904)


def _child(element: Element, tag: str) -> Element | None:
    return next((one for one in element if one.tag in (f"{_NAMES}{tag}", f"{_STRICT}{tag}")), None)


def _text_of(element: Element) -> str:
    """The words of a cell, in whatever pieces; not how they are pronounced."""
    pieces = element.iter(f"{_NAMES}t", f"{_STRICT}t")
    return _plain("".join(one.text or "" for one in pieces if not one.getparent().tag.endswith("}rPh")))


def _plain(text: str) -> str:
    """A text without the escapes for marks that XML cannot hold."""
    said = _ESCAPED.sub(lambda mark: chr(int(mark[1], 16)), text)[:_CELL_CHARACTERS]
    return said.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", "").strip()


def _column(place: str, following: int) -> int:
    """The column of a cell called ``AB12``, from 0; cells without a name follow each other."""
    found = _COLUMN.match(place)
    if found is None:
        return following
    at = 0
    for letter in found[1].upper():
        at = at * 26 + ord(letter) - ord("A") + 1
    return at - 1
