"""What differs between two values of a scene, and that the answer is of the two that were asked about."""

from __future__ import annotations

from studio_gui.model.differences import changed_clips, same_presenters
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_presenter, new_scene, new_shape


def test_each_question_has_its_own_answer() -> None:
    clips = [new_shape("Circle", box=Rect(10 * at, 0, 50, 50), fill="#102030").changed(layer=at + 1) for at in range(3)]
    scene = new_scene().changed(clips=tuple(clips))
    moved = clips[1].changed(left=77)
    after = scene.changed(clips=(clips[0], moved, clips[2]))
    assert changed_clips(scene, after) == [(clips[1], moved)]
    assert changed_clips(after, scene) == [(moved, clips[1])]
    assert changed_clips(scene, scene) == []
    assert changed_clips(scene, scene.changed(clips=tuple(clips[:2]))) is None
    assert changed_clips(scene, after) == [(clips[1], moved)]


def test_a_presenter_that_moves_was_touched() -> None:
    person = new_presenter(ai_name="amara", emotion="blazer", box=Rect(0, 0, 300, 600), size=(300, 600))
    shape = new_shape("Circle", box=Rect(0, 0, 50, 50), fill="#102030").changed(layer=2)
    scene = new_scene().changed(clips=(person, shape))
    assert same_presenters(scene, scene.changed(clips=(person, shape.changed(left=9))))
    assert not same_presenters(scene, scene.changed(clips=(person.changed(left=9), shape)))
    assert not same_presenters(scene, scene.changed(clips=(shape,)))
