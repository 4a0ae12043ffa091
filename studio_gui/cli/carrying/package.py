"""``studio-gui package``."""

from __future__ import annotations

from pathlib import Path

import click

from studio_gui.base.errors import TargetError
from studio_gui.cli.carrying.opened import say_notes
from studio_gui.cli.output import machine_options, say, say_json, say_note
from studio_gui.files.portable.package import PACKAGE_SUFFIX, write_package
from studio_gui.files.project_file import open_project


@click.command("package", epilog="Example: studio-gui package Hello Hello.zip")
@click.argument("project")
@click.argument("file", metavar="[FILE.zip]", required=False, type=click.Path(path_type=Path))
@machine_options
def command(project: str, *, file: Path | None, as_json: bool) -> None:
    """Pack PROJECT and the media it uses into one zip file, by default beside its folder.

    Nothing is overwritten. Earlier versions and finished videos stay at home.
    """
    opened = open_project(project)
    say_notes(opened)
    target = file or opened.folder.absolute().parent / f"{opened.path.stem}{PACKAGE_SUFFIX}"
    if target.exists():
        raise TargetError(f"“{target}” is there already.", "Choose another name.")
    packed = write_package(opened.project, opened.path, target)
    if as_json:
        say_json({"package": str(target), "bytes": packed.size, "missing": list(packed.missing)})
        return
    for name in packed.missing:
        say_note(f"warning: “{name}” is missing from the project, and from the package.")
    say(str(target))
