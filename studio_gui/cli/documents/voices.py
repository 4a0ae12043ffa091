"""``studio-gui voices``."""

from __future__ import annotations

from collections.abc import Sequence

import click

from studio_gui.app.services import Services
from studio_gui.base.errors import UsageError
from studio_gui.cli.carrying.opened import held, save, say_notes
from studio_gui.cli.output import machine_options, say, say_json
from studio_gui.files.project_file import open_project
from studio_gui.files.readers import readers_in, with_own_reader
from studio_gui.model.edits.readers import set_reader
from studio_gui.model.reader import Reader
from studio_gui.speech.engine import Voice, VoiceId

_MOST_NAMES = 8


@click.command("voices", epilog="Example: studio-gui voices Hello --set de Clara")
@click.argument("project", required=False)
@click.option(
    "--set", "chosen", nargs=2, metavar="LANGUAGE VOICE", help="Who reads scripts of a language, e.g. de Clara."
)
@click.option("--clear", metavar="LANGUAGE", help="Let the choice for a language go.")
@click.option("--available", metavar="LANGUAGE", help="List the voices of this computer for a language.")
@machine_options
def command(
    project: str | None,
    *,
    chosen: tuple[str, str] | None,
    clear: str | None,
    available: str | None,
    as_json: bool,
) -> None:
    """List who reads the scripts of a language in PROJECT, or in all your projects when none is named; choose somebody.

    A voice chosen for a scene comes first, then the project's choice for the language, then yours for all projects,
    then the presenter's own voice.
    """
    if available is not None and (chosen is not None or clear is not None):
        raise UsageError("--available only lists.", "Choose somebody without it.")
    with Services() as services:
        if available is not None:
            _list(_voices(services, available), as_json=as_json)
            return
        changes = [(clear, "")] if clear is not None else []
        if chosen is not None:
            changes.append((chosen[0], _voice(services, *chosen).id))
        readers = _changed(services, project, changes)
        names = [_name(services, one) for one in readers]
    if as_json:
        say_json({"voices": [one.to_json() for one in readers]})
        return
    for one, name in zip(readers, names, strict=True):
        say(f"{one.language}  {name}")
    if not readers:
        say("Presenters read with their own voices.")


def _changed(services: Services, project: str | None, changes: Sequence[tuple[str, str]]) -> tuple[Reader, ...]:
    """The choices after what was asked for."""
    if project is None:
        settings = services.settings.value
        _check_cleared(readers_in(settings), changes)
        for language, voice in changes:
            settings = with_own_reader(settings, language, voice)
        if changes:
            services.settings.save(settings)
        return readers_in(settings)
    if not changes:
        return open_project(project).project.studio.readers
    with held(project) as opened:
        say_notes(opened)
        changed = opened.project
        _check_cleared(changed.studio.readers, changes)
        for language, voice in changes:
            changed = set_reader(changed, language, voice)
        save(opened, changed)
        return changed.studio.readers


def _check_cleared(readers: Sequence[Reader], changes: Sequence[tuple[str, str]]) -> None:
    known = {one.language.casefold() for one in readers}
    missing = next((language for language, voice in changes if not voice and language.casefold() not in known), None)
    if missing is not None:
        raise UsageError(f"No voice is chosen for “{missing[:40]}”.", "“studio-gui voices” lists the choices.")


def _voices(services: Services, language: str) -> tuple[Voice, ...]:
    found = services.speaker.voices(language)
    if not found:
        raise UsageError(f"No voice of this computer speaks “{language[:40]}”.", "Name a language like en or pt-BR.")
    return found


def _voice(services: Services, language: str, wanted: str) -> Voice:
    """A voice of a language by its id or its name; raises :class:`UsageError`."""
    offered = _voices(services, language)
    by_id = services.speaker.find(VoiceId(wanted))
    if by_id is not None:
        return by_id
    found = [voice for voice in offered if wanted.casefold() in (voice.name.casefold(), _first(voice.name))]
    if not found:
        names = ", ".join(voice.name for voice in offered[:_MOST_NAMES])
        more = "" if len(offered) <= _MOST_NAMES else f"; all: studio-gui voices --available {language}"
        raise UsageError(f"There is no voice “{wanted[:80]}” for “{language}”.", f"There are {names}{more}.")
    return found[0]


def _first(name: str) -> str:
    return name.split()[0].casefold() if name else ""


def _name(services: Services, reader: Reader) -> str:
    voice = services.speaker.find(VoiceId(reader.voice))
    return f"{voice.name}  ({voice.id})" if voice else f"{reader.voice}  (not on this computer)"


def _list(voices: Sequence[Voice], *, as_json: bool) -> None:
    if as_json:
        rows = [{"id": one.id, "name": one.name, "language": one.language, "gender": one.gender} for one in voices]
        say_json({"available": rows})
        return
    for one in voices:
        say(f"{one.name}  {one.language}  {one.gender}  {one.id}")
