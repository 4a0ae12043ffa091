"""The details of a job: what is known, what the service said word for word, and every request and answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QPlainTextEdit,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio_gui.jobs.row import JobRow
from studio_gui.providers.transcript import Exchange
from studio_gui.ui import theme
from studio_gui.ui.dialogs.parts import button, button_row, close_button, label, line
from studio_gui.ui.dialogs.said import Said
from studio_gui.ui.panels.jobs import reports, wording
from studio_gui.ui.parts.elided import Elided
from studio_gui.ui.parts.room import give_size

_MOST_WORDS_PX = 96
_TWO_COLUMNS = 2


class JobDetails(QDialog):
    """Beside the window, and up to date while it is open."""

    asked = Signal(str, str)
    """(job id, action)"""

    def __init__(self, row: JobRow, *, account: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("job_details")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.row, self._account = row, account
        self._exchanges: tuple[Exchange, ...] = ()
        self.title = label("", "title", self, wraps=True)
        self.words = label("", "quiet", self, wraps=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts = QGridLayout()
        self.said = Said(self, name="The service’s last words, as they came", most_px=_MOST_WORDS_PX, role="mono")
        self.said_head = label("The service said", "quiet", self)
        self.list = QTreeWidget(self)
        self.text = self._text_field("The request and its answer")
        self.nothing = label("Nothing was sent: this computer does it.", "quiet", self)
        self._fill_list()
        self._lay_out()
        self.list.currentItemChanged.connect(self._on_chosen)
        self.list.setFocus()
        self.show_row(row)

    def _text_field(self, name: str) -> QPlainTextEdit:
        made = theme.TextEdit(self)
        made.setReadOnly(True)
        made.setProperty("role", "mono")
        made.setAccessibleName(name)
        made.setTabChangesFocus(True)
        return made

    def _fill_list(self) -> None:
        self.list.setObjectName("exchanges")
        self.list.setAccessibleName("Requests and answers")
        self.list.setProperty("role", "rows")
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # an address ends with what it is about
        self.list.setHeaderLabels(["Time", "Request", "Answer", "Took"])
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(1, header.ResizeMode.Stretch)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        outer.setSpacing(theme.S12)
        head = QVBoxLayout()
        head.setSpacing(theme.S4)
        head.addWidget(self.title)
        head.addWidget(self.words)
        outer.addLayout(head)
        self.facts.setHorizontalSpacing(theme.S12)
        self.facts.setVerticalSpacing(theme.S4)
        for column in (1, 3):
            self.facts.setColumnStretch(column, 1)
        outer.addLayout(self.facts)
        said = QVBoxLayout()
        said.setSpacing(theme.S4)
        said.addWidget(self.said_head)
        said.addWidget(self.said)
        outer.addLayout(said)
        outer.addWidget(self.nothing)
        self.both = QSplitter(Qt.Orientation.Vertical, self)
        self.both.addWidget(self.list)
        self.both.addWidget(self.text)
        self.both.setChildrenCollapsible(False)
        outer.addWidget(self.both, 1)
        outer.addWidget(line(self))
        outer.addWidget(self._line_of_buttons())
        give_size(self, 720, 620)

    def _line_of_buttons(self) -> QWidget:
        box = QWidget(self)
        copy = button("Copy report", self, icon="copy", name="copy_report")
        self.curl = button("Copy as cURL", self, icon="code", name="copy_curl")
        close = close_button(self)
        for each in (copy, self.curl):
            each.setAutoDefault(False)
        copy.clicked.connect(self._on_copy)
        self.curl.clicked.connect(self._on_curl)
        close.setDefault(True)
        row = button_row(self.curl, copy, close)
        row.setContentsMargins(0, 0, 0, 0)
        box.setLayout(row)
        return box

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_row(self, row: JobRow) -> None:
        """Show the job as it is now."""
        self.row = row
        self.setWindowTitle(f"Job {row.id}")
        self.title.setText(row.title)
        self.words.setText(wording.explanation_of(row, account=self._account))
        self.words.setVisible(bool(self.words.text()))
        theme.set_role(self.words, "error" if row.state == "failed" else "quiet")
        is_remote = wording.is_remote(row)
        self.curl.setVisible(is_remote)
        for each in (self.both, self.said, self.said_head):
            each.setVisible(is_remote)
        self.nothing.setVisible(not is_remote)
        self._show_facts()

    def show_exchanges(self, exchanges: Sequence[Exchange]) -> None:
        """Show every request; the one looked at stays in front, else the last."""
        if tuple(exchanges) == self._exchanges:
            return
        follows = self.list.currentIndex().row() in (-1, len(self._exchanges) - 1)
        at = len(exchanges) - 1 if follows else min(self.list.currentIndex().row(), len(exchanges) - 1)
        self._exchanges = tuple(exchanges)
        self.list.blockSignals(True)
        self.list.clear()
        for each in exchanges:
            when = reports.stamp(each.at).partition(" ")[2]
            cells = [when, f"{each.method} {each.url}", reports.outcome_of(each), f"{each.took_s:.2f} s"]
            item = QTreeWidgetItem(cells)
            item.setToolTip(1, each.url)
            item.setSizeHint(1, QSize(0, theme.CONTROL_SMALL))  # this column takes the width that is left
            self.list.addTopLevelItem(item)
        for column in (0, 2, 3):
            self.list.resizeColumnToContents(column)
        chosen = self.list.topLevelItem(at)
        if chosen is not None:
            self.list.setCurrentItem(chosen)
        self.list.blockSignals(False)
        self._show(at)
        self.said.setPlainText(reports.said_by(exchanges) or "Nothing yet.")

    def _show_facts(self) -> None:
        found = reports.facts_of(self.row, account=self._account)
        while (cell := self.facts.takeAt(0)) is not None:
            widget = cell.widget()
            if widget is not None:
                widget.deleteLater()
        for place, (name, value) in enumerate(found):
            line, column = divmod(place, _TWO_COLUMNS)
            said = Elided("", self)
            said.set_whole(value)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.facts.addWidget(label(name, "quiet", self), line, 2 * column)
            self.facts.addWidget(said, line, 2 * column + 1)

    def _on_chosen(self, item: QTreeWidgetItem | None) -> None:
        self._show(self.list.indexOfTopLevelItem(item) if item is not None else -1)

    def _show(self, place: int) -> None:
        self.text.setPlainText(reports.text_of(self._exchanges[place]) if 0 <= place < len(self._exchanges) else "")

    def _on_copy(self) -> None:
        said = reports.report_of(self.row, self._exchanges, account=self._account)
        QGuiApplication.clipboard().setText(said)

    def _on_curl(self) -> None:
        self.asked.emit(self.row.id, "copy_curl")
