"""The editor is made while the start page stands idle: nobody sees it, and it is the same as one that is made at once."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QSlider, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.files.project_file import save_project
from studio_gui.files.samples import create_from_sample
from studio_gui.model.clips import CLIP_KINDS
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_image, new_project, new_scene
from studio_gui.ui import theme
from studio_gui.ui.actions import file
from studio_gui.ui.actions.table import ROWS
from studio_gui.ui.canvas.stack.crowd import CROWD
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.repainting import Repainting
from studio_gui.ui.start.loading import APART, COMMANDS, DIALOGS
from studio_gui.ui.window.memory import Memory
from tests.ui.canvas.painted import differing, item_by_item, painted
from tests.ui.canvas.shade import shaded_picture
from tests.ui.standing import show_with

FEW = 12
"""So many widgets may be in what is moved: a button and what is in it, but no panel."""


def begin(window: MainWindow, qtbot: QtBot) -> None:
    """Show the start page, and wait until the editor is begun."""
    window.show_start()
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: window.ahead.slices > 0)


def make_ready(window: MainWindow, qtbot: QtBot) -> None:
    """Show the start page, and wait until the editor is made."""
    begin(window, qtbot)
    qtbot.waitUntil(lambda: window.ahead.is_ready)


def places(window: MainWindow) -> dict[str, QRect]:
    """Where everything is."""
    workspace = window.workspace
    assert workspace is not None
    found = {name: dock.geometry() for name, dock in workspace.docks.items() if dock.isVisible()}
    for part in filter(QWidget.isVisible, workspace.parts):
        found[type(part).__name__] = QRect(part.mapTo(window, part.rect().topLeft()), part.size())
    found["saved"] = window.status.saved.geometry()
    for name, field in workspace.inspector.scene_form.fields.items():
        found[name] = QRect(field.mapTo(window, field.rect().topLeft()), field.size())
    return found


def said_zoom(window: MainWindow) -> tuple[str, int]:
    """What toolbar and status bar say of the zoom."""
    assert window.workspace is not None
    button = window.workspace.toolbar.findChild(QToolButton, "zoom_menu")
    slider = window.status.findChild(QSlider)
    assert isinstance(button, QToolButton)
    assert isinstance(slider, QSlider)
    return button.text(), slider.value()


def test_the_editor_is_made_in_many_turns_of_the_loop_and_nobody_sees_it(
    empty_window: MainWindow, qtbot: QtBot
) -> None:
    begin(empty_window, qtbot)
    size = empty_window.size()
    qtbot.waitUntil(lambda: empty_window.ahead.is_ready)
    assert empty_window.ahead.slices >= 4
    assert empty_window.workspace is None
    assert empty_window.pages.currentWidget() is empty_window.start_page
    assert empty_window.size() == size
    start = empty_window.start_page
    assert start is not None
    shown = {each for each in empty_window.pages.findChildren(QWidget) if each.isVisible()}
    assert shown <= {start, *start.findChildren(QWidget)}


def test_an_editor_that_was_made_before_looks_like_one_that_is_made_at_once(
    empty_window: MainWindow, services: Services, project: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    make_ready(empty_window, qtbot)
    file.open_path(empty_window.context, str(project))
    at_once = MainWindow(services, memory=Memory(tmp_path / "other.ini"))
    at_once.resize(empty_window.size())
    file.open_path(at_once.context, str(create_from_sample("onboarding", tmp_path / "again")))
    at_once.show()
    qtbot.waitExposed(at_once)
    try:
        qtbot.waitUntil(lambda: places(at_once) == places(empty_window))
        assert said_zoom(at_once) == said_zoom(empty_window)
    finally:
        at_once.close()
        at_once.deleteLater()


def test_everything_has_its_place_in_the_first_picture_already(
    empty_window: MainWindow, project: Path, qtbot: QtBot
) -> None:
    make_ready(empty_window, qtbot)
    file.open_path(empty_window.context, str(project))
    assert not empty_window.is_editing  # it is filled, and shown in the next turn
    empty_window.show_workspace()
    first = places(empty_window)
    qtbot.waitUntil(lambda: empty_window.canvas.shown.is_complete)
    assert places(empty_window) == first


def scenes_listed(window: MainWindow) -> int:
    """So many scenes are in the list."""
    assert window.workspace is not None
    return window.workspace.scenes.view.model().rowCount()


def test_a_project_is_filled_in_several_turns_before_anybody_sees_it(
    empty_window: MainWindow, project: Path, qtbot: QtBot
) -> None:
    make_ready(empty_window, qtbot)
    file.open_path(empty_window.context, str(project))
    document = empty_window.document
    assert document is not None
    assert empty_window.canvas.document is document
    assert scenes_listed(empty_window) < len(document.project.scenes)  # the stage has it, the rest follows
    qtbot.waitUntil(lambda: empty_window.is_editing)
    assert scenes_listed(empty_window) == len(document.project.scenes)


def test_a_project_that_is_closed_before_it_was_seen_leaves_the_start_page_in_front(
    empty_window: MainWindow, project: Path, qtbot: QtBot
) -> None:
    make_ready(empty_window, qtbot)
    file.open_path(empty_window.context, str(project))
    opened = empty_window.projects.current
    assert opened is not None
    empty_window.projects.close(opened)
    assert scenes_listed(empty_window) == 1
    later: list[bool] = []
    QTimer.singleShot(50, empty_window, lambda: later.append(empty_window.is_editing))
    qtbot.waitUntil(lambda: bool(later))
    assert later == [False]


def test_a_command_that_comes_while_a_project_is_filled_is_meant_for_that_project(
    empty_window: MainWindow, project: Path, qtbot: QtBot
) -> None:
    make_ready(empty_window, qtbot)
    file.open_path(empty_window.context, str(project))
    qtbot.waitUntil(lambda: empty_window.document is not None)
    assert not empty_window.is_editing
    empty_window.actions_.run("new_scene")
    assert empty_window.is_editing
    assert empty_window.document is not None
    assert len(empty_window.document.project.scenes) == 4


def test_who_opens_a_project_before_the_editor_is_ready_gets_all_of_it(
    empty_window: MainWindow, project: Path, qtbot: QtBot
) -> None:
    begin(empty_window, qtbot)
    assert not empty_window.ahead.is_ready
    file.open_path(empty_window.context, str(project))
    qtbot.waitUntil(lambda: empty_window.is_editing)
    found = places(empty_window)
    assert {"left", "script", "inspector", "jobs", "name", "project.captions.shown"} <= found.keys()
    assert not empty_window.ahead.is_making


@pytest.fixture
def crowded(tmp_path: Path) -> Path:
    """A project with more pictures in its first scene than are painted one by one, and a second one with none."""
    folder = tmp_path / "Crowded"
    folder.mkdir()
    ref = shaded_picture(folder, 200)
    clips = tuple(
        new_image(box=Rect(60 + 90 * (n % 20), 40 + 100 * (n // 20), 200, 200), size=(200, 200), media=ref)
        .changed(layer=n + 1, angle=15) for n in range(CROWD + 60)
    )  # fmt: skip
    path = folder / "Crowded.studio"
    save_project(new_project(scenes=(new_scene().changed(clips=clips), new_scene())), path)
    return path


def _clips_there(window: MainWindow) -> int:
    assert window.document is not None
    assert window.document.scene is not None
    return len(window.canvas.shown._shown.keys() & {clip.id for clip in window.document.scene.clips})


def test_hundreds_of_clips_come_in_turns_too_and_are_there_when_the_stage_is_seen(
    empty_window: MainWindow, crowded: Path, qtbot: QtBot
) -> None:
    make_ready(empty_window, qtbot)
    file.open_path(empty_window.context, str(crowded))
    assert _clips_there(empty_window) < CROWD
    qtbot.waitUntil(lambda: empty_window.is_editing)
    assert _clips_there(empty_window) == CROWD + 60
    canvas = empty_window.canvas
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    assert differing(painted(canvas), item_by_item(canvas)) < 0.0005


def test_a_command_that_comes_before_hundreds_of_clips_are_there_finds_them_all(
    empty_window: MainWindow, crowded: Path, qtbot: QtBot
) -> None:
    make_ready(empty_window, qtbot)
    file.open_path(empty_window.context, str(crowded))
    qtbot.waitUntil(lambda: empty_window.document is not None)
    empty_window.actions_.run("select_all")
    assert empty_window.is_editing
    assert _clips_there(empty_window) == CROWD + 60
    assert empty_window.document is not None
    assert len(empty_window.document.selection) == CROWD + 60


def test_a_crowded_project_that_is_closed_before_it_was_seen_leaves_nothing(
    empty_window: MainWindow, crowded: Path, project: Path, qtbot: QtBot
) -> None:
    make_ready(empty_window, qtbot)
    file.open_path(empty_window.context, str(crowded))
    opened = empty_window.projects.current
    assert opened is not None
    empty_window.projects.close(opened)
    assert not empty_window.is_editing
    file.open_path(empty_window.context, str(project))
    qtbot.waitUntil(lambda: empty_window.is_editing)
    canvas = empty_window.canvas
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    assert differing(painted(canvas), item_by_item(canvas)) < 0.0005


def test_behind_something_else_a_crowded_scene_comes_and_is_painted_whole(
    empty_window: MainWindow, crowded: Path, qtbot: QtBot
) -> None:
    show_with(empty_window, crowded, qtbot)
    workspace, document = empty_window.workspace, empty_window.document
    assert workspace is not None
    assert document is not None
    first, second = (scene.id for scene in document.project.scenes)
    document.select_scene(second)
    over = QWidget(workspace)
    workspace.show_over_stage(over)
    document.select_scene(first)
    workspace.show_stage(over, takes_keyboard=True)
    canvas = empty_window.canvas
    canvas.viewport().repaint()  # where nothing is to be seen yet, that is the ground
    assert painted(canvas).pixelColor(3, 3).name() == theme.tokens().ground.lower()
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    assert _clips_there(empty_window) == CROWD + 60
    assert differing(painted(canvas), item_by_item(canvas)) < 0.0005


_READY = """
import os, sys
from PySide6.QtCore import QTimer
from studio_gui.app.services import Services
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.repainting import Repainting
from studio_gui.ui.opening import make_application
app = make_application()
window = MainWindow(Services())
window.show_start()
window.show()
def look():
    if window.ahead.is_ready and "av" in sys.modules:
        os._exit(0)
