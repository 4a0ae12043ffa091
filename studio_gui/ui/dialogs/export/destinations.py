"""Where a video can be made: this computer, and accounts of services."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from studio_gui.app.accounts import Account
from studio_gui.ui import theme

_ICONS = {"computer": "computer"}


class Destinations(QWidget):
    """One of several places; the first is chosen."""

    def __init__(self, accounts: Sequence[Account], parent: QWidget) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S4)
        for index, account in enumerate(accounts):
            row = _row(account.title, _ICONS.get(account.service, "cloud"), self)
            row.setProperty("account", account.id)
            row.setChecked(index == 0)
            self._group.addButton(row)
            column.addWidget(row)
        for first in self._group.buttons()[:1]:
            self.setFocusProxy(first)

    @property
    def account(self) -> str:
        """The id of the chosen account."""
        chosen = self._group.checkedButton()
        return str(chosen.property("account")) if chosen is not None else ""


def _row(text: str, icon: str, parent: QWidget) -> QToolButton:
    row = QToolButton(parent)
    row.setText(f" {text}")
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
