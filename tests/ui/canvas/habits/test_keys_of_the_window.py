"""Keys for scenes, view, tools, panels and files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit

from studio_gui.files.project_file import open_project
from studio_gui.files.samples import create_from_sample
from studio_gui.model.geometry import Point
from studio_gui.ui.dialogs import files, leaving
from tests.ui.answering import answering
from tests.ui.canvas.habits.desk import Desk

RED = (300, 300)


def test_fit_scene_fit_selection_100_percent_and_steps(desk: Desk) -> None:
    desk.key("Shift+1")
    fitted = desk.canvas.zoom
    port = desk.canvas.viewport().rect()
    assert port.contains(desk.canvas.camera.to_px(Point(0, 0)).toPoint())
    assert port.contains(desk.canvas.camera.to_px(Point(1920, 1080)).toPoint())
    desk.select("Red")
    desk.key("Shift+2")
    assert desk.canvas.zoom > fitted
    middle = desk.canvas.camera.to_px(Point(400, 350))
    assert (middle.x(), middle.y()) == pytest.approx((port.width() / 2, port.height() / 2), abs=2)
    desk.key("Shift+0")
    assert desk.canvas.zoom == 1
    desk.key("Ctrl+=")
    assert desk.canvas.zoom == 1.5
    desk.key("Ctrl+-")
    desk.key("Ctrl+-")
    assert desk.canvas.zoom == 0.75


@pytest.mark.parametrize(("key", "aid"), [("Shift+R", "rulers"), ("Ctrl+'", "grid"), ("Ctrl+;", "guides")])
def test_rulers_grid_and_guides_come_and_go(desk: Desk, key: str, aid: str) -> None:
    desk.document.apply("Add", lambda p: p.changed(studio=p.studio.changed(guides_x=(1800.0,))))
    before = aid in desk.canvas.aids.shown
    was = desk.canvas.grab().toImage()
    desk.key(key)
    assert (aid in desk.canvas.aids.shown) != before
    assert desk.canvas.grab().toImage() != was
    desk.key(key)
    assert (aid in desk.canvas.aids.shown) == before


def test_snapping_is_switched(desk: Desk) -> None:
    desk.key("Ctrl+Shift+'")
    assert desk.canvas.snaps
    desk.key("Ctrl+Shift+'")
    assert not desk.canvas.snaps


@pytest.mark.parametrize(
    ("key", "tool", "makes"),
    [
        ("T", "text", "TextClip"),
        ("R", "rectangle", "ShapeClip"),
        ("O", "ellipse", "ShapeClip"),
        ("L", "line", "ShapeClip"),
        ("H", "hand", ""),
    ],
)
def test_letters_take_tools_and_v_and_escape_come_back(desk: Desk, key: str, tool: str, makes: str) -> None:
    desk.key(key)
    assert desk.canvas.tool == tool
    desk.key("V")
    assert desk.canvas.tool == "select"
    desk.key(key)
    desk.key("Esc")
    assert desk.canvas.tool == "select"
    desk.key(key)
    desk.mouse.drag((1400, 100), (1600, 220))
    found = [type(clip).__name__ for clip in desk.document.scene.clips[4:]]
    assert found == ([makes] if makes else [])
    if key == "R":
        (clip,) = desk.document.selected_clips
        assert (clip.left, clip.top, clip.width, clip.height) == (1400, 100, 200, 120)
        assert (desk.step, desk.canvas.tool) == ("Add rectangle", "select")
    desk.key("Esc")


def test_scenes_are_gone_to_added_doubled_and_moved(desk: Desk) -> None:
    first, second = (scene.id for scene in desk.project.scenes)
    desk.key("PgDown")
    assert desk.document.scene_id == second
    desk.key("PgUp")
    assert desk.document.scene_id == first
    desk.key("Alt+Down")
    assert [scene.id for scene in desk.project.scenes] == [second, first]
    desk.key("Alt+Up")
    assert [scene.id for scene in desk.project.scenes] == [first, second]
    desk.key("Ctrl+M")
    assert len(desk.project.scenes) == 3
    assert desk.document.scene_id not in (first, second)
    desk.key("PgUp")
    desk.key("Ctrl+Shift+D")
    assert len(desk.project.scenes) == 4
    assert len(desk.document.scene.clips) == 4


@pytest.mark.parametrize(
    "keys", ["PgUp", "PgDown PgDown PgDown", "Ctrl+Left", "Ctrl+Down", "Alt+Right", "Alt+Up", "Ctrl+Up"]
)
@pytest.mark.parametrize("name", ["Red", ""])
def test_keys_that_have_nowhere_to_go_leave_the_stage_where_it_is(desk: Desk, keys: str, name: str) -> None:
    desk.select(*([name] if name else []))
    desk.window.actions_.refresh()
    before = desk.canvas.camera.to_px(Point(0, 0))
    for key in keys.split():
        desk.key(key)
        desk.window.actions_.refresh()
    assert desk.canvas.camera.to_px(Point(0, 0)) == before


def seen_dialog(desk: Desk, key: str) -> str:
    """Press a key that opens a dialog; the class of what came, which is put away again."""
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        seen.append(type(dialog).__name__)
        dialog.reject()

    with answering(look, QDialog):
        desk.key(key)
    return seen[0]


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
@pytest.mark.parametrize(
    ("key", "name"), [("Ctrl+E", "Export"), ("Ctrl+/", "Palette"), ("?", "Shortcut"), ("Ctrl+K", "Palette")]
)
def test_export_palette_and_the_sheet_of_keys_open(desk: Desk, key: str, name: str) -> None:
    assert name in seen_dialog(desk, key)


def test_the_jobs_come_and_go(desk: Desk) -> None:
    before = desk.window.panel_shows("jobs")
    desk.key("Ctrl+J")
    assert desk.window.panel_shows("jobs") != before
    desk.key("Ctrl+J")
    assert desk.window.panel_shows("jobs") == before


def test_save_writes_what_is_on_the_stage(desk: Desk) -> None:
    desk.mouse.drag(RED, (400, 300))
    assert not desk.document.is_clean
    desk.key("Ctrl+S")
    desk.qtbot.waitUntil(lambda: desk.document.is_clean)
    saved = open_project(desk.document.path).project
    assert saved.scenes[0].clips[0].left == 300


def test_save_as_asks_for_another_place(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = desk.document.path
    monkeypatch.setattr(files, "ask_save", lambda *_, **__: tmp_path / "Other" / "Other.studio")
    desk.key("Ctrl+Shift+S")
    desk.qtbot.waitUntil(lambda: desk.document.path != old)
    assert open_project(desk.document.path).project.scenes[0].clips


def test_new_begins_an_empty_project(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    old = desk.document
    monkeypatch.setattr(leaving, "ask", lambda *_: "discard")
    desk.key("Ctrl+N")
    desk.qtbot.waitUntil(lambda: desk.document is not old)
    assert len(desk.project.scenes) == 1


def test_open_opens_another_project(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = create_from_sample("onboarding", tmp_path / "Welcome")
    monkeypatch.setattr(files, "ask_open", lambda *_, **__: sample)
    desk.key("Ctrl+O")
    desk.qtbot.waitUntil(lambda: desk.document.path == sample)


@pytest.mark.parametrize("where", ["stage text", "script", "number"])
def test_letters_never_fire_while_one_types(desk: Desk, where: str) -> None:
    if where == "stage text":
        desk.mouse.double_click(400, 850)
        writer = desk.canvas
    elif where == "script":
        writer = desk.window.workspace.script.text
        writer.setFocus()
    else:
        desk.select("Red")
        writer = next(one for one in desk.window.workspace.inspector.findChildren(QLineEdit) if one.isVisible())
        writer.setFocus()
    clips = len(desk.document.scene.clips)
    QTest.keyClicks(writer, "vtrolhc13")
    assert desk.canvas.tool == "select"
    assert desk.clip("Red").opacity == 100
    assert len(desk.document.scene.clips) == clips
    if where == "stage text":
        assert desk.clip("Title").text == "vtrolhc13"
        desk.key("Esc")
