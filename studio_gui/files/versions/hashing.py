"""The scenes of a project by what is in them; a scene that was not touched since the last save is not looked at again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection
from pathlib import Path

from studio_gui.files.versions.entry import hash_of, scene_text
from studio_gui.model.project import Project, Scene

Named = tuple[str, int | None]
"""The hash of a scene and the number it has."""
_MOST_PROJECTS = 4

_seen: OrderedDict[Path, dict[int, tuple[Scene, Named]]] = OrderedDict()
"""The scenes last kept of each project, by identity; held here, so that no other can come to have their identity."""
_lock = threading.Lock()


def hashed(path: Path, project: Project) -> list[Named]:
    """The scenes of the project at ``path``, in their order."""
    with _lock:
        before = _seen.get(path, {})
    now: dict[int, tuple[Scene, Named]] = {}
    for scene in project.scenes:
        now[id(scene)] = before.get(id(scene)) or (scene, _named(scene))
    with _lock:
        _seen[path] = now
        _seen.move_to_end(path)
        while len(_seen) > _MOST_PROJECTS:
            _seen.popitem(last=False)
    return [now[id(scene)][1] for scene in project.scenes]


def _named(scene: Scene) -> Named:
    text, number = scene_text(scene)
    return hash_of(text), number


def texts_of(project: Project, order: Collection[Named], missing: Collection[str]) -> dict[str, str]:
    """The texts of the scenes whose hashes are ``missing``; ``order`` are the hashes of all."""
    found: dict[str, str] = {}
    for scene, (name, _) in zip(project.scenes, order, strict=True):
        if name in missing and name not in found:
            found[name] = scene_text(scene)[0]
    return found
