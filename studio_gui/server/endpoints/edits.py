"""Changing values in a project as ``POST /editor/project/{id}`` asks for it.

The documents do not say which of several clips of a type changes; here it is the first. A presenter's ``script`` is the
text of its scene.
"""

from __future__ import annotations

import copy

from studio_gui.base.json_text import Json, JsonDict
from studio_gui.providers.aistudios.requests import EditProject, Update
from studio_gui.server.endpoints.refusing import Refusal


def edited_body(body: JsonDict, request: EditProject) -> JsonDict:
    """The body with the updates carried out; raises :class:`Refusal` when a scene or clip is not there."""
    after = copy.deepcopy(body)
    scenes = after.get("scenes")
    updates = request.updates if isinstance(request.updates, list) else request.updates.value
    for update in updates:
        rows = scenes if isinstance(scenes, list) else []
        scene = rows[update.scene_idx] if update.scene_idx < len(rows) else None
        if not isinstance(scene, dict):
            raise Refusal(400, f"there is no scene {update.scene_idx}")
        _change(scene, update)
    said = request.body()
    return {**after, **{name: said[name] for name in ("isExport", "resolution", "webhookUrl") if name in said}}


def _change(scene: JsonDict, update: Update) -> None:
    values: JsonDict = {name: _plain(value) for name, value in update.values.items()}
    script = values.pop("script", None) if update.type == "aiModel" else None
    if script is not None:
        _speak(scene, script)
    if update.type == "background":
        background = scene.get("background")
        scene["background"] = {**(background if isinstance(background, dict) else {}), **values}
        return
    clips = scene.get("clips")
    rows = clips if isinstance(clips, list) else []
    clip = next((row for row in rows if isinstance(row, dict) and row.get("type") == update.type), None)
    if clip is None:
        raise Refusal(400, f"scene {update.scene_idx} has no clip of the type {update.type}")
    clip.update(values)


def _speak(scene: JsonDict, script: Json) -> None:
    text = script.get("org") if isinstance(script, dict) else script
    scripts = scene.get("scripts")
    first = scripts[0] if isinstance(scripts, list) and scripts else None
    if not isinstance(text, str) or not isinstance(first, dict):
        raise Refusal(400, "the script of a scene should be text")
    first["org"] = text


def _plain(value: object) -> Json:
    """A value of a body that was read from JSON."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {str(name): _plain(part) for name, part in value.items()}
    return str(value)
