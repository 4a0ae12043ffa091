"""The AI Studios client: a method for each thing that is asked, blocking, safe for several threads.

Source: documents under ``aistudioV3``; section numbers of the contract stand where something is not obvious. Errors are
those of ``providers.errors``: a method whose docstring says *creates* raises ``Unsure`` when nobody knows whether it
did. The raw token goes into ``Authorization`` without any prefix, and to no other host than the one that gave it.
"""

from __future__ import annotations

import dataclasses
import re
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Literal
from urllib.parse import quote

from studio_gui.base.json_text import JsonDict
from studio_gui.base.logs import keep_secret
from studio_gui.providers.aistudios.account import BASE_PATH, AiStudiosKeys
from studio_gui.providers.aistudios.answers import (
    Created,
    NewAvatar,
    Presenter,
    Progress,
    ProjectDetails,
    Speech,
    Workspace,
)
from studio_gui.providers.aistudios.requests import (
    DeleteProjects,
    SimpleAudio,
    TokenRequest,
)
from studio_gui.providers.aistudios.token import Token
from studio_gui.providers.answers import first_text, flag_of, listed, number_of
from studio_gui.providers.errors import NotAllowed, NotSent, Refused, Unavailable
from studio_gui.providers.http import CREATE_S, LONG_S, Answer, Call, Http

SERVICE = "AI Studios"
Creation = Literal["project", "custom", "video", "export", "edit"]
AvatarCreation = Literal["customavatar", "dreamavatar", "voiceclone"]
AVATAR_PATH = "/avatars/"
PATHS: dict[Creation, str] = {
    "project": "/editor/project",
    "custom": "/simple/custom",
    "video": "/simple/video",
    "export": "/editor/project/export",
    "edit": "/editor/project/{}",
}
"""Where what creates is sent, below ``BASE_PATH``; ``{}`` is the id of the project."""

_TOKEN_WORDS = re.compile(
    r"(?i)\b(invalid|expired|wrong|bad|missing)\b.{0,20}\b(token|jwt)|\b(token|jwt)\b.{0,20}\b(invalid|expired)"
    r"|unauthori[sz]ed|not authenticated"
)