looks = QTimer()
looks.timeout.connect(look)
looks.start(20)
app.exec()
"""


def test_what_reads_films_is_loaded_before_the_first_project_opens(tmp_path: Path) -> None:
    """The first film of a project let the window stand still until the system had bound the libraries."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "STUDIO_HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", _READY], env=environment, check=True, timeout=30)


def _is_loaded() -> bool:
    wanted = {f"studio_gui.{name}" for name in APART} | {f"studio_gui.ui.{name}" for name in DIALOGS}
    commands = {f"studio_gui.ui.actions.{row.run.partition('.')[0]}" for row in ROWS}
    return wanted | commands <= sys.modules.keys() and all(kind.__pydantic_complete__ for kind in CLIP_KINDS.values())


def test_what_commands_and_dialogs_need_is_loaded_after_a_project_was_opened(
    empty_window: MainWindow, project: Path, qtbot: QtBot
) -> None:
    """The first undo, the first text, and the first export of a session waited for it."""
    for name in (*(f"actions.{name}" for name in COMMANDS), *DIALOGS):
        assert importlib.util.find_spec(f"studio_gui.ui.{name}") is not None
    begin(empty_window, qtbot)
    file.open_path(empty_window.context, str(project))
    qtbot.waitUntil(_is_loaded)


