"""``studio-gui payload``."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from studio_gui.cli.output import check_output, machine_options, say, say_json
from studio_gui.files.payload import payload_text
from studio_gui.files.project_file import open_project
from studio_gui.files.sayings import own_sayings
from studio_gui.files.writing import replace_file
from studio_gui.speech.reading.sending import as_sent


@click.command("payload", epilog="Example: studio-gui payload Hello -o request.json")
@click.argument("project")
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write to FILE.")
@machine_options
def command(project: str, *, output: Path | None, as_json: bool) -> None:
    """Write the create-project request of PROJECT.

    It goes to standard output, or to FILE; an existing FILE is replaced only when it is JSON.

    What was imported and not changed comes out as it came in. An export also says its options, and adds a mark such as
    “#92797146” to the name, by which it is found when its answer was lost.
    """
    # The process ends right after this: looking for garbage would only cost time.
    gc.disable()
    if output is not None:
        check_output(output, kind="JSON file")
    opened = open_project(project)
    text = payload_text(as_sent(opened.project, sayings=own_sayings()))
    if output is None:
        say(text)
        return
    replace_file(output, (text + "\n").encode("utf-8"))
    if as_json:
        say_json({"payload": str(output), "scenes": len(opened.project.scenes)})
