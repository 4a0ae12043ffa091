"""What a film says, scene by scene, by the voices that really spoke it; and that as subtitles beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from studio_gui.files.exporting.scripts import Said, written
from studio_gui.files.writing import replace_file
from studio_gui.model.project import Project
from studio_gui.render.timing import SceneSpan
from studio_gui.render.writing.captions import captions_of
from studio_gui.speech.reading.script import shown_script
from studio_gui.speech.sound import Sound


def said_of(project: Project, spans: Sequence[SceneSpan], sounds: Sequence[Sound]) -> tuple[Said, ...]:
    """The scenes with their speech in cues, where they are in the video."""
    said = []
    for number, (span, sound) in enumerate(zip(spans, sounds, strict=True), 1):
        text = shown_script(span.scene.script_text)
        cues = captions_of(project, text, sound, start_s=span.start_s, length_s=span.duration_s)
        studio = span.scene.studio
        said.append(Said(number, studio.name, text, studio.notes, span.start_s, span.duration_s, cues))
    return tuple(said)


def write_subtitles(target: Path, project: Project, spans: Sequence[SceneSpan], sounds: Sequence[Sound]) -> None:
    """Write a file of :data:`SUBTITLES`, as a whole or not at all; raises :class:`TargetError`."""
    text = written(said_of(project, spans, sounds), suffix=target.suffix, title=project.name)
    replace_file(target, (text or "").encode("utf-8"))
