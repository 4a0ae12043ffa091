"""A job as the store remembers it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from studio_gui.jobs.diary import NewAvatar
from studio_gui.jobs.publishing import beside
from studio_gui.jobs.states import STAGES, State, as_state, words_for
from studio_gui.providers.base import AccountId, JobId, Payload, subtitles_beside
from studio_gui.render.formats import FORMATS


@dataclass(frozen=True, slots=True)
class NewJob:
    """What is asked for: a snapshot of the project as JSON text, and where the video goes."""

    account: AccountId
    title: str
    project_path: Path
    payload: str
    """The project with the editor's own keys; the job makes what was exported, not what was edited since."""
    target: Path
    resolution: str = "1080"
    fps: int = 30
    overwrite: bool = False
    kind: str = "video"
    request: Payload | None = None
    """What a service is sent, where it is known already; None lets the job build it once its media are hosted."""
    fingerprint: str = ""
    """Tells whether the same was asked before; empty takes that of the request, or of the payload."""
    kept: Mapping[str, str] = field(default_factory=dict)
    """What the work must know besides, e.g. the workspace."""
    avatar: NewAvatar | None = None
    """For a job that makes an avatar: what the diary keeps of it."""


@dataclass(frozen=True, slots=True)
class JobRow:
    """One job; a value, it does not change when the store does."""

    id: JobId
    account: AccountId
    kind: str
    title: str
    project_path: Path
    state: State
    words: str
    """What the work said last, e.g. ``Rendering scene 2 of 3``."""
    fraction: float
    """How far it is, 0…1."""
    frames_done: int
    frames_total: int
    created_at: float
    """Seconds since 1970, as are the two below."""
    updated_at: float
    started_at: float
    payload_hash: str
    resolution: str
    fps: int
    overwrite: bool
    target: Path
    result: Path | None
    """The finished video."""
    error: str
    hint: str
    attempt: int
    owner: str
    wish: str
    revision: int
    kept: dict[str, str] = field(default_factory=dict)
    remote_id: str = ""
    """The service's own name for it; with one, the job is never sent again unasked."""
    next_at: float = 0.0
    """When the next step is due, in seconds since 1970; 0 for at once."""
    sent_at: float = 0.0
    checked_at: float = 0.0
    """When the service last answered."""
    changed_at: float = 0.0
    """When something last moved at the service."""
    looks: int = 0
    failures: int = 0
    """Tries in a row that brought nothing."""

    @property
    def is_final(self) -> bool:
        """Whether nothing more happens by itself."""
        return STAGES[self.state].is_final

    @property
    def is_perhaps_sent(self) -> bool:
        """Whether it may be at its service although no answer came: then it is only sent again when a person says so."""
        is_known = bool(self.remote_id or self.kept.get("url")) or self.state == "done"
        return self.state == "unsure" or (bool(self.sent_at) and not is_known and self.is_final)

    @property
    def status(self) -> str:
        """What people read: the words of the work while it runs, else those of the state."""
        return self.words if self.words and not self.is_final else words_for(self.state)

    @property
    def status_inside(self) -> str:
        """The same within a sentence; only its beginning is written small: there are units and names in it."""
        return self.status[:1].lower() + self.status[1:]

    @property
    def work_file(self) -> Path:
        """The private file beside the target in which this attempt makes the video."""
        return self.work_files()[0]

    def work_files(self) -> tuple[Path, ...]:
        """The private files of this attempt and those before it; each has its own, so that a process that takes its
        time to die never meets the one that came after it. None for what leaves no file."""
        if not self.target.name:
            return ()
        suffix = "" if self.is_folder else self.target.suffix if "format" in self.kept else ".mp4"
        return tuple(self.target.with_name(f".studio-{self.id}-{n}{suffix}") for n in range(self.attempt, 0, -1))

    @property
    def is_folder(self) -> bool:
        """Whether what is made is a folder of files."""
        form = FORMATS.get(self.kept.get("format", ""))
        return form is not None and form.is_folder

    @property
    def subtitles(self) -> Path | None:
        """The subtitles beside the finished video; None when there are none."""
        kind = self.kept.get("subtitles", "")
        return beside(self.result, kind, is_folder=self.is_folder) if kind and self.result is not None else None

    @property
    def subtitles_file(self) -> Path | None:
        """The private file in which this attempt makes them."""
        return subtitles_beside(self.work_file, self.kept)

    @property
    def folder(self) -> Path:
        """The project's folder."""
        return self.project_path.parent

    def to_json(self) -> dict[str, object]:
        """The job for machines."""
        return {
            "id": self.id, "account": self.account, "title": self.title, "state": self.state, "status": self.status,
            "progress": round(self.fraction, 4), "frames_done": self.frames_done, "frames_total": self.frames_total,
            "project": str(self.project_path), "target": str(self.target),
            "result": str(self.result) if self.result else None,
            "subtitles": str(self.subtitles) if self.subtitles else None,
            "kind": self.kind, "remote_id": self.remote_id or None,
            "resolution": self.resolution, "fps": self.fps, "attempt": self.attempt,
            "created_at": self.created_at, "updated_at": self.updated_at,
            "waits_for": json.loads(self.kept.get("waits_for", "[]")),
            "sent_at": self.sent_at or None, "checked_at": self.checked_at or None,
            "error": {"message": self.error, "hint": self.hint} if self.error else None,
        }  # fmt: skip


COLUMNS = tuple(one.name for one in fields(JobRow))


def row_from(values: tuple[object, ...]) -> JobRow:
    """The row in what the store read, in the order of ``COLUMNS``; raises :class:`JobError` for an unknown state."""
    said = dict(zip(COLUMNS, values, strict=True))
    kept = json.loads(str(said["kept"]) or "{}")
    return JobRow(
        id=JobId(str(said["id"])),
        account=AccountId(str(said["account"])),
        kind=str(said["kind"]),
        title=str(said["title"]),
        project_path=Path(str(said["project_path"])),
        state=as_state(str(said["state"])),
        words=str(said["words"]),
        fraction=_number(said["fraction"]),
        frames_done=int(_number(said["frames_done"])),
        frames_total=int(_number(said["frames_total"])),
        created_at=_number(said["created_at"]),
        updated_at=_number(said["updated_at"]),
        started_at=_number(said["started_at"]),
        payload_hash=str(said["payload_hash"]),
        resolution=str(said["resolution"]),
        fps=int(_number(said["fps"])),
        overwrite=bool(said["overwrite"]),
        target=Path(str(said["target"])),
        result=Path(str(said["result"])) if said["result"] else None,
        error=str(said["error"]),
        hint=str(said["hint"]),
        attempt=int(_number(said["attempt"])),
        owner=str(said["owner"]),
        wish=str(said["wish"]),
        revision=int(_number(said["revision"])),
        kept={str(name): str(value) for name, value in kept.items()},
        remote_id=str(said["remote_id"]),
        next_at=_number(said["next_at"]),
        sent_at=_number(said["sent_at"]),
        checked_at=_number(said["checked_at"]),
        changed_at=_number(said["changed_at"]),
        looks=int(_number(said["looks"])),
        failures=int(_number(said["failures"])),
    )


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0
