"""What is written at the foot of a scene and when, by the words its voice really said."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from studio_gui.files.exporting.cues import SHORTEST_S, Cue, Word, cues_of
from studio_gui.model.captions import LINE_WIDTH
from studio_gui.model.project import Project
from studio_gui.speech.sound import Sound

LINGER_S = 0.8
"""How long a caption may stand after what it says."""

_BLOCK_S, _SILENT = 0.02, 330
_ONSET_S = 0.3
"""A word may be heard so much before the moment a voice names for it."""


def captions_of(project: Project, text: str, sound: Sound, *, start_s: float, length_s: float) -> tuple[Cue, ...]:
    """The captions of a scene whose speech is ``text``, as it is written and shown.

    ``start_s`` is where the scene begins, ``length_s`` how long it is; words after its end are not heard.
    """
    heard = min(sound.duration_s, length_s)
    if heard <= 0:
        return ()
    words = [Word(mark.start_s, mark.text_offset) for mark in sound.marks]
    width = LINE_WIDTH.get(project.orientation, LINE_WIDTH["landscape"])
    cues = cues_of(text, words, start_s=start_s, duration_s=heard, line_width=width)
    return _without_silence(cues, sound, start_s)


def _without_silence(cues: Sequence[Cue], sound: Sound, start_s: float) -> tuple[Cue, ...]:
    """Captions leave a moment after their last sound: they do not stand through a long pause."""
    width = max(1, round(sound.rate * _BLOCK_S))
    count = len(sound.samples) // width
    blocks = sound.samples[: count * width].reshape(-1, width)
    loud = np.flatnonzero((blocks.max(axis=1, initial=0) > _SILENT) | (blocks.min(axis=1, initial=0) < -_SILENT))
    found = []
    for cue in cues:
        last = int(np.searchsorted(loud, (cue.end_s - start_s - _ONSET_S) / _BLOCK_S)) - 1
        until = start_s + (loud[last] + 1) * _BLOCK_S + LINGER_S if last >= 0 else cue.end_s
        found.append(replace(cue, end_s=min(cue.end_s, max(cue.start_s + SHORTEST_S, float(until)))))
    return tuple(found)


def cue_at(cues: Sequence[Cue], at_s: float) -> int:
    """The number of the cue that is seen at a moment; -1 for none. ``cues`` follow one another."""
    number = bisect.bisect_right(cues, at_s + 1e-6, key=lambda cue: cue.start_s) - 1
    return number if number >= 0 and at_s + 1e-6 < cues[number].end_s else -1
