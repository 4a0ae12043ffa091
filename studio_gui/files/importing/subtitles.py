"""SRT and WebVTT as scripts: lines that follow each other closely are one scene."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from pathlib import Path

import pysubs2

from studio_gui.base.errors import ImportFailed
from studio_gui.files.importing.found import MOST_SCENES
from studio_gui.files.importing.scripts import Cue, Part, ScriptFile
from studio_gui.files.importing.texts import read_text

PAUSE_S = 2.0
"""A silence this long begins a scene."""
LONG_S = 30.0
"""After so much speech the next end of a sentence does."""
_MOST_CHARACTERS = 4_000
"""Of a cue: a page of a book."""
_END = re.compile(r"[.!?。！？؟…।][\"'”’»」)\]]*$")
_SPEAKER = re.compile(r"^(?:<v(?:\.[^>]*)?\s+[^>]*>|>>\s*|-\s+)")
_NO_BLANK = re.compile(r"[\u3000-\u303f\uff00-\uff60\u3040-\u30ff\u3400-\u9fff]$")


def read_subtitles(file: Path) -> ScriptFile:
    """The scripts in an SRT or VTT file; raises :class:`ImportFailed`."""
    text, notes = read_text(file)
    cues = cues_of(text, form="vtt" if text.lstrip("\ufeff").startswith("WEBVTT") else "srt")
    if not cues:
        raise ImportFailed(f"“{file.name}” holds no subtitles.", "Choose an SRT or VTT file.")
    parts = grouped(cues)
    if len(parts) > MOST_SCENES:
        parts = parts[:MOST_SCENES]
        notes = (*notes, f"Only the first {MOST_SCENES} parts were taken.")
    return ScriptFile(tuple(parts), file.stem, notes, tuple(cues))


def cues_of(text: str, *, form: str) -> list[Cue]:
    """The cues of a text in their order, without markup; empty ones and repetitions left out."""
    if form == "vtt":
        text = _cues_alone(text)
    text = _short_cues(text)
    try:
        events = pysubs2.SSAFile.from_string(text, format_=form)
    except (pysubs2.exceptions.Pysubs2Error, ValueError, KeyError, IndexError, OverflowError):
        return []
    found: list[Cue] = []
    for event in sorted(events, key=lambda each: (each.start, each.end)):
        words = event.plaintext
        if form == "vtt":
            words = html.unescape(words)
        lines = [_SPEAKER.sub("", line.strip()) for line in words.split("\n")]
        said = "\n".join(line for line in lines if line)
        start, end = max(0, event.start) / 1000, max(0, event.start, event.end) / 1000
        if said and not (found and found[-1].text == said and start <= found[-1].end_s + 0.1):
            found.append(Cue(start, end, said))
    return found


def _short_cues(text: str) -> str:
    """The text with what no cue has: the library takes very long over words that never end."""
    kept: list[str] = []
    room = _MOST_CHARACTERS
    for line in text.split("\n"):
        if "-->" in line:
            room = _MOST_CHARACTERS
        kept.append(line[:room])
        room = max(0, room - len(line) - 1)
    return "\n".join(kept)


def _cues_alone(text: str) -> str:
    """WebVTT without its notes, styles and the names of cues, which the library takes for words."""
    blocks = []
    for block in re.split(r"\n[ \t]*\n", text):
        lines = block.strip("\n").split("\n")
        time = next((index for index, line in enumerate(lines) if "-->" in line), None)
        if time is not None:
            blocks.append("\n".join(lines[time:]))
    return "WEBVTT\n\n" + "\n\n".join(blocks) + "\n"


def grouped(cues: Sequence[Cue]) -> list[Part]:
    """Cues as scenes: a new one after a pause, and after much speech at the end of a sentence."""
    groups: list[list[Cue]] = []
    for cue in cues:
        last = groups[-1] if groups else None
        if last is None or _begins(last, cue):
            groups.append([cue])
        else:
            last.append(cue)
    return [part_of(group) for group in groups]


def _begins(group: Sequence[Cue], cue: Cue) -> bool:
    if cue.start_s - max(each.end_s for each in group) >= PAUSE_S:
        return True
    return cue.end_s - group[0].start_s > LONG_S and bool(_END.search(group[-1].text))


def part_of(cues: Sequence[Cue]) -> Part:
    """The words of some cues as one script: lines run on, as they were broken only for the screen."""
    said = ""
    for cue in cues:
        for line in cue.text.split("\n"):
            said += line if not said or _NO_BLANK.search(said) else f" {line}"
    return Part(text=said, start_s=cues[0].start_s, end_s=max(cue.end_s for cue in cues))
