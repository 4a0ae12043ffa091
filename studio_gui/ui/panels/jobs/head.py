"""The head of the list of jobs: which are shown, words to look for, and what is done with all of them."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from studio_gui.ui import theme
from studio_gui.ui.panels.jobs.filters import TITLES, Filter

_TYPING_MS = 120


class Head(QWidget):
    """One row: a filter with numbers, a field to search with, and a menu."""

    changed = Signal()
    costs_wanted = Signal()
    telling_changed = Signal(bool)
    """Whether the system tells of jobs that end."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.filter = theme.ComboBox(self)
        self.filter.setProperty("dense", True)
        self.filter.setObjectName("job_filter")
        self.filter.setAccessibleName("Which jobs are shown")
        for name, title in TITLES.items():
            self.filter.addItem(title, name)
        self.search = theme.LineEdit(self)
        self.search.setProperty("dense", True)
        self.search.setObjectName("job_search")
        self.search.setPlaceholderText("Search")
        self.search.setAccessibleName("Search jobs by title, account or id")
        self.search.setToolTip("Title, account or id")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(60)
        self.more = QToolButton(self)
        self.more.setObjectName("jobs_more")
        self.more.setProperty("dense", True)
        self.more.setIcon(theme.icon("more"))
        self.more.setAccessibleName("All jobs")
        self.more.setToolTip("All jobs")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = theme.Menu(self.more)
        self.more.setMenu(self.menu)
        self.costs = self.menu.addAction("Costs…")
        self.telling = self.menu.addAction("Notify when jobs end")
        self.telling.setCheckable(True)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_TYPING_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S12, 0, theme.S12, theme.S4)
        row.setSpacing(theme.S8)
        row.addWidget(self.filter)
        row.addWidget(self.search, 1)
        row.addWidget(self.more)

    def _connect(self) -> None:
        self.filter.currentIndexChanged.connect(self.changed)
        self.search.textChanged.connect(self._soon.start)
        self.search.returnPressed.connect(self.changed)
        self._soon.timeout.connect(self.changed)
        self.costs.triggered.connect(self.costs_wanted)
        self.telling.toggled.connect(self.telling_changed)

    @property
    def chosen(self) -> Filter:
        """The filter."""
        said = self.filter.currentData()
        return next((name for name in TITLES if name == said), "all")

    @property
    def words(self) -> str:
        """What is searched for."""
        return self.search.text()

    def show_all(self) -> None:
        """Let every job through."""
        self.search.clear()
        self.filter.setCurrentIndex(0)

    def show_counts(self, counts: dict[Filter, int]) -> None:
        """Say how many jobs each filter lets through; nothing where there are none."""
        for place, (name, title) in enumerate(TITLES.items()):
            said = f"{title} ({counts[name]})" if counts[name] and name != "all" else title
            if self.filter.itemText(place) != said:
                self.filter.setItemText(place, said)
