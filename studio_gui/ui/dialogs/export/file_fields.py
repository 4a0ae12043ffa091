"""The file that comes of an export: what it is called, where it lies, and what becomes of a name that is taken."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio_gui.base.paths import safe_file_name
from studio_gui.files.project_file import RENDERS_FOLDER
from studio_gui.jobs.publishing import free_name
from studio_gui.render.formats import Format, with_suffix
from studio_gui.ui import theme
from studio_gui.ui.dialogs.export.folder_field import FolderField
from studio_gui.ui.dialogs.parts import field, label


class FileFields(QWidget):
    """The name and the folder, and below the name a word about it."""

    changed = Signal()
    """Another name or folder was chosen, or it is known now whether the folder takes files."""

    def __init__(self, name: str, folder: Path, project_folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._own = project_folder / RENDERS_FOLDER
        self.name = theme.LineEdit(safe_file_name(name), self)
        self.name.setObjectName("file_name")
        self.note = label("", "quiet", self, wraps=True)
        self.folder = FolderField(folder, project_folder, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S12)
        named = field("File name", self.name, self)
        named.addWidget(self.note)
        column.addLayout(named)
        column.addWidget(self.folder)
        self.name.textChanged.connect(self.changed)
        self.folder.changed.connect(self.changed)

    @property
    def is_named(self) -> bool:
        """Whether the file has a name."""
        return bool(self.name.text().strip())

    @property
    def is_own_folder(self) -> bool:
        """Whether it goes where the videos of the project go anyway."""
        return self.folder.folder == self._own

    def stem(self, form: Format) -> str:
        """The name without the ending of the format, which may have been typed."""
        return safe_file_name(with_suffix(self.name.text(), form).removesuffix(form.suffix))

    def wanted(self, form: Format) -> Path:
        """The file, if nothing of that name is there yet."""
        return self.folder.folder / f"{self.stem(form)}{form.suffix}"

    def show_note(self, form: Format, *, subtitles: str) -> None:
        """Say what is the matter with the name, if anything is."""
        self.note.setText(self._words(form, subtitles))
        self.note.setVisible(bool(self.note.text()))

    def _words(self, form: Format, subtitles: str) -> str:
        if not self.is_named:
            return "Give the video a name."
        wanted = self.wanted(form)
        free = free_name(wanted, is_folder=form.is_folder, subtitles=subtitles)
        return "" if free == wanted else f"“{wanted.name}” is there already. This one becomes “{free.name}”."
