"""Work of a program that ended badly, offered at the next start; it opens as a copy that was never saved."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from studio_gui.base.errors import StudioError
from studio_gui.files.journal import RECOVERED, Recoverable, given_up, recoverable
from studio_gui.files.scratch import drop_scratch, is_scratch, new_scratch
from studio_gui.files.versions.copying import bring_media
from studio_gui.ui.threads import in_background
from studio_gui.ui.window import closing
from studio_gui.ui.window.projects import read_document

if TYPE_CHECKING:
    from studio_gui.ui.main_window import MainWindow
    from studio_gui.ui.window.projects import OpenProject

WORKS_AFTER_MS = 2000
"""A recovered project that was shown for so long does not end the program."""


def offer(window: MainWindow) -> None:
    """Look for journals of windows that are gone, and ask what to do with them; nothing is held up."""
    in_background(window, _look, done=partial(_ask, window), failed=window.show_error)


def _look() -> tuple[tuple[Recoverable, ...], tuple[Path, ...]]:
    return recoverable(), given_up()


def _ask(window: MainWindow, answer: tuple[Sequence[Recoverable], Sequence[Path]]) -> None:
    found, spoilt = answer
    if spoilt:
        window.notice(
            "A recovery ended the program and is not tried again. What it holds is kept for a month.",
            button="Show in folder",
            then=partial(_show_folder, spoilt[0]),
        )
    if not found:
        return
    from studio_gui.ui.dialogs.recovery import RecoveryDialog

    dialog = RecoveryDialog(window, found)
    dialog.finished.connect(partial(_on_answered, window, dialog))
    dialog.open()


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _on_answered(window: MainWindow, dialog: object, _result: int) -> None:
    from studio_gui.ui.dialogs.recovery import RecoveryDialog

    if not isinstance(dialog, RecoveryDialog):
        return
    for one in dialog.ticked:
        if dialog.chosen == "recover":
            recover(window, one)
        elif dialog.chosen == "discard":
            one.discard()
    dialog.deleteLater()


def recover(window: MainWindow, one: Recoverable) -> None:
    """Open what a journal holds as a project of its own."""
    done = partial(_show, window, one)
    in_background(window, partial(_as_copy, one), done=done, failed=partial(_on_failed, window, one))


def _on_failed(window: MainWindow, one: Recoverable, error: StudioError) -> None:
    window.show_error(error)
    if one.is_offered:
        words = f"“{one.name}” was not recovered yet; it is offered again at the next start."
        window.notice(words, button="Try again", then=partial(recover, window, one))


def _as_copy(one: Recoverable) -> Path:
    recovered = one.recover()
    name = recovered.project.name
    project = recovered.project if name.endswith(RECOVERED) else recovered.project.changed(name=name + RECOVERED)
    path: Path | None = None
    try:
        path = new_scratch(project)
        if recovered.place is not None:
            bring_media(project, path.parent, folder=recovered.place.parent)
    except (StudioError, OSError):
        # A full disk, which may be what ended the program, spoils no recovery.
        one.put_off()
        if path is not None:
            drop_scratch(path)
        raise
    return path


def _has_work(project: OpenProject) -> bool:
    """Whether something was done in a tab that is nowhere else.

    A recovered project is unsaved from its beginning; as long as nothing was done in it, it is what its file holds.
    """
    return project.is_unsaved and project.document is not None and bool(project.document.undo_stack.count())


def _show(window: MainWindow, one: Recoverable, path: Path) -> None:
    document, _notes = read_document(path)
    # The empty beginning of a project that was never saved is of no use beside its recovered end.
    old = window.projects.find(one.place) if one.place is not None and is_scratch(one.place) else None
    window.open_document(document)
    if old is not None and not _has_work(old) and old in window.projects.all:
        closing.let_go(window, old)
    # A function of its own: Qt holds no reference to the object of a bound method.
    QTimer.singleShot(WORKS_AFTER_MS, window, lambda: one.succeeded())
