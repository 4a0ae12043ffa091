"""Draws all pictures again: `python -m artwork [presenters|backgrounds|icons|pictures] [id]`, run inside `packaging/`."""

from __future__ import annotations

import sys
from pathlib import Path

from . import presenters

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def main(words: list[str]) -> None:
    """Writes the chosen set, or all of them."""
    what, only = (words + ["", ""])[:2]
    if what in ("", "presenters"):
        presenters.write_all(RESOURCES / "presenters", only)


main(sys.argv[1:])
