"""Marks on what a payload cannot carry, and files dropped on clips."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from studio_gui.model import edits
from studio_gui.model.edits.clips import replace_scene
from studio_gui.model.geometry import Point, Rect
from studio_gui.model.new import new_image, new_video
from studio_gui.ui.canvas.aids.marks import MOST_AT_ONCE, MOST_OTHERS


@pytest.fixture
def picture(document):
    clip = new_image(box=Rect(1400, 600, 400, 200), size=(800, 400), name="Logo")
    document.apply("Add", lambda project: edits.add_clip(project, document.scene_id, clip=clip))
    return clip.id


def drop(canvas, at: Point, *paths: Path, held=Qt.KeyboardModifier.NoModifier) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, copy = canvas.camera.to_px(at), Qt.DropAction.CopyAction
    buttons = Qt.MouseButton.LeftButton
    QApplication.sendEvent(canvas.viewport(), QDragEnterEvent(place.toPoint(), copy, data, buttons, held))
    event = QDropEvent(place, copy, data, Qt.MouseButton.LeftButton, held)
    QApplication.sendEvent(canvas.viewport(), event)


def test_a_file_dropped_on_a_clip_of_its_kind_replaces_it(canvas, picture, tmp_path) -> None:
    replaced, added = [], []
    canvas.replace_file = lambda clip_id, path: replaced.append((clip_id, path.name))
    canvas.add_files = lambda paths, at: added.append([path.name for path in paths])
    on_it, photo = Point(1500, 700), tmp_path / "new.png"
    drop(canvas, on_it, photo)
    assert (replaced, added) == ([(picture, "new.png")], [])
    drop(canvas, on_it, tmp_path / "new.mp4")
    drop(canvas, on_it, photo, tmp_path / "other.png")
    drop(canvas, on_it, photo, held=Qt.KeyboardModifier.AltModifier)
    drop(canvas, Point(300, 300), photo)
    assert len(replaced) == 1
    assert added == [["new.mp4"], ["new.png", "other.png"], ["new.png"], ["new.png"]]


def test_what_a_payload_cannot_carry_is_marked_and_says_why(canvas, document, picture) -> None:
    assert canvas.chrome.marks == ()
    video = new_video(box=Rect(900, 700, 320, 180), size=(320, 180), name="Clip").changed(angle=30)
    document.apply("Add", lambda project: edits.add_clip(project, document.scene_id, clip=video))
    assert len(canvas.chrome.marks) == 1
    mark = canvas.chrome.marks[0]
    assert "angle" in canvas.marks.words_at(canvas, mark)
    assert canvas.marks.words_at(canvas, mark + QPointF(60, 60)) == ""
    place = mark.toPoint()
    event = QHelpEvent(QEvent.Type.ToolTip, place, canvas.viewport().mapToGlobal(place))
    QApplication.sendEvent(canvas.viewport(), event)
    assert "angle" in QToolTip.text()
    QToolTip.hideText()
    document.undo_stack.undo()
    assert canvas.chrome.marks == ()


def test_the_marks_of_hundreds_of_clips_follow_a_little_later(canvas, document, qtbot) -> None:
    """Undoing a gesture over 500 clips looked at 80 of them again in each of the next turns, and drew anew each time."""
    pictures = [
        new_image(box=Rect(20 + 60 * (n % 30), 20 + 60 * (n // 30), 50, 50), size=(50, 50)).changed(layer=n + 10)
        for n in range(3 * MOST_AT_ONCE)
    ]
    scene = document.scene.changed(clips=tuple(pictures))
    document.apply("Fill", lambda project: replace_scene(project, scene))
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    assert canvas.chrome.marks == ()
    turned = {clip.id: clip.changed(opacity=0) for clip in pictures}
    document.apply("Change", lambda project: edits.replace_clips(project, scene.id, clips=turned))
    assert canvas.chrome.marks == ()
    qtbot.waitUntil(lambda: len(canvas.chrome.marks) == len(pictures))
    assert canvas.marks.words_at(canvas, canvas.chrome.marks[0])
    document.undo_stack.undo()
    qtbot.waitUntil(lambda: canvas.chrome.marks == ())


def test_clips_that_were_on_the_stage_long_ago_are_forgotten(canvas, document) -> None:
    """Every clip that ever was in the window stayed in memory as long as the window, those of closed projects too."""
    empty = document.scene.changed(clips=())
    pictures = [new_image(box=Rect(20, 20, 5, 5), size=(50, 50)) for _ in range(MOST_OTHERS + 2)]
    for clips in (pictures[:1], pictures[1:], ()):
        scene = empty.changed(clips=tuple(clips))
        document.apply("Fill", lambda project, scene=scene: replace_scene(project, scene))
        canvas.marks.places(canvas)
        for clip in clips:
            canvas.marks.sentences(clip)
    assert not canvas.marks._known


def test_a_mark_is_out_of_the_way_during_a_drag(canvas, mouse, document, picture) -> None:
    clip = document.scene.clip(picture).changed(opacity=0)
    document.apply("Change", lambda p: edits.replace_clips(p, document.scene_id, clips={picture: clip}))
    assert len(canvas.chrome.marks) == 1
    mouse.press(1500, 700).move(1540, 700)
    assert canvas.chrome.marks == ()
    mouse.release()
    assert len(canvas.chrome.marks) == 1
