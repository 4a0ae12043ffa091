"""Apply to all scenes, from the menu of the window."""

from __future__ import annotations

from studio_gui.model.geometry import box_of
from studio_gui.ui.main_window import MainWindow


def test_the_selection_comes_to_every_scene_in_one_step(window: MainWindow) -> None:
    document = window.document
    accent = next(clip for clip in document.scene.clips if clip.label == "Accent")
    document.select([accent.id])
    window.actions_.refresh()
    assert window.actions_["apply_everywhere"].isEnabled()
    window.actions_["apply_everywhere"].trigger()
    for scene in document.project.scenes:
        (found,) = [clip for clip in scene.clips if clip.label == "Accent"]
        assert box_of(found) == box_of(accent)
    assert document.undo_stack.undoText() == "Apply Accent to all scenes"
    assert document.undo_stack.count() == 1
    assert window.notice_.accessibleName() == "Accent is in all 3 scenes now."
    window.actions_["apply_everywhere"].trigger()
    assert document.undo_stack.count() == 1
    assert window.notice_.accessibleName() == "Every scene has it already."


def test_without_a_selection_it_is_the_background(window: MainWindow) -> None:
    document = window.document
    backgrounds = {scene.background for scene in document.project.scenes}
    assert len(backgrounds) > 1
    window.actions_.run("apply_everywhere")
    assert {scene.background for scene in document.project.scenes} == {document.project.scenes[0].background}
    document.undo_stack.undo()
    assert {scene.background for scene in document.project.scenes} == backgrounds
