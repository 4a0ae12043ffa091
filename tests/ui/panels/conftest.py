"""Documents and panels for these tests: real ones, shown offscreen."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.model import edits
from studio_gui.model.geometry import Rect
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
from studio_gui.ui.document import Document
from studio_gui.ui.forms.color_field import ColorField
from studio_gui.ui.forms.color_picker import ColorPicker
from studio_gui.ui.panels.inspector import InspectorPanel
from studio_gui.ui.panels.script import ScriptPanel
from tests.ui.shell.conftest import empty_window, project, services, window

__all__ = ["empty_window", "project", "services", "window"]


def make_project() -> Project:
    """Two scenes; the first holds one clip of every kind."""
    first = new_scene(script="Welcome to our company.", name="Welcome", color="rgb(200,30,30)")
    second = new_scene(script="", color="rgb(30,30,200)")
    project = new_project(name="Demo", scenes=(first, second))
    clips = (
        new_presenter(ai_name="amara", emotion="blazer", box=Rect(1200, 180, 600, 900), size=(800, 1200)),
        new_text("Welcome\naboard", box=Rect(120, 200, 900, 300)),
        new_shape("Rectangle_corner0", box=Rect(100, 540, 400, 200), name="Bar"),
        new_image(box=Rect(100, 60, 200, 100), size=(800, 400), media="builtin:pictures/logo.png", name="Logo"),
        new_video(box=Rect(600, 600, 480, 270), size=(960, 540), media="builtin:pictures/waves.mp4", name="Waves"),
        new_audio(media="builtin:pictures/calm-pad.m4a", label="Music"),
    )
    for clip in clips:
        project = edits.add_clip(project, first.id, clip=clip)
    return project


@pytest.fixture
def document(qapp: object, tmp_path: Path) -> Document:
    """A document with a folder of its own, as a saved project has."""
    return Document(make_project(), path=tmp_path / "Demo.studio")


def clip_id(document: Document, kind: str) -> str:
    """The id of the first clip of a kind in the current scene."""
    scene = document.scene
    assert scene is not None
    return next(clip.id for clip in scene.clips if clip.type == kind)


def clip_of(document: Document, kind: str):
    """The first clip of a kind in the current scene, as it is now."""
    scene = document.scene
    assert scene is not None
    return next(clip for clip in scene.clips if clip.type == kind)


def shown_inspector(qtbot: QtBot, document: Document, services: Services) -> InspectorPanel:
    """The inspector of a document, on the screen."""
    panel = InspectorPanel(document, services)
    qtbot.addWidget(panel)
    panel.resize(304, 900)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def shown_script(qtbot: QtBot, document: Document, services: Services) -> ScriptPanel:
    """The script of a document, on the screen."""
    panel = ScriptPanel(document, services)
    qtbot.addWidget(panel)
    panel.resize(900, 180)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def opened_picker(panel: InspectorPanel) -> ColorPicker:
    """The colour picker of the fill of what is selected, open."""
    assert panel.whole_form() is not None
    field = panel.whole_form().field("fill")
    assert isinstance(field, ColorField)
    field.open_picker()
    assert field.picker is not None
    return field.picker
