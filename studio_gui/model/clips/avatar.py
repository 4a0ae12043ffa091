"""The presenter on the stage: clip type ``aiModel``."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from studio_gui.model import fields as f
from studio_gui.model.clips.base import Clip
from studio_gui.model.fields import Text
from studio_gui.model.value import Value


class AvatarModel(Value):
    """``model`` of a presenter clip.

    ``ai_name`` is the service's model id and ``emotion`` its clothes id. The geometry the service adds (``editor``,
    ``deployImage`` and others) is opaque: kept, never read.
    """

    ai_name: Text
    emotion: Text
    language: Text = ""
    source_url: Text = ""


class LegacyScript(Value):
    """``clips[].script`` of the older documents."""

    org: Text = ""
    tts: dict[str, object] | None = None


class AvatarClip(Clip):
    """A presenter; its script is in the scene's ``scripts``."""

    kind_title: ClassVar[str] = "Presenter"
    icon: ClassVar[str] = "presenter"
    keeps_aspect: ClassVar[bool] = True
    resizes_by_scale: ClassVar[bool] = True

    type: Literal["aiModel"] = "aiModel"
    model: AvatarModel
    script: LegacyScript | None = None
    tag: Annotated[Text, f.TAG] = ""
