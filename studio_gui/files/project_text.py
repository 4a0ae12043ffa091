"""What is in the file of a project: JSON with one clip to a line, so that a small edit is a small difference.

The text of a scene is kept for as long as the scene lives: an edit makes a new value of one scene and shares the
others, so a save writes out one scene anew and joins the rest, however large the project is.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Iterator, Mapping

from studio_gui.base.json_text import Json, JsonDict, dumps
from studio_gui.model.project import FORMAT, Project, Scene


class _Texts:
    """The texts of living scenes by the scenes' identity; any thread may ask."""

    def __init__(self) -> None:
        self._texts: dict[int, tuple[weakref.ref[Scene], bytes]] = {}
        self._lock = threading.Lock()

    def of(self, scene: Scene) -> bytes:
        """The text of a scene as it stands in the file."""
        key = id(scene)
        known = self._texts.get(key)
        if known is not None and known[0]() is scene:
            return known[1]
        text = _scene_text(scene.to_json()).encode("utf-8")
        with self._lock:
            self._texts[key] = (weakref.ref(scene, lambda gone: self._forget(key, gone)), text)
        return text

    def _forget(self, key: int, gone: weakref.ref[Scene]) -> None:
        # Another scene may have the place in memory, and the entry, by now. No lock: this may run in the midst of one.
        known = self._texts.get(key)
        if known is not None and known[0] is gone:
            self._texts.pop(key, None)


_texts = _Texts()


def project_bytes(project: Project) -> bytes:
    """What is in the file of a project, in UTF-8. Any thread may ask."""
    head = head_of(project)
    lines = [b"  " + dumps(key).encode() + b": " + _value(key, value, project) for key, value in head.items()]
    return b"{\n" + b",\n".join(lines) + b"\n}\n"


def project_text(project: Project) -> str:
    """What is in the file of a project."""
    return project_bytes(project).decode("utf-8")


def head_of(project: Project) -> JsonDict:
    """The project's JSON in the current form, with an empty list in the place of its scenes."""
    studio = project.studio
    if studio.format != FORMAT or "format" not in studio.model_fields_set:
        studio = studio.changed(format=FORMAT)
    return project.changed(scenes=(), studio=studio).to_json()


def _value(key: str, value: Json, project: Project) -> bytes:
    if key == "scenes" and project.scenes:
        return b"[\n" + b",\n".join(_inset_scenes(project)) + b"\n  ]"
    if key == "studio" and isinstance(value, dict) and value.get("files"):
        return _object_text(value, {"files": _files_text}, "    ").encode("utf-8")
    return dumps(value).encode("utf-8")


def _inset_scenes(project: Project) -> Iterator[bytes]:
    return (b"    " + _texts.of(scene) for scene in project.scenes)


def _object_text(raw: JsonDict, inside: Mapping[str, Callable[[Json], str]], inset: str) -> str:
    """An object with a line for each key; ``inside`` writes the values that take more than a line."""
    lines = [f"{inset}{dumps(key)}: {inside.get(key, dumps)(value)}" for key, value in raw.items()]
    return "{\n" + ",\n".join(lines) + f"\n{inset[:-2]}}}" if lines else "{}"


def _list_text(values: Json, inset: str) -> str:
    if not isinstance(values, list) or not values:
        return dumps(values)
    return "[\n" + ",\n".join(inset + dumps(value) for value in values) + f"\n{inset[:-2]}]"


def _scene_text(scene: JsonDict) -> str:
    return _object_text(scene, {"scripts": _entries_text, "clips": _entries_text}, "      ")


def _entries_text(entries: Json) -> str:
    return _list_text(entries, "        ")


def _files_text(files: Json) -> str:
    return _list_text(files, "      ")
