"""Choosing files and folders: with the desktop's own dialog where there is one, else with Qt's in our looks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QPushButton, QSplitter, QToolButton, QWidget

from studio_gui.base import media_names
from studio_gui.ui import theme


def _filter(title: str, suffixes: tuple[str, ...]) -> str:
    return f"{title} ({' '.join(f'*{suffix}' for suffix in suffixes)})"


PICTURES = _filter("Pictures", media_names.PICTURES)
VIDEOS = _filter("Videos", media_names.VIDEOS)
SOUNDS = _filter("Sounds", media_names.SOUNDS)
OF_KIND: dict[media_names.MediaKind, str] = {"picture": PICTURES, "video": VIDEOS, "audio": SOUNDS}
PROJECTS = "Scene Studio projects (*.studio)"
PROJECTS_AND_PACKAGES = "Scene Studio projects and packages (*.studio *.zip)"
PACKAGES = "Packages (*.zip)"
PAYLOADS = "Payloads (*.json)"
_SIZE = QSize(800, 520)
_PLACES_PX = 140
_ICONS = {
    "backButton": "chevron-left",
    "forwardButton": "chevron-right",
    "toParentButton": "chevron-up",
    "newFolderButton": "folder",
    "listModeButton": "grid",
    "detailModeButton": "layers",
}


def ask_open(parent: QWidget, title: str, *, folder: str, kinds: str) -> Path | None:
    """One file that is there, or None."""
    dialog = _dialog(parent, title, mode=QFileDialog.FileMode.ExistingFile, folder=folder, kinds=kinds)
    return next(iter(_asked(dialog)), None)


def ask_open_many(parent: QWidget, title: str, *, folder: str, kinds: str) -> tuple[Path, ...]:
    """Files that are there; none when it was cancelled."""
    return _asked(_dialog(parent, title, mode=QFileDialog.FileMode.ExistingFiles, folder=folder, kinds=kinds))


def ask_save(parent: QWidget, title: str, *, proposal: Path, kinds: str) -> Path | None:
    """Where to write a file, or None; it was asked before an existing one is replaced.

    The name ends in one of ``kinds``; one without such an end gets that of ``proposal``.
    """
    dialog = _dialog(parent, title, mode=QFileDialog.FileMode.AnyFile, folder=str(proposal.parent))
    dialog.setNameFilter(kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(proposal.suffix.removeprefix("."))
    dialog.selectFile(proposal.name)
    path = next(iter(_asked(dialog)), None)
    if path is None or f"*{path.suffix.lower()}" in kinds.strip(")").replace("(", " ").split():
        return path
    whole = path.with_name(path.name + proposal.suffix)  # what follows a dot in “Release 1.3” is no kind of file
    return whole if not whole.exists() or may_replace(parent, whole.name, folder=whole.parent) else None


def may_replace(parent: QWidget, name: str, *, folder: Path) -> bool:
    """Ask whether a file that is there already may be written over, where the dialog could not know that."""
    from studio_gui.ui.dialogs.message import confirm

    more = f"It is in the folder “{folder}” already."
    return confirm(parent, f"Replace “{name}”?", more=more, yes=("Replace", "replace"), name="replace")


def ask_folder(parent: QWidget, title: str, *, folder: str) -> Path | None:
    """A folder that is there, or None."""
    dialog = _dialog(parent, title, mode=QFileDialog.FileMode.Directory, folder=folder)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return next(iter(_asked(dialog)), None)


def _dialog(parent: QWidget, title: str, *, mode: QFileDialog.FileMode, folder: str, kinds: str = "") -> QFileDialog:
    dialog = QFileDialog(parent, title, folder)
    dialog.setFileMode(mode)
    if kinds:
        dialog.setNameFilters([kinds, "All files (*)"])
    return dialog


def _asked(dialog: QFileDialog) -> tuple[Path, ...]:
    dress(dialog)
    is_chosen = dialog.exec()
    chosen = tuple(Path(name) for name in dialog.selectedFiles()) if is_chosen else ()
    dialog.deleteLater()
    return chosen


def dress(dialog: QFileDialog) -> None:
    """Give Qt's own dialog our icons and one primary button; the desktop's dialog has no parts to dress."""
    for name, icon in _ICONS.items():
        button = dialog.findChild(QToolButton, name)
        if button is not None:
            button.setIcon(theme.icon(icon))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(button.toolTip())
    box = dialog.findChild(QDialogButtonBox)
    if box is None:
        return
    dialog.resize(_SIZE)
    places = dialog.findChild(QSplitter)
    if places is not None:
        # Qt begins so narrow that not even “Computer” can be read.
        places.setSizes([_PLACES_PX, _SIZE.width() - _PLACES_PX])
    is_saving = dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    kind = QDialogButtonBox.StandardButton.Save if is_saving else QDialogButtonBox.StandardButton.Open
    accept = box.button(kind)
    if isinstance(accept, QPushButton):
        theme.set_role(accept, "primary")
