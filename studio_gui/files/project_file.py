"""The project on disk: a folder with ``Name.studio``, ``media/`` and ``renders/``.

The file is the JSON of the project with the editor's own ``studio`` keys, one clip to a line, so that a small edit is
a small difference for people who keep projects under version control. What services see is made in ``files.payload``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import Path

from studio_gui.base.errors import NewerFormatError, PayloadError, ProjectFileError
from studio_gui.base.json_text import Json, JsonDict, dumps
from studio_gui.files.payload import read_json_file
from studio_gui.files.writing import replace_file
from studio_gui.model.fields import SceneId
from studio_gui.model.ids import new_clip_id
from studio_gui.model.project import Project, Scene, new_id
from studio_gui.model.reading import as_object, read_project

SUFFIX = ".studio"
FORMAT = 1
"""The form of project files this version writes; it reads this one and older ones."""

MEDIA_FOLDER = "media"
RENDERS_FOLDER = "renders"


@dataclasses.dataclass(frozen=True, slots=True)
class OpenedProject:
    """A project as it was read: the value, the file it came from, and sentences about what had to be mended."""

    project: Project
    path: Path
    notes: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """The project's folder, where its media are."""
        return self.path.parent


def project_path(arg: str | Path) -> Path:
    """The ``.studio`` file meant by a path to it or to its folder; raises :class:`ProjectFileError`."""
    path = Path(arg).expanduser()
    try:
        if path.is_dir():
            return _only_project_in(path)
        if path.exists():
            return path
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


def open_project(arg: str | Path) -> OpenedProject:
    """Read the project at a file or folder.

    Raises :class:`ProjectFileError` with a sentence for everything that cannot be read, :class:`NewerFormatError`
    when a newer version saved it. The file is never changed by reading it.
    """
    path = project_path(arg)
    what = f"The project “{path.name}”"
    try:
        raw = as_object(read_json_file(path), what)
        _check_format(raw, path)
        project = read_project(raw, what)
    except PayloadError as error:
        message = error.message.replace(f"The file “{path.name}”", what)
        raise ProjectFileError(message, error.hint, error.detail) from None
    notes: list[str] = []
    return OpenedProject(_mended(project, notes), path, tuple(notes))


def _check_format(raw: JsonDict, path: Path) -> None:
    private = raw.get("studio")
    form = private.get("format") if isinstance(private, dict) else None
    if form is None and not isinstance(private, dict) and _looks_like_payload(raw):
        raise ProjectFileError(
            f"“{path.name}” is a payload, not a project.",
            f"Turn it into one: studio-gui import “{path.name}” PROJECT.",
        )
    if isinstance(form, bool) or not isinstance(form, int) or form < 1:
        raise ProjectFileError(f"“{path.name}” is not a project of Scene Studio.", "Choose another file.")
    if form > FORMAT:
        raise NewerFormatError(
            f"“{path.name}” was saved by a newer Scene Studio (form {form}; this one reads up to {FORMAT}).",
            "Update Scene Studio to open it.",
        )


def _looks_like_payload(raw: JsonDict) -> bool:
    inner = raw.get("data", raw.get("project"))
    return isinstance(raw.get("scenes"), list) or isinstance(inner, dict)


def _mended(project: Project, notes: list[str]) -> Project:
    """The project with ids that are there and differ, because edits find scenes and clips by them."""
    seen: set[str] = set()
    scenes: list[Scene] = []
    for index, scene in enumerate(project.scenes):
        if not scene.id or scene.id in seen:
            scene = scene.changed(studio=scene.studio.changed(id=SceneId(new_id())))
        seen.add(scene.id)
        scenes.append(_with_own_clip_ids(scene, index, notes))
    is_same = all(a is b for a, b in zip(scenes, project.scenes, strict=True))
    return project if is_same else project.changed(scenes=tuple(scenes))


def _with_own_clip_ids(scene: Scene, index: int, notes: list[str]) -> Scene:
    if len({clip.id for clip in scene.clips}) == len(scene.clips):
        return scene
    seen: set[str] = set()
    clips = []
    for clip in scene.clips:
        if clip.id in seen:
            notes.append(f"Scene {index + 1} had two clips called {clip.id}; the second got a new id.")
            clip = clip.changed(id=new_clip_id(clip.type))
        seen.add(clip.id)
        clips.append(clip)
    return scene.changed(clips=tuple(clips))


def save_project(project: Project, path: Path) -> None:
    """Write the project to ``path`` as a whole or not at all; raises :class:`TargetError`.

    Saving the same project twice gives the same bytes.
    """
    replace_file(path, project_text(project).encode("utf-8"))


def project_text(project: Project) -> str:
    """What is in the file of a project."""
    if project.studio.format != FORMAT or "format" not in project.studio.model_fields_set:
        project = project.changed(studio=project.studio.changed(format=FORMAT))
    return _object_text(project.to_json(), {"scenes": _scenes_text}, "  ") + "\n"


def _object_text(raw: JsonDict, inside: Mapping[str, Callable[[Json], str]], inset: str) -> str:
    """An object with a line for each key; ``inside`` writes the values that take more than a line."""
    lines = [f"{inset}{dumps(key)}: {inside.get(key, dumps)(value)}" for key, value in raw.items()]
    return "{\n" + ",\n".join(lines) + f"\n{inset[:-2]}}}" if lines else "{}"


def _list_text(values: Json, write: Callable[[Json], str], inset: str) -> str:
    if not isinstance(values, list) or not values:
        return dumps(values)
    return "[\n" + ",\n".join(inset + write(value) for value in values) + f"\n{inset[:-2]}]"


def _scenes_text(scenes: Json) -> str:
    return _list_text(scenes, _scene_text, "    ")


def _scene_text(scene: Json) -> str:
    if not isinstance(scene, dict):
        return dumps(scene)
    return _object_text(scene, {"scripts": _entries_text, "clips": _entries_text}, "      ")


def _entries_text(entries: Json) -> str:
    return _list_text(entries, dumps, "        ")
