"""The project on disk: a folder with ``Name.studio``, ``media/`` and ``renders/``.

The file is the JSON of the project with the editor's own ``studio`` keys, one clip to a line, so that a small edit is
a small difference for people who keep projects under version control. What services see is made in ``files.payload``.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path

from studio_gui.base.errors import ChangedOnDisk, NewerFormatError, PayloadError, ProjectFileError
from studio_gui.base.json_text import JsonDict, dumps, loads
from studio_gui.files.importing.found import Report, unwatched
from studio_gui.files.migrations import migrated
from studio_gui.files.names import note_names, with_names
from studio_gui.files.payload import read_file, with_own_clip_ids
from studio_gui.files.project_text import project_bytes, project_text
from studio_gui.files.stamp import Stamp
from studio_gui.files.writing import clear_what_was_left, replace_file, target_error
from studio_gui.model.fields import SceneId
from studio_gui.model.ids import derived_id
from studio_gui.model.project import FORMAT, Project, Scene
from studio_gui.model.reading import as_object, collector_paused, read_project
from studio_gui.model.value import no_step

__all__ = [
    "FORMAT", "MEDIA_FOLDER", "RENDERS_FOLDER", "SUFFIX", "OpenedProject", "open_project", "project_path",
    "project_text", "read_project_bytes", "save_project",
]  # fmt: skip

SUFFIX = ".studio"
MEDIA_FOLDER = "media"
RENDERS_FOLDER = "renders"
_STEPS = 200
"""After so many objects it is told how far the reading is: some milliseconds."""


@dataclasses.dataclass(frozen=True, slots=True)
class OpenedProject:
    """A project as it was read: the value, the file it came from, and sentences about what had to be mended."""

    project: Project
    path: Path
    notes: tuple[str, ...] = ()
    stamp: Stamp | None = None
    """What the file was when it was read."""
    is_newer: bool = False
    """A newer Scene Studio saved it: it can be looked at and saved as a copy, but saving it in place could lose
    what this version does not know."""
    is_as_stored: bool = True
    """Whether reading the file again gives the very same project: nothing had to be mended."""

    @property
    def folder(self) -> Path:
        """The project's folder, where its media are."""
        return self.path.parent


def project_path(arg: str | Path) -> Path:
    """The ``.studio`` file meant by a path to it, to a link to it, or to its folder; raises :class:`ProjectFileError`."""
    path = Path(arg).expanduser()
    try:
        file = _only_project_in(path) if path.is_dir() else path
        if file.exists():
            # The media lie beside the project, not beside a link to it. What a shell pipes in is a link to no file.
            return real if file.is_symlink() and (real := file.resolve()).is_file() else file
        beside = path.with_name(path.name + SUFFIX)
        if path.suffix != SUFFIX and beside.is_file():
            return beside
    except (OSError, ValueError) as error:
        raise ProjectFileError(
            f"“{_short(path)}” cannot be opened.", "Check the path and its rights.", str(error)
        ) from None
    raise ProjectFileError(f"There is no project at “{_short(path)}”.", "Check the path.")


def _short(path: Path) -> str:
    text = str(path)
    return text if len(text) <= 200 else f"{text[:100]}…{text[-60:]}"


def _only_project_in(folder: Path) -> Path:
    found = sorted(p for p in folder.iterdir() if p.suffix == SUFFIX and not p.name.startswith(".") and p.is_file())
    if len(found) == 1:
        return found[0]
    named = folder / f"{folder.name}{SUFFIX}"
    if named in found:
        return named
    if found:
        names = ", ".join(p.name for p in found[:5])
        raise ProjectFileError(f"The folder “{folder}” holds several projects: {names}.", "Name the one you mean.")
    raise ProjectFileError(
        f"The folder “{folder}” holds no project.",
        f"Choose a folder with a {SUFFIX} file in it, or make a new project.",
    )


class _Progress:
    """How far the reading of a project is: its JSON first, then what it means."""

    def __init__(self, content: bytes, report: Report) -> None:
        self._report = report
        self._all = 2 * content.count(b"{") + 1
        self._done = 0

    def step(self) -> None:
        """An object of the JSON was read, or the value that it means; now and then that is told."""
        self._done += 1
        if self._done % _STEPS == 0:
            self._report(min(1.0, self._done / self._all), "")


def open_project(arg: str | Path, *, newer_too: bool = False, report: Report = unwatched) -> OpenedProject:
    """Read the project at a file or folder; older forms are brought to the present one.

    Raises :class:`ProjectFileError` with a sentence for everything that cannot be read, :class:`NewerFormatError`
    when a newer version saved it; with ``newer_too``, for those who only look at it, just when it makes no sense here.
    The file is never changed by reading it. ``report`` is told how far it is, and ends it when it raises.
    """
    path = project_path(arg)
    what = f"The project “{path.name}”"
    try:
        content = read_file(path)
        stamp = Stamp.of(content, path)
        opened = dataclasses.replace(read_project_bytes(content, path, report=report), stamp=stamp)
    except PayloadError as error:
        message = error.message.replace(f"The file “{path.name}”", what)
        raise ProjectFileError(message, error.hint, error.detail) from None
    except OSError as error:
        raise ProjectFileError(f"{what} cannot be read.", "Check path and rights.", str(error)) from None
    if opened.is_newer and not newer_too:
        raise NewerFormatError(opened.notes[0].partition(" It is opened")[0], "Update Scene Studio to open it.")
    return opened


