"""Edits of the project's own pronunciation dictionary."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from studio_gui.model.project import Project
from studio_gui.model.saying import Saying


def put_sayings(project: Project, sayings: Iterable[Saying], *, instead_of: Collection[Saying] = ()) -> Project:
    """The project with entries added, or put in the place of others; one for the same words, language and voice goes."""
    found = with_sayings(project.studio.sayings, sayings, instead_of=instead_of)
    return project if found == project.studio.sayings else project.changed(studio=project.studio.changed(sayings=found))


def with_sayings(
    old: Iterable[Saying], new: Iterable[Saying], *, instead_of: Collection[Saying] = ()
) -> tuple[Saying, ...]:
    """A dictionary with entries added or replaced, in the order of its words."""
    table = {_key(saying): saying for saying in old if saying not in instead_of}
    table.update({_key(saying): saying for saying in new})
    return tuple(sorted(table.values(), key=lambda saying: (saying.word.casefold(), _key(saying))))


def _key(saying: Saying) -> tuple[str, str, str, bool]:
    word = saying.word if saying.match_case else saying.word.casefold()
    return word, saying.language.lower(), saying.voice, saying.match_case
