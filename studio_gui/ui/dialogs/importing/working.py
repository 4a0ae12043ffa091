"""Long work with a bar and a way to stop it; short work shows nothing."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar, cast

from PySide6.QtCore import QEventLoop, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

from studio_gui.base.errors import ImportCancelled, StudioError
from studio_gui.files.importing.found import Report
from studio_gui.ui import theme, threads
from studio_gui.ui.dialogs.parts import button, button_row, label
from studio_gui.ui.threads import in_background

T = TypeVar("T")
_SHOWN_AFTER_MS = 350
_LOOK_MS = 80
_WIDTH = 400
_STEPS = 1000


class _Watch:
    """What the working thread and the dialog share: plain values, written whole."""

    def __init__(self) -> None:
        self.now: tuple[float, str] = (0.0, "")
        self.is_stopped = False

    def report(self, fraction: float, words: str) -> None:
        """In the working thread: how far it is. Raises :class:`ImportCancelled` when it was stopped."""
        if self.is_stopped:
            raise ImportCancelled("Stopped.")
        self.now = (fraction, words)

    def stop(self) -> None:
        """Let the next report end the work."""
        self.is_stopped = True


def run(
    parent: QWidget,
    title: str,
    work: Callable[[Report], T],
    *,
    done: Callable[[T], None],
    failed: Callable[[StudioError], None],
) -> WorkingDialog:
    """Do ``work`` in another thread; its report moves a bar, and raises when the person stops it.

    ``done`` gets the answer, ``failed`` the error; neither is called when it was stopped or ``parent`` is gone.
    """
    dialog = WorkingDialog(parent, title)
    watch = dialog.watch
    dialog.destroyed.connect(watch.stop)

    def guarded() -> tuple[T | None, Exception | None]:
        try:
            return work(watch.report), None
        except StudioError:
            raise
        except Exception as bug:  # raised again in the window's thread, when the dialog is gone
            return None, bug

    def on_done(answer: tuple[T | None, Exception | None]) -> None:
        dialog.end()
        value, bug = answer
        if bug is not None:
            raise bug
        if not watch.is_stopped:
            done(cast("T", value))

    def on_failed(error: StudioError) -> None:
        dialog.end()
        if not isinstance(error, ImportCancelled):
            failed(error)

    in_background(dialog, guarded, done=on_done, failed=on_failed)
    return dialog


def wait(parent: QWidget, title: str, work: Callable[[Report], T]) -> T:
    """Do ``work`` in another thread and answer when it is over: for what must be done before the window goes on.

    Meanwhile the window is painted and takes no input; when it lasts, a bar shows, with a way to stop. Raises what
    ``work`` raises, :class:`ImportCancelled` when it was stopped.
    """
    loop, over = QEventLoop(), list[tuple[T | None, Exception | None]]()
    dialog = WorkingDialog(parent, title)
    dialog.setWindowModality(Qt.WindowModality.ApplicationModal)

    def guarded() -> tuple[T | None, Exception | None]:
        try:
            return work(dialog.watch.report), None
        except Exception as error:  # raised again in the window's thread, when the dialog is gone
            return None, error

    def on_done(answer: tuple[T | None, Exception | None]) -> None:
        over.append(answer)
        loop.quit()

    dialog.seen.connect(loop.quit)
    # In a thread of its own: those of the pool may all have something to do that nobody waits for.
    with ThreadPoolExecutor(1, thread_name_prefix="waited-for") as lane:
        threads.run(guarded, dialog, done=on_done, lane=lane)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        while not over:
            loop.exec()
    dialog.end()
    answer, error = over.pop()
    if error is not None:
        raise error
    return cast("T", answer)


def is_waited_for(window: QWidget) -> bool:
    """Whether something is done that the window waits for: it must not go before."""
    modal = Qt.WindowModality.ApplicationModal
    found = window.findChildren(WorkingDialog)
    return any(dialog.windowModality() == modal and not dialog.is_over for dialog in found)


class WorkingDialog(QDialog):
    """The bar. It holds up its window only once it is seen."""

    seen = Signal()
    """The work lasts: the bar shows now."""

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.setObjectName("working")
        self.setWindowTitle("Scene Studio")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFixedWidth(_WIDTH)
        self.watch = _Watch()
        self.is_over = False
        """Whether the work is over, and the dialog about to go."""
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        column.setSpacing(theme.S12)
        column.addWidget(label(title, "heading", self, wraps=True))
        self.bar = QProgressBar(self)
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title)
        column.addWidget(self.bar)
        self.words = label(" ", "quiet", self)
        column.addWidget(self.words)
        self.stop = button("Cancel", self, name="stop")
        self.stop.clicked.connect(self.reject)
        column.addLayout(button_row(self.stop))
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self._look.start()
        self._show_soon = QTimer(self)
        self._show_soon.setSingleShot(True)
        self._show_soon.timeout.connect(self._show)
        self._show_soon.start(_SHOWN_AFTER_MS)

    def _show(self) -> None:
        self.show()
        self.seen.emit()

    def reject(self) -> None:
        """Stop the work; the dialog goes when it has stopped."""
        self.watch.stop()
        self.stop.setEnabled(False)
        self.words.setText("Stopping…")

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()

    def end(self) -> None:
        """The work is over."""
        self.is_over = True
        self._look.stop()
        self._show_soon.stop()
        self.hide()
        self.deleteLater()

    def _on_look(self) -> None:
        fraction, words = self.watch.now
        self.bar.setValue(round(_STEPS * min(1.0, max(0.0, fraction))))
        if not self.watch.is_stopped:
            self.words.setText(words or " ")
