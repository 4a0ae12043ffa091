"""What was done while the disk took nothing is on it as soon as it does, also when nothing is done any more."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from studio_gui.files.journal import given_up, recoverable, recovery_folder
from studio_gui.files.scratch import new_scratch
from studio_gui.model.new import new_project
from studio_gui.ui.dialogs.message import Message
from studio_gui.ui.document import Document
from studio_gui.ui.keeping import recovering
from studio_gui.ui.keeping.keeper import TRIED_AGAIN_MS, Keeper
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.window.projects import read_document


def test_a_recovery_that_finds_no_room_is_offered_again(window: MainWindow, qtbot: QtBot, studio_home: Path) -> None:
    path = new_scratch(new_project(name="Work"))
    keeper = Keeper(read_document(path)[0])
    document = keeper.parent()
    assert isinstance(document, Document)
    with qtbot.waitSignal(keeper.noted, timeout=2000):
        document.apply("Rename", lambda project: project.changed(name="Last words"))
    keeper.end(is_kept=True)
    unsaved = path.parent.parent
    unsaved.rename(unsaved.with_name("away"))
    unsaved.write_text("in the way")
    recovering.recover(window, recoverable()[0])
    qtbot.waitUntil(lambda: window.findChild(Message, "error") is not None)
    window.findChild(Message, "error").close()
    assert "offered again" in window.notice_.accessibleName()
    unsaved.unlink()
    assert given_up() == ()
    recovering.recover(window, recoverable()[0])
    qtbot.waitUntil(lambda: window.document is not None and window.document.project.name == "Last words (recovered)")
    qtbot.waitUntil(lambda: not list(recovery_folder().glob("*/trying")), timeout=4000)


def test_the_last_edit_before_a_pause_is_safe_once_there_is_room_again(
    window: MainWindow, qtbot: QtBot, studio_home: Path
) -> None:
    document = window.document
    assert document is not None
    keeper = Keeper.of(document)
    studio_home.joinpath("state").mkdir(parents=True, exist_ok=True)
    recovery_folder().write_text("in the way")
    with qtbot.waitSignal(keeper.failed, timeout=2000):
        document.apply("Rename", lambda project: project.changed(name="Last words"))
    with qtbot.waitSignal(keeper.noted, timeout=3 * TRIED_AGAIN_MS):
        recovery_folder().unlink()
    keeper.end(is_kept=True)
    keeper.setParent(None)
    (found,) = recoverable()
    assert found.recover().project.name == "Last words"
    Keeper(document)
