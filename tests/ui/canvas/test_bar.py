"""The bar over the selection comes when the hand rests and is never in the way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from studio_gui.model import edits
from studio_gui.model.geometry import Rect
from studio_gui.model.handles import Handle
from studio_gui.model.new import new_scene, new_shape
from studio_gui.ui.canvas.bar import place_bar


def _fill(canvas) -> QAction:
    action = QAction("Flip", canvas)
    menu = QMenu("Align", canvas)
    canvas.bar.fill([action, None, menu])
    return action


def test_it_comes_for_a_selection_and_goes_with_it(canvas, mouse, document, qtbot) -> None:
    _fill(canvas)
    mouse.click(400, 350)
    qtbot.waitUntil(canvas.bar.isVisible)
    assert canvas.viewport().rect().contains(canvas.bar.geometry())
    document.select(())
    qtbot.waitUntil(lambda: not canvas.bar.isVisible())


def test_it_is_away_during_a_drag_and_comes_back(canvas, mouse, qtbot) -> None:
    _fill(canvas)
    mouse.click(400, 350)
    qtbot.waitUntil(canvas.bar.isVisible)
    mouse.press(400, 350).move(450, 380)
    assert not canvas.bar.isVisible()
    mouse.release()
    qtbot.waitUntil(canvas.bar.isVisible)


def test_it_is_away_while_a_text_is_edited(canvas, mouse, qtbot, document) -> None:
    _fill(canvas)
    mouse.click(400, 850)
    qtbot.waitUntil(canvas.bar.isVisible)
    canvas.edit_text(document.selection[0])
    qtbot.waitUntil(lambda: not canvas.bar.isVisible())


def test_it_does_not_come_over_a_scene_that_is_still_on_the_screen_for_another(canvas, mouse, document, qtbot) -> None:
    """With the one that was to be seen there still, it was there twice."""
    _fill(canvas)
    clips = tuple(new_shape("Rectangle_corner0", box=Rect(400, 300, 90, 90)).changed(layer=n) for n in range(1, 300))
    crowded = new_scene().changed(clips=clips)
    document.apply("Add", lambda p: p.changed(scenes=(*p.scenes, crowded)))
    mouse.click(400, 350)
    qtbot.waitUntil(canvas.bar.isVisible)
    document.select_scene(crowded.id)
    document.select((clips[0].id,))
    assert canvas.chrome.frame is not None
    assert canvas.shown.is_awaited
    assert not canvas.bar.isVisible()
    qtbot.waitUntil(canvas.bar.isVisible)
    assert not canvas.shown.is_awaited


def test_without_commands_it_never_shows(canvas, mouse, qtbot) -> None:
    mouse.click(400, 350)
    canvas.bar.follow(QRectF(10, 10, 50, 50))
    assert not canvas.bar.isVisible()


@pytest.mark.parametrize(
    "fields", [{"width": 2, "height": 2}, {"width": 200, "height": 200, "angle": 180}, {"angle": 200}], ids=str
)
def test_it_leaves_the_handles_of_a_small_clip_and_a_knob_that_points_down_free(
    canvas, document, qtbot, fields: dict[str, float]
) -> None:
    _fill(canvas)
    clip_id = document.scene.clips[0].id
    changed = document.scene.clip(clip_id).changed(**fields)
    document.apply("Put", lambda p: edits.replace_clips(p, document.scene_id, clips={clip_id: changed}))
    document.select((clip_id,))
    qtbot.waitUntil(canvas.bar.isVisible)
    spots = {handle: canvas.camera.to_px(canvas.frame.spot(handle)).toPoint() for handle in Handle}
    assert not [handle for handle, spot in spots.items() if canvas.bar.geometry().contains(spot)]
    # Through the window, as the system does: so the bar would get the press if it lay there.
    window, knob = canvas.window().windowHandle(), canvas.viewport().mapTo(canvas.window(), spots[Handle.TURN])
    QTest.mousePress(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, knob)
    for step in (10, 20, 30):
        QTest.mouseMove(window, knob + QPoint(step, step))
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, knob + QPoint(30, 30))
    assert not canvas.hand.is_down
    assert document.scene.clip(clip_id).angle != changed.angle


def test_what_is_pressed_between_its_buttons_reaches_nothing_on_the_stage(canvas, document, mouse, qtbot) -> None:
    """The stage began a drag that nobody could end: the bar was pressed, and hid itself."""
    _fill(canvas)
    mouse.click(400, 350)
    qtbot.waitUntil(canvas.bar.isVisible)
    asked = []
    canvas.menu_requested.connect(lambda *_: asked.append(True))
    chosen, project = document.selection, document.project
    # Through the window, as the system does: so Qt decides whose the mouse is.
    window, corner = canvas.window().windowHandle(), canvas.bar.mapTo(canvas.window(), QPoint(2, 2))
    for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton):
        QTest.mousePress(window, button, Qt.KeyboardModifier.NoModifier, corner)
        assert not canvas.hand.is_down
        for step in range(1, 5):
            QTest.mouseMove(window, corner + QPoint(20 * step, 30 * step))
        assert not canvas.hand.is_down
        assert canvas.bar.isVisible()
        QTest.mouseRelease(window, button, Qt.KeyboardModifier.NoModifier, corner + QPoint(80, 120))
    QTest.mouseDClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, corner)
    assert document.selection == chosen
    assert document.project is project
    assert not asked


def test_its_place() -> None:
    port, size = QRect(0, 0, 800, 600), QSize(200, 36)

    def place(left: float, top: float, width: float, height: float) -> QRect | None:
        frame = QRectF(left, top, width, height)
        return place_bar(frame, frame.adjusted(0, -26, 0, 0), size, port)

    assert place(300, 200, 100, 100) == QRect(250, 124, 200, 36)
    assert place(300, 20, 100, 100).top() == 134
    assert place(-40, 200, 100, 100).left() == 8
    assert place(-500, -500, 2000, 2000).top() == 14
    assert place(100, 40, 500, 540).top() == 54
    assert place(900, 200, 100, 100) is None


def test_its_shadow_goes_with_it_and_lets_the_mouse_through(canvas, document, mouse, qtbot) -> None:
    _fill(canvas)
    mouse.click(400, 350)
    qtbot.waitUntil(canvas.bar.isVisible)
    bar = canvas.bar.geometry()
    at = bar.bottomRight() + QPoint(-20, 3)
    shaded = canvas.viewport().grab().toImage().pixelColor(at).lightness()
    assert canvas.viewport().childAt(at) is None
    document.select(())
    qtbot.waitUntil(lambda: not canvas.bar.isVisible())
    assert canvas.viewport().grab().toImage().pixelColor(at).lightness() - shaded > 5
