"""A service for tests that does what it is told, step by step, and counts what it was asked to make."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from studio_gui.model.checks import Issue
from studio_gui.model.project import Project
from studio_gui.providers.base import Bill, Payload, Receipt, Sent, Sighting, Task, Wanted, unheard

TASKS: Mapping[str, Task] = {
    "video": Task("video", "Film", "video", can_be_found=True),
    "audio": Task("audio", "Voice", "sound"),
    "persona": Task("persona", "Presenter", "avatar", can_be_found=True),
}


class ToldService:
    """Each step does what its attribute says; the default is a film that is there at once."""

    id = "told"
    title = "Told"
    at_once = 2
    tasks = TASKS

    def __init__(self) -> None:
        self.submitted = 0
        self.on_submit: Callable[[], Receipt] = lambda: Receipt("r1")
        self.on_look: Callable[[], Sighting] = lambda: Sighting("finished", 1.0, url="http://x/y")
        self.on_find: Callable[[], Receipt | None] = lambda: None
        self.on_fetch: Callable[[Path], None] = lambda target: None
        self.on_bill: Callable[[], Bill] = Bill
        self.comes = 4
        """How many bytes of the film arrive before ``on_fetch``."""
        self.film = b"film"

    def test(self) -> str:
        return "Good."

    def check(self, project: Project, *, folder: Path) -> tuple[Issue, ...]:
        return ()

    def payload(self, kind: str, project: Project, *, wanted: Wanted) -> Payload:
        return Payload(kind, {"name": project.name})

    def submit(self, payload: Payload, *, sent: Sent = unheard) -> Receipt:
        self.submitted += 1
        return self.on_submit()

    def look(self, kind: str, remote_id: str) -> Sighting:
        return self.on_look()

    def find(self, payload: Payload, *, since: float, known: Collection[str] = ()) -> Receipt | None:
        return self.on_find()

    def fetch(self, url: str, target: Path, *, kind: str, remote_id: str, got: Sent = unheard) -> int:
        got(self.comes, 4)
        self.on_fetch(target)
        target.write_bytes(self.film)
        return len(self.film)

    def bill(self, kind: str, remote_id: str) -> Bill:
        return self.on_bill()

    def curl(self, payload: Payload) -> str:
        return "curl"

    def close(self) -> None:
        pass
