"""Presenters of accounts are called as people call them, not as a service does."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.model.clips import AvatarClip
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_presenter, new_project, new_scene
from studio_gui.model.project import Project
from studio_gui.ui.document import Document
from studio_gui.ui.panels.inspector import InspectorPanel
from studio_gui.ui.panels.inspector.extras import PresenterSection
from tests.ui.avatars.posed import pose


def _clip(ai_name: str) -> AvatarClip:
    return new_presenter(ai_name=ai_name, emotion="BG1", box=Rect(0, 0, 300, 400), size=(300, 400))


@pytest.fixture
def project(services: Services) -> Project:
    """With an avatar that was made here, a presenter an account listed, and one nobody knows."""
    pose(services, "ready", name="Ada Lovelace", remote_id="a1b2-c3d4")
    folder = services.paths.state / "catalogue"
    folder.mkdir(parents=True)
    (folder / "practice.json").write_text('{"at": 1780000000, "models": [{"id": "M000045058", "name": "Ana"}]}')
    clips = [_clip(name) for name in ("a1b2-c3d4", "M000045058", "M999")]
    return new_project(scenes=tuple(new_scene(script="Hi.").changed(clips=(clip,)) for clip in clips))


def test_the_checks_call_them_by_their_names(services: Services, project: Project) -> None:
    issues = services.check(project, folder=Path())
    assert [issue.message for issue in issues if issue.code == "service-presenter"] == [
        "The presenter “Ada Lovelace” belongs to a service; a stand-in is drawn.",
        "The presenter “Ana” belongs to a service; a stand-in is drawn.",
        "The presenter M999 belongs to a service; a stand-in is drawn.",
    ]


def test_the_inspector_calls_them_by_their_names_and_their_tip_is_the_id(
    services: Services, project: Project, qtbot: QtBot
) -> None:
    document = Document(project)
    panel = InspectorPanel(document, services)
    panel.resize(280, 600)
    panel.show()
    for index, name in enumerate(("Ada Lovelace", "Ana", "M999")):
        scene = project.scenes[index]
        document.select_scene(scene.id)
        document.select([scene.clips[0].id])
        qtbot.waitUntil(lambda: panel.findChild(PresenterSection) is not None)
        person = panel.findChild(PresenterSection).person  # type: ignore[union-attr]
        qtbot.waitUntil(lambda combo=person.combo, wanted=name: combo.currentText() == wanted)
        said = scene.clips[0]
        assert isinstance(said, AvatarClip)
        assert person.combo.currentData() == said.model.ai_name
        assert person.combo.toolTip() == ("" if name == "M999" else said.model.ai_name)
    QThreadPool.globalInstance().waitForDone(5000)
    panel.hide()
    panel.deleteLater()
