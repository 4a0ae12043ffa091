"""``studio-gui compare``."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from studio_gui.app.services import Services
from studio_gui.base.errors import UsageError
from studio_gui.base.json_text import JsonDict
from studio_gui.cli.output import machine_options, say, say_json
from studio_gui.files.project_file import open_project
from studio_gui.files.writing import make_folder

if TYPE_CHECKING:
    from studio_gui.render.comparing.comparison import Comparison, Pair, Part


@click.command("compare", epilog="Example: studio-gui compare Hello renders/hello.mp4 -o differences")
@click.argument("project")
@click.argument("film", type=click.Path(path_type=Path))
@click.option("--at", "share", type=click.IntRange(0, 100), default=50, show_default=True, metavar="PERCENT",
              help="The moment of each scene that is compared.")  # fmt: skip
@click.option("-o", "--output", metavar="FOLDER", type=click.Path(path_type=Path),
              help="Write three pictures of each scene there: the project's, the video's, what differs.")  # fmt: skip
@machine_options
def command(project: str, film: Path, *, share: int, output: Path | None, as_json: bool) -> None:
    """Compare a finished video with its project, scene by scene.

    The number is the structural similarity (SSIM) of both pictures: 1 is the same. Scenes are found by what they look
    like, so their lengths may differ.
    """
    if not film.is_file():
        raise UsageError(f"There is no video “{film}”.", "Give the name of the finished file.")
    opened = open_project(project)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # a display may be there or not, and this command needs none
    from studio_gui.render.comparing.comparison import Comparison
    from studio_gui.render.offscreen import ensure_qt

    ensure_qt()
    if output is not None:
        make_folder(output)
    with (
        Services() as services,
        contextlib.closing(Comparison(opened.project, opened.folder, film, speaker=services.speaker)) as comparison,
    ):
        rows = [_compared(comparison, part, share / 100, output) for part in comparison.find_parts()]
        other_shape = comparison.has_other_shape
    if as_json:
        say_json({"film": str(film), "other_shape": other_shape, "scenes": rows})
        return
    if other_shape:
        say("The video has another shape than the project; its pictures were stretched.")
    for row in rows:
        say(f"{row['scene']:>3}  {row['ssim']:.3f}  {row['words']:<16}{row['film_start_s']:>7.1f} s  {row['name']}")


def _compared(comparison: Comparison, part: Part, share: float, output: Path | None) -> JsonDict:
    pair = comparison.pair(part, share)
    row: JsonDict = {
        "scene": part.index + 1,
        "name": part.name,
        "ssim": round(pair.likeness.score, 4),
        "words": pair.likeness.words,
        "film_start_s": round(part.start_s, 3),
        "film_length_s": round(part.length_s, 3),
        "length_s": round(part.frames / 30, 3),
        "film_at_s": round(pair.theirs_s, 3),
        "at_s": round(pair.ours_s, 3),
    }
    if output is not None:
        row["pictures"] = list(_write(output, part, pair))
    return row


def _write(output: Path, part: Part, pair: Pair) -> list[str]:
    from studio_gui.render.frames import write_picture

    written = []
    for word, image in (("preview", pair.ours), ("film", pair.theirs), ("difference", pair.likeness.heat)):
        target = output / f"scene-{part.index + 1:02d}-{word}.png"
        write_picture(image, target)
        written.append(str(target))
    return written
