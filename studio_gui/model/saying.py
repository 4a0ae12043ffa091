"""How a word is said: one entry of a pronunciation dictionary."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from studio_gui.model.fields import Flag, Text
from studio_gui.model.value import Value

MAX_WORD = 200
"""Characters of a word or of how it is said."""


class Saying(Value):
    """A word or a few, and the letters that make a voice say them right; the script keeps the word as it is written."""

    word: Annotated[Text, Field(min_length=1, max_length=MAX_WORD)]
    say: Annotated[Text, Field(min_length=1, max_length=MAX_WORD)]
    language: Text = ""
    """Only in scripts of this language (``en``, ``pt-BR``); empty for every one."""
    voice: Text = ""
    """Only for this voice of this computer; empty for every one, and for services."""
    match_case: Flag = False
    """Only as it is written here; else in capitals and small letters alike."""
