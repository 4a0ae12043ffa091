"""A service whose payloads name hosted files by plain addresses, and which sends them with the right to be read.

A signed address is a secret that runs out, so it is neither written into the job's row nor kept: it is made anew at
the moment of sending, also when that is days after the job was prepared.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from studio_gui.base.json_text import Json, JsonDict
from studio_gui.base.logs import keep_secret
from studio_gui.model.checks import Issue
from studio_gui.model.project import Project
from studio_gui.providers.base import Bill, Payload, Receipt, Sent, Service, Sighting, Task, Wanted, unheard

if TYPE_CHECKING:
    from studio_gui.providers.hosting.shelf import Shelf

_NAME = re.compile(r"[0-9a-f]{32}\.[a-z0-9]{1,8}")


def signed_body(body: JsonDict, shelves: Callable[[], Sequence[Shelf]]) -> JsonDict:
    """The body with each plain address of a host made into one that may be read; asks for hosts when there is one."""
    if not _has_hosted(body):
        return body
    opened = shelves()

    def signed(value: Json) -> Json:
        if isinstance(value, dict):
            return {name: signed(each) for name, each in value.items()}
        if isinstance(value, list):
            return [signed(each) for each in value]
        return _signed(value, opened) if isinstance(value, str) else value

    return {name: signed(each) for name, each in body.items()}


def _has_hosted(value: Json) -> bool:
    if isinstance(value, dict):
        return any(_has_hosted(each) for each in value.values())
    if isinstance(value, list):
        return any(_has_hosted(each) for each in value)
    return isinstance(value, str) and _NAME.fullmatch(value.rsplit("/", 1)[-1]) is not None


def _signed(value: str, shelves: Sequence[Shelf]) -> str:
    name = value.rsplit("/", 1)[-1]
    if not _NAME.fullmatch(name):
        return value
    for shelf in shelves:
        if value == shelf.address(name):
            url = shelf.signed(name)
            if url != value:
                keep_secret(url)
            return url
    return value


class Signing:
    """A service as it is, but for the payloads it sends."""

    def __init__(self, service: Service, shelves: Callable[[], Sequence[Shelf]]) -> None:
        """``shelves`` opens the hosts, and is called only when something is sent that lies at one."""
        self._service, self._shelves = service, shelves

    @property
    def id(self) -> str:
        """The name of the service in files."""
        return self._service.id

    @property
    def title(self) -> str:
        """The name of the service for people."""
        return self._service.title

    @property
    def at_once(self) -> int:
        """Jobs at the same time."""
        return self._service.at_once

    @property
    def tasks(self) -> Mapping[str, Task]:
        """What it makes."""
        return self._service.tasks

    def test(self) -> str:
        """Ask whether the keys are taken."""
        return self._service.test()

    def check(self, project: Project, *, folder: Path) -> tuple[Issue, ...]:
        """Preflight."""
        return self._service.check(project, folder=folder)

    def payload(self, kind: str, project: Project, *, wanted: Wanted) -> Payload:
        """The payload, with plain addresses."""
        return self._service.payload(kind, project, wanted=wanted)

    def submit(self, payload: Payload, *, sent: Sent = unheard) -> Receipt:
        """Send it with signed addresses, once."""
        body = signed_body(payload.body, self._shelves)
        return self._service.submit(dataclasses.replace(payload, body=body), sent=sent)

    def look(self, kind: str, remote_id: str) -> Sighting:
        """How far it is."""
        return self._service.look(kind, remote_id)

    def find(self, payload: Payload, *, since: float, known: Collection[str] = ()) -> Receipt | None:
        """What it is called there, where it arrived."""
        return self._service.find(payload, since=since, known=known)

    def fetch(self, url: str, target: Path, *, kind: str, remote_id: str, got: Sent = unheard) -> int:
        """Fetch the finished file."""
        return self._service.fetch(url, target, kind=kind, remote_id=remote_id, got=got)

    def bill(self, kind: str, remote_id: str) -> Bill:
        """What it cost."""
        return self._service.bill(kind, remote_id)

    def curl(self, payload: Payload) -> str:
        """A command that sends the payload, with plain addresses."""
        return self._service.curl(payload)

    def close(self) -> None:
        """Close the connections."""
        self._service.close()
