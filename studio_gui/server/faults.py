"""What each fault does to a call. Wraps the whole server; rules come from ``rules.FaultBook``.

Not carried out, and answered so: ``401 402 403 404 413 429 503 500_html success_false bare_msg redirect_to_other_host
lose_request cut_upload wrong_media``. Carried out, then spoilt: ``lose_reply garbage_json wrong_types empty_answer
done_without_url stuck_at failed_state unknown_state backwards_state rejected_state inactive expired_url truncate_download
dribble``. Carried out after something else: ``slow
expire_token vanish``.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, JSONResponse, Response

from studio_gui.base.errors import PayloadError
from studio_gui.base.json_text import Json, JsonDict, dumps, loads
from studio_gui.providers.aistudios.account import BASE_PATH
from studio_gui.server.endpoints.personas import CHINESE_REASON
from studio_gui.server.practice import PROJECT, Practice
from studio_gui.server.rules import FaultRule

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

Abort = Callable[["Scope"], None]
"""Cuts the connection a call came over."""

_ID = re.compile(r"/editor/(?:project|progress)/([^/]+)$")
_ANY_ID = re.compile(r"(/editor/project|/editor/progress|/api/personas|/files|/media)/(?!export$|paginated/$)[^/]+/?$")
_SPOILS_JSON = frozenset({
    "garbage_json", "wrong_types", "empty_answer", "done_without_url", "stuck_at", "failed_state", "unknown_state",
    "expired_url", "backwards_state", "rejected_state", "inactive",
})  # fmt: skip


class Faults:
    """The outermost layer of the server."""

    def __init__(self, app: ASGIApp, *, practice: Practice, abort: Abort) -> None:
        self._app, self._practice, self._abort = app, practice, abort

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the call through as it is, or as a rule wants it."""
        if scope["type"] != "http" or str(scope["path"]).startswith("/practice"):
            await self._app(scope, receive, send)
            return
        path = str(scope["path"]).removeprefix(BASE_PATH)
        method = str(scope["method"])
        self._practice.asked[method + " " + _ANY_ID.sub(r"\1/*", path)] += 1
        rule = self._practice.book.pick(method, path)
        if rule is None:
            await self._app(scope, receive, send)
        else:
            await self._misbehave(rule, path, scope, receive, send)

    async def _misbehave(self, rule: FaultRule, path: str, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._instead(rule, scope)
        if answer is not None:
            await _read_all(receive)
            await answer(scope, receive, send)
        elif rule.fault == "lose_request":
            await self._cut(scope)
        elif rule.fault == "cut_upload":
            await _read_share(scope, receive, share=rule.number(0.5))
            await self._cut(scope)
        elif rule.fault == "lose_reply":
            await _captured(self._app, scope, receive)
            await self._cut(scope)
        elif rule.fault in ("truncate_download", "dribble"):
            await self._piecemeal(rule, scope, receive, send)
        elif rule.fault in _SPOILS_JSON:
            status, headers, body = await _captured(self._app, scope, receive)
            content = self._spoilt(rule, body)
            kept = [(name, value) for name, value in headers if name.lower() != b"content-length"]
            size = (b"content-length", str(len(content)).encode())
            await send({"type": "http.response.start", "status": status, "headers": [*kept, size]})
            await send({"type": "http.response.body", "body": content})
        else:
            await self._first(rule, path)
            await self._app(scope, receive, send)

    def _instead(self, rule: FaultRule, scope: Scope) -> Response | None:
        """The answer of a call that is not carried out."""
        error = {"code": 0, "msg": rule.words("the service is in a bad mood")}
        after = {"Retry-After": f"{rule.number(1):g}"}
        if rule.fault == "500_html":
            page = "<html><head><title>500 Internal Server Error</title></head><body><h1>nginx</h1></body></html>"
            return HTMLResponse(page, status_code=500)
        if rule.fault == "redirect_to_other_host":
            other = self._practice.base_url.replace("127.0.0.1", "localhost")
            where = f"{other}{scope['path']}?{scope['query_string'].decode('latin-1')}"
            return Response(status_code=302, headers={"Location": rule.words(where)})
        if rule.fault == "success_false":
            return JSONResponse({"success": False, "error": error})
        if rule.fault == "bare_msg":
            return JSONResponse({"success": False, "msg": error["msg"]})
        if rule.fault == "wrong_media":
            return JSONResponse({rule.words("lipsync_input"): [WRONG_MEDIA]}, status_code=400)
        if rule.fault in _WORDS:
            said = {"success": False, "error": {"code": int(rule.fault), "msg": _WORDS[rule.fault]}}
            return JSONResponse(said, int(rule.fault), after if rule.fault in ("429", "503") else None)
        return None

    async def _first(self, rule: FaultRule, path: str) -> None:
        """What happens before a call that is then carried out."""
        if rule.fault == "slow":
            await asyncio.sleep(rule.number(10))
        elif rule.fault == "expire_token":
            self._practice.expire_tokens()
        elif rule.fault == "vanish" and (found := _ID.search(path)):
            self._practice.store.delete(PROJECT, found[1])

    def _spoilt(self, rule: FaultRule, body: bytes) -> bytes:
        if rule.fault == "empty_answer":
            return b""
        if rule.fault == "garbage_json":
            return body[: max(1, len(body) // 2)]
        try:
            said = loads(body)
        except PayloadError:
            return body
        if rule.fault == "wrong_types":
            return dumps(_twisted(said)).encode()
        inner = said.get("data") if isinstance(said, dict) else None
        whole = inner.get("project", inner) if isinstance(inner, dict) else inner
        target = whole if isinstance(whole, dict) else said
        for one in target if isinstance(target, list) else [target]:
            if isinstance(one, dict):
                self._say_otherwise(rule, one)
        return dumps(said).encode()

    def _say_otherwise(self, rule: FaultRule, said: JsonDict) -> None:
        if rule.fault == "done_without_url":
            said.update({"progress": 100, "state": "exported", "downloadUrl": None, "download_url": None})
        elif rule.fault == "stuck_at":
            said.update({"progress": rule.number(97), "state": "exporting", "downloadUrl": None})
        elif rule.fault == "failed_state":
            said.update({"state": "failed", "process_status": "failed", "downloadUrl": None})
        elif rule.fault == "unknown_state":
            word = rule.words("quantum_flux")
            said.update({name: word for name in ("state", "process_status") if name in said})
        elif rule.fault == "backwards_state":
            said.update({"process_status": rule.words("pending"), "failed_reason": "", "is_active": False})
        elif rule.fault == "rejected_state":
            said.update(process_status="rejected", failed_reason=rule.words(CHINESE_REASON), is_active=False)
        elif rule.fault == "inactive":
            said.update({"process_status": "done", "is_active": False})
        elif rule.fault == "expired_url":
            for name in ("downloadUrl", "download_url"):
                url = said.get(name)
                if isinstance(url, str):
                    file = url.partition("?")[0].rpartition("/")[2]
                    said[name] = self._practice.file_url(file, life_s=-60)

    async def _piecemeal(self, rule: FaultRule, scope: Scope, receive: Receive, send: Send) -> None:
        """The answer in small pieces with pauses, or only its first part before the connection is cut."""
        status, headers, body = await _captured(self._app, scope, receive)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        if rule.fault == "truncate_download":
            share = body[: int(len(body) * rule.number(0.5))]
            await send({"type": "http.response.body", "body": share, "more_body": True})
            # What was written has to reach the other side before the connection goes.
            await asyncio.sleep(0.05)
            await self._cut(scope)
            return
        step = max(1, len(body) // 20)
        for start in range(0, len(body), step):
            await send({"type": "http.response.body", "body": body[start : start + step], "more_body": True})
            await asyncio.sleep(rule.number(10) / 20)
        await send({"type": "http.response.body", "body": b""})

    async def _cut(self, scope: Scope) -> None:
        self._abort(scope)
        # The server notes the loss in its next turns; returning earlier would make it answer into the void.
        await asyncio.sleep(0.01)


WRONG_MEDIA = "Upload a valid video. The file you uploaded was either not a video or a corrupted video."
_WORDS = {
    "401": "invalid token",
    "402": "not enough credits",
    "403": "your plan does not allow this",
    "404": "not found",
    "413": "the body is too large",
    "429": "too many requests",
    "503": "under maintenance",
}


def _twisted(value: Json) -> Json:
    """JSON of the same outline with everything of another type."""
    if isinstance(value, dict):
        return {name: value[name] if name == "success" else _twisted(value[name]) for name in value}
    if isinstance(value, list):
        return {"items": "none"}
    if isinstance(value, bool):
        return "perhaps"
    if isinstance(value, (int, float)):
        return {"value": "many"}
    return [7] if value is None else {"text": 7}


async def _read_all(receive: Receive) -> None:
    while (message := await receive())["type"] == "http.request" and message.get("more_body"):
        pass


async def _read_share(scope: Scope, receive: Receive, *, share: float) -> None:
    """Read so much of the body and no more."""
    lengths = [value for name, value in scope["headers"] if name.lower() == b"content-length"]
    wanted = share * int(lengths[0]) if lengths else 0
    done = 0
    while done < wanted:
        message = await receive()
        done += len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body"):
            return


async def _captured(app: ASGIApp, scope: Scope, receive: Receive) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    """Carry a call out and keep the answer."""
    status, headers, body = 500, list[tuple[bytes, bytes]](), bytearray()

    async def keep(message: Message) -> None:
        nonlocal status, headers
        if message["type"] == "http.response.start":
            status, headers = int(message["status"]), list(message.get("headers", []))
        elif message["type"] == "http.response.body":
            body.extend(message.get("body", b""))

    await app(scope, receive, keep)
    return status, headers, bytes(body)
