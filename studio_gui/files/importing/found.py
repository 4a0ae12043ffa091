"""What came out of a document, and what the way there needs to be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from studio_gui.model.project import Scene

Report: TypeAlias = Callable[[float, str], None]
"""Is told how far it is (0 to 1) and in words; raises :class:`ImportCancelled` to stop the work."""

MOST_SCENES = 1_000
"""More scenes than these are not made of one document."""


@dataclass(frozen=True, slots=True)
class Found:
    """Scenes in their order, what suits a project made of them, and sentences on what was changed or left out."""

    scenes: tuple[Scene, ...]
    name: str = ""
    orientation: str = "landscape"
    notes: tuple[str, ...] = ()

    def with_notes(self, *notes: str) -> Found:
        """The same with more sentences."""
        return replace(self, notes=(*self.notes, *notes))


def unwatched(fraction: float, words: str) -> None:
    """The report of somebody who does not look."""
