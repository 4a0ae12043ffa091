"""What of a drag from outside can be put on the stage."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

MEDIA_SUFFIXES = frozenset(
    ".png .jpg .jpeg .webp .gif .bmp .svg .avif .tif .tiff .mp4 .mov .webm .mkv .avi .m4v .mp3 .wav .m4a .ogg .flac .aac".split()
)


def media_files(data: QMimeData) -> tuple[Path, ...]:
    """The files of pictures, videos and sounds on this computer, in the order they were given."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return tuple(path for path in paths if path.suffix.lower() in MEDIA_SUFFIXES)
