"""What media files were called before their content became their name.

The project file keeps the list (``studio.files``). In between, names are kept here for the whole process: a file taken
in by one project and pasted into another is still called what it was, and no edit has to carry it along.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator

from studio_gui.model.clips import Clip
from studio_gui.model.project import MediaName, Project, Scene

_names: dict[str, str] = {}
_lock = threading.Lock()
_MOST_CHARACTERS = 200


def note_name(media: str, name: str) -> None:
    """Note what the file of a reference was called; the first name a content has is the one it keeps."""
    if name == media.rpartition("/")[2]:
        return  # it came out of another project's folder, which knows more or nobody does
    with _lock:
        _names.setdefault(media, name[:_MOST_CHARACTERS])


def note_names(project: Project) -> None:
    """Note the names a project file gives."""
    for entry in project.studio.files:
        note_name(entry.media, entry.name)


def name_of(media: str, project: Project | None = None) -> str:
    """What the file of a reference was called; its own file name when nobody knows."""
    listed = {entry.media: entry.name for entry in project.studio.files} if project else {}
    return listed.get(media) or _names.get(media) or media.rpartition("/")[2]


def known_names(refs: Iterable[str]) -> dict[str, str]:
    """The names of those references that have one."""
    return {ref: _names[ref] for ref in refs if ref in _names}


def with_names(project: Project) -> Project:
    """The project with every file it needs in its list, as far as names are known; the same when nothing is new."""
    listed = {entry.media for entry in project.studio.files}
    new = {media: _names[media] for media in media_in(project) if media in _names and media not in listed}
    if not new:
        return project
    added = (MediaName(media=media, name=name) for media, name in new.items())
    files = tuple(sorted((*project.studio.files, *added), key=lambda entry: entry.media))
    return project.changed(studio=project.studio.changed(files=files))


def media_in(project: Project) -> tuple[str, ...]:
    """Every reference to a media file in the project, each once, in the order of the scenes."""
    return tuple(dict.fromkeys(ref for scene in project.scenes for ref in media_of_scene(scene)))


def media_of_scene(scene: Scene) -> Iterator[str]:
    """Every reference to a media file in a scene, as often as it is used."""
    if scene.background.studio.media:
        yield scene.background.studio.media
    if scene.studio.recording:
        yield scene.studio.recording
    yield from media_of_clips(scene.clips)


def media_of_clips(clips: Iterable[Clip]) -> Iterator[str]:
    """Every reference to a media file in clips, as often as it is used."""
    for clip in clips:
        if clip.studio.media:
            yield clip.studio.media
        if clip.studio.poster:
            yield clip.studio.poster


def media_in_all(projects: Iterable[Project]) -> frozenset[str]:
    """Every reference in any of these projects; scenes they share are looked at once."""
    scenes = {id(scene): scene for project in projects for scene in project.scenes}
    return frozenset(ref for scene in scenes.values() for ref in media_of_scene(scene))
