"""Picture files into QImages of the size that is needed, without ever holding a huge one whole if that can be helped.

Bitmaps are reduced by halves while decoding and brought to the exact size smoothly; vector files are drawn at it.
Only a WebP and a PNG in seven passes are held whole, up to a limit.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QByteArray, QLoggingCategory, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPainter, QTransform
from PySide6.QtSvg import QSvgRenderer

from studio_gui.base.exif import ON_ITS_SIDE, UPRIGHT, noted_in
from studio_gui.painting.media.formats import format_of
from studio_gui.painting.media.svg import self_contained

Size = tuple[int, int]

MAX_SIDE_PX = 8192
"""Longer sides are never made: twice the width of a 4k video."""
MAX_PIXELS = 32_000_000
VAST_PIXELS = 4 * MAX_PIXELS
"""Of a bitmap with more than these the halves are enough that have no more than ``MAX_PIXELS``."""
STREAMED_PIXELS = MAX_PIXELS
"""From here on a bitmap that Qt would hold whole is read row by row."""
WHOLE_PIXELS = 4_000_000
"""Up to here a bitmap that is decoded whole in any case is worth remembering so for a moment."""
WHOLE_FORMATS = frozenset({b"png", b"bmp"})
"""Those are they; Qt decodes JPEG and WebP small."""
STREAMED_FORMATS = frozenset({b"png", b"tiff", b"bmp"})
"""Those are they, by Qt's names."""
DECODE_LIMIT_MB = 1024
"""What the decoder may take for one file."""

UNSAID = "qt.gui.imageio*=false\nqt.imageformats*=false\nqt.svg*=false"
"""Logging rules of Qt: a broken picture is a placeholder, and the checks name it; what decoders say of it helps nobody."""
QLoggingCategory.setFilterRules(UNSAID)

_TURNS = {
    2: QTransform(-1, 0, 0, 1, 0, 0),
    3: QTransform(-1, 0, 0, -1, 0, 0),
    4: QTransform(1, 0, 0, -1, 0, 0),
    5: QTransform(0, 1, 1, 0, 0, 0),
    6: QTransform(0, 1, -1, 0, 0, 0),
    7: QTransform(0, -1, -1, 0, 0, 0),
    8: QTransform(0, -1, 1, 0, 0, 0),
}
"""What brings a picture upright that was held so. Source: Exif 2.3, tag 274."""
_ORIENTATIONS = {1: 2, 3: 3, 2: 4, 6: 5, 4: 6, 5: 7, 7: 8}
"""Qt's transformation to the orientation that it was read from. Source: ``QImageIOHandler::Transformation``."""


def is_vector(path: Path) -> bool:
    """Whether the file is an SVG, by its name."""
    return path.suffix.lower() in (".svg", ".svgz")


def natural_size(path: Path) -> Size | None:
    """Width and height in pixels as shown (turned by EXIF), or None when the file is no picture."""
    if is_vector(path):
        renderer = _vector(path)
        box = renderer.viewBoxF() if renderer else QRectF()
        # The unit of a drawing may be as large as the drawing.
        size = box.size().toSize().expandedTo(QSize(1, 1)) if box.isValid() else QSize()
    else:
        reader = _reader(path)
        size = _size(reader, path)
        if not size.isValid() and reader.canRead():
            size = reader.read().size()
        if _is_turned(reader) or _turn_left(reader, path) >= ON_ITS_SIDE:
            size.transpose()
    return (size.width(), size.height()) if size.isValid() and not size.isEmpty() else None


def bounded(size: Size, natural: Size | None, *, vector: bool) -> Size:
    """``size`` kept within what is worth making: no larger than a bitmap is, never beyond the limits."""
    width, height = max(1, size[0]), max(1, size[1])
    if natural and not vector:
        if natural[0] * natural[1] > VAST_PIXELS:
            natural = _first_half_within(natural, MAX_PIXELS)
        width, height = min(width, natural[0]), min(height, natural[1])
    factor = min(1.0, MAX_SIDE_PX / width, MAX_SIDE_PX / height, (MAX_PIXELS / (width * height)) ** 0.5)
    return max(1, int(width * factor)), max(1, int(height * factor))


def draw_vector(path: Path, size: Size) -> QImage | None:
    """The SVG file drawn over the whole of ``size``, or None when it cannot be read.

    What has no size of its own that Qt's reader knows is drawn by a painter, as the rest is where there is no room for a file.
    """
    try:
        content = path.read_bytes()
    except OSError:
        return None
    text = self_contained(content)
    if not text:
        return None
    return draw_svg(text, size, path if text == content else None)


def draw_svg(text: bytes, size: Size, path: Path | None = None) -> QImage | None:
    """The same of SVG text that names no other file; ``path`` is a file that holds just this.

    Qt's reader of pictures draws it, which leaves the interpreter to others meanwhile: all that a painter draws holds
    it, and a map takes seconds. It reads from a file: a buffer that was made in Python would ask for the interpreter in
    the midst of Qt's lock (see :mod:`.formats`).
    """
    image = _read_svg(path, size) if path is not None else _read_written(text, size)
    if image is not None and (image.width(), image.height()) == size:
        return image
    renderer = QSvgRenderer(QByteArray(text))
    return draw_renderer(renderer, size) if renderer.isValid() else None


