"""Creatify as a service of this program: avatars out of footage. It takes no projects."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from pathlib import Path

from pydantic import ValidationError

from studio_gui.base.errors import PayloadError
from studio_gui.base.json_text import JsonDict
from studio_gui.model.checks import Issue
from studio_gui.model.checks.issue import Place
from studio_gui.model.project import Project
from studio_gui.providers.answers import moment_of
from studio_gui.providers.base import (
    Bill,
    Listed,
    Payload,
    Receipt,
    Sent,
    Sighting,
    SightingStage,
    Task,
    Wanted,
    unheard,
)
from studio_gui.providers.creatify.answers import Persona
from studio_gui.providers.creatify.api import SERVICE, CreatifyApi
from studio_gui.providers.creatify.requests import VIDEO_TYPES, NewPersona, PersonaByUrl, PersonaFields
from studio_gui.providers.downloads import download
from studio_gui.providers.transcript import curl_command

TASKS: Mapping[str, Task] = {
    task.id: task
    for task in (
        Task("persona", "Avatar from footage", "avatar", can_be_found=True),
        Task("persona-url", "Avatar from footage on the web", "avatar", can_be_found=True),
    )
}
_PATHS = {"persona": "/api/personas_v2/", "persona-url": "/api/personas/"}
_STAGES: dict[str, SightingStage] = {
    "running": "running", "approved": "running", "done": "finished", "failed": "failed",
}  # fmt: skip
_CLOCKS_DIFFER_S = 600.0
"""By how much the clock of the service may be behind this computer's."""


class CreatifyService:
    """The service ``creatify`` with one account; a :class:`studio_gui.providers.base.Service`."""

    id = "creatify"
    at_once = 2
    tasks = TASKS

    def __init__(self, api: CreatifyApi, *, title: str = SERVICE) -> None:
        self.api = api
        self.title = title

    def close(self) -> None:
        """Close the connections."""
        self.api.close()

    def test(self) -> str:
        """A sentence that says that the keys are taken, with what is left to spend."""
        return f"{self.title} takes the keys; {self.api.remaining_credits():g} credits are left."

    def check(self, project: Project, *, folder: Path) -> tuple[Issue, ...]:
        """Projects are not taken; see ``preflight.persona_issues`` for footage."""
        return (Place().error("no-projects", f"{self.title} makes presenters, not videos of projects."),)

    def payload(self, kind: str, project: Project, *, wanted: Wanted) -> Payload:
        """Raises :class:`PayloadError`: nothing here is made out of a project."""
        raise PayloadError(f"{self.title} makes presenters, not videos of projects.", "Choose another account.")

    def payload_of(self, request: NewPersona | PersonaByUrl) -> Payload:
        """The payload of a new avatar; file names are made absolute."""
        if isinstance(request, PersonaByUrl):
            return Payload("persona-url", request.body())
        return Payload("persona", request.body(), {field: path.absolute() for field, path in request.files()})

    def submit(self, payload: Payload, *, sent: Sent = unheard) -> Receipt:
        """Send it, once. Creates. Raises :class:`PayloadError` for a request that is none, and what the service refuses."""
        try:
            if payload.kind == "persona-url":
                made = self.api.create_persona_by_url(PersonaByUrl.model_validate(payload.body))
            else:
                request = NewPersona.model_validate({**payload.body, **payload.files})
                made = self.api.create_persona(request, progress=lambda said: sent(said.done, said.total))
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            raise PayloadError(f"The avatar cannot be sent: {first['loc'][0]}: {first['msg']}.") from None
        return Receipt(made.id, words=made.creator_name)

    def look(self, kind: str, remote_id: str) -> Sighting:
        """How far the review is; only an avatar that is switched on is finished."""
        return _sighting(self.api.persona(remote_id))

    def avatars(self) -> tuple[Listed, ...]:
        """The custom avatars of the account, in one request."""
        made = [one for one in self.api.my_personas() if one.id]
        return tuple(Listed(one.id, one.creator_name, _sighting(one), _seconds(one, unsaid=0.0)) for one in made)

    def find(self, payload: Payload, *, since: float, known: Collection[str] = ()) -> Receipt | None:
        """The newest avatar of that person made since then; what else the list says of it must fit too."""
        made = [one for one in self.api.my_personas() if one.id and _is_of(one, payload.body)]
        since += self.api.http.ahead_s  # by the clock of the service, which just answered
        late = [one for one in made if _seconds(one) >= since - _CLOCKS_DIFFER_S and one.id not in known]
        newest = max(late, key=_seconds, default=None)
        return Receipt(newest.id, words=newest.creator_name) if newest else None

    def fetch(self, url: str, target: Path, *, kind: str, remote_id: str, got: Sent = unheard) -> int:
        """Fetch the preview picture of an avatar."""
        return download(
            url,
            target,
            fresh_url=lambda: self.api.persona(remote_id).preview,
            progress=lambda fetched: got(fetched.done, fetched.total),
        )

    def bill(self, kind: str, remote_id: str) -> Bill:
        """Making an avatar takes a slot of the plan; no price is documented."""
        return Bill()

    def curl(self, payload: Payload) -> str:
        """The command that sends the payload."""
        url = self.api.keys.base_url + _PATHS.get(payload.kind, _PATHS["persona"])
        headers = {"X-API-ID": "", "X-API-KEY": ""}
        if payload.kind == "persona-url":
            return curl_command("POST", url, headers=headers, body=payload.body)
        fields = PersonaFields.model_validate(payload.body).form()
        files = [
            (name, f"@{path};type={VIDEO_TYPES.get(path.suffix.lower(), '')}") for name, path in payload.files.items()
        ]
        return curl_command("POST", url, headers=headers, parts=[*fields, *files])


def _sighting(persona: Persona) -> Sighting:
    stage = _STAGES[persona.stage]
    fraction = {"running": 0.0, "approved": 0.9}.get(persona.stage, 1.0)
    reason = persona.failed_reason if stage == "failed" else ""
    return Sighting(stage, fraction, persona.words, persona.process_status, persona.preview, reason)


def _is_of(persona: Persona, body: JsonDict) -> bool:
    """Whether an avatar can be the one that was asked for; a list need not say everything."""

    def said(name: str) -> str:
        value = body.get(name)
        return value.strip() if isinstance(value, str) else ""

    more = (("gender", persona.gender), ("video_scene", persona.video_scene), ("keywords", persona.keywords))
    is_same = all(not there or there.strip() == said(name) for name, there in more)
    return persona.creator_name.strip() == said("creator_name") and is_same


def _seconds(persona: Persona, *, unsaid: float = math.inf) -> float:
    """When it was made, in seconds since 1970; far ahead when that is not said in a known way: better found than lost."""
    made = moment_of(persona.created_at)
    return unsaid if made is None else made
