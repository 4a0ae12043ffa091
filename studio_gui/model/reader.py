"""Who reads the scripts of a language, where a scene names nobody."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from studio_gui.model.fields import Text
from studio_gui.model.value import Value


class Reader(Value):
    """A voice of this computer for a language."""

    language: Annotated[Text, Field(min_length=1, max_length=40)]
    """BCP-47, such as ``en`` or ``pt-BR``."""
    voice: Annotated[Text, Field(min_length=1, max_length=200)]