def _read_svg(path: Path, size: Size) -> QImage:
    reader = QImageReader(str(path), QByteArray(b"svg"))
    reader.setScaledSize(QSize(*size))
    return reader.read()


def _read_written(text: bytes, size: Size) -> QImage | None:
    try:
        with tempfile.TemporaryDirectory(prefix="studio-drawing-") as folder:
            path = Path(folder) / "drawing.svg"
            path.write_bytes(text)
            return _read_svg(path, size)
    except OSError:
        return None


def draw_renderer(renderer: QSvgRenderer, size: Size) -> QImage | None:
    """A loaded SVG drawn over the whole of ``size``."""
    image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    if image.isNull():
        return None
    image.fill(0)
    with QPainter(image) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        renderer.render(painter, QRectF(0, 0, *size))
    return image


def halvings(natural: Size, wanted: Size) -> int:
    """How often the picture may be halved and still hold at least the size wanted."""
    count = 0
    while natural[0] >> (count + 1) >= wanted[0] and natural[1] >> (count + 1) >= wanted[1]:
        count += 1
    return count


def _first_half_within(size: Size, pixels: int) -> Size:
    count = 0
    while (size[0] >> count) * (size[1] >> count) > pixels:
        count += 1
    return max(1, size[0] >> count), max(1, size[1] >> count)


def decode(path: Path, halved: int = 0) -> QImage | None:
    """The bitmap, halved so often, upright; None when it cannot be read."""
    reader = _reader(path)
    form, size = bytes(reader.format().data()), _size(reader, path)
    # Once it has read, a reader has forgotten what kind of file it was.
    left, held = _turn_left(reader, path), _held(reader, path)
    small = QSize(max(1, size.width() >> halved), max(1, size.height() >> halved)) if size.isValid() else size
    is_huge = halved > 0 and form in STREAMED_FORMATS and size.width() * size.height() > STREAMED_PIXELS
    image = _streamed(path, small) if is_huge else None
    if image is not None:
        left = held
    else:
        if halved and size.isValid():
            reader.setScaledSize(small)
        image = reader.read()
        if image.isNull() and form == b"tiff" and size.isValid():
            image, left = _streamed(path, small), held  # Qt's reader unpacks none that are packed as a JPEG is
    if image is None or image.isNull():
        return None
    if left != UPRIGHT:
        image = image.transformed(_TURNS[left])
    # In its place where it can be: another one of the same size would take a quarter of the time of reading it.
    has_alpha = image.hasAlphaChannel()
    image.convertTo(QImage.Format.Format_ARGB32_Premultiplied if has_alpha else QImage.Format.Format_RGB32)
    return image


def _streamed(path: Path, size: QSize) -> QImage | None:
    from studio_gui.painting.media import streamed  # late: it loads numpy

    return streamed.reduced(path, (size.width(), size.height()))


def is_read_whole(path: Path, natural: Size) -> bool:
    """Whether a bitmap is read whole whatever size is wanted, and small enough to be kept so for a moment."""
    return natural[0] * natural[1] <= WHOLE_PIXELS and format_of(path) in WHOLE_FORMATS


def scaled(image: QImage, size: Size) -> QImage:
    """The picture at exactly that size, smoothly."""
    if (image.width(), image.height()) == size:
        return image
    return image.scaled(QSize(*size), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)


def _vector(path: Path) -> QSvgRenderer | None:
    try:
        text = self_contained(path.read_bytes())
    except OSError:
        return None
    renderer = QSvgRenderer(QByteArray(text)) if text else None
    return renderer if renderer is not None and renderer.isValid() else None


def _reader(path: Path) -> QImageReader:
    # Qt is told what to read: it must not look for itself, see there. Under the name of a bitmap a drawing is broken;
    # Qt's reader of those would open whatever files they name.
    form = format_of(path)
    if not form:
        return QImageReader()
    reader = QImageReader(str(path), QByteArray(form))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    QImageReader.setAllocationLimit(DECODE_LIMIT_MB)
    return reader


def _size(reader: QImageReader, path: Path) -> QSize:
    """Width and height as the file lies; Qt knows none of a BMP of more than a gigabyte."""
    is_bmp = bytes(reader.format().data()) == b"bmp"
    size = reader.size()
    if size.isValid() or not is_bmp:
        return size
    from studio_gui.painting.media import streamed

    found = streamed.size_of(path)
    return QSize(*found) if found else size


def _turn_left(reader: QImageReader, path: Path) -> int:
    """The orientation that is noted in a PNG or WebP and that the reader passes over."""
    is_seen = reader.transformation() != QImageIOHandler.Transformation.TransformationNone
    return UPRIGHT if is_seen or bytes(reader.format().data()) not in (b"png", b"webp") else noted_in(path)


def _held(reader: QImageReader, path: Path) -> int:
    """The orientation that is noted in a file, by whoever sees it."""
    seen = reader.transformation().value
    return _ORIENTATIONS[seen] if seen else _turn_left(reader, path)


def _is_turned(reader: QImageReader) -> bool:
    return bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)
