"""What every service that makes videos has in common, this computer included.

A provider describes itself, checks projects, and does the work of one job in blocking calls; the tracker in ``jobs``
calls it from threads and keeps the books. A provider keeps no job state of its own: whatever must survive a kill goes
through :class:`Report` into the job's row *before* it is relied on.

There are two sorts. This computer is a :class:`Provider`: one call, ``make``, that may be repeated. A service that costs
money is a :class:`Service`: its work is cut into steps, so that the tracker can write down what it is about to do before
each of them, and knows after a kill or a lost answer which may be repeated::

    issues  = service.check(project, folder=folder)            # preflight; errors stop the export
    payload = service.payload("project", project, wanted)      # pure: the JSON shown is the JSON sent is the JSON tested
    # the row is written: state submitting, payload.to_json(), payload.fingerprint
    receipt = service.submit(payload)                          # the one step that creates: at most once
    # the row is written: receipt.remote_id; only now the person is told that it was sent
    sighting = service.look(payload.kind, receipt.remote_id)   # as often as wanted, until it is over
    service.fetch(sighting.url, target, kind=…, remote_id=…)   # repeatable, goes on where it broke off
    bill = service.bill(payload.kind, receipt.remote_id)       # what it cost, where the service says so

What a step raises says what may follow (``providers.errors``): ``NotSent`` and ``TooMany`` from ``submit`` mean that
nothing was made, so the payload may be sent later; ``Refused`` is final and in the service's own words; ``Unsure`` means
that nobody knows, so it is never sent again unasked: ``service.find(payload, since=…)`` looks whether it arrived.
``look`` raises ``Unavailable``/``NotSent``/``TooMany`` (look again later), ``Gone`` (it vanished) and ``Refused``.
Everything blocks, may be called from any thread, and is watched and cancelled with ``http.watching``.

A service is a folder: ``account.py`` (what opens it), ``requests.py`` (what may be asked, strict; the practice server
checks with the same models), ``answers.py`` (what comes back, read tolerantly), ``api.py`` (a method for each endpoint)
and ``provider.py`` (the :class:`Service`). What it can make is its table of :class:`Task`; the window and the command
line are made from that table, and so are the tests.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NewType, Protocol, runtime_checkable

from studio_gui.base.errors import PayloadError
from studio_gui.base.json_text import JsonDict, dumps
from studio_gui.model.checks import Issue
from studio_gui.model.project import Project

AccountId = NewType("AccountId", str)
JobId = NewType("JobId", str)
AvatarId = NewType("AvatarId", str)


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
    """What an earlier attempt reported; and, for this computer, ``format``, ``transparent`` and ``subtitles`` where they
    were chosen."""

    @property
    def subtitles_file(self) -> Path | None:
        """Where subtitles are left, whole before the work file is; None when none are wanted."""
        return subtitles_beside(self.work_file, self.kept)


def subtitles_beside(work_file: Path, kept: Mapping[str, str]) -> Path | None:
    """The private file of the subtitles that belong to a work file; None when none are wanted."""
    kind = kept.get("subtitles", "")
    return work_file.with_name(f"{work_file.name}.{kind}") if kind else None


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


Result = Literal["video", "sound", "avatar", "draft"]
"""What a task leaves: a file (video, sound), or something that stays at the service."""


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of thing a service makes; the id is its name in rows and on the command line."""

    id: str
    title: str
    """What people read, e.g. ``Full project``."""
    result: Result
    can_be_found: bool = False
    """Whether ``find`` can tell that a request of this kind arrived."""

    @property
    def suffix(self) -> str:
        """Of the file that is fetched at the end; empty when there is none."""
        return {"video": ".mp4", "sound": ".wav"}.get(self.result, "")


@dataclass(frozen=True, slots=True)
class Payload:
    """What is sent: everything that is needed to send it, also by another process after a restart.

    ``files`` are uploaded beside the body, by field. ``remote_id`` is what it is about, where it is about something.
    """

    kind: str
    """The id of the :class:`Task`."""
    body: JsonDict
    files: Mapping[str, Path] = field(default_factory=dict)
    remote_id: str = ""
    mark: str = ""
    """What is in its name so that it can be found again; not part of the fingerprint."""

    @property
    def fingerprint(self) -> str:
        """The same for the same thing sent to the same service: to ask before it is paid for twice."""
        name = self.body.get("name")
        plain = name.removesuffix(self.mark).rstrip() if self.mark and isinstance(name, str) else name
        body = {**self.body, "name": plain} if "name" in self.body else self.body
        files: JsonDict = {field: _file_state(path) for field, path in sorted(self.files.items())}
        said = dumps({"kind": self.kind, "body": body, "files": files, "about": self.remote_id})
        return hashlib.sha256(said.encode()).hexdigest()

    def to_json(self) -> JsonDict:
        """For the job's row; holds no secret."""
        files: JsonDict = {field: str(path) for field, path in self.files.items()}
        return {
            "kind": self.kind, "body": self.body, "files": files, "remote_id": self.remote_id, "mark": self.mark,
        }  # fmt: skip

    @classmethod
    def from_json(cls, said: JsonDict) -> Payload:
        """The payload in a row; raises :class:`PayloadError` when it is none."""
        body, files = said.get("body"), said.get("files")
        if not isinstance(body, dict) or not isinstance(files, dict):
            raise PayloadError("The payload of the job cannot be read.", "Export the project again.")
        paths = {field: Path(str(path)) for field, path in files.items()}
        return cls(str(said.get("kind")), body, paths, str(said.get("remote_id") or ""), str(said.get("mark") or ""))


