"""Giving the media of a project public addresses, since services fetch everything from one.

The payload gets the addresses; the project keeps its files.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from studio_gui.base.errors import MediaError
from studio_gui.base.media import resolve
from studio_gui.files.names import name_of
from studio_gui.model.clips import AudioClip, Clip, ImageClip, VideoClip
from studio_gui.model.project import Project, Scene

Host = Callable[[Path], str]
"""Brings a file where it can be fetched and answers its address; the same content is brought there once."""
Told = Callable[[int, int], None]
"""Hears how many of how many files are hosted."""


def hosted(project: Project, folder: Path, *, host: Host, told: Told | None = None) -> Project:
    """The project with an address for each file that has none; raises :class:`MediaError` for one that is missing."""
    wanted = sorted(local_media(project))
    addresses: dict[str, str] = {}
    for number, ref in enumerate(wanted):
        if told is not None:
            told(number, len(wanted))
        path = resolve(ref, folder)
        if path is None:
            said = f"The file “{name_of(ref, project)}” is missing from the project."
            raise MediaError(said, "Put it back or choose another.")
        addresses[ref] = host(path)
    return project.changed(scenes=tuple(_scene(scene, addresses) for scene in project.scenes)) if wanted else project


def local_media(project: Project) -> set[str]:
    """The references of files that a service could not fetch as they are."""
    found = set()
    for scene in project.scenes:
        if scene.background.studio.media and not scene.background.source_url:
            found.add(scene.background.studio.media)
        for clip in scene.clips:
            if is_local(clip) and clip.studio.media:
                found.add(clip.studio.media)
    return found


def refuse_local_media(project: Project, title: str) -> None:
    """Raise :class:`MediaError` naming the first clip whose file a service could not fetch."""
    for number, scene in enumerate(project.scenes, 1):
        if scene.background.studio.media and not scene.background.source_url:
            raise _not_public("background", number, name_of(scene.background.studio.media, project), title)
        for clip in scene.clips:
            if is_local(clip):
                raise _not_public(f"clip “{clip.label}”", number, name_of(clip.studio.media, project), title)


def _not_public(what: str, scene: int, file: str, title: str) -> MediaError:
    return MediaError(
        f"The {what} in scene {scene} is the file “{file}” on this computer, which {title} cannot fetch.",
        "Give it a public address, or set up a place for media.",
    )


def is_local(clip: Clip) -> bool:
    """Whether a clip shows a file that has no public address yet."""
    is_file = isinstance(clip, (ImageClip, VideoClip, AudioClip)) and not clip.studio.hidden
    return bool(is_file and clip.studio.media and not _url_of(clip))


def _scene(scene: Scene, addresses: dict[str, str]) -> Scene:
    background = scene.background
    url = addresses.get(background.studio.media or "", "")
    if url and not background.source_url:
        background = background.changed(source_url=url)
    return scene.changed(background=background, clips=tuple(_clip(clip, addresses) for clip in scene.clips))


def _clip(clip: Clip, addresses: dict[str, str]) -> Clip:
    url = addresses.get(clip.studio.media or "", "")
    if not url or not isinstance(clip, (ImageClip, VideoClip, AudioClip)) or _url_of(clip):
        return clip
    return clip.changed(video_url=url) if isinstance(clip, VideoClip) else clip.changed(source_url=url)


def _url_of(clip: Clip) -> str:
    if isinstance(clip, VideoClip):
        return clip.video_url
    return clip.source_url if isinstance(clip, (ImageClip, AudioClip)) else ""
