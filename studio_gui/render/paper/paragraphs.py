"""Running text in lines, for paper: every writing shaped, fonts chosen as on the stage."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from studio_gui.painting.fonts import families_for, region_of, shaped_formats

_FAMILY = "Noto Sans"


def laid_out(
    text: str,
    *,
    width: float,
    size_px: float,
    weight: QFont.Weight = QFont.Weight.Normal,
    is_one_line: bool = False,
) -> list[QTextLayout]:
    """A layout for each paragraph of a text, its lines ``width`` wide and under each other; empty ones left out.

    Each line is drawn by itself (``QTextLine.draw``), so that a text may run over pages. The layouts must be kept.
    """
    font = QFont(list(families_for(_FAMILY, region_of(text))))
    font.setPixelSize(max(1, round(size_px)))
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if is_one_line:
        text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
    return [_paragraph(words, font, width) for words in text.split("\n") if words.strip()]


def _paragraph(text: str, font: QFont, width: float) -> QTextLayout:
    layout = QTextLayout(text.strip(), font)
    layout.setFormats(shaped_formats(text.strip(), font))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(_direction(text))
    option.setUseDesignMetrics(True)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


def _direction(text: str) -> Qt.LayoutDirection:
    """From where a paragraph is read: its first letter says it. A line drawn by itself does not find out."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("L", "R", "AL"):
            return Qt.LayoutDirection.LeftToRight if kind == "L" else Qt.LayoutDirection.RightToLeft
    return Qt.LayoutDirection.LeftToRight
