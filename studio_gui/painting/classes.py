"""Loads every class of Qt that painting touches, in the one thread that imports this.

PySide6 makes a class, and the enums inside it, when it is first needed, also when it merely looks through the
overloads of ``fillRect``. Two threads that need the same one at the same moment crash the process (seen with 6.11.3:
``QGradient.Preset``). Threads paint thumbnails from the first second on, so everything is made before they begin.
"""

import builtins

# QtCore puts a function of its own in the place of ``import``, which reads the source of each module to see whether it
# uses Qt. That is for the ``__feature__`` switches, which nothing here uses, and would take a tenth of the start.
_plain_import = builtins.__import__
import PySide6.QtCore  # noqa: E402, F401

builtins.__import__ = _plain_import

from PySide6.QtCore import (  # noqa: E402
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
from PySide6.QtGui import (  # noqa: E402
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
from PySide6.QtSvg import QSvgRenderer  # noqa: E402

LOADED = (
    QBitmap, QBrush, QBuffer, QByteArray, QColor, QColorSpace, QConicalGradient, QFont, QFontDatabase, QFontInfo,
    QFontMetrics, QFontMetricsF, QGlyphRun, QGradient, QIODevice, QImage, QImageIOHandler, QImageReader, QLine, QLineF,
    QLinearGradient, QMargins, QMarginsF, QPaintDevice, QPaintEngine, QPainter, QPainterPath, QPainterPathStroker,
    QPen, QPicture, QPixmap, QPoint, QPointF, QPolygon, QPolygonF, QRadialGradient, QRawFont, QRect, QRectF, QRegion,
    QSize, QSizeF, QStaticText, QSvgRenderer, Qt, QTextCharFormat, QTextLayout, QTextLine, QTextOption, QTransform,
)  # fmt: skip
"""Named here so that they count as used."""
