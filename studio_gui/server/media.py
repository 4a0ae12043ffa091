"""Bringing the media of a payload to this computer before it is drawn: painters never fetch anything.

What cannot be fetched is left out, as the real service does (tutorial: unreachable pictures are silently missing).
"""

from __future__ import annotations

import contextlib
import secrets
import threading
import time
from collections.abc import Iterator
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


class MediaStock:
    """Media by their address, fetched once; the folder looks like that of a project."""

    def __init__(self, folder: Path, *, base_url: str, fetch_s: float) -> None:
        self.folder = folder
        self._base_url, self._fetch_s = base_url, fetch_s
        self._media = MediaFolder(folder)
        self._known: dict[str, str] = {}
        self._lock = threading.Lock()

    def localised(self, project: Project) -> Project:
        """The project with every address it names fetched into ``folder``, as far as that is possible."""
        return project.changed(scenes=tuple(self._scene(scene) for scene in project.scenes))

    def _scene(self, scene: Scene) -> Scene:
        background = scene.background
        if ref := self._ref(background.source_url):
            background = background.changed(studio=background.studio.changed(media=ref))
        return scene.changed(background=background, clips=tuple(self._clip(clip) for clip in scene.clips))

    def _clip(self, clip: Clip) -> Clip:
        url = _address(clip)
        ref = self._ref(url) if url else ""
        return clip.with_studio(media=ref) if ref else clip

    def _ref(self, url: str) -> str:
        """The reference of what lies at an address; empty when it cannot be had."""
        if not url.startswith(("http://", "https://")):
            return ""
        with self._lock:
            if url not in self._known:
                try:
                    self._known[url] = self._fetched(url)
                except (StudioError, OSError):
                    self._known[url] = ""
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
        if not is_within(url, self._base_url) or "/" in name or not name:
            return None
        path = self.folder / HOSTED / name
        return path if path.is_file() else None

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


def _address(clip: Clip) -> str:
    if isinstance(clip, (ImageClip, AudioClip)):
        return clip.source_url
    if isinstance(clip, VideoClip):
        return clip.video_url
    return clip.model.source_url if isinstance(clip, AvatarClip) else ""
