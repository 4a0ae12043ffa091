"""The lists of AI Studios (presenters, workspaces) and its avatar endpoints."""

from __future__ import annotations

import secrets
import time

from fastapi import APIRouter, Depends

from studio_gui.base.json_text import JsonDict
from studio_gui.providers.aistudios.requests import CustomAvatar, DreamAvatar, VoiceClone
from studio_gui.server.endpoints.personas import STEPS
from studio_gui.server.endpoints.refusing import Refusal
from studio_gui.server.endpoints.studios import Anything, State, check_token
from studio_gui.server.endpoints.talking import presenters
from studio_gui.server.practice import Practice

AVATAR = "avatar"
WORKSPACES = (
    {"workspaceId": "practice-1", "workspaceName": "Practice"},
    {"workspaceId": "practice-2", "workspaceName": "Team"},
)

router = APIRouter(prefix="/api/odin/v3", tags=["AI Studios"], dependencies=[Depends(check_token)])


@router.get("/model")
def models() -> Anything:
    """The presenters with their outfits."""
    return {"success": True, "data": {"models": [_presenter(row) for row in presenters()]}}


def _presenter(row: JsonDict) -> JsonDict:
    outfits = row.get("outfits")
    clothes = [_outfit(one) for one in outfits if isinstance(one, dict)] if isinstance(outfits, list) else []
    name = row.get("name")
    return {"id": row["id"], "label": {"ko": name, "en": name}, "thumbnail": None, "clothes": [*clothes]}


def _outfit(row: JsonDict) -> JsonDict:
    return {"id": row["id"], "label": {"ko": row.get("name"), "en": row.get("name")}, "thumbnail": None}


@router.get("/dropdown/models")
def model_choices(state: State) -> Anything:
    """All presenters, those made here too."""
    rows: list[JsonDict] = [
        {"id": row["id"], "label": row.get("name"), "avatarType": "practice"} for row in presenters()
    ]
    made = [row for row in state.store.all(AVATAR) if _is_ready(state, row)]
    own: list[JsonDict] = [{"id": row["avatarId"], "label": row["name"], "avatarType": "custom"} for row in made]
    return {"success": True, "data": [*rows, *own]}


def _is_ready(state: Practice, row: JsonDict) -> bool:
    """An avatar is listed once it had the time that one of the other service takes to be done."""
    began = row.get("began")
    return not isinstance(began, (int, float)) or time.time() >= began + state.settings.avatar_step_s * len(STEPS)


@router.get("/dropdown/workspaces")
def workspaces() -> Anything:
    """Where exports can go."""
    return {"success": True, "data": list(WORKSPACES)}


@router.post("/avatars/customavatar")
def custom_avatar(body: CustomAvatar, state: State) -> Anything:
    """An avatar from a video."""
    return _made(state, body.url, body.name, names=("avatarId", "voiceId"))


@router.post("/avatars/dreamavatar")
def dream_avatar(body: DreamAvatar, state: State) -> Anything:
    """An avatar from a picture."""
    return _made(state, body.url, body.name, names=("avatarId",))


@router.post("/avatars/voiceclone")
def voice_clone(body: VoiceClone, state: State) -> Anything:
    """A voice from a sound."""
    return _made(state, body.url, body.name, names=("voiceId",))


def _made(state: Practice, url: str, name: str, *, names: tuple[str, ...]) -> Anything:
    if not state.takes_url(url):
        raise Refusal(400, "url is no address that can be fetched")
    ids: JsonDict = {one: f"{one[0].upper()}P{secrets.randbelow(10**8):08d}" for one in names}
    key = str(next(iter(ids.values())))
    if "avatarId" in ids:
        state.store.put(AVATAR, key, {**ids, "name": name, "url": url, "began": time.time()})
    return {"success": True, "data": ids}
