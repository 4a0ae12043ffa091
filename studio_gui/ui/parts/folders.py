"""Folders shown by the system's own file browser."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def show_in_folder(path: Path, *, is_folder: bool = False) -> None:
    """Open the folder of a file, or a folder itself, in the system's file browser."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path if is_folder else path.parent)))
