"""What a service wants of footage, and the findings that follow from what was seen and heard. Pure.

Container and the field's types are Creatify's documents; 15 to 300 seconds is what its own clients observed. The rest
(size, frame rate, light, sharpness, loudness) are hints: what makes an avatar look and sound poor.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studio_gui.base.film_time import length_words
from studio_gui.render.footage.finding import Finding, FootageFacts, Severity

SHORTEST_S, LONGEST_S = 15.0, 300.0
FEWEST_LINES, MOST_LINES = 720, 2160
SLOWEST_FPS, FASTEST_FPS = 23.0, 61.0
CONTAINERS = ("mp4", "mov")
VIDEO_CODECS = ("h264", "hevc")
QUIETEST_LUFS, LOUDEST_LUFS = -34.0, -9.0
SILENCE_LUFS = -60.0

_DARK, _BRIGHT, _BLACK = 52.0, 205.0, 12.0
_SOFT = 6.0
_STILL = 0.35
_CLIPPED = 0.002
_SPOKEN = 0.3


@dataclass(frozen=True, slots=True)
class Look:
    """One moment that was looked at: ``light`` 0 to 255, ``detail`` the strength of edges, ``change`` to the moment before."""

    at_s: float
    light: float
    detail: float
    change: float | None = None


@dataclass(frozen=True, slots=True)
class Hearing:
    """A second of sound or so: loudness in LUFS and the share of samples at full scale."""

    at_s: float
    lufs: float
    clipped: float


def of_file(facts: FootageFacts) -> Iterator[Finding]:
    """What follows from the file's own words."""
    if facts.container not in CONTAINERS:
        words = f"It is not MP4 or MOV but {facts.container}; footage has to be MP4 or MOV."
        yield Finding("error", "container", words, "Encode it anew.", can_be_fitted=True)
    if facts.video_codec not in VIDEO_CODECS:
        words = f"Its picture is coded as {facts.video_codec}; H.264 is what every service reads."
        yield Finding("warning", "codec", words, "Encode it anew.", can_be_fitted=True)
    yield from _length(facts.duration_s)
    yield from _picture(facts)
    if not facts.audio_codec:
        yield Finding("error", "no-sound", "It has no sound; the voice is taken from it.", "Record it with sound.")


def _length(length_s: float) -> Iterator[Finding]:
    if length_s < SHORTEST_S:
        words = f"It is {length_s:.1f} s long; {SHORTEST_S:.0f} s to 5 minutes are taken."
        yield Finding("error", "too-short", words, "Record at least half a minute of speech.")
    elif length_s > LONGEST_S:
        words = f"It is {length_words(length_s)} long; {SHORTEST_S:.0f} s to 5 minutes are taken."
        yield Finding("error", "too-long", words, "Cut out the best part.", (LONGEST_S,), can_be_fitted=True)


def _picture(facts: FootageFacts) -> Iterator[Finding]:
    lines = min(facts.width, facts.height)
    size = f"{facts.width} × {facts.height}"
    if lines < FEWEST_LINES:
        yield Finding("warning", "small", f"The picture is {size}; at least 1280 × 720 looks sharp.", "Film it larger.")
    elif lines > MOST_LINES:
        words = f"The picture is {size}; more than 3840 × 2160 only takes longer."
        yield Finding("warning", "large", words, "Encode it anew.", can_be_fitted=True)
    if facts.rotation:
        words = f"The camera noted a turn by {facts.rotation}°, which some programs overlook: the person would lie."
        yield Finding("warning", "turned", words, "Encode it upright.", can_be_fitted=True)
    if facts.fps < SLOWEST_FPS:
        yield Finding(
            "warning", "slow", f"It has {facts.fps:.3g} frames a second; lips need 24 or more.", "Film it anew."
        )
    elif facts.fps > FASTEST_FPS:
        words = f"It has {facts.fps:.3g} frames a second; 24 to 60 are usual."
        yield Finding("warning", "fast", words, "Encode it anew.", can_be_fitted=True)


def of_looks(looks: Sequence[Look]) -> Iterator[Finding]:
    """What follows from the moments that were looked at."""
    if not looks:
        yield Finding("error", "no-picture", "No picture of it can be decoded.", "Save it anew from where it was made.")
        return
    for code, words, hint, at in (
        ("black", "The picture is black.", "Cut it away.", [x for x in looks if x.light < _BLACK]),
        ("dark", "It is dark.", "Film with light from the front.", [x for x in looks if _BLACK <= x.light < _DARK]),
        ("bright", "It is over-exposed.", "Film with less light, or lock the exposure.", [x for x in looks if x.light > _BRIGHT]),
        ("soft", "It is not sharp.", "Clean the lens and focus on the face.", [x for x in looks if x.light >= _BLACK and x.detail < _SOFT]),
    ):  # fmt: skip
        if at:
            is_all = len(at) == len(looks)
            severity: Severity = "warning" if is_all or code == "black" or len(at) * 3 > len(looks) else "info"
            yield Finding(severity, code, words, hint, tuple(x.at_s for x in at))
    moved = [x.change for x in looks if x.change is not None]
    if len(moved) >= 2 and max(moved) < _STILL:
        words = "Nothing moves: it is a still picture, and no lips are seen speaking."
        yield Finding("warning", "still", words, "Record a person who speaks to the camera.")


def of_sound(hearings: Sequence[Hearing], lufs: float) -> Iterator[Finding]:
    """What follows from what was heard; ``lufs`` is the loudness of all of it."""
    if not hearings:
        yield Finding("error", "no-sound", "Its sound cannot be decoded.", "Save it anew from where it was made.")
        return
    if math.isinf(lufs) or lufs < SILENCE_LUFS:
        yield Finding("error", "silent", "Nothing is heard in it; the voice is taken from it.", "Check the microphone.")
        return
    heard = [x for x in hearings if x.lufs > lufs - 20]
    if len(heard) < _SPOKEN * len(hearings):
        words = f"Somebody is heard in {len(heard) / len(hearings):.0%} of it only."
        yield Finding("warning", "few-words", words, "Speak for most of the time.", tuple(x.at_s for x in heard[:8]))
    clipped = [x for x in hearings if x.clipped > _CLIPPED]
    if clipped:
        words = "The sound is over-driven and rattles."
        severity: Severity = "warning" if len(clipped) * 10 > len(hearings) else "info"
        yield Finding(severity, "clipped", words, "Record farther from the microphone.", tuple(x.at_s for x in clipped))
    if lufs < QUIETEST_LUFS:
        words = f"It is very quiet ({lufs:.0f} LUFS; speech has about -16)."
        yield Finding("warning", "quiet", words, "Encode it anew louder.", can_be_fitted=True)
    elif lufs > LOUDEST_LUFS:
        words = f"It is very loud ({lufs:.0f} LUFS; speech has about -16)."
        yield Finding("warning", "loud", words, "Encode it anew quieter.", can_be_fitted=True)
