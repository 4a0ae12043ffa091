"""Commands about the project's media, and about carrying a project off in one file."""

from __future__ import annotations

from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from studio_gui.files.portable.collect import Collected, collect
from studio_gui.files.portable.package import PACKAGE_SUFFIX, Packed, open_package, write_package
from studio_gui.files.scratch import project_file_name
from studio_gui.ui.actions.context import Context
from studio_gui.ui.dialogs import files
from studio_gui.ui.threads import in_background

if TYPE_CHECKING:
    from studio_gui.ui.dialogs.media_health.dialog import MediaDialog


def show_media(context: Context) -> None:
    """List the media of the project, and mend them."""
    _media_dialog(context, context.window).open()


def find_media(context: Context, over: QWidget) -> None:
    """The same over a dialog that asks for it, which goes on when this is done."""
    _media_dialog(context, over).exec()


def _media_dialog(context: Context, over: QWidget) -> MediaDialog:
    from studio_gui.ui.dialogs.media_health.dialog import MediaDialog

    dialog = MediaDialog(context.open, context.services, over, refreshed=context.window.keepers.media.show_anew)
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def collect_media(context: Context) -> None:
    """Copy what lies outside of the project into it."""
    document, path = context.open, context.open.path
    if path is None:
        return

    def done(collected: Collected) -> None:
        document.apply("Collect media", collected.edit)
        words = "1 file" if len(collected.refs) == 1 else f"{len(collected.refs)} files"
        missing = f" {len(collected.failed)} are not there." if collected.failed else ""
        context.window.notice(f"{words} copied into the project.{missing}" if collected.refs or missing else _ALL_IN)

    in_background(document, partial(collect, document.project, path), done=done, failed=context.window.show_error)


_ALL_IN = "Everything is in the project already."


def save_package(context: Context) -> None:
    """Ask for a place, and pack the project with its media."""
    document, memory = context.open, context.window.memory
    name = f"{project_file_name(document.project.name)}{PACKAGE_SUFFIX}"
    proposal = Path(memory.last_folder("package")) / name
    target = files.ask_save(context.window, "Save as package", proposal=proposal, kinds=files.PACKAGES)
    path = document.path
    if target is None or path is None:
        return
    memory.note_folder("package", target.parent)

    def done(packed: Packed) -> None:
        missing = f" {len(packed.missing)} missing files are not in it." if packed.missing else ""
        context.window.notice(f"“{target.name}” is packed.{missing}")

    context.window.notice(f"Packing “{target.name}”…")
    work = partial(write_package, document.settled, path, target)
    in_background(context.window, work, done=done, failed=context.window.show_error)


def open_packed(context: Context, package: str) -> None:
    """Unpack a package beside itself, into a folder of its name, and open what is in it."""
    from studio_gui.ui.actions.file import open_path

    file = Path(package)
    folder = _free(file.with_suffix(""))

    def done(path: Path) -> None:
        open_path(context, str(path))

    in_background(context.window, partial(open_package, file, folder), done=done, failed=context.window.show_error)


def _free(folder: Path) -> Path:
    """The folder, with a number when it is there already."""
    names = (folder if number == 1 else folder.with_name(f"{folder.name} {number}") for number in count(1))
    return next(name for name in names if not name.exists())
