"""Words that come and go: a quiet notice over the canvas."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from studio_gui.ui import theme
from studio_gui.ui.parts.reading import set_margins

_SHOWN_MS = 5000
_READ_MS = 70
"""For each sign of a sentence that is longer than the usual time lasts."""
_PRESS_MS = 3000
"""More where there is something to press, for the hand has a way to go."""
_FROM_BOTTOM = 20
_WIDEST_PX, _LEAST_PX, _TALLEST_PX, _SLACK_PX = 640, 160, 2000, 2


class Notice(QFrame):
    """One line at the bottom of the window that goes away by itself; it never takes the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setProperty("role", "toast")
        row = QHBoxLayout(self)
        row.setSpacing(theme.S8)
        self._label = QLabel(self)
        self._button = QPushButton(self)
        self._button.setProperty("role", "toast")
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self._on_clicked)
        row.addWidget(self._label)
        row.addWidget(self._button)
        self._then: object = None
        self._over: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def keep_over(self, widget: QWidget) -> None:
        """Appear at the lower end of this part of the window, where it hides nothing that is being typed."""
        if widget is not self._over:
            self._watch(is_on=False)
            self._over = widget
            self._watch(is_on=not self.isHidden())

    def _watch(self, *, is_on: bool) -> None:
        """See what becomes of where it lies, as long as it lies there: each movement of the mouse comes by here too."""
        for widget in (self.parentWidget(), self._over):
            if widget is not None:
                widget.installEventFilter(self) if is_on else widget.removeEventFilter(self)

    def show_text(self, text: str, *, button: str = "", then: object = None) -> None:
        """Show a sentence, with a button that calls ``then`` when there is one."""
        self._label.setText(text)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        row = self.layout()
        if row is not None:
            end = theme.S8 if button else theme.S16
            set_margins(row, start=theme.S16, top=theme.S8, end=end, bottom=theme.S8)
        self._then = then
        self.setAccessibleName(text)
        self._place()
        self._watch(is_on=True)
        self.show()
        self.raise_()
        self._timer.start(max(_SHOWN_MS, len(text) * _READ_MS) + (_PRESS_MS if button else 0))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.isHidden():  # and not only the window it is in
            self._watch(is_on=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.isHidden():
            return False
        if event.type() == QEvent.Type.Resize:
            self._place()
        elif event.type() == QEvent.Type.Show:
            # Said at the start, before the part it belongs over was there; that finds its place in this turn.
            QTimer.singleShot(0, self, self._place)
        return False

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        over = self._over if self._over is not None and self._over.isVisible() else window
        self._fit(over.width() - 2 * theme.S24)
        corner = over.mapTo(window, QPoint(0, 0)) if over is not window else QPoint(0, 0)
        x = corner.x() + (over.width() - self.width()) // 2
        self.move(max(0, x), corner.y() + over.height() - self.height() - _FROM_BOTTOM)

    def _fit(self, room_px: int) -> None:
        """Be as wide as the sentence, or break it into lines: the button stays in the window, whatever a file is called."""
        row = self.layout()
        if row is None:
            return
        margins = row.contentsMargins()
        beside = margins.left() + margins.right()
        if not self._button.isHidden():
            beside += self._button.sizeHint().width() + row.spacing()
        most = max(_LEAST_PX, min(room_px, _WIDEST_PX) - beside)
        width = self._label.fontMetrics().horizontalAdvance(self._label.text()) + _SLACK_PX
        self._label.setWordWrap(width > most)
        self._label.setFixedWidth(width if width <= most else self._broken_px(most))
        row.activate()  # it holds the notice as wide as the sentence before
        whole = self._label.width() + beside
        self.resize(whole, row.totalHeightForWidth(whole) if row.hasHeightForWidth() else row.totalSizeHint().height())

    def _broken_px(self, most_px: int) -> int:
        """How wide the longest of the lines is; beside it comes the button, with no gap where they broke earlier."""
        room = QRect(0, 0, most_px - _SLACK_PX, _TALLEST_PX)
        lines = self._label.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self._label.text())
        return min(lines.width() + _SLACK_PX, most_px)

    def _on_clicked(self) -> None:
        self.hide()
        if callable(self._then):
            self._then()
