"""How one was looking at a project: the scene and the clips, the part of the stage, how far the lists are scrolled.

It outlives a switch of tabs and a restart; none of it is history.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QScrollBar

from studio_gui.base.json_text import Json, JsonDict
from studio_gui.model.fields import ClipId, SceneId
from studio_gui.ui.document import Document

if TYPE_CHECKING:
    from studio_gui.ui.window.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that is put back when a project is shown again."""

    scene: str = ""
    selection: tuple[str, ...] = ()
    zoom: float = 0.0
    """Pixels of the screen per scene pixel; 0 keeps the whole stage in sight."""
    x: float = 0.0
    y: float = 0.0
    """The scene point in the middle of the view; means nothing when ``zoom`` is 0."""
    scenes: int = 0
    layers: int = 0
    inspector: int = 0
    """How far down these are scrolled, in their own steps."""

    @classmethod
    def at(cls, workspace: Workspace) -> Look:
        """The look as it is now."""
        canvas, document = workspace.canvas, workspace.canvas.document
        zoom = 0.0 if canvas.camera.is_fitting else canvas.zoom
        scrolled = {name: bar.value() for name, bar in _bars(workspace).items()}
        return cls(document.scene_id, document.selection, zoom, canvas.center.x, canvas.center.y, **scrolled)

    @classmethod
    def read(cls, raw: Json) -> Look:
        """What ``to_json`` wrote; fields that make no sense are as if they were never written."""
        entry = raw if isinstance(raw, dict) else {}
        chosen = entry.get("selection")
        return cls(
            scene=str(entry.get("scene", "")),
            selection=tuple(map(str, chosen)) if isinstance(chosen, list) else (),
            zoom=_number(entry.get("zoom")),
            x=_number(entry.get("x")),
            y=_number(entry.get("y")),
            scenes=int(_number(entry.get("scenes"))),
            layers=int(_number(entry.get("layers"))),
            inspector=int(_number(entry.get("inspector"))),
        )

    def to_json(self) -> JsonDict:
        """Plain values for the session file."""
        return {**asdict(self), "selection": list(self.selection)}

    def place(self, document: Document) -> None:
        """Go to the scene and select the clips, where they are still there."""
        document.select_scene(SceneId(self.scene))
        document.select(map(ClipId, self.selection))

    def put(self, workspace: Workspace) -> None:
        """Show the same part of the stage and of the lists."""
        canvas = workspace.canvas
        if self.zoom > 0:
            canvas.set_zoom(self.zoom)
            canvas.camera.pan((canvas.center.x - self.x) * canvas.zoom, (canvas.center.y - self.y) * canvas.zoom)
        for view, wanted in ((workspace.scenes.view, self.scenes), (workspace.layers.view, self.layers)):
            if wanted:
                _lay_out(view)
        if self.inspector:
            workspace.inspector.lay_out()
        for name, bar in _bars(workspace).items():
            bar.setValue(getattr(self, name))


def _number(raw: Json) -> float:
    return float(raw) if isinstance(raw, (int, float)) and math.isfinite(raw) else 0.0


def _bars(workspace: Workspace) -> dict[str, QScrollBar]:
    return {
        "scenes": workspace.scenes.view.verticalScrollBar(),
        "layers": workspace.layers.view.verticalScrollBar(),
        "inspector": workspace.inspector.scroll_area.verticalScrollBar(),
    }


def _lay_out(view: QAbstractItemView) -> None:
    """Lists measure their rows when there is time; a bar that is to be set must know its range now."""
    view.doItemsLayout()
