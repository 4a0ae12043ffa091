"""Tables as spreadsheets write them: a row is a scene, and its columns say what is heard and seen in it."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from studio_gui.base.errors import ImportFailed
from studio_gui.files.importing.found import MOST_SCENES
from studio_gui.files.importing.kinds import OFFICE_TABLES, WORKBOOKS, kind_of
from studio_gui.files.importing.office import converted, find_office
from studio_gui.files.importing.scripts import Part
from studio_gui.files.importing.texts import read_text
from studio_gui.model.clips import TextClip
from studio_gui.model.project import Scene

_ROLES = {
    "script": "script speech text words narration voiceover spoken say",
    "title": "title name scene heading headline",
    "notes": "notes note comment comments remarks",
    "media": "picture image photo video media file",
}
"""What a column is for, to the headings it may have; blanks, marks and capitals do not count."""
_MARKS = (",", ";", "\t", "|")
_MOST_CHARACTERS = 100_000
_PLACE = re.compile(r"\{([^{}\n]{1,100})\}")
_HINT = "Name the columns in the first line: “script” for what is said, “title”, “picture” or “notes”."


Line: TypeAlias = tuple[int, list[str]]
"""Its number, and its cells."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what its scene says, the file it shows as the table names it, and every cell by its heading."""

    number: int
    """The number that a spreadsheet writes beside it: lines without anything count, and one of several lines is one."""
    part: Part
    media: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    """Headings are :func:`plain`."""
    line: tuple[str, ...] = ()
    """Every cell as it stands there, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Table:
    """What of a table becomes scenes."""

    rows: tuple[Row, ...]
    headings: tuple[str, ...] = ()
    """As they are written, without those that have a role of their own; empty when the first line is a scene too."""
    has_scripts: bool = True
    """Whether a column says what is said."""
    first_line: tuple[str, ...] = ()
    """All headings as they are written; empty when the first line is a scene too."""
    notes: tuple[str, ...] = ()

    def unused(self, places: Collection[str]) -> tuple[str, ...]:
        """A sentence on the columns that are none of the places of a scene."""
        lost = [f"“{heading}”" for heading in self.headings if plain(heading) not in places]
        return (
            (f"Nothing was made of {', '.join(lost)}: no clip and no {{place}} in a text has this name.",)
            if lost
            else ()
        )

    def unused_by_many(self, places: Collection[str]) -> tuple[str, ...]:
        """A sentence on the columns whose name says what they are for in one scene, of which none is where there are more."""
        known = {name for role in ("script", "title", "media") for name in _ROLES[role].split()} - set(places)
        lost = [name for name in self.first_line if name not in self.headings and plain(name) in known]
        return tuple(
            f"“{name}” is for projects of one scene: here, write {{{name}}} into a text or a script." for name in lost
        )


def plain(heading: str) -> str:
    """A heading as it is compared: small letters and figures only."""
    return "".join(letter for letter in heading.casefold() if letter.isalnum())


def clips_of(*scenes: Scene) -> frozenset[str]:
    """What the clips of scenes are called by a person."""
    return frozenset(plain(clip.studio.name) for scene in scenes for clip in scene.clips) - {""}


def places_of(*scenes: Scene) -> frozenset[str]:
    """What a column may fill in scenes: the names of their clips, and places such as ``{price}`` in their texts."""
    texts = [clip.text for scene in scenes for clip in scene.clips if isinstance(clip, TextClip)]
    texts += [script.org for scene in scenes for script in scene.scripts]
    found = frozenset(plain(name) for text in texts for name in _PLACE.findall(text))
    return clips_of(*scenes) | (found - {""})


def has_own_title(scene: Scene, cells: Mapping[str, str]) -> bool:
    """Whether the title of a row has a clip or a place of its name, so that no text has to be found for it."""
    return any(name in cells for name in places_of(scene) if name in _ROLES["title"].split())


def filled(text: str, cells: Mapping[str, str]) -> str:
    """A text with the cells of a row in the places that have their headings; other braces stay."""
    return _PLACE.sub(lambda place: cells.get(plain(place[1]), place[0]), text)


def _nothing() -> None:
    """Nobody wants to stop it."""


def read_table(file: Path, *, like: Sequence[Scene] = (), go_on: Callable[[], None] = _nothing) -> Table:
    """The rows of a table with commas, semicolons or tabs, or of a workbook; raises :class:`ImportFailed`.

    The first line names the columns: the clips and places of the scenes that others will be laid out ``like``, and
    what else a scene has. Without names, a single column is what is said. ``go_on`` is called while LibreOffice
    works, and may raise to stop.
    """
    places = places_of(*like)
    lines, notes = _lines_of(file, go_on)
    if not lines:
        raise ImportFailed(f"“{file.name}” is empty.", "Choose a table with something in it.")
    first = lines[0][1]
    roles = _roles(first, places)
    names = [plain(cell) for cell in first]
    if not roles and not any(name in places for name in names):
        if any(len(line) > 1 for _, line in lines):
            raise ImportFailed(f"“{file.name}” has no column that is known here.", _HINT)
        roles, names, body = {"script": 0}, [""], lines
    else:
        body = lines[1:]
    if not body:
        raise ImportFailed(f"“{file.name}” has nothing below its first line.", "Every line below it becomes a scene.")
    if len(body) > MOST_SCENES:
        body, notes = body[:MOST_SCENES], (*notes, f"Only the first {MOST_SCENES} rows were taken.")
    used = set(roles.values())
    headings = tuple(cell for at, cell in enumerate(first) if cell and at not in used) if any(names) else ()
    rows = tuple(_row(number, line, roles, names) for number, line in body)
    first_line = tuple(first) if any(names) else ()
    return Table(rows, headings, "script" in roles, first_line, notes)


def _lines_of(file: Path, go_on: Callable[[], None]) -> tuple[list[Line], tuple[str, ...]]:
    """Every line that has any cells, and what is to be said of the file."""
    suffix = file.suffix.lower()
    if suffix in WORKBOOKS or suffix in OFFICE_TABLES:
        from studio_gui.files.importing.sheets import read_sheet

        with tempfile.TemporaryDirectory(prefix="scene-studio-") as folder:
            sheet = read_sheet(_as_workbook(file, Path(folder), go_on) if suffix in OFFICE_TABLES else file)
        return list(sheet.rows), sheet.notes
    text, notes = read_text(file)
    return _lines(text, file), notes


def _as_workbook(file: Path, folder: Path, go_on: Callable[[], None]) -> Path:
    """Numbers and dates keep the form of their cells that way, which what is in the file alone does not tell."""
    kind_of(file)  # says what to do without LibreOffice
    office = find_office()
    made = None
    if office is not None:
        try:
            made = converted(office, file, folder, "xlsx", go_on=go_on)
        except OSError as error:
            raise ImportFailed(f"“{file.name}” cannot be read.", "Check the path and its rights.", str(error)) from None
    if made is None:
        raise ImportFailed(f"LibreOffice could not read “{file.name}”.", "Save it as CSV or .xlsx, then import that.")
    return made


def _lines(text: str, file: Path) -> list[Line]:
    """Every line that has any cells; what stands to the right of the last one is left out."""
    mark = ""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:  # how spreadsheets tell each other
        mark, text = first[4], rest
    mark = mark or _mark_of(text, file)
    try:
        lines = [[cell.strip() for cell in line] for line in csv.reader(io.StringIO(text, newline=""), delimiter=mark)]
    except csv.Error as error:
        raise ImportFailed(f"“{file.name}” is no table that can be read.", "Save it as CSV.", str(error)) from None
    for line in lines:
        while line and not line[-1]:
            line.pop()
    return [(number, line) for number, line in enumerate(lines, 1) if line]


def _mark_of(text: str, file: Path) -> str:
    """What stands between the cells: what is most often in the first line, outside of quotes."""
    if file.suffix.lower() in (".tsv", ".tab"):
        return "\t"
    head = re.sub(r'"[^"]*"', "", text).lstrip("\n").split("\n", 1)[0]
    counts = Counter({mark: head.count(mark) for mark in _MARKS})
    return max(_MARKS, key=lambda mark: counts[mark])


def _roles(line: list[str], places: Collection[str]) -> dict[str, int]:
    """Which column has which role: the surest name of each. One that a clip or a place is called by is for that.

    The title is also the name of the scene.
    """
    names = [plain(cell) for cell in line]
    found: dict[str, int] = {}
    for role, known in _ROLES.items():
        fitting = (name for name in known.split() if name in names and (role == "title" or name not in places))
        at = next(map(names.index, fitting), None)
        if at is not None:
            found[role] = at
    return found


def _row(number: int, line: list[str], roles: Mapping[str, int], names: list[str]) -> Row:
    cells = {name: cell for name, cell in zip(names, [*line, *[""] * len(names)], strict=False) if name}

    def of(role: str) -> str:
        at = roles.get(role)
        return line[at][:_MOST_CHARACTERS] if at is not None and at < len(line) else ""

    part = Part(" ".join(of("title").split())[:200], of("script"), of("notes"))
    return Row(number, part, of("media"), cells, tuple(line))
