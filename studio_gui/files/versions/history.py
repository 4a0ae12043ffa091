"""The history of one project: keeping versions, listing them, reading them back.

Nothing here changes a project or its file.
"""

from __future__ import annotations

import contextlib
import logging
import os
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from studio_gui.base.errors import ProjectFileError, StudioError, UsageError
from studio_gui.base.json_text import Json, JsonDict
from studio_gui.base.locks import alone_if_possible
from studio_gui.base.media import refs_in
from studio_gui.files.migrations import migrated
from studio_gui.files.names import with_names
from studio_gui.files.payload import MAX_FILE_BYTES
from studio_gui.files.project_file import project_path
from studio_gui.files.project_text import head_of
from studio_gui.files.versions.bundles import (
    SCENES_FOLDER,
    bundle_names,
    bundle_path,
    hashes_in,
    read_scenes,
    write_bundle,
)
from studio_gui.files.versions.entry import (
    Entry,
    Reason,
    SceneRef,
    Version,
    entry_in,
    is_version_id,
    media_in,
    named,
    new_version_id,
    text_of,
    version_in,
    with_number,
)
from studio_gui.files.versions.hashing import Named, hashed, texts_of
from studio_gui.files.versions.thinning import superfluous
from studio_gui.files.writing import make_folder, replace_file, target_error
from studio_gui.model.project import FORMAT, Project, Scene
from studio_gui.model.reading import read_project

VERSIONS_FOLDER = ".versions"
SUFFIX = ".version"
_PROJECTS = "*.studio"
_IGNORED = "# Earlier versions of the project beside this folder, kept by Scene Studio. Git keeps its own.\n*\n"
_LOOKED_BACK = 20
"""So many versions back it is looked whether a scene is there already; one that is not found is merely written twice."""
_PATIENCE_S = 5
_MOST_SCENES_KEPT = 4000
_LONGEST_LINE = 4_000_000
_GRACE = timedelta(hours=1)
"""Nobody is still writing a file of that age."""

_log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(timezone.utc)


def history_at(arg: str | Path) -> History:
    """The history of the project at a file or folder, which may be damaged or gone as long as its versions are there.

    Raises :class:`ProjectFileError` when there is neither.
    """
    try:
        return History(project_path(arg))
    except ProjectFileError:
        path = Path(arg).expanduser()
        orphan = History(path / "?" if path.is_dir() else path)
        kept = orphan.versions()
        if not kept:
            raise
        return History(orphan.folder.parent / kept[0].file) if path.is_dir() else orphan


