"""Imported slides as they are seen: drawn by the very painters of the video, and looked at point by point."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Opened
from pptx.util import Inches
from PySide6.QtGui import QColor, QImage

from studio_gui.app.importing import Into, as_project, read_documents
from studio_gui.model.clips import TextClip
from studio_gui.painting import Assets
from studio_gui.painting.text_layout import text_overflows
from studio_gui.render.frames import frame
from tests.unit.files.importing.decks import blank, new_deck, png, px, saved

pytestmark = pytest.mark.usefixtures("qapp")


def _drawn(deck: Opened, folder: Path) -> QImage:
    found = read_documents([saved(deck, folder / "deck.pptx")], Into(folder))
    project = as_project(found)
    assets = Assets(folder)
    try:
        return frame(project, project.scenes[0], assets=assets)
    finally:
        assets.close()


def _at(image: QImage, x: int, y: int) -> tuple[int, int, int]:
    color = QColor(image.pixelColor(x, y))
    return color.red(), color.green(), color.blue()


def test_shapes_and_pictures_cover_what_they_covered(tmp_path: Path) -> None:
    deck = new_deck()
    slide = blank(deck)
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = RGBColor(10, 20, 30)
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *px(100, 100, 400, 200))
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor(200, 100, 0)
    shape.line.fill.background()
    slide.shapes.add_picture(io.BytesIO(png(20, 20, (0, 0, 250))), *px(1000, 500, 300, 300))
    image = _drawn(deck, tmp_path)
    assert (image.width(), image.height()) == (1920, 1080)
    for x, y in ((101, 101), (498, 101), (300, 200), (498, 298)):
        assert _at(image, x, y) == (200, 100, 0)
    for x, y in ((98, 98), (503, 200), (300, 303), (998, 600)):
        assert _at(image, x, y) == (10, 20, 30)
    assert _at(image, 1150, 650) == (0, 0, 250)


def test_slides_of_another_shape_lie_between_bars(tmp_path: Path) -> None:
    deck = new_deck((Inches(10), Inches(7.5)))
    slide = blank(deck)
    slide.shapes.add_picture(io.BytesIO(png(20, 15, (250, 0, 0))), 0, 0, Inches(10), Inches(7.5))
    image = _drawn(deck, tmp_path)
    assert _at(image, 100, 540) == (255, 255, 255)
    assert _at(image, 960, 540) == (250, 0, 0)
    assert _at(image, 245, 5) == (250, 0, 0)


def test_a_freeform_and_a_running_background_are_drawn(tmp_path: Path) -> None:
    deck = new_deck()
    slide = blank(deck)
    fill = slide.background.fill
    fill.gradient()
    fill.gradient_angle = 0
    for stop, color in zip(fill.gradient_stops, (RGBColor(0, 0, 0), RGBColor(255, 255, 255)), strict=True):
        stop.color.rgb = color
    builder = slide.shapes.build_freeform(*px(400, 200))
    builder.add_line_segments([px(800, 200), px(400, 600)])
    triangle = builder.convert_to_shape()
    triangle.fill.solid()
    triangle.fill.fore_color.rgb = RGBColor(0, 200, 0)
    triangle.line.fill.background()
    image = _drawn(deck, tmp_path)
    assert _at(image, 450, 250) == (0, 200, 0)
    assert _at(image, 700, 500) != (0, 200, 0)
    left, middle, right = (_at(image, x, 900)[0] for x in (20, 960, 1900))
    assert left < 10
    assert right > 245
    assert middle == pytest.approx(128, abs=6)


def test_a_text_that_is_to_shrink_fits_its_box(tmp_path: Path) -> None:
    deck = new_deck()
    box = blank(deck).shapes.add_textbox(*px(0, 0, 600, 260))
    box.text_frame.word_wrap = True
    box.text_frame.text = "Some words that only just fitted there in another font, as they often do. " * 3
    properties = box.text_frame._txBody.bodyPr
    for child in list(properties):
        properties.remove(child)
    properties.append(properties.makeelement(qn("a:normAutofit"), {"fontScale": "90000"}))
    found = read_documents([saved(deck, tmp_path / "deck.pptx")], Into(tmp_path))
    (clip,) = found.scenes[0].clips
    assert isinstance(clip, TextClip)
    assert not text_overflows(clip)
    # 18 pt at 90 % would be 24.3 in the words of the documents.
    assert 12 < clip.font_size < 24.3


def test_a_font_that_is_not_here_is_said_once(tmp_path: Path) -> None:
    deck = new_deck()
    for _ in range(2):
        run = blank(deck).shapes.add_textbox(*px(0, 0, 600, 260)).text_frame.paragraphs[0].add_run()
        run.text, run.font.name = "Words", "Nobody Has This"
    found = read_documents([saved(deck, tmp_path / "deck.pptx")], Into(tmp_path))
    assert found.notes.count("The font “Nobody Has This” is not on this computer; another is shown.") == 1


def test_the_font_of_the_services_is_not_said_to_be_missing(tmp_path: Path) -> None:
    deck = new_deck()
    run = blank(deck).shapes.add_textbox(*px(0, 0, 600, 260)).text_frame.paragraphs[0].add_run()
    run.text, run.font.name = "Words", "Noto Sans CJK"
    found = read_documents([saved(deck, tmp_path / "deck.pptx")], Into(tmp_path))
    assert not [note for note in found.notes if "Noto Sans CJK" in note]
