"""The projects that are open in a window, in the order of their tabs: the one place where documents come and go.

What a document needs for as long as it is open (a lock, a journal) begins with ``opened`` and ends with ``closed``. A
document that moves to another window sends neither: what belongs to it is best its child, then it moves along.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from studio_gui.base.errors import ImportCancelled, StudioError
from studio_gui.files.importing.found import Report
from studio_gui.files.project_file import OpenedProject, open_project
from studio_gui.files.writing import why_read_only
from studio_gui.model.project import Project
from studio_gui.painting import Assets
from studio_gui.ui.document import Document
from studio_gui.ui.window.look import Look

_MOST_WITH_PICTURES = 3
"""Of so many projects the decoded pictures are kept; the others read theirs again when they are shown."""


def read_document(path: Path, *, window: QWidget | None = None) -> tuple[Document, tuple[str, ...]]:
    """The document of a project file, and sentences about what had to be mended; raises ``ProjectFileError``.

    A ``window`` that is seen stays alive meanwhile, and takes no input; when it lasts, there is a way to stop it, which
    raises ``ImportCancelled``.
    """
    is_seen = window is not None and window.isVisible()
    opened = _read_apart(path, window) if window is not None and is_seen else open_project(path, newer_too=True)
    document = Document(opened.project, path=opened.path)
    document.stamp, document.is_as_stored = opened.stamp, opened.is_as_stored
    document.read_only = opened.notes[0] if opened.is_newer else why_read_only(opened.path)
    return document, opened.notes


def _read_apart(path: Path, window: QWidget) -> OpenedProject:
    from studio_gui.ui.dialogs.importing.working import wait  # a start does without it

    def work(report: Report) -> OpenedProject:
        opened = open_project(path, newer_too=True, report=report)
        report(1.0, "")
        return opened

    return wait(window, f"Opening “{path.stem}”", work)


@dataclass(eq=False)
class OpenProject:
    """A project in a tab, and how one was looking at it."""

    document: Document | None = None
    """None until it is shown for the first time: a project that was open at the last start is not read before."""
    path: Path | None = None
    """Where the project lies that was not read yet."""
    title: str = ""
    """What it was called when it was open last."""
    look: Look | None = None
    assets: Assets | None = None

    @property
    def place(self) -> Path | None:
        """The project's file."""
        return self.document.path if self.document is not None else self.path

    @property
    def name(self) -> str:
        """What the tab says."""
        return self.document.project.name if self.document is not None else self.title

    @property
    def is_unsaved(self) -> bool:
        """Whether there are changes that would be lost."""
        return self.document is not None and not self.document.is_clean


