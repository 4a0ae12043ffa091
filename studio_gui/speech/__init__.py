"""Text to sound on this computer: voices, a cache, length estimates and mouth shapes.

What is here works offline and knows nothing of Qt, projects' files or services. Nothing is imported until it is
asked for, because the window shows "~11 s · 27 words" long before anything has to be spoken, and because the worker
process that holds the voice starts faster without numpy. The voice itself (GPL) lives only in
``espeak_worker``, which runs as a process of its own and is never imported by the program.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio_gui.speech.engine import Engine as Engine
    from studio_gui.speech.engine import Voice as Voice
    from studio_gui.speech.engine import VoiceId as VoiceId
    from studio_gui.speech.espeak import EspeakEngine as EspeakEngine
    from studio_gui.speech.language import language_of as language_of
    from studio_gui.speech.lips import mouths as mouths
    from studio_gui.speech.loudness import levelled as levelled
    from studio_gui.speech.markup import plain_text as plain_text
    from studio_gui.speech.sound import Sound as Sound
    from studio_gui.speech.sound import WordMark as WordMark
    from studio_gui.speech.speaker import Speaker as Speaker
    from studio_gui.speech.system import SystemEngine as SystemEngine
    from studio_gui.speech.timing import Estimate as Estimate
    from studio_gui.speech.timing import estimate as estimate

_HOME = {
    "Engine": "engine",
    "Voice": "engine",
    "VoiceId": "engine",
    "EspeakEngine": "espeak",
    "language_of": "language",
    "mouths": "lips",
    "levelled": "loudness",
    "plain_text": "markup",
    "Sound": "sound",
    "WordMark": "sound",
    "Speaker": "speaker",
    "SystemEngine": "system",
    "Estimate": "timing",
    "estimate": "timing",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
