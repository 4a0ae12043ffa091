"""What is done with a job when a person asks for it: the clipboard, the file browser, the tracker; costly things ask."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from studio_gui.app.services import SentBefore, Services
from studio_gui.base.errors import JobError, StudioError
from studio_gui.base.json_text import loads
from studio_gui.files.project_file import open_project
from studio_gui.jobs.row import JobRow
from studio_gui.model.project import Project
from studio_gui.model.reading import read_project
from studio_gui.ui import threads
from studio_gui.ui.dialogs.message import confirm
from studio_gui.ui.parts.folders import show_in_folder


class Doing(QObject):
    """Carries out the actions of cards; everything that touches the list is done off the GUI thread."""

    acted = Signal(str)
    """(job id) Something was done; its row may have changed."""
    failed = Signal(object)
    """A :class:`StudioError` of something that was asked for."""
    play_wanted = Signal(object, str)
    """(file, title)"""

    def __init__(self, services: Services, account_of: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._services, self._account_of, self._widget = services, account_of, parent
        self._asked: tuple[str, int, str] | None = None

    def act(self, row: JobRow, action: str) -> None:
        """Do what was asked of a job."""
        file = row.result or row.target
        if action == "play":
            self._play(row)
        elif action == "compare":
            self._compare(row)
        elif action == "folder":
            show_in_folder(file, is_folder=row.is_folder)
        elif action in ("copy_path", "copy_id", "copy_remote_id"):
            said = {"copy_path": str(file), "copy_id": str(row.id), "copy_remote_id": row.remote_id}[action]
            QGuiApplication.clipboard().setText(said)
        elif action in ("copy_report", "copy_curl"):
            self._copy(row, action)
        elif action != "send_again" or may_send_again(self._widget, row, account=self._account_of(row.account)):
            self._change(row, action)

    def _play(self, row: JobRow) -> None:
        film = self._film_of(row)
        if film is not None:
            self.play_wanted.emit(film, row.title)

    def _film_of(self, row: JobRow) -> Path | None:
        if row.result is not None and row.result.is_file():
            return row.result
        name = row.result.name if row.result else row.title
        self.failed.emit(
            JobError(f"“{name}” is not in its folder any more.", "Put it back, or export the project again.")
        )
        return None

    def _compare(self, row: JobRow) -> None:
        """Put the film beside the project as it was when it was exported, not as it is now."""
        film, services = self._film_of(row), self._services
        if film is None:
            return

        def work() -> Project:
            try:
                snapshot = loads(services.store.payload(row.id), "The project of the job")
            except JobError:
                return open_project(row.project_path).project  # of an old job the snapshot is gone
            return read_project(snapshot if isinstance(snapshot, dict) else {})

        def done(project: Project) -> None:
            from studio_gui.ui.dialogs import compare

            compare.show(self._widget.window(), project, row.project_path.parent, film, speaker=services.speaker)

        threads.run(work, self, done=done, failed=self._on_failed)

    def _copy(self, row: JobRow, action: str) -> None:
        services, account = self._services, self._account_of(row.account)

        def work() -> str:
            from studio_gui.ui.panels.jobs import reports

            if action == "copy_report":
                return reports.report_of(services.store.row(row.id), services.store.exchanges(row.id), account=account)
            payload = services.store.request(row.id)
            if payload is None and row.is_final:
                raise JobError("What was sent for this job is not kept any more.", "Export the project again.")
            if payload is None:
                raise JobError("What is sent is not built yet.", "Wait until the job is prepared.")
            return services.service(row.account).curl(payload)

        threads.run(threads.waiting(work), self, done=QGuiApplication.clipboard().setText, failed=self._on_failed)

    def _change(self, row: JobRow, action: str) -> None:
        tracker, store = self._services.tracker, self._services.store
        asked = (row.id, row.revision, action)
        if asked == self._asked:
            return  # a second click, before the card shows what came of the first
        self._asked = asked
        calls: dict[str, Callable[[], object]] = {
            "cancel": lambda: tracker.cancel(row.id),
            "stop": lambda: tracker.cancel(row.id),
            "check": lambda: tracker.check_now(row.id),
            "look_up": lambda: tracker.look_up(row.id),
            "retry": lambda: tracker.retry(row.id),
            "send_again": lambda: tracker.retry(row.id, send_again=True),
            "remove": lambda: store.remove(row.id),
        }

        def failed(error: Exception) -> None:
            self._asked = None
            if not isinstance(error, SentBefore):
                self._on_failed(error)
            elif is_meant(self._widget, error):
                self._change(row, "send_again")

        threads.run(calls[action], self, done=lambda _answer: self.acted.emit(row.id), failed=failed)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, StudioError):
            raise error
        self.failed.emit(error)


def is_meant(parent: QWidget, error: SentBefore) -> bool:
    """Ask whether the same is to be sent although another job has sent it since."""
    from studio_gui.ui.dialogs.export import again

    return again.ask(parent, error, shows_job=False) == "send_again"


def may_send_again(parent: QWidget, row: JobRow, *, account: str) -> bool:
    """Ask whether a job is to be sent once more, which may be paid for once more."""
    more = (
        f"{account} may have it already: look it up first. If it is made twice, it may cost twice."
        if row.state == "unsure"
        else f"A new video is made at {account}, and it may cost again."
    )
    return confirm(
        parent,
        f"Send “{row.title}” again?",
        more=more,
        yes=("Send again", "send"),
        no=("Don’t send", "cancel"),
        icon=("send", "warn"),
        name="send_again",
    )
