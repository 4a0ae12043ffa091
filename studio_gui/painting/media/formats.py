"""Loads what reads picture formats, in the thread of the application.

Qt makes a reader of a format when a picture is first looked at, and tells the application of it while it holds a lock.
In PySide6 the application is told in Python. When two threads look at their first picture at the same moment, one holds
Qt's lock and waits for Python's, and the other holds Python's and waits for Qt's: the process stands still for ever
(seen with 6.11.3: ``QImageReader.read`` lets Python's lock go, ``QImageReader.format`` does not). Made beforehand, in the
application's own thread, the readers are told of to nobody.

For the same reason nothing may be read in another thread from a device that was made in Python (``QBuffer``, ``QFile``):
Qt's lock is held while a reader looks at it, and each look asks for Python's.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImageReader


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
