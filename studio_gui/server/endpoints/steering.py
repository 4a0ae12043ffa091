"""What a test or a person asks a practice server beside the two contracts; guarded by the server's own token.

``X-Practice-Token`` carries it. ``GET /practice/report`` tells what was created, to prove that it was exactly one.
"""

from __future__ import annotations

import hmac
import re
import secrets
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Header, Query, Request
from pydantic import BaseModel

from studio_gui.base.errors import StudioError
from studio_gui.base.json_text import JsonDict
from studio_gui.files.writing import make_folder, target_error
from studio_gui.server.endpoints.personas import fill, shown
from studio_gui.server.endpoints.refusing import Refusal
from studio_gui.server.endpoints.studios import Anything, State
from studio_gui.server.media import HOSTED
from studio_gui.server.practice import PERSONA, PROJECT, SPEECH, Practice, now_text
from studio_gui.server.proving import proof_of
from studio_gui.server.rules import rules_from

MOST_HOSTED_BYTES = 4 << 30
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")


def _check(state: State, x_practice_token: Annotated[str, Header()] = "") -> None:
    if not hmac.compare_digest(x_practice_token.encode(), state.settings.token.encode()):
        raise Refusal(401, "X-Practice-Token is missing or wrong")


router = APIRouter(prefix="/practice", tags=["practice"], dependencies=[Depends(_check)])

open_router = APIRouter(prefix="/practice", tags=["practice"])


@open_router.get("/alive")
def alive(state: State, nonce: Annotated[str, Query(min_length=8, max_length=200)]) -> Anything:
    """Prove that this is the server with the token."""
    return {"proof": proof_of(state.settings.token, nonce)}


@router.get("/report")
def report(state: State) -> Anything:
    """What was created, what was asked, which faults were used, and who sent keys where they do not belong."""
    return {
        "projects": [_project_line(row) for row in state.store.all(PROJECT)],
        "speeches": [row["id"] for row in state.store.all(SPEECH)],
        "personas": [_persona_line(state, row) for row in state.store.all(PERSONA)],
        "avatars": [row.get("avatarId") for row in state.store.all("avatar")],
        "asked": dict(state.asked),
        "faults_used": dict(state.book.used),
        "leaks": list(state.leaks),
        "webhooks": state.webhooks.sent,
    }


def _project_line(row: JsonDict) -> Anything:
    return {name: row.get(name) for name in ("_id", "name", "kind", "endpoint", "state", "progress", "exports")}


def _persona_line(state: Practice, row: JsonDict) -> Anything:
    now = shown(state, row)
    return {name: now.get(name) for name in ("id", "creator_name", "process_status", "is_active", "endpoint")}


@router.put("/faults")
def set_faults(rules: Annotated[list[Anything], Body()], state: State) -> Anything:
    """Misbehave like this from now on; an empty list ends it."""
    try:
        state.book.replace(rules_from(rules, "The list"))
    except StudioError as error:
        raise Refusal(400, error.message) from None
    return {"rules": len(rules)}


class Standing(BaseModel):
    """How an avatar stands, whatever its age."""

    process_status: str
    failed_reason: str = ""
    is_active: bool = False


@router.post("/personas")
def fill_personas(count: Annotated[int, Query(ge=1, le=5000)], state: State) -> Anything:
    """Have so many avatars more, in all states."""
    fill(state, count)
    return {"personas": len(state.store.all(PERSONA))}


@router.put("/personas/{persona_id}")
def set_persona(persona_id: str, said: Standing, state: State) -> Anything:
    """Let an avatar stand where it is told."""

    def edit(record: JsonDict) -> None:
        record["fixed"] = said.model_dump(mode="json")
        record["updated_at"] = now_text()

    if state.store.change(PERSONA, persona_id, edit) is None:
        raise Refusal(404, "there is no such avatar")
    return {"success": True}


@router.post("/expire-tokens")
def expire_tokens(state: State) -> Anything:
    """Let every access token end now."""
    state.expire_tokens()
    return {"success": True}


@router.put("/media/{suffix}")
async def host_media(suffix: str, request: Request) -> Anything:
    """Keep a file and answer the address under which payloads can name it; the same content is kept once.

    ``suffix`` is that of the file's name, with its dot.
    """
    import hashlib

    state = request.app.state.practice
    assert isinstance(state, Practice)
    if not _SUFFIX.fullmatch(suffix):
        raise Refusal(400, "that is no suffix")
    folder = state.stock.folder / HOSTED
    make_folder(folder)
    part, digest, size = folder / f".{secrets.token_hex(8)}.part", hashlib.sha256(), 0
    try:
        with open(part, "xb") as file:
            async for block in request.stream():
                size += len(block)
                if size > MOST_HOSTED_BYTES:
                    raise Refusal(413, "the file is too large")
                digest.update(block)
                file.write(block)
        name = digest.hexdigest()[:32] + suffix.lower()
        part.replace(folder / name)
    except OSError as error:
        raise target_error(folder, error) from None
    finally:
        part.unlink(missing_ok=True)
    return {"url": f"{state.base_url}/media/{name}"}
