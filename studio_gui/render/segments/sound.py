"""AAC made scene by scene, so that the sound of a scene that did not change need not be made again.

Packets overlap, so those around a border between scenes depend on both. Each scene has an encoder of its own that
makes the packets in the scene's middle; the few around a border are made by one more, out of the end of one scene and
the beginning of the next. Every encoder hears some blocks before the first packet that is used, so that it has
settled: the packets fit together as if one had made them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.audio.frame import AudioFrame
from av.codec.context import Flags
from av.packet import Packet

from studio_gui.render.mixing import RATE, Samples
from studio_gui.render.segments.store import Record, Recording

if TYPE_CHECKING:
    AnyPacket: TypeAlias = "Packet[Any]"

BLOCK = 1024
SETTLING = 4
"""Blocks an encoder hears before its packets are used."""
AHEAD = 2
"""Blocks after its own that an encoder hears before it makes a packet."""
AAC_QUALITY = 240
"""In the unit of FFmpeg's encoders, of which 118 is one step of ``-q:a``."""
_SHORT = 2 * (SETTLING + AHEAD)
_PACKET, _HEAD, _TAIL = 1, 2, 3
_AT_ONCE = 47
"""Packets that are handed on together: a second of sound."""
_UNIT = Fraction(1, RATE)


def aac_encoder() -> AudioCodecContext:
    """A new encoder; two of them make the same of the same."""
    context = AudioCodecContext.create("aac", "w")
    set_up_aac(context)
    return context


def set_up_aac(context: AudioCodecContext) -> None:
    """Stereo of an even quality: about 135 kbit/s for speech, 55 for a tone, 220 for noise.

    At a fixed rate the encoder tries a quiet or simple block up to five times, in vain, because it cannot spend the
    bits. With a fixed quality one try is enough: up to four times as quick, and better (against 128 kbit/s the middle
    of the blocks' signal to noise: speech 42.7 and 43.1 dB, plucked strings 36.7 and 31.4, noise 7.8 and 2.2). Without
    “intensity stereo”, which mistakes sides that go against each other.
    """
    context.options = {"aac_coder": "fast", "aac_is": "0", "global_quality": str(AAC_QUALITY)}
    context.layout, context.format, context.rate = "stereo", "fltp", RATE
    context.bit_rate, context.time_base = 128_000, Fraction(1, RATE)  # the rate still decides how high it hears
    context.flags |= Flags.qscale | Flags.global_header  # MP4 wants its header by itself


def stands_alone(start: int, length: int) -> bool:
    """Whether a scene is long enough to have packets that depend on nothing before and after it."""
    return (start + length) // BLOCK - 1 - -(-start // BLOCK) >= _SHORT


