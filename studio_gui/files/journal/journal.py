"""Writes the journal of one open project."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import IO

from studio_gui.base.errors import TargetError
from studio_gui.base.json_text import Json, JsonDict
from studio_gui.base.locks import lock_file
from studio_gui.base.paths import user_paths
from studio_gui.files.journal.record import line_of
from studio_gui.files.names import known_names, media_of_scene, with_names
from studio_gui.files.project_text import head_of, project_bytes
from studio_gui.files.writing import make_folder, replace_file, sync_folder, target_error
from studio_gui.model.project import Project, Scene, new_id

FORM = 1
BEGIN_ANEW_BYTES = 8 << 20
"""A journal that is larger than this and than twice its base begins anew."""
MOST_STEPS = 20
"""Of the steps before a journal began anew so many are still named."""


def recovery_folder() -> Path:
    """Where the journals of this user lie."""
    return user_paths().state / "recovery"


def _now() -> datetime:
    return datetime.now(timezone.utc)


class Journal:
    """The journal of one document; nothing is written before the first edit.

    ``project`` is the document as it was opened. ``stored`` is the hash of the file at ``place`` if reading it gives
    that very project; without it the project is written down whole before its first edit.
    """

    def __init__(
        self, project: Project, *, place: Path | None, stored: str = "", root: Path | None = None
    ) -> None:  # fmt: skip
        self.folder = (root or recovery_folder()) / new_id()
        self._last = project
        self._place, self._stored = place, stored
        self._lock: IO[bytes] | None = None
        self._file: IO[bytes] | None = None
        self._number = 0
        self._base_bytes = 0
        self._steps: list[Json] = []

    def note(self, project: Project, label: str, *, is_stored: bool = False) -> None:
        """Put on the disk what makes ``project`` of the last one; ``label`` is the step's. Raises :class:`TargetError`.

        ``is_stored`` says that it is again what lies in the project's place, so that nothing is to be recovered.
        """
        if project is self._last:
            return
        at = _now().isoformat(timespec="seconds")
        try:
            if self._file is None:
                self._begin_again()
            self._append(_difference(self._last, project, label, at))
            self._last = project
            step: list[Json] = [label, at]
            self._steps = [*self._steps, step][-MOST_STEPS:]
            if is_stored:
                self._append({"saved": str(self._place or ""), "at": at})
                self._steps = []
        except OSError as error:
            raise target_error(self.folder, error) from None
        # The edit is safe by now: what follows can be tried again with the next one.
        with contextlib.suppress(OSError, TargetError):
            self._keep_base(project)

    def note_saved(self, project: Project, place: Path, *, stored: str = "") -> None:
        """Note that ``project``, which was noted before, lies in ``place`` with the hash ``stored``.

        What was noted since is still to be recovered. Raises :class:`TargetError`.
        """
        self._place = place
        if self._file is None:
            self._last, self._stored = project, stored
            return
        at = _now().isoformat(timespec="seconds")
        last = self._steps[-1] if self._steps else None
        label = str(last[0]) if isinstance(last, list) else "Edit"
        said: JsonDict = {"saved": str(place), "at": at}
        before, after = _difference(self._last, project, "Save", at), _difference(project, self._last, label, at)
        try:
            # In one go: what came after is on the disk already, and must not be taken back where the rest has no room.
            self._append(*([said] if self._last is project else [before, said, after]))
        except OSError as error:
            raise target_error(self.folder, error) from None
        self._steps = [] if self._last is project else [[label, at]]

    def close(self, *, is_kept: bool = False) -> None:
        """End the journal, and remove it unless it ``is_kept`` for the next start."""
        for file in (self._file, self._lock):
            if file is not None:
                file.close()
        self._file = self._lock = None
        if not is_kept:
            shutil.rmtree(self.folder, ignore_errors=True)

    # --- writing ----------------------------------------------------------------------------------------------------

    def _begin_again(self) -> None:
        """Begin the first journal, or another one after that could not be gone on with."""
        if self._number:
            # The project's file is what the first began with; since then more was done, which was in that one only.
            self._stored = ""
        self._begin(self._last, is_base_first=not self._stored)

    def _begin(self, base: Project, *, is_base_first: bool) -> None:
        """Begin a journal that starts from ``base``."""
        if self._lock is None:
            self._lock = _locked_folder(self.folder)
        number = self._number + 1
        record: JsonDict = {
            "journal": FORM,
            "place": str(self._place or ""),
            "name": base.name,
            "stored": self._stored,
            "at": _now().isoformat(timespec="seconds"),
            "steps": self._steps,
        }
        if is_base_first:
            record["base"] = self._write_base(base, number)
        path = self.folder / f"journal-{number}"
        file = open(path, "wb")  # noqa: SIM115 - held until the project is closed
        try:
            _write_through(file, line_of(record))
        except OSError:
            # Its beginning may be there all the same, and would be taken for the newest.
            with contextlib.suppress(OSError):
                file.close()
            with contextlib.suppress(OSError):
                path.unlink()
            raise
        sync_folder(self.folder)
        old, self._file, self._number = self._file, file, number
        if old is not None:
            old.close()
        for former in range(1, number):
            for name in (f"journal-{former}", f"base-{former}.studio"):
                (self.folder / name).unlink(missing_ok=True)

    def _write_base(self, base: Project, number: int) -> str:
        content = project_bytes(with_names(base))
        replace_file(self.folder / f"base-{number}.studio", content)
        self._base_bytes = len(content)
        return hashlib.sha256(content).hexdigest()

    def _append(self, *records: JsonDict) -> None:
        if self._file is None:
            raise TargetError("The journal is closed.")
        lines, at = b"".join(map(line_of, records)), self._file.tell()
        try:
            _write_through(self._file, lines)
        except OSError:
            # Half a line would hide all that comes after it once there is room again.
            self._take_back(at)
            raise

    def _take_back(self, at: int) -> None:
        old = self._file
        self._file = None
        with contextlib.suppress(OSError):
            if old is not None:
                old.close()
        with contextlib.suppress(OSError):
            os.truncate(self.folder / f"journal-{self._number}", at)
            self._file = open(self.folder / f"journal-{self._number}", "ab")  # noqa: SIM115

    def _keep_base(self, project: Project) -> None:
        """See that the journal stands on its own feet, and that it does not grow for ever."""
        file = self._file
        if file is None:
            return
        if file.tell() > max(BEGIN_ANEW_BYTES, 2 * self._base_bytes) and self._base_bytes:
            self._stored = ""
            self._begin(project, is_base_first=True)
        elif not self._base_bytes:
            self._stand_alone()

    def _stand_alone(self) -> None:
        """Copy the file the journal began from: it may be moved or replaced before anybody needs the journal."""
        target = self.folder / f"base-{self._number}.studio"
        try:
            content = self._place.read_bytes() if self._place is not None else b""
            if hashlib.sha256(content).hexdigest() != self._stored:
                raise OSError("the file is another one now")
            replace_file(target, content)
            self._append({"base": self._stored})
            self._base_bytes = len(content)
        except (OSError, TargetError):
            # Begin again from what is known for certain: the project as it is now.
            self._stored = ""
            self._begin(self._last, is_base_first=True)


def _difference(before: Project, project: Project, label: str, at: str) -> JsonDict:
    """The record that makes ``project`` of the one ``before``."""
    old = {id(scene) for scene in before.scenes}
    record: JsonDict = {"label": label, "at": at}
    head = head_of(project)
    if head != head_of(before):
        record["head"] = head
    order = [str(scene.id) for scene in project.scenes]
    if order != [str(scene.id) for scene in before.scenes]:
        record["order"] = [*order]
    changed: list[Scene] = [scene for scene in project.scenes if id(scene) not in old]
    record["scenes"] = {str(scene.id): scene.to_json() for scene in changed}
    names: JsonDict = {**known_names(ref for scene in changed for ref in media_of_scene(scene))}
    return {**record, "names": names} if names else record


def _locked_folder(folder: Path) -> IO[bytes]:
    """Make the folder of a journal and answer its locked file; nobody ever sees the folder without its lock."""
    # Windows renames no folder with an open file in it; there the folder is seen for a moment before it is locked.
    hidden = folder if sys.platform == "win32" else folder.with_name(f".{folder.name}")
    make_folder(hidden)
    file = open(hidden / "lock", "wb")  # noqa: SIM115 - held until the project is closed
    try:
        with contextlib.suppress(OSError):
            lock_file(file)
        if hidden != folder:
            hidden.rename(folder)
    except OSError:
        file.close()
        raise
    return file


def _write_through(file: IO[bytes], content: bytes) -> None:
    file.write(content)
    file.flush()
    os.fsync(file.fileno())
