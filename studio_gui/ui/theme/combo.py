"""What springs up: menus, and combo boxes whose lists look like them, round and lit up like every other list."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QPainter, QPainterPath, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFrame,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionMenuItem,
    QStyleOptionViewItem,
    QWidget,
)

from studio_gui.ui.theme.icons import icon_pixmap
from studio_gui.ui.theme.isolating import isolated
from studio_gui.ui.theme.tokens import S4, S8, S12, tokens

_CORNER = 7
_TAB = "\t"
"""What Qt puts between the words of an entry and its keys."""
_ROOM_OF_AN_ARROW = (
    QStyle.PixelMetric.PM_MenuPanelWidth,
    QStyle.PixelMetric.PM_MenuVMargin,
    QStyle.PixelMetric.PM_MenuScrollerHeight,
)
"""What the arrow to scroll takes away from a menu, at its upper or lower end."""
_ARROW_PX = 14
_LINE_PX = 11
"""The height of a line between entries, with the room around it."""
_MOST_SHOWN = 14
"""Entries of a long list that are seen at once; the others come by scrolling."""


class Menu(QMenu):
    """Use this and not Qt's own, whose paper stands square around the round border, and whose keys are as loud as the
    words and begin wherever the longest word ends: here they are quiet, and end at one edge."""

    def initStyleOption(self, option: QStyleOptionMenuItem, action: QAction) -> None:
        super().initStyleOption(option, action)
        option.text = isolated(option.text.partition(_TAB)[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        above, below = self._rooms_of_arrows()
        self._draw_arrow(painter, "chevron-up", above, at=above)
        self._draw_arrow(painter, "chevron-down", below, at=self.height() - below + self._arrow_px())
        painter.setClipRect(self.rect().adjusted(0, above, 0, -below))
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # a bracket comes behind its Ctrl everywhere
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for action in self.actions():
            area = self.actionGeometry(action)
            if not area.intersects(event.rect()):
                continue
            option = QStyleOptionMenuItem()
            super().initStyleOption(option, action)
            keys = option.text.partition(_TAB)[2]
            if keys:
                painter.setPen(QColor(tokens().quiet if action.isEnabled() else tokens().disabled))
                painter.drawText(
                    area.adjusted(S12, 0, -S12, 0), QStyle.visualAlignment(self.layoutDirection(), side), keys
                )
        painter.end()

    def _rooms_of_arrows(self) -> tuple[int, int]:
        """How high the rooms above and below the entries are, where there are arrows on a low screen, to scroll."""
        rects = [self.actionGeometry(action) for action in self.actions() if action.isVisible()]
        room = sum(self.style().pixelMetric(part, None, self) for part in _ROOM_OF_AN_ARROW)
        above = room if rects and rects[0].top() < 0 else 0
        below = room if rects and rects[-1].bottom() >= self.height() else 0
        return above, below

    def _arrow_px(self) -> int:
        return self.style().pixelMetric(QStyle.PixelMetric.PM_MenuScrollerHeight, None, self)

    def _draw_arrow(self, painter: QPainter, name: str, room: int, *, at: int) -> None:
        """An arrow whose room next to the entries ends at ``at``, in the place of Qt's, for which sheets have no word."""
        if room:
            middle = QPoint(self.width() // 2, at - self._arrow_px() // 2)
            place = QRect(middle - QPoint(_ARROW_PX // 2, _ARROW_PX // 2), QSize(_ARROW_PX, _ARROW_PX))
            painter.fillRect(place.adjusted(-2, 0, 2, 0), QColor(tokens().raised))
            painter.drawPixmap(place, icon_pixmap(name, _ARROW_PX, ratio=self.devicePixelRatioF()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMask(round_region(self.rect()))


class ComboBox(QComboBox):
    """Use this and not Qt's own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # The delegate of Qt's combo boxes passes over what the style sheet says of items.
        is_mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setItemDelegate(_Written(self) if is_mirrored else QStyledItemDelegate(self))
        self.setMaxVisibleItems(_MOST_SHOWN)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        field = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        icon = 0 if option.currentIcon.isNull() else option.iconSize.width() + S4
        # Where there is no room Qt cuts through a letter.
        shown = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, field.width() - icon)
        option.currentText = isolated(shown)

    def insertSeparator(self, index: int) -> None:
        # Only then: a list of hundreds of fonts would ask a delegate written here for the size of each.
        if not isinstance(self.itemDelegate(), _Entries):
            self.setItemDelegate(_Entries(self))
        super().insertSeparator(index)

    def showPopup(self) -> None:
        view = self.view()
        bar = view.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent) if self.count() > _MOST_SHOWN else 0
        # The list is as wide as the field, or as its longest words: nothing in it is cut off.
        view.setMinimumWidth(max(self.width(), view.sizeHintForColumn(0) + bar + 2 * S8))
        super().showPopup()
        frame = self.view().parentWidget()
        if isinstance(frame, QFrame):
            # The list draws the border; a second one would stand square around it.
            frame.setFrameShape(QFrame.Shape.NoFrame)
        if frame is not None:
            frame.setMask(round_region(frame.rect()))


class Suggestions(QListView):
    """What a field proposes while one writes in it; it looks like the list of a choice."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "choices")

    def show_for(self, completer: QCompleter) -> None:
        """Be what this one shows."""
        completer.setPopup(self)
        # A completer brings a delegate of its own, which passes over the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMask(round_region(self.rect()))


class _Written(QStyledItemDelegate):
    """Entries whose dots and figures stay where their own writing has them: “30 fps”, and not “fps 30”."""

    def displayText(self, value: object, locale: QLocale | QLocale.Language) -> str:
        return isolated(super().displayText(value, locale))


class _Entries(_Written):
    """The entries of a list, with a line where Qt's own delegate leaves a gap as high as a word."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, _LINE_PX) if _is_line(index) else super().sizeHint(option, index)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if not _is_line(index):
            super().paint(painter, option, index)
            return
        middle = option.rect.center().y()
        painter.fillRect(
            QRect(option.rect.left() + S8, middle, option.rect.width() - 2 * S8, 1), QColor(tokens().pressed)
        )


def _is_line(index: QModelIndex | QPersistentModelIndex) -> bool:
    """Whether ``insertSeparator`` put this one in."""
    return bool(index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "separator")


def round_region(area: QRect) -> QRegion:
    """A mask with round corners, since see-through windows need a compositor, which not every desktop has."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(area), _CORNER, _CORNER)
    return QRegion(path.toFillPolygon().toPolygon())
