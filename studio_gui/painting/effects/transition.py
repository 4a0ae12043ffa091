"""One scene giving way to the next: two pictures of the same size made into one."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

_WAYS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


def paint_transition(painter: QPainter, old: QImage, new: QImage, *, kind: str, part: float) -> None:
    """Draw what is seen when ``part`` (0 to 1) of a transition is over, from (0, 0) in device pixels.

    ``kind`` is one of ``model.playing.TRANSITIONS``; any other shows the new picture alone.
    """
    part = max(0.0, min(1.0, part))
    name, _, way = kind.partition("-")
    if kind == "dissolve":
        _faded(painter, old, 1.0)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)  # mixes what is clear as well
        _faded(painter, new, part)
    elif kind == "fade":
        painter.fillRect(QRectF(new.rect()), QColor("black"))
        _faded(painter, old if part < 0.5 else new, abs(1 - 2 * part))
    elif way in _WAYS and name in ("push", "wipe"):
        across, down = _WAYS[way]
        _moved(painter, old, new, across, down, part=_eased(part), pushes=name == "push")
    else:
        painter.drawImage(0, 0, new)


def _faded(painter: QPainter, image: QImage, opacity: float) -> None:
    painter.save()
    painter.setOpacity(opacity)
    painter.drawImage(0, 0, image)
    painter.restore()


def _moved(painter: QPainter, old: QImage, new: QImage, across: int, down: int, *, part: float, pushes: bool) -> None:
    """The border between both walks over the picture; ``pushes`` takes the pictures along."""
    width, height = new.width(), new.height()
    dx, dy = round(across * part * width), round(down * part * height)
    at = QPointF(dx - across * width, dy - down * height)
    if pushes:
        painter.drawImage(QPointF(dx, dy), old)
        painter.drawImage(at, new)
        return
    painter.drawImage(0, 0, old)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)  # nothing shines through what is clear
    seen = QRectF(at.x(), at.y(), width, height).intersected(QRectF(0, 0, width, height))
    painter.drawImage(seen, new, seen)


def _eased(part: float) -> float:
    return part * part * (3 - 2 * part)
