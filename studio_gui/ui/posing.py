"""Poses of the stage for pictures: hands in the middle of something, made with the events a mouse makes."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from studio_gui.model import edits
from studio_gui.model.clips import Clip, ImageClip, TextClip
from studio_gui.model.clips.base import Shadow
from studio_gui.model.geometry import Point, box_of
from studio_gui.model.handles import Handle
from studio_gui.model.project import Project
from studio_gui.painting import Assets
from studio_gui.ui.settling import settle

if TYPE_CHECKING:
    from studio_gui.ui.main_window import MainWindow

_LONG_NAMES = (
    "Begrüßung und Einführung in die Donaudampfschifffahrtsgesellschaft",
    "مرحبا بكم في شركتنا الجديدة للطاقة المتجددة في الشرق الأوسط",
    "新入社員のためのオリエンテーションと安全講習について",
)
_PREVIEWED_FRAME = 100
"""A moment of the sample in which its presenter speaks with her eyes open."""


def _send(window: MainWindow, kind: QEvent.Type, at: Point) -> None:
    canvas = window.canvas
    place, left = canvas.camera.to_px(at), Qt.MouseButton.LeftButton
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else left
    screen = QPointF(canvas.viewport().mapToGlobal(place.toPoint()))
    event = QMouseEvent(kind, place, screen, button, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas.viewport(), event)


def _drag(window: MainWindow, start: Point, end: Point) -> None:
    """Press, go there, and hold on."""
    _send(window, QEvent.Type.MouseButtonPress, start)
    for share in (0.3, 0.7, 1):
        _send(window, QEvent.Type.MouseMove, start + (end - start) * share)


def _first(window: MainWindow, kind: type[Clip]) -> Clip:
    clips = [clip for clip in window.document.scene.stacked() if isinstance(clip, kind) and clip.is_drawn]
    return max(clips, key=lambda clip: box_of(clip).width)


def _guides(window: MainWindow) -> None:
    clip = _first(window, TextClip)
    window.document.select((clip.id,))
    width, height = window.document.project.stage_size
    center = box_of(clip).center
    _drag(window, center, Point(width / 2 + 2, height * 0.62))


def _group(window: MainWindow) -> None:
    document = window.document
    members = [clip for clip in document.scene.stacked() if clip.is_drawn and not clip.keeps_aspect][-3:]
    document.select(clip.id for clip in members)
    window.actions_.run("group")


def _inside(window: MainWindow) -> None:
    _group(window)
    window.canvas.picking.reach_into(window.document.selected_clips[0])


def _crop(window: MainWindow) -> None:
    clip = _first(window, ImageClip)
    window.canvas.crop(clip.id)
    box = box_of(clip)
    _drag(window, box.to_scene(Point(0, box.height / 2)), box.to_scene(Point(box.width * 0.3, box.height / 2)))


def _writing(window: MainWindow) -> None:
    window.canvas.setFocus()
    window.canvas.edit_text(_first(window, TextClip).id)


def _turning(window: MainWindow) -> None:
    clip = _first(window, TextClip)
    window.document.select((clip.id,))
    frame = window.canvas.frame
    knob, center = frame.spot(Handle.TURN), frame.box.center
    _drag(window, knob, center + (knob - center).turned(-12))


def _twin(window: MainWindow) -> None:
    window.actions_.run("turn_stage")
    window.canvas.zoom_to_fit()


def _aids(window: MainWindow) -> None:
    for name in ("rulers", "safe", "thirds"):
        window.canvas.aids.show(name)
    width, height = window.document.project.stage_size
    window.document.apply("Add guide", lambda project: edits.add_guide(project, "x", at=width / 4))
    window.document.apply("Add guide", lambda project: edits.add_guide(project, "y", at=height * 0.8))
    window.canvas.zoom_to_fit()


def _key(window: MainWindow) -> None:
    window.actions_.run("align_to_key")
    shown = [clip.id for clip in window.document.scene.stacked() if clip.is_drawn]
    window.document.select(shown[-3:])


def _marks(window: MainWindow) -> None:
    clip, document = _first(window, TextClip), window.document
    fields = {"text": "A text that is much too long for its box. " * 6, "shadow": Shadow(enabled=True, offset_x=-4)}
    document.apply("Change", lambda p: edits.change_clip(p, document.scene_id, clip_id=clip.id, fields=fields))
    document.select((clip.id,))


def _names(window: MainWindow) -> None:
    """Long names in three scripts, of scenes and of clips."""
    document = window.document

    def renamed(project: Project) -> Project:
        for scene, name in zip(project.scenes, itertools.cycle(_LONG_NAMES)):
            clips = tuple(clip.with_studio(name=name) for clip in scene.clips)
            project = edits.change_scene(project, scene.id, studio={"name": name})
            project = edits.replace_clips(project, scene.id, clips={clip.id: clip for clip in clips})
        return project

    document.apply("Rename", renamed)
    document.select((_first(window, TextClip).id,))


def _animate(window: MainWindow) -> None:
    """A tab of the inspector that has little to show."""
    window.document.select((_first(window, TextClip).id,))
    assert window.workspace is not None
    window.workspace.inspector.show_tab("Animate")


def _preview(window: MainWindow) -> None:
    from studio_gui.ui.preview.showing import showing_in

    window.actions_.run("preview_here")
    workspace = window.workspace
    assert workspace is not None
    settle(until=lambda: showing_in(workspace) is not None)
    playback = showing_in(workspace).player.playback
    settle(until=lambda: playback.program is not None and playback.program.is_complete)
    playback.pause()
    playback.seek(_PREVIEWED_FRAME)
    settle(until=lambda: not playback.wants_picture)


def _arabic(window: MainWindow) -> None:
    """A script and notes in a writing that runs from the right, with a paragraph in another."""
    document = window.document
    said = f"{_LONG_NAMES[1]}.\nWelcome, everybody.\n{_LONG_NAMES[2]}。"
    document.apply("Say", lambda project: edits.set_script(project, document.scene_id, text=said))
    notes = {"notes": _LONG_NAMES[1]}
    document.apply("Note", lambda project: edits.change_scene(project, document.scene_id, studio=notes))
    assert window.workspace is not None
    window.workspace.script.notes_button.setChecked(True)


def _missing(window: MainWindow) -> None:
    """A picture and a sound whose files are gone."""
    document, workspace = window.document, window.workspace
    assert workspace is not None
    assert document is not None
    assert document.folder is not None
    for clip in document.scene.clips:
        if clip.studio.media.startswith("media/"):
            (document.folder / clip.studio.media).unlink()
    workspace.set_document(document, Assets(document.folder))
    window.issues.look_again()
    settle(until=lambda: bool(window.issues.issues))


def _layers(window: MainWindow) -> None:
    """A group whose clips are locked and hidden in part, in the list of layers."""
    document = window.document
    members = [clip.id for clip in document.scene.stacked() if clip.is_drawn][:4]
    document.select(members)
    window.actions_.run("group")
    for clip_id, command in zip(members[:2], ("lock", "hide"), strict=True):
        document.select((clip_id,))
        window.actions_.run(command)
    document.select(members[2:3])
    assert window.workspace is not None
    window.workspace.layers.view.expandAll()


def _notice(window: MainWindow) -> None:
    """A notice of two lines, and a hint that is longer than its room."""
    window.notice(f"“{_LONG_NAMES[0]}.png” cannot be read: choose another file, or put it back.", button="Show")
    window.status.hint.set_whole(f"Let go to import “{_LONG_NAMES[0]}, {_LONG_NAMES[0]}.png”")


def _nothing(window: MainWindow) -> None:
    """A search that finds nobody."""
    assert window.workspace is not None
    window.workspace.presenters.search.setText("Nobody is called that")


def _history(window: MainWindow) -> None:
    """Some steps, the last of them taken back."""
    document = window.document
    clip = _first(window, TextClip)
    document.select((clip.id,))
    for command in ("align_center", "duplicate", "bring_to_front", "undo"):
        window.actions_.run(command)
    window.show_panel("history")


POSES: dict[str, Callable[[MainWindow], None]] = {
    "guides": _guides,
    "group": _group,
    "inside": _inside,
    "crop": _crop,
    "writing": _writing,
    "turning": _turning,
    "twin": _twin,
    "aids": _aids,
    "key": _key,
    "marks": _marks,
    "names": _names,
    "animate": _animate,
    "preview": _preview,
    "arabic": _arabic,
    "missing": _missing,
    "history": _history,
    "layers": _layers,
    "notice": _notice,
    "nothing": _nothing,
}
"""What a pose is called, and what strikes it: a drag is held while the picture is taken."""
