"""One thing to choose in a grid, and how it is carried to the stage: as what it is, and not as a file alone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

_FORMAT = "application/x-scene-studio-tile"
_SAID = ("key", "title", "detail", "icon")


@dataclass(frozen=True, slots=True)
class Tile:
    """One thing to choose; ``key`` says what it is, ``file`` is what other programs get when it is dragged there."""

    key: str
    title: str
    detail: str = ""
    icon: str = "picture"
    file: Path | None = None
    badge: str = ""


def carrying(tile: Tile) -> QMimeData:
    """What is dragged with a tile."""
    data = QMimeData()
    data.setData(_FORMAT, json.dumps({name: getattr(tile, name) for name in _SAID}).encode())
    if tile.file is not None:
        data.setUrls([QUrl.fromLocalFile(str(tile.file))])
    return data


def carried(data: QMimeData) -> Tile | None:
    """The tile that is dragged, without its file; None for all else, also for what another program says under our name."""
    if not data.hasFormat(_FORMAT):
        return None
    try:
        said = json.loads(bytes(data.data(_FORMAT).data()))
    except ValueError:
        return None
    if not isinstance(said, dict) or not all(isinstance(said.get(name), str) for name in _SAID):
        return None
    return Tile(*(said[name] for name in _SAID))
