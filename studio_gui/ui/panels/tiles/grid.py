"""The view of tiles: as many columns as fit, a picture and a name each."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPainterPath, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio_gui.ui import theme
from studio_gui.ui.panels.leaving import leaves
from studio_gui.ui.panels.pill import paint_pill
from studio_gui.ui.panels.tiles.model import TileModel
from studio_gui.ui.parts.tile import Tile
from studio_gui.ui.theme.isolating import isolated

_WIDEST = 150
GAP = 6
"""Around the picture of each tile."""
_TEXT_PX = 20
_SCROLL_BAR_PX = 10
_GREY = "#9AA2B1"
Index = QModelIndex | QPersistentModelIndex


class TileGrid(QListView):
    """A grid of tiles; ``aspect`` is height by width of the pictures, ``lines`` how many lines of text are below."""

    chosen = Signal(object)
    """The :class:`Tile` that was clicked (or double-clicked, see ``on_click``) or chosen with Enter."""

    def __init__(
        self, model: TileModel, parent: QWidget, *, aspect: float, lines: int = 1, on_click: bool = False
    ) -> None:
        super().__init__(parent)
        self.aspect = aspect
        self.lines = lines
        self.is_on_grey = False
        """Whether pictures that one can see through lie on grey: a logo may be dark or white."""
        self._tiles = model
        self.setModel(model)
        self.setItemDelegate(_TileDelegate(model, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setSpacing(0)
        (self.clicked if on_click else self.doubleClicked).connect(self._on_chosen)

    def tile_size(self) -> QSize:
        """The size of one tile with its text."""
        # The room of the scroll bar is kept free, so that columns do not jump when it comes.
        room = max(80, self.width() - _SCROLL_BAR_PX - 1)
        columns = max(2, round(room / _WIDEST))
        width = room // columns
        picture = round((width - 2 * GAP) * self.aspect)
        return QSize(width, picture + 2 * GAP + self.lines * _TEXT_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setGridSize(self.tile_size())
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_chosen(self.currentIndex())
        elif not leaves(event):
            super().keyPressEvent(event)

    def _on_chosen(self, index: QModelIndex) -> None:
        self.chosen.emit(self._tiles.tile(index))


class _TileDelegate(QStyledItemDelegate):
    def __init__(self, model: TileModel, view: TileGrid) -> None:
        super().__init__(view)
        self._model = model
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._view.tile_size()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t = theme.tokens()
        tile, whole = self._model.tile(index), option.rect
        is_marked = tile.key in self._model.marked
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        # The one that Enter takes: with the keyboard there comes a current tile, but no selected one.
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        width = whole.width() - 2 * GAP
        place = QRect(whole.left() + GAP, whole.top() + GAP, width, round(width * self._view.aspect))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_picture(painter, place, tile)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), theme.CARD_RADIUS, theme.CARD_RADIUS)
        is_strong = is_marked or has_focus
        painter.setPen(QPen(QColor(t.accent if is_strong or is_hovered else t.line), 2 if is_strong else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)
        if is_marked:
            self._paint_mark(painter, place)
        if tile.badge:
            paint_pill(painter, place, tile.badge)
        self._paint_text(painter, QRect(place.left(), place.bottom() + 1, width, whole.bottom() - place.bottom()), tile)
        painter.restore()

    def _paint_picture(self, painter: QPainter, place: QRect, tile: Tile) -> None:
        t = theme.tokens()
        ratio = self._view.devicePixelRatioF()
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(place), theme.CARD_RADIUS, theme.CARD_RADIUS)
        painter.fillPath(outline, QColor(t.field))
        image = self._model.image(tile, (round(place.width() * ratio), round(place.height() * ratio)))
        if image is None:
            pixmap = theme.icon_pixmap(tile.icon, 28, color="disabled", ratio=ratio)
            painter.drawPixmap(place.center().x() - 14, place.center().y() - 14, pixmap)
            return
        size = image.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(0, 0, size.width(), size.height())
        target.moveCenter(place.center())
        painter.save()
        painter.setClipPath(outline)
        if self._view.is_on_grey and image.hasAlphaChannel():
            painter.fillRect(place, QColor(_GREY))
        painter.drawImage(target, image)
        painter.restore()

    def _paint_mark(self, painter: QPainter, place: QRect) -> None:
        t = theme.tokens()
        mark = QRect(place.right() - 25, place.top() + 6, 20, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.accent))
        painter.drawEllipse(mark)
        ratio = self._view.devicePixelRatioF()
        pixmap = theme.icon_pixmap("check", 14, color="on_accent", ratio=ratio)
        painter.drawPixmap(mark.left() + 3, mark.top() + 3, pixmap)

    def _paint_text(self, painter: QPainter, place: QRect, tile: Tile) -> None:
        t = theme.tokens()
        rows = [(tile.title, t.text, 12), (tile.detail, t.quiet, 11)][: self._view.lines]
        for row, (text, color, px) in enumerate(rows):
            font = QFont(self._view.font())
            font.setPixelSize(px)
            painter.setFont(font)
            painter.setPen(QColor(color))
            line = QRect(place.left(), place.top() + 1 + row * 16, place.width(), 18)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, isolated(shown))
