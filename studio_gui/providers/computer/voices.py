"""Voices that a project names and this computer does not have: a film is made all the same, in another voice."""

from __future__ import annotations

from collections.abc import Iterator

from studio_gui.model.checks import Issue
from studio_gui.model.checks.issue import Place
from studio_gui.model.project import Project
from studio_gui.speech import Speaker
from studio_gui.speech.engine import VoiceId
from studio_gui.speech.system import name_in


def missing_voices(project: Project, speaker: Speaker) -> Iterator[Issue]:
    """A warning for every scene that another voice reads than the one it names.

    The first time somebody names a voice of the system it takes seconds, until those are listed.
    """
    for index, scene in enumerate(project.scenes):
        voice = scene.studio.voice
        is_read = bool(scene.script_text.strip()) and not scene.studio.recording
        if voice and is_read and speaker.find(VoiceId(voice)) is None:
            message = f"The voice “{name_in(voice)[:60]}” was not found on this computer; another one reads the script."
            yield Place(index).warning("voice-missing", message, field="script")
