"""One account that speaks the contracts of two services: what is asked of it goes to the one that makes it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from studio_gui.model.checks import Issue
from studio_gui.model.project import Project
from studio_gui.providers.base import Bill, Payload, Receipt, Sent, Service, Sighting, Task, Wanted, unheard


class BothContracts:
    """Two services as one; the first is the one for projects, and whose name is shown."""

    def __init__(self, first: Service, second: Service) -> None:
        self._first, self._second = first, second
        self.tasks: Mapping[str, Task] = {**second.tasks, **first.tasks}

    def _maker(self, kind: str) -> Service:
        return self._first if kind in self._first.tasks else self._second

    @property
    def id(self) -> str:
        """The name of the service in files."""
        return self._first.id

    @property
    def title(self) -> str:
        """The name of the service for people."""
        return self._first.title

    @property
    def at_once(self) -> int:
        """Jobs at the same time."""
        return self._first.at_once

    def test(self) -> str:
        """Ask both whether the keys are taken."""
        self._second.test()
        return self._first.test()

    def check(self, project: Project, *, folder: Path) -> tuple[Issue, ...]:
        """Preflight of a project."""
        return self._first.check(project, folder=folder)

    def payload(self, kind: str, project: Project, *, wanted: Wanted) -> Payload:
        """The payload of a project."""
        return self._maker(kind).payload(kind, project, wanted=wanted)

    def submit(self, payload: Payload, *, sent: Sent = unheard) -> Receipt:
        """Send it, once. Creates."""
        return self._maker(payload.kind).submit(payload, sent=sent)

    def look(self, kind: str, remote_id: str) -> Sighting:
        """How far it is."""
        return self._maker(kind).look(kind, remote_id)

    def find(self, payload: Payload, *, since: float, known: Collection[str] = ()) -> Receipt | None:
        """What it is called there, where it arrived."""
        return self._maker(payload.kind).find(payload, since=since, known=known)

    def fetch(self, url: str, target: Path, *, kind: str, remote_id: str, got: Sent = unheard) -> int:
        """Fetch the finished file."""
        return self._maker(kind).fetch(url, target, kind=kind, remote_id=remote_id, got=got)

    def bill(self, kind: str, remote_id: str) -> Bill:
        """What it cost."""
        return self._maker(kind).bill(kind, remote_id)

    def curl(self, payload: Payload) -> str:
        """A command that sends the payload."""
        return self._maker(payload.kind).curl(payload)

    def close(self) -> None:
        """Close the connections of both."""
        self._first.close()
        self._second.close()
