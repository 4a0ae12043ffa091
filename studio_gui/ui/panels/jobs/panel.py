"""The list of jobs, as the store has it: it re-reads rows when the tracker says one changed, and keeps none itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from studio_gui.app.services import Services
from studio_gui.base.errors import StudioError
from studio_gui.jobs.row import JobRow
from studio_gui.providers.base import JobId
from studio_gui.ui import theme
from studio_gui.ui.document import Document
from studio_gui.ui.panels import threads
from studio_gui.ui.panels.jobs import wording
from studio_gui.ui.panels.jobs.card import PICTURE, JobCard

MOST_SHOWN = 40


class JobsPanel(QScrollArea):
    """Cards of the jobs, the newest first."""

    failed = Signal(object)
    """A :class:`StudioError` of something that was asked for."""
    finished = Signal(object)
    """The row of a job that has just become done or failed."""
    play_wanted = Signal(object, str)
    """(file, title)"""
    _changed = Signal()

    def __init__(self, document: Document | None, services: Services | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jobs_panel")
        self.setProperty("role", "panel")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Jobs")
        self._services = services
        self._cards: dict[JobId, JobCard] = {}
        self._pictures: dict[str, QImage] = {}
        self._known: dict[JobId, str] = {}
        self._stop: Callable[[], None] | None = None
        self._is_reading = self._is_stale = False
        content = QWidget(self)
        content.setObjectName("content")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(theme.S12, theme.S4, theme.S12, theme.S12)
        self._column.setSpacing(theme.S8)
        self._empty = self._make_empty(content)
        self._column.addWidget(self._empty)
        self._column.addStretch(1)
        self._content = content
        self.setWidget(content)
        self._read_soon = QTimer(self)
        self._read_soon.setSingleShot(True)
        self._read_soon.setInterval(60)
        self._read_soon.timeout.connect(self._read)
        self._changed.connect(self.refresh)

    def _make_empty(self, parent: QWidget) -> QWidget:
        box = QWidget(parent)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, theme.S24, 0, 0)
        column.setSpacing(theme.S8)
        icon = QLabel(box)
        icon.setPixmap(theme.icon_pixmap("film", 28, color="disabled", ratio=self.devicePixelRatioF()))
        icon.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words = QLabel("Videos you export appear here.", box)
        words.setProperty("role", "quiet")
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setWordWrap(True)
        column.addWidget(icon)
        column.addWidget(words)
        return box

    def set_document(self, document: Document) -> None:
        """All jobs of the person are shown, whatever is open."""

    def start(self) -> None:
        """Begin to follow the store; called once the window stands."""
        if self._services is None or self._stop is not None:
            return
        self._stop = self._services.tracker.on_change(self._on_change)
        self._read()

    def stop(self) -> None:
        """Follow it no longer."""
        if self._stop is not None:
            self._stop()
            self._stop = None
        self._read_soon.stop()

    def card(self, job_id: str) -> JobCard | None:
        """The card of a job, when it is shown."""
        return self._cards.get(JobId(job_id))

    def refresh(self) -> None:
        """Read the rows again soon."""
        if not self._read_soon.isActive():
            self._read_soon.start()

    def _on_change(self, _job_id: JobId) -> None:
        # The tracker may call from any thread; the signal brings it to ours.
        if isValid(self):
            self._changed.emit()

    def _read(self) -> None:
        services = self._services
        if services is None:
            return
        if self._is_reading:
            self._is_stale = True
            return
        self._is_reading = True
        threads.run(
            lambda: services.store.rows(limit=MOST_SHOWN), self, done=self._on_read, failed=self._on_read_failed
        )

    def _on_read(self, rows: tuple[JobRow, ...]) -> None:
        self._is_reading = False
        self.show_rows(rows)
        if self._is_stale:
            self._is_stale = False
            self.refresh()

    def _on_read_failed(self, error: Exception) -> None:
        self._is_reading = False
        if isinstance(error, StudioError):
            self.failed.emit(error)
            return
        raise error

    def show_rows(self, rows: tuple[JobRow, ...]) -> None:
        """Show these jobs and no others."""
        gone = self._cards.keys() - {row.id for row in rows}
        for job_id in gone:
            self._cards.pop(job_id).deleteLater()
        for place, row in enumerate(rows):
            card = self._cards.get(row.id)
            if card is None:
                card = self._add(row)
            card.show_row(row)
            if self._column.indexOf(card) != place + 1:
                self._column.insertWidget(place + 1, card)
            self._note(row)
        self._empty.setVisible(not rows)

    def _note(self, row: JobRow) -> None:
        before = self._known.get(row.id)
        self._known[row.id] = row.state
        if before is not None and before != row.state and row.state in ("done", "failed"):
            self.finished.emit(row)

    def _add(self, row: JobRow) -> JobCard:
        card = JobCard(row, self._content)
        card.asked.connect(self._on_asked)
        self._cards[row.id] = card
        known = self._pictures.get(row.payload_hash)
        if known is not None:
            card.picture.set_image(known)
        else:
            self._draw(row, card)
        return card

    def _draw(self, row: JobRow, card: JobCard) -> None:
        services, ratio = self._services, self.devicePixelRatioF()
        if services is None:
            return

        def work() -> QImage | None:
            from studio_gui.ui.panels.jobs.pictures import first_scene

            return first_scene(services.store.payload(row.id), row.folder, width=PICTURE.width(), ratio=ratio)

        def on_done(image: QImage | None) -> None:
            if image is not None:
                self._pictures[row.payload_hash] = image
                card.picture.set_image(image)

        threads.run(work, card, done=on_done, failed=_passed_over)

    def _on_asked(self, job_id: str, action: str) -> None:
        card = self._cards.get(JobId(job_id))
        if card is not None:
            self.act(card.row, action)

    def act(self, row: JobRow, action: str) -> None:
        """Do what was asked of a job."""
        services = self._services
        if services is None:
            return
        if action == "play" and row.result is not None:
            self.play_wanted.emit(row.result, row.title)
        elif action == "folder":
            show_in_folder(row.result or row.target)
        elif action == "copy_path":
            QGuiApplication.clipboard().setText(str(row.result or row.target))
        elif action == "copy_report":
            QGuiApplication.clipboard().setText(wording.report_of(row))
        else:
            calls: dict[str, Callable[[], object]] = {
                "cancel": lambda: services.tracker.cancel(row.id),
                "retry": lambda: services.tracker.retry(row.id),
                "remove": lambda: services.store.remove(row.id),
            }
            threads.run(calls[action], self, done=self._on_acted, failed=self._on_read_failed)

    def _on_acted(self, _answer: object) -> None:
        self.refresh()


def show_in_folder(path: Path) -> None:
    """Open the folder of a file in the system's file browser."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _passed_over(_error: Exception) -> None:
    """A card without picture is still a card: the media may be gone by now."""
