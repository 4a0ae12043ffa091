"""Draws one scene of the list: number, picture, name, length, and a dot when something is amiss."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio_gui.base.film_time import length_words
from studio_gui.model.project import Scene
from studio_gui.ui import theme
from studio_gui.ui.panels.pill import paint_pill
from studio_gui.ui.panels.scenes.model import ScenesModel
from studio_gui.ui.panels.scenes.thumbnails import SceneThumbnails
from studio_gui.ui.parts.length import length_s
from studio_gui.ui.theme.isolating import isolated

NUMBER_PX = 30
_CAPTION_PX = 22
_MARGIN = theme.S8
_TALLEST = 168
_NAMELESS = 60
_ROUNDED_PX = 3
"""By so much a picture may be taller or wider than its place, since both are whole pixels."""
Index = QModelIndex | QPersistentModelIndex


class SceneDelegate(QStyledItemDelegate):
    """One row; it asks for pictures only of scenes that are in sight."""

    def __init__(self, model: ScenesModel, thumbnails: SceneThumbnails, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model = model
        self._thumbnails = thumbnails
        self._view = view

    def _width(self) -> int:
        """Room for a row, the same with and without a scroll bar: else a bar makes rows lower, which takes it away
        again, which makes them higher, and the list never comes to rest."""
        return self._view.contentsRect().width() - self._view.verticalScrollBar().sizeHint().width()

    def _room(self) -> int:
        """How wide a picture is at most, and the name below it."""
        return max(60, self._width() - NUMBER_PX - 2 * _MARGIN)

    def _picture_size(self) -> QSize:
        stage = self._model.document.project.stage_size
        room = self._room()
        height = round(room * stage[1] / stage[0])
        if height > _TALLEST:
            return QSize(round(_TALLEST * stage[0] / stage[1]), _TALLEST)
        return QSize(room, height)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._width(), self._picture_size().height() + _CAPTION_PX + theme.S12)

    def _picture_rect(self, row: QRect) -> QRect:
        size = self._picture_size()
        left = row.left() + _MARGIN + NUMBER_PX  # over its name, also where it is narrow
        return self._placed(row, QRect(left, row.top() + theme.S8, size.width(), size.height()))

    def _placed(self, row: QRect, rect: QRect) -> QRect:
        """A place worked out from left to right, where it is for those who read from right to left."""
        return QStyle.visualRect(self._view.layoutDirection(), row, rect)

    def _caption_rect(self, row: QRect) -> QRect:
        picture = self._picture_rect(row)
        left = row.left() + _MARGIN + NUMBER_PX
        return self._placed(row, QRect(left, picture.bottom() + 2, self._room(), _CAPTION_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t = theme.tokens()
        scene = self._model.scene(index)
        row = option.rect
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent_soft if is_current else t.hover))
            painter.drawRoundedRect(QRectF(row).adjusted(4, 2, -4, -2), theme.CARD_RADIUS, theme.CARD_RADIUS)
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(row).adjusted(5, 3, -5, -3), theme.CARD_RADIUS, theme.CARD_RADIUS)
        self._paint_number(painter, row, index.row() + 1, is_current=is_current)
        self._paint_issue(painter, row, scene)
        picture = self._picture_rect(row)
        self._paint_picture(painter, picture, scene, is_current=is_current)
        self._paint_length(painter, picture, scene)
        self._paint_caption(painter, self._caption_rect(row), scene)
        painter.restore()

    def _paint_number(self, painter: QPainter, row: QRect, number: int, *, is_current: bool) -> None:
        t = theme.tokens()
        font = theme.numbers_font(12)
        if is_current:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(t.accent if is_current else t.quiet))
        place = self._placed(row, QRect(row.left() + _MARGIN, row.top() + theme.S8, NUMBER_PX - 6, 18))
        painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, str(number))

    def _paint_issue(self, painter: QPainter, row: QRect, scene: Scene) -> None:
        issue = self._model.issue(scene.id)
        if issue is None or issue[0] == "info":
            return
        name, color = ("error", "bad") if issue[0] == "error" else ("warning", "warn")
        ratio = self._view.devicePixelRatioF()
        pixmap = theme.icon_pixmap(name, 16, color=color, ratio=ratio)
        left = row.left() + _MARGIN + (NUMBER_PX - 6 - 16) // 2
        painter.drawPixmap(self._placed(row, QRect(left, row.top() + theme.S8 + 22, 16, 16)), pixmap)

    def _paint_picture(self, painter: QPainter, place: QRect, scene: Scene, *, is_current: bool) -> None:
        t = theme.tokens()
        ratio = self._view.devicePixelRatioF()
        stage = self._model.document.project.stage_size
        image = self._thumbnails.picture(scene, stage=stage, width_px=round(place.width() * ratio))
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(place), theme.RADIUS, theme.RADIUS)
        clearness = self._thumbnails.clearness(scene.id) if image is not None else 0.0
        if clearness < 1:
            painter.fillPath(outline, QColor(t.pressed))
        if image is not None:
            painter.save()
            painter.setOpacity(clearness)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setClipPath(outline)
            painter.drawImage(QRectF(place), image, _part(image.size(), place.size()))
            painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(t.accent if is_current else t.line_strong), 2 if is_current else 1))
        painter.drawPath(outline)

    def _paint_length(self, painter: QPainter, picture: QRect, scene: Scene) -> None:
        language = self._model.document.project.studio.language
        media_s = self._thumbnails.media_s(scene.id)
        paint_pill(painter, picture, length_words(length_s(scene, language=language, media_s=media_s)))

    def _paint_caption(self, painter: QPainter, place: QRect, scene: Scene) -> None:
        t = theme.tokens()
        font = QFont(self._view.font())
        font.setPixelSize(12)
        painter.setFont(font)
        painter.setPen(QColor(t.text if scene.studio.name else t.quiet))
        text = scene.studio.name or caption_of(scene)
        # A name is told by its ends; of what is said the beginning is enough.
        mode = Qt.TextElideMode.ElideMiddle if scene.studio.name else Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(text, mode, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, isolated(shown))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = theme.LineEdit(parent)
        editor.setProperty("dense", True)
        editor.setAccessibleName("Scene name")
        editor.setPlaceholderText("Scene name")
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(self._caption_rect(option.rect).adjusted(-6, -1, 0, 1))


def _part(image: QSize, place: QSize) -> QRectF:
    """What of a picture is shown in a place: all of it, or its middle while it still has the shape of before the stage
    was turned, since people in it would be drawn out or pressed together."""
    whole = QSizeF(image)
    part = QSizeF(place).scaled(whole, Qt.AspectRatioMode.KeepAspectRatio)
    if max(whole.width() - part.width(), whole.height() - part.height()) < _ROUNDED_PX:
        part = whole
    return QRectF(QPointF((whole.width() - part.width()) / 2, (whole.height() - part.height()) / 2), part)


def caption_of(scene: Scene) -> str:
    """The first words of a scene without a name."""
    text = " ".join(scene.script_text[:200].split())
    if "<" in text:
        from studio_gui.speech import plain_text

        text = " ".join(plain_text(scene.script_text[:400]).split())
    return text[:_NAMELESS] or "No script"
