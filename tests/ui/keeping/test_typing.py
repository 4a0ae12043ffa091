"""What is being typed on the stage is safe on the disk soon, although typing is a step only when it ends."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio_gui.files.journal import recoverable, recovery_folder
from studio_gui.model.clips import TextClip
from studio_gui.ui.document import Document
from studio_gui.ui.keeping.keeper import Keeper
from studio_gui.ui.main_window import MainWindow


def _title(document: Document) -> TextClip:
    assert document.scene is not None
    return next(clip for clip in document.scene.clips if isinstance(clip, TextClip))


def _edit(window: MainWindow) -> Document:
    """Go into the title of the first scene, all of it marked."""
    assert window.document is not None
    window.document.select((_title(window.document).id,))
    _key(window, Qt.Key.Key_Return)
    return window.document


def _key(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    assert window.workspace is not None
    QTest.keyClick(window.workspace.canvas, key, held)


def _type(window: MainWindow, text: str) -> None:
    assert window.workspace is not None
    QTest.keyClicks(window.workspace.canvas, text)


def _wait(qtbot: QtBot, document: Document) -> None:
    with qtbot.waitSignal(Keeper.of(document).noted, timeout=2000):
        pass


def _after_power_loss(document: Document) -> list[str]:
    """The titles that a start would offer if the program ended now."""
    Keeper.of(document).end(is_kept=True)
    return [_title(Document(each.recover().project)).text for each in recoverable()]


def test_power_loss_in_the_midst_of_typing_takes_two_seconds_of_it(window: MainWindow, qtbot: QtBot) -> None:
    document = _edit(window)
    _type(window, "Hello")
    _wait(qtbot, document)
    _type(window, " everybody")
    _wait(qtbot, document)
    assert document.undo_stack.count() == 0
    assert document.is_in_gesture
    assert _after_power_loss(document) == ["Hello everybody"]


def test_typing_that_was_taken_back_is_not_offered(window: MainWindow, qtbot: QtBot) -> None:
    document = _edit(window)
    before = _title(document).text
    _type(window, "Hello")
    _wait(qtbot, document)
    for _ in "Hello":
        _key(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    _key(window, Qt.Key.Key_Escape)
    _wait(qtbot, document)
    assert _title(document).text == before
    assert _after_power_loss(document) == []


def test_only_looking_into_a_text_writes_nothing(window: MainWindow, qtbot: QtBot) -> None:
    document = _edit(window)
    with qtbot.waitSignal(Keeper.of(document).noted, timeout=2000):
        Keeper.of(document).note_now()
    assert not recovery_folder().exists()