def test_what_is_loaded_beside_the_window_makes_no_class_of_qt() -> None:
    """Two threads that need the same one at the same moment crash the program."""
    names = [f"studio_gui.{name}" for name in APART]
    code = f"import importlib, sys; [importlib.import_module(name) for name in {names}]; assert 'PySide6' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_where_panels_were_put_in_another_window_meanwhile_holds_here_too(
    empty_window: MainWindow, project: Path, qtbot: QtBot
) -> None:
    make_ready(empty_window, qtbot)
    other = empty_window.windows.open_beside(empty_window)
    file.open_path(other.context, str(project))
    other.show()
    qtbot.waitExposed(other)
    other.show_panel("script", shown=False)
    other.close()
    file.open_sample(empty_window.context, "onboarding")
    assert not empty_window.panel_shows("script")


class _Moves(QObject):
    """Notes what is given another parent, and how much is in it."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[int, str]] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ParentChange and isinstance(watched, QWidget):
            self.seen.append((len(watched.findChildren(QWidget)) + 1, type(watched).__name__))
        return False


def test_what_is_made_for_the_editor_stays_where_it_was_made(
    empty_window: MainWindow, qapp: QApplication, project: Path
) -> None:
    """With another parent, all that is in a widget is styled again: that was half of the time it took to open."""
    moves = _Moves()
    qapp.installEventFilter(moves)
    file.open_path(empty_window.context, str(project))
    qapp.removeEventFilter(moves)
    assert moves.seen
    assert [move for move in moves.seen if move[0] > FEW] == []


@pytest.mark.parametrize(("size", "jobs"), [((1280, 720), 140), ((1920, 1080), 250)])
def test_the_first_new_size_of_a_window_moves_no_line(
    empty_window: MainWindow, project: Path, qtbot: QtBot, size: tuple[int, int], jobs: int
) -> None:
    empty_window.resize(*size)
    show_with(empty_window, project, qtbot)
    assert empty_window.workspace is not None
    docks = empty_window.workspace.docks
    qtbot.waitUntil(lambda: abs(docks["jobs"].height() - jobs) <= 1)
    inspector = docks["inspector"].height()
    empty_window.resize(size[0] + 3, size[1] + 3)
    qtbot.waitUntil(lambda: docks["inspector"].height() > inspector)
    assert abs(docks["jobs"].height() - jobs) <= 1
    assert docks["inspector"].height() - inspector <= 4


@pytest.mark.parametrize("is_ahead", [False, True])
def test_panels_are_as_large_as_they_were_at_the_last_end(
    window: MainWindow, services: Services, project: Path, qtbot: QtBot, is_ahead: bool
) -> None:
    """They were squeezed into the small size that a window has before it is shown, and shrank with each start."""
    workspace = window.workspace
    assert workspace is not None
    docks = workspace.docks
    workspace.resizeDocks([docks["left"], docks["inspector"]], [290, 330], Qt.Orientation.Horizontal)
    workspace.resizeDocks([docks["script"]], [230], Qt.Orientation.Vertical)
    workspace.resizeDocks([docks["jobs"]], [200], Qt.Orientation.Vertical)
    qtbot.waitUntil(lambda: (docks["left"].width(), docks["script"].height()) == (290, 230))
    left = {name: dock.size() for name, dock in docks.items() if dock.isVisible()}
    again = MainWindow(services, memory=window.memory)
    again.resize(window.size())
    window.close()
    try:
        if is_ahead:
            make_ready(again, qtbot)
        show_with(again, project, qtbot)
        assert again.workspace is not None
        came = again.workspace.docks
        qtbot.waitUntil(lambda: {name: dock.size() for name, dock in came.items() if dock.isVisible()} == left)
    finally:
        again.close()
        again.deleteLater()


class _PaintedIn(QObject):
    """Notes in which turn of painting a panel is painted first."""

    def __init__(self, panels: list[QWidget], monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(panels[0])
        self.turn, self.first = 0, dict[QWidget, int]()
        take_turn = Repainting.take_turn
        monkeypatch.setattr(Repainting, "take_turn", lambda one: (self._count(), take_turn(one))[1])
        for panel in panels:
            panel.installEventFilter(self)

    def _count(self) -> None:
        self.turn += 1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.first.setdefault(watched, self.turn)
        return False


def test_the_panels_of_the_first_project_are_painted_one_after_another_behind_the_stage(
    empty_window, project, qtbot, monkeypatch
) -> None:
    make_ready(empty_window, qtbot)
    file.open_path(empty_window.context, str(project))
    workspace = empty_window.workspace
    seen = [workspace.canvas.viewport(), workspace.scenes, workspace.script, workspace.inspector]
    noted = _PaintedIn(seen, monkeypatch)
    qtbot.waitUntil(lambda: len(noted.first) == len(seen))
    turns = [noted.first[panel] for panel in seen]
    assert sorted(set(turns)) == turns
