"""Frames of video files at a moment.

Decoders stay open: asking for the next frame costs one decoding step, asking for an earlier one a seek. Nothing here
plays sound.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QTransform

from studio_gui.painting.media.transfers import is_hdr

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.reformatter import VideoReformatter
    from av.video.stream import VideoStream

MAX_OPEN = 6
"""Decoders kept open at once."""
_SKIP_AHEAD_S = 3.0
"""Farther ahead than this a seek is quicker than decoding on."""


class _Decoder:
    """One open file; not safe for two threads at once."""

    def __init__(self, path: Path) -> None:
        import av
        from av.video.reformatter import VideoReformatter

        self.lock = threading.Lock()
        self.scaler = VideoReformatter()
        """Kept: making one ready for a size takes longer than to scale a picture."""
        self.is_closed = False
        self._container: InputContainer = av.open(str(path))
        self._stream: VideoStream = self._container.streams.video[0]
        self._stream.thread_type = "AUTO"
        self._frames = self._container.decode(self._stream)
        self._start = self._stream.start_time or 0
        self._now: VideoFrame | None = None
        self._next: VideoFrame | None = None

    def close(self) -> None:
        self.is_closed = True
        self._container.close()

    def frame_at(self, at_s: float) -> VideoFrame | None:
        """The frame shown at ``at_s`` seconds: the last that began by then, or the first one."""
        if self._now is not None and (at_s < self._time(self._now) or at_s > self._time(self._now) + _SKIP_AHEAD_S):
            self._seek(at_s)
        if self._now is None:
            self._now = next(self._frames, None)
        while self._now is not None:
            if self._next is None:
                self._next = next(self._frames, None)
            if self._next is None or self._time(self._next) > at_s + 1e-6:
                break
            self._now, self._next = self._next, None
        return self._now

    def _seek(self, at_s: float) -> None:
        base = self._stream.time_base
        target = self._start + (int(at_s / float(base)) if base else 0)
        self._container.seek(max(0, target), stream=self._stream, backward=True)
        self._frames = self._container.decode(self._stream)
        last = self._now
        self._now = self._next = None
        # Past the end there is nothing to decode any more: the last frame stays.
        self._now = next(self._frames, None) or last

    def _time(self, frame: VideoFrame) -> float:
        base = frame.time_base
        return float(((frame.pts or 0) - self._start) * base) if base else 0.0


class Videos:
    """The open decoders of a project's videos; safe for several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: OrderedDict[Path, _Decoder] = OrderedDict()

    def frame(self, path: Path, at_s: float, *, size: tuple[int, int]) -> QImage | None:
        """The frame at ``at_s`` seconds, scaled to ``size``; after the end the last one, None when it cannot be read."""
        import av

        try:
            while True:
                decoder = self._decoder(path)
                with decoder.lock:
                    if decoder.is_closed:
                        continue  # by another thread, in this very moment
                    frame = decoder.frame_at(max(0.0, at_s))
                    return None if frame is None else _image(frame, size, decoder.scaler)
        except (av.error.FFmpegError, OSError, ValueError, IndexError):
            return None

    def close(self) -> None:
        """Close every file."""
        with self._lock:
            for decoder in self._open.values():
                with decoder.lock:
                    decoder.close()
            self._open.clear()

    def _decoder(self, path: Path) -> _Decoder:
        with self._lock:
            if path not in self._open:
                self._open[path] = _Decoder(path)
            self._open.move_to_end(path)
            while len(self._open) > MAX_OPEN:
                _, oldest = self._open.popitem(last=False)
                with oldest.lock:
                    oldest.close()
            return self._open[path]


def _image(frame: VideoFrame, size: tuple[int, int], scaler: VideoReformatter) -> QImage:
    from av.video.reformatter import ColorRange, Colorspace

    turned = frame.rotation % 180 != 0
    width, height = size[::-1] if turned else size
    matrix = int(frame.colorspace)
    if matrix not in set(Colorspace):  # not said: players go by the size
        matrix = Colorspace.ITU709 if frame.height >= 720 else Colorspace.ITU601
    transfer = int(frame.color_trc)
    is_bright = is_hdr(transfer)
    picture = scaler.reformat(
        frame,
        width=width,
        height=height,
        format="rgb48le" if is_bright else "bgra",
        interpolation="AREA",
        src_colorspace=matrix,
        dst_colorspace=matrix,
        src_color_range=frame.color_range or ColorRange.MPEG,
        dst_color_range=ColorRange.JPEG,
        threads=1,  # waking others takes longer than what they save
    )
    if is_bright:
        # Slow to load and rarely needed: the window starts without it.
        import numpy as np

        from studio_gui.painting.media.hdr import toned

        pixels = toned(np.asarray(picture.to_ndarray(), np.uint16), transfer)
        view = QImage(pixels.data, picture.width, picture.height, QImage.Format.Format_RGB32)
    else:
        plane = picture.planes[0]
        view = QImage(memoryview(plane), picture.width, picture.height, plane.line_size, QImage.Format.Format_RGB32)
    return view.transformed(QTransform().rotate(-frame.rotation)) if frame.rotation else view.copy()