class AiStudiosApi:
    """One account at AI Studios; close it at the end."""

    def __init__(
        self, keys: AiStudiosKeys, *, http: Http | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        """``http`` brings its own session, e.g. with another adapter; ``clock`` gives seconds since 1970."""
        keep_secret(keys.app_id)
        keep_secret(keys.user_key)
        self.keys = keys
        self.http = http or Http(keys.base_url, service=SERVICE)
        self._token = Token(self._fetch_token, clock=clock)

    def close(self) -> None:
        """Close the connections."""
        self.http.close()

    # Credentials

    def token(self) -> str:
        """The access token, fetched when there is none that is young enough; raises :class:`NotAllowed`."""
        return self._token.value()

    def is_authenticated(self) -> bool:
        """Whether the service takes the token: what “Test connection” asks. Costs nothing."""
        data = self._ask(Call("check the keys", "GET", "/auth"))[1]
        return flag_of(data.get("isAuthenticated"))

    def _fetch_token(self) -> str:
        body = TokenRequest(app_id=self.keys.app_id, user_key=self.keys.user_key).body()
        call = Call("give a token", "POST", BASE_PATH + "/auth/token", kind="repeat", body=body)
        answer, data = self._opened(call, self.http.ask(call))
        token = first_text(data, "token")
        if not token or not (token.isascii() and token.isprintable()) or " " in token:
            raise self.http.not_understood(call, answer, "a token")
        keep_secret(token)
        return token

    # What creates

    def create(self, kind: Creation, body: JsonDict, *, project_id: str = "") -> Created:
        """Send a body that was built before: what is shown is what is sent. Creates.

        ``project_id`` is that of an edit.
        """
        path = PATHS[kind].format(_segment(project_id))
        call = Call(_WHAT[kind], "POST", path, kind="create", body=body, read_s=CREATE_S)
        answer, data = self._ask(call)
        created = Created.read(data)
        if created is None:
            raise self.http.not_understood(call, answer, "the id of the project")
        return created

    def simple_audio(self, request: SimpleAudio) -> Speech:
        """The voice of a presenter alone. Creates; the answer comes when the sound is made, which takes minutes."""
        call = Call("make the speech", "POST", "/simple/audio", kind="create", body=request.body(), read_s=LONG_S)
        answer, data = self._ask(call)
        speech = Speech.read(data)
        if speech is None:
            raise self.http.not_understood(call, answer, "the address of the sound")
        return speech

    def create_avatar(self, kind: AvatarCreation, body: JsonDict) -> NewAvatar:
        """Send a body that was built before to one of the three avatar endpoints. Creates."""
        call = Call(
            "make the avatar", "POST", AVATAR_PATH + kind, kind="create", body=body, personal=("name",), read_s=CREATE_S
        )
        answer, data = self._ask(call)
        avatar = NewAvatar.model_validate(data)
        if not (avatar.avatar_id or avatar.voice_id):
            raise self.http.not_understood(call, answer, "the id of the avatar")
        return avatar

    # What reads

    def progress(self, project_id: str) -> Progress:
        """How far the export of a project is; raises :class:`Gone` when the project is not there any more."""
        call = Call("say how far the video is", "GET", f"/editor/progress/{_segment(project_id)}")
        return Progress.read(self._ask(call)[1])

    def project(self, project_id: str) -> ProjectDetails:
        """A project as the service keeps it; its ``raw`` can be imported."""
        call = Call("show the project", "GET", f"/editor/project/{_segment(project_id)}")
        answer, data = self._ask(call)
        inner = data.get("project")
        details = ProjectDetails.read(inner if isinstance(inner, dict) else data)
        if not details.raw:
            raise self.http.not_understood(call, answer, "the project")
        return details if details.id else details.model_copy(update={"id": project_id})

    def projects(self) -> tuple[ProjectDetails, ...]:
        """The projects that were exported; drafts are not listed (A3.3)."""
        return tuple(ProjectDetails.read(row) for row in self._list("list the projects", "/editor/project"))

    def presenters(self) -> tuple[Presenter, ...]:
        """The presenters with their outfits (``/model``)."""
        rows = self._list("list the presenters", "/model")
        return tuple(one for row in rows if (one := Presenter.model_validate(row)).id)

    def presenter_choices(self) -> tuple[Presenter, ...]:
        """All presenters, custom ones too, without outfits (``/dropdown/models``)."""
        rows = self._list("list the presenters", "/dropdown/models")
        return tuple(one for row in rows if (one := Presenter.model_validate(row)).id)

    def workspaces(self) -> tuple[Workspace, ...]:
        """The workspaces an export can go to."""
        rows = self._list("list the workspaces", "/dropdown/workspaces")
        return tuple(one for row in rows if (one := Workspace.model_validate(row)).id)

    def delete_projects(self, ids: Iterable[str]) -> int:
        """Delete projects for good; answers how many it were. Safe to repeat."""
        body = DeleteProjects(ids=list(ids)).body()
        data = self._ask(Call("delete the projects", "DELETE", "/editor/project", kind="repeat", body=body))[1]
        return int(number_of(data.get("deletedCount")) or 0)

    # How it asks

    def _list(self, what: str, path: str) -> list[JsonDict]:
        call = Call(what, "GET", path)
        answer = self._sent(call)
        rows = listed(answer.json.get("data", answer.json) if isinstance(answer.json, dict) else answer.json)
        if rows is None:
            raise self.http.not_understood(call, answer, "a list")
        return rows

    def _ask(self, call: Call) -> tuple[Answer, JsonDict]:
        """The answer and the object in it; an answer of another form is an empty one."""
        return self._opened(call, self._sent(call))

    def _sent(self, call: Call) -> Answer:
        """The answer with a token; once again with a new one when the token is refused, which proves nothing was done."""
        token = self._token_for(call)
        call = dataclasses.replace(call, path=BASE_PATH + call.path)
        try:
            return self._with_token(call, token)
        except Refused as error:
            if not _is_about_token(error):
                raise
        return self._with_token(call, self._token_for(call, instead_of=token))

    def _token_for(self, call: Call, *, instead_of: str = "") -> str:
        """The token; while there is none nothing of a request that creates has left, and that is what is said."""
        try:
            return self._token.value(instead_of=instead_of)
        except Unavailable as error:
            if call.kind != "create":
                raise
            raise NotSent(error.message, error.hint, error.detail, status=error.status, said=error.said) from None

    def _with_token(self, call: Call, token: str) -> Answer:
        headers: Mapping[str, str] = {**call.headers, "Authorization": token}
        answer = self.http.ask(dataclasses.replace(call, headers=headers))
        self._check(call, answer)
        return answer

    def _check(self, call: Call, answer: Answer) -> None:
        """Raise the refusal that a good status may carry (A1: ``success: false`` with 200)."""
        body = answer.json
        if isinstance(body, dict) and body.get("success") is False:
            raise self.http.refusal(call, answer)

    def _opened(self, call: Call, answer: Answer) -> tuple[Answer, JsonDict]:
        self._check(call, answer)
        body = answer.json
        data = body.get("data", body) if isinstance(body, dict) else body
        return answer, data if isinstance(data, dict) else {}


def _is_about_token(error: Refused) -> bool:
    if isinstance(error, NotAllowed) and error.status == 401:
        return True
    return error.code in ("401", "4010") or bool(_TOKEN_WORDS.search(error.said))


def _segment(project_id: str) -> str:
    """An id as one part of a path, whatever a service called its project."""
    return quote(project_id, safe="")


_WHAT: dict[Creation, str] = {
    "project": "make the project",
    "custom": "make the video",
    "video": "make the video",
    "export": "export the project",
    "edit": "change the project",
}
