"""Keys of segments: digests of everything that decides how a scene looks and sounds.

Left out is only what nobody can see or hear in it: names, notes, guides. How words are said, by whom and what is written
below count as the sound and the captions that came of them: those of the scene alone. What is new in a scene or
project counts by itself. Media count by their content, so that a file that is copied or touched is the same and a replaced one is not.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

from studio_gui import __version__
from studio_gui.base.json_text import Json, JsonDict, dumps
from studio_gui.base.media import MediaFiles
from studio_gui.base.presenters import bundled_presenters
from studio_gui.model.clips import AvatarClip
from studio_gui.model.project import Project, Scene
from studio_gui.speech.sound import Sound

_UNSEEN_SCENE = ("sceneIdx", "thumbnailUrl")
_UNSEEN_STUDIO = ("name", "notes", "guidesX", "guidesY", "guides_x", "guides_y", "files", "app", "format")
_HEARD_STUDIO = ("language", "sayings", "readers", "captions")
"""Of the project; each scene counts what it makes of them."""
_WHOLE_BYTES = 32 << 20
"""Larger files count by their ends, size and time: reading gigabytes would take as long as the work that is saved."""


class Keys:
    """The keys of one film; ``made`` is how it is made: size, rate, codec."""

    def __init__(self, project: Project, media: MediaFiles, *, made: str) -> None:
        self._files = media
        about = project.to_json()
        studio = about.get("studio")
        unseen = (*_UNSEEN_STUDIO, *_HEARD_STUDIO)
        seen = {"orientation": about.get("orientation"), "studio": _without(studio, unseen)}
        self._film = "\n".join((program_mark(), made, dumps(seen)))

    def pictures(self, scene: Scene, *, frames: int, said: Sound | None, with_: str = "") -> str:
        """The key of a scene's pictures; ``said`` is what moves the mouth of whoever is seen speaking (None: nobody is),
        ``with_`` is what else decides them. Looking at the sound is much quicker than looking for the mouths in it.
        """
        rate, samples = (said.rate, said.samples.data) if said is not None else (0, b"")
        from studio_gui.painting.fonts import fonts_mark  # the keys of sounds must not wait for Qt

        return self._key("pictures", scene, f"{fonts_mark()}\n{frames}\n{rate}\n{with_}\n".encode(), samples)

    def sound(self, scene: Scene, *, start: int, length: int, speech: Sound) -> str:
        """The key of a scene's sound from one sample on; where it lies within a block of the encoder counts."""
        head = f"{start % 1024} {length} {speech.rate}\n".encode()
        return self._key("sound", scene, head, speech.samples.data)

    def _key(self, kind: str, scene: Scene, *more: bytes | memoryview) -> str:
        digest = hashlib.sha256(f"{kind}\n{self._film}\n{_scene_text(scene)}\n".encode())
        for name, content in sorted(self._media(scene)):
            digest.update(f"{name}={content}\n".encode())
        for each in more:
            digest.update(each)
        return digest.hexdigest()

    def _media(self, scene: Scene) -> Iterator[tuple[str, str]]:
        for ref in {*_words(scene.to_json())}:
            path = self._files.path_of(ref)
            if path is not None:
                yield ref, _content(path)
        for clip in scene.clips:
            person = bundled_presenters().get(clip.model.ai_name) if isinstance(clip, AvatarClip) else None
            if person is not None and isinstance(clip, AvatarClip):
                yield clip.model.emotion, _content(person.outfit(clip.model.emotion).path)


def _scene_text(scene: Scene) -> str:
    said = {name: value for name, value in scene.to_json().items() if name not in _UNSEEN_SCENE}
    return dumps({**said, "studio": _without(said.get("studio"), (*_UNSEEN_STUDIO, "id"))})


def _without(value: Json, names: Sequence[str]) -> JsonDict:
    return {name: each for name, each in value.items() if name not in names} if isinstance(value, dict) else {}


def _words(value: Json) -> Iterator[str]:
    """Every text that may be the name of a file."""
    if isinstance(value, str):
        if ("/" in value or "." in value) and len(value) < 300 and "<" not in value:
            yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _words(each)
    elif isinstance(value, list):
        for each in value:
            yield from _words(each)


def _content(path: Path) -> str:
    try:
        about = path.stat()
    except OSError:
        return "gone"
    return _digest(path, about.st_size, about.st_mtime_ns)


@lru_cache(maxsize=512)
def _digest(path: Path, size: int, changed_ns: int) -> str:
    digest = hashlib.blake2b(digest_size=16)
    try:
        with open(path, "rb") as file:
            if size <= _WHOLE_BYTES:
                digest.update(file.read())
            else:
                digest.update(f"{size} {changed_ns}".encode() + file.read(1 << 20))
                file.seek(-(1 << 20), 2)
                digest.update(file.read())
    except OSError:
        return "unreadable"
    return digest.hexdigest()


@cache
def program_mark() -> str:
    """The program as far as it draws, speaks and encodes: its version, and its source where that is there."""
    import av

    return f"{__version__} {av.__version__} {av.library_versions} {source_mark(Path(__file__).parents[2])}"


def source_mark(root: Path) -> str:
    """A mark of the source in ``root``; one that nothing else has while that is being replaced by an update.

    What is kept under that is never found again: it may be of either program.
    """
    digest = hashlib.blake2b(digest_size=16)
    try:
        for folder in ("painting", "render", "speech", "model", "base"):
            for path in sorted((root / folder).rglob("*.py")):
                digest.update(path.read_bytes())
    except OSError:
        return secrets.token_hex(16)
    return digest.hexdigest()
