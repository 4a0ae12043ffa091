"""Commands for what helps on the stage: keys, ticks, and that the window remembers them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio_gui.model import edits
from studio_gui.model.captions import Captions
from studio_gui.model.clips import ImageClip
from studio_gui.ui.main_window import MainWindow

SHIFT, CTRL = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


@pytest.mark.parametrize(
    ("key", "held", "name"),
    [(Qt.Key.Key_R, SHIFT, "rulers"), (Qt.Key.Key_Apostrophe, CTRL, "grid"), (Qt.Key.Key_Semicolon, CTRL, "guides")],
)
def test_keys_show_and_hide_what_helps(window: MainWindow, qtbot: QtBot, key, held, name: str) -> None:
    aids, action = window.canvas.aids, window.actions_[f"show_{name}"]
    window.actions_.refresh()
    window.canvas.setFocus()
    before = name in aids.shown
    assert action.isChecked() == before
    qtbot.keyClick(window.canvas, key, held)
    assert (name in aids.shown) != before
    qtbot.waitUntil(lambda: action.isChecked() != before)
    qtbot.keyClick(window.canvas, key, held)
    assert (name in aids.shown) == before


def test_snapping_is_switched_off_as_a_whole_and_by_kind(window: MainWindow) -> None:
    window.actions_.run("snapping")
    assert not window.canvas.snaps
    window.actions_.run("snapping")
    assert window.canvas.snaps
    window.actions_.run("snap_gaps")
    assert "gaps" not in window.canvas.aids.families
    window.actions_.refresh()
    assert not window.actions_["snap_gaps"].isChecked()
    assert window.actions_["snap_clips"].isChecked()


def test_what_was_chosen_is_there_in_the_next_window(window: MainWindow) -> None:
    window.actions_.run("show_grid")
    window.actions_.run("snap_thirds")
    said = window.memory.text("aids")
    window.canvas.aids.read("guides/")
    window.canvas.aids.read(said)
    assert "grid" in window.canvas.aids.shown
    assert "thirds" not in window.canvas.aids.families


def test_guides_are_removed_as_one_step(window: MainWindow) -> None:
    document = window.document
    assert document is not None
    window.actions_.refresh()
    assert not window.actions_["remove_guides"].isEnabled()
    document.apply("Add guide", lambda project: edits.add_guide(project, "x", at=100.0))
    document.apply("Add guide", lambda project: edits.add_guide(project, "y", at=200.0))
    window.actions_.run("remove_guides")
    assert document.project.studio.guides_x == ()
    document.undo_stack.undo()
    assert document.project.studio.guides_y == (200,)


def test_c_crops_the_selected_picture_and_nothing_else(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    assert document is not None
    scene = next(s for s in document.project.scenes if any(isinstance(c, ImageClip) for c in s.clips))
    document.select_scene(scene.id)
    picture = next(clip for clip in scene.clips if isinstance(clip, ImageClip))
    other = next(clip for clip in scene.clips if not isinstance(clip, ImageClip))
    window.canvas.setFocus()
    document.select((other.id,))
    window.actions_.refresh()
    qtbot.keyClick(window.canvas, Qt.Key.Key_C)
    assert window.canvas.tool == "select"
    document.select((picture.id,))
    window.actions_.refresh()
    qtbot.keyClick(window.canvas, Qt.Key.Key_C)
    assert window.canvas.tool == "crop"
    qtbot.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert window.canvas.tool == "select"
    assert document.undo_stack.count() == 0


def _green_rows(window: MainWindow) -> list[int]:
    """How green each tenth of the stage is."""
    picture = window.canvas.viewport().grab().toImage()
    found = [0] * 10
    for y in range(0, picture.height(), 4):
        for x in range(0, picture.width(), 4):
            found[y * 10 // picture.height()] += picture.pixelColor(x, y).name() == "#00ff00"
    return found


def test_captions_that_are_switched_on_are_on_the_stage(window: MainWindow) -> None:
    """They once were in the preview and the video only, and the stage showed another picture."""
    document = window.document
    assert document is not None
    green = document.project.studio.captions.changed(box_color="#00FF00")

    def style(captions: Captions) -> None:
        document.apply("Style", lambda p: p.changed(studio=p.studio.changed(captions=captions)))

    style(green)
    assert sum(_green_rows(window)) == 0
    style(green.changed(shown=True))
    assert sum(_green_rows(window)[6:]) > 20
    document.apply("Silence", lambda p: edits.set_script(p, document.scene_id, text=" [pause 2s] "))
    assert sum(_green_rows(window)) == 0
    window.actions_.run("show_captions")
    assert sum(_green_rows(window)[6:]) > 20
    window.actions_.run("show_captions")
    document.undo_stack.undo()
    assert sum(_green_rows(window)[6:]) > 20
    document.undo_stack.undo()
    assert sum(_green_rows(window)) == 0


def test_a_sample_of_the_captions_follows_their_style(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    assert document is not None

    def rows() -> list[int]:
        return _green_rows(window)

    green = document.project.studio.captions.changed(box_color="#00FF00")
    document.apply("Style", lambda p: p.changed(studio=p.studio.changed(captions=green)))
    assert sum(rows()) == 0
    window.actions_.run("show_captions")
    bottom = rows()
    assert sum(bottom[6:]) > 20 > sum(bottom[:5])
    top = green.changed(place="top")
    document.apply("Style", lambda p: p.changed(studio=p.studio.changed(captions=top)))
    assert sum(rows()[:4]) > 20
    window.actions_.run("show_captions")
    assert sum(rows()) == 0
