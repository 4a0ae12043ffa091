"""What is on slides lies on the stage where it lay there: numbers, colours, inheritance, groups."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Opened
from pptx.util import Inches, Pt

from studio_gui.files.importing.found import Found
from studio_gui.model.clips import Clip, ImageClip, ShapeClip, TextClip
from studio_gui.model.geometry import box_of
from studio_gui.model.project import Scene
from tests.unit.files.importing.decks import blank, new_deck, png, px, read_deck, saved, write_deck


def _read(deck: Opened, folder: Path) -> Found:
    return read_deck(saved(deck, folder / "deck.pptx"))


def _scene(deck: Opened, folder: Path) -> Scene:
    return _read(deck, folder).scenes[0]


def _texts(scene: Scene) -> list[TextClip]:
    return [clip for clip in scene.clips if isinstance(clip, TextClip)]


def _box(clip: Clip) -> tuple[float, ...]:
    box = box_of(clip)
    return box.left, box.top, box.width, box.height


def test_a_picture_lies_where_it_lay_cropped_turned_and_mirrored(tmp_path: Path) -> None:
    deck = new_deck()
    picture = blank(deck).shapes.add_picture(io.BytesIO(png(400, 200)), *px(100, 200, 600, 300))
    picture.crop_left, picture.crop_top = 0.25, 0.1
    clip = _scene(deck, tmp_path).clips[0]
    assert isinstance(clip, ImageClip)
    assert _box(clip) == pytest.approx((100, 200, 600, 300), abs=0.02)
    assert clip.studio.crop is not None
    assert (clip.studio.crop.left, clip.studio.crop.top, clip.studio.crop.right) == (0.25, 0.1, 0)
    assert (clip.width, clip.height) == (300, 180)
    assert (tmp_path / clip.studio.media).read_bytes() == png(400, 200)
    picture.rotation = 90
    picture._element.spPr.xfrm.set("flipH", "1")
    turned = _scene(deck, tmp_path).clips[0]
    assert turned.angle == 90
    assert turned.flip_x
    assert not turned.flip_y
    # Its middle stays, and the corner that is stored is the turned one.
    assert (box_of(turned).center.x, box_of(turned).center.y) == pytest.approx((400, 350), abs=0.02)
    assert (turned.left, turned.top) == pytest.approx((550, 50), abs=0.02)


def test_the_same_picture_is_kept_once(tmp_path: Path) -> None:
    deck = new_deck()
    for _ in range(3):
        blank(deck).shapes.add_picture(io.BytesIO(png(8, 8)), *px(0, 0, 100, 100))
    found = _read(deck, tmp_path)
    assert len({scene.clips[0].studio.media for scene in found.scenes}) == 1
    assert len(list((tmp_path / "media").iterdir())) == 1


def test_a_text_keeps_font_size_weight_colour_and_alignment(tmp_path: Path) -> None:
    deck = new_deck()
    box = blank(deck).shapes.add_textbox(*px(192, 108, 960, 540))
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    run = frame.paragraphs[0].add_run()
    run.text, run.font.size, run.font.bold, run.font.italic = "Hello", Pt(36), True, True
    run.font.name, run.font.underline, run.font.color.rgb = "Georgia", True, RGBColor(0x12, 0x34, 0x56)
    frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    (clip,) = _texts(_scene(deck, tmp_path))
    assert (clip.left, clip.top, clip.width, clip.height) == pytest.approx((192, 108, 960, 540), abs=0.02)
    # 36 pt are 457,200 EMU: 72 scene pixels, which the documents call 54 points.
    assert clip.font_size == 54
    assert clip.font_size_px == 72
    assert (clip.font_family, clip.font_weight, clip.font_style) == ("Georgia", 700, "italic")
    assert (clip.fill, clip.align, clip.underline) == ("rgb(18,52,86)", "right", True)


def test_insets_and_the_anchor_place_the_words(tmp_path: Path) -> None:
    deck = new_deck()
    shape = blank(deck).shapes.add_textbox(*px(0, 0, 800, 400))
    frame = shape.text_frame
    frame.word_wrap, frame.text = True, "One line"
    frame.margin_left, frame.margin_top, frame.margin_right, frame.margin_bottom = px(40, 0, 60, 100)
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    (clip,) = _texts(_scene(deck, tmp_path))
    assert (clip.left, clip.width) == pytest.approx((40, 700), abs=0.02)
    assert clip.top + clip.height == pytest.approx(300, abs=0.02)
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    (clip,) = _texts(_scene(deck, tmp_path))
    assert clip.top + clip.height / 2 == pytest.approx(150, abs=0.02)


def test_placeholders_take_place_size_and_colour_from_layout_and_master(tmp_path: Path) -> None:
    deck = new_deck()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "The title"
    slide.placeholders[1].text_frame.text = "A point"
    title = deck.slide_layouts[1].placeholders[0]
    title.left, title.top, title.width, title.height = px(300, 60, 1200, 200)
    style = deck.slide_master._element.find(qn("p:txStyles")).find(qn("p:titleStyle"))
    letters = style.find(qn("a:lvl1pPr")).find(qn("a:defRPr"))
    letters.set("sz", "4000")
    scene = _scene(deck, tmp_path)
    first, second = _texts(scene)
    inset_px = 91_440 / 6_350
    assert (first.left, first.width) == pytest.approx((300 + inset_px, 1200 - 2 * inset_px), abs=0.02)
    assert first.font_size == 60
    assert first.align == "center"
    assert second.text == "• A point"
    assert second.align == "left"
    assert scene.studio.name == "The title"


def test_theme_colours_follow_the_master_with_their_modifiers(tmp_path: Path) -> None:
    deck = new_deck()
    slide = blank(deck)
    plain, darker, lighter = (slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *px(0, 0, 100, 100)) for _ in range(3))
    for shape in (plain, darker, lighter):
        shape.fill.solid()
        shape.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
        shape.line.fill.background()
    darker.fill.fore_color.brightness = -0.25
    lighter.fill.fore_color.brightness = 0.4
    fills = [clip.fill for clip in _scene(deck, tmp_path).clips if isinstance(clip, ShapeClip)]
    # accent1 of the library's theme is 4F81BD; 25 % darker and 40 % lighter are what PowerPoint's own palette shows.
    assert fills == ["rgb(79,129,189)", "rgb(55,96,146)", "rgb(149,179,215)"]


def test_shapes_become_shapes_with_fill_outline_and_corners(tmp_path: Path) -> None:
    deck = new_deck()
    shapes = blank(deck).shapes
    rounded = shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *px(10, 20, 400, 200))
    rounded.adjustments[0] = 0.25
    rounded.fill.solid()
    rounded.fill.fore_color.rgb = RGBColor(1, 2, 3)
    rounded.line.color.rgb, rounded.line.width = RGBColor(255, 0, 0), px(5)[0]
    shapes.add_shape(MSO_SHAPE.OVAL, *px(0, 0, 300, 300))
    shapes.add_shape(MSO_SHAPE.OVAL, *px(0, 0, 300, 200))
    shapes.add_shape(MSO_SHAPE.DOWN_ARROW, *px(100, 100, 60, 200))
    clips = _scene(deck, tmp_path).clips
    assert [clip.shape_name for clip in clips if isinstance(clip, ShapeClip)] == [
        "Rectangle_corner0", "Circle", "Oval_1", "Arrow_1_v2",
    ]  # fmt: skip
    first, arrow = clips[0], clips[3]
    assert isinstance(first, ShapeClip)
    assert _box(first) == pytest.approx((10, 20, 400, 200), abs=0.02)
    assert (first.fill, first.stroke, first.stroke_width) == ("rgb(1,2,3)", "rgb(255,0,0)", 5)
    assert first.stroke_radius == 50
    # An arrow that points down is ours, which points right, turned.
    assert arrow.angle == 90
    assert (arrow.width, arrow.height) == pytest.approx((200, 60), abs=0.02)
    assert (box_of(arrow).center.x, box_of(arrow).center.y) == pytest.approx((130, 200), abs=0.02)
    assert [clip.layer for clip in clips] == [1, 2, 3, 4]


def test_what_the_service_counts_in_whole_numbers_is_one(tmp_path: Path) -> None:
    """An outline of 0.75 pt was sent as a ``strokeWidth`` of 1.5, and a picture of 37.5 % as an ``opacity`` of that."""
    deck = new_deck()
    shapes = blank(deck).shapes
    thin = shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *px(10, 20, 401, 203))
    wide = shapes.add_shape(MSO_SHAPE.RECTANGLE, *px(500, 20, 400, 200))
    for shape, line_px in ((thin, 0.3), (wide, 1.6)):
        shape.line.color.rgb, shape.line.width = RGBColor(255, 0, 0), px(line_px)[0]
    picture = shapes.add_picture(io.BytesIO(png(40, 20)), *px(0, 400, 400, 200))
    blip = picture._element.find(f".//{qn('a:blip')}")
    blip.append(blip.makeelement(qn("a:alphaModFix"), {"amt": "37600"}))
    text = shapes.add_textbox(*px(0, 700, 400, 100))
    text.text_frame.text = "Bold"
    text.text_frame.paragraphs[0].runs[0].font.bold = True
    scene = _scene(deck, tmp_path)
    (image,) = (clip for clip in scene.clips if isinstance(clip, ImageClip))
    outlined = [clip for clip in scene.clips if isinstance(clip, ShapeClip)]
    found = [*(clip.stroke_width for clip in outlined), outlined[0].stroke_radius, image.opacity]
    found += [_texts(scene)[0].font_weight]
    assert found == [1, 2, 34, 38, 700]
    assert {type(number) for number in found} == {int}


def test_a_shape_with_words_is_a_shape_and_a_text_of_one_group(tmp_path: Path) -> None:
    deck = new_deck()
    shape = blank(deck).shapes.add_shape(MSO_SHAPE.RECTANGLE, *px(100, 100, 400, 200))
    shape.text_frame.text = "Inside"
    behind, words = _scene(deck, tmp_path).clips
    assert isinstance(behind, ShapeClip)
    assert isinstance(words, TextClip)
    assert words.fill == "rgb(255,255,255)"
    assert behind.studio.group == words.studio.group != ""


def test_a_chart_is_called_what_is_written_over_it(tmp_path: Path) -> None:
    deck = new_deck()
    data = CategoryChartData()
    data.categories = ["A"]
    data.add_series("S", (1,))
    chart = blank(deck).shapes.add_chart(XL_CHART_TYPE.PIE, *px(0, 0, 400, 400), data).chart
    chart.chart_title.text_frame.text = "Sales by quarter"
    found = _read(deck, tmp_path)
    assert found.scenes[0].clips[0].label == "Sales by quarter"
    assert "Slide 1: chart “Sales by quarter” became a placeholder." in found.notes


def test_a_line_runs_from_corner_to_corner(tmp_path: Path) -> None:
    deck = new_deck()
    line = blank(deck).shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *px(100, 400, 400, 0))
    line.line.width = px(8)[0]
    (clip,) = _scene(deck, tmp_path).clips
    assert isinstance(clip, ShapeClip)
    assert clip.shape_name == "Line_v2"
    assert (clip.width, clip.height) == pytest.approx((500, 8), abs=0.02)
    assert clip.angle == pytest.approx(306.87, abs=0.01)
    assert (box_of(clip).center.x, box_of(clip).center.y) == pytest.approx((250, 200), abs=0.05)


def test_groups_are_taken_apart_with_their_scale_turn_and_mirror(tmp_path: Path) -> None:
    deck = new_deck()
    group = blank(deck).shapes.add_group_shape()
    for left in (0, 300):
        group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *px(left, 0, 100, 100))
    # Twice as large, elsewhere, a quarter turned, and mirrored.
    group.left, group.top, group.width, group.height = px(200, 100, 800, 200)
    frame = group._element.grpSpPr.find(qn("a:xfrm"))
    frame.set("rot", str(90 * 60_000))
    frame.set("flipH", "1")
    first, second = _scene(deck, tmp_path).clips
    centers = [(box_of(clip).center.x, box_of(clip).center.y) for clip in (first, second)]
    # The group's middle is (600, 200). The first lay 300 to the left of it: mirrored right, turned below.
    assert centers[0] == pytest.approx((600, 500), abs=0.05)
    assert centers[1] == pytest.approx((600, -100), abs=0.05)
    assert box_of(first).width == pytest.approx(200, abs=0.05)
    assert first.angle == 90
    assert first.flip_x
    assert first.studio.group == second.studio.group != ""


def test_backgrounds_come_from_the_slide_its_layout_or_its_master(tmp_path: Path) -> None:
    deck = new_deck()
    deck.slide_master.background.fill.solid()
    deck.slide_master.background.fill.fore_color.rgb = RGBColor(10, 20, 30)
    blank(deck)
    own = blank(deck)
    own.background.fill.solid()
    own.background.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
    colors = [scene.background.source_color for scene in _read(deck, tmp_path).scenes]
    assert colors == ["rgb(10,20,30)", "rgb(255,255,255)"]


def test_what_is_on_the_layout_shows_behind_unless_it_is_switched_off(tmp_path: Path) -> None:
    deck = new_deck()
    slide = blank(deck)
    tree = slide.slide_layout._element.cSld.spTree
    for picture in (slide.shapes.add_picture(io.BytesIO(png(10, 10)), *px(0, 0, 50, 50)),):
        part = slide.slide_layout.part.get_or_add_image_part(io.BytesIO(png(10, 10)))
        picture._element.blipFill.blip.set(qn("r:embed"), part[1])
        tree.append(picture._element)
    assert len(_scene(deck, tmp_path).clips) == 1
    slide._element.set("showMasterSp", "0")
    assert len(_scene(deck, tmp_path).clips) == 0


def test_notes_are_the_script_and_hidden_slides_are_said(tmp_path: Path) -> None:
    found = read_deck(write_deck(tmp_path / "talk.pptx"))
    assert len(found.scenes) == 3
    assert found.scenes[0].script_text == "Hello and welcome.\nThis is the first slide."
    assert found.scenes[1].background.source_color == "rgb(17,34,51)"
    assert "Slide 4 is hidden and left out." in found.notes
    assert "Slide 3: chart “Chart 1” became a placeholder." in found.notes
    (chart,) = found.scenes[2].clips
    assert isinstance(chart, ImageClip)
    assert (chart.label, chart.studio.media) == ("Chart 1", "")
    assert _box(chart) == pytest.approx((100, 100, 800, 600), abs=0.6)


@pytest.mark.parametrize(
    ("size", "orientation", "area"),
    [
        ((Inches(10), Inches(7.5)), "landscape", (240, 0, 1440, 1080)),
        ((Inches(7.5), Inches(10)), "portrait", (0, 240, 1080, 1440)),
    ],
)
def test_slides_of_another_shape_are_fitted_in_the_middle(
    tmp_path: Path, size: tuple[int, int], orientation: str, area: tuple[float, ...]
) -> None:
    deck = new_deck(size)
    shape = blank(deck).shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, *size)
    shape.line.fill.background()
    found = _read(deck, tmp_path)
    assert found.orientation == orientation
    assert _box(found.scenes[0].clips[0]) == pytest.approx(area, abs=0.02)
    assert "The slides are not of the stage’s shape; they lie between bars." in found.notes


def test_a_paragraph_of_several_looks_gets_the_commonest_and_it_is_said(tmp_path: Path) -> None:
    deck = new_deck()
    frame = blank(deck).shapes.add_textbox(*px(0, 0, 900, 300)).text_frame
    frame.paragraphs[0].add_run().text = "These are many words and "
    odd = frame.paragraphs[0].add_run()
    odd.text, odd.font.bold = "two bold", True
    found = _read(deck, tmp_path)
    (clip,) = _texts(found.scenes[0])
    assert clip.text == "These are many words and two bold"
    assert clip.font_weight == ""
    assert any("several looks" in note for note in found.notes)


def test_paragraphs_of_different_looks_are_texts_below_each_other(tmp_path: Path) -> None:
    deck = new_deck()
    frame = blank(deck).shapes.add_textbox(*px(0, 0, 900, 600)).text_frame
    frame.word_wrap = True
    for index, (words, size) in enumerate((("Large", 40), ("Small", 20), ("Small too", 20))):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.text, paragraph.font.size = words, Pt(size)
        for run in paragraph.runs:
            run.font.size = Pt(size)
    first, second = _texts(_scene(deck, tmp_path))
    assert (first.text, second.text) == ("Large", "Small\nSmall too")
    assert second.top == pytest.approx(first.top + first.height, abs=0.02)
    assert first.font_size == 2 * second.font_size


def test_numbered_lists_count(tmp_path: Path) -> None:
    deck = new_deck()
    frame = blank(deck).shapes.add_textbox(*px(0, 0, 900, 600)).text_frame
    for index, words in enumerate(("One", "Two", "Three")):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.text = words
        mark = paragraph._p.get_or_add_pPr().makeelement(qn("a:buAutoNum"), {"type": "romanUcPeriod", "startAt": "3"})
        paragraph._p.get_or_add_pPr().append(mark)
    (clip,) = _texts(_scene(deck, tmp_path))
    assert clip.text == "III. One\nIV. Two\nV. Three"


def test_what_moves_is_said_to_stand_still(tmp_path: Path) -> None:
    deck = new_deck()
    slide = blank(deck)
    assert _read(deck, tmp_path).notes == ()
    slide._element.append(slide._element.makeelement(qn("p:transition"), {}))
    assert _read(deck, tmp_path).notes == ("Animations and transitions were left out.",)
