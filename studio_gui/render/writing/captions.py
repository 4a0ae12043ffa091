"""What is written at the foot of a scene and when, by the words its voice really said."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from studio_gui.files.exporting.cues import Cue, Word, cues_of
from studio_gui.model.captions import LINE_WIDTH
from studio_gui.model.project import Project
from studio_gui.speech.sound import Sound


def captions_of(project: Project, text: str, sound: Sound, *, start_s: float, length_s: float) -> tuple[Cue, ...]:
    """The captions of a scene whose speech is ``text``, as it is written and shown.

    ``start_s`` is where the scene begins, ``length_s`` how long it is; words after its end are not heard.
    """
    heard = min(sound.duration_s, length_s)
    if heard <= 0:
        return ()
    words = [Word(mark.start_s, mark.text_offset) for mark in sound.marks]
    width = LINE_WIDTH.get(project.orientation, LINE_WIDTH["landscape"])
    return cues_of(text, words, start_s=start_s, duration_s=heard, line_width=width)


def cue_at(cues: Sequence[Cue], at_s: float) -> int:
    """The number of the cue that is seen at a moment; -1 for none. ``cues`` follow one another."""
    number = bisect.bisect_right(cues, at_s + 1e-6, key=lambda cue: cue.start_s) - 1
    return number if number >= 0 and at_s + 1e-6 < cues[number].end_s else -1
