"""How long a scene will be, as far as it can be told without speaking it."""

from __future__ import annotations

from functools import lru_cache

from studio_gui.model.project import Scene
from studio_gui.speech import estimate, plain_text

BREATH_S = 0.3
"""Silence after the speech of a scene."""
EMPTY_S = 5.0
"""A scene with neither speech nor film. Source: how movies are timed in ``render``."""


def length_s(scene: Scene, *, language: str = "en", media_s: float = 0) -> float:
    """The length in seconds; ``media_s`` is that of the scene's longest video or sound."""
    if scene.studio.duration_s is not None:
        return float(scene.studio.duration_s)
    speech = speech_s(scene.script_text, language=language) / float(scene.studio.speed)
    if speech > 0:
        return speech + BREATH_S
    return media_s or EMPTY_S


@lru_cache(maxsize=1024)
def speech_s(org: str, *, language: str) -> float:
    """The estimated seconds of a script's text as written."""
    text = plain_text(org)
    return estimate(text, language=language).seconds if text else 0.0


def clock(seconds: float) -> str:
    """``0:11`` or ``1:02:03``."""
    whole = max(0, round(seconds))
    if whole >= 3600:
        return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"
    return f"{whole // 60}:{whole % 60:02d}"
