"""The menu of everything under the pointer, front to back; the locked and the covered can be reached by it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from studio_gui.model.fields import ClipId
from studio_gui.model.geometry import Point
from studio_gui.model.handles import HIT_PX
from studio_gui.ui import theme
from studio_gui.ui.canvas.view import CanvasView


class UnderMenu(theme.Menu):
    """``Select ▸``: one entry for each clip under a point."""

    def __init__(self, canvas: CanvasView, at: Point, *, parent: QWidget) -> None:
        super().__init__("Select", parent)
        self.setObjectName("Select")
        self.setIcon(theme.icon("select"))
        self._canvas = canvas
        for clip in canvas.picking.clips_at(at, reach=HIT_PX / canvas.zoom, locked=True):
            words = clip.label.replace("&", "&&")[:60]
            action = QAction(theme.icon(clip.icon), f"{words} (locked)" if clip.studio.locked else words, self)
            action.setData(clip.id)
            action.setCheckable(True)
            action.setChecked(clip.id in canvas.document.selection)
            action.triggered.connect(self._on_chosen)
            self.addAction(action)

    @Slot()
    def _on_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._canvas.document.select((ClipId(action.data()),))
            self._canvas.setFocus()
