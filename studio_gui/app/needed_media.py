"""Media that jobs still need: they are not unused, although the project may have moved on."""

from __future__ import annotations

from pathlib import Path

from studio_gui.app.services import Services
from studio_gui.base.errors import JobError
from studio_gui.base.media import refs_in
from studio_gui.files.project_file import MEDIA_FOLDER
from studio_gui.jobs.row import JobRow


def media_of_jobs(services: Services, path: Path) -> frozenset[str]:
    """The references that unfinished jobs made from the project at ``path`` hold.

    Where the list of jobs cannot be read nobody knows what is needed: then it is all that lies in the media folder.
    """
    here = path.resolve().parent
    try:
        rows = [row for row in services.store.unfinished() if row.project_path.resolve().parent == here]
        return frozenset(ref for row in rows for ref in refs_in(_snapshot_of(services, row)))
    except JobError:
        return frozenset(f"{MEDIA_FOLDER}/{file.name}" for file in (here / MEDIA_FOLDER).glob("*"))


def _snapshot_of(services: Services, row: JobRow) -> str:
    """The project of a job as text; empty for one that was never made of a project."""
    try:
        return services.store.payload(row.id)
    except JobError:
        return ""
