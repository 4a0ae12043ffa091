"""What is applied to all scenes is the same in all of them, and nothing else changes."""

from __future__ import annotations

from studio_gui.model import edits
from studio_gui.model.clips import Clip
from studio_gui.model.edits.everywhere import apply_background_everywhere, apply_clips_everywhere, twin_of
from studio_gui.model.geometry import Rect, box_of
from studio_gui.model.new import new_image, new_presenter, new_project, new_scene, new_shape, new_text
from studio_gui.model.project import Project


def a_project() -> Project:
    """Three scenes with a title each; the first has a ground and a logo besides, the third an old logo."""
    scenes = [new_scene(script="Hello."), new_scene(), new_scene(color="rgb(9,9,9)")]
    project = new_project(scenes=tuple(scenes))
    ground = new_shape("Rectangle_corner0", box=Rect(0, 0, 1920, 200), name="Band")
    project = edits.add_clip(project, scenes[0].id, clip=ground)
    for number, scene in enumerate(scenes):
        title = new_text(f"Part {number}", box=Rect(100, 100 + number, 800, 100), name="Title")
        project = edits.add_clip(project, scene.id, clip=title)
    logo = new_image(box=Rect(1700, 900, 120, 60), size=(240, 120), media="media/new.png", name="Logo")
    old = new_image(box=Rect(10, 10, 90, 90), size=(90, 90), media="media/old.png", name="Logo")
    project = edits.add_clip(project, scenes[2].id, clip=old)
    return edits.add_clip(project, scenes[0].id, clip=logo)


def named(project: Project, index: int, label: str) -> Clip:
    return next(clip for clip in project.scenes[index].clips if clip.label == label)


def applied(project: Project, *labels: str) -> Project:
    ids = {named(project, 0, label).id for label in labels}
    return apply_clips_everywhere(project, project.scenes[0].id, clip_ids=ids)


def test_a_logo_comes_to_every_scene_once() -> None:
    before = a_project()
    after = applied(before, "Logo")
    for index in (1, 2):
        logo = named(after, index, "Logo")
        assert box_of(logo) == box_of(named(before, 0, "Logo"))
        assert logo.studio.media == "media/new.png"
        assert [clip.label for clip in after.scenes[index].clips].count("Logo") == 1
    assert named(after, 2, "Logo").id == named(before, 2, "Logo").id
    assert named(after, 2, "Logo").layer == named(before, 2, "Logo").layer
    assert after.scenes[0] is before.scenes[0]
    assert applied(after, "Logo") is after


def test_texts_keep_their_words() -> None:
    before = a_project()
    title = named(before, 0, "Title")
    red = edits.change_clips(
        before, before.scenes[0].id, clip_ids=[title.id], fields={"fill": "rgb(200,0,0)", "left": 333}
    )
    after = applied(red, "Title")
    titles = [named(after, index, "Title") for index in range(3)]
    assert [clip.text for clip in titles] == ["Part 0", "Part 1", "Part 2"]
    assert {(clip.fill, clip.left, clip.top) for clip in titles} == {("rgb(200,0,0)", 333, 100)}
    assert len({clip.id for clip in titles}) == 3


def test_what_lies_behind_everything_comes_behind_everything() -> None:
    after = applied(a_project(), "Band", "Logo")
    order = [clip.label for clip in after.scenes[1].stacked()]
    assert order == ["Band", "Title", "Logo"]
    ids = [clip.id for scene in after.scenes for clip in scene.clips]
    assert len(set(ids)) == len(ids)


def test_the_background_is_that_of_the_scene() -> None:
    before = a_project()
    after = apply_background_everywhere(before, before.scenes[2].id)
    assert {scene.background.source_color for scene in after.scenes} == {"rgb(9,9,9)"}
    assert after.scenes[2] is before.scenes[2]
    assert [scene.clips for scene in after.scenes] == [scene.clips for scene in before.scenes]


def test_a_presenter_takes_the_script_along() -> None:
    project = a_project()
    who = new_presenter(ai_name="amara", emotion="blazer", box=Rect(0, 0, 600, 900), size=(800, 1200))
    project = edits.add_clip(project, project.scenes[0].id, clip=who)
    for scene in project.scenes:
        project = edits.set_script(project, scene.id, text="Hi.")
    after = apply_clips_everywhere(project, project.scenes[0].id, clip_ids=[who.id])
    assert [scene.scripts[0].model_id for scene in after.scenes] == ["amara"] * 3
    assert twin_of(who, after.scenes[1].clips) is not None
