"""Media files that are there and cannot be used: a video is made all the same, so a person has to be told before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import TypeAlias

from studio_gui.base.errors import MediaError
from studio_gui.base.media import BUILTIN, resolve
from studio_gui.files.names import name_of
from studio_gui.files.probing import MediaFacts, probe
from studio_gui.model.checks import Issue
from studio_gui.model.checks.issue import Place
from studio_gui.model.clips import AudioClip, Clip, ImageClip, VideoClip
from studio_gui.model.project import Project

_Found: TypeAlias = MediaFacts | str | None
"""What a file holds, why it cannot be read, or None when there is nothing to look at."""


def broken_media(project: Project, folder: Path) -> Iterator[Issue]:
    """A warning for every clip and background whose file is there and does not hold what it should."""
    facts_of = cache(partial(_facts, folder=folder))  # many clips share a file
    called = partial(name_of, project=project)
    for index, scene in enumerate(project.scenes):
        ref = scene.background.studio.media
        facts = facts_of(ref)
        if isinstance(facts, str) or (facts is not None and facts.kind == "audio"):
            yield Place(index).warning(
                "media-broken", f"The background’s file “{called(ref)}” cannot be read; its colour is drawn instead."
            )
        for clip in scene.clips:
            yield from _clip_issues(clip, Place(index, clip), facts_of, called)


def _clip_issues(
    clip: Clip, place: Place, facts_of: Callable[[str], _Found], called: Callable[[str], str]
) -> Iterator[Issue]:
    if not isinstance(clip, (ImageClip, VideoClip, AudioClip)) or clip.studio.hidden:
        return
    ref, kind = clip.studio.media, clip.kind_title.lower()
    facts = facts_of(ref)
    play = clip.studio.play
    if (
        play is not None
        and isinstance(facts, MediaFacts)
        and facts.duration_s
        and not play.part(facts.duration_s).length_s
    ):
        message = f"The {kind} lasts {facts.duration_s:.1f} s, and the trim leaves nothing of it."
        yield place.warning("trimmed-away", message)
    if isinstance(facts, MediaFacts) and facts.breaks_off_s is not None and _suits(clip, facts):
        rest = "silent" if isinstance(clip, AudioClip) else "its last picture stays"
        message = (
            f"The {kind}’s file “{called(ref)}” breaks off after {facts.breaks_off_s:.1f} of {facts.duration_s:.1f} s;"
            f" {rest}."
        )
        yield place.warning("media-broken", message, field="media")
    if facts is None or (not isinstance(facts, str) and _suits(clip, facts)):
        return
    result = "it will be missing" if isinstance(clip, AudioClip) else "a stand-in is drawn"
    yield place.warning("media-broken", f"The {kind}’s file “{called(ref)}” cannot be read; {result}.", field="media")


def _suits(clip: Clip, facts: MediaFacts) -> bool:
    if isinstance(clip, AudioClip):
        return facts.has_sound
    return facts.kind == "picture" if isinstance(clip, ImageClip) else facts.kind != "audio"


def _facts(ref: str, folder: Path) -> _Found:
    path = None if not ref or ref.startswith(BUILTIN) else resolve(ref, folder)
    if path is None:
        return None
    try:
        about = path.stat()
    except OSError as error:
        return str(error)
    return _probed(path, about.st_mtime_ns, about.st_size)


@lru_cache(maxsize=1024)
def _probed(path: Path, changed_ns: int, size: int) -> MediaFacts | str:
    """The facts, found once for each state of a file: checks run after every edit."""
    try:
        return probe(path)
    except MediaError as error:
        return error.message
