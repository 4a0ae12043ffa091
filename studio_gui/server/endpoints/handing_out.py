"""The files a practice server hands out: finished videos and sounds, and media that were brought to it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, PlainTextResponse, Response

from studio_gui.base.errors import MediaError
from studio_gui.server.endpoints.studios import State
from studio_gui.server.media import HOSTED, file_in
from studio_gui.server.practice import PERSONA
from studio_gui.server.previews import preview_png

router = APIRouter(tags=["files"])
_CREDENTIALS = ("authorization", "x-api-id", "x-api-key", "cookie")


@router.head("/files/{name}", include_in_schema=False)
@router.get("/files/{name}")
def finished_file(request: Request, state: State, name: str, ends: str = "", signature: str = "") -> Response:
    """A video or sound, in ranges where they are asked for. The address runs out."""
    for header in _CREDENTIALS:
        if header in request.headers:
            state.leaks.append(f"{header} was sent to /files/{name}")
    path = file_in(state.videos, name)
    if not state.is_good_address(name, ends, signature):
        return PlainTextResponse("The address has run out.", status_code=403)
    if path is None:
        return PlainTextResponse("There is no such file.", status_code=404)
    return FileResponse(path)


@router.head("/media/{name}", include_in_schema=False)
@router.get("/media/{name}")
def hosted_media(state: State, name: str) -> Response:
    """A file that was brought here with ``PUT /practice/media/{suffix}``."""
    path = file_in(state.stock.folder / HOSTED, name)
    return FileResponse(path) if path else PlainTextResponse("There is no such file.", status_code=404)


@router.get("/preview/{persona_id}.png")
def preview(state: State, persona_id: str) -> Response:
    """The picture of an avatar that was made here."""
    record = state.store.get(PERSONA, persona_id)
    footage = state.stock.own_file(str(record.get("lipsync_input"))) if record else None
    try:
        picture = preview_png(footage) if footage else b""
    except MediaError:
        picture = b""
    if not picture:
        return PlainTextResponse("There is no such picture.", status_code=404)
    return Response(picture, media_type="image/png")
