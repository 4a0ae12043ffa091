"""New, open, save, leaving: nothing is lost and nothing is asked twice."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QToolButton
from pytestqt.qtbot import QtBot

from studio_gui.base.errors import ProjectFileError
from studio_gui.files.media import MediaFolder
from studio_gui.files.project_file import open_project
from studio_gui.files.samples import create_from_sample
from studio_gui.files.scratch import is_scratch, project_file_name
from studio_gui.ui.actions import file, payload
from studio_gui.ui.dialogs import files, leaving, message
from studio_gui.ui.dialogs.importing.working import WorkingDialog
from studio_gui.ui.main_window import MainWindow


def _change(window: MainWindow) -> None:
    window.actions_.run("new_scene")


def test_a_saved_project_is_named_and_remembered(window: MainWindow, project: Path, qtbot: QtBot) -> None:
    assert "Onboarding" in window.windowTitle()
    assert window.memory.recent() == (project,)
    assert window.status.saved.text().startswith("Saved ")
    _change(window)
    assert window.isWindowModified()
    assert window.status.saved.text() == "Unsaved changes"
    window.actions_.run("save")
    qtbot.waitUntil(lambda: not window.isWindowModified())
    assert len(open_project(project).project.scenes) == 4


def test_a_new_project_can_take_media_at_once(window: MainWindow) -> None:
    window.actions_.run("new")
    assert window.document is not None
    assert is_scratch(window.document.path)
    assert window.document.folder is not None
    assert window.document.folder.is_dir()
    assert window.status.saved.text() == "Not saved yet"


def test_saving_a_new_project_asks_for_a_place_and_takes_its_media_along(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    file.open_sample(window.context, "onboarding")
    document = window.document
    assert document is not None
    assert document.path is not None
    scratch = document.path.parent
    media = {path.name for path in (scratch / "media").iterdir()}
    monkeypatch.setattr(files, "ask_save", lambda *_, **__: tmp_path / "Mine.studio")
    window.actions_.run("save")
    assert document.path == tmp_path / "Mine" / "Mine.studio"
    assert {path.name for path in (document.path.parent / "media").iterdir()} == media
    assert open_project(document.path).project.name == "Mine"
    assert document.is_clean
    qtbot.waitUntil(lambda: not scratch.exists())
    assert window.workspace is not None
    assert window.workspace.assets.folder == document.folder


@pytest.mark.parametrize("may", [False, True])
def test_another_project_of_the_same_name_is_not_saved_over_unasked(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, may: bool
) -> None:
    """The dialog asks about ``Mine.studio``; the project is in ``Mine/Mine.studio``."""
    monkeypatch.setattr(files, "ask_save", lambda *_, **__: tmp_path / "Mine.studio")
    file.open_sample(window.context, "onboarding")
    window.actions_.run("save")
    scenes = len(open_project(tmp_path / "Mine").project.scenes)
    window.actions_.run("close_project")
    asked: list[str] = []
    monkeypatch.setattr(message, "confirm", lambda _parent, words, **_: asked.append(words) or may)
    window.actions_.run("new")
    window.actions_.run("save")
    assert asked == ["Replace “Mine.studio”?"]
    assert len(open_project(tmp_path / "Mine").project.scenes) == (1 if may else scenes)
    assert is_scratch(window.document.path) is not may
    asked.clear()
    if may:  # one's own place needs no question
        window.actions_.run("save_as")
        assert asked == []


@pytest.mark.parametrize(
    ("typed", "there", "kept"),
    [
        ("Release 1.3", "", "Release 1.3.studio"),
        ("Plain", "", "Plain.studio"),
        ("Release 1.3", "Release 1.3.studio", ""),
    ],
)
def test_a_dot_in_a_name_is_a_part_of_it(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, there: str, kept: str
) -> None:
    if there:
        (tmp_path / there).write_text("of somebody")
    monkeypatch.setattr(files, "_asked", lambda dialog: dialog.deleteLater() or (tmp_path / typed,))
    monkeypatch.setattr(message, "confirm", lambda *_, **__: False)
    chosen = files.ask_save(window, "Save", proposal=tmp_path / "Release 1.2.studio", kinds=files.PROJECTS)
    assert chosen == (tmp_path / kept if kept else None)


def test_save_as_leaves_the_old_project_alone(
    window: MainWindow, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = project.read_bytes()
    _change(window)
    monkeypatch.setattr(files, "ask_save", lambda *_, **__: tmp_path / "Copy.studio")
    window.actions_.run("save_as")
    assert project.read_bytes() == before
    assert len(open_project(tmp_path / "Copy").project.scenes) == 4


def test_saving_as_stays_where_one_was_on_the_stage(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.document is not None
    clip = window.document.project.scenes[0].clips[0]
    window.document.select([clip.id])
    window.canvas.set_zoom(2.0)
    window.canvas.camera.pan(-120, -80)
    center = window.canvas.center
    monkeypatch.setattr(files, "ask_save", lambda *_, **__: tmp_path / "Copy.studio")
    window.actions_.run("save_as")
    assert window.document.folder == tmp_path / "Copy"
    assert window.document.selection == (clip.id,)
    assert window.canvas.zoom == 2.0
    assert (window.canvas.center.x, window.canvas.center.y) == pytest.approx((center.x, center.y))


def test_what_is_wrong_stays_marked_in_the_list_of_scenes_when_the_project_gets_another_place(
    window: MainWindow, project: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The marks went, and the status bar went on counting."""
    assert window.document is not None
    assert window.workspace is not None
    scenes, first = window.workspace.scenes.model, window.document.scene_id
    for each in (project.parent / "media").iterdir():
        each.unlink()
    window.issues.look_again()
    qtbot.waitUntil(lambda: scenes.issue(first) is not None)
    create_from_sample("onboarding", tmp_path / "Copy")
    monkeypatch.setattr(files, "ask_save", lambda *_, **__: tmp_path / "Copy" / "Copy.studio")
    window.actions_.run("save_as")
    assert window.document.folder == tmp_path / "Copy"
    assert scenes.issue(first) is not None
    qtbot.waitUntil(lambda: scenes.issue(first) is None)  # what lies there is looked at in a moment


