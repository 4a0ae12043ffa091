"""What takes long is done in parts, between which the window has its turn, and looks as if it were done in one go."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPixmap, QTransform

from studio_gui.base.media import BUILTIN
from studio_gui.base.presenters import bundled_presenters
from studio_gui.files.project_file import open_project
from studio_gui.files.samples import create_from_sample
from studio_gui.model.geometry import Box, Rect
from studio_gui.model.new import new_scene
from studio_gui.painting import Assets
from studio_gui.ui.canvas.drawing import Order
from studio_gui.ui.canvas.pictures import BAND_PIXELS, background_paint, draw_picture
from studio_gui.ui.canvas.stack.carried import CLEARED_A_STEP, SHEETS_A_STEP, flattening
from studio_gui.ui.canvas.stack.still import Sheet
from studio_gui.ui.panels.presenters import placing
from tests.ui.canvas.mouse import CTRL
from tests.ui.canvas.painted import differing, drawn_anew, painted

STAGE = (1920, 1080)


@pytest.mark.parametrize("area", [Rect(0, 0, *STAGE), Rect(-310.3, 200.7, 1500, 700)])
@pytest.mark.parametrize("scale", [0.3, 1.0, 1.37, 1.7])
@pytest.mark.parametrize("background", ["office", "brand", ""])
def test_a_background_in_bands_is_the_same_picture(background: str, scale: float, area: Rect, tmp_path: Path) -> None:
    scene = new_scene()
    url = f"{BUILTIN}backgrounds/{background}.svg" if background else ""
    scene = scene.changed(background=scene.background.changed(source_url=url, source_color="#336699"))
    paint, origin = background_paint(scene, STAGE, Assets(tmp_path)), Box(0, 0, *STAGE)
    whole = draw_picture(paint, area, scale, origin=origin)
    assert draw_picture(paint, area, scale, origin=origin, in_bands=True).image == whole.image


def test_a_large_background_is_painted_in_many_bands_and_a_clip_in_one(tmp_path: Path) -> None:
    project = open_project(create_from_sample("onboarding", tmp_path / "Welcome")).project
    scene = project.scenes[0]
    calls: list[object] = []

    def paint(painter: object) -> None:
        calls.append(painter)

    for value, least in ((scene.background, 1920 * 1080 * 1.5**2 / BAND_PIXELS), (scene.clips[0], 1)):
        calls.clear()
        Order("key", value, paint, Rect(0, 0, 1920, 1080), 1.5, Box(0, 0, 1920, 1080), is_whole=True).draw()
        assert least <= len(calls) <= least + 2


@pytest.mark.parametrize("ratio", [1, 2])
@pytest.mark.parametrize("width", [300, 3000])
def test_a_piece_is_cleared_a_little_at_a_time_however_wide_it_is(qapp, width: int, ratio: int) -> None:
    tile = QPixmap(QSize(60, 60) * ratio)
    tile.fill(Qt.GlobalColor.red)
    tile.setDevicePixelRatio(ratio)
    sheets = [
        Sheet(tile, left, top, left + 60, top + 60, QPointF(left, top), None, False)
        for left, top in ((0.0, 0.0), (width - 60.0, 540.0))
    ]
    steps = list(flattening(sheets, 1.0, ratio, pose=QTransform()))
    assert len(steps) >= width * 600 * ratio**2 / CLEARED_A_STEP + len(sheets) / SHEETS_A_STEP - 1


def test_a_piece_shows_its_sheets_and_nothing_between_them(qapp) -> None:
    tile = QPixmap(60, 60)
    tile.fill(Qt.GlobalColor.red)
    spots = ((0.0, 0.0), (2900.0, 700.0))
    sheets = [Sheet(tile, x, y, x + 60, y + 60, QPointF(x, y), None, False) for x, y in spots]
    work = flattening(sheets, 1.0, 1, pose=QTransform())
    while True:
        try:
            next(work)
        except StopIteration as end:
            piece = end.value
            break
    image = piece.sheet(QTransform()).pixmap.toImage()
    corner = piece.sheet(QTransform()).place
    for x, y in spots:
        assert image.pixelColor(round(x + 30 - corner.x()), round(y + 30 - corner.y())).name() == "#ff0000"
    for x, y in ((1500, 1), (1500, 400), (30, 700), (2930, 30)):
        assert image.pixelColor(round(x - corner.x()), round(y - corner.y())).alpha() == 0


def _scales_drawn(canvas, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The sizes at which pictures are drawn in another thread from now on."""
    asked, real = list[float](), canvas.shown._drawing.ask
    monkeypatch.setattr(canvas.shown._drawing, "ask", lambda order: (asked.append(order.scale), real(order)))
    return asked


@pytest.fixture
def presenter(canvas, document, qtbot) -> None:
    """Somebody on the stage, drawn."""
    placing.put(document, bundled_presenters()["amara"], outfit="")
    canvas.shown.finish()
    qtbot.waitUntil(lambda: canvas.shown.is_complete)


def test_who_zooms_on_and_on_sees_what_takes_long_drawn_for_where_they_arrive_only(
    canvas, mouse, presenter, qtbot, monkeypatch
) -> None:
    mouse.wheel(960, 540, 120, CTRL)
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    asked = _scales_drawn(canvas, monkeypatch)
    on_the_way = list[float]()
    for _ in range(4):
        mouse.wheel(960, 540, 120, CTRL)
        canvas.shown._draw()
        on_the_way.append(canvas.zoom * canvas.devicePixelRatioF())
    assert not canvas.shown.is_complete
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    assert set(asked) == {on_the_way[-1]}
    assert differing(painted(canvas), drawn_anew(canvas)) < 0.0005


def test_who_zooms_once_does_not_wait(canvas, mouse, presenter, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(canvas.shown._pace, "_changed_s", 0.0)  # the last time is long ago
    asked = _scales_drawn(canvas, monkeypatch)
    mouse.wheel(960, 540, 120, CTRL)
    canvas.shown._draw()
    assert asked == [canvas.zoom * canvas.devicePixelRatioF()]
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
