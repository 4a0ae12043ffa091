"""What goes with the pointer while a tab is pulled out of its window: the name of the project, on a small card."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QWidget

from studio_gui.ui import theme

_BESIDE = QPoint(14, 18)
"""From the pointer to the card: what is under the pointer stays to be seen, and to be found by whoever lets go."""
_MOST_WIDTH = 220


class Ghost(QFrame):
    """The card; Esc gives up what it stands for."""

    given_up = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("ghost")
        self.setProperty("role", "ghost")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S12, theme.S8, theme.S12, theme.S8)
        row.setSpacing(theme.S8)
        mark, words = QLabel(self), QLabel(self)
        mark.setPixmap(theme.icon_pixmap("external", theme.ICON, ratio=parent.devicePixelRatioF()))
        words.setText(words.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _MOST_WIDTH))
        words.setTextFormat(Qt.TextFormat.PlainText)
        row.addWidget(mark)
        row.addWidget(words)
        # Esc must reach it whoever has the keyboard.
        QApplication.instance().installEventFilter(self)

    def follow(self, at: QPoint) -> None:
        """Stand beside a point of the screen."""
        self.move(at + _BESIDE)
        self.show()

    def end(self) -> None:
        """Go away for good."""
        QApplication.instance().removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Esc, and only that."""
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not isinstance(event, QKeyEvent):
            return False
        if event.key() != Qt.Key.Key_Escape:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self.given_up.emit()
        return True
