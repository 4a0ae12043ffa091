"""The files behind the names a project uses for its media, and what is known of videos and sounds.

``media/…`` lies in the project's folder, ``builtin:…`` among the resources of the program. Nothing is ever fetched
from the network here.
"""

from __future__ import annotations

import math
import re
import threading
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from studio_gui.base.paths import resource

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

BUILTIN = "builtin:"
_REF = re.compile(r"media/[A-Za-z0-9][A-Za-z0-9_-]{0,99}\.[A-Za-z0-9]{1,8}")
_BUILTIN_PART = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")

_NARROWEST = 0.25
"""Pixels of other shapes than up to four to one are a mistake of their file."""
_TAIL_S = 0.1
"""Encoders fill the last block of a sound: it is a little longer than its pictures without saying anything."""
_ENOUGH = 240
"""So many pictures tell whether they come evenly."""


@dataclass(frozen=True, slots=True)
class PlayedFacts:
    """What is known of a video: its size as shown (phones turn theirs), frames per second, length."""

    width: int
    height: int
    rate: float
    duration_s: float
    has_sound: bool
    starts_s: tuple[float, ...] = ()
    """When each picture begins, for videos whose pictures come unevenly, as from phones and screen recorders."""
    slack_s: float = 1e-6
    """See :func:`slack_s`."""

    def picture_at(self, at_s: float) -> int:
        """A number for what is seen ``at_s`` seconds in: the same as long as the same picture is."""
        if self.starts_s:
            return bisect_right(self.starts_s, at_s + self.slack_s)
        last = max(0, round(self.duration_s * self.rate) - 1)
        return min(last, math.floor((at_s + self.slack_s) * self.rate))


def pictures_of(container: InputContainer) -> VideoStream | None:
    """The moving pictures of an open file, at whose first one everything in it begins; not the cover of a sound."""
    from av.stream import Disposition

    return next((each for each in container.streams.video if not each.disposition & Disposition.attached_pic), None)


def shown_size(stream: VideoStream, frame: VideoFrame) -> tuple[int, int]:
    """Width and height as people see a video: with pixels as wide as it says, turned as its camera noted."""
    ratio = float(stream.sample_aspect_ratio or 1)
    width = round(frame.width * ratio) if _NARROWEST <= ratio <= 1 / _NARROWEST else frame.width
    return (frame.height, width) if frame.rotation % 180 else (width, frame.height)


def slack_s(stream: VideoStream) -> float:
    """By how much the moments that a file tells may be wrong: WebM and Matroska count in whole milliseconds."""
    return 1e-6 + float(stream.time_base or 0) / 2


_WAVE_PACKETS = 2
"""In a .wav there may be DTS instead of samples, and FFmpeg looks for it through half a megabyte at each opening, which
takes as long as encoding two seconds of sound; of these packets of four kilobytes DTS fills the first."""


def open_media(path: Path) -> InputContainer:
    """A video or sound file, to be read; raises ``OSError`` or ``av.error.FFmpegError``."""
    import av

    options = {"max_probe_packets": str(_WAVE_PACKETS)} if path.suffix.lower() == ".wav" else {}
    return av.open(str(path), options=options)


def facts_of(path: Path) -> PlayedFacts | None:
    """Size, frames per second and length of a video or sound file, or None when it is neither.

    A sound has width and height 0.
    """
    import av

    try:
        with open_media(path) as container:
            length = container.duration / av.time_base if container.duration else 0.0
            has_sound = bool(container.streams.audio)
            stream = pictures_of(container)
            if stream is None:
                return PlayedFacts(0, 0, 0.0, length, has_sound) if has_sound else None
            rate = float(stream.average_rate or stream.guessed_rate or 25)
            if stream.duration and stream.time_base:
                length = _length_s(container, stream)
            first = next(container.decode(stream))
            size = shown_size(stream, first)
            return PlayedFacts(*size, rate, length, has_sound, _uneven_starts(path, stream, rate), slack_s(stream))
    except (av.error.FFmpegError, OSError, ValueError, StopIteration):
        return None


