"""The preview on the whole screen of the computer: the bar comes when the mouse moves and goes when it rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QCursor, QKeyEvent, QMouseEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from studio_gui.ui.preview.screen import Screen
from studio_gui.ui.preview.transport import Transport

if TYPE_CHECKING:
    from studio_gui.ui.preview.player import PreviewPlayer

_REST_MS = 2500
_FROM_EDGE = 24
_WIDEST = 900


class FullScreen(QWidget):
    """A window of its own that borrows picture and bar."""

    def __init__(self, player: PreviewPlayer) -> None:
        super().__init__(player.window(), Qt.WindowType.Window)
        self.setObjectName("preview_full_screen")
        self.setWindowTitle("Preview")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, Qt.GlobalColor.black)
        self.setPalette(palette)
        self._player = player
        self._screen: Screen | None = None
        self._bar: Transport | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._on_rest)

    def take(self, screen: Screen, bar: Transport) -> None:
        """Show these two, on the screen that the window is on."""
        at = self._player.window().screen()
        if at is not None:
            self.setScreen(at)
            self.setGeometry(at.geometry())
        self._screen, self._bar = screen, bar
        screen.setParent(self)
        bar.setParent(self)
        bar.setProperty("role", "bar")
        bar.style().polish(bar)
        screen.setMouseTracking(True)
        screen.installEventFilter(self)
        self.showFullScreen()
        screen.show()
        bar.show()
        self._place()
        self.setFocus()
        self._rest.start()

    def give_back(self) -> None:
        """Let go of both."""
        self._rest.stop()
        self.unsetCursor()
        if self._screen is not None and self._bar is not None:
            self._screen.removeEventFilter(self)
            self._screen.setMouseTracking(False)
            self._bar.setProperty("role", "panel")
            self._bar.style().polish(self._bar)
        self._screen = self._bar = None

    def _place(self) -> None:
        if self._screen is None or self._bar is None:
            return
        self._screen.setGeometry(self.rect())
        width, height = min(_WIDEST, self.width() - 2 * _FROM_EDGE), self._bar.sizeHint().height()
        self._bar.setGeometry((self.width() - width) // 2, self.height() - height - _FROM_EDGE, width, height)
        self._bar.raise_()

    def _wake(self) -> None:
        if self._bar is not None:
            self.unsetCursor()
            self._bar.show()
            self._rest.start()

    def _on_rest(self) -> None:
        bar = self._bar
        if bar is None:
            return
        focus = QApplication.focusWidget()
        is_needed = bar.underMouse() or bar.scrubber.is_held or (focus is not None and bar.isAncestorOf(focus))
        if is_needed or not self._player.playback.is_running:
            self._rest.start()
        else:
            bar.hide()
            self.setCursor(QCursor(Qt.CursorShape.BlankCursor))

    # --- Qt -------------------------------------------------------------------------------------------------------

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress):
            self._wake()
        return False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._wake()
        super().mouseMoveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._wake()
        if not self._player.press(event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._screen is not None:
            event.ignore()
            self._player.toggle_full_screen()
        else:
            super().closeEvent(event)
