"""“Test connection”: asks the service whether it takes the keys and says what it answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from studio_gui.base.errors import StudioError
from studio_gui.base.logs import redacted
from studio_gui.providers.errors import NotAllowed
from studio_gui.ui import theme
from studio_gui.ui.dialogs.accounts.asking import Asking
from studio_gui.ui.dialogs.parts import button, label
from studio_gui.ui.parts.mark import Mark


class Testable(Protocol):
    """Something that can be tried: a service, or a media host."""

    def test(self) -> str:
        """A sentence that says that it works; raises :class:`StudioError`."""

    def close(self) -> None:
        """Close the connections."""


Open = Callable[[], Testable]


@dataclass(frozen=True, slots=True)
class Trial:
    """How a connection is tried. ``swapped`` opens the same with the two keys the other way round, when there are two."""

    open: Open
    swapped: Open | None = None
    keeps_open: bool = False
    """Whether the service belongs to somebody else and must not be closed."""


class ConnectionTest(QWidget):
    """A button, a bar while it runs, a way to stop it, and the answer in words."""

    keys_swapped = Signal()
    """The service takes the keys the other way round."""

    def __init__(self, make: Callable[[], Trial | None], dialog: QDialog) -> None:
        """``make`` answers how to try now, or None when something in the form has to be put right first."""
        super().__init__(dialog)
        self._make = make
        self._asking = Asking(dialog)
        self.test = button("Test connection", self, icon="refresh", name="test_connection")
        self.stop = button("Cancel", self, role="link", name="stop_test")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Asking the service")
        self._icon = Mark(self, px=16)
        self.words = label("", "", self, wraps=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.test.setAutoDefault(False)
        self.stop.setAutoDefault(False)
        self._lay_out()
        self.clear()
        self.test.clicked.connect(self.start)
        self.stop.clicked.connect(self._on_stopped)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S8)
        row = QHBoxLayout()
        row.setSpacing(theme.S8)
        row.addWidget(self.test)
        row.addWidget(self.stop)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.bar)
        said = QHBoxLayout()
        said.setSpacing(theme.S8)
        said.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.words, 1)
        column.addLayout(said)

    def clear(self) -> None:
        """Forget the last answer, and the question if one is under way."""
        self._asking.cancel()
        self._show_busy(False)
        self._say("", "", "")

    def start(self) -> None:
        """Ask now."""
        trial = self._make()
        if trial is None:
            return
        self._say("", "", "")
        self._show_busy(True)
        self._asking.ask(lambda: _tried(trial), done=self._on_answered, failed=self._on_failed)

    def _show_busy(self, is_busy: bool) -> None:
        had_focus = self.test.hasFocus() or self.stop.hasFocus()
        if not is_busy:
            self.test.setEnabled(True)
        elif had_focus:
            # Before the other one is disabled, which would send the focus to anywhere.
            self.stop.show()
        if had_focus:
            (self.stop if is_busy else self.test).setFocus()
        self.test.setEnabled(not is_busy)
        self.stop.setVisible(is_busy)
        # A bar without an end moves by itself; it rests when it is not seen.
        self.bar.setRange(0, 0 if is_busy else 1)
        self.bar.setVisible(is_busy)

    def _say(self, words: str, icon: str, color: str) -> None:
        self.words.setText(redacted(words))
        self.words.setVisible(bool(words))
        self._icon.setVisible(bool(words))
        if icon:
            self._icon.show_icon(icon, color)

    def _on_answered(self, answer: tuple[str, bool]) -> None:
        words, is_swapped = answer
        self._show_busy(False)
        if is_swapped:
            self.keys_swapped.emit()
            words = f"The keys were the wrong way round; they have changed places. {words}"
        self._say(words, "done", "good")

    def _on_failed(self, error: StudioError) -> None:
        self._show_busy(False)
        self._say(error.sentence(), "error", "bad")

    def _on_stopped(self) -> None:
        self.clear()
        self._say("Stopped; nothing was changed.", "info", "quiet")


def _tried(trial: Trial) -> tuple[str, bool]:
    """The words of the service, and whether it takes the keys only the other way round."""
    try:
        return _asked(trial.open, closes=not trial.keeps_open), False
    except NotAllowed as refused:
        if trial.swapped is None:
            raise
        try:
            return _asked(trial.swapped, closes=True), True
        except StudioError:
            # What the person typed is what is spoken of.
            raise refused from None


def _asked(make: Open, *, closes: bool) -> str:
    service = make()
    try:
        return service.test()
    finally:
        if closes:
            service.close()
