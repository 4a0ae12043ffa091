"""The two pictures side by side: a scene before and after, with when that was above each."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStyle, QVBoxLayout, QWidget

from studio_gui.model.project import Project, Scene
from studio_gui.ui import theme
from studio_gui.ui.dialogs.parts import label
from studio_gui.ui.dialogs.versions.library import Library

_LEAST = QSize(200, 120)


class Frame(QWidget):
    """One picture of a scene in the shape of its stage; grey until it is drawn, words where there is no scene."""

    def __init__(self, library: Library, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMinimumSize(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._library = library
        self._project: Project | None = None
        self._scene: Scene | None = None
        self._image: QImage | None = None
        self._missing = ""
        self._is_marked = False
        theme.watch(self, self.update)

    @property
    def image(self) -> QImage | None:
        """What is shown; None until it is drawn, and where there is nothing to draw."""
        return self._image

    @property
    def scene(self) -> Scene | None:
        """The scene meant."""
        return self._scene

    def show_scene(self, project: Project | None, scene: Scene | None, *, missing: str, is_marked: bool) -> None:
        """Show a scene, or the words ``missing``; ``is_marked`` puts a frame of the accent around it."""
        self._project, self._scene, self._missing, self._is_marked = project, scene, missing, is_marked
        self._image = None
        self.setAccessibleName(missing if scene is None else "Picture of the scene")
        self._want()
        self.update()

    def _place(self) -> QRect:
        wide, high = self._project.stage_size if self._project else (16, 9)
        factor = min(self.width() / wide, self.height() / high)
        size = QSize(max(1, round(wide * factor)), max(1, round(high * factor)))
        # Below the first letter of its title, on whichever side that is.
        return QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(QPoint(0, 0), size))

    def _want(self) -> None:
        if self._project is None or self._scene is None or not self.isVisible():
            return
        project, scene = self._project, self._scene
        width_px = round(self._place().width() * self.devicePixelRatioF())
        self._image = self._library.picture(project, scene, width_px=width_px) or self._image
        if self._library.picture(project, scene, width_px=width_px) is None:

            def done(image: QImage) -> None:
                if self._scene is scene and self._project is project:
                    self._image = image
                    self.update()

            self._library.draw(project, scene, width_px=width_px, done=done)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._want()

    def paintEvent(self, event: QPaintEvent) -> None:
        t, place = theme.tokens(), self._place()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(place).adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
        painter.fillPath(outline, QColor(t.pressed if self._scene is not None else t.field))
        if self._image is not None:
            painter.save()
            painter.setClipPath(outline)
            painter.drawImage(place, self._image)
            painter.restore()
        elif self._scene is None:
            painter.setPen(QColor(t.quiet))
            painter.drawText(
                place.adjusted(12, 12, -12, -12), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._missing
            )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(t.accent if self._is_marked else t.line_strong), 2 if self._is_marked else 1))
        painter.drawPath(outline)
        painter.end()


class SideBySide(QWidget):
    """Before on the left, after on the right."""

    def __init__(self, library: Library, parent: QWidget) -> None:
        super().__init__(parent)
        self.before, self.after = Frame(library, self), Frame(library, self)
        self.before_title, self.after_title = label("", "heading", self), label("", "heading", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S16)
        for title, frame in ((self.before_title, self.before), (self.after_title, self.after)):
            column = QVBoxLayout()
            column.setSpacing(theme.S8)
            column.addWidget(title)
            column.addWidget(frame, 1)
            row.addLayout(column, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Of an odd width one would get a pixel more, and all letters would look a little different.
        for frame in (self.before, self.after):
            frame.setMaximumWidth((event.size().width() - theme.S16) // 2)
        super().resizeEvent(event)

    def name(self, before: str, after: str) -> None:
        """Say when the two were."""
        self.before_title.setText(before)
        self.after_title.setText(after)
