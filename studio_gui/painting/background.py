"""The painter of backgrounds: a colour, and over it a picture scaled to cover the stage."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from studio_gui.base.media import BUILTIN
from studio_gui.model.project import Background
from studio_gui.painting.assets import Assets
from studio_gui.painting.colors import color
from studio_gui.painting.image import covered_pixels, device_size
from studio_gui.painting.media.pictures import Size

Stage = tuple[float, float]


def paint_background(painter: QPainter, background: Background, *, stage: Stage, assets: Assets) -> None:
    """Fill the stage; what a picture does not cover, or one that is not here, shows the colour (white for none)."""
    room = QRectF(0, 0, *stage)
    painter.fillRect(room, _paper(background))
    ref = _picture(background)
    natural = assets.natural_size(ref) if ref else None
    if natural is None:
        return
    width, height = _covering(natural, stage)
    picture = assets.image(ref, size=device_size(painter, width, height))
    if picture is None:
        return
    # Cover the stage: the middle is kept, what sticks out on two sides is not drawn.
    x, y = picture.width() / width, picture.height() / height
    source = QRectF((width - stage[0]) / 2 * x, (height - stage[1]) / 2 * y, stage[0] * x, stage[1] * y)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(room, picture, source)


def plain_color(background: Background) -> QColor | None:
    """The colour of a background that is nothing else; None where a picture may lie on it."""
    return None if _picture(background) else _paper(background)


def is_at_hand(background: Background, *, stage: Stage, scale: float, assets: Assets) -> bool:
    """Whether nothing has to be read or drawn for the picture first, at ``scale`` device pixels each; so too for none."""
    ref = _picture(background)
    return not ref or assets.is_at_hand(
        ref, size_for=lambda natural: covered_pixels(*_covering(natural, stage), scale, scale)
    )


def _paper(background: Background) -> QColor:
    return color(background.source_color, "white") or QColor(Qt.GlobalColor.white)


def _picture(background: Background) -> str:
    """What the picture is called in the project, as far as it can be had on this computer; empty for none."""
    ref, url = background.studio.media, background.source_url
    return ref or (url if url.startswith(BUILTIN) else "")


def _covering(natural: Size, stage: Stage) -> tuple[float, float]:
    """Width and height at which a picture covers the stage."""
    factor = max(stage[0] / natural[0], stage[1] / natural[1])
    return natural[0] * factor, natural[1] * factor
