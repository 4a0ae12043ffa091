"""``studio-gui frame``."""

from __future__ import annotations

import math
import os
from pathlib import Path

import click

from studio_gui.base.errors import UsageError
from studio_gui.cli.output import check_output, machine_options, say, say_json
from studio_gui.files.project_file import open_project


@click.command("frame", epilog="Example: studio-gui frame Hello --scene 2 --height 720 -o picture.png")
@click.argument("project")
@click.option("--scene", "number", type=click.IntRange(min=1), default=1, show_default=True, help="Counted from 1.")
@click.option(
    "--at", "at_s", type=click.FloatRange(0, 36_000), help="Seconds; the layout without animations when left out."
)
@click.option("--height", type=click.IntRange(1, 8640), help="In pixels; the stage's own when left out.")
@click.option("-o", "--output", metavar="F.png", type=click.Path(path_type=Path), required=True, help="The picture.")
@machine_options
def command(project: str, *, number: int, at_s: float | None, height: int | None, output: Path, as_json: bool) -> None:
    """Draw one moment of a scene into a PNG picture."""
    if at_s is not None and math.isnan(at_s):
        raise UsageError("The moment is not a number.", "Give seconds, e.g. --at 2.5.")
    if output.suffix.lower() != ".png":
        raise UsageError(f"“{output.name}” is no name for a picture.", "End it in .png.")
    check_output(output, kind="PNG picture")
    opened = open_project(project)
    scenes = opened.project.scenes
    if number > len(scenes):
        raise UsageError(f"There is no scene {number}; the project has {len(scenes)}.", "Choose another number.")
    # A display may be there or not, and this command needs none.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from studio_gui.painting import Assets
    from studio_gui.render.frames import frame, write_picture
    from studio_gui.render.offscreen import ensure_qt

    ensure_qt()
    assets = Assets(opened.folder)
    try:
        image = frame(opened.project, scenes[number - 1], assets=assets, at_s=at_s, height=height)
        write_picture(image, output)
    finally:
        assets.close()
    size = (image.width(), image.height())
    if as_json:
        say_json({"picture": str(output), "width": size[0], "height": size[1]})
    else:
        say(f"{output} ({size[0]} × {size[1]})")
