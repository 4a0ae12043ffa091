"""What kind of media a file is by the end of its name.

Files that are taken into a project are named so that this is true of them (``files.probing``).
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Literal

MediaKind = Literal["picture", "video", "audio"]

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".svg", ".tif", ".tiff")
VIDEOS = (".mp4", ".mov", ".m4v", ".webm", ".mkv", ".avi")
SOUNDS = (".mp3", ".wav", ".m4a", ".ogg", ".flac", ".aac")
"""What people are offered to choose; more than these can be read."""

_OTHER_VIDEOS = (".ts", ".mpg", ".mpeg", ".wmv", ".flv", ".ogv")
_OTHER_SOUNDS = (".mka", ".wma", ".opus", ".aif", ".aiff", ".ac3", ".amr", ".caf")


def kind_by_name(name: str | PurePath) -> MediaKind:
    """Video or sound where the end of the name is known as one, else a picture."""
    suffix = PurePath(name).suffix.lower()
    if suffix in VIDEOS or suffix in _OTHER_VIDEOS:
        return "video"
    return "audio" if suffix in SOUNDS or suffix in _OTHER_SOUNDS else "picture"
