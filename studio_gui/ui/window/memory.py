"""What the window remembers between starts: its shape, the projects opened last, folders of file dialogs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from studio_gui.base.paths import user_paths
from studio_gui.ui.window.session import SessionFile

MOST_RECENT = 12


class Memory:
    """Small things kept in the user's state folder; losing them loses comfort, never work."""

    def __init__(self, file: Path | None = None) -> None:
        """``file`` is where it is kept, by default in the user's state folder."""
        file = file or user_paths().state / "window.ini"
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)
        self.session = SessionFile(file.with_name("session.json"))

    def shape(self, name: str) -> QByteArray | None:
        """A saved geometry or dock state."""
        value = self._settings.value(f"shape/{name}")
        return value if isinstance(value, QByteArray) else None

    def keep_shape(self, name: str, shape: QByteArray) -> None:
        """Keep a geometry or dock state."""
        self._settings.setValue(f"shape/{name}", shape)

    def recent(self) -> tuple[Path, ...]:
        """The projects opened last, newest first; those that are gone are left out."""
        return tuple(path for path in map(Path, self._list("recent")) if path.is_file())

    def note_recent(self, path: Path) -> None:
        """Put a project at the head of the list."""
        said = str(path.resolve())
        others = [old for old in self._list("recent") if old != said]
        self._settings.setValue("recent", [said, *others][:MOST_RECENT])

    def forget_recent(self, path: Path) -> None:
        """Take a project off the list."""
        said = str(path.resolve())
        self._settings.setValue("recent", [old for old in self._list("recent") if old != said])

    def last_folder(self, purpose: str) -> str:
        """Where a kind of file was chosen last, else the home folder."""
        value = self._settings.value(f"folder/{purpose}", "")
        return value if isinstance(value, str) and value and Path(value).is_dir() else str(Path.home())

    def note_folder(self, purpose: str, folder: Path) -> None:
        """Remember where a kind of file was chosen."""
        self._settings.setValue(f"folder/{purpose}", str(folder))

    def text(self, name: str, default: str = "") -> str:
        """A remembered word, such as the theme."""
        value = self._settings.value(f"text/{name}", default)
        return value if isinstance(value, str) else default

    def keep_text(self, name: str, value: str) -> None:
        """Remember a word."""
        self._settings.setValue(f"text/{name}", value)

    def _list(self, key: str) -> list[str]:
        value = self._settings.value(key, [])
        if isinstance(value, str):
            return [value]
        return [str(entry) for entry in value] if isinstance(value, list) else []
