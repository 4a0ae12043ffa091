"""The portrait twin: what stays where, and that there and back is where one began."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.model.clips import Clip, TextClip
from studio_gui.model.edits.guides import add_guide
from studio_gui.model.edits.orientation import clips_that_left, turn_stage
from studio_gui.model.geometry import Box, Rect, bounds_of, box_of, with_box
from studio_gui.model.new import (
    new_audio,
    new_image,
    new_presenter,
    new_project,
    new_scene,
    new_shape,
    new_text,
    new_video,
)
from studio_gui.model.project import Project
from tests.unit.model.strategies import projects

ROOM_PX = 1.0


def _project(*clips: Clip, orientation: str = "landscape") -> Project:
    return new_project(orientation=orientation, scenes=(new_scene().changed(clips=clips),))


def _turned(project: Project) -> Project:
    return turn_stage(project, orientation="portrait" if project.orientation != "portrait" else "landscape")


def _rects(project: Project) -> list[Rect]:
    return [bounds_of([clip]) for clip in project.scenes[0].clips]


@st.composite
def one_on_the_stage(draw: st.DrawFn) -> Project:
    """A project with one clip of any kind and angle that lies on the stage and leaves room on both stages."""
    orientation = draw(st.sampled_from(["landscape", "portrait"]))
    project = new_project(orientation=orientation)
    width, height = draw(st.floats(4, 1900)), draw(st.floats(4, 1900))
    angle = draw(st.sampled_from([0, 0, 90, 180, 270, 33.3, -120]))
    make = draw(st.sampled_from(["shape", "text", "image", "video"]))
    clip = _made(make, Rect(0, 0, width, height))
    clip = with_box(clip, Box.about(bounds_of([clip]).center, width, height, angle))
    bounds, stage = bounds_of([clip]), project.stage_size
    shrink = min(1.0, *((side - 8) / room for side, room in zip(stage, (bounds.width, bounds.height), strict=True)))
    clip = with_box(clip, Box(0, 0, width * shrink, height * shrink, angle))
    bounds = bounds_of([clip])
    to = (
        draw(st.floats(2, max(2, stage[0] - bounds.width - 2))),
        draw(st.floats(2, max(2, stage[1] - bounds.height - 2))),
    )
    clip = clip.changed(left=clip.left + to[0] - bounds.left, top=clip.top + to[1] - bounds.top)
    return _project(clip, orientation=orientation)


def _made(kind: str, rect: Rect) -> Clip:
    if kind == "shape":
        return new_shape("Star", box=rect)
    if kind == "text":
        return new_text("Words", box=rect)
    if kind == "image":
        return new_image(box=rect, size=(400, 300))
    return new_video(box=rect, size=(640, 360))


@given(project=one_on_the_stage())
def test_what_lies_on_the_stage_still_does_and_keeps_its_shape(project: Project) -> None:
    turned = _turned(project)
    (before,), (after,) = _rects(project), _rects(turned)
    width, height = turned.stage_size
    assert after.left >= -1e-3
    assert after.top >= -1e-3
    assert after.right <= width + 1e-3
    assert after.bottom <= height + 1e-3
    assert after.width * before.height == pytest.approx(after.height * before.width, rel=1e-6)
    assert clips_that_left(project, turned) == ()


@given(project=one_on_the_stage())
def test_there_and_back_is_where_one_began_for_what_fits_on_both_stages(project: Project) -> None:
    turned = _turned(project)
    back = _turned(turned)
    (before,), (between,), (after,) = _rects(project), _rects(turned), _rects(back)
    width, height = turned.stage_size
    if before.width > width or before.height > height:
        # It was made smaller, and that is that: there again is the same place.
        (again,) = _rects(_turned(back))
        assert (again.left, again.top) == pytest.approx((between.left, between.top), abs=1e-3)
        assert (after.width, again.width) == pytest.approx((between.width, between.width), abs=1e-3)
        return
    assert (after.width, after.height) == pytest.approx((before.width, before.height))
    if width - between.width > ROOM_PX:
        assert after.left == pytest.approx(before.left, abs=1e-3)
    if height - between.height > ROOM_PX:
        assert after.top == pytest.approx(before.top, abs=1e-3)
    assert isinstance(project.scenes[0].clips[0], TextClip) is isinstance(back.scenes[0].clips[0], TextClip)


@given(one_on_the_stage())
def test_words_shrink_with_their_box(project: Project) -> None:
    old, new = project.scenes[0].clips[0], _turned(project).scenes[0].clips[0]
    if isinstance(old, TextClip):
        assert isinstance(new, TextClip)
        exact = float(old.font_size) * float(new.width) / float(old.width)
        assert isinstance(new.font_size, int)  # the service takes whole points
        assert max(1, exact - 1) <= new.font_size + 1e-3
        assert new.font_size <= max(1, exact) + 1e-3


@given(project=projects())
def test_anything_at_all_can_be_turned_and_only_places_and_sizes_change(project: Project) -> None:
    turned = _turned(project)
    assert turned.stage_size == (1080, 1920)
    for old_scene, scene in zip(project.scenes, turned.scenes, strict=True):
        assert [clip.id for clip in scene.clips] == [clip.id for clip in old_scene.clips]
        for old, clip in zip(old_scene.clips, scene.clips, strict=True):
            placing = {"left", "top", "width", "height", "scale_x", "scale_y", "font_size"}
            assert clip.model_dump(exclude=placing) == old.model_dump(exclude=placing)


@pytest.mark.parametrize("overhang", [0, 40])
def test_a_shape_that_covers_the_stage_covers_it_again(overhang: int) -> None:
    rect = Rect(-overhang, -overhang, 1920 + 2 * overhang, 1080 + 2 * overhang)
    project = _project(new_shape("Rectangle_corner0", box=rect))
    assert _rects(_turned(project)) == [Rect(-overhang, -overhang, 1080 + 2 * overhang, 1920 + 2 * overhang)]
    assert _turned(_turned(project)) == project


def test_a_picture_that_covers_the_stage_covers_it_again_without_being_squeezed() -> None:
    project = _project(new_image(box=Rect(0, 0, 1920, 1080), size=(3840, 2160)))
    (rect,) = _rects(_turned(project))
    assert (rect.top, rect.height, rect.center.x) == pytest.approx((0, 1920, 540))
    assert rect.width / rect.height == pytest.approx(16 / 9)
    (back,) = _rects(_turned(_turned(project)))
    assert (back.left, back.top, back.width, back.height) == pytest.approx((0, 0, 1920, 1080), abs=1e-3)


def test_a_band_reaches_from_edge_to_edge_again_and_keeps_its_height() -> None:
    project = _project(new_shape("Rectangle_corner0", box=Rect(0, 900, 1920, 150)))
    assert _rects(_turned(project)) == [Rect(0, 1740, 1080, 150)]
    assert _turned(_turned(project)) == project


def test_a_corner_logo_keeps_its_size_and_its_distance() -> None:
    project = _project(new_image(box=Rect(1680, 40, 200, 100), size=(800, 400)))
    assert _rects(_turned(project)) == [Rect(840, 40, 200, 100)]


def test_what_is_centred_stays_centred() -> None:
    project = _project(new_text("Title", box=Rect(360, 440, 1200, 200)))
    (rect,) = _rects(_turned(project))
    assert (rect.center.x, rect.center.y) == pytest.approx((540, 960))
    assert rect.width < 1080


def test_a_presenter_stands_at_the_foot_or_is_cut_off_by_it_as_before() -> None:
    project = _project(
        new_presenter(ai_name="amara", emotion="blazer", box=Rect(1100, 86, 662, 994), size=(800, 1200)),
        new_presenter(ai_name="amara", emotion="blazer", box=Rect(100, 300, 662, 994), size=(800, 1200)),
    )
    standing, cut = _rects(_turned(project))
    assert standing.bottom == pytest.approx(1920)
    assert standing.left >= 0
    assert standing.right <= 1080
    # Of one who is cut off by the lower edge, as much is to be seen as before.
    assert (1920 - cut.top) / cut.height == pytest.approx((1080 - 300) / 994)


def test_words_on_a_card_stay_on_it_and_a_group_stays_together() -> None:
    card, words = new_shape("Square", box=Rect(500, 400, 900, 300)), new_text("Hi", box=Rect(520, 420, 700, 90))
    one, two = (new_shape("Star", box=Rect(x, 50, 300, 300)).with_studio(group="g") for x in (100, 800))
    project = _project(*(clip.changed(layer=n) for n, clip in enumerate((card, words, one, two))))
    after = _turned(project)
    card_rect, words_rect, first, second = _rects(after)
    factor = card_rect.width / 900
    assert words_rect.left - card_rect.left == pytest.approx(20 * factor)
    assert words_rect.width == pytest.approx(700 * factor)
    assert second.left - first.left == pytest.approx(700)
    back = _turned(after)
    for was, now in zip(_rects(project), _rects(back), strict=True):
        assert (now.left, now.top, now.width) == pytest.approx((was.left, was.top, was.width), abs=1e-3)


def test_sounds_and_a_stage_of_that_shape_already_change_nothing() -> None:
    sound = new_audio(media="media/a.mp3")
    project = _project(sound)
    assert turn_stage(project, orientation="landscape") is project
    assert _turned(project).scenes[0].clips == (sound,)


def test_clips_that_fell_off_a_stage_are_named_but_not_those_that_were_off_before_or_hidden() -> None:
    right = new_shape("Star", box=Rect(1500, 100, 100, 100))
    parked = new_shape("Star", box=Rect(2500, 100, 100, 100))
    hidden = new_shape("Star", box=Rect(1500, 300, 100, 100)).with_studio(hidden=True)
    before = _project(right, parked, hidden)
    after = before.changed(orientation="portrait")
    assert clips_that_left(before, after) == ((before.scenes[0].id, right.id),)
    assert clips_that_left(before, turn_stage(before, orientation="portrait")) == ()


@given(st.lists(st.floats(-500, 2500), max_size=4))
def test_guides_go_along_and_come_back(places: list[float]) -> None:
    project = add_guide(_project(), "x", at=960)
    for at in places:
        project = add_guide(project, "y", at=at)
    turned = _turned(project)
    assert turned.studio.guides_x == (540,)
    assert _turned(turned).studio.guides_x == (960,)
    assert _turned(turned).studio.guides_y == pytest.approx(project.studio.guides_y, abs=1e-3)


def test_a_presenter_without_size_below_the_stage_can_be_turned() -> None:
    presenter = new_presenter(ai_name="amara", emotion="blazer", box=Rect(10, 1200, 0, 0), size=(800, 1200))
    assert _turned(_project(presenter)).scenes[0].clips[0].top == pytest.approx(1920 + 120)


def test_a_clip_without_size_and_one_of_a_million_pixels_can_be_turned() -> None:
    project = _project(
        new_shape("Line_v2", box=Rect(10, 10, 0, 0)),
        new_shape("Line_v2", box=Rect(10, 500, 800, 0)),
        new_shape("Star", box=Rect(-1e6, -1e6, 9e6, 9e6)),
    )
    nothing, line, _ = _turned(project).scenes[0].clips
    assert (box_of(nothing).width, box_of(line).height) == (0, 0)
