"""The endpoints of Creatify. Source: documents “Create a Custom Avatar” and “Get avatar by ID”."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request
from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile

from studio_gui.base.errors import MediaError
from studio_gui.base.json_text import JsonDict
from studio_gui.files.probing import probe
from studio_gui.files.stamp import sha256_of
from studio_gui.files.writing import make_folder
from studio_gui.providers.creatify.requests import PersonaByUrl, PersonaFields
from studio_gui.server.endpoints.personas import make_persona, shown
from studio_gui.server.endpoints.refusing import PersonaRefusal
from studio_gui.server.endpoints.studios import Anything, State
from studio_gui.server.media import HOSTED, hosted_name
from studio_gui.server.practice import PERSONA, Practice

_MOST_PAGE = 500


def _check_keys(
    state: State, x_api_id: Annotated[str, Header()] = "", x_api_key: Annotated[str, Header()] = ""
) -> None:
    if not x_api_id or not x_api_key:
        raise PersonaRefusal(401, {"detail": "Authentication credentials were not provided."})
    if not state.is_known(x_api_id, x_api_key):
        raise PersonaRefusal(401, {"detail": "Invalid API ID or API key."})


router = APIRouter(prefix="/api", tags=["Creatify"], dependencies=[Depends(_check_keys)])

_FORM = {
    "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": {
        "type": "object",
        "required": ["gender", "creator_name", "lipsync_input"],
        "properties": {
            "gender": {"type": "string", "enum": ["m", "f", "nb"]},
            "creator_name": {"type": "string", "maxLength": 255},
            "lipsync_input": {"type": "string", "format": "binary"},
            "consent_video": {"type": "string", "format": "binary"},
            "video_scene": {"type": "string", "maxLength": 255},
            "keywords": {"type": "string", "maxLength": 255},
            "labels": {"type": "array", "items": {"type": "string"}},
            "webhook_url": {"type": "string", "maxLength": 200},
        },
    }}}},
}  # fmt: skip


@router.post("/personas_v2/", status_code=201, openapi_extra=_FORM)
async def create_persona(request: Request, state: State) -> Anything:
    """A custom avatar from uploaded footage."""
    from starlette.concurrency import run_in_threadpool

    async with request.form(max_files=4, max_fields=50) as form:
        fields = _fields(form)
        footage, consent = form.get("lipsync_input"), form.get("consent_video")
        if not isinstance(footage, UploadFile):
            raise PersonaRefusal(400, {"lipsync_input": ["No file was submitted."]})
        address = await run_in_threadpool(_kept, state, footage, "lipsync_input")
        second = ""
        if isinstance(consent, UploadFile):
            second = await run_in_threadpool(_kept, state, consent, "consent_video")
    made = make_persona(state, fields, footage=address, consent=second, endpoint="personas_v2")
    return dict(made)


def _fields(form: FormData) -> JsonDict:
    """The text fields of a form, checked; raises :class:`PersonaRefusal` with words for each field."""
    said: dict[str, object] = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    if "labels" in said:
        said["labels"] = [value for value in form.getlist("labels") if isinstance(value, str)]
    try:
        return PersonaFields.model_validate(said).body()
    except ValidationError as error:
        found: JsonDict = {}
        for one in error.errors(include_url=False, include_input=False):
            is_missing = one["type"] == "missing"
            found[str(one["loc"][0])] = ["This field is required." if is_missing else str(one["msg"])]
        raise PersonaRefusal(400, found) from None


def _kept(state: Practice, upload: UploadFile, field: str) -> str:
    """Keep an uploaded video and answer its address."""
    folder = state.stock.folder / HOSTED
    make_folder(folder)
    part = folder / f".{secrets.token_hex(8)}.part"
    try:
        with open(part, "xb") as file:
            shutil.copyfileobj(upload.file, file, 1 << 20)
        facts = probe(part)
        if facts.kind != "video":
            raise MediaError("It is no video.")
        name = hosted_name(sha256_of(part), Path(facts.suffix).suffix or facts.suffix)
        part.replace(folder / name)
    except MediaError as error:
        raise PersonaRefusal(400, {field: [f"Upload a valid video. {error.message}"]}) from None
    finally:
        part.unlink(missing_ok=True)
    return f"{state.base_url}/media/{name}"


@router.post("/personas/", status_code=201)
def create_persona_by_url(body: PersonaByUrl, state: State) -> Anything:
    """A custom avatar from footage at a public address."""
    if not state.takes_url(body.lipsync_input):
        raise PersonaRefusal(400, {"lipsync_input": ["The video cannot be fetched."]})
    fields = body.body()
    return dict(make_persona(state, fields, footage=body.lipsync_input, consent="", endpoint="personas"))


@router.get("/personas_v2/")
def my_personas(state: State) -> list[Anything]:
    """The custom avatars of the account."""
    return [dict(shown(state, record)) for record in state.store.all(PERSONA)]


@router.get("/personas/")
def all_personas(state: State) -> list[Anything]:
    """All avatars."""
    return my_personas(state)


@router.get("/personas/paginated/")
def some_personas(
    request: Request,
    state: State,
    page: Annotated[int, Query(ge=1)] = 1,
    page_size: Annotated[int, Query(ge=1, le=_MOST_PAGE)] = 10,
) -> Anything:
    """All avatars, page by page."""
    records = state.store.all(PERSONA)
    last = page * page_size
    chosen = records[last - page_size : last]
    if not chosen and page > 1:
        raise PersonaRefusal(404, {"detail": "Invalid page."})
    base = str(request.url.include_query_params(page=page + 1))
    before = str(request.url.include_query_params(page=page - 1)) if page > 1 else None
    rows = [dict(shown(state, record)) for record in chosen]
    return {"count": len(records), "next": base if last < len(records) else None, "previous": before, "results": rows}


@router.get("/personas/{persona_id}/")
def one_persona(persona_id: str, state: State) -> Anything:
    """An avatar by its id."""
    record = state.store.get(PERSONA, persona_id)
    if record is None:
        raise PersonaRefusal(404, {"detail": "No Persona matches the given query."})
    return dict(shown(state, record))


@router.get("/remaining_credits/")
def remaining_credits(state: State) -> Anything:
    """What is left to spend."""
    return {"remaining_credits": state.settings.credits}
