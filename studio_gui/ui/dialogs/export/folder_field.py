"""The folder a video goes to: shown, chosen, and tried at once, before anybody relies on it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio_gui.base.errors import TargetError
from studio_gui.files.writing import refuse_folder
from studio_gui.ui import theme
from studio_gui.ui.dialogs import files
from studio_gui.ui.dialogs.export.laying import boxed
from studio_gui.ui.dialogs.export.places import place_in_words
from studio_gui.ui.dialogs.parts import button, field, label
from studio_gui.ui.parts.elided import Elided
from studio_gui.ui.threads import in_background

_SLOW_MS = 400
"""A share that takes longer is told of, for nothing can be exported before it has answered."""


class FolderField(QWidget):
    """The field; below it is said why no file can be put there."""

    changed = Signal()
    """Another folder was chosen, or it is known now whether it takes files."""

    def __init__(self, folder: Path, project_folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.folder = folder
        self._project_folder = project_folder
        self._turn = 0
        self.is_tried = False
        """Whether it is known how it is with this folder."""
        self._trouble = ""
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(self._on_slow)
        self._shown = Elided("", self)
        self.choose = button("Change…", self, name="choose_folder")
        self.choose.setProperty("dense", True)
        self.choose.setAutoDefault(False)
        self.words = label("", "error", self, wraps=True)
        self.words.setObjectName("folder_words")
        self.words.hide()
        place = QHBoxLayout()
        place.addWidget(self._shown, 1)
        place.addWidget(self.choose)
        column = field("Folder", boxed(place, self), self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        self.setLayout(column)
        self.choose.clicked.connect(self._on_choose)
        self._show()

    @property
    def is_good(self) -> bool:
        """Whether nothing is known that keeps a file from being put there."""
        return not self._trouble

    def event(self, event: QEvent) -> bool:
        """Look when it is shown; and whoever went away to change the rights, and is back, need not choose again."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.WindowActivate):
            self._look()
        return super().event(event)

    def _show(self) -> None:
        self._shown.set_whole(place_in_words(self.folder, self._project_folder), tip=str(self.folder))

    def _on_choose(self) -> None:
        there = self.folder if self.folder.is_dir() else self.folder.parent
        chosen = files.ask_folder(self, "Folder for the video", folder=str(there))
        if chosen is not None:
            self.folder = chosen
            self._show()
            self.is_tried = False
            self._say("")
            self._look()

    def _look(self) -> None:
        """Try whether the folder takes files; a share may be slow to say so, and holds nothing up."""
        self._turn += 1
        if not self.is_tried:
            self._slow.start()
        in_background(self, partial(_trouble, self.folder), done=partial(self._on_known, self._turn))

    def _on_known(self, turn: int, words: str) -> None:
        if turn == self._turn:
            self.is_tried = True
            self._slow.stop()
            self._say(words)

    def _say(self, trouble: str) -> None:
        self._trouble = trouble
        self._tell(trouble, role="error")
        self.changed.emit()

    def _on_slow(self) -> None:
        self._tell("Trying whether this folder takes files…", role="quiet")

    def _tell(self, words: str, *, role: str) -> None:
        theme.set_role(self.words, role)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.choose.setAccessibleDescription(words)


def _trouble(folder: Path) -> str:
    try:
        refuse_folder(folder)
    except TargetError as error:
        return f"{error.message} {error.hint}"
    return ""
