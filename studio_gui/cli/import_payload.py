"""``studio-gui import``."""

from __future__ import annotations

from pathlib import Path

import click

from studio_gui.cli.new import report_made
from studio_gui.cli.output import machine_options
from studio_gui.files import samples
from studio_gui.files.payload import import_payload, read_json_file


@click.command("import", epilog="Example: studio-gui import request.json Hello")
@click.argument("file", metavar="FILE.json", type=click.Path(path_type=Path))
@click.argument("project")
@machine_options
def command(file: Path, project: str, *, as_json: bool) -> None:
    """Turn a payload into a project.

    FILE.json is a create-project request, an answer of GET project, or the older form with the script in the clip.
    """
    samples.new_project_path(project)
    imported = import_payload(read_json_file(file), f"The payload “{file.name}”")
    report_made(samples.create_project(imported.project, project), imported.notes, as_json=as_json)
