"""Draws all pictures again: `python -m artwork [presenters|backgrounds|icons|pictures|motion] [id]`, run inside `packaging/`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from . import app_icon, backgrounds, icons, motion, pictures, presenters

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def main(words: list[str]) -> None:
    """Writes the chosen set, or all of them."""
    what, only = [*words, "", ""][:2]
    if what in ("", "presenters"):
        presenters.write_all(RESOURCES / "presenters", only)
    if what in ("", "backgrounds"):
        backgrounds.write_all(RESOURCES / "backgrounds")
    if what in ("", "icons"):
        icons.write_all(RESOURCES / "icons")
        app_icon.write_all(RESOURCES / "icons")
    if what in ("", "pictures"):
        pictures.write_all(RESOURCES / "pictures")
    if what in ("", "motion"):
        motion.write_music(RESOURCES / "pictures" / "calm-pad.m4a")
        motion.write_film(RESOURCES / "pictures" / "waves.mp4")


main(sys.argv[1:])
