"""The rows of a series as a list: the line, what tells it from others, how it stands and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from studio_gui.app.series import Standing
from studio_gui.ui import theme
from studio_gui.ui.dialogs.parts import StateRows
from studio_gui.ui.theme.isolating import isolated

_COLUMNS = ("Line", "Row", "State", "Note")
_WIDTHS = (56, 180, 164)
_LOOKS: dict[str, tuple[str, str]] = {
    "done": ("done", "good"),
    "failed": ("error", "bad"),
    "unsure": ("question", "warn"),
    "cancelled": ("cancel", "warn"),
}
"""The state of a job to the icon and the colour of its words: it is never told by a colour alone."""


class RowList(QTreeWidget):
    """One row is chosen; it stays chosen when the states change."""

    chosen = Signal(int)
    """Another row is looked at; with its place in the series, -1 for none."""
    opened = Signal(int)
    """Enter or a double click on a row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("series_rows")
        self.setAccessibleName("Rows")
        self.setHeaderLabels(_COLUMNS)
        theme.set_role(self, "roomy")
        self.setItemDelegate(StateRows(self))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.header().setSectionsMovable(False)
        self.header().setStretchLastSection(True)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        self._found: tuple[Standing, ...] = ()
        self.currentItemChanged.connect(self._on_current)
        self.itemDoubleClicked.connect(self._on_double_click)
        theme.watch(self, self._color_all)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is for the row: the button of the dialog would make hundreds of videos."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_double_click(self.currentItem())
        else:
            super().keyPressEvent(event)

    def fill(self, found: Sequence[Standing]) -> None:
        """Show how it is with every row of another series; the first bad one is chosen, else the first."""
        self.clear()
        for one in found:
            item = QTreeWidgetItem([str(one.video.number), isolated(one.video.label), "", ""])
            self.addTopLevelItem(item)
        self.renew(found)
        bad = next((at for at, one in enumerate(found) if not one.video.is_good), 0)
        self.setCurrentIndex(self.model().index(bad, 0))

    def renew(self, found: Sequence[Standing]) -> None:
        """Show how it is now with the same rows."""
        self._found = tuple(found)
        for at, one in enumerate(found):
            item = self.topLevelItem(at)
            if item is None:
                continue
            reason = one.reason or " ".join(one.video.warnings)
            item.setText(2, one.words)
            item.setText(3, reason)
            item.setToolTip(3, reason)
        self._color_all()

    def _color_all(self) -> None:
        for at, one in enumerate(self._found):
            item, (icon, color) = self.topLevelItem(at), _look(one)
            if item is None:
                continue
            item.setIcon(2, theme.icon(icon, color=color))
            for column in (2, 3):
                item.setForeground(column, QColor(getattr(theme.tokens(), color)))

    def _on_double_click(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.opened.emit(self.indexOfTopLevelItem(item))

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        self.chosen.emit(self.indexOfTopLevelItem(item) if item is not None else -1)


def _look(one: Standing) -> tuple[str, str]:
    """The icon and the colour of how it is with a row."""
    if one.job is not None:
        return _LOOKS.get(one.job.state, ("film", "quiet"))
    if not one.video.is_good:
        return "error", "bad"
    return ("warning", "warn") if one.video.warnings else ("shape-circle", "quiet")
