"""Knows every main window of the process: what they share is here, and each finds the others through it.

One process has one set of services, one session, one tracker of jobs; a project is open in one of the windows only.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QThreadPool

from studio_gui.app.services import Services
from studio_gui.base.errors import StudioError
from studio_gui.ui import threads
from studio_gui.ui.canvas import drawing
from studio_gui.ui.notifying.tray import Tray
from studio_gui.ui.window.memory import Memory
from studio_gui.ui.window.projects import OpenProject
from studio_gui.ui.window.session import Tab

if TYPE_CHECKING:
    from studio_gui.jobs.tracker import Tracker
    from studio_gui.ui.main_window import MainWindow

_STEP = QPoint(36, 36)
"""A new window lies so far right of and below the one it came from."""


class Windows:
    """The main windows, in the order they were opened."""

    def __init__(self, services: Services, memory: Memory) -> None:
        self.services, self.memory = services, memory
        self.exported: set[Path] = set()
        """Projects that jobs were made from since the start: their scratch folders must stay."""
        self.unkept: set[Path] = set()
        """Projects of which it was said that no earlier versions can be kept: once is enough."""
        self.copied_style: dict[str, object] = {}
        """The fields of the clip whose style was copied last; what is copied in one window is pasted in another."""
        self.is_serving = False
        """Whether jobs are moved on beside the windows."""
        self.agreed: dict[MainWindow, list[OpenProject]] = {}
        """What :func:`closing.may_close` answered for windows that are all to be closed, while they are."""
        self.left_over: Sequence[Sequence[Tab]] = ()
        """Tabs of further windows of the last session that are not open yet."""
        self._open: list[MainWindow] = []
        self._front: MainWindow | None = None

    @property
    def all(self) -> tuple[MainWindow, ...]:
        """Every window; the last one that was closed stays in it."""
        return tuple(self._open)

    @property
    def front(self) -> MainWindow:
        """The window that had the keyboard last."""
        return self._front if self._front is not None else self._open[-1]

    def others(self, window: MainWindow) -> tuple[MainWindow, ...]:
        """The windows beside this one."""
        return tuple(one for one in self._open if one is not window)

    def next_to(self, window: MainWindow) -> MainWindow | None:
        """The window opened after this one; behind the last comes the first. None when there is no other."""
        others = self.others(window)
        if window not in self._open or not others:
            return None
        at = self._open.index(window)
        return self._open[(at + 1) % len(self._open)]

    def find(self, path: Path) -> tuple[MainWindow, OpenProject] | None:
        """The window in which the project at ``path`` is open, and its tab."""
        for window in self._open:
            found = window.projects.find(path)
            if found is not None:
                return window, found
        return None

    # --- coming and going -----------------------------------------------------------------------------------------

    def add(self, window: MainWindow) -> None:
        """A window was made."""
        self._open.append(window)
        self._tell()

    def remove(self, window: MainWindow) -> None:
        """A window was closed; it is destroyed unless it was the last one, which the program takes down with itself."""
        if not self.others(window):
            return
        self._open.remove(window)
        if self._front is window:
            self._front = None
        # See there; the covers of its start page are drawn in the pool.
        drawing.rest(1.0)
        QThreadPool.globalInstance().waitForDone(1000)
        window.deleteLater()
        self._tell()

    def note_front(self, window: MainWindow) -> None:
        """A window has the keyboard: whoever looks at one of them has seen the news of all."""
        self._front = window
        for other in self.others(window):
            for tray in other.findChildren(Tray):
                tray.forget()

    def _tell(self) -> None:
        for window in self._open:
            window.actions_.refresh_soon()

    def open_beside(self, window: MainWindow) -> MainWindow:
        """Make a window as large as another one, a little beside it; whoever asked fills and shows it."""
        from studio_gui.ui.main_window import MainWindow

        new = MainWindow(self.services, windows=self)
        new.setWindowIcon(window.windowIcon())
        if not window.isMaximized() and not window.isFullScreen():
            new.resize(window.size())
        room = new.screen().availableGeometry()
        corner = window.pos() + _STEP
        new.move(corner if room.contains(corner + QPoint(new.minimumWidth(), new.minimumHeight())) else room.topLeft())
        return new

    # --- jobs -----------------------------------------------------------------------------------------------------

    async def _opened_tracker(self) -> Tracker:
        """The tracker, its list opened in another thread: another process may be setting it up, or a disk be slow."""
        import asyncio  # not before the window stands

        opened: asyncio.Future[Tracker] = asyncio.get_running_loop().create_future()

        def done(tracker: Tracker) -> None:
            if not opened.done():
                opened.set_result(tracker)

        def failed(error: Exception) -> None:
            if not opened.done():
                opened.set_exception(error)

        app = QCoreApplication.instance()
        assert app is not None
        threads.run(lambda: self.services.tracker, app, done=done, failed=failed)
        return await opened

    async def serve(self) -> None:
        """What goes on beside the windows until the last one is closed: jobs are moved on and shown."""
        try:
            tracker = await self._opened_tracker()
        except StudioError as error:
            self.front.show_error(error)
            return
        notes = (self.services.settings.note, self.services.store.note)
        if any(notes):
            self.front.notice(" ".join(filter(None, notes)))
        self.is_serving = True
        for window in self._open:
            if window.workspace is not None:
                window.workspace.jobs.start()
        try:
            await tracker.run()
        finally:
            # What is not finished yet goes on without the windows.
            self.services.hand_over()
