"""From a project to the body of ``POST /editor/project``, ready to be sent."""

from __future__ import annotations

import hashlib

from studio_gui.base.json_text import JsonDict
from studio_gui.files.payload import export_payload
from studio_gui.model.edits.clips import synced
from studio_gui.model.project import Project
from studio_gui.providers.base import Wanted
from studio_gui.speech.reading.sending import as_sent

_MARK_LENGTH = 8


def mark_of(job_id: str) -> str:
    """What is put behind the name of a project so that it can be found when an answer was lost; empty without a job."""
    if not job_id:
        return ""
    return "#" + hashlib.sha256(job_id.encode()).hexdigest()[:_MARK_LENGTH]


def create_body(project: Project, *, wanted: Wanted, is_export: bool) -> JsonDict:
    """The body: scripts name the presenter on the stage and are written as they are read, scenes are numbered, and what
    has a default is said.

    Everything the project carries without knowing it goes along; hidden clips and the editor's own fields do not. Words
    are said as the project's dictionary has them, nobody else's: a job brings what counted when it was asked for.
    """
    project = as_sent(project)
    scenes = tuple(synced(scene) for scene in project.scenes)
    is_same = all(one is other for one, other in zip(scenes, project.scenes, strict=True))
    body = export_payload(project if is_same else project.changed(scenes=scenes))
    name = f"{project.name.strip() or 'Untitled'} {mark_of(wanted.job_id)}".rstrip()
    said: JsonDict = {**body, "name": name, "orientation": project.orientation}
    # The default of isExport differs from endpoint to endpoint (C7), so it is always said.
    said["isExport"] = is_export
    said["resolution"] = wanted.resolution
    for key, value in (("workspaceId", wanted.workspace_id), ("webhookUrl", wanted.webhook_url)):
        if value:
            said[key] = value
        elif not said.get(key):  # what came from a service says "" or null for none, and is refused when it is sent
            said.pop(key, None)
    return said
