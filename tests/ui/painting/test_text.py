"""Texts: no boxes in any writing, the same lines at every resolution."""

from __future__ import annotations

import time

import numpy as np
import pytest

from studio_gui.model.captions import Captions
from studio_gui.model.clips import TextClip
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_text
from studio_gui.painting.effects.captions import caption_box
from studio_gui.painting.fonts import weight_of
from studio_gui.painting.text_layout import lay_out, text_height, text_overflows
from tests.ui.painting.drawing import drawn

WRITINGS = {
    "latin": "Größe, façade, Łódź, Ελληνικά, Кириллица",
    "chinese": "你好,世界。歡迎",
    "japanese": "ようこそ、世界へ。カタカナと漢字",
    "korean": "안녕하세요 세계",
    "arabic": "مرحبا بالعالم",
    "hebrew": "שלום עולם",
    "hindi": "नमस्ते दुनिया 😀 क्षेत्र",
    "thai": "สวัสดีชาวโลก",
    "emoji": "😀 👩‍🚀 🇩🇪 ❤️ 👍🏽 → ✓ ∑",
    "mixed": "Scene 3: 進捗 100% مرحبا 🎉",
}


def clip_of(text: str, *, width: float = 600, height: float = 300) -> TextClip:
    return new_text(text, box=Rect(100, 100, width, height), font_size=40)


@pytest.mark.parametrize("name", WRITINGS)
@pytest.mark.parametrize("family", ["Noto Sans CJK", "Noto Sans", "No Such Font"])
def test_no_writing_shows_boxes(name: str, family: str) -> None:
    clip = clip_of(WRITINGS[name]).changed(font_family=family)
    assert not _shows_boxes(clip)
    assert drawn(clip).min() < 200


def test_what_no_font_can_show_is_a_box() -> None:
    assert _shows_boxes(clip_of("a\U0010fffdb"))


def _shows_boxes(clip: TextClip) -> bool:
    """Whether a font was asked for a letter that it has not."""
    return any(0 in run.glyphIndexes() for layout in lay_out(clip).layouts for run in layout.glyphRuns())


def test_arabic_letters_are_joined() -> None:
    joined = lay_out(clip_of("سلام")).layouts[0].glyphRuns()[0].glyphIndexes()
    alone = [lay_out(clip_of(letter)).layouts[0].glyphRuns()[0].glyphIndexes()[0] for letter in "سلام"]
    assert set(joined) != set(alone)


def test_lines_break_at_the_same_words_at_every_resolution() -> None:
    text = "The quick brown fox jumps over the lazy dog, and then it does so once more, slowly."
    clip = clip_of(text, width=517.3).changed(font_size=31)
    breaks = []
    for height in (480, 1080, 2160):
        rows = np.flatnonzero((drawn(clip, height=height) < 128).any(axis=(1, 2))) * 1080 / height
        starts = rows[np.flatnonzero(np.diff(rows, prepend=-99) > 4)]
        breaks.append(starts)
    assert len(breaks[0]) > 2
    for other in breaks[1:]:
        assert np.allclose(breaks[0], other, atol=3)


def test_letters_have_the_same_width_at_every_resolution() -> None:
    clip = clip_of("Even letters")
    ends = []
    for height in (480, 1080, 2160):
        columns = np.flatnonzero((drawn(clip, height=height) < 128).any(axis=(0, 2))) * 1080 / height
        ends.append((columns[0], columns[-1]))
    assert np.allclose(ends[0], ends[1], atol=3)
    assert np.allclose(ends[1], ends[2], atol=1.5)


@pytest.mark.parametrize(("align", "left", "right"), [("left", 0, 1), ("center", 0.5, 0.5), ("right", 1, 0)])
@pytest.mark.parametrize("text", ["short", "سلام"])
def test_text_stands_where_its_alignment_says(align: str, left: float, right: float, text: str) -> None:
    columns = np.flatnonzero((drawn(clip_of(text).changed(align=align)) < 128).any(axis=(0, 2)))
    free = 600 - (columns[-1] - columns[0])
    assert abs(columns[0] - 100 - free * left) < 8
    assert abs(700 - columns[-1] - free * right) < 8


def test_points_are_four_thirds_of_a_pixel() -> None:
    small, large = (
        np.flatnonzero((drawn(clip_of("H").changed(font_size=s)) < 128).any(axis=(1, 2))) for s in (60, 120)
    )
    assert abs(len(large) / len(small) - 2) < 0.05
    assert 0.68 < len(large) / 160 < 0.78  # a capital is about 0.73 of the font size


def test_weight_italic_underline_and_outline_change_the_picture() -> None:
    plain = drawn(clip_of("Change"))
    assert (drawn(clip_of("Change").changed(font_weight=700)) < 128).sum() > 1.15 * (plain < 128).sum()
    assert not np.array_equal(drawn(clip_of("Change").changed(font_style="italic")), plain)
    assert (drawn(clip_of("Change").changed(underline=True)) < 128).sum() > (plain < 128).sum()
    outlined = drawn(clip_of("Change").changed(stroke="#f00", stroke_width=4))
    assert (outlined[:, :, 0].astype(int) - outlined[:, :, 1] > 200).sum() > 500


def test_the_background_fills_the_whole_box() -> None:
    pixels = drawn(clip_of("x").changed(background_color="rgb(0,128,0)"))
    assert tuple(pixels[395, 695]) == (0, 128, 0)
    assert tuple(pixels[405, 705]) == (255, 255, 255)


def test_overflow_is_noticed() -> None:
    long = clip_of("word " * 60)
    assert text_overflows(long)
    assert not text_overflows(long.changed(height=text_height(long) + 1))
    assert text_overflows(clip_of("W", width=10))
    assert not text_overflows(clip_of(""))


def test_the_scale_of_a_text_scales_its_letters_and_not_its_lines() -> None:
    clip = clip_of("one two three four five six seven", width=400)
    scaled = clip.changed(scale_x=2, scale_y=2)
    assert lay_out(clip).count == lay_out(scaled).count
    assert text_height(scaled) == pytest.approx(2 * text_height(clip))


def test_a_letter_larger_than_the_stage_is_still_drawn() -> None:
    clip = clip_of("I", width=3000).changed(font_size=1000, scale_x=4, scale_y=4, left=-200, top=-2500)
    dark = (drawn(clip) < 128).mean()
    assert 0.1 < dark < 0.9


def test_any_text_is_drawn_quickly() -> None:
    began = time.perf_counter()
    for text, is_seen in (("a" * 1_000_000, True), ("\n" * 50_000, False), ("\x00\u202e\ufeff\t\r\n", False)):
        assert bool((drawn(clip_of(text), height=270) < 128).any()) == is_seen
    drawn(clip_of("🏳️‍🌈" * 2000), height=270)
    assert time.perf_counter() - began < 20, "far more than it takes on a slow machine"


@pytest.mark.parametrize(
    ("value", "weight"), [("", 400), (700, 700), ("bold", 700), ("650", 600), (5000, 900), (-3, 400), ("thick", 400)]
)
def test_any_weight_is_taken(value: float | str, weight: int) -> None:
    assert abs(weight_of(value).value - weight) <= 100


@pytest.mark.parametrize("weight", ["bold", "\N{SUPERSCRIPT TWO}", "thick"])
def test_captions_take_any_weight_a_text_takes(weight: str) -> None:
    regular, chosen = (
        caption_box("Words of some length", Captions(font_weight=each), stage=(1920, 1080)) for each in ("", weight)
    )
    assert (chosen.width() > regular.width()) == (weight == "bold")
