"""What came out of a document, and what the way there needs to be told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeVar

from studio_gui.model.project import Scene

T = TypeVar("T")
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


def watched(things: Sequence[T], report: Report, what: str) -> Iterator[T]:
    """The things one after the other; ``report`` is told before each, ``Page 1 of 4``, and once all are done."""
    for number, thing in enumerate(things, 1):
        report((number - 1) / len(things), f"{what} {number} of {len(things)}")
        yield thing
    if things:
        report(1.0, f"{what} {len(things)} of {len(things)}")
