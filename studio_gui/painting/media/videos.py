"""Frames of video files at a moment.

Decoders stay open: asking for the next frame costs one decoding step, asking for an earlier one a seek. Nothing here
plays sound.
"""

from __future__ import annotations

import math
import threading
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTransform

from studio_gui.base.media import pictures_of, slack_s
from studio_gui.painting.media.transfers import is_hdr

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.codeccontext import VideoCodecContext
    from av.video.frame import VideoFrame
    from av.video.reformatter import VideoReformatter
    from av.video.stream import VideoStream

MAX_OPEN = 16
"""Decoders kept open at once; of large videos fewer (``_MAX_PIXELS``)."""
_MAX_PIXELS = 6 * 3840 * 2160
_MOST_OF_A_FILE = 4
"""Decoders of one file, each for a moment of its own: the same video may be seen several times at once."""
_NEAR_S = 0.5
_SEE_THROUGH = {"vp9": "libvpx-vp9", "libvpx-vp9": "libvpx-vp9", "vp8": "libvpx", "libvpx": "libvpx"}
"""Decoders that know transparency, by the codec."""
_BACK_S = 1.0
"""So much farther in front the second try of a seek begins, and each one after it twice as much."""
_SKIP_AHEAD_S = 3.0
"""Farther ahead than this a seek is quicker than decoding on."""


class _Decoder:
    """One open file; not safe for two threads at once."""

    def __init__(self, path: Path) -> None:
        from av.video.reformatter import VideoReformatter

        self.path = path
        self.lock = threading.Lock()
        self.scaler = VideoReformatter()
        """Kept: making one ready for a size takes longer than to scale a picture."""
        self.is_closed = False
        self._late: int | None = None
        """By how many places its decoder gives pictures out late; None as long as that is not known."""
        self._open()
        self._start = self._stream.start_time or 0
        self._rate = float(self._stream.average_rate or 0)
        self._slack_s = slack_s(self._stream)
        self._now: VideoFrame | None = None
        self._next: VideoFrame | None = None
        self._first_s = 0.0
        self._is_at_end = False
        self._left: deque[float] = deque(maxlen=_MOST_OF_A_FILE)
        """Where it was when it was called away, in seconds."""

    @property
    def pixels(self) -> int:
        """The size of its pictures."""
        return self._stream.width * self._stream.height

    def distance_s(self, at_s: float) -> float:
        """How far it has to decode on to a moment; infinite when it would have to go back."""
        now = self._now
        ahead = at_s - self._time(now) if now is not None else 0.0
        return ahead if ahead >= 0 else math.inf

    def was_at(self, at_s: float) -> bool:
        """Whether it was called away from there: somebody asks for two moments in turns."""
        return any(0 <= at_s - left <= _NEAR_S for left in self._left)

    def close(self) -> None:
        self.is_closed = True
        self._container.close()

    def frame_at(self, at_s: float) -> VideoFrame | None:
        """The frame shown at ``at_s`` seconds: the last that began by then, or the first one."""
        if self._now is None:
            self._now = next(self._frames, None)
            self._first_s = self._time(self._now) if self._now is not None else 0.0
        # Nothing is before the first picture, also where that one comes a little late.
        at_s = max(at_s + self._slack_s, self._first_s)
        now_s = self._time(self._now) if self._now is not None else at_s
        if at_s < now_s or (at_s > now_s + _SKIP_AHEAD_S and not self._is_at_end):
            self._seek(at_s)
        while self._now is not None:
            if self._next is None:
                self._next = next(self._frames, None)
                self._is_at_end = self._next is None
            if self._next is None or self._time(self._next) > at_s:
                break
            self._now, self._next = self._next, None
        return self._now

    def _open(self) -> None:
        import av

        self._container: InputContainer = av.open(str(self.path))
        self._stream: VideoStream = pictures_of(self._container) or self._container.streams.video[0]
        self._stream.thread_type = "AUTO"
        self._frames = self._decoded()

    def _decoded(self) -> Iterator[VideoFrame]:
        """The frames from here on."""
        frames = self._decoded_as_told()
        return self._by_their_places(frames) if self._container.format.name == "avi" else frames

    def _by_their_places(self, frames: Iterator[VideoFrame]) -> Iterator[VideoFrame]:
        """The frames of an AVI, which tells no moments: those that FFmpeg makes up go wrong where pictures lean on later
        ones. Each packet has its place; the decoder gives a picture out a few places late, as many at the start as later.
        """
        place = 0
        for frame in frames:
            place = frame.dts if frame.dts is not None else place + 1  # the last ones come after all packets
            if self._late is None:
                self._late = place
            frame.pts = place - self._late + self._start
            yield frame

    def _decoded_as_told(self) -> Iterator[VideoFrame]:
        """FFmpeg's own decoders leave the transparency of WebM out."""
        tags = {tag.lower(): value for tag, value in self._stream.metadata.items()}
        # What FFmpeg knows and cannot decode, such as a drawing, has no context, whatever its types say.
        context: VideoCodecContext | None = self._stream.codec_context
        name = _SEE_THROUGH.get(context.name, "") if context is not None else ""
        return (
            self._decoded_by(name) if name and tags.get("alpha_mode") == "1" else self._container.decode(self._stream)
        )

    def _decoded_by(self, name: str) -> Iterator[VideoFrame]:
        from av.video.codeccontext import VideoCodecContext

        decoder = VideoCodecContext.create(name, "r")
        assert isinstance(decoder, VideoCodecContext)
        for packet in self._container.demux(self._stream):
            yield from decoder.decode(packet)

    def _seek(self, at_s: float) -> None:
        """Go to a frame at or before a moment.

        Streams that were made to be sent, and pictures that lean on later ones, let one in only at some places: where
        the first frame that comes is too late, one has to begin farther in front.
        """
        last = self._now
        if last is not None:
            self._left.append(self._time(last))
        back_s = 0.0
        self._now = None
        while self._now is None or self._time(self._now) > at_s:
            self._jump(at_s - back_s)
            self._now = next(self._frames, None)
            if back_s >= at_s:
                break
            back_s = min(at_s, max(_BACK_S, back_s * 2))
        self._now = self._now or last

    def _jump(self, at_s: float) -> None:
        """Decode from somewhere before a moment on: from the start where the file cannot be sought."""
        import av

        self._next, self._is_at_end = None, False
        base = float(self._stream.time_base or 0)
        if at_s > 0 and base:
            try:
                self._container.seek(max(0, self._start + int(at_s / base)), stream=self._stream, backward=True)
                self._frames = self._decoded()
                return
            except av.error.FFmpegError:
                pass
        self._container.close()
        self._open()

    def _time(self, frame: VideoFrame) -> float:
        """When a frame begins; pictures that come evenly do so although their file tells it roughly."""
        base = frame.time_base
        told_s = float(((frame.pts or 0) - self._start) * base) if base else 0.0
        even_s = round(told_s * self._rate) / self._rate if self._rate else told_s
        return even_s if abs(even_s - told_s) <= self._slack_s else told_s


