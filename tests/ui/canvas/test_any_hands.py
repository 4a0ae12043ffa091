"""Whatever hands do, in whatever order: nothing breaks, and undo gives everything back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from studio_gui.model import edits
from studio_gui.model.edits import change_clip
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_audio, new_image, new_shape, new_video
from studio_gui.painting import Assets
from studio_gui.ui.canvas import CanvasView
from studio_gui.ui.document import Document
from tests.ui.canvas.conftest import a_project
from tests.ui.canvas.mouse import ALT, CTRL, LEFT, MIDDLE, PLAIN, RIGHT, SHIFT, Mouse

_places = st.tuples(st.integers(-200, 2100), st.integers(-200, 1300))
_held = st.sampled_from([PLAIN, PLAIN, PLAIN, SHIFT, CTRL, ALT, SHIFT | ALT])
_keys = st.sampled_from(
    [
        Qt.Key.Key_Escape,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Return,
        Qt.Key.Key_Left,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_A,
        Qt.Key.Key_Z,
        Qt.Key.Key_Space,
    ]
)
_steps = st.one_of(
    st.tuples(st.just("press"), _places, st.sampled_from([LEFT, LEFT, LEFT, RIGHT, MIDDLE]), _held),
    st.tuples(st.just("move"), _places, st.none(), _held),
    st.tuples(st.just("release"), st.none(), st.sampled_from([LEFT, RIGHT, MIDDLE]), _held),
    st.tuples(st.just("drag"), _places, _places, _held),
    st.tuples(st.just("double"), _places, st.none(), st.just(PLAIN)),
    st.tuples(st.just("wheel"), _places, st.sampled_from([-240, 120, 480]), st.sampled_from([PLAIN, CTRL])),
    st.tuples(st.just("key"), _keys, st.none(), st.sampled_from([PLAIN, CTRL, SHIFT])),
    st.tuples(st.just("tool"), st.sampled_from(["select", "text", "rectangle", "line", "hand"]), st.none(), _held),
    st.tuples(st.just("undo"), st.none(), st.none(), _held),
)


def _do(canvas: CanvasView, mouse: Mouse, step) -> None:
    what, a, b, held = step
    mouse.held = held
    if what == "press":
        mouse.press(*a, b)
    elif what == "move":
        mouse.move(*a)
    elif what == "release":
        mouse.release(b)
    elif what == "drag":
        mouse.drag(a, b, held)
    elif what == "double":
        mouse.double_click(*a)
    elif what == "wheel":
        mouse.wheel(*a, b, held)
    elif what == "key":
        text = "a" if a == Qt.Key.Key_A and not held else ""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(canvas, QKeyEvent(kind, a, held, text))
    elif what == "tool":
        canvas.set_tool(a)
    elif what == "undo":
        canvas.document.undo_stack.undo()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("media")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_steps, min_size=1, max_size=14))
def test_nothing_breaks_and_undo_gives_all_back(qtbot, folder: Path, steps) -> None:
    document = Document(a_project())
    start = document.project
    canvas = CanvasView(document, Assets(folder))
    canvas.resize(900, 600)
    canvas.show()
    try:
        mouse = Mouse(canvas)
        for step in steps:
            _do(canvas, mouse, step)
            assert document.scene is not None
        canvas.hand.cancel()
        canvas.grab()
        while document.undo_stack.canUndo():
            document.undo_stack.undo()
        assert document.project == start
        assert document.is_clean
        assert canvas.hand.drag is None
    finally:
        canvas.close()
        canvas.deleteLater()


@pytest.mark.parametrize("zoom", [0.05, 0.5, 8])
@pytest.mark.parametrize(
    "fields",
    [
        {"width": 0, "height": 0},
        {"width": 10_000_000, "height": 10_000_000},
        {"width": 1e-6, "height": 5},
        {"left": -9_999_999, "top": 9_999_999},
        {"scale_x": -3, "scale_y": 0},
        {"angle": -100_000.25},
        {"opacity": 0},
    ],
)
def test_odd_numbers_are_shown_and_can_be_grasped(canvas, document, mouse, fields, zoom) -> None:
    clips = (
        new_shape("Star", box=Rect(900, 500, 100, 100)),
        new_image(box=Rect(900, 500, 100, 100), size=(10, 10), media="media/gone.png"),
        new_video(box=Rect(900, 500, 100, 100), size=(10, 10), media="media/gone.mp4"),
        new_audio(),
    )
    for clip in clips:
        document.apply("Add", lambda p, clip=clip: edits.add_clip(p, document.scene_id, clip=clip))
        document.apply("Odd", lambda p, c=clip: change_clip(p, document.scene_id, clip_id=c.id, fields=fields))
    canvas.set_zoom(zoom)
    canvas.shown.finish()
    before = document.project
    steps = document.undo_stack.count()
    for clip in clips:
        document.select([clip.id])
        assert document.selection == (clip.id,)
        if canvas.frame is not None:
            center = canvas.frame.box.center
            mouse.drag((center.x, center.y), (center.x + 30, center.y + 10))
    assert not canvas.grab().isNull()
    while document.undo_stack.index() > steps:
        document.undo_stack.undo()
    assert document.project is before


def test_a_project_without_scenes_is_an_empty_stage(canvas, document, mouse) -> None:
    from studio_gui.model.edits import remove_scenes

    document.apply("Clear", lambda p: remove_scenes(p, scene_ids=[document.scene_id]))
    canvas.set_tool("rectangle")
    mouse.drag((100, 100), (300, 300))
    mouse.double_click(300, 300)
    canvas.set_tool("text")
    mouse.click(300, 300)
    canvas.grab()
    assert document.scene is None
