"""AI Studios as a service of this program: its tasks, and their steps."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from pydantic import ValidationError

from studio_gui.base.errors import PayloadError
from studio_gui.model.checks import Issue
from studio_gui.model.project import Project
from studio_gui.providers.aistudios.account import BASE_PATH
from studio_gui.providers.aistudios.answers import Created, Progress
from studio_gui.providers.aistudios.api import AVATAR_PATH, PATHS, SERVICE, AiStudiosApi, AvatarCreation, Creation
from studio_gui.providers.aistudios.payload import create_body, mark_of
from studio_gui.providers.aistudios.preflight import Traits, issues_of
from studio_gui.providers.aistudios.requests import (
    CustomAvatar,
    DreamAvatar,
    EditProject,
    ExportProject,
    RequestModel,
    SimpleAudio,
    SimpleCustom,
    SimpleVideo,
    VoiceClone,
)
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
from studio_gui.providers.downloads import download
from studio_gui.providers.errors import ServiceError, Unavailable
from studio_gui.providers.playable import check_playable
from studio_gui.providers.transcript import curl_command

Kind = Literal[
    "project", "draft", "export", "edit", "custom", "video", "audio", "customavatar", "dreamavatar", "voiceclone"
]

TASKS: Mapping[str, Task] = {
    task.id: task
    for task in (
        Task("project", "Full project", "video", can_be_found=True),
        Task("draft", "Draft in the web editor", "draft"),
        Task("export", "Export of a draft", "video", can_be_found=True),
        Task("edit", "Change and export", "video"),
        Task("custom", "Custom presenter says a text", "video"),
        Task("video", "Presenter before green", "video"),
        Task("audio", "Voice alone", "sound"),
        Task("customavatar", "Custom presenter from a video", "avatar"),
        Task("dreamavatar", "Custom presenter from a photo", "avatar"),
        Task("voiceclone", "Voice from a recording", "avatar"),
    )
}
_AVATARS: dict[str, AvatarCreation] = {
    "customavatar": "customavatar", "dreamavatar": "dreamavatar", "voiceclone": "voiceclone",
}  # fmt: skip
_ENDPOINTS: dict[str, Creation] = {
    "project": "project", "draft": "project", "export": "export", "edit": "edit", "custom": "custom", "video": "video",
}  # fmt: skip
_OWN_TYPES = re.compile(r"(?i)custom|dream")
"""How the list of presenters may name those that the account made; its values are not published."""
_CLOCKS_DIFFER_S = 30.0
"""By how much the clock of the service may be behind; more would take an export of a moment before for this one."""
_STAGES: dict[str, SightingStage] = {
    "waiting": "waiting", "running": "running", "no-url": "running", "done": "finished", "failed": "failed",
}  # fmt: skip


class AiStudiosService:
    """The service ``aistudios`` with one account; a :class:`studio_gui.providers.base.Service`."""

    id = "aistudios"
    at_once = 4
    tasks = TASKS

    def __init__(self, api: AiStudiosApi, *, title: str = SERVICE, traits: Traits | None = None) -> None:
        """``traits`` says in what the account differs; None reads it off the keys."""
        self.api = api
        self.title = title
        self.traits = traits or Traits(is_china=api.keys.is_china)

    def close(self) -> None:
        """Close the connections."""
        self.api.close()

    def test(self) -> str:
        """A sentence that says that the keys are taken; raises :class:`ServiceError`."""
        if self.api.is_authenticated():
            return f"{self.title} takes the keys."
        raise Unavailable(f"{self.title} did not confirm the keys.", "Check the keys of the account.")

    def check(self, project: Project, *, folder: Path) -> tuple[Issue, ...]:
        """The preflight of a project."""
        return issues_of(project, folder=folder, traits=self.traits)

    # Payloads

    def payload(self, kind: str, project: Project, *, wanted: Wanted) -> Payload:
        """The payload of a full project or a draft; raises :class:`PayloadError` for another kind."""
        if kind not in ("project", "draft"):
            raise PayloadError(f"“{kind}” is not made out of a project.", "Choose another kind of export.")
        body = create_body(project, wanted=wanted, is_export=kind == "project")
        return Payload(kind, body, mark=mark_of(wanted.job_id))

    def payload_of(self, request: RequestModel, *, project_id: str = "") -> Payload:
        """The payload of a request; ``project_id`` is that of an edit. Raises :class:`PayloadError` for others."""
        for kind, model in _MODELS.items():
            if isinstance(request, model):
                about = request.project_id if isinstance(request, ExportProject) else project_id
                return Payload(kind, request.body(), remote_id=about)
        raise PayloadError(f"{type(request).__name__} is nothing that is exported.")

    # Steps

    def submit(self, payload: Payload, *, sent: Sent = unheard) -> Receipt:
        """Send it, once. Creates."""
        if payload.kind == "audio":
            speech = self.api.simple_audio(_speech_of(payload))
            return Receipt("", url=speech.url, words=speech.file_name)
        if payload.kind in _AVATARS:
            avatar = self.api.create_avatar(_AVATARS[payload.kind], payload.body)
            return Receipt(avatar.avatar_id or avatar.voice_id, avatar.voice_id)
        created = self.api.create(self._endpoint(payload.kind), payload.body, project_id=payload.remote_id)
        return _receipt(created)

    def look(self, kind: str, remote_id: str) -> Sighting:
        """How far it is; a draft is finished as soon as it is there, and 100 without an address asks the project.

        Of avatars no status is documented: one is ready when the list of presenters has it, a voice when it was made.
        """
        if kind == "draft":
            return Sighting("finished", 1.0, "In the web editor")
        if kind == "voiceclone" or (kind in _AVATARS and self._has_presenter(remote_id)):
            return Sighting("finished", 1.0, "Ready")
        if kind in _AVATARS:
            return Sighting("running", 0.0, "Not in the list of presenters yet")
        progress = self.api.progress(remote_id)
        if progress.stage == "no-url":
            progress = self._with_address(progress, remote_id)
        return Sighting(_STAGES[progress.stage], progress.percent / 100, _words(progress), progress.state, progress.url)

    def avatars(self) -> tuple[Listed, ...]:
        """All presenters of the account; what is listed is ready, and no time is said."""
        return tuple(
            Listed(
                one.id, one.label, Sighting("finished", 1.0, "Ready", url=one.thumbnail),
                is_own=bool(_OWN_TYPES.search(one.avatar_type)),
            )
            for one in self.api.presenter_choices()
        )  # fmt: skip

    def find(self, payload: Payload, *, since: float, known: Collection[str] = ()) -> Receipt | None:
        """Look for the mark in the list, which shows exported projects only: what is not there may come later.

        The export of what is there already is found by its project: it goes on, or ended, since it was sent.
        """
        if payload.kind == "export":
            return self._exported_since(payload.remote_id, since)
        if not payload.mark:
            return None
        # What stands around it, or in which letters, may be changed at the service; that it is at the end tells from copies.
        found = [one for one in self.api.projects() if payload.mark in one.name.lower() and one.id not in known]
        best = max(found, key=lambda one: one.name.endswith(payload.mark), default=None)
        return Receipt(best.id, best.backend_task_id) if best is not None else None

    def fetch(self, url: str, target: Path, *, kind: str, remote_id: str, got: Sent = unheard) -> int:
        """Fetch the finished file; an address that has run out is asked for anew, and what is no film is not taken."""
        addresses = self._addresses(remote_id, worn=url)
        return download(
            url,
            target,
            fresh_url=lambda: next(addresses, ""),
            progress=lambda fetched: got(fetched.done, fetched.total),
            check=lambda file: check_playable(file, TASKS[kind].result if kind in TASKS else "video"),
        )

    def bill(self, kind: str, remote_id: str) -> Bill:
        """Whether it was charged; how much only a webhook says (A3.12)."""
        if kind in ("audio", "draft", *_AVATARS) or not remote_id:
            return Bill()
        said = self.api.project(remote_id).raw.get("creditSubstracted")
        return Bill(is_charged=said if isinstance(said, bool) else None)

    def curl(self, payload: Payload) -> str:
        """The command that sends the payload."""
        if payload.kind == "audio":
            path = "/simple/audio"
        elif payload.kind in _AVATARS:
            path = AVATAR_PATH + payload.kind
        else:
            path = PATHS[self._endpoint(payload.kind)]
        url = self.api.keys.base_url + BASE_PATH + path.format(quote(payload.remote_id, safe=""))
        return curl_command("POST", url, headers={"Authorization": ""}, body=payload.body)

    def _has_presenter(self, presenter_id: str) -> bool:
        return any(one.id == presenter_id for one in self.api.presenter_choices())

    def _endpoint(self, kind: str) -> Creation:
        found = _ENDPOINTS.get(kind)
        if found is None:
            raise PayloadError(f"{self.title} does not know “{kind}”.", f"It knows {', '.join(TASKS)}.")
        return found

    def _exported_since(self, project_id: str, since: float) -> Receipt | None:
        """An export of a project, if something became of the project after that; one of before is none."""
        there = self.api.project(project_id)
        moved = moment_of(there.updated_at)
        is_under_way = there.progress.stage in ("running", "no-url", "done")
        since += self.api.http.ahead_s  # by the clock of the service, which just answered
        if not is_under_way or moved is None or moved < since - _CLOCKS_DIFFER_S:
            return None
        return Receipt(there.id or project_id, there.backend_task_id)

    def _with_address(self, progress: Progress, remote_id: str) -> Progress:
        return progress.model_copy(update={"url": self.api.project(remote_id).progress.url})

    def _addresses(self, remote_id: str, *, worn: str) -> Iterator[str]:
        """Other addresses of the finished file: that of the progress, and the project's where it is another one."""
        if not remote_id:
            return
        again = self.api.progress(remote_id).url
        if again:
            yield again
        with contextlib.suppress(ServiceError):  # what is wrong is that the address has run out
            last = self.api.project(remote_id).progress.url
            if last not in ("", worn, again):
                yield last


_MODELS: dict[Kind, type[RequestModel]] = {
    "custom": SimpleCustom, "video": SimpleVideo, "audio": SimpleAudio, "export": ExportProject, "edit": EditProject,
    "customavatar": CustomAvatar, "dreamavatar": DreamAvatar, "voiceclone": VoiceClone,
}  # fmt: skip


def _speech_of(payload: Payload) -> SimpleAudio:
    try:
        return SimpleAudio.model_validate(payload.body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise PayloadError(f"The speech cannot be sent: {first['loc'][0]}: {first['msg']}.") from None


def _receipt(created: Created) -> Receipt:
    return Receipt(created.project_id, created.task_id)


def _words(progress: Progress) -> str:
    if progress.stage == "no-url":
        return "Finished, its address is not there yet"
    known = {"exported": "Finished", "exporting": "Being made", "draft": "A draft"}
    return known.get(progress.state.lower(), progress.state.replace("_", " ").strip().capitalize())
