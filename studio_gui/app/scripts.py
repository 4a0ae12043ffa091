"""What a project says and when, by the very voices that speak it; and subtitles back into the scenes they belong to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from studio_gui.files.exporting.scripts import Said
from studio_gui.files.importing.found import Report, unwatched, watched
from studio_gui.files.importing.scenes import filled
from studio_gui.files.importing.scripts import Part, ScriptFile
from studio_gui.files.importing.subtitles import part_of
from studio_gui.model.project import Project
from studio_gui.speech.reading.script import shown_script

if TYPE_CHECKING:
    from studio_gui.speech.speaker import Speaker

_LATE_S = 3.0
"""Subtitles may end so much after the video and still be taken for its own."""


def said_in(
    project: Project, *, folder: Path | None, speaker: Callable[[], Speaker], report: Report = unwatched
) -> tuple[Said, ...]:
    """The scenes with their speech in cues, where they are in the video; slow, as everything is spoken.

    ``report`` may raise to stop. Raises :class:`SpeechError`.
    """
    from studio_gui.painting import Assets
    from studio_gui.render.speaking import speech_of
    from studio_gui.render.timing import plan
    from studio_gui.render.writing.subtitles import said_of

    scenes = watched(project.scenes, report, "Speaking scene")
    sounds = [speech_of(project, scene, speaker=speaker(), folder=folder) for scene in scenes]
    assets = Assets(folder)
    try:
        spans = plan(project, [sound.duration_s for sound in sounds], duration_of=assets.duration_s)
    finally:
        assets.close()
    return said_of(project, spans, sounds)


def untimed(project: Project) -> tuple[Said, ...]:
    """The scenes with what they say, and no times: for forms that show none."""
    return tuple(
        Said(number, scene.studio.name, shown_script(scene.script_text), scene.studio.notes, 0.0, 0.0)
        for number, scene in enumerate(project.scenes, 1)
    )


def fill_scripts(project: Project, script: ScriptFile, *, said: Sequence[Said] = (), start: int = 0) -> Project:
    """The project with a file's scripts in its scenes.

    Subtitles of this very video, translated perhaps, go by their times into the scenes that are ``said`` then; other
    texts go part by part into the scenes from ``start`` on.
    """
    parts = by_time(script, said) if script.is_timed and said else None
    return filled(project, parts, start=0) if parts is not None else filled(project, script.parts, start=start)


def by_time(script: ScriptFile, said: Sequence[Said]) -> tuple[Part, ...] | None:
    """Subtitles sorted into scenes by their middles; None when they are not those of this video."""
    if not script.cues or not any(each.cues for each in said):
        return None
    end_s = said[-1].start_s + said[-1].duration_s
    if script.cues[-1].end_s > end_s + _LATE_S:
        return None
    parts = []
    for index, each in enumerate(said):
        until = said[index + 1].start_s if index + 1 < len(said) else float("inf")
        own = [cue for cue in script.cues if each.start_s <= (cue.start_s + cue.end_s) / 2 < until]
        parts.append(part_of(own) if own else Part(text=each.text))
    return tuple(parts)
