"""Huge PNG, TIFF and BMP pictures, reduced while they are read: a few rows are in memory at a time.

Qt's reader of such files takes all of their pixels, whatever size is asked of it. A JPEG it reduces on its own, and so
does a WebP; those are not for this module.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bytes = NDArray[numpy.uint8]
    Sums = NDArray[numpy.float64]
    Bound = tuple[int, float]
    """A whole number of pixels, and the part of the next that belongs to them."""
    Bounds = tuple[NDArray[numpy.int64], NDArray[numpy.float64]]

_BYTES_AT_ONCE = 1 << 20
_PLAIN_COLORS = "oiio:UnassociatedAlpha"
"""Colours as they are in the file; to have them multiplied by the opacity takes five times as long there as here."""
_JPEG = (6, 7)
_OTHER_COLORS = (6, 8, 9, 10, 32844, 32845)
"""Packings, and colours that are neither red, green and blue nor grey. Source: ``tiff.h``."""
_INTERLACED_AT = 28
"""Where a PNG says that its rows come in seven passes. Source: PNG, 11.2.2."""


class _Input(Protocol):
    """The part of OpenImageIO's reader that is used; its own types are incomplete."""

    def spec(self) -> _Spec: ...
    def read_scanlines(self, begin: int, end: int, z: int, first: int, last: int, form: str, /) -> Bytes | None: ...
    def read_tiles(
        self, left: int, right: int, top: int, bottom: int, near: int, far: int, first: int, last: int, form: str, /
    ) -> Bytes | None: ...
    def geterror(self) -> str: ...
    def close(self) -> bool: ...


class _Spec(Protocol):
    width: int
    height: int
    nchannels: int
    alpha_channel: int
    tile_width: int
    tile_height: int

    def get_int_attribute(self, name: str, usual: int = 0, /) -> int: ...


def comes_in_rows(path: Path) -> bool:
    """Whether the rows of the file follow one another; those of an interlaced PNG do not, nor of what cannot be read."""
    try:
        with open(path, "rb") as stream:
            head = stream.read(_INTERLACED_AT + 1)
    except OSError:
        return False
    return not head.startswith(b"\x89PNG") or head[_INTERLACED_AT:] == b"\0"


def size_of(path: Path) -> tuple[int, int] | None:
    """Width and height as the file lies, by its head alone; None when it is no picture."""
    source = _opened(path)
    if source is None:
        return None
    spec = source.spec()
    source.close()
    return spec.width, spec.height


def reduced(path: Path, size: tuple[int, int]) -> QImage | None:
    """The picture at ``size`` (pixels, no larger than its own), each the mean of what it covers; None if it cannot be.

    As the file lies, not turned. Slow: seconds for hundreds of millions of pixels.
    """
    source = _opened(path) if comes_in_rows(path) else None
    if source is None:
        return None
    try:
        return _reduced(source, *size)
    finally:
        source.geterror()
        source.close()


def _opened(path: Path) -> _Input | None:
    import OpenImageIO

    wishes = OpenImageIO.ImageSpec()
    wishes.attribute(_PLAIN_COLORS, 1)
    source: _Input | None = OpenImageIO.ImageInput.open(str(path), wishes)
    if source is None:
        OpenImageIO.geterror()  # or it is said on the console when the program ends
    return source


def _reduced(source: _Input, width: int, height: int) -> QImage | None:
    spec = source.spec()
    has_alpha = 0 <= spec.alpha_channel < spec.nchannels
    form = QImage.Format.Format_ARGB32_Premultiplied if has_alpha else QImage.Format.Format_RGB32
    image = QImage(width, height, form)
    if image.isNull():
        return None
    target = numpy.frombuffer(image.bits(), numpy.uint8).reshape(height, width, 4)
    target[..., 3] = 255
    target = target[_order(spec)]
    channels = _channels(spec, has_alpha=has_alpha)
    columns, rows = _bounds(spec.width, width), _bounds(spec.height, height)
    area = (spec.width / width) * (spec.height / height)
    reader = _Rows(source, spec)
    for row, (top, bottom) in enumerate(pairwise(zip(*(part.tolist() for part in rows), strict=True))):
        sums = reader.sums(top, bottom)
        if sums is None:
            return None
        means = _sums_between(sums, *columns) / area
        target[row, :, : len(channels)] = (means[:, channels] + 0.5).clip(0, 255)
    return image


