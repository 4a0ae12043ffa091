"""A finished file read again: what is really in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import av

from studio_gui.base.errors import RenderError
from studio_gui.render.formats.table import Format

_UNPROBED = {"probesize": "32"}
"""What FFmpeg would find out by decoding is decoded here anyway."""


@dataclass(frozen=True, slots=True)
class Found:
    """Frames (0 where the file does not count them), length, size, and how roughly the length is known."""

    frames: int
    length_s: float
    size: tuple[int, int]
    rough_s: float


def look_at(file: Path, form: Format) -> Found:
    """Open a file, decode its first picture or sound, and answer what it says of itself.

    The length is that of the pictures where there are any. Raises ``av.error.FFmpegError`` when it cannot be read and
    :class:`RenderError` when nothing is in it.
    """
    with av.open(str(file), format=form.container, options=_UNPROBED) as written:
        streams = written.streams.video if form.has_pictures else written.streams.audio
        first = next(written.decode(streams[0]), None) if streams else None
        if first is None:
            raise RenderError(
                "The finished video is empty, so it was thrown away.",
                "Try again; if it happens again, please report it.",
            )
        stream = streams[0]
        exact = stream.duration * stream.time_base if stream.duration and stream.time_base else None
        length_s = float(exact) if exact is not None else (written.duration or 0) / av.time_base
        size = (first.width, first.height) if isinstance(first, av.VideoFrame) else (0, 0)
        frames = stream.frames if form.has_pictures and form.container != "gif" else 0
    # Matroska counts in milliseconds, GIF in hundredths; lossy sound is padded to whole blocks.
    return Found(frames, length_s, size, 0.0 if form.container in ("mp4", "mov") else 0.15)
