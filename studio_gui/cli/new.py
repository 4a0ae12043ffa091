"""``studio-gui new``."""

from __future__ import annotations

from pathlib import Path

import click

from studio_gui.cli.output import machine_options, say, say_json, say_note
from studio_gui.files import samples
from studio_gui.files.payload import import_payload, read_json_file


@click.command("new", epilog="Example: studio-gui new Hello --from onboarding")
@click.argument("project")
@click.option(
    "--from", "source", metavar="SAMPLE|FILE.json", help="A sample that ships with the program, or a payload."
)
@click.option(
    "--orientation", type=click.Choice(["landscape", "portrait"]), default="landscape", help="Of an empty project."
)
@machine_options
def command(project: str, *, source: str | None, orientation: str, as_json: bool) -> None:
    """Make a project: the folder PROJECT with PROJECT.studio in it.

    Without --from it has one empty scene. Nothing that is there already is overwritten.
    """
    notes: tuple[str, ...] = ()
    if source is None:
        from studio_gui.model.new import new_project

        name = samples.new_project_path(project).stem
        path = samples.create_project(new_project(name=name, orientation=orientation), project)
    elif source.lower().endswith(".json") or Path(source).is_file():
        samples.new_project_path(project)
        imported = import_payload(read_json_file(Path(source)), f"The payload “{Path(source).name}”")
        path, notes = samples.create_project(imported.project, project), imported.notes
    else:
        path = samples.create_from_sample(source, project)
    report_made(path, notes, as_json=as_json)


def report_made(path: Path, notes: tuple[str, ...], *, as_json: bool) -> None:
    """Say where a new project is."""
    if as_json:
        say_json({"project": str(path), "notes": list(notes)})
        return
    for note in notes:
        say_note(f"note: {note}")
    say(str(path))
