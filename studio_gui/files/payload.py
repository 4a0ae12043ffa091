"""Between editor-project payloads and projects.

``import_payload`` takes a create-project body, the answer of GET project, or the older form with ``clips[].script``;
``export_payload`` gives the body for ``POST …/editor/project``. A body that is imported and exported untouched comes
back with its unknown fields, key order and number forms; only what the documents demand is mended: ``sceneIdx``
counts 0…n-1, and the older form gains the ``scripts`` entry that is required today.
"""

from __future__ import annotations

import dataclasses
import os
import stat
from pathlib import Path

from studio_gui.base.errors import PayloadError
from studio_gui.base.json_text import Json, JsonDict, dumps, loads, storable_json
from studio_gui.model.clips import AudioClip, AvatarClip, Clip, ImageClip, VideoClip
from studio_gui.model.crop import uncropped
from studio_gui.model.edits.clips import synced
from studio_gui.model.edits.scenes import new_script
from studio_gui.model.fields import SceneId
from studio_gui.model.ids import derived_clip_id
from studio_gui.model.project import Project, Scene, new_id
from studio_gui.model.reading import as_object, read_project

MAX_FILE_BYTES = 64 * 1024 * 1024
"""A project of 1,000 scenes with 20 clips each has about 19 MB."""

MOST_PARTS = 500_000
"""Lists and objects in one file: six times what such a project has. Each takes far more room in memory than on disk."""

MOST_VALUES = 8_000_000
_OPEN_FILES = ("/dev/fd/", "/dev/stdin", "/proc/")
"""What a shell gives for ``<(…)`` and ``|``: a pipe that somebody fills."""


_SOFTEST = 1
"""``volume`` is 1 to 100; 0 is outside of what the documents allow, and nothing else says mute."""


@dataclasses.dataclass(frozen=True, slots=True)
class Imported:
    """What came of a payload: the project, and sentences about what had to be mended."""

    project: Project
    notes: tuple[str, ...] = ()


def read_json_file(path: Path) -> Json:
    """The JSON in a file; raises :class:`PayloadError` naming the file."""
    return loads(read_file(path), f"The file “{path.name}”")


