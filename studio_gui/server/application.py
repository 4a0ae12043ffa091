"""The web application of a practice server: both contracts, the files, and the steering, with an OpenAPI page."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.exceptions import HTTPException

from studio_gui import __version__
from studio_gui.base.errors import StudioError
from studio_gui.base.json_text import Json
from studio_gui.providers.aistudios.account import BASE_PATH
from studio_gui.server.endpoints import catalogue, creatify, handing_out, steering, studios
from studio_gui.server.endpoints.refusing import PersonaRefusal, Refusal
from studio_gui.server.faults import Abort, Faults
from studio_gui.server.pages import page_about
from studio_gui.server.practice import Practice

if TYPE_CHECKING:
    from starlette.types import ASGIApp

_log = logging.getLogger(__name__)
_ABOUT = """A stand-in for two services, to practise and to test with: it checks what it is sent as their documents have
it, and really makes the videos, on this computer. `POST /api/odin/v3/auth/token` wants the app id and user key that the
command printed; Creatify's endpoints want them as `X-API-ID` and `X-API-KEY`."""


def new_application(practice: Practice, *, abort: Abort) -> ASGIApp:
    """The application over a server's state; ``abort`` cuts the connection of a call."""
    app = FastAPI(
        title="Scene Studio practice server", version=__version__, description=_ABOUT, docs_url=None, redoc_url=None
    )
    app.state.practice = practice
    routers = (studios.open_router, studios.router, catalogue.router, creatify.router, handing_out.router)
    for router in (*routers, steering.open_router, steering.router):
        app.include_router(router)
    app.add_api_route("/docs", _page, include_in_schema=False, response_class=HTMLResponse)
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(PersonaRefusal, _refused)
    app.add_exception_handler(RequestValidationError, _misfit)
    app.add_exception_handler(HTTPException, _no_such_thing)
    app.add_exception_handler(StudioError, _unfit)
    app.add_exception_handler(Exception, _mistake)
    return Faults(app, practice=practice, abort=abort)


def _page(request: Request) -> str:
    """What there is, for people."""
    app = request.app
    assert isinstance(app, FastAPI)
    return page_about(app.openapi())


def _refused(request: Request, error: Exception) -> JSONResponse:
    if isinstance(error, PersonaRefusal):
        return JSONResponse(error.body, status_code=error.status)
    assert isinstance(error, Refusal)
    return JSONResponse(error.body(), status_code=error.status)


def _misfit(request: Request, error: Exception) -> JSONResponse:
    """What does not fit the models, each service in its own form."""
    assert isinstance(error, RequestValidationError)
    found: dict[str, list[str]] = {}
    for one in error.errors():
        place = ".".join(str(part) for part in one["loc"] if part != "body") or "body"
        found.setdefault(place, []).append(str(one["msg"]))
    if _is_odin(request):
        words = "; ".join(f"{place}: {', '.join(said)}" for place, said in found.items())
        return JSONResponse(Refusal(400, words).body(), status_code=400)
    return JSONResponse(found, status_code=400)


def _no_such_thing(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    said: Json = Refusal(error.status_code, str(error.detail)).body() if _is_odin(request) else {"detail": error.detail}
    return JSONResponse(said, status_code=error.status_code)


def _unfit(request: Request, error: Exception) -> JSONResponse:
    """What only showed when it was worked with."""
    assert isinstance(error, StudioError)
    said: Json = Refusal(400, error.message).body() if _is_odin(request) else {"detail": error.message}
    return JSONResponse(said, status_code=400)


def _mistake(request: Request, error: Exception) -> JSONResponse:
    _log.error("The practice server made a mistake at %s.", request.url.path, exc_info=error)
    return JSONResponse(Refusal(500, f"the practice server made a mistake: {type(error).__name__}").body(), 500)


def _is_odin(request: Request) -> bool:
    return request.url.path.startswith((BASE_PATH, "/practice"))
