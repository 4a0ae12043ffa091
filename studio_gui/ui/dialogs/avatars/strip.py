"""The diary of an avatar as a strip: a mark and a line for each step, when it began and how long it took."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio_gui.ui import theme
from studio_gui.ui.dialogs.avatars.looks import Step

_ROW_PX = 28
_MARK_PX = 16
_LEFT_PX = 12


class DiaryStrip(QWidget):
    """Shows steps; says them all to screen readers."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.steps: tuple[Step, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Diary")
        theme.watch(self, self.update)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show these."""
        if tuple(steps) == self.steps:
            return
        self.steps = tuple(steps)
        self.setAccessibleDescription("; ".join(step.sentence for step in self.steps))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, _ROW_PX * len(self.steps))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, step in enumerate(self.steps):
            row = QRect(0, index * _ROW_PX, self.width(), _ROW_PX)
            if index + 1 < len(self.steps):
                self._paint_line(painter, row, self.steps[index + 1])
            self._paint_mark(painter, row, step)
            self._paint_words(painter, row, step)
        painter.end()

    def _paint_line(self, painter: QPainter, row: QRect, below: Step) -> None:
        t = theme.tokens()
        is_ahead = below.kind in ("ahead", "skipped")
        pen = QPen(QColor(t.line_strong if is_ahead else t.accent), 2)
        if is_ahead:
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        middle = row.center().y()
        painter.drawLine(_LEFT_PX, middle + _MARK_PX // 2 + 2, _LEFT_PX, middle + _ROW_PX - _MARK_PX // 2 - 2)

    def _paint_mark(self, painter: QPainter, row: QRect, step: Step) -> None:
        t = theme.tokens()
        place = QRectF(_LEFT_PX - _MARK_PX / 2, row.center().y() - _MARK_PX / 2, _MARK_PX, _MARK_PX)
        if step.kind in ("ahead", "skipped"):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(t.line_strong), 1.5))
            painter.drawEllipse(place.adjusted(3, 3, -3, -3))
            return
        if step.kind == "now":
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.drawEllipse(place.adjusted(1, 1, -1, -1))
            painter.setBrush(QColor(t.accent))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(place.adjusted(5, 5, -5, -5))
            return
        color = t.bad if step.is_bad else t.good if step.kind == "end" else t.accent
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(color))
        painter.drawEllipse(place)
        icon = theme.icon_pixmap(
            "close" if step.is_bad else "check", 10, color="on_accent", ratio=self.devicePixelRatioF()
        )
        painter.drawPixmap(round(place.center().x()) - 5, round(place.center().y()) - 5, icon)

    def _paint_words(self, painter: QPainter, row: QRect, step: Step) -> None:
        t = theme.tokens()
        is_quiet = step.kind in ("ahead", "skipped")
        right = QFont(theme.numbers_font(12))
        painter.setFont(right)
        said = "skipped" if step.kind == "skipped" else " · ".join(filter(None, (step.began, step.took)))
        room = painter.fontMetrics().horizontalAdvance(said) + theme.S8 if said else 0
        painter.setPen(QColor(t.quiet))
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row, Qt.AlignmentFlag.AlignRight | flags, said)
        font = QFont(self.font())
        font.setPixelSize(13)
        font.setWeight(QFont.Weight.DemiBold if step.kind in ("now", "end") else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(t.bad if step.is_bad else t.quiet if is_quiet else t.text))
        place = row.adjusted(_LEFT_PX * 2 + theme.S4, 0, -room, 0)
        words = painter.fontMetrics().elidedText(step.words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | flags, words)