class Videos:
    """The open decoders of a project's videos; safe for several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: list[_Decoder] = []
        """What was used last is last."""

    def frame(self, path: Path, at_s: float, *, size: tuple[int, int]) -> QImage | None:
        """The frame at ``at_s`` seconds, scaled to ``size``; after the end the last one, None when it cannot be read."""
        import av

        try:
            while True:
                decoder = self._decoder(path, at_s)
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
            for decoder in self._open:
                with decoder.lock:
                    decoder.close()
            self._open.clear()

    def _decoder(self, path: Path, at_s: float) -> _Decoder:
        with self._lock:
            own = [decoder for decoder in self._open if decoder.path == path]
            found = min(reversed(own), key=lambda decoder: decoder.distance_s(at_s), default=None)
            if found is None or self._wants_its_own(own, found, at_s):
                found = _Decoder(path)
            else:
                self._open.remove(found)
            self._open.append(found)
            while len(self._open) > 1 and self._is_too_much():
                oldest = self._open.pop(0)
                with oldest.lock:
                    oldest.close()
            return found

    def _wants_its_own(self, own: list[_Decoder], nearest: _Decoder, at_s: float) -> bool:
        """Whether going there would only mean to come back for the next picture."""
        if len(own) >= _MOST_OF_A_FILE or nearest.distance_s(at_s) <= _NEAR_S:
            return False
        return any(decoder.was_at(at_s) for decoder in own)

    def _is_too_much(self) -> bool:
        return len(self._open) > MAX_OPEN or sum(decoder.pixels for decoder in self._open) > _MAX_PIXELS


_MATRICES = {6: 5, 10: 9}
"""Two names for the same: SMPTE 170M is BT.601, and constant luminance is as near to BT.2020 as can be."""


def _image(frame: VideoFrame, size: tuple[int, int], scaler: VideoReformatter) -> QImage:
    from av.video.reformatter import ColorRange, Colorspace

    turned = frame.rotation % 180 != 0
    width, height = size[::-1] if turned else size
    is_see_through = len(frame.format.components) in (2, 4)
    if is_see_through:  # what nothing is seen of must not shine into its surroundings when it is scaled
        width, height = frame.width, frame.height
    matrix = _MATRICES.get(int(frame.colorspace), int(frame.colorspace))
    if matrix not in set(Colorspace):  # not said: players go by the size
        matrix = Colorspace.ITU709 if frame.height >= 720 else Colorspace.ITU601
    transfer = int(frame.color_trc)
    is_bright = is_hdr(transfer) and not is_see_through
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
        form = QImage.Format.Format_ARGB32 if is_see_through else QImage.Format.Format_RGB32
        view = QImage(memoryview(plane), picture.width, picture.height, plane.line_size, form)
    if is_see_through:
        ways = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        wanted = size[::-1] if turned else size
        view = view.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied).scaled(*wanted, *ways)
    return view.transformed(QTransform().rotate(-frame.rotation)) if frame.rotation else view.copy()
