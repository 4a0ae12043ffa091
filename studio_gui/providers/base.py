"""What every service that makes videos has in common, this computer included.

A provider describes itself, checks projects, and does the work of one job in blocking calls; the tracker in ``jobs``
calls it from threads and keeps the books. A provider keeps no job state of its own: whatever must survive a kill goes
through :class:`Report` into the job's row *before* it is relied on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NewType, Protocol

from studio_gui.model.checks import Issue
from studio_gui.model.project import Project

AccountId = NewType("AccountId", str)
JobId = NewType("JobId", str)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of work is: 0…1, in words, and in frames where there are any."""

    fraction: float
    words: str = ""
    frames_done: int = 0
    frames_total: int = 0


@dataclass(frozen=True, slots=True)
class Order:
    """One job as a provider sees it: a snapshot of the project, and where the result goes.

    ``work_file`` is a private name beside the target: the provider leaves the finished, verified file there, and the
    tracker publishes it. ``kept`` is what an earlier attempt of the same job reported to keep.
    """

    job_id: JobId
    project: Project
    folder: Path
    """The project's folder, where its media are."""
    work_file: Path
    target: Path
    """The name the video will have: the one to name in errors."""
    resolution: str = "1080"
    fps: int = 30
    kept: Mapping[str, str] = field(default_factory=dict)


class Report(Protocol):
    """What a provider tells the tracker while it works."""

    def progress(self, progress: Progress) -> None:
        """Say how far it is; cheap, call it for every frame."""

    def keep(self, name: str, value: str) -> None:
        """Write something into the job's row at once, so that it outlives this process."""

    def is_cancelled(self) -> bool:
        """Whether to stop: clean up and raise :class:`Cancelled`."""


class Provider(Protocol):
    """A service that makes videos.

    ``make`` may be called again for a job whose process died, so it must be safe to repeat; a service that costs money
    keeps what it was given (``Report.keep``) before and after the one request that creates something, and never sends
    that again when the answer is unknown.
    """

    @property
    def id(self) -> str:
        """The name of the service in files and on the command line."""

    @property
    def title(self) -> str:
        """The name of the service for people."""

    @property
    def at_once(self) -> int:
        """Jobs that may run at the same time, over all processes of this user."""

    def check(self, project: Project, *, folder: Path) -> tuple[Issue, ...]:
        """What would go wrong; an issue that is an error stops the export."""

    def make(self, order: Order, report: Report) -> None:
        """Make the video and leave it in ``order.work_file``; blocking.

        Raises :class:`StudioError` when it cannot be made and :class:`Cancelled` when it was told to stop.
        """


@dataclass(frozen=True, slots=True)
class Account:
    """Somewhere a video can be made: a service and what it is called here."""

    id: AccountId
    provider: Provider
    title: str
