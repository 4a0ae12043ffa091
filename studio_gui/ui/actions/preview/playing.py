"""Commands that play the project."""

from __future__ import annotations

import importlib

from studio_gui.model.fields import SceneId
from studio_gui.ui import multimedia
from studio_gui.ui.actions.context import Context
from studio_gui.ui.threads import in_background


def play_all(context: Context) -> None:
    """Play the whole project, from its first scene on."""
    _play(context, context.open.project.scenes[0].id)


def play_here(context: Context) -> None:
    """Play from the current scene on."""
    _play(context, context.scene.id)


def _play(context: Context, scene_id: SceneId) -> None:
    document, window = context.open, context.window

    def play(_loaded: None) -> None:
        if context.document is document and window.is_editing:
            _show(context, scene_id)

    in_background(window, _load, done=play)


def _load() -> None:
    """What decodes, mixes and plays takes a moment to load when something is first played."""
    for name in ("studio_gui.render.playing.composer", "studio_gui.render.playing.feeder"):
        importlib.import_module(name)
    multimedia.load()  # without that part of Qt it plays all the same, unheard


def _show(context: Context, scene_id: SceneId) -> None:
    from studio_gui.ui.preview.showing import Showing, showing_in

    workspace, services = context.window.workspace, context.services
    if workspace is None:
        return
    workspace.canvas.hand.cancel()
    shown = showing_in(workspace)
    if shown is None:
        fps = context.window.memory.text("fps", "30")
        fps_now = int(fps) if fps.isdecimal() else 30
        shown = Showing(workspace, services, context.open, fps=fps_now, projects=context.window.projects)
    shown.play(scene_id)
