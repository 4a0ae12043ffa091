"""Where a file is dropped, chosen, or written as a path or an address."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio_gui.ui import theme
from studio_gui.ui.dialogs import files
from studio_gui.ui.dialogs.parts import button, label
from studio_gui.ui.dropped_files import take_copy

_PATH_PX = 4096


class DropZone(QFrame):
    """A file or, where that is allowed, an address."""

    changed = Signal()
    """What is in the line is another file, whatever way it came there."""

    def __init__(self, parent: QWidget, *, name: str, what: str, kinds: str, takes_address: bool) -> None:
        super().__init__(parent)
        self._what, self._kinds = what, kinds
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)
        self.edit = theme.LineEdit(self)
        self.edit.setObjectName(name)
        self.edit.setMaxLength(_PATH_PX)
        self.edit.setPlaceholderText("A path, or an address that begins with https://" if takes_address else "A path")
        self.edit.setAcceptDrops(False)  # else the line alone takes a file, and writes file:// in front of it
        self.choose = button("Choose…", self, name=f"choose_{name}")
        self.choose.setAutoDefault(False)
        self._icon = QLabel(self)
        self._said = ""
        self._sentence = label("", "quiet", self)
        self._lay_out()
        self.set_kind(what, kinds)
        self.setFocusProxy(self.edit)
        self.edit.editingFinished.connect(self._tell)
        self.choose.clicked.connect(self._on_choose)
        theme.watch(self, self._on_theme)
        self._on_theme()

    def set_kind(self, what: str, kinds: str) -> None:
        """What belongs here, and the files that are shown when one is chosen."""
        self._what, self._kinds = what, kinds
        self._sentence.setText(f"Drop {what} here, or choose a file.")
        self.choose.setAccessibleName(f"Choose {what}")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S12, theme.S8, theme.S12, theme.S12)
        column.setSpacing(theme.S8)
        head = QHBoxLayout()
        head.setSpacing(theme.S8)
        head.addWidget(self._icon)
        head.addWidget(self._sentence, 1)
        column.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(theme.S8)
        row.addWidget(self.edit, 1)
        row.addWidget(self.choose)
        column.addLayout(row)

    def setAccessibleName(self, name: str) -> None:
        """Screen readers hear of the line: that is what has the keyboard."""
        self.edit.setAccessibleName(name)

    @property
    def text(self) -> str:
        """The path or address."""
        return self.edit.text().strip()

    @property
    def path(self) -> Path | None:
        """The file; None for nothing and for an address."""
        is_path = bool(self.text) and not self.text.lower().startswith(("http://", "https://"))
        return Path(self.text).expanduser() if is_path else None

    def put(self, text: str) -> None:
        """Fill it in."""
        self.edit.setText(text)
        self._tell()

    def _tell(self) -> None:
        if self.text != self._said:
            self._said = self.text
            self.edit.setToolTip(self.text)
            self.changed.emit()

    def _on_choose(self) -> None:
        folder = str(self.path.parent) if self.path is not None else str(Path.home())
        found = files.ask_open(self, f"Choose {self._what}", folder=folder, kinds=self._kinds)
        if found is not None:
            self.put(str(found))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_of(event.mimeData()):
            self._glow(True)
            take_copy(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._glow(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._glow(False)
        found = _file_of(event.mimeData())
        if found:
            take_copy(event)
            self.put(found)

    def _glow(self, is_over: bool) -> None:
        self.setProperty("state", "over" if is_over else "")
        self.style().polish(self)

    def _on_theme(self) -> None:
        self._icon.setPixmap(theme.icon_pixmap("upload", theme.ICON, color="quiet", ratio=self.devicePixelRatioF()))


def _file_of(data: QMimeData) -> str:
    return next((url.toLocalFile() for url in data.urls() if url.isLocalFile()), "")
