"""Pronunciation dictionaries as files: JSON of this program, or a table (CSV) as spreadsheets write it.

A person's own dictionary lies with their settings and counts in every project; a project's lies in the project.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import ValidationError

from studio_gui.base.errors import PayloadError
from studio_gui.base.json_text import Json, dumps, loads
from studio_gui.base.paths import user_paths
from studio_gui.files.readers import own_readers
from studio_gui.files.writing import make_folder, replace_file
from studio_gui.model.project import Project
from studio_gui.model.saying import Saying

SUFFIXES = (".json", ".csv")
MOST_BYTES = 16 * 1024 * 1024
MOST_ENTRIES = 50_000
_COLUMNS = ("word", "say", "language", "voice", "match_case")
_TRUE = frozenset({"1", "true", "yes", "x"})
_known: dict[Path, tuple[tuple[int, int], tuple[Saying, ...]]] = {}


def own_file() -> Path:
    """Where the person's own dictionary lies."""
    return user_paths().config / "pronunciation.json"


def own_sayings() -> tuple[Saying, ...]:
    """The person's own dictionary, read again when the file changed; raises :class:`PayloadError` for a broken one."""
    path = own_file()
    try:
        facts = path.stat()
    except OSError:
        return ()
    stamp = (facts.st_mtime_ns, facts.st_size)
    known = _known.get(path)
    if known is None or known[0] != stamp:
        known = _known[path] = (stamp, read_sayings(path))
    return known[1]


def with_own(project: Project) -> Project:
    """The project with the person's own dictionary and voices in its own, behind what it has.

    What is said and who says it is settled then. Raises :class:`PayloadError` for a broken dictionary.
    """
    own, readers = own_sayings(), own_readers()
    if not own and not readers:
        return project
    studio = project.studio
    return project.changed(studio=studio.changed(sayings=(*studio.sayings, *own), readers=(*studio.readers, *readers)))


def write_own(sayings: Sequence[Saying]) -> None:
    """Put another dictionary in the place of the person's own; raises :class:`TargetError`."""
    make_folder(own_file().parent)
    write_sayings(own_file(), sayings)


def read_sayings(path: Path) -> tuple[Saying, ...]:
    """The entries of a file, JSON or CSV by its content; raises :class:`PayloadError` naming the place that is wrong."""
    what = f"The dictionary “{path.name}”"
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PayloadError(f"{what} is larger than any dictionary.", "Choose another file.")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise PayloadError(f"{what} cannot be read.", "Check the path and its rights.", str(error)) from None
    except UnicodeDecodeError:
        raise PayloadError(f"{what} is not written in UTF-8.", "Save it as UTF-8 and try again.") from None
    is_json = text.lstrip()[:1] in ("[", "{")
    try:
        rows = _json_rows(text, what) if is_json else _table_rows(text, what)
    except csv.Error as error:
        raise PayloadError(f"{what} is no table that can be read.", "Save it as CSV or JSON.", str(error)) from None
    if len(rows) > MOST_ENTRIES:
        raise PayloadError(f"{what} has more than {MOST_ENTRIES:,} entries.", "Split it.")
    return tuple(_saying(row, what, number) for number, row in enumerate(rows, 1))


def write_sayings(path: Path, sayings: Iterable[Saying]) -> None:
    """Write a dictionary, CSV for a name that ends so and JSON for any other; raises :class:`TargetError`."""
    rows: list[dict[str, Json]] = [{name: getattr(saying, name) for name in _COLUMNS} for saying in sayings]
    if path.suffix.lower() != ".csv":
        said: Json = [{key: value for key, value in row.items() if value not in ("", False)} for row in rows]
        replace_file(path, (dumps(said, indent=2) + "\n").encode("utf-8"))
        return
    table = io.StringIO()
    writer = csv.DictWriter(table, _COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({**row, "match_case": "yes" if row["match_case"] else ""} for row in rows)
    replace_file(path, ("\ufeff" + table.getvalue()).encode("utf-8"))


def _json_rows(text: str, what: str) -> list[Json]:
    said = loads(text, what)
    if isinstance(said, dict):
        said = said.get("entries")
    if not isinstance(said, list):
        raise PayloadError(f"{what} holds no list of entries.", "Export one from here to see the form.")
    return said


def _table_rows(text: str, what: str) -> list[Json]:
    head = text.split("\n", 1)[0]
    mark = max((",", ";", "\t"), key=head.count)
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=mark)]
    rows = [row for row in rows if any(row)]
    if not rows:
        return []
    names = [name.lower().replace(" ", "_") for name in rows[0]]
    if "word" not in names or "say" not in names:
        names, rows = list(_COLUMNS), [[], *rows]  # without a heading the columns are in our order
        if len(rows[1]) < 2:
            raise PayloadError(f"{what} has no columns “word” and “say”.", "Name the columns so in the first line.")
    found: list[Json] = []
    for row in rows[1:]:
        cells: dict[str, Json] = {
            name: cell for name, cell in zip(names, row, strict=False) if name in _COLUMNS and cell
        }
        cells["match_case"] = str(cells.get("match_case", "")).lower() in _TRUE
        found.append(cells)
    return found


def _saying(row: Json, what: str, number: int) -> Saying:
    if not isinstance(row, dict):
        raise PayloadError(f"Entry {number} of {what[0].lower()}{what[1:]} is no entry.", "Remove it.")
    try:
        return Saying.model_validate({key: value for key, value in row.items() if key in _COLUMNS})
    except ValidationError as error:
        field = ".".join(map(str, error.errors(include_input=False)[0]["loc"]))
        raise PayloadError(
            f"Entry {number} of {what[0].lower()}{what[1:]} cannot be used: “{field}” is missing, empty or too long.",
            "Each entry needs a word and how it is said, of at most 200 characters.",
            str(error),
        ) from None
