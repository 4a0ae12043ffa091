"""Loads every class of Qt that painting touches, in the one thread that imports this.

PySide6 makes a class, and the enums inside it, when it is first needed, also when it merely looks through the
overloads of ``fillRect``. Two threads that need the same one at the same moment crash the process (seen with 6.11.3:
``QGradient.Preset``). Threads paint thumbnails from the first second on, so everything is made before they begin.
"""

from studio_gui.base.importing import pythons_own_import

with pythons_own_import():
    import PySide6.QtCore  # noqa: F401

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QLine,
    QLineF,
    QMargins,
    QMarginsF,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import (
    QBitmap,
    QBrush,
    QColor,
    QColorSpace,
    QConicalGradient,
    QFont,
    QFontDatabase,
    QFontInfo,
    QFontMetrics,
    QFontMetricsF,
    QGlyphRun,
    QGradient,
    QImage,
    QImageIOHandler,
    QImageReader,
    QLinearGradient,
    QPaintDevice,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPicture,
    QPixmap,
    QPolygon,
    QPolygonF,
    QRadialGradient,
    QRawFont,
    QRegion,
    QStaticText,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
    QTransform,
)
from PySide6.QtSvg import QSvgRenderer

LOADED = (
    QBitmap, QBrush, QBuffer, QByteArray, QColor, QColorSpace, QConicalGradient, QFont, QFontDatabase, QFontInfo,
    QFontMetrics, QFontMetricsF, QGlyphRun, QGradient, QIODevice, QImage, QImageIOHandler, QImageReader, QLine, QLineF,
    QLinearGradient, QMargins, QMarginsF, QPaintDevice, QPaintEngine, QPainter, QPainterPath, QPainterPathStroker,
    QPen, QPicture, QPixmap, QPoint, QPointF, QPolygon, QPolygonF, QRadialGradient, QRawFont, QRect, QRectF, QRegion,
    QSize, QSizeF, QStaticText, QSvgRenderer, Qt, QTextCharFormat, QTextLayout, QTextLine, QTextOption, QTransform,
)  # fmt: skip
"""Named here so that they count as used."""

# The first look at a class that may be made from a path imports ``os``, while it holds a lock of C++: a second thread
# that looks meanwhile waits for that lock and keeps Python's, which the import waits for. Both stand still for ever.
QImage(QSize(1, 1), QImage.Format.Format_RGB32)
