"""Where in a project words are that a dictionary says otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from studio_gui.model.fields import SceneId
from studio_gui.model.project import Project
from studio_gui.model.saying import Saying
from studio_gui.speech.language import language_of
from studio_gui.speech.markup import plain_text
from studio_gui.speech.reading.dictionary import Dictionary

_AROUND = 32


@dataclass(frozen=True, slots=True)
class Use:
    """One place: characters of the script without its markup, and the words around it."""

    scene_id: SceneId
    number: int
    """Of the scene, from 1."""
    start: int
    end: int
    words: str


def uses_of(project: Project, saying: Saying) -> tuple[Use, ...]:
    """Every place where the entry counts, in the order of the scenes."""
    dictionary, found = Dictionary([saying]), []
    for number, scene in enumerate(project.scenes, 1):
        text = plain_text(scene.script_text)
        language = language_of(text, project.studio.language or "en")
        for start, end, _ in dictionary.found(text, language=language, voice=scene.studio.voice):
            found.append(Use(scene.id, number, start, end, _around(text, start, end)))
    return tuple(found)


def _around(text: str, start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    words = " ".join(text[first:last].split())
    return f"{'…' if first else ''}{words}{'…' if last < len(text) else ''}"
