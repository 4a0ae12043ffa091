"""``studio-gui frames``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from studio_gui.cli.output import Progress, machine_options, say, say_json
from studio_gui.files.project_file import open_project
from studio_gui.files.writing import check_folder_takes_files


@click.command("frames", epilog="Example: studio-gui frames Hello -o pictures --height 720")
@click.argument("project")
@click.option("-o", "--output", metavar="DIR", type=click.Path(path_type=Path), required=True, help="The folder.")
@click.option("--height", type=click.IntRange(1, 8640), help="In pixels; the stage's own when left out.")
@machine_options
def command(project: str, *, output: Path, height: int | None, as_json: bool) -> None:
    """Draw a PNG picture of each scene into a folder: 01 Name.png, 02 Name.png …

    Pictures of the same names are replaced; nothing else in the folder is touched.
    """
    opened = open_project(project)
    check_folder_takes_files(output)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from studio_gui.app.pictures import write_frames
    from studio_gui.render.offscreen import ensure_qt

    ensure_qt()
    bar = Progress(is_silent=as_json)
    try:
        made = write_frames(
            opened.project,
            output,
            folder=opened.folder,
            height=height,
            report=lambda done, _: bar.show(done, "Drawing"),
        )
    finally:
        bar.end()
    if as_json:
        say_json({"pictures": [str(path) for path in made]})
    else:
        for path in made:
            say(str(path))
