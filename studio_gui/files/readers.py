"""Who reads the scripts of a language in all of a person's projects, as the settings have it."""

from __future__ import annotations

from collections.abc import Iterable

from studio_gui.base.paths import user_paths
from studio_gui.base.settings import Settings
from studio_gui.base.settings_file import settings_on_disk
from studio_gui.model.edits.readers import with_reader
from studio_gui.model.reader import Reader


def own_readers() -> tuple[Reader, ...]:
    """The person's own choices as they are on the disk now; for any process, and any thread but the window's."""
    return readers_in(settings_on_disk(user_paths().config))


def readers_in(settings: Settings) -> tuple[Reader, ...]:
    """The person's own choices."""
    return tuple(Reader(language=language, voice=voice) for language, voice in settings.voices.items())


def with_readers(settings: Settings, readers: Iterable[Reader]) -> Settings:
    """The settings with other choices."""
    return settings.changed(voices={one.language: one.voice for one in readers})


def with_own_reader(settings: Settings, language: str, voice: str) -> Settings:
    """The settings with a voice for a language; an empty one lets the choice go."""
    return with_readers(settings, with_reader(readers_in(settings), language, voice))
