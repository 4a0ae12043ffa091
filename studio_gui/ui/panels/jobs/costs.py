"""What jobs at services cost, as a table, and as CSV for the bookkeeping."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from studio_gui.app.ledger import Entry, csv_of
from studio_gui.base.errors import TargetError
from studio_gui.files.writing import replace_file
from studio_gui.jobs.states import as_state
from studio_gui.model.comparing.wording import capital
from studio_gui.ui import theme
from studio_gui.ui.dialogs import files
from studio_gui.ui.dialogs.parts import button, button_row, close_button, heading, line
from studio_gui.ui.panels.jobs.looks import LOOKS
from studio_gui.ui.parts.room import give_size

_COLUMNS = ("Sent", "Account", "Title", "State", "Charged", "Credits", "Note")
_AT_THE_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Costs(QDialog):
    """One line for each job that was sent; what failed and was charged all the same is said."""

    failed = Signal(object)
    """A :class:`StudioError`."""

    def __init__(self, entries: Sequence[Entry], *, account_of: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._account_of = account_of
        self.setObjectName("costs")
        self.setWindowTitle("Costs")
        self._entries = tuple(entries)
        self.table = QTableWidget(len(entries), len(_COLUMNS), self)
        self.table.setAccessibleName("What jobs cost")
        self.save = button("Save as CSV…", self, name="save_csv")
        self._fill()
        self._lay_out()

    def _fill(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels(list(_COLUMNS))
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        for row, entry in enumerate(self._entries):
            charged = entry.charged or "not said"
            state, account = LOOKS[as_state(entry.state)].there, self._account_of(entry.account)
            cells = (
                entry.sent_at[:16], account, entry.title, state, capital(charged), entry.credits, capital(entry.note),
            )  # fmt: skip
            for column, said in enumerate(cells):
                cell = QTableWidgetItem(said)
                if _COLUMNS[column] == "Credits":
                    cell.setTextAlignment(_AT_THE_RIGHT)
                table.setItem(row, column, cell)
        table.resizeColumnsToContents()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeaderItem(_COLUMNS.index("Credits")).setTextAlignment(_AT_THE_RIGHT)
        header.setSectionResizeMode(2, header.ResizeMode.Stretch)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        outer.setSpacing(theme.S12)
        outer.addLayout(heading("Costs", sentence_of(self._entries), self))
        outer.addWidget(self.table, 1)
        close = close_button(self)
        self.save.setAutoDefault(False)
        self.save.setEnabled(bool(self._entries))
        self.save.clicked.connect(self._on_save)
        close.setDefault(True)
        outer.addWidget(line(self))
        outer.addLayout(button_row(close, left=self.save))
        give_size(self, 880, 480)

    def _on_save(self) -> None:
        target = files.ask_save(self, "Save as CSV", proposal=Path.home() / "costs.csv", kinds="Tables (*.csv)")
        if target is not None:
            self.write(target)

    def write(self, target: Path) -> None:
        """Write the table; what goes wrong is said in ``failed``."""
        try:
            replace_file(target, csv_of(self._entries).encode())
        except TargetError as error:
            self.failed.emit(error)


def sentence_of(entries: Sequence[Entry]) -> str:
    """What it came to, e.g. ``12 jobs were sent. 30 credits were charged. 1 failed and was charged all the same.``."""
    if not entries:
        return "No job was sent to a service yet."
    said = [f"{len(entries)} job{' was' if len(entries) == 1 else 's were'} sent."]
    total = sum(float(entry.credits) for entry in entries if entry.credits)
    said.append(f"{total:g} credits were used." if total else "The services do not say how many credits they took.")
    lost = sum(entry.note.startswith("failed") for entry in entries)
    if lost:
        said.append(f"{lost} failed and {'was' if lost == 1 else 'were'} charged all the same.")
    return " ".join(said)
