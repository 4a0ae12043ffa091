"""Opening a video file so that a broken one, or a slow disk, is told of within seconds."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from studio_gui.base.errors import MediaError

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

_TIMEOUT_S = 10.0
_DECODE_S = 1.0
_MOST_PIXELS = 100_000_000
_ACCEPTED = "Choose an MP4 or MOV video of a person who speaks."


@contextlib.contextmanager
def opened(file: Path) -> Iterator[InputContainer]:
    """The container, with a picture; raises :class:`MediaError` for what is missing, broken or no video."""
    import av

    av.logging.set_level(None)
    try:
        size = file.stat().st_size
    except OSError as error:
        raise MediaError(f"“{file.name}” cannot be read.", "Check the path and its rights.", str(error)) from None
    if not file.is_file():
        raise MediaError(f"“{file.name}” is no file.", _ACCEPTED)
    if not size:
        raise MediaError(f"“{file.name}” is empty.", _ACCEPTED)
    broken = MediaError(f"“{file.name}” is broken, cut off, or no video.", _ACCEPTED)
    options = {"max_pixels": str(_MOST_PIXELS)}
    try:
        container = av.open(str(file), options=options, timeout=(_TIMEOUT_S, _TIMEOUT_S))
    except (av.error.FFmpegError, OSError, ValueError, EOFError) as error:
        broken.detail = str(error)
        raise broken from None
    with container:
        if not container.streams.video:
            raise MediaError(f"“{file.name}” has no picture.", _ACCEPTED)
        yield container


def frame_at(container: InputContainer, stream: VideoStream, at_s: float) -> VideoFrame | None:
    """The frame of a moment, or one a little before it: a seek, then as much decoding as a second allows.

    None where nothing can be decoded.
    """
    import av

    base = stream.time_base
    target = (stream.start_time or 0) + (int(at_s / float(base)) if base else 0)
    limit = time.monotonic() + _DECODE_S
    found: VideoFrame | None = None
    try:
        container.seek(max(0, target), stream=stream, backward=True)
        for frame in container.decode(stream):
            if found is not None and time_of(frame, stream) > at_s + 1e-6:
                break
            found = frame
            if time.monotonic() > limit:
                break
    except (av.error.FFmpegError, OSError, ValueError, EOFError):
        pass  # what was decoded until here is what there is
    return found


def time_of(frame: VideoFrame, stream: VideoStream) -> float:
    """When a frame is shown, in seconds from the start."""
    base = stream.time_base
    return float(((frame.pts or 0) - (stream.start_time or 0)) * base) if base else 0.0
