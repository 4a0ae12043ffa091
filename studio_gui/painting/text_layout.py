"""Breaking a text into lines, and how high it is.

Line distances are those of the service's canvas (fabric.js: a line is 1.13 × the font size, the next begins 1.16 × that
further down, the base line is 22.2 % above the foot), not the font's own, so that a fallback font moves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption

from studio_gui.model.clips import TextClip
from studio_gui.painting.fonts import font_of, shaped_formats

LINE = 1.13
PITCH = LINE * 1.16
BASELINE = LINE * (1 - 0.222)

MAX_CHARACTERS = 20_000
"""More text than this is not laid out: it is far beyond what a stage can show, and would hold up the window."""

_ALIGNMENTS = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
    "justify": Qt.AlignmentFlag.AlignJustify,
}


@dataclass(frozen=True, slots=True)
class TextLines:
    """A text in lines: one layout per paragraph, in units of ``factor`` scene pixels."""

    layouts: tuple[QTextLayout, ...]
    factor: float
    count: int
    size: float
    """The font size in the layouts' own units."""

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last, in scene pixels before the clip's scale."""
        return self.factor * self.size * (LINE + PITCH * (self.count - 1)) if self.count else 0.0

    @property
    def width(self) -> float:
        """The widest line, in scene pixels before the clip's scale."""
        lines = (layout.lineAt(i) for layout in self.layouts for i in range(layout.lineCount()))
        return max((line.naturalTextWidth() for line in lines), default=0.0) * self.factor


def lay_out(clip: TextClip, *, width: float | None = None) -> TextLines:
    """The text of a clip wrapped to ``width`` scene pixels before its scale, which is the clip's own for None."""
    font, factor = font_of(clip)
    room = max(1.0, float(clip.width) if width is None else width) / factor
    text = clip.text[:MAX_CHARACTERS].replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    layouts, count = [], 0
    for paragraph in text.split("\n"):
        layout = _paragraph(paragraph, font, clip.align, room, first_line=count)
        layouts.append(layout)
        count += layout.lineCount()
    return TextLines(tuple(layouts), factor, count, float(font.pixelSize()))


def text_height(clip: TextClip) -> float:
    """How high the wrapped text is, in scene pixels, the clip's scale included."""
    return lay_out(clip).height * abs(clip.scale_y)


def text_overflows(clip: TextClip) -> bool:
    """Whether the text is higher than its box, or a single letter wider."""
    lines = lay_out(clip)
    return lines.height > clip.height + 0.5 or lines.width > clip.width + 0.5


def _paragraph(text: str, font: QFont, align: str, room: float, *, first_line: int) -> QTextLayout:
    text = text.replace("\t", "    ")
    layout = QTextLayout(text, font)
    layout.setFormats(shaped_formats(text, font))
    option = QTextOption(_ALIGNMENTS.get(align, Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    size = font.pixelSize()
    layout.beginLayout()
    row = first_line
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(room)
        line.setPosition(QPointF(0, size * (PITCH * row + BASELINE) - line.ascent()))
        row += 1
    layout.endLayout()
    return layout
