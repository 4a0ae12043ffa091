"""The system's notifications and the badge: for jobs that end while the person looks elsewhere.

Where a desktop has no tray, or the person wants to hear nothing, nothing is shown; the panel says everything anyway.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from studio_gui.ui import theme
from studio_gui.ui.dialogs.parts import app_mark
from studio_gui.ui.notifying.news import News

_SIDE = 64
_SHOWN_MS = 10_000
_MOST_COUNTED = 9


class Tray(QObject):
    """Tells news, counts what was not looked at, and forgets it once the window is in front."""

    chosen = Signal(str)
    """(job id) The person wants to see the job that was told of."""

    def __init__(
        self,
        window: QWidget,
        *,
        is_wanted: Callable[[], bool],
        is_there: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._is_wanted, self._is_there = is_wanted, is_there
        self._job_id = ""
        self.unseen = 0
        self.icon: QSystemTrayIcon | None = None

    def tell(self, news: News, job_id: str) -> bool:
        """Tell of a job, unless the window is in front anyway; says whether it was told."""
        if not self._is_wanted() or self._window.isActiveWindow():
            return False
        self._job_id = job_id
        self.unseen += 1
        self._window.installEventFilter(self)
        _badge(self.unseen)
        QApplication.alert(self._window)
        if self._is_there():
            icon = self.icon or self._make_icon()
            icon.setIcon(badged(self.unseen))
            icon.setToolTip(f"Scene Studio: {news.title}")
            icon.show()
            kind = QSystemTrayIcon.MessageIcon
            icon.showMessage(news.title, news.text, kind.Warning if news.is_bad else kind.Information, _SHOWN_MS)
        return True

    def forget(self) -> None:
        """Everything was seen."""
        self._window.removeEventFilter(self)  # each movement of the mouse would come by here too
        if self.unseen:
            self.unseen = 0
            _badge(0)
        if self.icon is not None:
            self.icon.hide()

    def _make_icon(self) -> QSystemTrayIcon:
        self.icon = QSystemTrayIcon(self)
        self.icon.messageClicked.connect(self._on_clicked)
        self.icon.activated.connect(self._on_clicked)
        return self.icon

    def _on_clicked(self) -> None:
        if self._window.isMinimized():
            self._window.showNormal()
        self._window.raise_()
        self._window.activateWindow()
        self.chosen.emit(self._job_id)
        self.forget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self.forget()
        elif event.type() == QEvent.Type.Close and self.icon is not None:
            self.icon.hide()
        return False


def badged(count: int) -> QIcon:
    """The program's picture with a number in its corner."""
    pixmap = QPixmap(_SIDE, _SIDE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(pixmap.rect(), app_mark(_SIDE, 1.0))
    if count:
        half = _SIDE // 2
        spot = QRectF(half - 2, half - 2, half + 2, half + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens().bad))
        painter.drawEllipse(spot)
        font = painter.font()
        font.setPixelSize(half - 8)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(theme.tokens().on_accent))
        said = str(count) if count <= _MOST_COUNTED else f"{_MOST_COUNTED}+"
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, said)
    painter.end()
    return QIcon(pixmap)


def _badge(count: int) -> None:
    # On Linux the number goes over the session's bus, and where there is none, Qt complains.
    if not sys.platform.startswith("linux") or os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.setBadgeNumber(count)
