"""Edits of who reads scripts in a project."""

from __future__ import annotations

from collections.abc import Iterable

from studio_gui.model.project import Project
from studio_gui.model.reader import Reader


def set_reader(project: Project, language: str, voice: str) -> Project:
    """Have a voice read the scripts of a language in this project; an empty one lets the choice go."""
    readers = with_reader(project.studio.readers, language, voice)
    if readers == project.studio.readers:
        return project
    return project.changed(studio=project.studio.changed(readers=readers))


def with_reader(readers: Iterable[Reader], language: str, voice: str) -> tuple[Reader, ...]:
    """The choices with another one for a language, in the order of their languages."""
    kept = [one for one in readers if one.language.casefold() != language.casefold()]
    if voice:
        kept.append(Reader(language=language, voice=voice))
    return tuple(sorted(kept, key=lambda one: one.language.casefold()))
