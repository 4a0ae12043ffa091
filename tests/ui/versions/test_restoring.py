"""The way back: a project, a scene or a clip is restored in one step, and nothing on disk changes before a save."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from studio_gui.base.errors import ProjectFileError
from studio_gui.files.project_file import open_project, project_text
from studio_gui.files.samples import create_from_sample
from studio_gui.files.scratch import is_scratch
from studio_gui.files.versions import VERSIONS_FOLDER, History
from studio_gui.model import edits
from studio_gui.model.comparing import compare
from studio_gui.ui.actions import file, versions
from studio_gui.ui.dialogs.versions.dialog import VersionsDialog
from studio_gui.ui.main_window import MainWindow
from tests.ui.answering import answering, pressing
from tests.ui.versions.conftest import Hand, logo

Step = Iterator[Callable[[], bool]]


def _work(qtbot: QtBot, window: MainWindow, steps: Callable[[VersionsDialog], Step]) -> None:
    """Open the versions from the menu and do something there."""
    hand = Hand(steps)
    window.actions_["versions"].trigger()
    qtbot.waitUntil(lambda: hand.is_done)
    hand.deleteLater()


def _is_ready(dialog: VersionsDialog) -> Callable[[], bool]:
    return lambda: dialog.both is not None


def _last(dialog: VersionsDialog) -> Step:
    """Choose the oldest version with the keyboard."""
    yield _is_ready(dialog)
    dialog.both = None
    QTest.keyClick(dialog.list, Qt.Key.Key_End)
    yield _is_ready(dialog)


def _press(button: object) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]


def test_a_whole_version_comes_back_in_one_step_and_the_file_stays(
    qtbot: QtBot, window: MainWindow, path: Path
) -> None:
    document = window.document
    assert document is not None
    now, on_disk = document.project, path.read_bytes()

    def steps(dialog: VersionsDialog) -> Step:
        yield from _last(dialog)
        _press(dialog.restore_all)

    _work(qtbot, window, steps)
    first = History(path).versions()[-1]
    assert project_text(document.project) == project_text(History(path).load(first))
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText().startswith("Restore ")
    assert path.read_bytes() == on_disk
    document.undo_stack.undo()
    assert document.project is now


def test_one_scene_comes_back_and_the_others_stay(qtbot: QtBot, window: MainWindow) -> None:
    document = window.document
    assert document is not None
    before = document.project

    def steps(dialog: VersionsDialog) -> Step:
        yield _is_ready(dialog)
        dialog.changes.setCurrentRow(2)
        yield lambda: dialog.restore_scene.isEnabled()
        _press(dialog.restore_scene)

    _work(qtbot, window, steps)
    assert compare(before, document.project).lines() == (
        "Scene 2 “Your first week”: “Title” moved 12\N{NO-BREAK SPACE}px right",
    )
    assert document.undo_stack.undoText() == "Restore Scene 2 “Your first week”"
    assert document.scene_id == before.scenes[1].id


def test_one_clip_that_was_removed_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    document = window.document
    assert document is not None
    before = document.project

    def steps(dialog: VersionsDialog) -> Step:
        yield _is_ready(dialog)
        QTest.keyClick(dialog.changes, Qt.Key.Key_Down)
        yield lambda: dialog.restore_clip.isEnabled()
        _press(dialog.restore_clip)

    _work(qtbot, window, steps)
    assert compare(before, document.project).lines() == ("Scene 1 “Welcome”: “Logo” added",)
    assert logo(document.project)
    assert document.undo_stack.count() == 1


def test_a_version_opens_as_a_copy_with_its_media(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    original = window.document
    assert original is not None

    def steps(dialog: VersionsDialog) -> Step:
        yield from _last(dialog)
        _press(dialog.open_copy)

    _work(qtbot, window, steps)
    qtbot.waitUntil(lambda: window.document is not original)
    copy = window.document
    assert copy is not None
    assert is_scratch(copy.path)
    assert copy.project.name.startswith("Onboarding (")
    assert copy.folder is not None
    assert {f.name for f in (copy.folder / "media").iterdir()} == {f.name for f in (path.parent / "media").iterdir()}


def test_leaving_with_esc_changes_nothing(qtbot: QtBot, window: MainWindow) -> None:
    document = window.document
    assert document is not None
    before = document.project

    def steps(dialog: VersionsDialog) -> Step:
        yield from _last(dialog)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    _work(qtbot, window, steps)
    assert document.project is before
    assert document.undo_stack.count() == 0


def test_unsaved_changes_are_compared_too(qtbot: QtBot, window: MainWindow) -> None:
    document = window.document
    assert document is not None
    document.apply("Write", lambda p: edits.set_script(p, p.scenes[2].id, text="Bye!"))
    seen: list[str] = []

    def steps(dialog: VersionsDialog) -> Step:
        yield _is_ready(dialog)
        seen.extend(dialog.changes.lines)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    _work(qtbot, window, steps)
    assert seen[0] == "Scene 3 “Ask anything”"
    assert seen[1].endswith("→ “Bye!”")


def test_each_save_keeps_a_version_without_being_asked(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    document = window.document
    assert document is not None
    document.apply("Write", lambda p: edits.set_script(p, p.scenes[2].id, text="Bye!"))
    window.actions_["save"].trigger()
    qtbot.waitUntil(lambda: len(History(path).versions()) == 4)
    assert project_text(History(path).load(History(path).versions()[0])) == path.read_text("utf-8")


def test_saving_elsewhere_begins_a_history_there(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    there = tmp_path / "Other" / "Other.studio"
    file.save_to(window.context, there)
    qtbot.waitUntil(lambda: len(History(there).versions()) == 1)


def test_an_export_keeps_a_version_for_good(window: MainWindow, path: Path) -> None:
    document, services = window.document, window.services
    assert document is not None
    services.export(document.project, project_path=path)
    newest = History(path).versions()[0]
    assert (newest.reason, newest.is_lasting) == ("exported", True)


def test_a_save_succeeds_where_no_version_can_be_kept_and_says_so_once(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "Bare" / "Bare.studio"
    there.parent.mkdir()
    (there.parent / VERSIONS_FOLDER).write_text("in the way")
    said: list[str] = []
    monkeypatch.setattr(window, "notice", lambda text, **_: said.append(text))
    file.save_to(window.context, there)
    qtbot.waitUntil(lambda: said == ["Saved. No earlier versions can be kept in this folder."])
    document = window.document
    assert document is not None
    document.apply("Write", lambda p: edits.set_script(p, p.scenes[2].id, text="Bye!"))
    with qtbot.waitSignal(document.saved):
        window.actions_["save"].trigger()
    assert open_project(there).project.scenes[2].script_text == "Bye!"
    assert document.is_clean
    versions.keep_saved(window.context, there, document.project)
    qtbot.waitUntil(lambda: len(said) == 1)


def test_a_project_that_is_damaged_opens_as_it_was_last_kept(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = create_from_sample("portrait-news", tmp_path / "News")
    whole = open_project(damaged).project
    damaged.write_bytes(damaged.read_bytes()[:500])
    with pytest.raises(ProjectFileError):
        file.open_path(window.context, str(damaged))
    History(damaged).keep(whole)
    asked: list[str] = []

    def decline(message: QDialog) -> None:
        asked.append(message.findChildren(QLabel)[-1].text())
        QTest.mouseClick(message.findChild(QPushButton, "cancel"), Qt.MouseButton.LeftButton)

    before = window.document
    with answering(decline, QDialog, name="rescue"):
        file.open_path(window.context, str(damaged))
    assert window.document is before
    with pressing("open", dialog="rescue"):
        file.open_path(window.context, str(damaged))
    qtbot.waitUntil(lambda: window.document is not before)
    assert "A version of it was kept: Today" in asked[0]
    document = window.document
    assert document is not None
    assert compare(whole, document.project).is_empty
    assert is_scratch(document.path)
    assert len(damaged.read_bytes()) == 500