def read_project_bytes(content: bytes, path: Path, *, report: Report = unwatched) -> OpenedProject:
    """The project in the content of a file; ``path`` names it. Raises :class:`ProjectFileError`, :class:`PayloadError`."""
    what = f"The project “{path.name}”"
    step = no_step if report is unwatched else _Progress(content, report).step
    with collector_paused():
        raw = as_object(loads(content, what, step=None if report is unwatched else step), what)
        form = _form_of(raw, path)
        try:
            project = read_project(migrated(raw, form), what, step=step)
        except PayloadError as error:
            if form > FORMAT:
                raise _newer(path, form) from error
            raise
    notes: list[str] = []
    mended = _mended(project, notes)
    note_names(mended)
    if form > FORMAT:
        notes.insert(0, _newer(path, form).message + " It is opened read-only; save it as a copy to change it.")
    is_as_stored = mended is project and form == FORMAT
    return OpenedProject(mended, path, tuple(notes), is_newer=form > FORMAT, is_as_stored=is_as_stored)


def _form_of(raw: JsonDict, path: Path) -> int:
    private = raw.get("studio")
    form = private.get("format") if isinstance(private, dict) else None
    if form is None and not isinstance(private, dict) and _looks_like_payload(raw):
        raise ProjectFileError(
            f"“{path.name}” is a payload, not a project.",
            f"Turn it into one: studio-gui import “{path.name}” PROJECT.",
        )
    if isinstance(form, bool) or not isinstance(form, int) or form < 1:
        raise ProjectFileError(f"“{path.name}” is not a project of Scene Studio.", "Choose another file.")
    return form


def _newer(path: Path, form: int) -> NewerFormatError:
    return NewerFormatError(
        f"“{path.name}” was saved by a newer Scene Studio (form {form}; this one knows up to {FORMAT}).",
        "Update Scene Studio to open it.",
    )


def _looks_like_payload(raw: JsonDict) -> bool:
    inner = raw.get("data", raw.get("project"))
    return isinstance(raw.get("scenes"), list) or isinstance(inner, dict)


def _mended(project: Project, notes: list[str]) -> Project:
    """The project with ids that are there and differ, because edits find scenes and clips by them.

    An id that is missing follows from what the scene holds: read again, the file is the same project again, and a
    series knows which of its videos it has made.
    """
    taken = {scene.id for scene in project.scenes}
    seen: set[str] = set()
    alike: Counter[str] = Counter()
    scenes: list[Scene] = []
    for index, scene in enumerate(project.scenes):
        if not scene.id or scene.id in seen:
            scene = scene.changed(studio=scene.studio.changed(id=_free_id(scene, taken, alike)))
        seen.add(scene.id)
        scenes.append(with_own_clip_ids(scene, index, notes))
    is_same = all(a is b for a, b in zip(scenes, project.scenes, strict=True))
    return project if is_same else project.changed(scenes=tuple(scenes))


def _free_id(scene: Scene, taken: set[SceneId], alike: Counter[str]) -> SceneId:
    """An id for the scene that no other has; ``alike`` counts those that hold the very same."""
    said = dumps(scene.to_json())
    while True:
        alike[said] += 1
        own = SceneId(derived_id(f"{alike[said]} {said}"))
        if own not in taken:
            taken.add(own)
            return own


def save_project(project: Project, path: Path, *, expected: Stamp | None = None) -> Stamp:
    """Write the project to ``path`` as a whole or not at all, and answer what the file is now.

    With ``expected`` the file must still be that one: another program may have changed it since it was read. Saving
    the same project twice gives the same bytes. Raises :class:`TargetError`, :class:`ChangedOnDisk`. Any thread may ask.
    """
    if expected is not None:
        _check_unchanged(path, expected)
    content = project_bytes(with_names(project))
    replace_file(path, content)
    clear_what_was_left(path.parent)
    try:
        return Stamp.of(content, path)
    except OSError as error:
        raise target_error(path, error) from None


def _check_unchanged(path: Path, expected: Stamp) -> None:
    try:
        if expected.still_holds(path):
            return
    except FileNotFoundError:
        return  # somebody removed it: writing it again harms nobody
    except OSError as error:
        raise target_error(path, error) from None
    raise ChangedOnDisk(
        f"“{path.name}” was changed by another program since it was opened.",
        "Keep yours, open theirs, or save yours as a copy.",
    )
