"""Texts as scripts: what of them is one scene, and how that comes into a project."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from studio_gui.base.errors import ImportFailed
from studio_gui.files.importing.found import MOST_SCENES
from studio_gui.files.importing.texts import read_text

_BLANK = re.compile(r"\n[ \t]*\n\s*")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)
_MOST_CHARACTERS = 100_000


@dataclass(frozen=True, slots=True)
class Cue:
    """Some words of a subtitle, from a moment to another, in seconds."""

    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """What one scene says: its name, its script and notes, and when it was said in the subtitles it comes from."""

    name: str = ""
    text: str = ""
    notes: str = ""
    start_s: float | None = None
    end_s: float | None = None


@dataclass(frozen=True, slots=True)
class ScriptFile:
    """A file of scripts."""

    parts: tuple[Part, ...]
    name: str = ""
    notes: tuple[str, ...] = ()
    cues: tuple[Cue, ...] = ()

    @property
    def is_timed(self) -> bool:
        """Whether it says when its words are heard."""
        return bool(self.cues)


def read_script(file: Path) -> ScriptFile:
    """The scripts in a text or Markdown file; raises :class:`ImportFailed`."""
    text, notes = read_text(file)
    is_markdown = file.suffix.lower() in (".md", ".markdown")
    name, parts = parts_of_markdown(text) if is_markdown else ("", parts_of_text(text))
    if not parts:
        raise ImportFailed(f"“{file.name}” is empty.", "Choose a file with text in it.")
    if len(parts) > MOST_SCENES:
        parts = parts[:MOST_SCENES]
        notes = (*notes, f"Only the first {MOST_SCENES} parts were taken.")
    return ScriptFile(tuple(parts), name or file.stem, notes)


def parts_of_text(text: str) -> list[Part]:
    """Plain text: what blank lines separate is a scene each."""
    blocks = (block.strip("\n") for block in _BLANK.split(text.strip()))
    return [
        Part(text="\n".join(line.strip() for line in block.split("\n"))[:_MOST_CHARACTERS])
        for block in blocks
        if block.strip()
    ]


def parts_of_markdown(text: str) -> tuple[str, list[Part]]:
    """Markdown: a heading begins a scene and names it, so does a rule; paragraphs and lists are the script,
    and quotations its notes.

    A first heading of the first order that is the only one, with others below it, is the name of the whole.
    """
    tokens = MarkdownIt("commonmark").parse(_FRONT_MATTER.sub("", text.lstrip("\n")))
    parts: list[_Draft] = []
    levels = [token.tag for token in tokens if token.type == "heading_open"]
    is_titled = len(levels) > 1 and levels[0] == "h1" and levels.count("h1") == 1 and _begins_with_heading(tokens)
    name, is_heading, marks = "", False, _Marks()
    for token in tokens:
        if token.type in ("heading_open", "hr"):
            is_heading = token.type == "heading_open"
            parts.append(_Draft())
        elif token.type == "inline" and is_heading:
            is_heading = False
            words = " ".join(_words(token).split())
            if is_titled and not name:
                name = words
                parts.pop()
            else:
                parts[-1].name = words[:200]
        elif token.type == "inline":
            if not parts:
                parts.append(_Draft())
            (parts[-1].notes if marks.is_quoted else parts[-1].lines).append(marks.take() + _words(token))
        else:
            marks.see(token)
    found = [draft.part() for draft in parts]
    return name, [part for part in found if part.name or part.text.strip() or part.notes]


@dataclass(slots=True)
class _Draft:
    """A part while it is being read."""

    name: str = ""
    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def part(self) -> Part:
        script, notes = ("\n".join(lines)[:_MOST_CHARACTERS] for lines in (self.lines, self.notes))
        return Part(self.name, script, notes)


def _begins_with_heading(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and tokens[0].type == "heading_open"


class _Marks:
    """The numbers of numbered lists are read aloud; the dots of others are not."""

    def __init__(self) -> None:
        self._numbers: list[int | None] = []
        self._next = ""
        self._quotes = 0

    @property
    def is_quoted(self) -> bool:
        """Whether one is inside a quotation."""
        return self._quotes > 0

    def see(self, token: Token) -> None:
        """A list, an item or a quotation begins or ends."""
        self._quotes += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type == "ordered_list_open":
            start = token.attrGet("start")
            self._numbers.append(int(start) - 1 if start is not None else 0)
        elif token.type == "bullet_list_open":
            self._numbers.append(None)
        elif token.type in ("ordered_list_close", "bullet_list_close") and self._numbers:
            self._numbers.pop()
        elif token.type == "list_item_open" and self._numbers:
            last = self._numbers[-1]
            if last is not None:
                self._numbers[-1] = last + 1
                self._next = f"{last + 1}. "

    def take(self) -> str:
        """The number that stands before the next words."""
        said, self._next = self._next, ""
        return said


def _words(token: Token) -> str:
    """The words of an inline token, without its markup."""
    said: list[str] = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            said.append(child.content)
        elif child.type == "softbreak":
            said.append(" ")
        elif child.type == "hardbreak":
            said.append("\n")
    return "".join(said).strip()
