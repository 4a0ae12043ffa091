"""The document: one project, one history."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from studio_gui.model import edits
from studio_gui.model.fields import ClipId, SceneId
from studio_gui.model.geometry import Point, Rect
from studio_gui.model.new import new_project, new_scene, new_shape
from studio_gui.model.project import Project
from studio_gui.ui.document import MERGE_PAUSE_S, Document


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def document(qapp: object, clock: Clock) -> Document:
    first = new_scene(script="One").changed(clips=(new_shape("Star", box=Rect(10, 20, 30, 40)),))
    return Document(new_project(scenes=(first, new_scene(script="Two"))), clock=clock)


def _clip_id(document: Document) -> ClipId:
    assert document.scene is not None
    return document.scene.clips[0].id


def _left(document: Document) -> float:
    return document.project.scenes[0].clips[0].left


def _move(document: Document, dx: float) -> Callable[[Project], Project]:
    scene, clip_id = document.project.scenes[0].id, document.project.scenes[0].clips[0].id
    return lambda project: edits.move_clips(project, scene, clip_ids=[clip_id], delta=Point(dx, 0))


def _say(document: Document, text: str) -> Callable[[Project], Project]:
    scene = document.project.scenes[0].id
    return lambda project: edits.set_script(project, scene, text=text)


def test_undo_puts_the_very_same_project_back(document: Document) -> None:
    start = document.project
    document.apply("Move Star", _move(document, 5))
    after = document.project
    assert document.undo_stack.undoText() == "Move Star"
    document.undo_stack.undo()
    assert document.project is start
    document.undo_stack.redo()
    assert document.project is after


def test_an_edit_that_changes_nothing_leaves_no_step(document: Document) -> None:
    assert not document.apply("Move", _move(document, 0))
    assert document.undo_stack.count() == 0
    assert document.is_clean


def test_a_gesture_of_many_moves_is_one_step(document: Document) -> None:
    gesture = document.begin("Move Star")
    for dx in range(1, 50):
        gesture.update(_move(document, 0) if dx == 1 else lambda project, dx=dx: _moved(project, dx))
    assert gesture.commit()
    assert document.undo_stack.count() == 1
    assert _left(document) == 59
    document.undo_stack.undo()
    assert _left(document) == 10


def _moved(project: Project, dx: float) -> Project:
    scene = project.scenes[0]
    return edits.move_clips(project, scene.id, clip_ids=[scene.clips[0].id], delta=Point(dx, 0))


def test_a_cancelled_gesture_leaves_nothing_behind(document: Document) -> None:
    start = document.project
    gesture = document.begin("Move Star")
    gesture.update(lambda project: _moved(project, 70))
    assert not document.is_clean
    gesture.cancel()
    gesture.update(lambda project: _moved(project, 90))
    assert document.project is start
    assert document.is_clean
    assert document.undo_stack.count() == 0


def test_a_gesture_that_ends_where_it_began_leaves_no_step(document: Document) -> None:
    start = document.project
    gesture = document.begin("Move Star")
    gesture.update(lambda project: _moved(project, 70))
    gesture.update(lambda project: _moved(project, 0))
    assert not gesture.commit()
    assert document.project is start
    assert document.is_clean


def test_an_edit_in_mid_gesture_finishes_the_gesture_first(document: Document) -> None:
    gesture = document.begin("Move Star")
    gesture.update(lambda project: _moved(project, 70))
    document.apply("Edit script", _say(document, "New"))
    assert gesture.is_over
    assert [document.undo_stack.text(i) for i in range(2)] == ["Move Star", "Edit script"]


def test_typing_is_one_step_until_the_hand_rests(document: Document, clock: Clock) -> None:
    for text in ("O", "On", "Onc"):
        document.apply("Edit script", _say(document, text), merge="script")
        clock.now_s += MERGE_PAUSE_S / 2
    clock.now_s += MERGE_PAUSE_S
    document.apply("Edit script", _say(document, "Once"), merge="script")
    assert document.undo_stack.count() == 2
    document.undo_stack.undo()
    assert document.project.scenes[0].script_text == "Onc"


def test_typing_and_taking_it_back_leaves_no_step_and_a_clean_mark(document: Document) -> None:
    document.apply("Edit script", _say(document, "Onee"), merge="script")
    document.apply("Edit script", _say(document, "One"), merge="script")
    assert document.undo_stack.count() == 0


def test_leaving_the_field_ends_the_step(document: Document) -> None:
    document.apply("Edit script", _say(document, "A"), merge="script")
    document.end_merging()
    document.apply("Edit script", _say(document, "B"), merge="script")
    assert document.undo_stack.count() == 2


def test_the_clean_mark_follows_saving_and_undo(document: Document, tmp_path: object) -> None:
    from pathlib import Path

    document.apply("Move", _move(document, 5))
    document.mark_saved(Path(str(tmp_path)) / "P.studio")
    assert document.is_clean
    document.undo_stack.undo()
    assert not document.is_clean
    document.undo_stack.redo()
    assert document.is_clean


def test_the_selection_drops_clips_that_are_gone(document: Document) -> None:
    clip_id = _clip_id(document)
    document.select([clip_id, ClipId("no-such-clip")])
    assert document.selection == (clip_id,)
    scene = document.scene_id
    document.apply("Delete", lambda project: edits.remove_clips(project, scene, clip_ids=[clip_id]))
    assert document.selection == ()


def test_undo_goes_to_the_scene_it_changes(document: Document) -> None:
    first, second = (scene.id for scene in document.project.scenes)
    document.apply("Move", _move(document, 5))
    document.select_scene(second)
    document.undo_stack.undo()
    assert document.scene_id == first


def test_a_removed_scene_hands_over_to_its_neighbour(document: Document) -> None:
    first, second = (scene.id for scene in document.project.scenes)
    document.select_scene(second)
    document.apply("Delete scene", lambda project: edits.remove_scenes(project, scene_ids=[second]))
    assert document.scene_id == first
    document.apply("Delete scene", lambda project: edits.remove_scenes(project, scene_ids=[first]))
    assert document.scene_id == SceneId("")
    assert document.scene is None
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert len(document.project.scenes) == 2


def test_undo_of_a_new_scene_leads_back_to_where_one_was(document: Document) -> None:
    first, second = (scene.id for scene in document.project.scenes)
    made = new_scene()
    document.apply("New scene", lambda project: edits.add_scene(project, scene=made, index=1))
    document.select_scene(made.id)
    document.undo_stack.undo()
    assert document.scene_id == first
    assert document.project.scene(second) is not None


def test_a_name_is_no_step_and_holds_for_the_whole_history(document: Document) -> None:
    start = document.project
    document.apply("Move", _move(document, 5))
    document.apply("Move on", _move(document, 7))
    document.name("Chosen")
    assert document.undo_stack.count() == 2
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.project.name == "Chosen"
    assert document.project.scenes == start.scenes
    document.undo_stack.redo()
    assert document.project.name == "Chosen"
