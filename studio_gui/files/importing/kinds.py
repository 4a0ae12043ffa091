"""Which kind of document a file is, by its name, and what to say of those that cannot be taken."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from studio_gui.base.errors import ImportFailed
from studio_gui.base.media_names import PICTURES, SOUNDS, VIDEOS
from studio_gui.files.importing.office import find_office

Kind = Literal["slides", "pages", "subtitles", "script", "table", "picture", "video", "project"]

WORKBOOKS = (".xlsx", ".xlsm")
"""Tables that are no texts."""
OFFICE_TABLES = (".ods", ".fods", ".xls", ".xlsb")
"""Tables that LibreOffice makes workbooks of, where it is installed."""
SUFFIXES: dict[Kind, tuple[str, ...]] = {
    "slides": (".pptx", ".pptm", ".ppsx", ".potx"),
    "pages": (".pdf",),
    "subtitles": (".srt", ".vtt"),
    "script": (".txt", ".md", ".markdown"),
    "table": (".csv", ".tsv", ".tab", *WORKBOOKS, *OFFICE_TABLES),
    "picture": PICTURES,
    "video": VIDEOS,
    "project": (".json", ".studio"),
}
"""Kind to the ends of its names, lower case."""

DOCUMENTS: tuple[Kind, ...] = ("slides", "pages", "subtitles", "script", "table")
"""What has to be read, where media are only taken in."""
SCRIPTS: tuple[Kind, ...] = ("subtitles", "script", "table")
"""What can also be the scripts of scenes that are there."""

_SLIDES = "Save it as a PowerPoint presentation (.pptx) or a PDF, then import that."
_TEXT = "Save it as plain text (.txt), then import that."
_PICTURE = "Save it as JPEG or PNG, then import that."
_SAVE_TABLE = "Save it as a workbook of Excel (.xlsx) or as CSV, then import that"
_REFUSED = {
    ".numbers": ("is a table of a kind that is not read here", f"{_SAVE_TABLE}."),
    ".ppt": ("is in the old form of PowerPoint", "Save it as .pptx, then import that."),
    ".odp": ("is an OpenDocument presentation, which is not read here", _SLIDES),
    ".key": ("is a Keynote presentation, which is not read here", _SLIDES),
    ".docx": ("is a Word document, which is not read here", _TEXT),
    ".odt": ("is a text document of a kind that is not read here", _TEXT),
    ".avif": ("is an AVIF picture, which is not read here", _PICTURE),
    ".heic": ("is a HEIC picture, which is not read here", _PICTURE),
    ".zip": ("is an archive", "Unpack it and import what is inside."),
}  # fmt: skip


def kind_of(file: Path) -> Kind:
    """The kind of a file; raises :class:`ImportFailed` with what to do instead when it cannot be imported."""
    suffix = file.suffix.lower()
    known = kind_by_name(file)
    if file.is_dir():
        raise ImportFailed(f"“{file.name}” is a folder.", "Choose the files inside it.")
    if suffix in OFFICE_TABLES and find_office() is None:
        reason = "is a table that is only read where LibreOffice is installed"
        raise ImportFailed(f"“{file.name}” {reason}.", f"Install it. Or: {_SAVE_TABLE[:1].lower()}{_SAVE_TABLE[1:]}.")
    if known is not None:
        return known
    if suffix in SOUNDS:
        raise ImportFailed(
            f"“{file.name}” is a sound, which makes no scene.", "Insert it into a scene: Insert › Sound."
        )
    usual = (
        "is of a kind that cannot be imported",
        "Choose slides, a PDF, pictures, videos, subtitles, a text or a table.",
    )
    reason, hint = _REFUSED.get(suffix, usual)
    raise ImportFailed(f"“{file.name}” {reason}.", hint)


def kind_by_name(file: Path) -> Kind | None:
    """The kind that the end of a name says; None for one that is not known."""
    suffix = file.suffix.lower()
    return next((kind for kind, suffixes in SUFFIXES.items() if suffix in suffixes), None)
