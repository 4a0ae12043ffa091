"""Media that jobs still need: they are not unused, although the project may have moved on."""

from __future__ import annotations

import re
from pathlib import Path

from studio_gui.app.services import Services
from studio_gui.base.errors import JobError

_REF = re.compile(r"media/[A-Za-z0-9][A-Za-z0-9_-]{0,99}\.[A-Za-z0-9]{1,8}")


def media_of_jobs(services: Services, path: Path) -> frozenset[str]:
    """The references that unfinished jobs made from the project's folder hold; none when there is no list of jobs."""
    here = path.resolve().parent
    try:
        rows = [row for row in services.store.unfinished() if row.project_path.parent.resolve() == here]
        return frozenset(ref for row in rows for ref in _REF.findall(services.store.payload(row.id)))
    except JobError:
        return frozenset()
