"""Keeps an eye on what stands in the way of an export, and lists it."""

from __future__ import annotations

from pathlib import Path
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from studio_gui.app.services import Services
from studio_gui.model.checks import Issue
from studio_gui.model.project import Project
from studio_gui.ui import theme, threads
from studio_gui.ui.document import Document

_REST_MS = 700
_MOST_LISTED = 15
_MOST_LETTERS = 90


class IssueWatch(QObject):
    """Checks the project when the hand rests; the checks look at files, so they run in a thread."""

    counted = Signal(int, int)
    """(errors, warnings)"""
    unknown = Signal()
    """A project is in front that was not checked yet."""
    found = Signal(object)
    """All issues, as a tuple."""
    media_wanted = Signal()
    """Files that are missing are to be looked for."""
    chosen = Signal(object)
    """The :class:`Issue` to go to."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._window = parent
        self._document: Document | None = None
        self.issues: tuple[Issue, ...] = ()
        self._found: WeakKeyDictionary[Document, tuple[Project, tuple[Issue, ...]]] = WeakKeyDictionary()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._look)

    def watch(self, document: Document | None) -> None:
        """Follow another document; what was found in it when it was in front last holds until it is checked again."""
        if self._document is not None:
            self._document.changed.disconnect(self._on_changed)
        self._document = document
        if document is None:
            self._rest.stop()
            return
        document.changed.connect(self._on_changed)
        project, issues = self._found.get(document, (None, ()))
        if project is document.project:
            self._show(issues)
        else:
            self.issues = ()
            self.unknown.emit()
        self._rest.start()

    def look_again(self) -> None:
        """Something the checks look at has changed, though not the project: a presenter became ready."""
        if self._document is not None:
            self._rest.start()

    def stop(self) -> None:
        """Look no longer."""
        self._rest.stop()

    def _on_changed(self, _before: object, _after: object) -> None:
        self._rest.start()

    def _look(self) -> None:
        document, services = self._document, self._services
        if document is None:
            return
        project, folder = document.project, document.folder or Path()

        def on_done(issues: tuple[Issue, ...]) -> None:
            # An answer about what has changed meanwhile is no answer; the next one is on its way.
            if self._document is document and document.project is project:
                typed = document.typed_clip
                # It is no news that a text is empty whose first letter is about to come; one left empty goes away.
                said = tuple(each for each in issues if each.code != "empty-text" or each.clip_id != typed)
                self._found[document] = project, said
                self._show(said)

        threads.run(lambda: services.check(project, folder=folder), self, done=on_done)

    def _show(self, issues: tuple[Issue, ...]) -> None:
        self.issues = issues
        errors = sum(issue.severity == "error" for issue in issues)
        warnings = sum(issue.severity == "warning" for issue in issues)
        self.counted.emit(errors, warnings)
        self.found.emit(issues)

    def show_menu(self, at: QPoint) -> None:
        """List the issues above a point of the screen; a click goes there."""
        menu = self.menu()
        menu.popup(at - QPoint(0, menu.sizeHint().height()))

    def menu(self) -> QMenu:
        """A menu with a line for each issue; it deletes itself when it closes."""
        menu = theme.Menu(self._window)
        menu.setObjectName("issues_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        for index, issue in enumerate(self.issues[:_MOST_LISTED]):
            menu.addAction(self._entry(issue, index, menu))
        if not self.issues:
            menu.addAction("Everything is in place").setEnabled(False)
        elif len(self.issues) > _MOST_LISTED:
            menu.addAction(f"and {len(self.issues) - _MOST_LISTED} more").setEnabled(False)
        if any(issue.code == "media-missing" for issue in self.issues):
            menu.addSeparator()
            menu.addAction(theme.icon("search"), "Find missing media…").triggered.connect(self.media_wanted)
        return menu

    def _entry(self, issue: Issue, index: int, menu: QMenu) -> QAction:
        name, color = {"error": ("error", "bad"), "warning": ("warning", "warn")}.get(issue.severity, ("info", "quiet"))
        said = issue.sentence if len(issue.sentence) <= _MOST_LETTERS else f"{issue.sentence[: _MOST_LETTERS - 1]}…"
        entry = QAction(theme.icon(name, color=color), said, menu)
        entry.setToolTip(issue.sentence)
        entry.setData(index)
        entry.triggered.connect(self._on_entry)
        return entry

    def _on_entry(self) -> None:
        entry = self.sender()
        if isinstance(entry, QAction):
            self.chosen.emit(self.issues[entry.data()])
