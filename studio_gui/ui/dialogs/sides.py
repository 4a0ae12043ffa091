"""The frame of a dialog with a list on the left and a page of the chosen one on the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QListWidget, QScrollArea, QVBoxLayout, QWidget

from studio_gui.ui import theme
from studio_gui.ui.dialogs.parts import button, button_row, label, line

_LIST_PX = 236


class TwoSides(QDialog):
    """``list`` and ``new`` on the left, ``page`` with a footer that stays in sight on the right, ``shut`` below."""

    def __init__(
        self, parent: QWidget | None, *, name: str, title: str, sentence: str, listed: str, new: tuple[str, str]
    ) -> None:
        """``listed`` names the list for screen readers; ``new`` is the text of the button below it, and its name."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.list = QListWidget(self)
        self.list.setAccessibleName(listed)
        self.list.setIconSize(QSize(theme.ICON, theme.ICON))
        self.list.setFixedWidth(_LIST_PX)
        self.list.setSpacing(1)
        self.new = button(new[0], self, icon="plus", name=new[1])
        self.page = QScrollArea(self)
        self.page.setWidgetResizable(True)
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.shut = button("Close", self, name="close")
        self.left = QVBoxLayout()
        self._foot = QVBoxLayout()
        self.new.setAutoDefault(False)
        self.shut.setAutoDefault(False)
        self._set_frame(title, sentence)
        self.shut.clicked.connect(self.reject)

    def _set_frame(self, title: str, sentence: str) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        outer.setSpacing(theme.S16)
        head = QVBoxLayout()
        head.setSpacing(theme.S4)
        head.addWidget(label(title, "title", self))
        head.addWidget(label(sentence, "quiet", self, wraps=True))
        outer.addLayout(head)
        columns = QHBoxLayout()
        columns.setSpacing(theme.S24)
        right = QVBoxLayout()
        self.left.setSpacing(theme.S8)
        self.left.addWidget(self.list, 1)
        self.left.addWidget(self.new)
        right.setSpacing(theme.S12)
        right.addWidget(self.page, 1)
        right.addLayout(self._foot)
        columns.addLayout(self.left)
        columns.addLayout(right, 1)
        outer.addLayout(columns, 1)
        outer.addWidget(line(self))
        outer.addLayout(button_row(self.shut))

    def set_page(self, page: QWidget, footer: QWidget | None = None) -> None:
        """Show something else on the right; what was there is destroyed."""
        before = self._foot.takeAt(0)
        if before is not None and before.widget() is not None:
            before.widget().hide()
            before.widget().deleteLater()
        if footer is not None:
            self._foot.addWidget(footer)
        content = QWidget()
        content.setObjectName("content")
        column = QVBoxLayout(content)
        column.setContentsMargins(2, 2, theme.S12, 2)
        column.addWidget(page)
        self.page.setWidget(content)
