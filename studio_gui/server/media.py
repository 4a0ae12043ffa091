"""Bringing the media of a payload to this computer before it is drawn: painters never fetch anything.

What cannot be fetched is left out, as the real service does (tutorial: unreachable pictures are silently missing).
"""

from __future__ import annotations

import contextlib
import re
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import requests

from studio_gui.base.errors import MediaError, StudioError
from studio_gui.files.media import MediaFolder
from studio_gui.files.writing import make_folder
from studio_gui.model.clips import AudioClip, AvatarClip, Clip, ImageClip, VideoClip
from studio_gui.model.project import Project, Scene
from studio_gui.providers.addresses import is_within
from studio_gui.providers.http import new_session

MOST_BYTES = 512 << 20
HOSTED = "hosted"
"""The folder of media that the server itself hands out under ``/media/``."""


_NAME = re.compile(r"[A-Za-z0-9_-]{1,80}\.[A-Za-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class Localised:
    """A project whose media are on this computer, as far as that was possible."""

    project: Project
    refs: Mapping[str, str]
    """The reference each address became; empty for what could not be had."""


class MediaStock:
    """Media by their address, fetched once; the folder looks like that of a project.

    What could not be had is asked for again for the next project.
    """

    def __init__(self, folder: Path, *, base_url: str, fetch_s: float) -> None:
        self.folder = folder
        self._base_url, self._fetch_s = base_url, fetch_s
        self._media = MediaFolder(folder)
        self._known: dict[str, str] = {}
        self._lock = threading.Lock()

    def localised(self, project: Project) -> Localised:
        """The project with every address it names fetched into ``folder``, as far as that is possible."""
        refs: dict[str, str] = {}
        scenes = tuple(self._scene(scene, refs) for scene in project.scenes)
        return Localised(project.changed(scenes=scenes), refs)

    def _scene(self, scene: Scene, refs: dict[str, str]) -> Scene:
        background = scene.background
        if ref := self._ref(background.source_url, refs):
            background = background.changed(studio=background.studio.changed(media=ref))
        return scene.changed(background=background, clips=tuple(self._clip(clip, refs) for clip in scene.clips))

    def _clip(self, clip: Clip, refs: dict[str, str]) -> Clip:
        url = _address(clip)
        ref = self._ref(url, refs) if url else ""
        return clip.with_studio(media=ref) if ref else clip

    def _ref(self, url: str, refs: dict[str, str]) -> str:
        """The reference of what lies at an address, noted in ``refs``; empty when it cannot be had."""
        if not url.startswith(("http://", "https://")):
            return ""
        if url not in refs:
            refs[url] = self._brought(url)
        return refs[url]

    def _brought(self, url: str) -> str:
        with self._lock:
            if url not in self._known:
                try:
                    self._known[url] = self._fetched(url)
                except (StudioError, OSError):
                    return ""
            return self._known[url]

    def _fetched(self, url: str) -> str:
        own = self.own_file(url)
        if own is not None:
            return self._media.add(own)
        make_folder(self.folder)
        part = self.folder / f".{secrets.token_hex(6)}.part"
        try:
            with open(part, "xb") as file:
                for block in self._blocks(url):
                    file.write(block)
            return self._media.add(part)
        finally:
            with contextlib.suppress(OSError):
                part.unlink()

    def own_file(self, url: str) -> Path | None:
        """The file behind an address of the server's own; None for others."""
        name = urlsplit(url).path.removeprefix("/media/")
        return file_in(self.folder / HOSTED, name) if is_within(url, self._base_url) else None

    def _blocks(self, url: str) -> Iterator[bytes]:
        end = time.monotonic() + self._fetch_s
        left = MOST_BYTES
        with new_session(url) as session:
            try:
                with session.get(url, stream=True, timeout=(min(5.0, self._fetch_s), self._fetch_s)) as response:
                    response.raise_for_status()
                    for block in response.iter_content(1 << 16):
                        left -= len(block)
                        if left < 0 or time.monotonic() > end:
                            raise MediaError("The file is too large or too slow.")
                        yield block
            except requests.RequestException as error:
                raise MediaError("The file cannot be fetched.", detail=type(error).__name__) from None


def hosted_name(content_hash: str, suffix: str) -> str:
    """The name of a file the server hands out."""
    return f"{content_hash[:32]}{suffix}"


def file_in(folder: Path, name: str) -> Path | None:
    """The file of a name that came from outside; None when it is not there, or is no plain name."""
    return path if _NAME.fullmatch(name) and (path := folder / name).is_file() else None


def _address(clip: Clip) -> str:
    if isinstance(clip, (ImageClip, AudioClip)):
        return clip.source_url
    if isinstance(clip, VideoClip):
        return clip.video_url
    return clip.model.source_url if isinstance(clip, AvatarClip) else ""
