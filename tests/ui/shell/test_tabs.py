"""Several projects in the tabs of one window: each has its own history, scene, selection and zoom."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar, QToolButton
from pytestqt.qtbot import QtBot

from studio_gui.base.errors import ProjectFileError
from studio_gui.files.project_file import open_project
from studio_gui.files.samples import create_from_sample
from studio_gui.files.scratch import is_scratch
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_image
from studio_gui.ui.actions import file, insert
from studio_gui.ui.dialogs import leaving
from studio_gui.ui.document import Document
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.window.clipping import clipped
from studio_gui.ui.window.tab_strip import TabStrip
from tests.ui.shell.tabs import drag_to, key, names, strip_of


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A saved copy of the sample “Product launch”."""
    return create_from_sample("product-launch", tmp_path / "Launch")


@pytest.fixture
def two(window: MainWindow, other: Path, qtbot: QtBot) -> MainWindow:
    """The window with “Onboarding” and “Product launch”, the latter in front."""
    file.open_path(window.context, str(other))
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and window.canvas.hasFocus())
    return window


@pytest.fixture
def strip(two: MainWindow) -> TabStrip:
    """The tabs."""
    return strip_of(two)


def _documents(window: MainWindow) -> list[Document]:
    return [one.document for one in window.projects.all if one.document is not None]


def test_one_project_needs_no_tabs_and_two_have_them(window: MainWindow, other: Path) -> None:
    strip = strip_of(window)
    assert not strip.isVisible()
    file.open_path(window.context, str(other))
    assert strip.isVisible()
    assert names(window) == ["Onboarding", "Product launch"]
    assert strip.currentIndex() == 1
    assert "Product launch" in window.windowTitle()
    assert str(other.parent) in strip.tabToolTip(1)
    assert clipped(window) == []
    file.close_project(window.context)
    assert not strip.isVisible()
    assert "Onboarding" in window.windowTitle()


def test_keys_walk_through_the_tabs_and_round(two: MainWindow) -> None:
    walked = []
    for pressed, modifiers in (
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier),
    ):
        key(two, pressed, modifiers)
        walked.append(two.projects.index_of(two.projects.current))
    assert walked == [0, 1, 0, 1, 0]


