"""``studio-gui collect``."""

from __future__ import annotations

import click

from studio_gui.cli.carrying.opened import held, save, say_notes
from studio_gui.cli.output import machine_options, say, say_json, say_note
from studio_gui.files.portable.collect import collect


@click.command("collect", epilog="Example: studio-gui collect Hello")
@click.argument("project")
@machine_options
def command(project: str, *, as_json: bool) -> int:
    """Copy media that lie outside of PROJECT into it: files of the program, and files named by their path.

    The exit code is 1 when one is not there.
    """
    with held(project) as opened:
        say_notes(opened)
        collected = collect(opened.project, opened.path)
        save(opened, collected.edit(opened.project))
    if as_json:
        say_json({"collected": collected.refs, "failed": list(collected.failed)})
        return 1 if collected.failed else 0
    for old, new in collected.refs.items():
        say(f"{old} → {new}")
    for name in collected.failed:
        say_note(f"warning: “{name}” is not there.")
    if not collected.refs and not collected.failed:
        say("Everything is in the project already.")
    return 1 if collected.failed else 0
