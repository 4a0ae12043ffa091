"""The video track: frames that changed are encoded, frames that did not cost a few ready-made bytes.

The encoder is set up plainly (no B-frames, one reference, no look-ahead, no weights, no scene cut), so its packets
may be moved apart and the gaps filled with pictures that say "as before". Such a packet is encoded once for a flat
picture with the same set-up and only gets its number changed. Decoders show bit-identical frames, the frame rate stays
constant and every player can seek. Where the parameter sets are not byte-equal or the trial decode differs, every
frame is encoded instead.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

import av
import numpy as np
from av.codec.context import Flags
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType, VideoFrame

from studio_gui.render.bitstream import Numbering, is_only_slices, numbering_of, renumbered
from studio_gui.render.planes import Picture, frame_of
from studio_gui.render.segments.once import made_once
from studio_gui.render.segments.store import Recording, Segment

VideoPacket: TypeAlias = "Packet[Any]"

KEY_FRAME_S = 8
"""At most so many seconds between key frames: what a player decodes at most when somebody jumps."""

# Key frames are few and stay on the screen for long: ipratio spends more on them (53 dB on a drawn scene, where
# the usual set-up with its look-ahead gives 50).
_PLAIN = (
    "bframes=0:ref=1:weightp=0:scenecut=0:rc-lookahead=0:sync-lookahead=0:mbtree=0:keyint=infinite:force-cfr=1"
    ":ipratio=2.0"
)
_OPTIONS = {"preset": "veryfast", "crf": "23", "forced-idr": "1", "x264-params": _PLAIN}


_LONG_S = 0.5
"""A picture that stays so long where others flow is worth a new key frame after it."""
_TRIAL = 4
_KEY, _PREDICTED, _HOLD = 1, 2, 3
"""What the records of a kept scene are: a packet, or for how many frames the last picture stays."""


@dataclass(frozen=True, slots=True)
class VideoShape:
    """Width, height and frames per second of a video."""

    width: int
    height: int
    fps: int


def set_up(context: VideoCodecContext, shape: VideoShape, *, flows: bool = False) -> None:
    """Give an unopened encoder the plain set-up, the same whatever the machine has.

    Each picture comes out at once, made by two threads, four above 1080 lines. Where a video ``flows``, four pictures
    are made at the same time, which is quicker, and come out three later; not above 1080 lines, where it takes 300 MB
    more.
    """
    is_large = min(shape.width, shape.height) > 1080
    context.width, context.height, context.pix_fmt = shape.width, shape.height, "yuv420p"
    context.time_base, context.framerate = Fraction(1, shape.fps), Fraction(shape.fps)
    context.options = _OPTIONS
    context.thread_type = "FRAME" if flows and not is_large else "SLICE"
    context.thread_count = 4 if flows or is_large else 2
    context.flags |= Flags.global_header
    context.color_primaries = context.color_trc = context.colorspace = 1  # bt709
    context.color_range = 1  # limited


@dataclass(frozen=True, slots=True)
class StillPacket:
    """A packet that shows the picture before it once more, and the parameter sets it goes with."""

    data: bytes
    numbering: Numbering
    parameters: bytes

    def numbered(self, number: int) -> bytes:
        """The packet as the ``number``-th picture after a key frame; there are only a few different ones."""
        return _numbered(self.data, number % self.numbering.modulus, self.numbering)


@lru_cache(maxsize=512)
def _numbered(data: bytes, number: int, numbering: Numbering) -> bytes:
    return renumbered(data, number, numbering)


@lru_cache(maxsize=8)
def still_packet(shape: VideoShape) -> StillPacket | None:
    """The ready-made packet for a shape, or None where a trial shows that it does not hold what it promises."""
    what = f"still packet {_OPTIONS} {shape} {av.__version__} {av.library_versions}"
    return _still_of(made_once(what, lambda: _flat_packets(shape) if _holds() else []))


def _still_of(packets: Sequence[bytes]) -> StillPacket | None:
    """The packet out of what :func:`_flat_packets` made; None when that is nothing to hold a picture with."""
    if not packets:
        return None
    parameters, data = packets
    numbering = numbering_of(parameters)
    return StillPacket(data, numbering, parameters) if numbering is not None and is_only_slices(data) else None


def _flat_packets(shape: VideoShape) -> list[bytes]:
    """The parameter sets, and the packet of a flat picture that stays; nothing where more comes out than that."""
    context = VideoCodecContext.create("libx264", "w")
    set_up(context, shape)
    flat = np.full((shape.height * 3 // 2, shape.width), 128, np.uint8)
    packets = []
    for index in range(2):
        frame = frame_of(flat)
        frame.pts = index
        packets += context.encode(frame)
    packets += context.encode(None)
    return [bytes(context.extradata or b""), bytes(packets[1])] if len(packets) == 2 else []


def _holds() -> bool:
    """Decode a busy picture followed by still packets, one with a number changed: all must be equal."""
    shape = VideoShape(256, 144, 25)
    still = _still_of(_flat_packets(shape))
    context = VideoCodecContext.create("libx264", "w")
    set_up(context, shape)
    rows = np.arange(shape.height * 3 // 2, dtype=np.uint32)[:, None]
    busy = ((rows * 7 + np.arange(shape.width, dtype=np.uint32) * rows // 64) % 200 + 20).astype(np.uint8)
    first = frame_of(busy)
    first.pts = 0
    packets = [*context.encode(first), *context.encode(None)]
    if still is None or len(packets) != 1 or bytes(context.extradata or b"") != still.parameters:
        return False
    decoder = VideoCodecContext.create("h264", "r")
    decoder.extradata = still.parameters
    shown = decoder.decode(packets[0])
    for number in range(1, _TRIAL):
        shown += decoder.decode(Packet(renumbered(still.data, number, still.numbering)))
    shown += decoder.decode(None)
    pictures = [frame.to_ndarray() for frame in shown]
    return len(pictures) == _TRIAL and all(np.array_equal(pictures[0], picture) for picture in pictures)


class VideoTrack:
    """Encodes the frames of a video in order and hands on packets with their times.

    Each scene has an encoder of its own, so its packets depend on nothing else and can be kept and used again.
    ``write`` takes finished packets, at most a second of them; it is called on whatever thread calls ``show`` and
    ``hold``. ``context`` is the opened encoder whose parameter sets stand in the file.
    """

    def __init__(
        self, context: VideoCodecContext, shape: VideoShape, *, write: Callable[[Sequence[VideoPacket]], None]
    ) -> None:
        self._shape, self._write = shape, write
        self._time_base = Fraction(1, shape.fps)
        self._parameters = bytes(context.extradata or b"")
        self._period = KEY_FRAME_S * shape.fps
        self._encoder: VideoCodecContext | None = None
        self._record: Recording | None = None
        self._flows = False
        self._stays = 0
        """For how many frames the last picture has stayed."""
        self._since_key = 0
        self._fed = 0
        self._waiting: deque[int] = deque()
        self._number = 0
        self._next = 0
        self._last: VideoFrame | None = None
        self._key: bytes | None = None
        """The packet of the key frame that is still to be seen."""

    @cached_property
    def _still(self) -> StillPacket | None:
        """Looked for by whoever needs it first: other threads go on meanwhile."""
        still = still_packet(self._shape)
        return still if still is not None and still.parameters == self._parameters else None

    def begin(self, record: Recording | None = None, *, flows: bool = False) -> None:
        """A scene begins; what it is made of goes to ``record``. It ``flows`` when nearly every frame is a new picture."""
        self.end()
        self._record, self._flows = record, flows
        self._last = self._key = None

    def replay(self, segment: Segment, record: Recording | None = None) -> None:
        """A whole scene as it was made before, or elsewhere: then it goes to ``record``."""
        self.end()
        for kind, content in segment.records():
            if record is not None:
                record.add(kind, content)
            if kind == _HOLD:
                self._repeat(int.from_bytes(content, "big"))
            else:
                self._emit(content, self._next, is_key=kind == _KEY)
                self._next += 1
        if record is not None:
            record.keep()

    def show(self, frame: Picture, *, key: bool = False) -> None:
        """The next frame is a new picture; ``key`` makes it one a player can jump to."""
        assert isinstance(frame, VideoFrame)
        self._stays = 0
        self._encode(frame, key=key)

    def _encode(self, frame: VideoFrame, *, key: bool = False) -> None:
        if self._encoder is None:
            self._encoder = VideoCodecContext.create("libx264", "w")
            set_up(self._encoder, self._shape, flows=self._flows)
            self._fed = 0
        key = key or self._fed == 0 or self._since_key >= self._period
        frame.pts = self._fed
        frame.pict_type = PictureType.I if key else PictureType.NONE
        self._since_key = 0 if key else self._since_key
        self._fed += 1
        self._waiting.append(self._next)
        self._next += 1
        self._since_key += 1
        self._last = frame
        self._hand_on(self._encoder.encode(frame))

    def hold(self, count: int) -> None:
        """The last picture stays for so many more frames; a key frame that stays is not encoded again."""
        self._stays += count
        while count > 0 and self._last is not None:
            if self._waiting and self._still is not None and self._stays > self._shape.fps * _LONG_S:
                self._drain()
            is_due = self._since_key >= self._period
            if is_due and self._key is not None and self._still is not None and not self._waiting:
                self._repeat_key(self._key)
                count -= 1
                continue
            if self._still is None or is_due or self._waiting:
                self._encode(self._last)
                count -= 1
                continue
            run = min(count, self._period - self._since_key)
            if self._record is not None:
                self._record.add(_HOLD, run.to_bytes(4, "big"))
            self._repeat(run)
            self._since_key += run
            count -= run

    def end(self) -> None:
        """The scene is over; hands on what its encoder still holds."""
        self._drain()
        if self._record is not None:
            self._record.keep()
        self._record = None

    def _drain(self) -> None:
        """Nothing waits any more; the next picture to be encoded is a key frame."""
        if self._encoder is None:
            return
        self._hand_on(self._encoder.encode(None))
        if bytes(self._encoder.extradata or b"") != self._parameters:
            raise ValueError("the encoder changed its parameter sets")
        self._encoder = None

    def close(self) -> None:
        """Nothing more comes."""
        self.end()

    def _hand_on(self, packets: list[VideoPacket]) -> None:
        for packet in packets:
            data = bytes(packet)
            self._key = data if packet.is_keyframe else None
            if self._record is not None:
                self._record.add(_KEY if packet.is_keyframe else _PREDICTED, data)
            self._emit(data, self._waiting.popleft(), is_key=packet.is_keyframe)

    def _repeat_key(self, data: bytes) -> None:
        """The same key frame again: whoever decodes has the very picture that the encoder goes on from."""
        if self._record is not None:
            self._record.add(_KEY, data)
        self._emit(data, self._next, is_key=True)
        self._next += 1
        self._since_key = 1

    def _repeat(self, count: int) -> None:
        if self._still is None:
            raise ValueError("unchanged frames are not ready-made here")
        while count > 0:
            run = min(count, self._shape.fps)
            numbers = range(self._number, self._number + run)
            packets = [self._packet(self._still.numbered(number), self._next + at) for at, number in enumerate(numbers)]
            self._number += run
            self._next += run
            count -= run
            self._write(packets)

    def _emit(self, data: bytes, index: int, *, is_key: bool) -> None:
        if is_key:
            self._number = 0
        if self._still is not None and not is_key:
            data = renumbered(data, self._number % self._still.numbering.modulus, self._still.numbering)
        self._number += 1
        self._write([self._packet(data, index, is_key=is_key)])

    def _packet(self, data: bytes, index: int, *, is_key: bool = False) -> VideoPacket:
        packet = Packet(data)
        packet.pts = packet.dts = index
        packet.duration = 1
        packet.time_base = self._time_base
        packet.is_keyframe = is_key
        return packet


def version() -> str:
    """Which libraries make the video, for reports."""
    return f"PyAV {av.__version__}"