class Projects(QObject):
    """Opens, shows, moves and closes; whoever shows a project listens."""

    opened = Signal(object)
    """A :class:`Document` has come, and is not shown yet."""
    closed = Signal(object)
    """A :class:`Document` is about to be let go; nothing shows it any more."""
    adopted = Signal(object)
    """A :class:`Document` has come from another window."""
    released = Signal(object)
    """A :class:`Document` is on its way to another window."""
    leaving = Signal(object)
    """Another :class:`OpenProject` will be shown instead of this one, which is still in front."""
    shown = Signal(object)
    """The :class:`OpenProject` now in front; None when the last one was closed, or nobody waited for the others."""
    changed = Signal()
    """Tabs came, went or moved, or one has another name or another state."""
    failed = Signal(object, object)
    """A project could not be read when it was to be shown; the :class:`StudioError`, and the path."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._open: list[OpenProject] = []
        self._current: OpenProject | None = None
        self._seen: list[OpenProject] = []
        """Those that were shown, the latest last."""
        self.is_shown_in_turns = False
        """While :attr:`shown` tells of a project: whether only the stage must have it at once, and the panels soon after."""

    @property
    def all(self) -> tuple[OpenProject, ...]:
        """Every open project, in the order of the tabs."""
        return tuple(self._open)

    @property
    def current(self) -> OpenProject | None:
        """The one in front."""
        return self._current

    @property
    def unsaved(self) -> tuple[OpenProject, ...]:
        """Those with changes that would be lost."""
        return tuple(one for one in self._open if one.is_unsaved)

    def index_of(self, project: OpenProject | None) -> int:
        """The place of a project among the tabs; -1 when it is not there."""
        return next((index for index, one in enumerate(self._open) if one is project), -1)

    def find(self, path: Path) -> OpenProject | None:
        """The open project that lies at ``path``."""
        wanted = path.resolve()
        return next((one for one in self._open if one.place is not None and one.place.resolve() == wanted), None)

    def of(self, document: Document) -> OpenProject | None:
        """The open project with that document."""
        return next((one for one in self._open if one.document is document), None)

    # --- coming ---------------------------------------------------------------------------------------------------

    def open(self, document: Document, *, in_turns: bool = False) -> OpenProject:
        """Show a document in a tab of its own, right of the one in front."""
        project = OpenProject(document)
        self._open.insert(self.index_of(self._current) + 1, project)
        self._watch(document)
        self.opened.emit(document)
        self.show(project, in_turns=in_turns)
        return project

    def remember(self, path: Path, *, title: str = "", look: Look | None = None) -> OpenProject:
        """Put a tab at the end whose project is read when it is shown; until then it is called ``title``."""
        project = OpenProject(path=path, title=title or path.stem, look=look)
        self._open.append(project)
        self.changed.emit()
        return project

    def adopt(self, project: OpenProject) -> None:
        """Take a project that another window has released, and show it."""
        self._open.insert(self.index_of(self._current) + 1, project)
        if project.document is not None:
            self._watch(project.document)
            self.adopted.emit(project.document)
        self.show(project)

    def _watch(self, document: Document) -> None:
        document.setParent(self)
        document.changed.connect(self._on_changed)
        document.saved.connect(self.changed)
        document.undo_stack.cleanChanged.connect(self.changed)

    def _on_changed(self, before: Project, after: Project) -> None:
        if before.name != after.name:
            self.changed.emit()

    # --- showing --------------------------------------------------------------------------------------------------

    def show(self, project: OpenProject, *, in_turns: bool = False) -> bool:
        """Put a project in front; says whether that went well: one that cannot be read loses its tab.

        ``in_turns`` its panels may be filled in turns to come, as it is best where a hand asks for it.
        """
        if project is self._current:
            return True
        if project.document is None and not self._read(project):
            return False
        if project is self._current:
            return True  # it was asked for in another way while it was read
        if self._current is not None:
            self.leaving.emit(self._current)
        self._current = project
        self._note_seen(project)
        self.is_shown_in_turns = in_turns
        try:
            self.shown.emit(project)
        finally:
            self.is_shown_in_turns = False
        self.changed.emit()
        return True

    def _read(self, project: OpenProject) -> bool:
        """Read a project into its tab; says whether it is there. The window has its turns meanwhile."""
        try:
            document, _notes = read_document(project.path or Path(), window=self._window)
        except ImportCancelled:
            self.changed.emit()  # whoever went ahead to its tab comes back
            return project.document is not None
        except StudioError as error:
            if project.document is None and project in self._open:
                self._open.remove(project)
                self.changed.emit()
                self.failed.emit(error, project.path)
            return project.document is not None
        if project.document is not None or project not in self._open:
            return project in self._open  # another who asked for it was quicker, or its tab is gone
        if project.look is not None:
            project.look.place(document)
        project.document = document
        self._watch(document)
        self.opened.emit(document)
        return True

    def _note_seen(self, project: OpenProject) -> None:
        self._seen = [one for one in self._seen if one is not project] + [project]
        for old in self._seen[:-_MOST_WITH_PICTURES]:
            old.assets = None
        del self._seen[:-_MOST_WITH_PICTURES]

    def step(self, places: int, *, in_turns: bool = False) -> None:
        """Show the next project (1) or the previous one (-1), as :meth:`show` does; behind the last comes the first."""
        if len(self._open) > 1:
            self.show(self._open[(self.index_of(self._current) + places) % len(self._open)], in_turns=in_turns)

    def move(self, index: int, to: int) -> None:
        """Give a tab another place."""
        self._open.insert(to, self._open.pop(index))
        self.changed.emit()

    # --- going ----------------------------------------------------------------------------------------------------

    def close(self, project: OpenProject) -> None:
        """Let a project go without asking; the tab beside it comes in front."""
        self.release(project)
        if project.document is not None:
            self.closed.emit(project.document)
            project.document.deleteLater()

    def release(self, project: OpenProject) -> None:
        """Take a project out of this window, for another one to adopt it."""
        if project is self._current:
            self._show_beside(project)
        if project in self._open:
            self._open.remove(project)
        self._seen = [one for one in self._seen if one is not project]
        if project.document is not None:
            project.document.changed.disconnect(self._on_changed)
            project.document.saved.disconnect(self.changed)
            project.document.undo_stack.cleanChanged.disconnect(self.changed)
            self.released.emit(project.document)
        self.changed.emit()

    def _show_beside(self, project: OpenProject) -> None:
        at = self.index_of(project)
        for other in (*self._open[at + 1 :], *reversed(self._open[:at])):
            if other in self._open and self.show(other):
                return
        self.leaving.emit(project)
        self._current = None
        self.shown.emit(None)

    def end(self) -> None:
        """The window is closed for good, and everything in it."""
        for project in self._open:
            if project.document is not None:
                self.closed.emit(project.document)
