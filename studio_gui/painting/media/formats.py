"""What reads picture formats: loaded in the thread of the application, and told which one is meant.

Qt makes a reader of a format when a picture is first looked at, and tells the application of it while it holds a lock.
In PySide6 the application is told in Python. When two threads look at their first picture at the same moment, one holds
Qt's lock and waits for Python's, and the other holds Python's and waits for Qt's: the process stands still for ever
(seen with 6.11.3: ``QImageReader.read`` lets Python's lock go, ``QImageReader.format`` does not). Made beforehand, in the
application's own thread, the readers are told of to nobody.

For the same reason nothing may be read in another thread from a device that was made in Python (``QBuffer``, ``QFile``):
Qt's lock is held while a reader looks at it, and each look asks for Python's.

Nor may Qt be asked in another thread what a file or some bytes are, except by what lets Python's lock go: the reader of
drawings, which is asked on the way to most formats, connects two objects to look for a mark-up. Qt keeps a few locks
for the connections of all objects, and holds one while it destroys an object that something made in Python is connected
to; of that it tells Python. When both happen to need the same one, again both stand still for ever: rarely, and in
whatever the window is doing (seen with 6.11.3). So the first bytes are looked at here.
"""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

_BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": b"png",
    b"\xff\xd8": b"jpeg",
    b"GIF8": b"gif",
    b"BM": b"bmp",
    b"II*\0": b"tiff",
    b"MM\0*": b"tiff",
    b"II+\0": b"tiff",
    b"MM\0+": b"tiff",
}
"""How files begin that Qt knows by these names."""
_BY_NAME = frozenset({"cur", "icns", "ico", "pbm", "pgm", "ppm", "tga", "wbmp", "xbm", "xpm"})
"""Nobody makes these for a film, and some have no beginning of their own: their names are believed."""
_HEAD = 12


def load_formats() -> None:
    """Make the readers of all picture formats; call it once the application object is there, before other threads paint."""
    nothing_known = QBuffer()
    # Not in the constructor: the buffer would read from an array that nobody keeps.
    nothing_known.setData(QByteArray(b"\0" * 64))
    nothing_known.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(nothing_known)
    reader.setDecideFormatFromContent(True)
    # What is of no known format is shown to every reader there is.
    reader.canRead()


def format_of(path: Path) -> bytes:
    """What kind of bitmap a file is, as Qt calls it, by its content; empty for drawings, other files and none at all."""
    try:
        with open(path, "rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return b""
    name = path.suffix[1:].lower()
    return _begun(head) or (name.encode() if name in _BY_NAME else b"")


def image_in(content: bytes) -> QImage:
    """The bitmap that was got as bytes; an empty one for anything else. Safe to call from any thread."""
    known = _begun(content[:_HEAD])
    return QImage.fromData(content, known.decode()) if known else QImage()  # type: ignore[arg-type]


def _begun(head: bytes) -> bytes:
    if head.startswith(b"RIFF") and head[8:] == b"WEBP":
        return b"webp"
    return next((known for beginning, known in _BEGINNINGS.items() if head.startswith(beginning)), b"")
