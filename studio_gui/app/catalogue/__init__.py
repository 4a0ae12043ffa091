"""Who can stand on the stage besides the presenters that ship: those of accounts, and those a person kept.

The list of an account and its pictures lie in the state folder, so they are there without a network; presets lie in
the user's data folder and are theirs. Widgets must not go in.
"""

from studio_gui.app.catalogue.catalogue import Catalogue, Model, Outfit
from studio_gui.app.catalogue.pictures import PictureCache
from studio_gui.app.catalogue.presets import Preset, Presets

__all__ = ["Catalogue", "Model", "Outfit", "PictureCache", "Preset", "Presets"]