def test_saving_as_a_project_with_many_media_leaves_the_window_alive(
    window: MainWindow, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    beats: list[float] = []
    heart = QTimer(window)
    heart.timeout.connect(lambda: beats.append(time.monotonic()))
    heart.start(10)
    go_on, real = threading.Event(), MediaFolder.put

    def slow(self: MediaFolder, source: Path, ref: str) -> None:
        assert threading.current_thread() is not threading.main_thread()
        go_on.wait(60)
        real(self, source, ref)

    def at_the_bar() -> None:
        dialog = window.findChild(WorkingDialog)
        if dialog is not None and dialog.isVisible() and len(beats) > 20:
            looking.stop()
            seen.append(dialog)
            go_on.set()

    seen: list[WorkingDialog] = []
    looking = QTimer(window)
    looking.timeout.connect(at_the_bar)
    looking.start(20)
    monkeypatch.setattr(MediaFolder, "put", slow)
    monkeypatch.setattr(files, "ask_save", lambda *_, **__: tmp_path / "Copy.studio")
    (project.parent / "media").mkdir(exist_ok=True)
    (project.parent / "media" / "0123456789abcdef.png").write_bytes(b"x")
    window.actions_.run("save_as")
    heart.stop()
    assert seen
    assert len(beats) > 20
    assert (tmp_path / "Copy" / "Copy.studio").is_file()
    assert (tmp_path / "Copy" / "media" / "0123456789abcdef.png").is_file()


def test_saving_as_that_is_stopped_leaves_the_old_place_and_nothing_at_the_new_one(
    window: MainWindow, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.document is not None
    (project.parent / "media").mkdir(exist_ok=True)
    for number in range(3):
        (project.parent / "media" / f"{number}123456789abcdef.png").write_bytes(b"x")
    go_on = threading.Event()
    real = MediaFolder.put

    def slow(self: MediaFolder, source: Path, ref: str) -> None:
        real(self, source, ref)
        go_on.wait(60)

    def stop() -> None:
        dialog = window.findChild(WorkingDialog)
        if dialog is not None and dialog.isVisible():
            looking.stop()
            dialog.stop.click()
            go_on.set()

    looking = QTimer(window)
    looking.timeout.connect(stop)
    looking.start(20)
    monkeypatch.setattr(MediaFolder, "put", slow)
    monkeypatch.setattr(files, "ask_save", lambda *_, **__: tmp_path / "Copy.studio")
    window.actions_.run("save_as")
    assert window.document.path == project
    assert not (tmp_path / "Copy").exists()


def test_a_cancelled_save_changes_nothing(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    _change(window)
    monkeypatch.setattr(files, "ask_save", lambda *_, **__: None)
    window.actions_.run("save_as")
    assert window.isWindowModified()


@pytest.mark.parametrize(("answer", "is_open"), [("cancel", True), ("discard", False), ("save", False)])
def test_closing_with_changes_asks_once(
    window: MainWindow, project: Path, monkeypatch: pytest.MonkeyPatch, answer: str, is_open: bool
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(leaving, "ask", lambda _parent, name: asked.append(name) or answer)
    _change(window)
    window.close()
    assert asked == ["Onboarding"]
    assert window.isVisible() == is_open
    assert len(open_project(project).project.scenes) == (4 if answer == "save" else 3)


def test_an_unchanged_project_closes_without_a_word(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "ask", lambda *_: pytest.fail("nothing to ask"))
    window.close()
    assert not window.isVisible()


def test_an_untouched_scratch_project_leaves_no_folder(window: MainWindow, project: Path) -> None:
    window.actions_.run("new")
    assert window.document is not None
    assert window.document.path is not None
    scratch = window.document.path.parent
    file.open_path(window.context, str(project))
    assert not scratch.exists()


def test_what_cannot_be_opened_is_said_and_the_open_project_stays(window: MainWindow, tmp_path: Path) -> None:
    broken = tmp_path / "Broken.studio"
    broken.write_text("{")
    with pytest.raises(ProjectFileError):
        file.open_path(window.context, str(broken))
    assert window.document is not None
    assert window.document.project.name == "Onboarding"


def test_a_project_that_is_gone_leaves_the_list(window: MainWindow, project: Path) -> None:
    window.memory.note_recent(project.with_name("Gone.studio"))
    assert window.memory.recent() == (project,)


def test_a_payload_goes_out_and_comes_back(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    target = tmp_path / "body.json"
    monkeypatch.setattr(files, "ask_save", lambda *_, **__: target)
    window.actions_.run("save_payload")
    qtbot.waitUntil(target.is_file)  # it is written beside the window
    assert '"studio"' not in target.read_text("utf-8")
    payload.import_path(window.context, target)
    assert window.document is not None
    assert is_scratch(window.document.path)
    assert len(window.document.project.scenes) == 3


def test_going_to_the_start_page_and_back(window: MainWindow, qtbot: QtBot, project: Path) -> None:
    window.actions_.run("start_page")
    page = window.start_page
    assert page is not None
    assert window.pages.currentWidget() is page
    assert window.windowTitle() == "Scene Studio"
    page.chosen.emit(f"file.open_path:{project}")
    assert window.is_editing


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Hello", "Hello"),
        ("a/b:c", "a b c"),
        ("  ..", "Untitled"),
        ("x" * 200, "x" * 80),
        ("x" * 79 + " y", "x" * 79),
        ("🎬" * 80, "🎬" * 45),
        ("nul", "Untitled"),
        ("Film \u202egpj.exe", "Film gpj.exe"),
    ],
)
def test_names_become_file_names(name: str, expected: str) -> None:
    assert project_file_name(name) == expected


def test_the_start_page_leads_back_to_the_open_project(window: MainWindow, qtbot: QtBot) -> None:
    _change(window)
    window.actions_.run("start_page")
    assert not window.actions_["save"].isEnabled()
    window.actions_.run("back_to_project")
    assert window.is_editing
    assert window.isWindowModified()
    assert window.actions_["save"].isEnabled()


def test_recent_projects_and_samples_are_in_the_menu(window: MainWindow, project: Path) -> None:
    menus = window.open_menus
    menus.recent.aboutToShow.emit()
    assert [entry.objectName() for entry in menus.recent.actions()] == [f"file.open_path:{project}"]
    menus.samples.aboutToShow.emit()
    launch = next(entry for entry in menus.samples.actions() if entry.text() == "Product launch")
    launch.trigger()
    assert window.document is not None
    assert len(window.document.project.scenes) == 5


def test_a_new_project_can_be_upright(window: MainWindow) -> None:
    window.actions_.run("new_portrait")
    assert window.document is not None
    assert window.document.project.orientation == "portrait"


def test_the_name_given_by_saving_is_not_what_undo_takes_back(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.open_sample(window.context, "onboarding")
    _change(window)
    document = window.document
    assert document is not None
    monkeypatch.setattr(files, "ask_save", lambda *_, **__: tmp_path / "Mine.studio")
    window.actions_.run("save")
    assert document.undo_stack.count() == 1
    window.actions_.run("undo")
    assert document.project.name == "Mine"
    assert len(document.project.scenes) == 3


def test_back_at_what_was_saved_the_status_bar_says_so(window: MainWindow) -> None:
    said = window.status.saved.text()
    assert said.startswith("Saved ")
    _change(window)
    assert window.status.saved.text() == "Unsaved changes"
    window.actions_.run("undo")
    assert window.status.saved.text() == said


def test_qts_own_file_dialog_has_one_primary_button_and_names(window: MainWindow, tmp_path: Path) -> None:
    dialog = QFileDialog(window, "Save the project", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    files.dress(dialog)
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    assert box.button(QDialogButtonBox.StandardButton.Save).property("role") == "primary"
    assert not box.button(QDialogButtonBox.StandardButton.Cancel).property("role")
    for name in ("backButton", "toParentButton", "newFolderButton"):
        assert dialog.findChild(QToolButton, name).accessibleName()
    dialog.deleteLater()
