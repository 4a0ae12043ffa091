"""The painter of backgrounds: a colour, and over it a picture scaled to cover the stage."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from studio_gui.base.media import BUILTIN
from studio_gui.model.project import Background
from studio_gui.painting.assets import Assets
from studio_gui.painting.colors import color
from studio_gui.painting.image import device_size


def picture_behind(background: Background) -> str:
    """What the picture is called in the project, as far as it can be had on this computer; empty for none."""
    ref, url = background.studio.media, background.source_url
    return ref or (url if url.startswith(BUILTIN) else "")


def paint_background(painter: QPainter, background: Background, *, stage: tuple[float, float], assets: Assets) -> None:
    """Fill the stage; what a picture does not cover, or one that is not here, shows the colour (white for none)."""
    room = QRectF(0, 0, *stage)
    painter.fillRect(room, color(background.source_color, "white") or Qt.GlobalColor.white)
    ref = picture_behind(background)
    natural = assets.natural_size(ref) if ref else None
    if natural is None:
        return
    factor = max(stage[0] / natural[0], stage[1] / natural[1])
    width, height = natural[0] * factor, natural[1] * factor
    picture = assets.image(ref, size=device_size(painter, width, height))
    if picture is None:
        return
    # Cover the stage: the middle is kept, what sticks out on two sides is not drawn.
    x, y = picture.width() / width, picture.height() / height
    source = QRectF((width - stage[0]) / 2 * x, (height - stage[1]) / 2 * y, stage[0] * x, stage[1] * y)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(room, picture, source)
