"""Where the caret stands in a text laid out by the painter, and which place a point means.

Positions count UTF-16 units through the whole text, a line break being one, as Qt's text cursors do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QTextDocument, QTextLayout, QTextLine, QTransform

from studio_gui.model.clips import TextClip
from studio_gui.model.geometry import box_of
from studio_gui.painting.scene import placing
from studio_gui.painting.text_layout import LINE, PITCH, lay_out

_TAB = 4
"""The painter sets a tab as so many spaces."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One line on the stage: its paragraph, and the top of it in the layout's units."""

    layout: QTextLayout
    line: QTextLine
    paragraph: int
    top: float
    is_last: bool
    """Whether it is the last line of its paragraph."""


class CaretMap:
    """The lines of one text; made anew whenever the text or its clip changes."""

    def __init__(self, clip: TextClip, text: QTextDocument) -> None:
        lines = lay_out(clip)
        self._text = text
        self._size = lines.size
        self._room = float(clip.width) / lines.factor
        self._align = clip.align
        self._rows = _rows(lines.layouts, lines.size)
        scale = QTransform.fromScale(abs(clip.scale_x) * lines.factor, abs(clip.scale_y) * lines.factor)
        self.to_scene = scale * placing(clip, box_of(clip))
        """From the layout's units to scene pixels."""

    def caret(self, position: int) -> QLineF:
        """The caret at a position, in the layout's units."""
        paragraph, column = self._place(position)
        row = self._row_of(paragraph, column)
        if row is None:
            x = {"center": self._room / 2, "right": self._room}.get(self._align, 0.0)
            return QLineF(x, 0, x, self._size * LINE)
        x = _x(row.line, column)
        return QLineF(x, row.top, x, row.top + self._size * LINE)

    def position_at(self, point: QPointF) -> int:
        """The position nearest to a point in the layout's units."""
        if not self._rows:
            return 0
        index = next((i for i, row in enumerate(self._rows) if point.y() < row.top + self._size * PITCH), -1)
        return self._position(self._rows[index], point.x())

    def beside(self, position: int, *, rows: int, x: float) -> int:
        """The position ``rows`` lines further down (or up) at the height of ``x``; the ends of the text beyond."""
        paragraph, column = self._place(position)
        row = self._row_of(paragraph, column)
        if row is None:
            return position
        index = self._rows.index(row) + rows
        if index < 0:
            return 0
        if index >= len(self._rows):
            return max(0, self._text.characterCount() - 1)
        return self._position(self._rows[index], x)

    def line_ends(self, position: int) -> tuple[int, int]:
        """The first and the last position of the line a position is in."""
        paragraph, column = self._place(position)
        row = self._row_of(paragraph, column)
        if row is None:
            return position, position
        start, end = row.line.textStart(), row.line.textStart() + row.line.textLength()
        return self._back(row, start), self._back(row, end if row.is_last else max(start, end - 1))

    def marked(self, start: int, end: int) -> tuple[QRectF, ...]:
        """The rectangles of what is marked from ``start`` to ``end``, in the layout's units."""
        (first, begin), (last, finish) = self._place(start), self._place(end)
        found: list[QRectF] = []
        for row in self._rows:
            if not first <= row.paragraph <= last:
                continue
            low, high = row.line.textStart(), row.line.textStart() + row.line.textLength()
            low = max(low, begin) if row.paragraph == first else low
            stop = min(high, finish) if row.paragraph == last else high
            if stop < low or (stop == low and row.paragraph == last):
                continue
            a, b = _x(row.line, low), _x(row.line, stop)
            extra = self._size * 0.25 if row.is_last and row.paragraph < last else 0
            found.append(QRectF(min(a, b), row.top, abs(b - a) + extra, self._size * LINE))
        return tuple(found)

    def _place(self, position: int) -> tuple[int, int]:
        """The paragraph of a position and the place in it, as the painter counts."""
        block = self._text.findBlock(position)
        if not block.isValid():
            block = self._text.lastBlock()
        units, column = position - block.position(), 0
        for text_units, painted in _steps(block.text()):
            if units <= 0:
                break
            units, column = units - text_units, column + painted
        return block.blockNumber(), column

    def _back(self, row: _Row, column: int) -> int:
        block = self._text.findBlockByNumber(row.paragraph)
        position = block.position()
        for text_units, painted in _steps(block.text()):
            if column < painted:
                break
            position, column = position + text_units, column - painted
        return position

    def _position(self, row: _Row, x: float) -> int:
        column = row.line.xToCursor(x, QTextLine.CursorPosition.CursorBetweenCharacters)
        end = row.line.textStart() + row.line.textLength()
        if not row.is_last and column >= end:
            column = end - 1
        return self._back(row, column)

    def _row_of(self, paragraph: int, column: int) -> _Row | None:
        rows = [row for row in self._rows if row.paragraph == paragraph] or self._rows[-1:]
        for row in rows:
            if column < row.line.textStart() + row.line.textLength() or row.is_last:
                return row
        return rows[-1] if rows else None


def _steps(text: str) -> Iterator[tuple[int, int]]:
    """How far each character goes, in units of the text and in those of the painter."""
    for char in text:
        units = 2 if char > "\uffff" else 1
        yield units, _TAB if char == "\t" else units


def _rows(layouts: tuple[QTextLayout, ...], size: float) -> list[_Row]:
    rows: list[_Row] = []
    for paragraph, layout in enumerate(layouts):
        for index in range(layout.lineCount()):
            is_last = index == layout.lineCount() - 1
            rows.append(_Row(layout, layout.lineAt(index), paragraph, size * PITCH * len(rows), is_last))
    return rows


def _x(line: QTextLine, column: int) -> float:
    # PySide answers with the place and the column it belongs to.
    found: tuple[float, int] = line.cursorToX(column)  # type: ignore[assignment]
    return found[0]
