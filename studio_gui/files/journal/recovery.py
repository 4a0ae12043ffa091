"""Finds journals that nobody writes any more, says what they hold, and makes the project of one again."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path

from studio_gui.base.errors import PayloadError, ProjectFileError
from studio_gui.base.json_text import Json, JsonDict
from studio_gui.base.locks import lock_file
from studio_gui.files.journal.journal import FORM, recovery_folder
from studio_gui.files.journal.record import records_in
from studio_gui.files.names import note_name
from studio_gui.files.project_file import read_project_bytes
from studio_gui.files.writing import sync_folder
from studio_gui.model.project import Project
from studio_gui.model.reading import read_project

RECOVERED = " (recovered)"
"""Ends the name of a copy that comes of a journal."""
_KEPT_S = 30 * 24 * 3600
"""So long a journal that could not be recovered is kept, for people who can read it."""
_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Step:
    """A step in a journal: what it was called in the history, and when it was done (ISO, UTC)."""

    label: str
    at: str


@dataclass(frozen=True, slots=True)
class Recovered:
    """What came of a journal."""

    project: Project
    place: Path | None
    """Where the project lay that was being edited; its media are there."""


@dataclass(slots=True)
class _Replay:
    """The state a journal leads to."""

    form: JsonDict
    order: list[str] = field(default_factory=list)
    scenes: dict[str, JsonDict] = field(default_factory=dict)
    head: JsonDict | None = None
    steps: list[Step] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    has_unsaved: bool = False
    saved: str = ""

    def take(self, record: JsonDict) -> None:
        """Go on by one record."""
        if isinstance(record.get("base"), str):
            self.bases.append(str(record["base"]))
        if isinstance(record.get("saved"), str):
            self.saved, self.has_unsaved = str(record["saved"]), False
            self.steps.clear()
            self.touched.clear()
            return
        scenes = record.get("scenes")
        if not isinstance(scenes, dict):
            return
        self.has_unsaved = True
        self.steps.append(Step(str(record.get("label", "")), str(record.get("at", ""))))
        self.scenes |= {key: scene for key, scene in scenes.items() if isinstance(scene, dict)}
        self.touched |= scenes.keys()
        names = record.get("names")
        for media, name in names.items() if isinstance(names, dict) else ():
            note_name(media, str(name))
        if isinstance(record.get("head"), dict):
            self.head = _object(record["head"])
        if isinstance(record.get("order"), list):
            self.order = _texts(record["order"])


@dataclass(frozen=True, slots=True)
class Recoverable:
    """A journal whose window is gone."""

    folder: Path
    name: str
    place: Path | None
    steps: tuple[Step, ...]
    """The last steps, the latest at the end."""
    scene_count: int
    """How many scenes were changed since the project was saved last."""

    @property
    def at(self) -> str:
        """When the last step was done (ISO, UTC)."""
        return self.steps[-1].at if self.steps else ""

    def recover(self) -> Recovered:
        """The project as it was after the last step on the disk.

        The journal is marked first: when reading it, or what comes of it, ends the program, it is not offered again
        until :meth:`succeeded`, :meth:`put_off` or :meth:`discard` said otherwise. Raises :class:`ProjectFileError`.
        """
        self._mark()
        replay = _replay(self.folder)
        if replay is None:
            raise ProjectFileError("The journal cannot be read any more.", f"What is left of it is in {self.folder}.")
        base = _base(self.folder, replay)
        if base is None:
            raise ProjectFileError(
                "The project the journal began with is gone.", f"What the journal holds is in {self.folder}."
            )
        return Recovered(_built(base, replay), self.place)

    def _mark(self) -> None:
        mark = self.folder / "trying"
        with contextlib.suppress(OSError), open(mark, "wb") as file:
            os.fsync(file.fileno())
            sync_folder(self.folder)

    def put_off(self) -> None:
        """It could be read, but what came of it finds no room: it is offered again."""
        with contextlib.suppress(OSError):
            (self.folder / "trying").unlink()

    @property
    def is_offered(self) -> bool:
        """Whether the next start offers it."""
        return self.folder.is_dir() and not (self.folder / "trying").exists()

    def succeeded(self) -> None:
        """The recovered project is on the disk in another place: the journal has done its work."""
        self.discard()

    def discard(self) -> None:
        """Throw the journal away."""
        shutil.rmtree(self.folder, ignore_errors=True)


def recoverable(root: Path | None = None) -> tuple[Recoverable, ...]:
    """The journals with edits that were never saved and whose windows are gone, the latest first.

    Those that hold nothing are removed, those whose recovery ended badly, or whose project is not there, passed over and
    removed after a month.
    """
    folder = root or recovery_folder()
    found: list[Recoverable] = []
    for each in sorted(folder.iterdir()) if folder.is_dir() else ():
        if each.name.startswith("."):
            _remove_if_old(each, each)  # it was just being made
            continue
        if not each.is_dir() or _is_alive(each):
            continue
        if (each / "trying").exists():
            _remove_if_old(each, each / "trying")
            continue
        replay = _replay(each)
        if replay is None and (latest := _with_work(each)) is not None:
            _remove_if_old(each, latest)  # the disk with the project it began with may be there the next time
            continue
        if replay is None or not replay.has_unsaved:
            shutil.rmtree(each, ignore_errors=True)
            continue
        place = replay.saved or str(replay.form.get("place", ""))
        name = str((replay.head or replay.form).get("name", ""))
        steps = tuple(replay.steps[-_MOST_NAMED:])
        found.append(Recoverable(each, name, Path(place) if place else None, steps, len(replay.touched)))
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def given_up() -> tuple[Path, ...]:
    """The folders of journals whose recovery ended the program, each answered once: a person should know of them."""
    folder = recovery_folder()
    found: list[Path] = []
    for each in sorted(folder.iterdir()) if folder.is_dir() else ():
        if (each / "trying").exists() and not (each / "told").exists() and not _is_alive(each):
            with contextlib.suppress(OSError):
                (each / "told").touch()
                found.append(each)
    return tuple(found)


def _is_alive(folder: Path) -> bool:
    """Whether a window still writes the journal; one that has just been made and is not locked yet counts too."""
    try:
        with open(folder / "lock", "r+b") as file:
            lock_file(file)
    except FileNotFoundError:
        return _age_s(folder) < 10
    except OSError:
        return True
    return False


def _age_s(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0


def _remove_if_old(folder: Path, by: Path) -> None:
    if _age_s(by) > _KEPT_S:
        shutil.rmtree(folder, ignore_errors=True)


def _replay(folder: Path) -> _Replay | None:
    """What the newest journal leads to that can be read; None when there is none."""
    for path in _journals(folder):
        try:
            replay = _read(path)
        except OSError:
            continue
        if replay is not None and _base(folder, replay) is not None:
            return replay
    return None


def _with_work(folder: Path) -> Path | None:
    """The newest journal that holds work, or cannot be read now; None when there is none."""
    for path in _journals(folder):
        try:
            replay = _read(path)
        except OSError:
            return path
        if replay is not None and replay.has_unsaved:
            return path
    return None


def _journals(folder: Path) -> list[Path]:
    """The journals in a folder, the newest first."""
    found = [path for path in folder.glob("journal-*") if path.name[8:].isdigit()]
    return sorted(found, key=lambda path: int(path.name[8:]), reverse=True)


def _read(path: Path) -> _Replay | None:
    records = records_in(path)
    first = next(records, None)
    if first is None or first.get("journal") != FORM:
        return None
    replay = _Replay(first)
    steps = first.get("steps")
    for entry in steps if isinstance(steps, list) else ():
        if isinstance(entry, list) and len(entry) == 2:
            replay.steps.append(Step(str(entry[0]), str(entry[1])))
    # A journal that began anew in the midst of work holds that work in its base.
    replay.has_unsaved = bool(replay.steps)
    replay.take(first)
    for record in records:
        replay.take(record)
    return replay


def _base(folder: Path, replay: _Replay) -> bytes | None:
    """The content of the file the journal begins with: its own copy, else the project's file if that is unchanged."""
    wanted = {*replay.bases, str(replay.form.get("stored", ""))} - {""}
    own = sorted(folder.glob("base-*.studio"), reverse=True)
    place = str(replay.form.get("place", ""))
    for path in (*own, *([Path(place)] if place else [])):
        with contextlib.suppress(OSError, ValueError):
            content = path.read_bytes()
            if hashlib.sha256(content).hexdigest() in wanted:
                return content
    return None


def _built(base: bytes, replay: _Replay) -> Project:
    project = read_project_bytes(base, Path("journal.studio")).project
    scenes = {str(scene.id): scene.to_json() for scene in project.scenes} | replay.scenes
    order = replay.order or [str(scene.id) for scene in project.scenes]
    # The scenes keep their place among the keys: the text of the file is the very same again.
    raw: JsonDict = {**(replay.head or project.to_json())}
    raw["scenes"] = [scenes[key] for key in order if key in scenes]
    try:
        return read_project(raw, "The journal")
    except PayloadError as error:
        raise ProjectFileError(error.message, error.hint, error.detail) from None


def _object(value: Json) -> JsonDict | None:
    return value if isinstance(value, dict) else None


def _texts(value: Json) -> list[str]:
    return [part for part in value if isinstance(part, str)] if isinstance(value, list) else []
