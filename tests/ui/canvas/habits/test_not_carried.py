"""What the payload cannot carry: a mark on the stage says it, and so does the check before an export."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from studio_gui.files.payload import export_payload
from studio_gui.files.project_file import open_project
from studio_gui.model import edits
from studio_gui.model.checks import Facts, check
from studio_gui.model.clips import AvatarClip, VideoClip
from studio_gui.model.clips.base import Shadow
from studio_gui.model.edits.scenes import new_script
from tests.ui.canvas.habits.conftest import presenter, video
from tests.ui.canvas.habits.desk import Desk


def said(desk: Desk) -> list[str]:
    """What preflight says for a service."""
    return [issue.sentence for issue in check(desk.project, facts=Facts(is_service=True))]


def marked(desk: Desk, word: str) -> bool:
    """Whether hovering over some mark shows a tip with a word in it."""
    for spot in desk.canvas.chrome.marks:
        place = spot.toPoint()
        event = QHelpEvent(QEvent.Type.ToolTip, place, desk.canvas.viewport().mapToGlobal(place))
        QApplication.sendEvent(desk.canvas.viewport(), event)
        text = QToolTip.text()
        QToolTip.hideText()
        if word in text:
            return True
    return False


def test_nothing_is_marked_where_all_is_well(desk: Desk) -> None:
    assert desk.canvas.chrome.marks == ()


def test_opacity_0(desk: Desk) -> None:
    desk.put("Red", opacity=0)
    assert marked(desk, "Opacity is 0")
    assert any("Opacity is 0" in line for line in said(desk))
    desk.mouse.click(300, 300)
    desk.key("5")
    assert desk.canvas.chrome.marks == ()


def test_a_turned_video_and_an_animated_one(desk: Desk) -> None:
    desk.add(video())
    desk.put("Film", angle=30)
    assert marked(desk, "no angle for a video")
    assert any("no angle for a video" in line for line in said(desk))
    animated = VideoClip.read({**video().to_json(), "animation": {"type": "fade-in", "duration": 1, "delay": 0}})
    desk.key("Ctrl+Z")
    desk.add(animated)
    assert marked(desk, "no animation for a video")
    assert any("no animation for a video" in line for line in said(desk))
    kept = export_payload(desk.project)["scenes"][0]["clips"][-1]
    assert kept["animation"]["type"] == "fade-in"


@pytest.mark.parametrize(("field", "value", "word"), [("offset_x", -3, "offset X is -3"), ("offset_y", 0, "offset Y")])
def test_a_shadow_to_the_left_or_up(desk: Desk, field: str, value: float, word: str) -> None:
    desk.put("Red", shadow=Shadow(enabled=True, **{field: value}))
    assert marked(desk, word)
    assert any(word in line for line in said(desk))


def test_more_than_one_script_and_ids_that_differ(desk: Desk) -> None:
    desk.add(presenter())
    scene = desk.document.scene
    two = (*scene.scripts, new_script("Somebody else"))
    desk.document.apply("Two", lambda p: edits.clips.replace_scene(p, scene.changed(scripts=two)))
    assert marked(desk, "2 scripts")
    assert any("2 scripts" in line for line in said(desk))
    desk.key("Ctrl+Z")
    other = scene.scripts[0].changed(model_id="somebody")
    desk.document.apply("Other", lambda p: edits.clips.replace_scene(p, scene.changed(scripts=(other,))))
    assert isinstance(desk.clip("Amara"), AvatarClip)
    assert marked(desk, "names another presenter")
    assert any("names another presenter" in line for line in said(desk))


def test_media_without_a_public_url(desk: Desk) -> None:
    assert any("public address" in line for line in said(desk))


def test_another_orientation(desk: Desk) -> None:
    desk.document.apply("Turn", lambda p: p.changed(orientation="square"))
    assert any("“square” is unknown" in line for line in said(desk))


def test_a_hidden_clip_is_left_out_and_said_groups_and_locks_are_the_editors_own(desk: Desk) -> None:
    desk.select("Red", "Green")
    desk.key("Ctrl+G")
    desk.key("Ctrl+Shift+L")
    desk.select("Title")
    desk.key("Ctrl+Shift+H")
    body = export_payload(desk.project)["scenes"][0]["clips"]
    assert len(body) == 3
    assert all("studio" not in clip for clip in body)
    assert any("hidden and left out" in line for line in said(desk))
    desk.key("Ctrl+S")
    desk.qtbot.waitUntil(lambda: desk.document.is_clean)
    saved = open_project(desk.document.path).project.scenes[0].clips
    assert [clip.studio.locked for clip in saved] == [True, True, False, False]
    assert saved[0].studio.group == saved[1].studio.group != ""
    assert saved[2].studio.hidden


def test_an_unknown_colour_is_named_and_kept(desk: Desk) -> None:
    desk.put("Red", fill="hsl(10, 50%, 50%)")
    assert marked(desk, "hsl(10, 50%, 50%)")
    assert any("“hsl(10, 50%, 50%)” (fill)" in line for line in said(desk))
    assert export_payload(desk.project)["scenes"][0]["clips"][0]["fill"] == "hsl(10, 50%, 50%)"