class History:
    """The versions of the project at a path. Any thread may use it, one at a time."""

    def __init__(self, project_path: Path, *, clock: Callable[[], datetime] = _now) -> None:
        """``project_path`` is the ``.studio`` file; it need not be there any more."""
        self.project_path = project_path
        self.folder = project_path.parent / VERSIONS_FOLDER
        self._clock = clock
        self._read: dict[tuple[str, int | None], Scene] = {}

    # --- looking --------------------------------------------------------------------------------------------------

    def versions(self) -> tuple[Version, ...]:
        """The versions of this project, the newest first; what cannot be read is left out.

        A folder may hold several projects: each has the versions kept under its file's name, and an only one also
        those of a name that is gone, because then it was renamed.
        """
        own = self.project_path.name
        present = {path.name for path in self.project_path.parent.glob(_PROJECTS)} - {own}
        return tuple(v for v in self._all()[0] if v.file == own or (not present and v.file not in present))

    def _all(self) -> tuple[list[Version], bool]:
        """Every version of the folder, newest first, and whether all that is there could be read."""
        found: list[Version] = []
        is_whole = True
        for path in self.folder.glob(f"*{SUFFIX}"):
            version = _first_line(path)
            if version is None or path.stem != version.id:
                is_whole = False
            else:
                found.append(version)
        return sorted(found, key=lambda version: (version.at, version.id), reverse=True), is_whole

    def find(self, text: str) -> Version:
        """The version a person means: an id or its beginning, a name, or ``last``; raises :class:`UsageError`."""
        versions = self.versions()
        wanted = text.strip()
        if wanted == "last" and versions:
            return versions[0]
        found = [v for v in versions if v.id == wanted or v.name == wanted]
        found = found or [v for v in versions if wanted and v.id.startswith(wanted)]
        if not found:
            raise UsageError(
                f"“{self.project_path.name}” has no version “{wanted[:60]}”.", "List them: studio-gui versions PROJECT."
            )
        if len({version.id for version in found}) > 1:
            raise UsageError(f"Several versions begin with “{wanted[:60]}”.", "Write more of the one you mean.")
        return found[0]

    def load(self, version: Version) -> Project:
        """The project as it was; scenes that two versions share are the same object.

        Raises :class:`ProjectFileError` when a part of it is missing or damaged.
        """
        entry = self._entry(version)
        form = _form_of(entry)
        if form < FORMAT:
            raw: JsonDict = {**entry.head, "scenes": [*self._raw_scenes(entry)]}
            return read_project(migrated(raw, form), "The version")
        self._read_missing(entry)
        project = read_project(entry.head, "The version")
        return project.changed(scenes=tuple(self._read[ref.hash, ref.index] for ref in entry.scenes))

    def _raw_scenes(self, entry: Entry) -> Iterator[Json]:
        raw: dict[str, JsonDict] = {}
        for bundle in entry.version.bundles:
            raw |= read_scenes(self.folder, bundle, {ref.hash for ref in entry.scenes if ref.bundle == bundle})
        return (with_number(raw[ref.hash], ref.index) for ref in entry.scenes)

    def _entry(self, version: Version) -> Entry:
        path = self._path(version.id)
        try:
            if path.stat().st_size > MAX_FILE_BYTES:
                raise ProjectFileError("The version is damaged.", "Choose another one.", "too large")
            return entry_in(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise ProjectFileError("That version is gone.", "Choose another one.", str(error)) from None

    def _read_missing(self, entry: Entry) -> None:
        if len(self._read) > _MOST_SCENES_KEPT:
            self._read.clear()
        wanted: dict[str, dict[str, list[int | None]]] = {}
        for ref in entry.scenes:
            if (ref.hash, ref.index) not in self._read:
                wanted.setdefault(ref.bundle, {}).setdefault(ref.hash, []).append(ref.index)
        for bundle, numbers in wanted.items():
            for name, raw in read_scenes(self.folder, bundle, numbers).items():
                for number in numbers[name]:
                    self._read[name, number] = _scene({**raw}, number)

    def _path(self, version_id: str) -> Path:
        return self.folder / f"{version_id}{SUFFIX}"

    def media(self) -> frozenset[str]:
        """The files in ``media/`` that any version in this folder needs, of whichever project.

        One that is damaged, or that a newer program wrote, needs whatever is named in it. Raises ``OSError``.
        """
        return frozenset(ref for path in self.folder.glob(f"*{SUFFIX}") for ref in _media_of(path))

    # --- keeping --------------------------------------------------------------------------------------------------

    def keep(self, project: Project, *, reason: Reason = "saved", name: str = "") -> Version:
        """Keep the project as it is now and answer its version.

        A save of what is the newest version already adds nothing. Raises :class:`TargetError` when it cannot be
        written; everything that was there stays as it was.
        """
        self._make_folder()
        with alone_if_possible(self.folder / "lock", patience_s=_PATIENCE_S) as is_alone:
            version = self._keep(project, reason, name)
            if is_alone:
                self._thin()
        return version

    def take(self, project: Project, version: Version) -> Version:
        """Keep a version of another history in this one, with its time, reason and name; raises :class:`TargetError`."""
        clock, self._clock = self._clock, lambda: version.at
        try:
            return self.keep(project, reason=version.reason, name=version.name)
        finally:
            self._clock = clock

    def _make_folder(self) -> None:
        if not self.project_path.parent.is_dir():
            raise target_error(self.folder, FileNotFoundError(2, "No such file or directory"))
        make_folder(self.folder)
        ignored = self.folder / ".gitignore"
        if not ignored.exists():
            replace_file(ignored, _IGNORED.encode())

    def _keep(self, project: Project, reason: Reason, name: str) -> Version:
        project = with_names(project)
        order = hashed(self.project_path, project)
        newest = self._newest()
        known = self._known(newest)
        entry = self._new_entry(project, reason, name)
        is_same = reason == "saved" and not name and newest and _is_same(newest[0], entry, order)
        if is_same and all(key in known for key, _ in order):
            return newest[0].version
        return self._write(entry, project, order, known).version

    def _known(self, entries: list[Entry]) -> dict[str, str]:
        """The scenes that are there already: their bundles by their hash."""
        found = {ref.hash: ref.bundle for entry in reversed(entries) for ref in entry.scenes}
        present = {bundle: hashes_in(self.folder, bundle) for bundle in set(found.values())}
        return {key: bundle for key, bundle in found.items() if key in present[bundle]}

    def _write(self, entry: Entry, project: Project, order: list[Named], known: dict[str, str]) -> Entry:
        """Write the scenes that are new, then the entry; all over again for what was cleaned away meanwhile."""
        where = {key: known[key] for key, _ in order if key in known}
        missing = {key for key, _ in order if key not in where}
        if missing:
            bundle = write_bundle(self.folder, texts_of(project, order, missing))
            where |= dict.fromkeys(missing, bundle)
        scenes = tuple(SceneRef(key, where[key], number) for key, number in order)
        bundles = tuple(dict.fromkeys(ref.bundle for ref in scenes))
        whole = replace(entry, scenes=scenes, version=replace(entry.version, bundles=bundles))
        replace_file(self._path(whole.version.id), text_of(whole).encode("utf-8"))
        if all(bundle_path(self.folder, bundle).exists() for bundle in bundles):
            return whole
        return self._write(entry, project, order, {})

    def _new_entry(self, project: Project, reason: Reason, name: str) -> Entry:
        at = self._clock()
        version_id = new_version_id(at)
        while self._path(version_id).exists():
            version_id = new_version_id(at)
        version = Version(
            id=version_id, at=at, reason=reason, name=name, file=self.project_path.name, title=project.name,
            scenes=len(project.scenes), media=media_in(project),
        )  # fmt: skip
        return Entry(version, head_of(project), ())

    def _newest(self) -> list[Entry]:
        """The newest versions of this project whose whole entry can be read."""
        found: list[Entry] = []
        for version in self.versions()[:_LOOKED_BACK]:
            with contextlib.suppress(StudioError):
                found.append(self._entry(version))
        return found

    def rename(self, version: Version, *, name: str) -> Version:
        """Give a version a name, which keeps it for good, or with an empty one take it away.

        Raises :class:`ProjectFileError` when it is gone, :class:`TargetError` when it cannot be written.
        """
        with alone_if_possible(self.folder / "lock", patience_s=_PATIENCE_S):
            entry = named(self._entry(version), name.strip()[:200])
            replace_file(self._path(version.id), text_of(entry).encode("utf-8"))
        return entry.version

    # --- thinning -------------------------------------------------------------------------------------------------

    def _thin(self) -> None:
        """Take away what has become superfluous; nothing of it matters enough to say that it failed."""
        versions, is_whole = self._all()
        gone: set[str] = set()
        for file in {version.file for version in versions}:
            own = (version for version in versions if version.file == file)
            gone |= {version.id for version in superfluous(own, now=self._clock())}
        for version_id in gone:
            _remove(self._path(version_id))
        # What cannot be read may need any bundle.
        if is_whole:
            used = {bundle for version in versions if version.id not in gone for bundle in version.bundles}
            for name, path in bundle_names(self.folder).items():
                if name not in used and self._is_old(path):
                    _remove(path)
        for part in self._parts():
            if self._is_old(part):
                _remove(part)

    def _parts(self) -> Iterator[Path]:
        """What a process left behind that was killed while it wrote."""
        for folder in (self.folder, self.folder / SCENES_FOLDER):
            yield from folder.glob(".studio-*.part")

    def _is_old(self, path: Path) -> bool:
        try:
            return time.time() - path.stat().st_mtime > _GRACE.total_seconds()
        except OSError:
            return False


def _form_of(entry: Entry) -> int:
    """The form of project files that the version was kept in."""
    studio = entry.head.get("studio")
    form = studio.get("format") if isinstance(studio, dict) else None
    return form if isinstance(form, int) and form > 0 else FORMAT


def _is_same(last: Entry, new: Entry, order: list[Named]) -> bool:
    same_scenes = [(ref.hash, ref.index) for ref in last.scenes] == order
    return same_scenes and last.head == new.head and last.version.file == new.version.file


def _first_line(path: Path) -> Version | None:
    if not is_version_id(path.stem):
        return None
    try:
        with open(path, encoding="utf-8") as file:
            return version_in(file.readline(_LONGEST_LINE))
    except (OSError, UnicodeDecodeError, ProjectFileError):
        return None


def _media_of(path: Path) -> Collection[str]:
    version = _first_line(path)
    return refs_in(path.read_text("latin-1")) if version is None else version.media


def _scene(raw: dict[str, Json], number: int | None) -> Scene:
    project = read_project({"scenes": [with_number(raw, number)]}, "The version")
    return project.scenes[0]


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        os.unlink(path)


def keep(project_path: Path, project: Project, *, reason: Reason = "saved", name: str = "") -> Version:
    """Keep the project at ``project_path`` as it is now; raises :class:`TargetError` when it cannot be written."""
    return History(project_path).keep(project, reason=reason, name=name)


def keep_quietly(project_path: Path, project: Project, *, reason: Reason = "saved") -> bool:
    """Keep the project as :func:`keep` does, and only note in the log when it cannot be; says whether it was kept.

    For everything that must go on: a save that is done, an export that begins.
    """
    try:
        keep(project_path, project, reason=reason)
    except (StudioError, OSError) as error:
        _log.info("no version of %s was kept: %s", project_path.name, error)
        return False
    return True


def media_of_versions(project_path: Path) -> frozenset[str]:
    """The files in ``media/`` that versions in the folder of a project need: they are not unused. Raises ``OSError``."""
    return History(project_path).media()
