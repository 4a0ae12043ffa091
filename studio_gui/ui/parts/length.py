"""How long a scene will be, as far as it can be told without speaking it."""

from __future__ import annotations

from functools import lru_cache

from studio_gui.model.project import Scene
from studio_gui.render.timing import scene_length_s
from studio_gui.speech import estimate
from studio_gui.speech.reading.script import reading_of, shown_script


def length_s(scene: Scene, *, language: str = "en", media_s: float = 0) -> float:
    """The length in seconds; ``media_s`` is that of the scene's longest video or sound."""
    spoken = speech_s(scene.script_text, language=language) / float(scene.studio.speed) + pauses_s(scene.script_text)
    return scene_length_s(scene, spoken, duration_of=lambda _ref: media_s or None)


@lru_cache(maxsize=1024)
def speech_s(org: str, *, language: str) -> float:
    """The estimated seconds of a script's text as written, without its pauses."""
    text = shown_script(org)
    return estimate(text, language=language).seconds if text else 0.0


@lru_cache(maxsize=1024)
def pauses_s(org: str) -> float:
    """The silence that a script asks for."""
    return reading_of(org).pauses_s
