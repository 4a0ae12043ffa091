"""What can be asked of AI Studios, as the documents have it: strict types, required fields, enums and ranges.

The client builds its bodies with these, and the practice server checks with them what it is sent. Unknown fields pass:
the documents' own samples have some. The body of ``editor/project`` is checked in ``create_body``.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

from studio_gui.base.json_text import JsonDict
from studio_gui.model.fields import MAX_TEXT

Resolution = Literal["4k", "1080", "720", "480"]
Gender = Literal["MALE", "FEMALE"]
UpdateType = Literal["aiModel", "shape", "image", "textImage", "videoImage", "audio", "background"]
Some: TypeAlias = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=MAX_TEXT)]
Index: TypeAlias = Annotated[int, Field(strict=True, ge=0)]
PublicUrl: TypeAlias = Annotated[str, StringConstraints(strict=True, pattern=r"^https?://[^\s/]+", max_length=8192)]
Flag: TypeAlias = Annotated[bool, Field(strict=True)]


class RequestModel(BaseModel):
    """A body of the documents."""

    model_config = ConfigDict(
        frozen=True, extra="allow", alias_generator=to_camel, populate_by_name=True, hide_input_in_errors=True
    )

    def body(self) -> JsonDict:
        """The JSON to send: what is None is left out."""
        said: JsonDict = self.model_dump(mode="json", by_alias=True, exclude_none=True)
        return said


class TokenRequest(RequestModel):
    """``POST /auth/token``."""

    app_id: Some
    user_key: Some


class _Exported(RequestModel):
    """What all that export have in common."""

    is_export: Flag = True
    workspace_id: Some | None = None
    resolution: Resolution = "1080"
    webhook_url: PublicUrl | None = None


class SimpleCustom(_Exported):
    """``POST /simple/custom``: a custom avatar says a text."""

    language: Some
    text: Some
    model: Some


class SimpleVideo(_Exported):
    """``POST /simple/video``: a presenter in an outfit says a text, keyed; the documents' default is no export."""

    is_export: Flag = False
    language: Some
    text: Some
    model: Some
    clothes: Some


class SimpleAudio(RequestModel):
    """``POST /simple/audio``: the voice of a presenter alone; answered when it is made."""

    language: Some
    text: Some
    model: Some


class ExportProject(RequestModel):
    """``POST /editor/project/export``: export what is at the service already."""

    project_id: Some
    workspace_id: Some | None = None
    resolution: Resolution = "1080"
    webhook_url: PublicUrl | None = None


class Update(RequestModel):
    """One change of a project: the ``values`` of the first clip of a type in a scene."""

    scene_idx: Index
    type: UpdateType
    values: dict[str, object]


class Updates(RequestModel):
    """The changes of a project."""

    value: list[Update] = Field(min_length=1)


class EditProject(_Exported):
    """``POST /editor/project/{id}``; the older documents list the updates without ``value``."""

    updates: Updates | list[Update]


class DeleteProjects(RequestModel):
    """``DELETE /editor/project``."""

    ids: list[Some] = Field(min_length=1)


class CustomAvatar(RequestModel):
    """``POST /avatars/customavatar``: from a video at a public address."""

    url: PublicUrl
    name: Some
    gender: Gender
    locale: Literal["en", "ko", "zh"] = "en"
    per_frame: Flag = True
    is_webcam: Flag = False


class DreamAvatar(RequestModel):
    """``POST /avatars/dreamavatar``: from a picture at a public address."""

    url: PublicUrl
    name: Some
    gender: Gender
    tts: dict[str, object] | None = None


class VoiceClone(RequestModel):
    """``POST /avatars/voiceclone``: from a sound at a public address."""

    url: PublicUrl
    name: Some
    gender: Gender
    locale: Some = "en"
