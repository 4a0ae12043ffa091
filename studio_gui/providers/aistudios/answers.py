"""What AI Studios answers, read tolerantly. Names in the comments are those of the documents."""

from __future__ import annotations

import re
from typing import Literal, cast

from pydantic import Field, model_validator

from studio_gui.base.json_text import Json, JsonDict
from studio_gui.providers.answers import (
    Address,
    AnswerModel,
    Flag,
    Number,
    Text,
    Words,
    address_of,
    first_text,
    text_of,
    words_of,
)

FINISHED = 100.0
_MARKS = re.compile(r"(?: #[0-9a-f]{8})+$")
"""What ``payload.mark_of`` puts behind names."""
_FAILED = re.compile(r"(?i)fail|error|cancel|reject")

Stage = Literal["waiting", "running", "done", "no-url", "failed"]


class Created(AnswerModel):
    """What a request that creates answers: ``projectId``, or ``key``, or ``id``."""

    project_id: Text
    task_id: Text = ""
    """The task that exports; webhooks name it ``backendTaskId``. Only ``simple/custom`` says it."""

    @classmethod
    def read(cls, data: Json) -> Created | None:
        """None when the answer names no project."""
        found = first_text(data, "projectId", "key", "id", "_id")
        return cls(project_id=found, task_id=first_text(data, "taskId", "backendTaskId")) if found else None


class Progress(AnswerModel):
    """How far an export is: ``progress`` 0…100, ``state`` (not always said), ``downloadUrl`` or ``download_url``."""

    percent: float = 0.0
    state: Words = ""
    url: Address = ""
    backend_task_id: Text = ""

    @classmethod
    def read(cls, data: JsonDict) -> Progress:
        """The progress in an answer of ``progress``, ``project`` or the project list."""
        said = _Said.model_validate(data)
        percent = min(FINISHED, max(0.0, said.progress or 0.0))
        url = said.download_url or address_of(data.get("download_url"))
        return cls(percent=percent, state=said.state, url=url, backend_task_id=text_of(data.get("backendTaskId")))

    @property
    def stage(self) -> Stage:
        """What it means: done needs 100 *and* an address; ``exported`` with an address is done too."""
        if _FAILED.search(self.state):
            return "failed"
        if self.url and (self.percent >= FINISHED or self.state.lower() == "exported"):
            return "done"
        if self.percent >= FINISHED or self.state.lower() == "exported":
            return "no-url"
        return "running" if self.percent > 0 else "waiting"


class _Said(AnswerModel):
    progress: Number = None
    state: Text = ""
    download_url: Address = Field(default="", alias="downloadUrl")


class ProjectDetails(AnswerModel):
    """A project as GET project answers it; ``raw`` has everything, for import."""

    id: Text
    name: Text = ""
    progress: Progress
    backend_task_id: Text = ""
    credit_subtracted: Flag = False
    """``creditSubstracted``, spelled so: whether the export has been paid for."""
    updated_at: Text = ""
    raw: dict[str, object] = Field(default_factory=dict)

    @classmethod
    def read(cls, project: JsonDict) -> ProjectDetails:
        """The project in ``data.project`` of an answer, or in a row of the list."""
        return cls(
            id=first_text(project, "_id", "id", "projectId", "key"),
            name=text_of(project.get("name")),
            progress=Progress.read(project),
            backend_task_id=text_of(project.get("backendTaskId")),
            credit_subtracted=project.get("creditSubstracted") is True,
            updated_at=text_of(project.get("updatedAt")),
            raw=dict(project),
        )

    @property
    def title(self) -> str:
        """The name as it was given, without what was put behind it to find it again: that would grow with each export."""
        return _MARKS.sub("", self.name)

    def to_import(self) -> JsonDict:
        """All of it, under its own name."""
        raw = cast(JsonDict, self.raw)
        return {**raw, "name": self.title} if "name" in raw else raw


class Speech(AnswerModel):
    """What ``simple/audio`` answers; ``file_name`` is shown to people and never used as a path."""

    file_name: Words = Field(default="", alias="fileName")
    url: Address = ""
    meta: list[object] = Field(default_factory=list)

    @classmethod
    def read(cls, data: JsonDict) -> Speech | None:
        """None when there is no address of a sound."""
        url = address_of(data.get("downloadUrl")) or address_of(data.get("download_url"))
        meta = data.get("metaList")
        said = words_of(data.get("fileName"))
        return cls(file_name=said, url=url, meta=list(meta) if isinstance(meta, list) else []) if url else None


class Outfit(AnswerModel):
    """Clothes of a presenter; ``id`` is a clip's ``model.emotion`` and a script's ``clothId``."""

    id: Text
    label: str = ""
    thumbnail: Address = ""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object) -> object:
        return _labelled(data)


class Presenter(AnswerModel):
    """A presenter of the account; ``id`` is a clip's ``model.ai_name`` and a script's ``modelId``."""

    id: Text
    label: str = ""
    thumbnail: Address = ""
    avatar_type: Text = Field(default="", alias="avatarType")
    """Only the dropdown list says it; its values are not published."""
    clothes: tuple[Outfit, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object) -> object:
        return _labelled(data)


class Workspace(AnswerModel):
    """A workspace of the account."""

    id: Text = Field(default="", alias="workspaceId")
    name: Text = Field(default="", alias="workspaceName")


class NewAvatar(AnswerModel):
    """What the avatar endpoints answer; which ids there are depends on the endpoint."""

    avatar_id: Text = Field(default="", alias="avatarId")
    voice_id: Text = Field(default="", alias="voiceId")


def _labelled(data: object) -> object:
    """The row with ``label`` as one text: it comes as a text or by language."""
    if not isinstance(data, dict):
        return data
    label = data.get("label")
    said = first_text(label, "en", "ko", "zh") if isinstance(label, dict) else text_of(label)
    clothes = data.get("clothes")
    rows = [row for row in clothes if isinstance(row, dict)] if isinstance(clothes, list) else []
    return {**data, "id": text_of(data.get("id")), "label": said or text_of(data.get("id")), "clothes": rows}
