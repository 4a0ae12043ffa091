"""The picture of the preview: one pixel of it for each of the screen, and only what changed is painted again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from studio_gui.render.playing.reel import Patch
from studio_gui.ui import theme

Size = tuple[int, int]
_ROOM = 16
"""Around the picture, where it does not fill the whole screen of the computer."""


class Screen(QWidget):
    """Shows patches one over the other; a click plays or pauses."""

    size_wanted = Signal(object)
    """(width, height) in device pixels that pictures are to have."""
    clicked = Signal()
    double_clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("preview_screen")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(200, 120)
        self.setAccessibleName("Picture")
        self._stage: Size = (16, 9)
        self._picture: QImage | None = None
        self.is_bare = False
        """Whether it fills the screen of the computer, before black."""

    def show_stage(self, stage: Size) -> None:
        """Pictures will have this shape."""
        if stage != self._stage:
            self._stage = stage
            self.size_wanted.emit(self.size_px)
            self.update()

    def set_bare(self, *, is_bare: bool) -> None:
        """Fill the screen of the computer, or stand on the ground of the window."""
        self.is_bare = is_bare
        self.size_wanted.emit(self.size_px)
        self.update()

    @property
    def size_px(self) -> Size:
        """The device pixels of the picture."""
        area, ratio = self.area, self.devicePixelRatioF()
        return max(2, round(area.width() * ratio)), max(2, round(area.height() * ratio))

    @property
    def area(self) -> QRect:
        """Where the picture is: as large as it fits, in the middle."""
        room = 0 if self.is_bare else _ROOM
        inner = self.rect().adjusted(room, room, -room, -room)
        size = QSize(*self._stage).scaled(inner.size(), Qt.AspectRatioMode.KeepAspectRatio)
        area = QRect(QPoint(0, 0), size)
        area.moveCenter(inner.center())
        return area

    @property
    def picture(self) -> QImage | None:
        """What is shown."""
        return self._picture

    def show_patches(self, patches: Sequence[Patch]) -> None:
        """Lay patches over the picture; only what they cover is painted again."""
        whole = next((index for index in range(len(patches) - 1, -1, -1) if patches[index].is_whole), None)
        changed = QRect()
        if whole is not None:
            self._picture = patches[whole].image
            changed = patches[whole].area
            patches = patches[whole + 1 :]
        if self._picture is None:
            return
        if patches:
            painter = QPainter(self._picture)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            for patch in patches:
                painter.drawImage(patch.at, patch.image)
                changed = changed.united(patch.area)
            painter.end()
        self.update(self._on_widget(changed))

    def _on_widget(self, changed: QRect) -> QRect:
        if self._picture is None:
            return self.rect()
        area = self.area
        across, down = area.width() / self._picture.width(), area.height() / self._picture.height()
        place = QRectF(
            area.x() + changed.x() * across, area.y() + changed.y() * down, changed.width() * across,
            changed.height() * down,
        )  # fmt: skip
        return place.toAlignedRect()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = self.area
        if not area.contains(event.rect()):
            painter.fillRect(event.rect(), QColor("#000000" if self.is_bare else theme.tokens().ground))
        if self._picture is None:
            painter.fillRect(area, QColor("#000000" if self.is_bare else theme.tokens().line))
        elif (self._picture.width(), self._picture.height()) == self.size_px:
            # Pixel for pixel, and of these only what changed.
            ratio = self.devicePixelRatioF()
            part = event.rect().intersected(area)
            source = QRectF(
                (part.x() - area.x()) * ratio,
                (part.y() - area.y()) * ratio,
                part.width() * ratio,
                part.height() * ratio,
            )
            painter.drawImage(QRectF(part), self._picture, source)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(area, self._picture)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.size_wanted.emit(self.size_px)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()  # the first click of the two is taken back
            self.double_clicked.emit()
        event.accept()
