"""``studio-gui relink``."""

from __future__ import annotations

from pathlib import Path

import click

from studio_gui.base.errors import UsageError
from studio_gui.cli.carrying.opened import held, save, say_notes
from studio_gui.cli.output import machine_options, say, say_json, say_note
from studio_gui.files.names import name_of
from studio_gui.files.portable.listing import missing_media
from studio_gui.files.portable.relink import relink


@click.command("relink", epilog="Example: studio-gui relink Hello /media/stick")
@click.argument("project")
@click.argument("folder", type=click.Path(path_type=Path))
@machine_options
def command(project: str, *, folder: Path, as_json: bool) -> int:
    """Look for missing media of PROJECT in FOLDER and below: by their content, then by the names they had.

    The exit code is 1 when one is still missing.
    """
    if not folder.is_dir():
        raise UsageError(f"“{folder}” is no folder.", "Name the folder to look in.")
    with held(project) as opened:
        say_notes(opened)
        missing = missing_media(opened.project, opened.folder)
        found = relink(opened.project, opened.path, missing=missing, folder=folder)
        save(opened, found.edit(opened.project))
    if as_json:
        say_json({"content": list(found.by_content), "name": found.by_name, "missing": list(found.missing)})
        return 1 if found.missing else 0
    for ref in found.by_content:
        say(f"{name_of(ref, opened.project)}: found by its content")
    for ref in found.by_name:
        say(f"{name_of(ref, opened.project)}: found by its name; its content is another one")
    for ref in found.missing:
        say_note(f"warning: “{name_of(ref, opened.project)}” is still missing.")
    if not missing:
        say("Nothing is missing.")
    return 1 if found.missing else 0
