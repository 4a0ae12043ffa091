"""Choosing files and folders."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

PICTURES = "Pictures (*.png *.jpg *.jpeg *.webp *.gif *.bmp *.svg *.tif *.tiff)"
VIDEOS = "Videos (*.mp4 *.mov *.m4v *.webm *.mkv *.avi)"
SOUNDS = "Sounds (*.mp3 *.wav *.m4a *.ogg *.flac *.aac)"
PROJECTS = "Scene Studio projects (*.studio)"
PAYLOADS = "Payloads (*.json)"


def ask_open(parent: QWidget, title: str, *, folder: str, kinds: str) -> Path | None:
    """One file that is there, or None."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, folder, f"{kinds};;All files (*)")
    return Path(chosen) if chosen else None


def ask_open_many(parent: QWidget, title: str, *, folder: str, kinds: str) -> tuple[Path, ...]:
    """Files that are there; none when it was cancelled."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, folder, f"{kinds};;All files (*)")
    return tuple(Path(name) for name in chosen)


def ask_save(parent: QWidget, title: str, *, proposal: Path, kinds: str) -> Path | None:
    """Where to write a file, or None; the dialog has asked before an existing one is replaced."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(proposal), kinds)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(proposal.suffix)


def ask_folder(parent: QWidget, title: str, *, folder: str) -> Path | None:
    """A folder that is there, or None."""
    chosen = QFileDialog.getExistingDirectory(parent, title, folder)
    return Path(chosen) if chosen else None
