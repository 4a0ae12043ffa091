"""The neutral ground around the stage, and the stage's soft shadow on it."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QGradient, QImage, QLinearGradient, QPainter, QRadialGradient, QRegion

from studio_gui.ui import theme

DIM = 0.78
"""How far what sticks out of the stage sinks into the ground."""
_SHADOWS = ((6.0, 1.0, 0.20), (48.0, 8.0, 0.26))
"""The layers of the shadow: over how many pixels it fades, how far it drops, how strong it is in the middle."""
_FADE = ((0.0, 1.0), (0.1, 0.97), (0.2, 0.9), (0.3, 0.78), (0.4, 0.65), (0.5, 0.5), (0.6, 0.35), (0.7, 0.22),
         (0.8, 0.1), (0.9, 0.03), (1.0, 0.0))  # fmt: skip
"""How the shadow fades outwards, near to a blur's: with a kink at its begin one would see a frame in it."""


def paint_ground(painter: QPainter, rect: QRectF) -> None:
    """Fill the exposed part with the ground."""
    painter.fillRect(rect, QColor(theme.tokens().ground))


def paint_before(painter: QPainter, before: QImage | None) -> None:
    """Paint the viewport as it was; the bare ground where nobody has seen it yet."""
    if before is not None:
        painter.drawImage(0, 0, before)
    else:
        paint_ground(painter, painter.clipBoundingRect())


def paint_paper(painter: QPainter, stage: QRectF, rect: QRectF, color: QColor) -> None:
    """Fill the stage, in pixels of the viewport, with one colour; ``rect`` is exposed, in the painter's own measures."""
    exposed = painter.transform().mapRect(rect)
    painter.save()
    painter.resetTransform()
    painter.fillRect(exposed & QRectF(stage.toRect()), color)
    painter.restore()


def paint_surround(painter: QPainter, stage: QRectF, exposed: QRectF, *, dims: bool = True) -> None:
    """Dim what is exposed outside the stage, if asked, and lay the stage's shadow on it; pixels of the viewport."""
    edge = QRectF(stage.toRect())
    if edge.contains(exposed):
        return
    colors = theme.tokens()
    painter.save()
    veil = QColor(colors.ground)
    veil.setAlphaF(DIM)
    painter.setClipRegion(QRegion(exposed.toAlignedRect()) - QRegion(edge.toRect()), Qt.ClipOperation.IntersectClip)
    if dims:
        painter.fillRect(exposed, veil)
    for reach, drop, strength in _SHADOWS:
        shade = QColor(colors.shadow)
        shade.setAlphaF(min(1.0, strength * (3.5 if colors.is_dark else 1.0)))
        # As a blur does, it begins to fade under the stage, and is half as strong at the edge.
        reach = min(reach, edge.width(), edge.height())
        core = edge.translated(0, drop).adjusted(reach / 2, reach / 2, -reach / 2, -reach / 2)
        paint_shadow(painter, core, reach, shade, exposed)
    painter.restore()


def paint_shadow(painter: QPainter, core: QRectF, reach: float, color: QColor, exposed: QRectF) -> None:
    """Fill ``core`` and fade outwards from it, where that is exposed."""
    painter.fillRect(core, color)
    for rect, brush in _fades(core.getRect(), reach, color.getRgbF()):
        if rect.intersects(exposed):
            painter.fillRect(rect, brush)


@lru_cache(maxsize=8)
def _fades(
    place: tuple[float, float, float, float], reach: float, shade: tuple[float, float, float, float]
) -> list[tuple[QRectF, QBrush]]:
    """Four sides and four corners; the same as in the painting before, in each step of a drag."""
    core, color = QRectF(*place), QColor.fromRgbF(*shade)
    left, top, right, bottom = core.left(), core.top(), core.right(), core.bottom()
    sides = (
        (QRectF(left - reach, top, reach, core.height()), QPointF(left, 0), QPointF(left - reach, 0)),
        (QRectF(right, top, reach, core.height()), QPointF(right, 0), QPointF(right + reach, 0)),
        (QRectF(left, top - reach, core.width(), reach), QPointF(0, top), QPointF(0, top - reach)),
        (QRectF(left, bottom, core.width(), reach), QPointF(0, bottom), QPointF(0, bottom + reach)),
    )
    fades = [(rect, QBrush(_fading(QLinearGradient(start, end), color))) for rect, start, end in sides]
    for x, y in ((left, top), (right, top), (left, bottom), (right, bottom)):
        rect = QRectF(x if x == right else x - reach, y if y == bottom else y - reach, reach, reach)
        fades.append((rect, QBrush(_fading(QRadialGradient(QPointF(x, y), reach), color))))
    return fades


def _fading(gradient: QGradient, color: QColor) -> QGradient:
    for place, strength in _FADE:
        shade = QColor(color)
        shade.setAlphaF(color.alphaF() * strength)
        gradient.setColorAt(place, shade)
    return gradient
