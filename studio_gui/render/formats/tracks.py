"""Video tracks of which every frame is encoded, and the settings of their encoders.

H.264 has a track of its own, in which unchanged frames cost next to nothing: ``render.encoder``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Protocol

from av.container import OutputContainer
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType, VideoFrame
from av.video.stream import VideoStream

from studio_gui.render.encoder import KEY_FRAME_S, VideoPacket, VideoShape
from studio_gui.render.planes import Picture
from studio_gui.render.segments.store import Recording, Segment

SETTINGS: dict[str, dict[str, str]] = {
    "libx265": {"preset": "veryfast", "crf": "25", "x265-params": "log-level=none:info=0", "forced-idr": "1"},
    "libsvtav1": {"preset": "9", "crf": "30"},
    "libvpx-vp9": {"deadline": "good", "cpu-used": "5", "row-mt": "1", "crf": "30", "auto-alt-ref": "0"},
    "prores_ks": {"profile": "4444", "vendor": "apl0"},
    "gif": {"gifflags": "+transdiff+offsetting"},
}
"""Options of encoders; the qualities look alike to that of the H.264 set-up."""


class Track(Protocol):
    """Takes the pictures of a video in order, on one thread."""

    def begin(self, record: Recording | None = None, *, flows: bool = False) -> None:
        """A scene begins; what it is made of goes to ``record``, where the track can use it again.

        It ``flows`` when nearly every frame is a new picture.
        """

    def replay(self, segment: Segment, record: Recording | None = None) -> None:
        """A whole scene as it was made before."""

    def show(self, frame: Picture, *, key: bool = False) -> None:
        """The next frame is a new picture; ``key`` makes it one a player can jump to."""

    def hold(self, count: int) -> None:
        """The last picture stays for so many more frames."""

    def close(self) -> None:
        """Nothing more comes."""


def add_video(container: OutputContainer, encoder: str, shape: VideoShape, *, is_transparent: bool) -> VideoStream:
    """A stream of an encoder of ``SETTINGS`` in a container that is being written."""
    stream = container.add_stream(encoder, rate=shape.fps, options=dict(SETTINGS[encoder]))
    assert isinstance(stream, VideoStream)
    context = stream.codec_context
    assert isinstance(context, VideoCodecContext)
    context.width, context.height = shape.width, shape.height
    context.pix_fmt = _pixel_format(encoder, is_transparent=is_transparent)
    context.time_base, context.framerate = Fraction(1, shape.fps), Fraction(shape.fps)
    context.bit_rate = 0
    if encoder == "gif":
        return stream
    context.color_primaries = context.color_trc = context.colorspace = 1  # bt709
    context.color_range = 1  # limited
    context.gop_size = KEY_FRAME_S * shape.fps
    if encoder == "libx265":
        context.codec_tag = "hvc1"  # without it Apple's players do not look at the file
    if encoder == "libvpx-vp9" and is_transparent:
        stream.metadata["alpha_mode"] = "1"
    return stream


def _pixel_format(encoder: str, *, is_transparent: bool) -> str:
    if encoder == "gif":
        return "pal8"
    if encoder == "prores_ks":
        return "yuva444p10le" if is_transparent else "yuv444p10le"
    return "yuva420p" if is_transparent else "yuv420p"


class PlainTrack:
    """Encodes every frame, or gives the last its time where the format knows no constant rate."""

    def __init__(
        self, stream: VideoStream, *, write: Callable[[Sequence[VideoPacket]], None], is_sparse: bool = False
    ) -> None:
        self._stream, self._write, self._is_sparse = stream, write, is_sparse
        self._next = self._shown = 0
        self._last: VideoFrame | None = None

    def begin(self, record: Recording | None = None, *, flows: bool = False) -> None:
        """See :class:`Track`."""

    def replay(self, segment: Segment, record: Recording | None = None) -> None:
        """Nothing is kept of these tracks."""
        raise ValueError("nothing is kept of this track")

    def show(self, frame: Picture, *, key: bool = False) -> None:
        """See :class:`Track`."""
        assert isinstance(frame, VideoFrame)
        frame.pict_type = PictureType.I if key else PictureType.NONE
        self._encode(frame)
        frame.pict_type = PictureType.NONE

    def hold(self, count: int) -> None:
        """See :class:`Track`."""
        if self._is_sparse:
            self._next += count
            return
        for _ in range(count):
            if self._last is not None:
                self._encode(self._last)

    def close(self) -> None:
        """See :class:`Track`."""
        if self._last is not None and self._next > self._shown:
            self._next -= 1  # the last moment is written, so that the last picture has its time
            self._encode(self._last)
        self._hand_on(None)

    def _encode(self, frame: VideoFrame) -> None:
        frame.pts, frame.time_base = self._next, Fraction(1, int(self._stream.average_rate or 1))
        self._last = frame
        self._next += 1
        self._shown = self._next
        self._hand_on(frame)

    def _hand_on(self, frame: VideoFrame | None) -> None:
        for packet in self._stream.encode(frame):
            self._write([packet])
