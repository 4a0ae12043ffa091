"""AAC made scene by scene, so that the sound of a scene that did not change need not be made again.

Packets overlap, so those around a border between scenes depend on both. Each scene has an encoder of its own that
makes the packets in the scene's middle; the few around a border are made by one more, out of the end of one scene and
the beginning of the next. Every encoder hears some blocks before the first packet that is used, so that it has
settled: the packets fit together as if one had made them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.audio.frame import AudioFrame
from av.packet import Packet

from studio_gui.render.mixing import RATE, Samples
from studio_gui.render.segments.store import Recording, Segment

if TYPE_CHECKING:
    AnyPacket: TypeAlias = "Packet[Any]"

BLOCK = 1024
SETTLING = 4
"""Blocks an encoder hears before its packets are used."""
AHEAD = 2
"""Blocks after its own that an encoder hears before it makes a packet."""
_SHORT = 2 * (SETTLING + AHEAD)
_PACKET, _HEAD, _TAIL = 1, 2, 3


def aac_encoder() -> AudioCodecContext:
    """A new encoder; two of them make the same of the same."""
    context = AudioCodecContext.create("aac", "w")
    set_up_aac(context)
    return context


def set_up_aac(context: AudioCodecContext) -> None:
    """Stereo at 128 kbit/s with the quick search for coefficients."""
    context.options = {"aac_coder": "fast"}
    context.layout, context.format, context.rate = "stereo", "fltp", RATE
    context.bit_rate, context.time_base = 128_000, Fraction(1, RATE)
    context.flags |= 1 << 22  # global header, as MP4 wants it


class StitchedSound:
    """The sound of a film, scene after scene; packets go to ``write`` in order."""

    def __init__(self, write: Callable[[AnyPacket], None]) -> None:
        self._write = write
        self._pending: list[Samples] = []
        self._pending_block = 0
        self._keep_from = -1

    def scene(self, start: int, length: int, blocks: Iterable[Samples], *, record: Recording) -> None:
        """The next scene: ``length`` samples from sample ``start`` of the film on."""
        first, last = -(-start // BLOCK), (start + length) // BLOCK - 1
        if last - first < _SHORT:
            self._pending += [np.array(block) for block in blocks]
            record.drop()
            return
        pieces = _Pieces(iter(blocks))
        head = pieces.take((first + SETTLING + AHEAD) * BLOCK - start)
        record.add(_HEAD, head.tobytes())
        self._seam(head, first=first)
        encoder = aac_encoder()
        rest = head[:, first * BLOCK - start :]
        inner = range(first + SETTLING, last - AHEAD + 1)
        kept: list[Samples] = []
        for block in range(first, last + 1):
            samples, rest = (rest[:, :BLOCK], rest[:, BLOCK:]) if rest.shape[1] else (pieces.take(BLOCK), rest)
            kept = [*kept[-SETTLING - AHEAD + 1 :], samples]
            self._hand_on(encoder, _frame(samples, block), keep=inner, record=record)
        tail = np.concatenate([*kept, pieces.take(start + length - (last + 1) * BLOCK)], axis=1)
        record.add(_TAIL, tail.tobytes())
        self._leave(tail, last=last)

    def replay(self, start: int, length: int, segment: Segment) -> None:
        """The next scene as it was made before."""
        first, last = -(-start // BLOCK), (start + length) // BLOCK - 1
        block = first + SETTLING
        for kind, content in segment.records():
            if kind == _PACKET:
                self._write(_packet(content, block))
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
        keep = range(self._keep_from, 1 << 60)
        for frame in self._waiting():
            self._hand_on(encoder, frame, keep=keep)
        self._hand_on(encoder, None, keep=keep)

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

    def _hand_on(
        self, encoder: AudioCodecContext, frame: AudioFrame | None, *, keep: range, record: Recording | None = None
    ) -> None:
        for packet in encoder.encode(frame):
            block = (packet.pts or 0) // BLOCK
            if block in keep:
                data = bytes(packet)
                self._write(_packet(data, block))
                if record is not None:
                    record.add(_PACKET, data)


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


def _frame(samples: Samples, block: int) -> AudioFrame:
    frame = AudioFrame.from_ndarray(np.ascontiguousarray(samples, np.float32), format="fltp", layout="stereo")
    frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), block * BLOCK
    return frame


def _packet(data: bytes, block: int) -> AnyPacket:
    packet = Packet(data)
    packet.pts = packet.dts = block * BLOCK
    packet.duration, packet.time_base, packet.is_keyframe = BLOCK, Fraction(1, RATE), True
    return packet
