"""Drawing into a picture in between: for opacity of a whole and for shadows.

The picture has the device's own pixels and covers only what can be seen, however large the clip is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QImage, QPainter, QTransform


@dataclass(frozen=True, slots=True)
class Layer:
    """A transparent picture and where its corner belongs, in device pixels."""

    image: QImage
    left: int
    top: int
    ratio: float

    def draw(self, painter: QPainter, *, dx: float = 0, dy: float = 0, opacity: float = 1) -> None:
        """Copy the layer to where it was made, moved by (dx, dy) device pixels."""
        painter.save()
        painter.resetTransform()
        painter.setOpacity(painter.opacity() * opacity)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.image.setDevicePixelRatio(self.ratio)
        painter.drawImage(QPointF((self.left + dx) / self.ratio, (self.top + dy) / self.ratio), self.image)
        painter.restore()


def layer_of(
    painter: QPainter,
    bounds: QRectF,
    *,
    paint: Callable[[QPainter], None],
    margin_px: int = 0,
    moved_px: tuple[float, float] = (0, 0),
) -> Layer | None:
    """What ``paint`` draws within ``bounds`` (in the painter's units), or None when none of it can be seen.

    ``margin_px`` device pixels around the visible part are drawn too, for blurs that reach into view. ``moved_px`` says
    how far it will be drawn from where it is: what is visible there counts.
    """
    device = painter.device()
    ratio = device.devicePixelRatioF()
    to_device = painter.combinedTransform() * QTransform.fromScale(ratio, ratio)
    seen = QRect(0, 0, round(device.width() * ratio), round(device.height() * ratio))
    seen.adjust(-margin_px, -margin_px, margin_px, margin_px)
    shown = QRectF(seen).translated(-moved_px[0], -moved_px[1])
    room = to_device.mapRect(bounds).adjusted(-1, -1, 1, 1).intersected(shown).toAlignedRect()
    if room.isEmpty():
        return None
    image = QImage(room.size(), QImage.Format.Format_ARGB32_Premultiplied)
    if image.isNull():
        return None
    image.fill(0)
    with QPainter(image) as inner:
        inner.setRenderHints(painter.renderHints())
        inner.setTransform(to_device * QTransform.fromTranslate(-room.left(), -room.top()))
        paint(inner)
    return Layer(image, room.left(), room.top(), ratio)
