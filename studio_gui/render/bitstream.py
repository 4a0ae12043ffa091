"""Just enough of H.264 to number pictures: packets of the plain encoder set-up are put behind one another anew.

Only ``frame_num`` in the headers of P slices is rewritten. Source: ITU-T H.264, 7.3.1 (NAL units), 7.3.2.1.1
(sequence parameter set) and 7.3.3 (slice header).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_START = re.compile(rb"\x00\x00\x00?\x01")
_TO_ESCAPE = re.compile(rb"\x00\x00(?=[\x00-\x03])")
SLICE, KEY_SLICE, SEQUENCE = 1, 5, 7


@dataclass(frozen=True, slots=True)
class Numbering:
    """How a stream numbers its pictures: in so many bits, from 0 at each key frame."""

    bits: int

    @property
    def modulus(self) -> int:
        """After this many pictures the numbers begin again."""
        return 1 << self.bits


class _Bits:
    """Reads a NAL unit's content bit by bit."""

    def __init__(self, payload: bytes) -> None:
        self._value = int.from_bytes(payload, "big")
        self._length = len(payload) * 8
        self.position = 0

    def take(self, count: int) -> int:
        self.position += count
        if self.position > self._length:
            raise ValueError("the header ends too early")
        return (self._value >> (self._length - self.position)) & ((1 << count) - 1)

    def golomb(self) -> int:
        zeros = 0
        while self.take(1) == 0:
            zeros += 1
            if zeros > 32:
                raise ValueError("not a number")
        return (1 << zeros) - 1 + (self.take(zeros) if zeros else 0)


def units(packet: bytes) -> Iterator[bytes]:
    """The NAL units of a packet with start codes, without them."""
    starts = list(_START.finditer(packet))
    for index, found in enumerate(starts):
        end = starts[index + 1].start() if index + 1 < len(starts) else len(packet)
        yield packet[found.end() : end]


def numbering_of(parameters: bytes) -> Numbering | None:
    """How the stream with these parameter sets numbers its pictures, or None when that is not the simple way.

    Simple means: progressive, in the order shown (``pic_order_cnt_type`` 2), without extensions before it.
    """
    sequence = next((unit for unit in units(parameters) if unit[0] & 31 == SEQUENCE), None)
    if sequence is None:
        return None
    bits = _Bits(unescaped(sequence)[1:])
    profile = bits.take(8)
    bits.take(16)
    bits.golomb()
    try:
        if profile >= 100:
            chroma, *_ = bits.golomb(), bits.golomb(), bits.golomb(), bits.take(1)
            if chroma != 1 or bits.take(1):
                return None
        count = bits.golomb() + 4
        return Numbering(count) if bits.golomb() == 2 else None
    except ValueError:
        return None


def renumbered(packet: bytes, number: int, numbering: Numbering) -> bytes:
    """The packet with ``frame_num`` of its P slices set; key slices and everything else stay."""
    parts = []
    for unit in units(packet):
        parts.append(_renumbered_slice(unit, number, numbering) if unit[0] & 31 == SLICE else unit)
    return b"".join(b"\x00\x00\x00\x01" + part for part in parts)


def is_only_slices(packet: bytes) -> bool:
    """Whether the packet holds P slices and nothing else."""
    kinds = {unit[0] & 31 for unit in units(packet)}
    return kinds == {SLICE}


def _renumbered_slice(unit: bytes, number: int, numbering: Numbering) -> bytes:
    head = unescaped(unit[:24])
    bits = _Bits(head[1:])
    for _ in range(3):  # first_mb_in_slice, slice_type, pic_parameter_set_id
        bits.golomb()
    place = 8 + bits.position
    if bits.take(numbering.bits) == number:
        return unit
    payload = bytearray(unescaped(unit))
    for offset in range(numbering.bits):
        index, mask = (place + offset) // 8, 0x80 >> (place + offset) % 8
        wanted = number >> (numbering.bits - 1 - offset) & 1
        payload[index] = payload[index] | mask if wanted else payload[index] & ~mask
    return escaped(bytes(payload))


def unescaped(unit: bytes) -> bytes:
    """The content without the bytes that keep it from looking like a start code."""
    return unit.replace(b"\x00\x00\x03", b"\x00\x00")


def escaped(payload: bytes) -> bytes:
    """The reverse of :func:`unescaped`."""
    return _TO_ESCAPE.sub(b"\x00\x00\x03", payload)
