"""The Creatify client: one method for each endpoint, blocking, safe for several threads.

Source: documents “Create a Custom Avatar”, “Get avatar by ID”, “Bring your own avatar”. Every path ends in a slash;
there is no envelope, and errors come in the forms that ``providers.refusals`` reads. Creating costs a slot, not credits.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from urllib.parse import quote

from studio_gui.base.errors import MediaError
from studio_gui.base.logs import keep_secret
from studio_gui.providers.answers import listed
from studio_gui.providers.creatify.account import CreatifyKeys
from studio_gui.providers.creatify.answers import Credits, Persona, PersonaPage
from studio_gui.providers.creatify.requests import VIDEO_TYPES, NewPersona, PersonaByUrl
from studio_gui.providers.creatify.upload import Sent, upload_of
from studio_gui.providers.http import CREATE_S, Answer, Call, Http

SERVICE = "Creatify"


def _nobody(sent: Sent) -> None:
    """Nobody watches."""


class CreatifyApi:
    """One account at Creatify; close it at the end."""

    def __init__(self, keys: CreatifyKeys, *, http: Http | None = None) -> None:
        """``http`` brings its own session, e.g. with another adapter."""
        keep_secret(keys.api_id)
        keep_secret(keys.api_key)
        self.keys = keys
        self.http = http or Http(keys.base_url, service=SERVICE)

    def close(self) -> None:
        """Close the connections."""
        self.http.close()

    def create_persona(self, request: NewPersona, *, progress: Callable[[Sent], None] = _nobody) -> Persona:
        """An avatar from footage on this computer. Creates.

        ``progress`` hears how much has been read to be sent. Raises :class:`MediaError` for a file that is missing or
        no MP4 or MOV, and ``Cancelled`` while it is being sent: the service has nothing whole then.
        """
        files = [(name, path, _type_of(path.suffix, name=path.name)) for name, path in request.files()]
        with upload_of(request.form(), files, progress=progress) as upload:
            call = Call(
                "take the avatar", "POST", "/api/personas_v2/", kind="create", read_s=CREATE_S, stream=upload.stream,
                stream_words=upload.words, headers={"Content-Type": upload.content_type},
            )  # fmt: skip
            return self._created(call)

    def create_persona_by_url(self, request: PersonaByUrl) -> Persona:
        """An avatar from footage at a public address. Creates."""
        body = request.body()
        return self._created(Call("take the avatar", "POST", "/api/personas/", "create", body=body, read_s=CREATE_S))

    def _created(self, call: Call) -> Persona:
        answer = self._ask(call)
        persona = Persona.model_validate(answer.json) if isinstance(answer.json, dict) else None
        if persona is None or not persona.id:
            raise self.http.not_understood(call, answer, "the id of the avatar")
        return persona

    def persona(self, persona_id: str) -> Persona:
        """An avatar by its id, also one made with ``personas_v2``; raises :class:`Gone` when it is not there."""
        call = Call("show the avatar", "GET", f"/api/personas/{quote(persona_id, safe='')}/")
        answer = self._ask(call)
        if not isinstance(answer.json, dict):
            raise self.http.not_understood(call, answer, "the avatar")
        persona = Persona.model_validate(answer.json)
        return persona if persona.id else persona.model_copy(update={"id": persona_id})

    def my_personas(self) -> tuple[Persona, ...]:
        """The custom avatars of the account."""
        call = Call("list the avatars", "GET", "/api/personas_v2/")
        answer = self._ask(call)
        rows = listed(answer.json)
        if rows is None:
            raise self.http.not_understood(call, answer, "a list")
        return tuple(Persona.model_validate(row) for row in rows)

    def personas(self, *, page: int = 1, page_size: int = 100) -> PersonaPage:
        """One page of all avatars, those of the service too."""
        query = {"page": str(page), "page_size": str(page_size)}
        call = Call("list the avatars", "GET", "/api/personas/paginated/", query=query)
        answer = self._ask(call)
        found = PersonaPage.read(answer.json, page=page) if isinstance(answer.json, dict) else None
        if found is None:
            raise self.http.not_understood(call, answer, "a list")
        return found

    def remaining_credits(self) -> float:
        """What is left to spend; “Test connection” asks this, because it costs nothing."""
        call = Call("say how many credits are left", "GET", "/api/remaining_credits/")
        answer = self._ask(call)
        credits = Credits.model_validate(answer.json).remaining_credits if isinstance(answer.json, dict) else None
        if credits is None:
            raise self.http.not_understood(call, answer, "a number of credits")
        return credits

    def _ask(self, call: Call) -> Answer:
        keys = {"X-API-ID": self.keys.api_id, "X-API-KEY": self.keys.api_key}
        return self.http.ask(dataclasses.replace(call, headers={**call.headers, **keys}))


def _type_of(suffix: str, *, name: str) -> str:
    found = VIDEO_TYPES.get(suffix.lower())
    if found is None:
        raise MediaError(f"“{name}” is no MP4 or MOV video.", "Choose footage of that kind.")
    return found