def _length_s(container: InputContainer, pictures: VideoStream) -> float:
    """How long a video lasts: to the end of its pictures, or of its sound where that goes on over the last one."""
    ends = []
    for stream in (pictures, *container.streams.audio[:1]):
        if stream.duration and stream.time_base:
            ends.append(float(((stream.start_time or 0) + stream.duration) * stream.time_base))
    begin = float((pictures.start_time or 0) * (pictures.time_base or 0))
    return (max(ends) if ends[-1] > ends[0] + _TAIL_S else ends[0]) - begin


def _uneven_starts(path: Path, stream: VideoStream, rate: float) -> tuple[float, ...]:
    """When each picture begins, where they come unevenly; nothing is decoded for it."""
    import av

    with av.open(str(path)) as container:
        again = pictures_of(container)
        if again is None or not again.time_base:
            return ()
        first, unit, slack = again.start_time or 0, again.time_base, slack_s(again)
        begins = (float((packet.pts - first) * unit) for packet in container.demux(again) if packet.pts is not None)
        known = list(islice(begins, _ENOUGH))
        is_even = stream.base_rate and abs(float(stream.base_rate) - rate) <= rate * 0.02
        # Of what is sent while it is recorded the rate is only guessed: the moments themselves tell.
        if is_even and all(abs(round(at * rate) / rate - at) <= slack for at in known):
            return ()
        return tuple(sorted(chain(known, begins)))


def resolve(ref: str, folder: Path | None) -> Path | None:
    """The file a reference means, or None when it is missing or does not name a file of the project or program.

    A link that leads out of the folder is none of it: whoever opens a stranger's project shows and sends no file of
    one's own.
    """
    try:
        if ref.startswith(BUILTIN):
            parts = ref.removeprefix(BUILTIN).split("/")
            path = resource(*parts) if all(_BUILTIN_PART.fullmatch(part) for part in parts) else None
            return path if path is not None and path.is_file() else None
        if folder is None or not _REF.fullmatch(ref):
            return None
        path = folder / ref
        return path if path.is_file() and path.resolve().is_relative_to(folder.resolve()) else None
    except OSError:
        return None


def refs_in(text: str) -> frozenset[str]:
    """Whatever is a reference to a file of a project in a text, which may be JSON as any program writes it."""
    return frozenset(_REF.findall(text.replace("\\/", "/")))


def finder(folder: Path) -> Callable[[str], bool]:
    """Says whether a reference means a file: see :func:`resolve`. For one look through a project, whose clips share files."""
    return cache(lambda ref: resolve(ref, folder) is not None)


class MediaFiles:
    """The media of one project as files; safe for several threads.

    What ``known`` of the same folder has found out, and will, is shared with it: looking at a long video takes a while.
    """

    def __init__(self, folder: Path | None, *, known: MediaFiles | None = None) -> None:
        self.folder = folder
        self._paths: dict[str, Path] = {} if known is None else known._paths
        self._facts: dict[tuple[Path, int], PlayedFacts | None] = {} if known is None else known._facts
        self._lock: threading.Lock = threading.Lock() if known is None else known._lock

    def path_of(self, ref: str) -> Path | None:
        """The file behind a reference: see :func:`resolve`."""
        known = self._paths.get(ref)
        if known is None:
            known = resolve(ref, self.folder)
            if known is not None:
                self._paths[ref] = known
        return known if known is not None and known.is_file() else None

    def facts(self, ref: str) -> PlayedFacts | None:
        """What is known of a video or sound, or None."""
        found = self.stamped(ref)
        if found is None:
            return None
        with self._lock:
            if found in self._facts:
                return self._facts[found]
        facts = facts_of(found[0])
        with self._lock:
            self._facts[found] = facts
        return facts

    def duration_s(self, ref: str) -> float | None:
        """How long a video or sound plays, in seconds, or None."""
        facts = self.facts(ref)
        return facts.duration_s if facts else None

    def stamped(self, ref: str) -> tuple[Path, int] | None:
        """The file with the time it was last written, so that a replaced file is read again."""
        path = self._paths.get(ref) or self.path_of(ref)
        try:
            return (path, path.stat().st_mtime_ns) if path else None
        except OSError:
            return None