def read_file(path: Path) -> bytes:
    """The content of a file that may hold a project; raises :class:`PayloadError` naming the file."""
    what = f"The file “{path.name or path}”"
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise PayloadError(f"{what} is a folder.", "Choose the file inside it.")
        if stat.S_ISFIFO(about.st_mode) and not str(path).startswith(_OPEN_FILES):
            raise PayloadError(f"{what} is a pipe, which nobody may ever fill.", "Choose an ordinary file.")
        size = about.st_size
        if size > MAX_FILE_BYTES:
            raise PayloadError(f"{what} has {size // 1_000_000} MB; a project has at most 67.", "Choose another file.")
        with open(path, "rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)  # what is no ordinary file may have no end
        if len(content) > MAX_FILE_BYTES:
            raise PayloadError(f"{what} has no end.", "Choose another file.")
    except OSError as error:
        raise PayloadError(
            f"{what} cannot be read: {os.strerror(error.errno or 0)}.", "Check path and rights."
        ) from None
    if content.count(b"[") + content.count(b"{") > MOST_PARTS or content.count(b",") > MOST_VALUES:
        raise PayloadError(f"{what} is made of far more parts than a project has.", "Choose another file.")
    return content


def import_payload(raw: Json, what: str = "The payload") -> Imported:
    """The project in a payload; raises :class:`PayloadError` with scene, clip and field of the first misfit."""
    body = _project_object(as_object(raw, what))
    if not isinstance(body.get("scenes"), list):
        raise PayloadError(
            f"{what} is not an editor project: it has no list of scenes.",
            "Choose the JSON of a create-project request or of GET project.",
        )
    notes: list[str] = []
    project = _read(body, what, notes)
    ordered = _in_order(project.scenes, notes)
    scenes = tuple(_adopted(scene, index, notes) for index, scene in enumerate(ordered))
    return Imported(project.changed(scenes=scenes) if scenes else project, tuple(notes))


def _read(body: JsonDict, what: str, notes: list[str]) -> Project:
    """The project in a body; where a service cut a text in the midst of an emoji, it is read without that half."""
    try:
        return read_project(body, what)
    except PayloadError:
        whole = storable_json(body)
        if whole is body or not isinstance(whole, dict):
            raise
    project = read_project(whole, what)
    notes.append("Texts that were cut in the midst of a character have a mark (�) there now.")
    return project


def _project_object(raw: JsonDict) -> JsonDict:
    """The project inside an answer of GET project (``data.project``), or the object itself."""
    data = raw.get("data")
    if "scenes" not in raw and isinstance(data, dict):
        inner = data.get("project", data)
        return inner if isinstance(inner, dict) else raw
    inner = raw.get("project")
    return inner if "scenes" not in raw and isinstance(inner, dict) else raw


def _in_order(scenes: tuple[Scene, ...], notes: list[str]) -> tuple[Scene, ...]:
    """The scenes by ``sceneIdx``, which the documents call their order; as listed when some lack it or share one."""
    said = [scene.scene_idx for scene in scenes if "scene_idx" in scene.model_fields_set]
    if len(set(said)) != len(scenes) or said == sorted(said):
        return scenes
    notes.append("The scenes were listed in another order than their sceneIdx says; they follow sceneIdx now.")
    return tuple(sorted(scenes, key=lambda scene: scene.scene_idx))


def _adopted(scene: Scene, index: int, notes: list[str]) -> Scene:
    if scene.scene_idx != index or "scene_idx" not in scene.model_fields_set:
        scene = scene.changed(scene_idx=index)
    if not scene.id:
        scene = scene.changed(studio=scene.studio.changed(id=SceneId(new_id())))
    if not scene.scripts:
        scene = _with_scripts(scene)
    return with_own_clip_ids(scene, index, notes)


def _with_scripts(scene: Scene) -> Scene:
    """The older form moved to ``scripts``; the clip keeps its ``script`` too."""
    holder = next((clip for clip in scene.clips if isinstance(clip, AvatarClip) and clip.script), None)
    text = holder.script.org if holder and holder.script else ""
    if not text and scene.presenter is None:
        return scene.changed(scripts=())
    script = new_script(text)
    if holder and holder.script and holder.script.tts is not None:
        script = script.changed(is_tts=True, tts=holder.script.tts)
    if holder:
        script = script.changed(model_id=holder.model.ai_name, cloth_id=holder.model.emotion)
    return synced(scene.changed(scripts=(script,)))


def with_own_clip_ids(scene: Scene, index: int, notes: list[str]) -> Scene:
    """The scene with ids of clips that differ, because edits find clips by them; what was changed goes to ``notes``.

    The same file gives the same ids every time: by its payload it is known that something was sent before.
    """
    taken = {clip.id for clip in scene.clips}
    if len(taken) == len(scene.clips):
        return scene
    seen: set[str] = set()
    clips: list[Clip] = []
    for place, clip in enumerate(scene.clips):
        if clip.id in seen:
            notes.append(f"Scene {index + 1} had two clips called {clip.id}; the second got a new id.")
            said = f"{clip.id} {place}"
            while (own := derived_clip_id(clip.type, said)) in taken:
                said += "'"
            taken.add(own)
            clip = clip.changed(id=own)
        seen.add(clip.id)
        clips.append(clip)
    return scene.changed(clips=tuple(clips))


def export_payload(project: Project) -> JsonDict:
    """The create-project body: everything a service may see.

    Hidden clips and muted sounds are left out, muted videos are as soft as can be said, cropped pictures whole.
    """
    visible = tuple(_as_sent(scene, index) for index, scene in enumerate(project.scenes))
    if any(a is not b for a, b in zip(visible, project.scenes, strict=True)):
        project = project.changed(scenes=visible)
    return project.to_json(private=False)


def _as_sent(scene: Scene, index: int) -> Scene:
    scene = _mended(scene, index)
    kept = [clip for clip in scene.clips if not clip.studio.hidden]
    clips = tuple(_sent_clip(clip) for clip in kept if not (isinstance(clip, AudioClip) and _is_muted(clip)))
    is_same = len(clips) == len(scene.clips) and all(a is b for a, b in zip(clips, scene.clips, strict=True))
    return scene if is_same else scene.changed(clips=clips)


def _sent_clip(clip: Clip) -> Clip:
    if isinstance(clip, VideoClip) and _is_muted(clip) and clip.volume != _SOFTEST:
        return clip.changed(volume=_SOFTEST)
    return uncropped(clip) if isinstance(clip, ImageClip) else clip


def _is_muted(clip: Clip) -> bool:
    return clip.studio.play is not None and clip.studio.play.muted


def _mended(scene: Scene, index: int) -> Scene:
    """What the documents demand and a project file edited by hand may lack: its place, and who speaks."""
    if scene.scene_idx != index or "scene_idx" not in scene.model_fields_set:
        scene = scene.changed(scene_idx=index)
    is_unsigned = len(scene.scripts) == 1 and not (scene.scripts[0].model_id or scene.scripts[0].cloth_id)
    return synced(scene) if is_unsigned and scene.presenter is not None else scene


def payload_text(project: Project, *, indent: int | None = 2) -> str:
    """The create-project body as it is shown, saved and sent."""
    return dumps(export_payload(project), indent=indent)
