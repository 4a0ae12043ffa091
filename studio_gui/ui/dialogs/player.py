"""Plays a finished video inside the program. QtMultimedia is loaded here and nowhere earlier."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSlider, QToolButton, QVBoxLayout, QWidget

from studio_gui.base.film_time import place_words
from studio_gui.ui import multimedia, theme
from studio_gui.ui.dialogs.parts import button, label
from studio_gui.ui.parts.folders import show_in_folder

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

_STEP_MS = 5000
_LARGEST = QSize(960, 620)
_LARGEST_UPRIGHT = QSize(520, 760)
_NARROWEST = 380


def show(parent: QWidget, path: Path, *, title: str) -> QDialog | None:
    """Play a video; where the program cannot, the system's own player is asked, and None is answered."""
    try:
        dialog = PlayerDialog(path, title=title, parent=parent)
    except ImportError:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        return None
    dialog.show()
    return dialog


class PlayerDialog(QDialog):
    """The picture, and under it play, place and time."""

    def __init__(self, path: Path, *, title: str, parent: QWidget) -> None:
        multimedia.quiet()
        from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoSink

        super().__init__(parent)
        self.setObjectName("player")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_LARGEST)
        self._path = path
        self._is_fitted = False
        self.video = _Screen(self)
        self.player = QMediaPlayer(self)
        multimedia.quiet()
        self.sound = QAudioOutput(self)
        self.player.setAudioOutput(self.sound)
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self.video.show_frame)
        self._sink.videoSizeChanged.connect(self._on_size_known)
        self.player.setVideoSink(self._sink)
        self.play = QToolButton(self)
        self.play.setIconSize(QSize(20, 20))
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setAccessibleName("Place in the video")
        self.time = label("0:00 / 0:00", "quiet", self)
        self.time.setFont(theme.numbers_font(12))
        self.words = label("", "error", self, wraps=True)
        self.words.hide()
        self._lay_out()
        self._connect()
        self.player.setSource(QUrl.fromLocalFile(str(path)))
        self.player.play()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.video, 1)
        row = QHBoxLayout()
        row.setContentsMargins(theme.S12, theme.S8, theme.S12, theme.S8)
        row.setSpacing(theme.S12)
        row.addWidget(self.play)
        row.addWidget(self.slider, 1)
        row.addWidget(self.time)
        folder = button("Show in folder", self, role="quiet", icon="folder")
        folder.clicked.connect(self._on_folder)
        row.addWidget(folder)
        column.addWidget(self.words)
        column.addLayout(row)
        self._show_playing(is_playing=True)

    def _connect(self) -> None:
        self.play.clicked.connect(self.toggle)
        self.slider.sliderMoved.connect(self.player.setPosition)
        self.player.positionChanged.connect(self._on_position)
        self.player.durationChanged.connect(self._on_duration)
        self.player.playingChanged.connect(self._on_playing)
        self.player.errorOccurred.connect(self._on_error)

    def _on_size_known(self) -> None:
        film = self._sink.videoSize()
        if film.isEmpty() or self._is_fitted:
            return
        self._is_fitted = True
        below = self.height() - self.video.height()
        size = fitted(film, self.screen().availableSize(), below=below)
        # Narrower or lower about the same middle: it opened in the middle of the window.
        around = self.frameGeometry()
        middle = around.center()
        around.setSize(around.size() + size - self.size())
        around.moveCenter(middle)
        self.resize(size)
        self.move(around.topLeft())

    def toggle(self) -> None:
        """Play, or pause."""
        if self.player.isPlaying():
            self.player.pause()
        else:
            self.player.play()

    def _on_playing(self, is_playing: bool) -> None:
        self._show_playing(is_playing=is_playing)

    def _show_playing(self, *, is_playing: bool) -> None:
        self.play.setIcon(theme.icon("pause" if is_playing else "play"))
        self.play.setToolTip("Pause (Space)" if is_playing else "Play (Space)")
        self.play.setAccessibleName("Pause" if is_playing else "Play")

    def _on_position(self, position_ms: int) -> None:
        if not self.slider.isSliderDown():
            self.slider.setValue(position_ms)
        self.time.setText(place_words(position_ms / 1000, self.player.duration() / 1000))

    def _on_duration(self, duration_ms: int) -> None:
        self.slider.setRange(0, duration_ms)
        self._on_position(self.player.position())

    def _on_error(self) -> None:
        self.words.setText(f"The video cannot be played here: {self.player.errorString()}. Open it from its folder.")
        self.words.show()

    def _on_folder(self) -> None:
        show_in_folder(self._path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.toggle()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = _STEP_MS if event.key() == Qt.Key.Key_Right else -_STEP_MS
            self.player.setPosition(max(0, self.player.position() + step))
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        self.player.stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.player.stop()
        super().closeEvent(event)


class _Screen(QWidget):
    """Paints frames itself: that needs no graphics driver, and works on every display."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMinimumSize(320, 180)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._frame: QVideoFrame | None = None

    def show_frame(self, frame: QVideoFrame) -> None:
        """Show another frame; an empty one at the end of the video leaves the last."""
        if frame.isValid():
            self._frame = frame
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        if self._frame is not None:
            image = self._frame.toImage()
            size = image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRect(QPoint(0, 0), size)
            target.moveCenter(self.rect().center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(target, image)
        painter.end()


def fitted(film: QSize, screen: QSize, *, below: int) -> QSize:
    """The size of the window for a film of ``film`` pixels, so that nothing black stands beside it."""
    most = _LARGEST_UPRIGHT if film.height() > film.width() else _LARGEST
    room = most.boundedTo(screen * 0.85) - QSize(0, below)
    picture = film.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    return QSize(max(picture.width(), _NARROWEST), picture.height() + below)
