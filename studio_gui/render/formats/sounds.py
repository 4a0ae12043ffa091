"""Sound tracks that one encoder makes from the first sample to the last; AAC has one of its own: ``segments.sound``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from av.audio.format import AudioFormat
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream

from studio_gui.render.mixing import RATE, Samples
from studio_gui.render.segments.store import Record, Recording

if TYPE_CHECKING:
    from av.packet import Packet

    AnyPacket: TypeAlias = "Packet[Any]"

_SAMPLE_FORMATS = {"libopus": "flt", "libmp3lame": "fltp", "pcm_s16le": "s16"}
_BIT_RATES = {"libopus": 128_000, "libmp3lame": 192_000}


class SoundTrack(Protocol):
    """Takes the sound of a film, scene after scene, on one thread."""

    def scene(self, start: int, length: int, blocks: Iterable[Samples], *, record: Recording) -> None:
        """The next scene: ``length`` samples from sample ``start`` of the film on."""

    def replay(self, start: int, length: int, records: Iterable[Record], record: Recording | None = None) -> None:
        """The next scene as it was made before, or on another thread: then it goes to ``record``."""

    def close(self) -> None:
        """No more scenes come."""


class PlainSound:
    """Encodes whatever comes."""

    def __init__(self, stream: AudioStream, *, write: Callable[[Sequence[AnyPacket]], None]) -> None:
        self._stream, self._write = stream, write
        self._samples = 0
        context = stream.codec_context
        context.layout, context.format = "stereo", AudioFormat(_SAMPLE_FORMATS[stream.codec.name])
        if stream.codec.name in _BIT_RATES:
            context.bit_rate = _BIT_RATES[stream.codec.name]

    def scene(self, start: int, length: int, blocks: Iterable[Samples], *, record: Recording) -> None:
        """See :class:`SoundTrack`; nothing is kept."""
        record.drop()
        for block in blocks:
            frame = AudioFrame.from_ndarray(block.copy(), format="fltp", layout="stereo")
            frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), self._samples
            self._samples += frame.samples
            self._hand_on(frame)

    def replay(self, start: int, length: int, records: Iterable[Record], record: Recording | None = None) -> None:
        """Nothing is kept of these tracks."""
        raise ValueError("nothing is kept of this track")

    def close(self) -> None:
        """See :class:`SoundTrack`."""
        self._hand_on(None)

    def _hand_on(self, frame: AudioFrame | None) -> None:
        packets = self._stream.encode(frame)
        if packets:
            self._write(packets)
