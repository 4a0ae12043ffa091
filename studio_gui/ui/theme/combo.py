"""What springs up: menus, and combo boxes whose lists look like them, round and lit up like every other list."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainterPath, QRegion, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QMenu, QStyledItemDelegate, QWidget

_CORNER = 7


class Menu(QMenu):
    """Use this and not Qt's own, whose paper stands square around the round border."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMask(round_region(self.rect()))


class ComboBox(QComboBox):
    """Use this and not Qt's own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # The delegate of Qt's combo boxes passes over what the style sheet says of items.
        self.setItemDelegate(QStyledItemDelegate(self))

    def showPopup(self) -> None:
        super().showPopup()
        frame = self.view().parentWidget()
        if isinstance(frame, QFrame):
            # The list draws the border; a second one would stand square around it.
            frame.setFrameShape(QFrame.Shape.NoFrame)
        if frame is not None:
            frame.setMask(round_region(frame.rect()))


def round_region(area: QRect) -> QRegion:
    """A mask with round corners, since see-through windows need a compositor, which not every desktop has."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(area), _CORNER, _CORNER)
    return QRegion(path.toFillPolygon().toPolygon())
