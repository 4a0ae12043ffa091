"""A host as the “Test” button sees it: something that is asked, answers a sentence, and is closed."""

from __future__ import annotations

from studio_gui.providers.hosting.bringing import try_out
from studio_gui.providers.hosting.shelf import Shelf


class ShelfOnTrial:
    """A host that is opened for one test."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def test(self) -> str:
        """Bring a tiny file there and ask for it; raises :class:`StudioError`."""
        return try_out(self._shelf)

    def close(self) -> None:
        """Close the connections."""
        self._shelf.close()
