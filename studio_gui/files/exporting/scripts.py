"""The script of a project as text, Markdown, SRT or WebVTT."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from studio_gui.base.film_time import length_words
from studio_gui.files.exporting.cues import Cue

_SPECIAL = re.compile(r"([\\`~*_\[\]<>&])")


@dataclass(frozen=True, slots=True)
class Said:
    """What a scene says and when: seconds from the start of the video."""

    number: int
    name: str
    text: str
    notes: str
    start_s: float
    duration_s: float
    cues: tuple[Cue, ...] = ()

    @property
    def title(self) -> str:
        """The scene's name, else its number."""
        return self.name or f"Scene {self.number}"


def as_text(said: Sequence[Said]) -> str:
    """Plain text: a paragraph a scene, with a blank line between; it can be imported again."""
    texts = ("\n".join(line.strip() for line in each.text.split("\n") if line.strip()) for each in said)
    return "\n\n".join(text for text in texts if text) + "\n"


def as_markdown(said: Sequence[Said], *, title: str) -> str:
    """Markdown: a heading a scene, its notes as a quotation, its time as a comment; it can be imported again."""
    lines = [f"# {_escaped(title)}", ""]
    for each in said:
        lines += [
            f"## {_escaped(each.title)}",
            "",
            f"<!-- {length_words(each.start_s)} – {length_words(each.start_s + each.duration_s)} -->",
            "",
        ]
        for paragraph in each.text.split("\n"):
            if paragraph.strip():
                lines += [_escaped(paragraph.strip()), ""]
        for paragraph in each.notes.split("\n"):
            if paragraph.strip():
                lines += [f"> {_escaped(paragraph.strip())}", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def as_srt(said: Iterable[Said]) -> str:
    """SubRip subtitles of everything that is spoken."""
    cues = [cue for each in said for cue in each.cues]
    blocks = [
        f"{number}\n{stamp(cue.start_s, ',')} --> {stamp(cue.end_s, ',')}\n{cue.text}\n"
        for number, cue in enumerate(cues, 1)
    ]
    return "\n".join(blocks)


def as_vtt(said: Iterable[Said]) -> str:
    """WebVTT subtitles of everything that is spoken."""
    cues = [cue for each in said for cue in each.cues]
    blocks = [f"{stamp(cue.start_s, '.')} --> {stamp(cue.end_s, '.')}\n{_plain(cue.text)}\n" for cue in cues]
    return "\n".join(["WEBVTT\n", *blocks])


def written(said: Sequence[Said], *, suffix: str, title: str) -> str | None:
    """The script in the form that the end of a file's name means; None for a name that means none."""
    forms: dict[str, Callable[[], str]] = {
        ".txt": lambda: as_text(said),
        ".md": lambda: as_markdown(said, title=title),
        ".markdown": lambda: as_markdown(said, title=title),
        ".srt": lambda: as_srt(said),
        ".vtt": lambda: as_vtt(said),
    }
    form = forms.get(suffix.lower())
    return form() if form is not None else None


SCRIPT_SUFFIXES = (".txt", ".md", ".markdown", ".srt", ".vtt")


def stamp(seconds: float, mark: str) -> str:
    """``hh:mm:ss,mmm`` with the mark that the form wants."""
    whole = max(0, round(seconds * 1000))
    return f"{whole // 3_600_000:02d}:{whole // 60_000 % 60:02d}:{whole // 1000 % 60:02d}{mark}{whole % 1000:03d}"


def _escaped(text: str) -> str:
    """Words in which Markdown finds no marks: also no list where they begin with a number and a dot."""
    text = _SPECIAL.sub(r"\\\1", text)
    return re.sub(r"^(\d+)([.)])(?=\s|$)", r"\1\\\2", re.sub(r"^([#+-])", r"\\\1", text))


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
