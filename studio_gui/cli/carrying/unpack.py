"""``studio-gui unpack``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from studio_gui.base.errors import UsageError
from studio_gui.cli.output import machine_options, say, say_json
from studio_gui.files.portable.package import open_package


@click.command("unpack", epilog="Example: studio-gui unpack Hello.zip Hello")
@click.argument("file", metavar="FILE.zip", type=click.Path(path_type=Path))
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@machine_options
def command(file: Path, *, folder: Path | None, as_json: bool) -> None:
    """Unpack a packed project into the new folder FOLDER, by default called like the file.

    A file that would write outside of FOLDER, holds links, or blows up is refused.
    """
    if folder is None and not file.suffix and file.is_file():
        raise UsageError(f"A folder called like “{file.name}” would take its place.", "Name the folder after the file.")
    target = folder or file.with_name(file.stem)
    made = open_package(file, Path(os.path.abspath(target)))
    if as_json:
        say_json({"project": str(made)})
    else:
        say(str(made))
