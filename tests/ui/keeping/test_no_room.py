"""What was done while the disk took nothing is on it as soon as it does, also when nothing is done any more."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from studio_gui.files.journal import recoverable, recovery_folder
from studio_gui.ui.keeping.keeper import TRIED_AGAIN_MS, Keeper
from studio_gui.ui.main_window import MainWindow


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
