"""Icons from ``resources/icons``: drawn when they are shown, in the colours of the theme, sharp at every scale."""

from __future__ import annotations

from functools import lru_cache
from operator import mul

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from studio_gui.base.paths import resource
from studio_gui.ui.theme.tokens import ICON, tokens

_APART_PX = 3
_FINE_PX = 24
"""Up to this size lines are about one pixel wide."""
_CLEARLY, _NEARLY = 1.03, 0.995
_INK = "#000000"
"""The stroke of every icon file, replaced by a colour of the theme."""


def icon(name: str, *, color: str = "") -> QIcon:
    """The icon ``resources/icons/<name>.svg``; ``color`` is a token's name (``accent``), else it follows the state."""
    made = QIcon(_Engine(name, color))
    made.setIsMask(False)
    return made


def set_apart(button: QAbstractButton) -> None:
    """Keep the icon of a button apart from its words; Qt leaves four pixels, which is as close as two letters."""
    side = button.iconSize().height()
    button.setIconSize(QSize(side + _APART_PX, side))


def icon_pixmap(name: str, size: int = ICON, *, color: str = "quiet", ratio: float = 1.0) -> QPixmap:
    """An icon as a picture of ``size`` device-independent pixels; ``color`` is a token's name or ``#RRGGBB``."""
    ink = color if color.startswith("#") else str(getattr(tokens(), color))
    pixmap = _drawn(name, ink, round(size * ratio))
    if ratio == 1.0:
        return pixmap
    sharp = QPixmap(pixmap)
    sharp.setDevicePixelRatio(ratio)
    return sharp


def draw_for(button: QAbstractButton) -> None:
    """Draw a button's icon as it is when the button may be pressed and when not, so that painting it takes no time."""
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled):
        button.icon().pixmap(button.iconSize(), button.devicePixelRatioF(), mode)


def source(name: str, ink: str) -> str:
    """The text of an icon's file, drawn in ``ink`` (``#RRGGBB``); empty when there is no such icon."""
    return _read(name).replace(_INK, ink)


@lru_cache(maxsize=256)
def _read(name: str) -> str:
    try:
        return resource("icons", f"{name}.svg").read_text("utf-8")
    except OSError:
        return ""


@lru_cache(maxsize=512)
def _drawn(name: str, ink: str, side_px: int) -> QPixmap:
    pixmap = QPixmap(side_px, side_px)
    pixmap.fill(Qt.GlobalColor.transparent)
    text = source(name, ink)
    if not text or pixmap.isNull():
        return pixmap  # styles ask for icons of no size too
    renderer = QSvgRenderer(QByteArray(text.encode()))
    _draw(renderer, pixmap, _nudge(name, side_px) if side_px <= _FINE_PX else (0, 0))
    return pixmap


def _draw(renderer: QSvgRenderer, onto: QPixmap | QImage, nudge: tuple[float, float]) -> None:
    painter = QPainter(onto)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(*nudge)
    renderer.render(painter, QRectF(0, 0, onto.width(), onto.height()))
    painter.end()


@lru_cache(maxsize=512)
def _nudge(name: str, side_px: int) -> tuple[float, float]:
    """By how much a small icon is moved, half a pixel at most: a thin line between two pixels is a grey band over both.

    It stays where it is unless that makes it clearly sharper, and where it would lose something at the edge.
    """
    renderer = QSvgRenderer(QByteArray(_read(name).encode()))
    best, sharpest, whole = (0.0, 0.0), 0.0, 0
    for nudge in ((0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (0.5, 0.5)):
        image = QImage(side_px, side_px, QImage.Format.Format_RGBA8888_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        _draw(renderer, image, nudge)
        inks = bytes(image.constBits())[3::4]  # Alpha8 has rows that end with bytes which nobody wrote
        sharp, whole = sum(map(mul, inks, inks)), whole or sum(inks)
        if sharp > sharpest * _CLEARLY and sum(inks) > whole * _NEARLY:
            best, sharpest = nudge, sharp
    return best


class _Engine(QIconEngine):
    """Asks for the colours when it paints, so a change of theme needs no new icons."""

    def __init__(self, name: str, color: str) -> None:
        super().__init__()
        self._name = name
        self._color = color

    def _ink(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        now = tokens()
        if mode == QIcon.Mode.Disabled:
            return now.disabled
        if self._color:
            return str(getattr(now, self._color))
        if state == QIcon.State.On or mode == QIcon.Mode.Selected:
            return now.accent
        return now.text if mode == QIcon.Mode.Active else now.quiet

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatio() if painter.device() else 1.0
        side = min(rect.width(), rect.height())
        pixmap = icon_pixmap(self._name, side, color=self._ink(mode, state), ratio=ratio)
        corner = rect.center() - QPoint((side - 1) // 2, (side - 1) // 2)
        painter.drawPixmap(QRect(corner, QSize(side, side)), pixmap)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        side = min(size.width(), size.height())
        drawn = _drawn(self._name, self._ink(mode, state), side)
        if size.width() == size.height() or drawn.isNull():
            return drawn
        # The room beside an icon is where its words are (``set_apart``).
        is_mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        wide = QPixmap(size)
        wide.fill(Qt.GlobalColor.transparent)
        painter = QPainter(wide)
        painter.drawPixmap(size.width() - side if is_mirrored else 0, (size.height() - side) // 2, drawn)
        painter.end()
        return wide

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._color)
