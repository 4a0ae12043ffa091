"""Another file keeps the place of the old one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.model import edits
from studio_gui.model.checks.carried import not_carried
from studio_gui.model.clips import Shadow
from studio_gui.model.clips.base import Crop
from studio_gui.model.edits.replacing import with_media
from studio_gui.model.fields import ClipId
from studio_gui.model.geometry import Rect, box_of
from studio_gui.model.new import new_audio, new_image, new_project, new_scene, new_shape, new_video

side = st.integers(1, 8000)


@given(side, side, st.integers(-180, 180))
def test_a_new_picture_lies_in_the_middle_of_the_old_one_undistorted(width: int, height: int, angle: int) -> None:
    old = new_image(box=Rect(100, 50, 800, 600), size=(400, 300), media="media/a.png", url="https://example.com/a.png")
    old = old.changed(angle=angle, opacity=40).with_studio(crop=Crop(left=0.5), name="Logo")
    scene = new_scene().changed(clips=(old,))
    project = new_project(scenes=(scene,))
    after = edits.replace_media(project, scene.id, clip_id=old.id, media="media/b.png", size=(width, height))
    new = after.scenes[0].clips[0]
    before, box = box_of(old), box_of(new)
    assert (box.center.x, box.center.y) == pytest.approx((before.center.x, before.center.y), abs=1e-6)
    assert box.width / box.height == pytest.approx(width / height, rel=1e-6)
    assert box.width <= before.width + 1e-6
    assert box.height <= before.height + 1e-6
    assert (new.opacity, new.angle, new.layer, new.id) == (40, angle, old.layer, old.id)
    assert (new.studio.media, new.studio.name, new.studio.crop, new.source_url) == ("media/b.png", "Logo", None, "")


def test_what_is_gone_or_shows_no_file_is_left_alone() -> None:
    shape = new_shape("Circle", box=Rect(0, 0, 10, 10))
    scene = new_scene().changed(clips=(shape,))
    project = new_project(scenes=(scene,))
    for clip_id in (shape.id, ClipId("gone")):
        assert edits.replace_media(project, scene.id, clip_id=clip_id, media="m", size=(1, 1)) is project


def test_only_what_a_payload_cannot_carry_is_marked() -> None:
    picture = new_image(box=Rect(0, 0, 10, 10), size=(10, 10))
    video = new_video(box=Rect(0, 0, 10, 10), size=(10, 10))
    shape = new_shape("Circle", box=Rect(0, 0, 10, 10))
    assert not [words for clip in (picture, video, shape) for words in not_carried(clip)]
    cropped = picture.with_studio(crop=Crop(left=0.2))
    assert not not_carried(cropped)  # of a file of this computer the part that shows is sent
    assert not_carried(cropped.changed(source_url="https://example.com/whole.png"))
    assert not_carried(picture.changed(opacity=0))
    assert not_carried(video.changed(angle=10))
    assert not_carried(shape.changed(shadow=Shadow(enabled=True, offset_x=-3)))
    assert not not_carried(shape.changed(shadow=Shadow(enabled=False, offset_x=-3)))
    assert not not_carried(video.changed(angle=10).with_studio(hidden=True))


def test_another_sound_has_no_place_and_needs_none() -> None:
    sound = new_audio(media="media/a.mp3", url="https://example.com/a.mp3")
    new = with_media(sound, media="media/b.mp3", size=(0, 0))
    assert (new.studio.media, new.source_url, new.id) == ("media/b.mp3", "", sound.id)


def test_a_picture_that_had_no_size_still_gets_another_file() -> None:
    flat = new_image(box=Rect(10, 20, 5, 5), size=(5, 5), media="media/a.png").changed(width=0, height=0)
    new = with_media(flat, media="media/b.png", size=(400, 300))
    assert new.studio.media == "media/b.png"
    assert (box_of(new).width, box_of(new).height) == (400, 300)
