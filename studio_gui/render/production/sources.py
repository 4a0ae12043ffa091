"""The files that a film is made of: one of which some changed meanwhile shows what nobody ever had."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from studio_gui.base.errors import MediaError
from studio_gui.base.media import BUILTIN, MediaFiles
from studio_gui.files.names import media_in
from studio_gui.model.project import Project

Stamp: TypeAlias = tuple[int, int]
"""When a file changed last, and its size."""


class SourceFiles:
    """The media of a project as they are when a film is begun; those that are missing then do not count."""

    def __init__(self, project: Project, media: MediaFiles) -> None:
        self._seen: dict[Path, Stamp] = {}
        self._names = {entry.media.rpartition("/")[2]: entry.name for entry in project.studio.files}
        for ref in media_in(project):
            path = None if ref.startswith(BUILTIN) else media.path_of(ref)
            stamp = _stamp(path) if path is not None else None
            if path is not None and stamp is not None:
                self._seen[path] = stamp

    def changed(self) -> MediaError | None:
        """What to say of the first that is not what it was; None when all are."""
        for path, seen in self._seen.items():
            now, name = _stamp(path), self._names.get(path.name, path.name)
            if now is None:
                return MediaError(
                    f"“{name}” went away while the video was being made, so the video was thrown away.",
                    "Put the file back, or choose another; then make the video again.",
                )
            if now != seen:
                return MediaError(
                    f"“{name}” was changed while the video was being made, so the video was thrown away.",
                    "Make the video again.",
                )
        return None


def _stamp(path: Path) -> Stamp | None:
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size
