"""Turning the stage in the window: command, form, notice, the way back."""

from __future__ import annotations

from itertools import chain

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from studio_gui.model import edits
from studio_gui.model.edits.orientation import Lost, clips_that_left, each_now_covered
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_shape
from studio_gui.model.project import Project
from studio_gui.ui.actions import file
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.window.turning import MANY


def _said(window: MainWindow) -> str:
    label = window.notice_.findChild(QLabel)
    assert isinstance(label, QLabel)
    return label.text()


def test_the_command_lays_every_scene_out_anew_and_undo_gives_back_every_number(window: MainWindow) -> None:
    document = window.document
    assert document is not None
    before = document.project
    window.actions_.run("turn_stage")
    after = document.project
    assert after.stage_size == (1080, 1920)
    assert clips_that_left(before, after) == ()
    assert all(old is not new for old, new in zip(before.scenes, after.scenes, strict=True))
    assert window.notice_.isVisible()
    assert "portrait" in _said(window)
    document.undo_stack.undo()
    assert document.project is before
    window.actions_.run("turn_stage")
    assert document.undo_stack.undoText() == "Make it portrait"
    window.actions_.run("turn_stage")
    assert document.project.stage_size == (1920, 1080)


def test_the_form_of_the_project_lays_out_as_the_command_does(window: MainWindow) -> None:
    document, workspace = window.document, window.workspace
    assert document is not None
    assert workspace is not None
    workspace.inspector.scene_form.field("project.orientation").edited.emit(lambda _old: "portrait")
    by_form = document.project
    document.undo_stack.undo()
    window.actions_.run("turn_stage")
    assert document.project == by_form


def test_clips_that_left_the_stage_are_counted_and_shown(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    assert document is not None
    far = new_shape("Star", box=Rect(1500, 100, 100, 100))
    scene_id = document.project.scenes[-1].id
    document.apply("Insert", lambda project: edits.add_clip(project, scene_id, clip=far))

    def only_the_frame(project: Project) -> Project:
        return project.changed(orientation="portrait")

    document.apply("Crop", only_the_frame)
    assert "outside" in _said(window)
    button = window.notice_.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    lost = clips_that_left(document.project.changed(orientation="landscape"), document.project)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert document.scene_id == lost[0][0]
    assert document.selection == tuple(clip for scene, clip in lost if scene == lost[0][0])


def _covered(before: Project, after: Project) -> list[Lost]:
    return list(chain.from_iterable(each_now_covered(before, after)))


def test_what_the_presenter_covers_on_the_other_stage_is_told_and_shown(window: MainWindow, qtbot: QtBot) -> None:
    file.open_sample(window.context, "onboarding")
    document = window.document
    assert document is not None
    wide = document.project
    window.actions_.run("turn_stage")
    covered = _covered(wide, document.project)
    labels = {clip.label for _scene, clip in document.project.all_clips() if clip.id in {each for _, each in covered}}
    assert {"Card 2", "Card 3", "Number 2"} <= labels
    assert not {"Card 1", "Amara", "Underline"} & labels  # free, in front, and where the presenter was over it before
    assert f"{len(covered)} clips lie beneath others" in _said(window)
    button = window.notice_.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert document.scene_id == covered[0][0]
    assert set(document.selection) == {clip for scene, clip in covered if scene == covered[0][0]}


def test_where_there_are_hundreds_it_is_told_a_moment_later(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    assert document is not None
    scene = document.scene
    assert scene is not None
    many = tuple(new_shape("Star", box=Rect(1700, 3 * n, 300, 40)) for n in range(MANY + 40))
    document.apply("Fill", lambda project: edits.clips.replace_scene(project, scene.changed(clips=many)))
    wide = document.project
    window.actions_.run("turn_stage")
    covered = len(_covered(wide, document.project))
    qtbot.waitUntil(
        lambda: f"{covered} clips lie beneath others" in _said(window) if covered else "still on it" in _said(window)
    )
    document.undo_stack.undo()
    qtbot.waitUntil(lambda: "landscape" in _said(window))
    assert document.project is wide
