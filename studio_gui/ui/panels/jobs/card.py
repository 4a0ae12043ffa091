"""One job as a card: picture, title, words, progress, one main action and a menu with the others."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolButton,
    QWidget,
)

from studio_gui.jobs.row import JobRow
from studio_gui.ui import theme
from studio_gui.ui.panels.jobs import wording
from studio_gui.ui.panels.jobs.looks import no_address
from studio_gui.ui.parts.elided import Elided

PICTURE = QSize(68, 38)


class Picture(QWidget):
    """The first scene of the job, with round corners; a neutral mark where there is none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(PICTURE)
        self._image: QImage | None = None
        self._icon = "film"

    def set_image(self, image: QImage | None, *, icon: str = "film") -> None:
        """Show the picture, or ``icon`` where there is none."""
        if image is not self._image or icon != self._icon:
            self._image, self._icon = image, icon
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
        else:
            mark = theme.icon_pixmap(self._icon, 20, color="disabled", ratio=self.devicePixelRatioF())
            painter.drawPixmap((PICTURE.width() - 20) // 2, (PICTURE.height() - 20) // 2, mark)
        painter.end()


class JobCard(QFrame):
    """A card; it shows a row and says what is asked of it. The same card shows other jobs as the list is scrolled."""

    asked = Signal(str, str)
    """(job id, action)"""
    focused = Signal(str)
    """The keyboard came to the card of this job."""

    def __init__(self, row: JobRow, parent: QWidget, *, address_of: Callable[[JobRow], str] = no_address) -> None:
        """``address_of`` answers where a browser shows what a job made, empty for nowhere."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.row, self.account = row, ""
        self._address_of = address_of
        self._place = (0, 0)
        self.picture = Picture(self)
        self.title = Elided("heading", self)
        self.icon = QLabel(self)
        at_end = Qt.TextElideMode.ElideRight
        self.status = Elided("quiet", self, mode=at_end)
        self.detail = Elided("caption", self, mode=at_end)
        self.timing = Elided("caption", self, mode=at_end)
        self.where = Elided("caption", self)
        self.words = QLabel(self)
        self.words.setProperty("role", "quiet")
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self.main = QPushButton(self)
        self.main.setProperty("dense", True)
        theme.set_apart(self.main)
        self.main.clicked.connect(self._on_main)
        self.more = QToolButton(self)
        self.more.setProperty("dense", True)
        self.more.setIcon(theme.icon("more"))
        self.more.setAccessibleName("More")
        self.more.setToolTip("More")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = theme.Menu(self.more)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.more.setMenu(self.menu)
        self._lay_out()
        self.set_reachable(is_reachable=False)
        theme.watch(self, self._refresh)
        self._refresh()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.S12, theme.S12, theme.S8, theme.S12)
        grid.setHorizontalSpacing(theme.S8)
        grid.setVerticalSpacing(theme.S4)
        grid.addWidget(self.picture, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        head = QHBoxLayout()
        head.setSpacing(theme.S4)
        head.addWidget(self.title, 1)
        head.addWidget(self.more)
        grid.addLayout(head, 0, 1)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, theme.S4)
        line.setSpacing(theme.S4)
        line.addWidget(self.icon)
        line.addWidget(self.status, 1)
        grid.addLayout(line, 1, 1)
        grid.addWidget(self.bar, 2, 0, 1, 2)
        grid.addWidget(self.words, 3, 0, 1, 2)
        grid.addWidget(self.detail, 4, 0, 1, 2)
        grid.addWidget(self.timing, 5, 0, 1, 2)
        last = QHBoxLayout()
        last.setContentsMargins(0, theme.S4, 0, 0)
        last.setSpacing(theme.S8)
        last.addWidget(self.where, 1)
        last.addWidget(self.main)
        grid.addLayout(last, 6, 0, 1, 2)
        grid.setColumnStretch(1, 1)

    def show_row(self, row: JobRow, *, account: str = "") -> None:
        """Show the job as it is now."""
        if row != self.row or account != self.account:
            self.row, self.account = row, account
            self._refresh()

    def show_place(self, number: int, of: int) -> None:
        """Say to a screen reader which of how many jobs this is, from 1."""
        if (number, of) != self._place:
            self._place = (number, of)
            self.setAccessibleDescription(f"Job {number} of {of}. Enter shows the details.")

    def set_reachable(self, *, is_reachable: bool) -> None:
        """Whether the tabulator comes here: of all cards only to one, the arrows walk among them."""
        policy = Qt.FocusPolicy.StrongFocus if is_reachable else Qt.FocusPolicy.ClickFocus
        if self.main.focusPolicy() != policy:
            self.setFocusPolicy(policy)
            for part in (self.main, self.more):
                part.setFocusPolicy(policy)

    def tick(self) -> None:
        """Say the times anew."""
        self.detail.set_whole(wording.detail_of(self.row))
        self.timing.set_whole(wording.timing_of(self.row))
        self.timing.setVisible(bool(self.timing.whole()))

    def _refresh(self) -> None:
        row = self.row
        look = wording.look_of(row)
        self.setObjectName(f"job_{row.id}")
        said = wording.status_of(row)
        self.title.set_whole(row.title)
        self.status.set_whole(said)
        self.where.set_whole(wording.where_of(row, account=self.account))
        self.tick()
        theme.set_role(self.status, {"bad": "error", "good": "good", "warn": "warn"}.get(look.color, "quiet"))
        self.icon.setPixmap(theme.icon_pixmap(look.icon, 14, color=look.color, ratio=self.devicePixelRatioF()))
        self.words.setText(wording.explanation_of(row, account=self.account))
        self.words.setVisible(bool(self.words.text()))
        theme.set_role(self.words, "error" if row.state == "failed" else "quiet")
        self._refresh_bar(look.bar)
        action = wording.main_action(row)
        self.main.setText(wording.title_of(row, action))
        self.main.setIcon(theme.icon(wording.ICONS[action]))
        is_ending = action == "cancel" and row.wish == "cancel"
        if is_ending and self.main.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # else the keyboard would wander off
        self.main.setEnabled(not is_ending)
        self.setAccessibleName(f"{row.title}: {said}, {self.where.whole()}")

    def _refresh_bar(self, kind: str) -> None:
        # Without a share there is nothing to measure; a bar that runs to and fro would keep the computer awake.
        share = round(self.row.fraction * 1000) if kind == "share" or self.row.fraction else 0
        self.bar.setVisible(bool(kind))
        self.bar.setRange(0, 1000)
        self.bar.setValue(share)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(self.row.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.asked.emit(self.row.id, "details")
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())) if is_key else event.globalPos())

    def _fill_menu(self) -> None:
        self.menu.clear()
        main, others = wording.main_action(self.row), wording.more_actions(self.row, address=self._address_of(self.row))
        for action in (main, *others):
            entry = self.menu.addAction(theme.icon(wording.ICONS[action]), wording.title_of(self.row, action))
            entry.setObjectName(action)
            entry.triggered.connect(self._on_more)
            if action == main or (action != others[-1] and others[others.index(action) + 1] in _NEW_PART):
                self.menu.addSeparator()

    def _on_main(self) -> None:
        self.asked.emit(self.row.id, wording.main_action(self.row))

    def _on_more(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.asked.emit(self.row.id, sender.objectName())


_NEW_PART = ("details", "copy_report", "remove")
"""Actions in the menu with a line above them."""
