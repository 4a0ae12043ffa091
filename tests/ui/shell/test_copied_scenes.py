"""Scenes by way of the clipboard: within a project, into another one, and into another running window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from studio_gui.files import names as file_names
from studio_gui.files.names import media_of_scene
from studio_gui.files.samples import create_from_sample
from studio_gui.model.geometry import bounds_of
from studio_gui.model.project import Scene
from studio_gui.ui.actions import file
from studio_gui.ui.actions.copying.scenes import SCENES
from studio_gui.ui.document import Document
from studio_gui.ui.main_window import MainWindow

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT, _NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def launch(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> Document:
    """A second project, “Product launch”, in front; “Onboarding” is the tab before it."""
    file.open_path(window.context, str(create_from_sample("product-launch", tmp_path / "Launch")))
    qtbot.waitUntil(lambda: window.isActiveWindow() and window.canvas.hasFocus())
    assert window.document is not None
    return window.document


def _click_scenes(window: MainWindow, *rows: int) -> None:
    """Click the first of the rows, and the others with Shift."""
    assert window.workspace is not None
    view = window.workspace.scenes.view
    for row in rows:
        place = view.visualRect(view.model().index(row, 0)).center()
        held = _NONE if row == rows[0] else _SHIFT
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, place)


def _press(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = _CTRL) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, held)


def _as_from_another_window() -> None:
    """What is on the clipboard, as bytes only: that is what comes from another process."""
    mime = QGuiApplication.clipboard().mimeData()
    foreign = QMimeData()
    for form in mime.formats():
        foreign.setData(form, mime.data(form))
    QGuiApplication.clipboard().setMimeData(foreign)


def _said(scenes: tuple[Scene, ...]) -> list[tuple[str, list[str]]]:
    return [(scene.script_text, [clip.label for clip in scene.clips]) for scene in scenes]


def test_copied_scenes_are_pasted_behind_those_that_are_selected_as_one_step(window: MainWindow) -> None:
    document = window.document
    assert document is not None
    before = document.project
    _click_scenes(window, 0, 1)
    _press(window, Qt.Key.Key_C)
    _press(window, Qt.Key.Key_V)
    after = document.project
    assert _said(after.scenes) == _said((*before.scenes[:2], *before.scenes[:2], *before.scenes[2:]))
    assert [scene.scene_idx for scene in after.scenes] == list(range(len(after.scenes)))
    assert len({scene.id for scene in after.scenes}) == len(after.scenes)
    ids = [clip.id for _, clip in after.all_clips()]
    assert len(set(ids)) == len(ids)
    assert document.scene_id == after.scenes[2].id
    assert window.workspace is not None
    assert window.workspace.scenes.selected_ids() == [scene.id for scene in after.scenes[2:4]]
    assert document.undo_stack.undoText() == "Paste 2 scenes"
    document.undo_stack.undo()
    assert document.project is before


def test_all_scenes_are_selected_and_copied_by_keys_alone(window: MainWindow) -> None:
    document = window.document
    assert document is not None
    before = document.project
    _click_scenes(window, 1)
    _press(window, Qt.Key.Key_A)
    assert document.selection == ()
    _press(window, Qt.Key.Key_C)
    _press(window, Qt.Key.Key_V)
    assert _said(document.project.scenes) == _said((*before.scenes, *before.scenes))


def test_cut_scenes_go_and_come_back_elsewhere(window: MainWindow) -> None:
    document = window.document
    assert document is not None
    before = document.project
    _click_scenes(window, 0)
    _press(window, Qt.Key.Key_X)
    assert _said(document.project.scenes) == _said(before.scenes[1:])
    assert document.undo_stack.undoText().startswith("Cut ")
    _click_scenes(window, len(before.scenes) - 2)
    _press(window, Qt.Key.Key_V)
    assert _said(document.project.scenes) == _said((*before.scenes[1:], before.scenes[0]))
    assert document.undo_stack.undoText() == "Paste scene"
    assert document.undo_stack.count() == 2


@pytest.mark.parametrize("is_foreign", [False, True])
def test_a_scene_of_another_project_brings_its_files_along(
    window: MainWindow, launch: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, is_foreign: bool
) -> None:
    refs = [ref for scene in launch.project.scenes for ref in media_of_scene(scene) if ref.startswith("media/")]
    _click_scenes(window, 0, len(launch.project.scenes) - 1)
    _press(window, Qt.Key.Key_C)
    called = dict(file_names.known_names(refs))
    if is_foreign:
        _as_from_another_window()
        monkeypatch.setattr(file_names, "_names", {})  # another process knows none
    window.projects.step(1)
    document = window.document
    assert document is not None
    assert document is not launch
    assert document.folder is not None
    _click_scenes(window, 0)
    before = document.project
    _press(window, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: document.undo_stack.count() == 1)
    count = len(launch.project.scenes)
    assert _said(document.project.scenes[1 : count + 1]) == _said(launch.project.scenes)
    assert refs
    assert all((document.folder / ref).is_file() for ref in refs)
    assert dict(file_names.known_names(refs)) == called
    assert launch.undo_stack.count() == 0
    document.undo_stack.undo()
    assert document.project is before


@pytest.mark.parametrize("is_foreign", [False, True])
def test_so_do_clips_and_what_their_files_are_called(
    window: MainWindow, launch: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, is_foreign: bool
) -> None:
    number = next(n for n, scene in enumerate(launch.project.scenes) if any(c.studio.media for c in scene.clips))
    shown = [clip for clip in launch.project.scenes[number].clips if clip.studio.media.startswith("media/")]
    refs = [clip.studio.media for clip in shown]
    launch.select_scene(launch.project.scenes[number].id)
    launch.select([clip.id for clip in shown])
    window.canvas.setFocus()
    _press(window, Qt.Key.Key_C)
    called = dict(file_names.known_names(refs))
    assert called
    if is_foreign:
        _as_from_another_window()
        monkeypatch.setattr(file_names, "_names", {})  # another process knows none
    window.projects.step(1)
    document = window.document
    assert document is not None
    assert document.folder is not None
    before = document.project
    qtbot.waitUntil(window.canvas.hasFocus)
    _press(window, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: document.undo_stack.count() == 1)
    assert [clip.label for clip in document.selected_clips] == [clip.label for clip in shown]
    assert all((document.folder / ref).is_file() for ref in refs)
    assert dict(file_names.known_names(refs)) == called
    document.undo_stack.undo()
    assert document.project is before


def test_a_landscape_scene_is_laid_out_for_an_upright_project(window: MainWindow, qtbot: QtBot) -> None:
    source = window.document
    assert source is not None
    _click_scenes(window, 0)
    _press(window, Qt.Key.Key_C)
    window.actions_.run("new_portrait")
    qtbot.waitUntil(lambda: window.document is not None and window.document is not source)
    document = window.document
    assert document is not None
    window.actions_.run("paste")
    qtbot.waitUntil(lambda: document.undo_stack.count() == 1)
    seen = bounds_of(clip for clip in document.project.scenes[1].clips if clip.has_box and clip.label != "Backdrop")
    assert seen.right <= 1080 + 1
    assert seen.height > 1080
    assert "laid out anew" in window.notice_._label.text()


def test_on_the_stage_clips_are_copied_also_after_one_was_in_the_list_of_scenes(window: MainWindow) -> None:
    document = window.document
    assert document is not None
    _click_scenes(window, 1)
    _press(window, Qt.Key.Key_C)
    window.canvas.setFocus()
    assert document.scene is not None
    document.select([document.scene.clips[0].id])
    _press(window, Qt.Key.Key_C)
    assert not QGuiApplication.clipboard().mimeData().hasFormat(SCENES)
    # And with scenes on the clipboard, they come in wherever one is.
    _click_scenes(window, 1)
    _press(window, Qt.Key.Key_C)
    window.canvas.setFocus()
    count = len(document.project.scenes)
    _press(window, Qt.Key.Key_V)
    assert len(document.project.scenes) == count + 1


@pytest.mark.qt_log_ignore("plugin does not support", extend=True)
def test_the_edit_menu_copies_scenes_by_mouse_and_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    assert document is not None
    _click_scenes(window, 1)
    assert document.selection == ()
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert window.actions_["copy"].isEnabled()
    QTest.keyClick(menu, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().mimeData().hasFormat(SCENES)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    window.canvas.setFocus()
    window.actions_.refresh()
    assert not window.actions_["copy"].isEnabled()


@pytest.mark.qt_log_ignore("plugin does not support", extend=True)
def test_the_menu_of_a_scene_copies_and_pastes(window: MainWindow, qtbot: QtBot) -> None:
    document, workspace = window.document, window.workspace
    assert document is not None
    assert workspace is not None
    _click_scenes(window, 0)
    count = len(document.project.scenes)
    for name in ("copy", "paste"):
        workspace.scenes.view.customContextMenuRequested.emit(QPoint(20, 20))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        entry = next(action for action in menu.actions() if action.objectName() == name)
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())
    assert len(document.project.scenes) == count + 1
    assert document.project.scenes[1].script_text == document.project.scenes[0].script_text


def test_what_is_said_in_copied_scenes_is_text_elsewhere(window: MainWindow) -> None:
    document = window.document
    assert document is not None
    _click_scenes(window, 0, 1)
    _press(window, Qt.Key.Key_C)
    first, second = (scene.script_text for scene in document.project.scenes[:2])
    assert QGuiApplication.clipboard().text() == f"{first}\n\n{second}"


@pytest.mark.parametrize(
    "content", [b"", b"rubbish", b"[]", b'{"project": {"scenes": []}}', b'{"project": {"scenes": [3]}}']
)
def test_broken_scenes_are_answered_in_words(window: MainWindow, content: bytes) -> None:
    document = window.document
    assert document is not None
    mime = QMimeData()
    mime.setData(SCENES, content)
    QGuiApplication.clipboard().setMimeData(mime)
    _click_scenes(window, 0)
    before = document.project
    _press(window, Qt.Key.Key_V)
    assert document.project is before
    assert window.notice_._label.text() == "What is on the clipboard cannot be pasted here."


@pytest.mark.parametrize("form", ["text/plain", "text/html"])
def test_words_pasted_in_the_list_of_scenes_come_on_the_stage_and_make_no_scenes(window: MainWindow, form: str) -> None:
    document = window.document
    assert document is not None
    mime = QMimeData()
    mime.setData(form, b"<p>Good morning</p>" if form == "text/html" else b"Good morning")
    QGuiApplication.clipboard().setMimeData(mime)
    _click_scenes(window, 0)
    before = document.project
    _press(window, Qt.Key.Key_V)
    assert len(document.project.scenes) == len(before.scenes)
    assert [getattr(clip, "text", "") for clip in document.selected_clips] == ["Good morning"]
    assert document.undo_stack.count() == 1
