"""Where a video can be made: this computer, and accounts of services; and the payload alone as a file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QToolButton, QVBoxLayout, QWidget

from studio_gui.app.accounts import Account
from studio_gui.ui import theme
from studio_gui.ui.dialogs.parts import button

PAYLOAD = "payload"
"""Chosen instead of an account: the JSON is saved, nothing is sent."""
WIDTH = 224
_ICONS = {"computer": "computer", "practice": "star", PAYLOAD: "code"}
_TITLES = {"computer": "This computer"}


class Destinations(QWidget):
    """One of several places; the first is chosen."""

    changed = Signal()
    add_wanted = Signal()

    def __init__(self, accounts: Sequence[Account], parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self._group = QButtonGroup(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.S8)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = QWidget(area)
        self._content.setObjectName("content")
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.S8)
        self._column.addStretch(1)
        area.setWidget(self._content)
        outer.addWidget(area, 1)
        self.add = button("Add account…", self, role="link", icon="plus", name="add_account")
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self.add_wanted)
        outer.addWidget(self.add)
        self.fill(accounts)

    def fill(self, accounts: Sequence[Account], chosen: str = "") -> None:
        """Offer these accounts, and the payload as a file; what was chosen stays so unless it is gone."""
        chosen = chosen or self.account
        for each in self._group.buttons():
            self._group.removeButton(each)
            self._column.removeWidget(each)
            each.setParent(None)
            each.deleteLater()
        for account in accounts:
            self._offer(account.id, _TITLES.get(account.service, account.title), account.service)
        self._offer(PAYLOAD, "Payload file (JSON)", PAYLOAD)
        buttons = self._group.buttons()
        ids = [str(each.property("account")) for each in buttons]
        buttons[ids.index(chosen) if chosen in ids else 0].setChecked(True)
        self.setFocusProxy(buttons[ids.index(chosen) if chosen in ids else 0])

    def choose(self, account_id: str) -> None:
        """Choose a place, if it is offered."""
        for each in self._group.buttons():
            if each.property("account") == account_id and not each.isChecked():
                each.setChecked(True)
                self.setFocusProxy(each)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        return (*self._group.buttons(), self.add)

    @property
    def account(self) -> str:
        """The id of the chosen account, or ``PAYLOAD``."""
        chosen = self._group.checkedButton()
        return str(chosen.property("account")) if chosen is not None else ""

    def _offer(self, account_id: str, title: str, service: str) -> None:
        row = _row(title, _ICONS.get(service, "cloud"), self._content)
        row.setProperty("account", account_id)
        row.setObjectName(f"to_{account_id}")
        row.toggled.connect(self._on_toggled)
        self._group.addButton(row)
        self._column.insertWidget(self._column.count() - 1, row)

    def _on_toggled(self, is_on: bool) -> None:
        if is_on:
            self.changed.emit()


def _row(text: str, icon: str, parent: QWidget) -> QToolButton:
    row = QToolButton(parent)
    row.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else the ring stays at the one before
    room = WIDTH - theme.ICON - 3 * theme.S12
    said = row.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room)
    row.setText(f" {said}")
    row.setToolTip(text if said != text else "")
    row.setAccessibleName(text)
    row.setIcon(theme.icon(icon))
    row.setIconSize(QSize(theme.ICON, theme.ICON))
    row.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    row.setProperty("role", "choice")
    row.setCheckable(True)
    row.setSizePolicy(row.sizePolicy().Policy.Expanding, row.sizePolicy().Policy.Fixed)
    row.setMinimumHeight(40)
    return row


def rounded(image: QImage) -> QPixmap:
    """A picture with the corners of a card."""
    ratio = image.devicePixelRatio()
    made = QPixmap(image.size())
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(QRectF(0, 0, image.width() / ratio, image.height() / ratio), 8, 8)
    painter.setClipPath(path)
    painter.drawImage(0, 0, image)
    painter.end()
    return made
