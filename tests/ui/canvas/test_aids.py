"""Rulers, guides, grid and what clips click to."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QMouseEvent, QTransform
from PySide6.QtWidgets import QApplication

from studio_gui.model import edits
from studio_gui.model.geometry import Point
from studio_gui.model.snapping import GRID_PX
from studio_gui.ui.canvas.aids.rulers import label_step
from tests.ui.canvas.mouse import LEFT, NONE, PLAIN, SHIFT
from tests.ui.canvas.painted import levels, painted


def on_ruler(canvas, ruler, kind: QEvent.Type, at: Point, button=NONE, buttons=LEFT) -> None:
    """Send what the ruler gets while the pointer is over a scene point."""
    place = QPointF(ruler.mapFrom(canvas, canvas.viewport().mapTo(canvas, canvas.camera.to_px(at).toPoint())))
    QApplication.sendEvent(ruler, QMouseEvent(kind, place, place, button, buttons, PLAIN))


def pull_guide(canvas, ruler, at: Point) -> None:
    """Drag a guide out of a ruler."""
    start = canvas.camera.to_scene(QPointF(300, -10) if ruler.axis == "y" else QPointF(-10, 300))
    on_ruler(canvas, ruler, QEvent.Type.MouseButtonPress, start, LEFT)
    on_ruler(canvas, ruler, QEvent.Type.MouseMove, at)
    on_ruler(canvas, ruler, QEvent.Type.MouseButtonRelease, at, LEFT, NONE)


@pytest.fixture
def rulers(canvas):
    canvas.aids.toggle("rulers")
    return canvas.rulers


def test_rulers_take_room_at_the_rim_and_give_it_back(canvas, rulers) -> None:
    assert all(ruler.isVisible() for ruler in rulers)
    inside = canvas.viewport().geometry()
    assert (inside.left(), inside.top()) == (20, 20)
    canvas.aids.toggle("rulers")
    assert not any(ruler.isVisible() for ruler in rulers)
    assert canvas.viewport().geometry().topLeft().isNull()


def test_a_guide_is_pulled_out_of_a_ruler_moved_and_dropped_beyond_the_rim(canvas, rulers, mouse, document) -> None:
    pull_guide(canvas, rulers[0], Point(700, 650))
    pull_guide(canvas, rulers[1], Point(760, 300))
    assert document.project.studio.guides_y == (650,)
    assert document.project.studio.guides_x == (760,)
    assert document.undo_stack.undoText() == "Add guide"
    mouse.drag((760, 700), (803.4, 700))
    assert document.project.studio.guides_x == (803,)
    mouse.drag((803, 700), (857, 700), SHIFT)
    assert document.project.studio.guides_x == (860,)
    mouse.drag((860, 700), (-4000, 700))
    assert document.project.studio.guides_x == ()
    assert document.undo_stack.undoText() == "Remove guide"
    document.undo_stack.undo()
    assert document.project.studio.guides_x == (860,)


def test_escape_and_a_release_over_the_ruler_leave_no_guide(canvas, rulers, document, qtbot) -> None:
    start = document.project
    on_ruler(canvas, rulers[0], QEvent.Type.MouseButtonPress, Point(300, -10), LEFT)
    on_ruler(canvas, rulers[0], QEvent.Type.MouseMove, Point(700, 650))
    qtbot.keyClick(canvas, "\x1b")
    assert document.project is start
    pull_guide(canvas, rulers[0], canvas.camera.to_scene(QPointF(400, -8)))
    assert document.project is start
    assert document.undo_stack.count() == 0


def test_clips_click_to_guides_only_while_they_are_seen(canvas, mouse, document, box) -> None:
    canvas.snaps = True
    canvas.aids.families = frozenset({"guides"})
    document.apply("Add guide", lambda project: edits.add_guide(project, "x", at=713))
    mouse.drag((300, 300), (807, 300))
    assert box("Red")[0] == 713
    document.undo_stack.undo()
    canvas.aids.toggle("guides")
    mouse.drag((300, 300), (807, 300))
    assert box("Red")[0] == 707


def test_clips_click_to_the_grid_while_it_is_seen(canvas, mouse, box) -> None:
    canvas.snaps = True
    canvas.aids.families = frozenset({"grid"})
    canvas.aids.toggle("grid")
    mouse.drag((300, 300), (343, 303))
    assert box("Red")[:2] == (240, 200)


@pytest.mark.parametrize(("family", "start", "clicked"), [("stage", 5, 0), ("thirds", 636, 640), ("safe", 100, 96)])
def test_every_family_can_be_switched_off(canvas, mouse, document, box, family, start, clicked) -> None:
    canvas.snaps = True
    canvas.aids.families = frozenset({family})
    mouse.drag((300, 350), (start + 100, 350))
    assert box("Red")[0] == clicked
    document.undo_stack.undo()
    canvas.aids.toggle_family(family)
    mouse.drag((300, 350), (start + 100, 350))
    assert box("Red")[0] == start


def test_aids_are_painted(canvas) -> None:
    plain = canvas.grab().toImage()
    for name in ("grid", "thirds", "safe"):
        canvas.aids.toggle(name)
        assert canvas.grab().toImage() != plain, name
        canvas.aids.toggle(name)
        assert canvas.grab().toImage() == plain, name


def test_lines_of_the_grid_are_one_pixel_thick_and_lie_where_clips_click(canvas) -> None:
    canvas.set_zoom(1.0)
    plain = levels(painted(canvas))
    canvas.aids.toggle("grid")
    differs = (levels(painted(canvas)) != plain).any(axis=2)
    stage, port = canvas._stage_px(), canvas.viewport()
    left, top = round(stage.left()), round(stage.top())
    inside = differs[max(0, top) : port.height(), max(0, left) : port.width()]
    rows, columns = np.flatnonzero(inside.all(axis=1)), np.flatnonzero(inside.all(axis=0))
    for found, first in ((rows, min(0, top)), (columns, min(0, left))):
        assert set((found - first) % GRID_PX) == {0}
        assert set(np.diff(found)) == {GRID_PX}
    assert not inside[1 - min(0, top) % GRID_PX, 1 - min(0, left) % GRID_PX]


def test_lines_over_the_stage_are_whole_where_they_cross_and_end_at_its_edge(canvas) -> None:
    canvas.zoom_to_fit()
    plain = levels(painted(canvas))
    stage = canvas._stage_px()
    left, top, right, bottom = (round(side) for side in (stage.left(), stage.top(), stage.right(), stage.bottom()))
    for name in ("thirds", "safe"):
        canvas.aids.toggle(name)
    shown = levels(painted(canvas))
    differs = (shown != plain).any(axis=2)
    differs[top:bottom, left:right] = False
    assert not differs.any()
    third = round(stage.left() + stage.width() / 3)
    assert shown[top:bottom, third - 1 : third + 2].max(axis=2).min(axis=1).max() < 120


def test_choices_are_remembered_and_rubbish_is_not(canvas) -> None:
    canvas.aids.toggle("rulers")
    canvas.aids.toggle_family("gaps")
    said = canvas.aids.to_text()
    canvas.aids.read("grid nonsense/")
    assert canvas.aids.shown == {"grid"}
    canvas.aids.read(said)
    assert canvas.aids.shown == {"rulers", "guides"}
    assert "gaps" not in canvas.aids.families
    canvas.aids.read("rubbish")
    assert canvas.aids.to_text() == said


@pytest.mark.parametrize("zoom", [0.05, 0.33, 0.5, 1, 2, 8])
def test_numbers_on_the_ruler_do_not_touch(zoom: float) -> None:
    assert 54 <= label_step(zoom) * zoom <= 280


@pytest.mark.parametrize("zoom", [0.4, 1.0, 2.0])
@pytest.mark.parametrize("is_across", [True, False])
def test_a_number_stands_over_its_line(canvas, rulers, zoom: float, is_across: bool) -> None:
    """It began beside the line and above it, so that one had to look for what belongs to what."""
    canvas.set_zoom(zoom)
    ruler = rulers[0] if is_across else rulers[1]
    image = ruler.grab().toImage()
    if not is_across:
        image = image.transformed(QTransform().rotate(90))  # numbers are read from below
    step, ratio = label_step(zoom), image.devicePixelRatio()
    ground, rows = image.pixelColor(0, 0), range(round(10 * ratio))
    seen = 0
    for at in range(0, 1920, step):
        px = canvas.camera.to_px(Point(at, at))
        middle = (px.x() if is_across else ruler.height() - px.y()) * ratio
        reach = round(step * zoom * ratio / 2) - 2
        if not reach < middle < image.width() - reach:
            continue
        columns = range(round(middle) - reach, round(middle) + reach)
        ink = [x for x in columns if any(image.pixelColor(x, y) != ground for y in rows)]
        assert abs((ink[0] + ink[-1]) / 2 - middle) <= 2 * ratio
        seen += 1
    assert seen > 1
