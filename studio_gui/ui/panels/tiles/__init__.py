"""A grid of pictures to choose from, shared by media and presenters."""

from studio_gui.ui.panels.tiles.grid import GAP, TileGrid
from studio_gui.ui.panels.tiles.model import TileModel
from studio_gui.ui.parts.tile import Tile

__all__ = ["GAP", "Tile", "TileGrid", "TileModel"]
