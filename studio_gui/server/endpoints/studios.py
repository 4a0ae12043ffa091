"""The endpoints of AI Studios that make, show and delete projects. Source: documents under ``aistudioV3``."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Header, Request

from studio_gui.base.json_text import JsonDict
from studio_gui.providers.aistudios.contract import Rules, problems_in
from studio_gui.providers.aistudios.requests import (
    DeleteProjects,
    EditProject,
    ExportProject,
    SimpleAudio,
    SimpleCustom,
    SimpleVideo,
    TokenRequest,
)
from studio_gui.server.endpoints.edits import edited_body
from studio_gui.server.endpoints.refusing import Refusal, enveloped
from studio_gui.server.endpoints.talking import spoken_file, talking_body
from studio_gui.server.practice import PROJECT, Practice

# FastAPI reads the annotations of endpoints while the program runs: JSON is a plain object there.
Anything = dict[str, object]


def practice_of(request: Request) -> Practice:
    """The server's state."""
    practice = request.app.state.practice
    assert isinstance(practice, Practice)
    return practice


State = Annotated[Practice, Depends(practice_of)]


def check_token(state: State, authorization: Annotated[str, Header()] = "") -> None:
    """Refuse who brings no good access token."""
    if not state.takes_token(authorization):
        raise Refusal(401, "invalid token" if authorization else "token is missing")


open_router = APIRouter(prefix="/api/odin/v3", tags=["AI Studios"])
router = APIRouter(prefix="/api/odin/v3", tags=["AI Studios"], dependencies=[Depends(check_token)])


@open_router.post("/auth/token")
def give_token(body: TokenRequest, state: State) -> Anything:
    """An access token for app id and user key."""
    if not state.is_known(body.app_id, body.user_key):
        raise Refusal(401, "appId or userKey is wrong")
    return {"success": True, "data": {"token": state.give_token()}}


@router.get("/auth")
def confirm() -> Anything:
    """Whether the token is good."""
    return {"success": True, "data": {"isAuthenticated": True}}


@router.post("/simple/custom")
def simple_custom(body: SimpleCustom, state: State) -> Anything:
    """A custom avatar says a text."""
    project = state.make_project(talking_body(body, clothes=""), kind="custom", endpoint="simple/custom")
    return {"success": True, "data": {"projectId": project["_id"], "taskId": project["backendTaskId"]}}


@router.post("/simple/video")
def simple_video(body: SimpleVideo, state: State) -> Anything:
    """A presenter says a text before a plain green."""
    project = state.make_project(talking_body(body, clothes=body.clothes), kind="video", endpoint="simple/video")
    return {"success": True, "data": {"projectId": project["_id"]}}


@router.post("/simple/audio")
def simple_audio(body: SimpleAudio, state: State) -> Anything:
    """The voice alone; answered when it is there."""
    name = spoken_file(body, state.videos)
    state.note_speech(body.body(), name)
    return {
        "success": True,
        "data": {"fileName": f"{body.model}_0.wav", "downloadUrl": state.file_url(name), "metaList": []},
    }


@router.post("/editor/project")
def create_project(body: Annotated[Anything, Body()], state: State) -> Anything:
    """A project with scenes and clips."""
    said = _as_json(body)
    problems = problems_in(said, rules=Rules(state.takes_url))
    if problems:
        raise Refusal(400, "; ".join(problems))
    project = state.make_project(said, kind="project", endpoint="editor/project")
    return {"success": True, "data": {"projectId": project["_id"]}}


@router.get("/editor/project")
def list_projects(state: State) -> Anything:
    """The projects that were exported; drafts and those under way are not listed."""
    ids = [str(row["_id"]) for row in state.store.all(PROJECT) if row["state"] == "exported"]
    rows = [_row(project) for one in ids if (project := state.project(one))]
    return {"success": True, "data": rows}


def _row(project: JsonDict) -> JsonDict:
    shown: JsonDict = {"id": project["_id"]}
    return shown | {name: project[name] for name in ("name", "state", "download_url", "createdAt", "updatedAt")}


@router.delete("/editor/project")
def delete_projects(body: DeleteProjects, state: State) -> Anything:
    """Delete projects for good."""
    count = sum(state.store.delete(PROJECT, one) for one in body.ids)
    return {"success": True, "data": {"deletedCount": count}}


@router.post("/editor/project/export")
def export_project(body: ExportProject, state: State) -> Anything:
    """Export what is there."""
    _project(state, body.project_id)
    state.export(body.project_id, body.body())
    return {"success": True, "data": {"projectId": body.project_id}}


@router.get("/editor/project/{project_id}")
def show_project(project_id: str, state: State) -> Anything:
    """Everything about one project."""
    project = _project(state, project_id)
    body = project["body"]
    assert isinstance(body, dict)
    hidden = ("kind", "endpoint", "download", "exports", "body", "webhookUrl")
    shown = {name: value for name, value in project.items() if name not in hidden}
    shown |= {"scenes": body.get("scenes"), "exportType": "mp4", "thumbnailUrl": None}
    return {"success": True, "data": {"project": shown}}


@router.post("/editor/project/{project_id}")
def edit_project(project_id: str, body: EditProject, state: State) -> Anything:
    """Change values in a project and export it; the original stays, a copy is answered."""
    before = _project(state, project_id)["body"]
    assert isinstance(before, dict)
    after = edited_body(before, body)
    problems = problems_in(after, rules=Rules(state.takes_url))
    if problems:
        raise Refusal(400, "; ".join(problems))
    project = state.make_project(after, kind="edit", endpoint="editor/project/{id}")
    return {"success": True, "data": {"projectId": project["_id"]}}


@router.get("/editor/progress/{project_id}")
def progress(project_id: str, state: State) -> Anything:
    """How far the export is."""
    project = _project(state, project_id)
    said: JsonDict = {"state": project["state"], "progress": float(str(project["progress"]))}
    said["downloadUrl"] = project["download_url"]
    if project["state"] == "failed":
        said["msg"] = project.get("error")
    return dict(enveloped(said))


def _project(state: Practice, project_id: str) -> JsonDict:
    project = state.project(project_id)
    if project is None:
        raise Refusal(404, f"there is no project {project_id[:60]}")
    return project


def _as_json(body: Anything) -> JsonDict:
    """The body as JSON: that is what FastAPI has read it from."""
    said: JsonDict = {}
    for name, value in body.items():
        said[name] = value  # type: ignore[assignment]
    return said
