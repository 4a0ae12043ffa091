"""The presenters panel: a grid of people in their clothes; a click puts one on the stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio_gui.model.project import Project
from studio_gui.painting import Assets
from studio_gui.painting.media.presenters import Presenter, bundled_presenters
from studio_gui.ui import theme
from studio_gui.ui.document import Document
from studio_gui.ui.panels.presenters import placing
from studio_gui.ui.panels.tiles import Tile, TileGrid, TileModel

if TYPE_CHECKING:
    from studio_gui.app.services import Services

_ASPECT = 1.06
_ASSETS_BYTES = 24 << 20


class PresentersPanel(QWidget):
    """Who can speak in the scene."""

    def __init__(self, document: Document, services: Services | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document = document
        self._assets = Assets(None, cache_bytes=_ASSETS_BYTES)
        self.model = TileModel(self._draw, self)
        self.grid = TileGrid(self.model, self, aspect=_ASPECT, lines=2, on_click=True)
        self.grid.setAccessibleName("Presenters")
        self.model.set_tiles([tile for person in bundled_presenters().values() for tile in _tiles(person)])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S4, theme.S4, 0, 0)
        layout.addWidget(self.grid)
        self.grid.chosen.connect(self._on_chosen)
        theme.watch(self, self.update)
        self._connect()

    def set_document(self, document: Document) -> None:
        """Show another document."""
        self._document.changed.disconnect(self._on_changed)
        self._document.scene_changed.disconnect(self._mark)
        self._document = document
        self._connect()

    def _connect(self) -> None:
        self._document.changed.connect(self._on_changed)
        self._document.scene_changed.connect(self._mark)
        self._mark()

    def _on_changed(self, _before: Project, _after: Project) -> None:
        self._mark()

    def _mark(self) -> None:
        scene = self._document.scene
        presenter = scene.presenter if scene else None
        self.model.mark([f"{presenter.model.ai_name}/{presenter.model.emotion}"] if presenter else [])

    def _on_chosen(self, tile: Tile) -> None:
        who, _slash, outfit = tile.key.partition("/")
        placing.put(self._document, bundled_presenters()[who], outfit=outfit)

    def _draw(self, tile: Tile, size: tuple[int, int]) -> QImage | None:
        """Head and shoulders, as wide as the tile."""
        who, _slash, outfit = tile.key.partition("/")
        box = bundled_presenters()[who].box
        image = self._assets.presenter(who, outfit, size=(size[0], round(size[0] * box[1] / box[0])))
        return image.copy(QRect(0, 0, image.width(), round(image.width() * _ASPECT))) if image else None


def _tiles(person: Presenter) -> list[Tile]:
    return [Tile(f"{person.id}/{outfit.id}", person.name, outfit.name, "presenter") for outfit in person.outfits]