def _file_state(path: Path) -> str:
    try:
        about = path.stat()
    except OSError:
        return str(path)
    return f"{path} {about.st_size} {about.st_mtime_ns}"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a service answered to a request that creates. Write it down before anything else."""

    remote_id: str
    task_id: str = ""
    """Its name in webhooks, where that differs."""
    url: str = ""
    """Where the result is, when it was made while one waited (speech)."""
    words: str = ""
    """A name the service gave it; shown to people, never used as a path."""


SightingStage = Literal["waiting", "running", "finished", "failed"]


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a look at the service showed. Two that are equal mean that nothing moved (stalled after 15 minutes)."""

    stage: SightingStage
    fraction: float = 0.0
    """0…1, as far as the service says."""
    words: str = ""
    """The service's own state, in words for people."""
    state: str = ""
    """The service's own state, as it came."""
    url: str = ""
    """Where the finished file is; it runs out, so it is not kept."""
    reason: str = ""
    """Why it failed, in the service's own words and lines."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An avatar in the list of an account."""

    remote_id: str
    name: str
    sighting: Sighting
    made_at: float = 0.0
    """Seconds since 1970; 0 where the service does not say."""
    is_own: bool = True
    """Whether somebody with this account made it; others come with the service."""


@runtime_checkable
class AvatarService(Protocol):
    """What a :class:`Service` has besides that makes avatars: their list."""

    def avatars(self) -> tuple[Listed, ...]:
        """The avatars of the account with how far each is, in one or few requests; raises :class:`ServiceError`."""


@dataclass(frozen=True, slots=True)
class Bill:
    """What something cost; None where the service does not say."""

    is_charged: bool | None = None
    credits: float | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a project is exported by a service."""

    resolution: str = "1080"
    workspace_id: str = ""
    webhook_url: str = ""
    job_id: str = ""
    """Its last characters become the mark in the project's name."""


class Sent(Protocol):
    """Hears how much of an upload has left, and how large it is; in bytes."""

    def __call__(self, done: int, total: int, /) -> None:
        """Hear it."""


def unheard(done: int, total: int, /) -> None:
    """Nobody listens."""


class Service(Protocol):
    """A service on the network that makes videos or presenters; see the module's docstring for the order of steps."""

    @property
    def id(self) -> str:
        """The name of the service in files and on the command line."""

    @property
    def title(self) -> str:
        """The name of the service for people."""

    @property
    def at_once(self) -> int:
        """Jobs that may be on their way at the same time, over all processes of this user."""

    @property
    def tasks(self) -> Mapping[str, Task]:
        """What it makes, by id, in the order of a menu."""

    def test(self) -> str:
        """A sentence that says that the keys are taken; raises :class:`ServiceError`. Costs nothing."""

    def check(self, project: Project, *, folder: Path) -> tuple[Issue, ...]:
        """Preflight of a project; an issue that is an error stops the export unless it is forced."""

    def payload(self, kind: str, project: Project, *, wanted: Wanted) -> Payload:
        """The payload of a task that needs the project; pure. Raises :class:`PayloadError` for another task."""

    def submit(self, payload: Payload, *, sent: Sent = unheard) -> Receipt:
        """Send it, once. Creates; raises :class:`ServiceError` as the module's docstring says, and ``Cancelled``."""

    def look(self, kind: str, remote_id: str) -> Sighting:
        """How far it is."""

    def find(self, payload: Payload, *, since: float, known: Collection[str] = ()) -> Receipt | None:
        """Whether a payload that was perhaps sent after ``since`` (seconds since 1970) arrived; None when not seen.

        ``known`` are ids that other jobs of the account have already: it is none of those.
        """

    def fetch(self, url: str, target: Path, *, kind: str, remote_id: str, got: Sent = unheard) -> int:
        """Fetch the finished file into ``target`` and answer its size; goes on with what an earlier try left."""

    def bill(self, kind: str, remote_id: str) -> Bill:
        """What it cost."""

    def curl(self, payload: Payload) -> str:
        """A cURL command that sends the payload, with placeholders for the keys."""

    def close(self) -> None:
        """Close the connections."""
