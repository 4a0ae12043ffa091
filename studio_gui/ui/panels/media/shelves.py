"""What there is to choose from: the project's own files, and the pictures and backgrounds that ship."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from studio_gui.base.media_names import SOUNDS, VIDEOS, kind_by_name
from studio_gui.base.paths import resource
from studio_gui.model.project import Project
from studio_gui.ui.panels.tiles import Tile

_KINDS = {"picture": "Picture", "video": "Video", "audio": "Sound"}


def project_tiles(project: Project, folder: Path | None) -> list[Tile]:
    """The files in the project's media folder, the newest first; their names are those of the clips that use them."""
    media = folder / "media" if folder else None
    if media is None or not media.is_dir():
        return []
    names = _names(project)
    files = [file for file in media.iterdir() if file.is_file() and not file.name.startswith(".")]
    files.sort(key=lambda file: (-file.stat().st_mtime_ns, file.name))
    return [_tile(f"media/{file.name}", file, names.get(f"media/{file.name}", "")) for file in files]


def _tile(ref: str, file: Path, name: str) -> Tile:
    kind = kind_by_name(file.name)
    return Tile(ref, name or _KINDS[kind], "" if name else "Not used yet", kind, file)


def _names(project: Project) -> dict[str, str]:
    names = {clip.studio.media: clip.label for _scene, clip in project.all_clips() if clip.studio.media}
    for scene in project.scenes:
        if scene.background.studio.media:
            names.setdefault(scene.background.studio.media, "Background")
    return names


@cache
def background_tiles() -> tuple[Tile, ...]:
    """The backgrounds that ship."""
    listing = resource("backgrounds", "backgrounds.json")
    try:
        rows = json.loads(listing.read_text("utf-8"))
    except (OSError, ValueError):
        return ()
    return tuple(
        Tile(f"builtin:backgrounds/{row['file']}", str(row["name"]), "", "background", listing.parent / row["file"])
        for row in rows
    )


@cache
def picture_tiles() -> tuple[Tile, ...]:
    """The pictures, videos and sounds that ship; of a picture in two forms the one for payloads (PNG)."""
    folder = resource("pictures")
    files = sorted(file for file in folder.iterdir() if file.is_file()) if folder.is_dir() else []
    names = {file.name for file in files}
    tiles = []
    for file in files:
        is_drawing_of_png = file.suffix == ".svg" and f"{file.stem}.png" in names
        if not is_drawing_of_png and file.suffix.lower() in {".png", ".jpg", ".svg", *VIDEOS, *SOUNDS}:
            title = file.stem.replace("-", " ").capitalize()
            tiles.append(Tile(f"builtin:pictures/{file.name}", title, "", kind_by_name(file.name), file))
    return tuple(tiles)
