"""A media folder that can give back what was put into it by one import."""

from __future__ import annotations

import contextlib
from pathlib import Path

from studio_gui.base.media_names import MediaKind
from studio_gui.files.media import MediaFolder
from studio_gui.files.probing import MediaFacts


class TakingFolder(MediaFolder):
    """The ``media/`` of a project during an import: it remembers which files are new, and nobody else's."""

    def __init__(self, project_folder: Path) -> None:
        super().__init__(project_folder)
        self._was_there = self.folder.is_dir()
        self._new: list[str] = []

    def add_with_facts(self, file: Path, *, kind: MediaKind | None = None) -> tuple[str, MediaFacts]:
        """Copy a file in, as every media folder does."""
        before = {each.name for each in self.folder.iterdir()} if self.folder.is_dir() else set()
        ref, facts = super().add_with_facts(file, kind=kind)
        if Path(ref).name not in before:
            self._new.append(Path(ref).name)
        return ref, facts

    def give_back(self) -> None:
        """Take away what this import brought."""
        for name in self._new:
            with contextlib.suppress(OSError):
                (self.folder / name).unlink()
        self._new = []
        if not self._was_there:
            with contextlib.suppress(OSError):
                self.folder.rmdir()
