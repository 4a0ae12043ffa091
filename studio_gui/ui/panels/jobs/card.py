"""One job as a card: picture, title, words, progress, one main action and a menu with the others."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from studio_gui.jobs.row import JobRow
from studio_gui.ui import theme
from studio_gui.ui.panels.jobs import wording

PICTURE = QSize(80, 45)


class Elided(QLabel):
    """One line that is shortened in the middle when there is no room; the whole is in the tool tip."""

    def __init__(self, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._whole = self._tip = ""

    def set_whole(self, text: str, *, tip: str = "") -> None:
        """Say ``text``, as much of it as fits; ``tip`` is the tool tip where it says more than the whole text."""
        if (text, tip) != (self._whole, self._tip):
            self._whole, self._tip = text, tip
            self._fit()

    def whole(self) -> str:
        """What is said, unshortened."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        said = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideMiddle, self.width())
        self.setText(said)
        self.setToolTip(self._tip or (self._whole if said != self._whole else ""))
        self.setAccessibleName(self._whole)


class Picture(QWidget):
    """The first scene of the job, with round corners; a neutral place until it is there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(PICTURE)
        self._image: QImage | None = None

    def set_image(self, image: QImage | None) -> None:
        """Show the picture."""
        self._image = image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), theme.RADIUS, theme.RADIUS)
        painter.fillPath(path, QColor(theme.tokens().ground))
        if self._image is not None:
            painter.setClipPath(path)
            size = self._image.size().scaled(PICTURE, Qt.AspectRatioMode.KeepAspectRatio)
            target = QRectF(0, 0, size.width(), size.height())
            target.moveCenter(QRectF(self.rect()).center())
            painter.drawImage(target, self._image)
        painter.end()


class JobCard(QFrame):
    """A card; it shows a row and says what is asked of it."""

    asked = Signal(str, str)
    """(job id, action)"""

    def __init__(self, row: JobRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setObjectName(f"job_{row.id}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.row = row
        self.picture = Picture(self)
        self.title = Elided("heading", self)
        self.icon = QLabel(self)
        self.status = Elided("quiet", self)
        self.detail = Elided("caption", self)
        self.words = QLabel(self)
        self.words.setProperty("role", "error")
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.main = QPushButton(self)
        self.main.setProperty("dense", True)
        self.main.clicked.connect(self._on_main)
        self.more = QToolButton(self)
        self.more.setProperty("dense", True)
        self.more.setIcon(theme.icon("more"))
        self.more.setAccessibleName("More")
        self.more.setToolTip("More")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.more)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.more.setMenu(self._menu)
        self._lay_out()
        theme.watch(self, self._refresh)
        self._refresh()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.S12, theme.S12, theme.S8, theme.S12)
        grid.setHorizontalSpacing(theme.S12)
        grid.setVerticalSpacing(theme.S4)
        grid.addWidget(self.picture, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.title, 0, 1)
        grid.addWidget(self.more, 0, 2, Qt.AlignmentFlag.AlignTop)
        line = QHBoxLayout()
        line.setSpacing(theme.S4)
        line.addWidget(self.icon)
        line.addWidget(self.status, 1)
        grid.addLayout(line, 1, 1, 1, 2)
        grid.addWidget(self.bar, 2, 0, 1, 3)
        grid.addWidget(self.words, 3, 0, 1, 3)
        grid.addWidget(self.detail, 4, 0, 1, 2)
        grid.addWidget(self.main, 4, 1, 1, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(1, 1)

    def show_row(self, row: JobRow) -> None:
        """Show the job as it is now."""
        if row != self.row:
            self.row = row
            self._refresh()

    def _refresh(self) -> None:
        row = self.row
        look = wording.look_of(row)
        self.title.set_whole(row.title)
        self.status.set_whole(wording.status_of(row))
        self.detail.set_whole(wording.detail_of(row))
        theme.set_role(self.status, {"bad": "error", "good": "good", "warn": "warn"}.get(look.color, "quiet"))
        self.icon.setPixmap(theme.icon_pixmap(look.icon, 14, color=look.color, ratio=self.devicePixelRatioF()))
        self.words.setText(wording.explanation_of(row))
        self.words.setVisible(bool(self.words.text()))
        theme.set_role(self.words, "error" if row.state == "failed" else "quiet")
        action = wording.main_action(row)
        self.bar.setVisible(action == "cancel" and row.state != "queued")
        self.bar.setValue(round(row.fraction * 1000))
        self.bar.setAccessibleName("Progress")
        self.main.setText(wording.TITLES[action])
        self.main.setIcon(theme.icon(wording.ICONS[action]))
        self.main.setEnabled(not (action == "cancel" and row.wish == "cancel"))
        self.setAccessibleName(f"{row.title}: {wording.status_of(row)}")

    def _fill_menu(self) -> None:
        self._menu.clear()
        for action in wording.more_actions(self.row):
            entry = self._menu.addAction(theme.icon(wording.ICONS[action]), wording.TITLES[action])
            entry.setObjectName(action)
            entry.triggered.connect(self._on_more)

    def _on_main(self) -> None:
        self.asked.emit(self.row.id, wording.main_action(self.row))

    def _on_more(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.asked.emit(self.row.id, sender.objectName())
