"""The start page: nothing modal, everything one click away."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from studio_gui.ui import theme
from studio_gui.ui.dialogs.parts import app_mark, label
from studio_gui.ui.start.card import CARD_WIDTH, PICTURE_HEIGHT, Card
from studio_gui.ui.start.pictures import cover
from studio_gui.ui.theme.isolating import from_left
from studio_gui.ui.threads import in_background
from studio_gui.ui.window.memory import Memory

_MOST_WIDTH = 960
_COLUMNS = 3
_MOST_RECENT = 6
_WAYS = (
    ("New project", "new", "file.new", "primary"),
    ("New portrait", "portrait", "file.new:portrait", ""),
    ("Open…", "open", "file.open_file", ""),
    ("New from slides…", "scene", "documents.slides", ""),
    ("Import…", "download", "documents.ask", ""),
)
_SAMPLE_ORDER = ("onboarding", "product-launch", "portrait-news")


class StartPage(QScrollArea):
    """Samples, recent projects and ways to begin."""

    chosen = Signal(str)
    """The handler to run, e.g. ``file.open_sample:onboarding``."""

    def __init__(self, memory: Memory, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("start_page")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it is reached, and scrolls into sight
        self._memory = memory
        content = QWidget(self)
        content.setObjectName("content")
        self._content = content
        self.setWidget(content)
        outer = QHBoxLayout(content)
        outer.setContentsMargins(theme.S24, 40, theme.S24, theme.S24)
        inner = QWidget(content)
        inner.setMaximumWidth(_MOST_WIDTH)
        outer.addStretch(1)
        outer.addWidget(inner, 20)
        outer.addStretch(1)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.S12)
        self._add_head()
        self._column.addSpacing(theme.S16)
        self.samples = self._add_section("Start with a sample")
        self._column.addSpacing(theme.S12)
        self.recent = self._add_section("Recent projects")
        self._column.addStretch(1)
        self._fill_samples()

    def _add_head(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.S16)
        mark = QLabel(self)
        mark.setPixmap(app_mark(48, self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label("Scene Studio", "display", self))
        words.addWidget(label("Lay out scenes with talking presenters, and turn them into videos.", "quiet", self))
        row.addWidget(mark)
        row.addLayout(words)
        row.addStretch(1)
        self._column.addLayout(row)
        self._column.addSpacing(theme.S8)
        ways = QHBoxLayout()
        ways.setSpacing(theme.S8)
        for text, icon, run, role in _WAYS:
            button = QPushButton(theme.icon(icon, color="on_accent" if role else ""), from_left(text), self)
            theme.set_apart(button)
            button.setProperty("role", role)
            button.setObjectName(run)
            button.setAutoDefault(True)  # Enter presses it, as it does in a dialog
            button.clicked.connect(self._on_clicked)
            ways.addWidget(button)
        ways.addStretch(1)
        self._back = QPushButton(theme.icon("chevron-left"), "", self)
        self._back.setObjectName("file.show_project")
        self._back.setToolTip("Back to the project (Esc)")
        self._back.clicked.connect(self._on_clicked)
        self._back.hide()
        ways.addWidget(self._back)
        self._column.addLayout(ways)

    def _add_section(self, title: str) -> QGridLayout:
        self._column.addWidget(label(title, "heading", self))
        grid = QGridLayout()
        grid.setSpacing(theme.S16)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        self._column.addLayout(grid)
        return grid

    def offer_way_back(self, name: str) -> None:
        """Offer to go back to the project of that name; none is open when it is empty."""
        self._back.setText(f"Back to “{name[:40]}”")
        self._back.setVisible(bool(name))

    def _fill_samples(self) -> None:
        from studio_gui.files.samples import samples

        order = {name: index for index, name in enumerate(_SAMPLE_ORDER)}
        for index, one in enumerate(sorted(samples(), key=lambda each: order.get(each.id, 99))):
            card = self._card(one.name, one.path, f"file.open_sample:{one.id}", tip="")
            self.samples.addWidget(card, index // _COLUMNS, index % _COLUMNS)

    def refresh(self) -> None:
        """Show the projects opened last as they are now."""
        while self.recent.count():
            old = self.recent.takeAt(0).widget()
            if old is not None:
                old.deleteLater()
        paths = self._memory.recent()[:_MOST_RECENT]
        for index, path in enumerate(paths):
            card = self._card(path.stem, path, f"file.open_path:{path}", tip=str(path))
            self.recent.addWidget(card, index // _COLUMNS, index % _COLUMNS)
        for column in range(len(paths), _COLUMNS if paths else 0):
            # An empty place keeps the columns of both sections in line.
            self.recent.addWidget(_Place(self._content), 0, column)
        if not paths:
            self.recent.addWidget(label("Projects you save appear here.", "quiet", self), 0, 0, 1, _COLUMNS)

    def _card(self, title: str, path: Path, run: str, *, tip: str) -> Card:
        card = Card(title, "", parent=self._content, tip=tip)
        card.setObjectName(run)
        card.clicked.connect(self._on_clicked)
        ratio = self.devicePixelRatioF()

        def on_done(answer: tuple[QImage | None, str]) -> None:
            card.set_picture(*answer)

        in_background(card, lambda: cover(path, round(PICTURE_HEIGHT * 1.4 * ratio)), done=on_done)
        return card

    def _on_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.chosen.emit(sender.objectName())


class _Place(QWidget):
    def sizeHint(self) -> QSize:
        return QSize(CARD_WIDTH, 1)
