"""The person's own pronunciation dictionary for the window, which never waits for the disk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from studio_gui.base.errors import StudioError
from studio_gui.files.sayings import own_sayings, write_own
from studio_gui.model.edits.sayings import with_sayings
from studio_gui.model.saying import Saying
from studio_gui.ui.threads import in_background

_LATER_MS = 200
"""Keys that are typed quickly look once."""
_writing = threading.Lock()


class OwnWords(QObject):
    """The entries as they were read last."""

    changed = Signal()
    """Others than before were read."""
    broke = Signal(object)
    """A :class:`StudioError`: the dictionary cannot be read; told once until it can be."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.sayings: tuple[Saying, ...] = ()
        self._trouble = ""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self.look)

    def look_soon(self) -> None:
        """See in a moment whether another window or the command line changed it."""
        if not self._later.isActive():
            self._later.start()

    def look(self) -> None:
        """Read it again, where it changed."""
        self._later.stop()
        in_background(self, own_sayings, done=self._on_read, failed=self._on_broken)

    def put(
        self,
        sayings: Sequence[Saying],
        *,
        instead_of: Collection[Saying] = (),
        done: Callable[[], None],
        failed: Callable[[StudioError], None],
    ) -> None:
        """Add entries, or put them in the place of others; ``done`` once they are on the disk."""

        def work() -> tuple[Saying, ...]:
            with _writing:
                # Read now: another window may have changed it, and one that cannot be read must not be written over.
                found = with_sayings(own_sayings(), sayings, instead_of=instead_of)
                write_own(found)
                return found

        def on_written(found: tuple[Saying, ...]) -> None:
            self._on_read(found)
            done()

        in_background(self, work, done=on_written, failed=failed)

    def _on_read(self, found: tuple[Saying, ...]) -> None:
        self._trouble = ""
        if found != self.sayings:
            self.sayings = found
            self.changed.emit()

    def _on_broken(self, error: StudioError) -> None:
        if self.sayings:
            self.sayings = ()
            self.changed.emit()
        if error.sentence() != self._trouble:
            self._trouble = error.sentence()
            self.broke.emit(error)