def _order(spec: _Spec) -> tuple[slice, slice]:
    """In which order rows and columns come of a picture that is to be as the file lies."""
    back, held = slice(None, None, -1), spec.get_int_attribute("Orientation", 1) if _is_mirrored(spec) else 1
    return back if held in (3, 4, 7, 8) else slice(None), back if held in (2, 3, 6, 7) else slice(None)


def _is_mirrored(spec: _Spec) -> bool:
    """Whether libtiff makes the colours: then it also mirrors the picture as is noted, but turns none on its side."""
    is_jpeg = spec.get_int_attribute("tiff:Compression") in _JPEG
    return (is_jpeg and spec.nchannels != 3) or spec.get_int_attribute(
        "tiff:PhotometricInterpretation"
    ) in _OTHER_COLORS


def _bounds(length: int, parts: int) -> Bounds:
    """Where each of so many equal parts of a length begins, and where the last ends: whole pixels, and the part of the next."""
    at = numpy.arange(parts + 1, dtype=numpy.int64) * length
    return at // parts, at % parts / parts


def _sums_between(sums: Sums, whole: NDArray[numpy.int64], share: NDArray[numpy.float64]) -> Sums:
    """The sum of each part of a row, the pixels on its two bounds with the share that lies within."""
    padded = numpy.vstack((sums, sums[-1:]))
    before = numpy.cumsum(padded, axis=0) - padded
    return numpy.diff(before[whole] + padded[whole] * share[:, None], axis=0)


def _channels(spec: _Spec, *, has_alpha: bool) -> list[int]:
    """Which channels of the file are blue, green, red and, if there is one, alpha."""
    colors = [number for number in range(spec.nchannels) if not has_alpha or number != spec.alpha_channel]
    blue_to_red = colors[2::-1] if len(colors) >= 3 else colors[:1] * 3
    return [*blue_to_red, *([spec.alpha_channel] if has_alpha else [])]


class _Rows:
    """Reads the rows of a picture in their order, several at once, or as high as a tile is."""

    def __init__(self, source: _Input, spec: _Spec) -> None:
        self._source, self._spec = source, spec
        self._step = spec.tile_height or max(1, _BYTES_AT_ONCE // (spec.width * spec.nchannels))
        self._alpha = spec.alpha_channel if spec.get_int_attribute(_PLAIN_COLORS) else -1
        self._begin = self._end = 0
        self._rows: Bytes | None = None
        self._parted: Sums = numpy.zeros((0, 0))

    def sums(self, top: Bound, bottom: Bound) -> Sums | None:
        """All between two bounds, added up: columns × channels; None where the file is broken.

        The lower bound of one call is the upper of the next.
        """
        (first, above), (last, below) = top, bottom
        # The row that the bound goes through has been read for the part above it.
        total = self._parted * (1 - above) if above else numpy.zeros((self._spec.width, self._spec.nchannels))
        if not self._add(total, first + bool(above), last):
            return None
        if below:
            self._parted = numpy.zeros_like(total)
            if not self._add(self._parted, last, last + 1):
                return None
            total += self._parted * below
        return total

    def _add(self, total: Sums, top: int, bottom: int) -> bool:
        while top < bottom:
            if not self._begin <= top < self._end and not self._read(top):
                return False
            end = min(bottom, self._end)
            assert self._rows is not None
            total += _summed(self._rows[top - self._begin : end - self._begin], self._alpha)
            top = end
        return True

    def _read(self, top: int) -> bool:
        spec = self._spec
        self._begin = top // self._step * self._step
        self._end = min(spec.height, self._begin + self._step)
        if spec.tile_width:
            rows = self._source.read_tiles(0, spec.width, self._begin, self._end, 0, 1, 0, spec.nchannels, "uint8")
        else:
            rows = self._source.read_scanlines(self._begin, self._end, 0, 0, spec.nchannels, "uint8")
        self._rows = rows
        return rows is not None


def _summed(rows: Bytes, alpha: int) -> NDArray[numpy.uint32]:
    """Rows added up; with a channel of opacity (or -1) the colours are multiplied by it first."""
    if alpha < 0 or rows[..., alpha].min() == 255:
        sums: NDArray[numpy.uint32] = rows.sum(axis=0, dtype=numpy.uint32)
        return sums
    opacity = rows[..., alpha : alpha + 1].astype(numpy.uint16)
    seen = rows * opacity
    seen[..., alpha] = opacity[..., 0] * 255
    sums = seen.sum(axis=0, dtype=numpy.uint32)
    return (sums + 127) // 255
