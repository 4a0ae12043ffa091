"""A sound: clip type ``audio``."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from studio_gui.model import fields as f
from studio_gui.model.clips.base import Clip
from studio_gui.model.fields import Control, Number, Text


class AudioClip(Clip):
    """A sound that plays from the start of the scene; it has no place on the stage."""

    kind_title: ClassVar[str] = "Sound"
    icon: ClassVar[str] = "audio"
    has_box: ClassVar[bool] = False

    type: Literal["audio"] = "audio"
    source_url: Annotated[Text, Control("Public URL", "text", "Data")]
    volume: Annotated[Number, f.VOLUME] = 100
    file_label: Annotated[Text, Control("File name", "text", "Data")] = Field(default="", validation_alias="label")

    @property
    def label(self) -> str:
        """The given name, else the file name the service shows."""
        return self.studio.name or self.file_label or self.kind_title
