"""From form 1 to form 2: what media files were called moves from the clips into the project's own list.

Form 1 knew a file by its content alone; the only trace of its first name was the name of a clip that showed it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from studio_gui.base.json_text import Json, JsonDict


def migrated(raw: JsonDict) -> JsonDict:
    """The JSON of form 2."""
    private = raw.get("studio")
    studio: JsonDict = {**private} if isinstance(private, dict) else {}
    studio["format"] = 2
    names: dict[str, str] = {}
    for media, name in _named(raw):
        names.setdefault(media, f"{name}{PurePosixPath(media).suffix}")
    if names and "files" not in studio:
        studio["files"] = [{"media": media, "name": names[media]} for media in sorted(names)]
    return {**raw, "studio": studio}


def _named(raw: JsonDict) -> Iterator[tuple[str, str]]:
    for scene in _objects(raw.get("scenes")):
        for clip in _objects(scene.get("clips")):
            studio = clip.get("studio")
            media, name = (studio.get("media"), studio.get("name")) if isinstance(studio, dict) else (None, None)
            if isinstance(media, str) and media.startswith("media/") and isinstance(name, str) and name:
                yield media, name


def _objects(value: Json) -> Iterator[JsonDict]:
    return (part for part in (value if isinstance(value, list) else ()) if isinstance(part, dict))