def test_undo_in_one_does_not_touch_the_other(two: MainWindow, strip: TabStrip, qtbot: QtBot) -> None:
    first, second = _documents(two)
    key(two, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert len(second.project.scenes) == 6
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.tabRect(0).center())
    assert two.document is first
    assert two.actions_["undo"].text() == "&Undo"
    before = first.project
    two.actions_.run("turn_stage")
    qtbot.waitUntil(lambda: two.actions_["undo"].text() == "&Undo Make it portrait")
    key(two, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    key(two, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert first.project is before
    assert len(second.project.scenes) == 6
    key(two, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: two.actions_["undo"].text() == "&Undo New scene")


class _Paints(QObject):
    """Notes of each time the stage is painted whether the panels show the same project as it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window, self.whole = window, list[bool]()
        window.canvas.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self.window.workspace is not None:
            fitting = self.window.workspace.scenes.view.model().rowCount() == len(
                self.window.canvas.document.project.scenes
            )
            self.whole.append(fitting and self.window.canvas.document is self.window.document)
        return False


def test_a_project_comes_in_front_in_several_turns_and_is_painted_when_all_of_it_is_there(
    two: MainWindow, strip: TabStrip, qtbot: QtBot
) -> None:
    assert two.workspace is not None
    two.actions_.run("new_scene")
    two.actions_.run("new_scene")
    paints = _Paints(two)
    first, second = _documents(two)
    for index, document in ((0, first), (1, second), (0, first)):
        paints.whole.clear()
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.tabRect(index).center())
        assert two.canvas.document is document
        assert two.workspace.is_showing
        qtbot.waitUntil(lambda: bool(paints.whole))
        assert all(paints.whole)
        assert not two.workspace.is_showing
    # A command that comes while it is filled is meant for what the stage shows.
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.tabRect(1).center())
    assert two.workspace.is_showing
    scenes = len(second.project.scenes)
    key(two, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert len(second.project.scenes) == scenes + 1
    assert not two.workspace.is_showing


def test_the_history_panel_belongs_to_the_project_in_front(two: MainWindow, qtbot: QtBot) -> None:
    first, second = _documents(two)
    two.actions_.run("panel_history")
    two.actions_.run("new_scene")
    assert two.workspace is not None
    view = two.workspace.history.view
    assert view.model().rowCount() == 2
    two.projects.step(1)
    assert view.model().rowCount() == 1
    two.actions_.run("turn_stage")
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(0, 0)).center())
    assert first.undo_stack.index() == 0
    assert second.undo_stack.index() == 1


def test_each_tab_keeps_its_scene_selection_zoom_and_place(two: MainWindow, qtbot: QtBot) -> None:
    _first, second = _documents(two)
    assert two.workspace is not None
    two.resize(1360, 720)  # in a narrower one, the stage gives way to what the other project needs beside it
    second.select_scene(second.project.scenes[3].id)
    clip = second.project.scenes[3].clips[0].id
    second.select([clip])
    two.canvas.set_zoom(2)
    two.canvas.camera.pan(140, -60)
    bar = two.workspace.scenes.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 37)
    bar.setValue(37)
    fields = two.workspace.inspector.scroll_area.verticalScrollBar()
    qtbot.waitUntil(lambda: fields.maximum() > 40)
    fields.setValue(fields.maximum())
    lowest = fields.value()
    center = two.canvas.center
    two.projects.step(1)
    assert two.canvas.camera.is_fitting
    assert two.document is not None
    qtbot.waitUntil(lambda: fields.maximum() < lowest)  # the other project shows less there
    assert two.document.selection == ()
    two.projects.step(1)
    assert (second.scene_id, second.selection) == (second.project.scenes[3].id, (clip,))
    assert two.canvas.zoom == pytest.approx(2)
    assert two.canvas.center.x == pytest.approx(center.x, abs=0.6)
    assert two.canvas.center.y == pytest.approx(center.y, abs=0.6)
    assert bar.value() == 37
    assert two.status.zoom.text() == "200 %"
    assert fields.value() == lowest


def test_clips_copied_in_one_tab_keep_their_place_in_the_other(
    window: MainWindow, project: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    twin = create_from_sample("onboarding", tmp_path / "Twin")
    file.open_path(window.context, str(twin))
    qtbot.waitUntil(window.isActiveWindow)
    source = window.document
    assert source is not None
    assert source.scene is not None
    clip = next(clip for clip in source.scene.clips if clip.studio.media.startswith("media/"))
    source.select([clip.id])
    key(window, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    key(window, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    target = window.document
    assert target is not None
    assert target is not source
    key(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    (pasted,) = target.selected_clips
    assert (pasted.left, pasted.top, pasted.id == clip.id) == (clip.left, clip.top, False)
    assert source.undo_stack.count() == 0
    QGuiApplication.clipboard().clear()


def test_what_is_typed_stays_in_its_project(two: MainWindow, qtbot: QtBot) -> None:
    first, second = _documents(two)
    assert two.workspace is not None
    fields = two.workspace.inspector.scene_form.findChildren(QToolButton)
    assert fields
    script = two.workspace.script.text
    script.setFocus()
    QTest.keyClicks(script, "Only here. ")
    key(two, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier, on=script)
    assert two.document is first
    assert second.scene is not None
    assert first.scene is not None
    assert "Only here. " in second.scene.script_text
    assert "Only here. " not in first.scene.script_text
    assert first.undo_stack.count() == 0


def test_a_drag_that_is_under_way_is_given_up(two: MainWindow, qtbot: QtBot) -> None:
    second = two.document
    assert second is not None
    before = second.project
    placed = next(p for p in reversed(two.canvas.picking.placed.values()) if not p.clip.studio.locked)
    start = two.canvas.camera.to_px(placed.bounds.center).toPoint()
    view = two.canvas.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 5):
        drag_to(view, start + QPoint(10 * step, 0))
    assert second.project is not before
    two.projects.step(1)
    assert second.project is before
    assert second.is_clean
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(40, 0))
    assert second.project is before


def test_the_dot_and_the_words_for_screen_readers(two: MainWindow, strip: TabStrip, qtbot: QtBot) -> None:
    assert strip.accessibleName() == "Open projects"
    assert strip.tabIcon(1).isNull()
    two.actions_.run("new_scene")
    assert not strip.tabIcon(1).isNull()
    assert strip.accessibleTabName(1) == "Product launch, unsaved changes"
    assert strip.tabIcon(0).isNull()
    two.actions_.run("save")
    qtbot.waitUntil(lambda: strip.tabIcon(1).isNull())
    assert strip.accessibleTabName(1) == "Product launch"


def test_a_title_changed_in_the_inspector_names_the_tab(two: MainWindow, strip: TabStrip) -> None:
    second = two.document
    assert second is not None
    second.apply("Rename", lambda project: project.changed(name="R&D"))
    assert strip.tabText(1) == "R&&D"
    assert "R&D" in two.windowTitle()


def test_middle_click_and_button_close_a_tab(two: MainWindow, strip: TabStrip, qtbot: QtBot, project: Path) -> None:
    file.new(two.context)
    two.actions_.run("new_scene")
    assert names(two) == ["Onboarding", "Product launch", "Untitled"]
    qtbot.mouseClick(strip, Qt.MouseButton.MiddleButton, pos=strip.tabRect(0).center())
    assert names(two) == ["Product launch", "Untitled"]
    button = strip.tabButton(0, QTabBar.ButtonPosition.RightSide)
    assert button.accessibleName() == "Close Product launch"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert names(two) == ["Untitled"]
    assert two.document is not None
    assert len(two.document.project.scenes) == 2


def test_tabs_are_dragged_into_another_order(two: MainWindow, strip: TabStrip, qtbot: QtBot) -> None:
    second = two.document
    start, end = strip.tabRect(1).center(), strip.tabRect(0).center() - QPoint(30, 0)
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=start)
    for share in (0.2, 0.5, 0.8, 1):
        drag_to(strip, start + (end - start) * share)
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=end)
    assert names(two) == ["Product launch", "Onboarding"]
    assert two.document is second
    qtbot.waitUntil(lambda: strip.currentIndex() == 0)
    key(two, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert "Onboarding" in two.windowTitle()


def test_the_keyboard_reaches_the_tabs(two: MainWindow, strip: TabStrip, qtbot: QtBot) -> None:
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(strip, Qt.Key.Key_Left)
    assert "Onboarding" in two.windowTitle()
    assert strip.hasFocus()
    QTest.keyClick(strip, Qt.Key.Key_Delete)
    assert names(two) == ["Product launch"]


def test_an_open_project_is_shown_not_opened_again(two: MainWindow, project: Path) -> None:
    first = _documents(two)[0]
    two.actions_.run("start_page")
    file.open_path(two.context, str(project.parent))
    assert names(two) == ["Onboarding", "Product launch"]
    assert two.document is first
    assert two.is_editing


def test_an_untouched_new_project_makes_way_and_a_touched_one_stays(two: MainWindow, tmp_path: Path) -> None:
    file.new(two.context)
    scratch = two.document.path if two.document else None
    assert scratch is not None
    file.open_sample(two.context, "portrait-news")
    assert names(two) == ["Onboarding", "Product launch", "Portrait news"]
    assert not scratch.parent.exists()
    file.new(two.context)
    two.actions_.run("insert_text")
    file.new(two.context, "portrait")
    assert names(two)[-2:] == ["Untitled", "Untitled"]


@pytest.mark.parametrize(("answer", "left", "scenes"), [("cancel", 2, 5), ("discard", 1, 5), ("save", 1, 6)])
def test_closing_a_tab_with_changes_asks_by_name(
    two: MainWindow, other: Path, monkeypatch: pytest.MonkeyPatch, answer: str, left: int, scenes: int
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(leaving, "ask", lambda _parent, name: asked.append(name) or answer)
    two.actions_.run("new_scene")
    key(two, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["Product launch"]
    assert len(names(two)) == left
    assert len(open_project(other).project.scenes) == scenes


def test_closing_a_tab_behind_shows_what_is_asked_about(
    two: MainWindow, strip: TabStrip, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    two.actions_.run("new_scene")
    two.projects.step(1)
    monkeypatch.setattr(leaving, "ask", lambda window, name: "cancel" if name in window.windowTitle() else "discard")
    qtbot.mouseClick(strip, Qt.MouseButton.MiddleButton, pos=strip.tabRect(1).center())
    assert names(two) == ["Onboarding", "Product launch"]


@pytest.mark.parametrize(
    ("answer", "is_open", "scenes"), [("cancel", True, 0), ("discard", False, 0), ("save", False, 1)]
)
def test_closing_the_window_asks_once_for_all(
    two: MainWindow, project: Path, other: Path, monkeypatch: pytest.MonkeyPatch,
    answer: str, is_open: bool, scenes: int,
) -> None:  # fmt: skip
    asked: list[list[str]] = []
    monkeypatch.setattr(leaving, "ask_many", lambda _parent, all_names: asked.append(all_names) or answer)
    two.actions_.run("new_scene")
    two.projects.step(1)
    two.actions_.run("new_scene")
    two.close()
    assert asked == [["Onboarding", "Product launch"]]
    assert two.isVisible() == is_open
    assert len(open_project(project).project.scenes) == 3 + scenes
    assert len(open_project(other).project.scenes) == 5 + scenes


def test_the_last_tab_leaves_the_start_page(two: MainWindow, qtbot: QtBot) -> None:
    for _ in range(2):
        file.close_project(two.context)
    assert two.document is None
    assert two.windowTitle() == "Scene Studio"
    assert two.start_page is not None
    assert two.start_page.isVisible()
    assert not two.actions_["save"].isEnabled()
    assert not two.actions_["undo"].isEnabled()
    file.new(two.context)
    qtbot.waitUntil(lambda: two.is_editing)


def test_a_closed_tab_is_freed(two: MainWindow, strip: TabStrip, qtbot: QtBot) -> None:
    assert two.workspace is not None
    two.actions_.run("new_scene")
    two.actions_.run("undo")
    two.actions_.run("turn_stage")
    two.actions_.run("undo")
    qtbot.waitUntil(lambda: two.status.issues.text() != "")
    gone = [weakref.ref(two.document), weakref.ref(two.projects.current), weakref.ref(two.workspace.assets)]
    buttons = len(strip.findChildren(QToolButton))
    two.projects.close(two.projects.current)
    for reference in gone:
        qtbot.waitUntil(lambda reference=reference: _collected(reference))
    file.open_sample(two.context, "product-launch")
    assert len(strip.findChildren(QToolButton)) == buttons


def _collected(reference: weakref.ref) -> bool:  # type: ignore[type-arg]
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    return reference() is None


def test_documents_come_and_go_in_one_place(two: MainWindow, project: Path) -> None:
    said: list[tuple[str, str]] = []
    two.projects.opened.connect(lambda document: said.append(("opened", document.project.name)))
    two.projects.closed.connect(lambda document: said.append(("closed", document.project.name)))
    file.open_sample(two.context, "portrait-news")
    file.close_project(two.context)
    two.projects.step(1)
    two.close()
    assert said == [
        ("opened", "Portrait news"),
        ("closed", "Portrait news"),
        ("closed", "Onboarding"),
        ("closed", "Product launch"),
    ]


def test_issues_are_those_of_the_project_in_front(two: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: two.status.issues.text() == "No issues")
    file.new(two.context)
    assert two.status.issues.text() == ""
    insert.place(two.context, new_image(box=Rect(0, 0, 9, 9), size=(9, 9), media="media/gone.png", name="Gone"), "it")
    qtbot.waitUntil(lambda: two.status.issues.text() == "1 issue")
    two.projects.show(two.projects.all[1])
    assert two.status.issues.text() == "No issues"
    assert two.issues.issues == ()


def test_what_cannot_be_opened_changes_no_tab(two: MainWindow, tmp_path: Path) -> None:
    with pytest.raises(ProjectFileError):
        file.open_path(two.context, str(tmp_path / "nothing.studio"))
    assert names(two) == ["Onboarding", "Product launch"]


def test_saving_a_tab_elsewhere_moves_its_tip(
    two: MainWindow, strip: TabStrip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.open_sample(two.context, "onboarding")
    assert two.document is not None
    assert is_scratch(two.document.path)
    file.save_to(two.context, tmp_path / "Mine" / "Mine.studio")
    assert strip.tabText(2) == "Mine"
    assert str(tmp_path / "Mine") in strip.tabToolTip(2)


def test_thumbnails_are_there_at_once_when_one_comes_back(two: MainWindow, qtbot: QtBot) -> None:
    first, second = _documents(two)
    assert two.workspace is not None
    thumbnails = two.workspace.scenes.thumbnails

    def have(document: Document) -> int:
        stage = document.project.stage_size
        return sum(thumbnails.picture(s, stage=stage, width_px=200) is not None for s in document.project.scenes)

    qtbot.waitUntil(lambda: have(second) == 5)
    two.projects.step(1)
    qtbot.waitUntil(lambda: have(first) == 3)
    two.projects.step(1)
    assert have(second) == 5
    two.projects.step(1)
    assert have(first) == 3
