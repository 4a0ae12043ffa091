"""What a panel shows when it has nothing: a picture, a sentence, a button."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from studio_gui.ui import theme

_ICON_PX = 36
_WIDEST_PX = 400
"""A line of about sixty letters; in a wide dialog a longer one would be read like a caption."""
_TALLEST_PX, _STEP_PX = 1000, 4


def _even_px(text: QLabel, room_px: int) -> int:
    """How wide a sentence is when its lines are about as long as each other: a last one of one word looks lost."""
    text.ensurePolished()
    metrics, said = text.fontMetrics(), text.text()

    def height(width: int) -> int:
        return metrics.boundingRect(QRect(0, 0, width, _TALLEST_PX), Qt.TextFlag.TextWordWrap, said).height()

    lowest, even = height(room_px), room_px
    while even - _STEP_PX > room_px // 2 and height(even - 2 * _STEP_PX) == lowest:
        even -= _STEP_PX
    return even


class EmptyState(QWidget):
    """One icon, one sentence, at most one button."""

    pressed = Signal()

    def __init__(self, icon: str, sentence: str, parent: QWidget, *, button: str = "", role: str = "") -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._icon = QLabel(self)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text = QLabel(sentence, self)
        text.setProperty("role", "quiet")
        text.setWordWrap(True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S24)
        layout.setSpacing(theme.S12)
        layout.addStretch(2)
        layout.addWidget(self._icon)
        self._text = text
        middle = QHBoxLayout()
        middle.addStretch(0)
        middle.addWidget(text, 1)
        middle.addStretch(0)
        layout.addLayout(middle)
        if button:
            push = QPushButton(button, self)
            push.clicked.connect(self.pressed)
            theme.set_role(push, role)
            self.setFocusProxy(push)
            layout.addWidget(push, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        theme.watch(self, self._on_theme_changed)
        self._on_theme_changed()

    def say(self, icon: str, sentence: str) -> None:
        """Show another icon and another sentence."""
        self._icon_name = icon
        self._text.setText(sentence)
        self._on_theme_changed()
        self._even_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._even_out()

    def _even_out(self) -> None:
        self._text.setMaximumWidth(_even_px(self._text, max(1, min(_WIDEST_PX, self.width() - 2 * theme.S24))))

    def _on_theme_changed(self) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(theme.icon_pixmap(self._icon_name, _ICON_PX, color="disabled", ratio=ratio))