def made_alone(start: int, length: int, blocks: Iterable[Samples]) -> Iterator[Record]:
    """A scene that stands alone as records: the samples at its beginning, the packets of its middle, those at its end."""
    first, last = -(-start // BLOCK), (start + length) // BLOCK - 1
    pieces = _Pieces(iter(blocks))
    head = pieces.take((first + SETTLING + AHEAD) * BLOCK - start)
    yield _HEAD, head.tobytes()
    encoder = aac_encoder()
    rest = head[:, first * BLOCK - start :]
    inner = range(first + SETTLING, last - AHEAD + 1)
    kept: list[Samples] = []
    for block in range(first, last + 1):
        samples, rest = (rest[:, :BLOCK], rest[:, BLOCK:]) if rest.shape[1] else (pieces.take(BLOCK), rest)
        kept = [*kept[-SETTLING - AHEAD + 1 :], samples]
        for _, data in _encoded(encoder, _frame(samples, block), keep=inner):
            yield _PACKET, data
    tail = np.concatenate([*kept, pieces.take(start + length - (last + 1) * BLOCK)], axis=1)
    yield _TAIL, tail.tobytes()


class StitchedSound:
    """The sound of a film, scene after scene; packets go to ``write`` in order, about a second of them at a time."""

    def __init__(self, write: Callable[[Sequence[AnyPacket]], None]) -> None:
        self._write = write
        self._ready: list[AnyPacket] = []
        # Silence before the film: an encoder that has not settled spoils what begins loudly.
        self._pending: list[Samples] = [np.zeros((2, SETTLING * BLOCK), np.float32)]
        self._pending_block = -SETTLING
        self._keep_from = -1

    def scene(self, start: int, length: int, blocks: Iterable[Samples], *, record: Recording) -> None:
        """The next scene: ``length`` samples from sample ``start`` of the film on."""
        if not stands_alone(start, length):
            self._pending += [np.array(block) for block in blocks]
            record.drop()
            return
        self.replay(start, length, made_alone(start, length, blocks), record)

    def replay(self, start: int, length: int, records: Iterable[Record], record: Recording | None = None) -> None:
        """The next scene as it was made before, or on another thread: then it goes to ``record``."""
        first, last = -(-start // BLOCK), (start + length) // BLOCK - 1
        block = first + SETTLING
        for kind, content in records:
            if record is not None:
                record.add(kind, content)
            if kind == _PACKET:
                self._put(_packet(content, block))
                block += 1
                continue
            samples = np.frombuffer(content, np.float32).reshape(2, -1)
            if kind == _HEAD:
                self._seam(samples, first=first)
            else:
                self._leave(samples, last=last)

    def close(self) -> None:
        """No more scenes come."""
        encoder = aac_encoder()
        end = self._pending_block * BLOCK + sum(samples.shape[1] for samples in self._pending)
        keep = range(self._keep_from, -(-end // BLOCK))
        for frame in self._waiting():
            self._hand_on(encoder, frame, keep=keep)
        self._hand_on(encoder, None, keep=keep)
        if self._ready:  # the encoder fills its last block: a player should not
            last = self._ready[-1]
            last.duration = min(BLOCK, end - (last.pts or 0))
        self._flush()

    def _put(self, packet: AnyPacket) -> None:
        self._ready.append(packet)
        if len(self._ready) >= _AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        ready, self._ready = self._ready, []
        if ready:
            self._write(ready)

    def _seam(self, head: Samples, *, first: int) -> None:
        """The packets around the border between what waits and a scene that begins with ``head``."""
        self._pending.append(head)
        keep, encoder = range(self._keep_from, first + SETTLING), aac_encoder()
        for frame in self._waiting():
            self._hand_on(encoder, frame, keep=keep)

    def _leave(self, tail: Samples, *, last: int) -> None:
        self._keep_from = last - AHEAD + 1
        self._pending, self._pending_block = [tail], self._keep_from - SETTLING

    def _waiting(self) -> Iterator[AudioFrame]:
        samples = np.concatenate(self._pending, axis=1) if self._pending else np.zeros((2, 0), np.float32)
        for offset in range(0, samples.shape[1], BLOCK):
            yield _frame(samples[:, offset : offset + BLOCK], self._pending_block + offset // BLOCK)

    def _hand_on(self, encoder: AudioCodecContext, frame: AudioFrame | None, *, keep: range) -> None:
        for block, data in _encoded(encoder, frame, keep=keep):
            self._put(_packet(data, block))


class _Pieces:
    """Samples out of blocks of another length."""

    def __init__(self, blocks: Iterator[Samples]) -> None:
        self._blocks = blocks
        self._rest: Samples = np.zeros((2, 0), np.float32)

    def take(self, count: int) -> Samples:
        """The next ``count`` samples."""
        while self._rest.shape[1] < count:
            self._rest = np.concatenate([self._rest, next(self._blocks)], axis=1)
        taken, self._rest = self._rest[:, :count], self._rest[:, count:]
        return taken


def _encoded(encoder: AudioCodecContext, frame: AudioFrame | None, *, keep: range) -> Iterator[tuple[int, bytes]]:
    """The packets of those blocks, with the number of the block."""
    for packet in encoder.encode(frame):
        block = (packet.pts or 0) // BLOCK
        if block in keep:
            yield block, bytes(packet)


def _frame(samples: Samples, block: int) -> AudioFrame:
    frame = AudioFrame.from_ndarray(np.ascontiguousarray(samples, np.float32), format="fltp", layout="stereo")
    frame.sample_rate, frame.time_base, frame.pts = RATE, _UNIT, block * BLOCK
    return frame


def _packet(data: bytes, block: int) -> AnyPacket:
    packet = Packet(data)
    packet.pts = packet.dts = block * BLOCK
    packet.duration, packet.time_base, packet.is_keyframe = BLOCK, _UNIT, True
    return packet
