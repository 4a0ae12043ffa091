"""Reading text files as people have them: UTF-8 with and without a mark, UTF-16, and the older Western code."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

from studio_gui.base.errors import ImportFailed

MOST_BYTES = 4 << 20
"""A novel has about one megabyte."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip


def read_text(file: Path) -> tuple[str, tuple[str, ...]]:
    """The text of a file with line ends as ``\\n``, and a sentence when its code had to be guessed.

    Raises :class:`ImportFailed` when it cannot be read, is too large, or is no text.
    """
    what = f"“{file.name}”"
    try:
        if file.stat().st_size > MOST_BYTES:
            raise ImportFailed(f"{what} is larger than any script.", "Choose another file.")
        content = file.read_bytes()
    except OSError as error:
        reason = os.strerror(error.errno or 0).lower()
        raise ImportFailed(f"{what} cannot be read: {reason}.", "Check the path and its rights.", str(error)) from None
    text, notes = _decoded(content, what)
    if "\x00" in text:
        raise ImportFailed(f"{what} is not a text.", "Choose a text file.")
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes


def _decoded(content: bytes, what: str) -> tuple[str, tuple[str, ...]]:
    for mark, code in _MARKS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(code), ()
            except UnicodeDecodeError:
                break
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        # Five bytes of this code mean nothing; they are better seen than refused.
        text = content.decode("cp1252", "replace")
        return text, (f"{what} is not UTF-8; it was read as Western European (Windows-1252).",)
