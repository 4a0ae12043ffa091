"""The panel of the jobs: a filter above, the cards below; it keeps no state of jobs of its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from studio_gui.app.services import Services
from studio_gui.jobs.row import JobRow
from studio_gui.providers.base import JobId
from studio_gui.ui import theme, threads
from studio_gui.ui.panels.jobs import filters, wording
from studio_gui.ui.panels.jobs.card import PICTURE, JobCard
from studio_gui.ui.panels.jobs.cards import CardList
from studio_gui.ui.panels.jobs.doing import Doing
from studio_gui.ui.panels.jobs.head import Head
from studio_gui.ui.panels.jobs.rows import Rows
from studio_gui.ui.parts.mark import Mark

if TYPE_CHECKING:
    from studio_gui.ui.panels.jobs.details import JobDetails

_TICK_MS = 1000
_MOST_PICTURES = 200


class JobsPanel(QWidget):
    """Cards of the jobs, the newest first."""

    failed = Signal(object)
    """A :class:`StudioError` of something that was asked for."""
    started = Signal()
    """The store is followed from now on."""
    moved = Signal(object, str)
    """(row, state before) A job came to another state."""
    play_wanted = Signal(object, str)
    """(file, title)"""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jobs_panel")
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Jobs")
        self._services = services
        self._titles: dict[str, str] = {}
        self._pictures: dict[str, QImage | None] = {}
        self._details: dict[JobId, JobDetails] = {}
        self._wanted = ""
        self.head = Head(self)
        self.list = CardList(self, account_of=self.account_title, address_of=self.address)
        self._empty = self._make_empty()
        self._none = self._make_none()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._tick.timeout.connect(self.list.tick)
        self._rows = Rows(services, self)
        self._doing = Doing(services, self.account_title, self)
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.head.changed.connect(self._show)
        self.head.costs_wanted.connect(self.show_costs)
        self.list.asked.connect(self._on_asked)
        self.list.rested.connect(self._draw_missing)
        self._rows.changed.connect(self._show)
        self._rows.moved.connect(self.moved)
        self._rows.failed.connect(self.failed)
        self._doing.failed.connect(self.failed)
        self._doing.play_wanted.connect(self.play_wanted)
        self._doing.acted.connect(self._rows.read_soon)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._empty)
        column.addWidget(self._none)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        for each in (self.head, self._none, self.list):
            each.hide()

    def _make_empty(self) -> QWidget:
        box, column = self._told("film", "Videos you export appear here.")
        column.addStretch(1)
        return box

    def _make_none(self) -> QWidget:
        box, column = self._told("search", "No job matches.")
        every = QPushButton("Show all", box)
        every.setProperty("dense", True)
        every.setObjectName("show_all_jobs")
        every.clicked.connect(self.head.show_all)
        column.addSpacing(theme.S4)
        column.addWidget(every, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return box

    def _told(self, icon: str, sentence: str) -> tuple[QWidget, QVBoxLayout]:
        """A box with an icon above a sentence, in the place of the cards, and its column to go on in."""
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(theme.S12, theme.S24, theme.S12, 0)
        column.setSpacing(theme.S8)
        mark = Mark(box, icon, px=28, color="disabled")
        mark.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words = QLabel(sentence, box)
        words.setProperty("role", "quiet")
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setWordWrap(True)
        column.addWidget(mark)
        column.addWidget(words)
        return box, column

    # --- what others ask ------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to follow the store; called once the window stands."""
        self._rows.start()
        self.started.emit()

    def stop(self) -> None:
        """Follow it no longer."""
        self._rows.stop()
        self._tick.stop()

    def card(self, job_id: str) -> JobCard | None:
        """The card of a job, when it is to be seen."""
        return self.list.card(job_id)

    def refresh(self) -> None:
        """Read the rows again soon."""
        self._rows.read_all_soon()

    def reveal(self, job_id: str) -> None:
        """Bring a job into sight, as soon as it is known; a filter that hides it is let go of."""
        self._wanted = job_id
        self._show()

    def account_title(self, account_id: str) -> str:
        """What people call an account; its id when it is gone."""
        if account_id not in self._titles:
            self._titles = {str(each.id): each.title for each in self._services.accounts.all()}
            self._titles.setdefault(account_id, account_id)
        return self._titles.get(account_id, account_id)

    def address(self, row: JobRow) -> str:
        """Where a browser shows what a job made; empty for nowhere."""
        from studio_gui.ui.panels.jobs.addresses import address_of

        accounts = self._services.accounts.all()
        return address_of(row, next((each for each in accounts if each.id == row.account), None))

    def act(self, row: JobRow, action: str) -> None:
        """Do what was asked of a job."""
        if action == "details":
            self.show_details(row)
        elif action == "visit":
            QDesktopServices.openUrl(QUrl(self.address(row)))
        else:
            self._doing.act(row, action)

    def show_details(self, row: JobRow) -> JobDetails:
        """Open the details of a job, or bring them to the front."""
        from studio_gui.ui.panels.jobs.details import JobDetails

        dialog = self._details.get(row.id)
        if dialog is None:
            dialog = JobDetails(row, account=self.account_title(row.account), parent=self)
            self._details[row.id] = dialog
            dialog.asked.connect(self._on_asked)
            dialog.destroyed.connect(partial(self._details.pop, row.id, None))
        self._fill(dialog)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        return dialog

    def show_costs(self) -> None:
        """Show what jobs cost."""
        from studio_gui.app.ledger import entries
        from studio_gui.ui.panels.jobs.costs import Costs

        dialog = Costs(entries(self._rows.all), account_of=self.account_title, parent=self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.failed.connect(self.failed)
        dialog.open()

    # --- what changes ---------------------------------------------------------------------------------------------

    def _show(self) -> None:
        rows = self._rows.all
        wanted = self._rows.get(self._wanted) if self._wanted else None
        if wanted is not None and not filters.matching(
            (wanted,), self.head.chosen, words=self.head.words, account_of=self.account_title
        ):
            self.head.blockSignals(True)
            self.head.show_all()
            self.head.blockSignals(False)
        shown = filters.matching(rows, self.head.chosen, words=self.head.words, account_of=self.account_title)
        self.head.show_counts(filters.counts(rows))
        self.head.setVisible(bool(rows))
        self.list.setVisible(bool(shown))
        self._none.setVisible(bool(rows) and not shown)
        self._empty.setVisible(not rows)
        self.list.show_rows(shown)
        if wanted is not None:
            self._wanted = ""
            self.list.go_to(wanted.id)
        self._keep_time(shown)
        for dialog in tuple(self._details.values()):
            self._fill(dialog)

    def _keep_time(self, rows: tuple[JobRow, ...]) -> None:
        is_needed = self.isVisible() and any(wording.is_ticking(row) for row in rows)
        if is_needed != self._tick.isActive():
            self._tick.start() if is_needed else self._tick.stop()

    def _fill(self, dialog: JobDetails) -> None:
        services, row = self._services, self._rows.get(dialog.row.id)
        if row is not None:
            dialog.show_row(row)
        job_id = dialog.row.id
        threads.run(lambda: services.store.exchanges(job_id), dialog, done=dialog.show_exchanges, failed=_passed_over)

    def _on_asked(self, job_id: str, action: str) -> None:
        row = self._rows.get(job_id)
        if row is not None:
            self.act(row, action)

    # --- pictures -------------------------------------------------------------------------------------------------

    def _draw_missing(self) -> None:
        for card in self.list.cards():
            if card.row.payload_hash in self._pictures:
                self._show_picture(card.row)
            else:
                self._draw(card.row)

    def _draw(self, row: JobRow) -> None:
        services, ratio = self._services, self.devicePixelRatioF()
        self._pictures[row.payload_hash] = None
        while len(self._pictures) > _MOST_PICTURES:
            del self._pictures[next(iter(self._pictures))]

        def work() -> QImage | None:
            from studio_gui.ui.panels.jobs.pictures import first_scene

            return first_scene(services.store.payload(row.id), row.folder, width=PICTURE.width(), ratio=ratio)

        def on_done(image: QImage | None) -> None:
            self._pictures[row.payload_hash] = image
            for card in self.list.cards():
                if card.row.payload_hash == row.payload_hash:
                    self._show_picture(card.row)

        threads.run(work, self, done=on_done, failed=_passed_over)

    def _show_picture(self, row: JobRow) -> None:
        image = self._pictures.get(row.payload_hash)
        if image is not None:
            self.list.set_image(row.id, image)

    # --- Qt -------------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._titles = {}  # accounts may have got other names
        self._keep_time(self._rows.all)
        self.list.tick()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()


def _passed_over(_error: Exception) -> None:
    """A card without picture is still a card: the media may be gone by now."""
