"""``studio-gui render``."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from studio_gui.app.exporting import refuse_errors
from studio_gui.app.services import Services
from studio_gui.cli.formats import check_made, format_of, format_options, given_name
from studio_gui.cli.output import Progress as Bar
from studio_gui.cli.output import machine_options, say, say_json, say_warnings
from studio_gui.files.project_file import open_project
from studio_gui.files.writing import target_error
from studio_gui.jobs.publishing import clear_away
from studio_gui.model.project import RESOLUTIONS, Project
from studio_gui.providers.base import JobId, Order, Progress
from studio_gui.providers.computer import ComputerProvider
from studio_gui.render.formats import check_format
from studio_gui.render.timing import FRAME_RATES


class _BarReport:
    """Shows the provider's progress; Ctrl-C is what cancels."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar

    def progress(self, progress: Progress) -> None:
        frames = (progress.frames_done, progress.frames_total)
        self._bar.show(progress.fraction, progress.words, frames=frames)

    def keep(self, name: str, value: str) -> None:
        """Nothing is kept: there is no job."""

    def is_cancelled(self) -> bool:
        return False


@click.command("render", epilog="Example: studio-gui render Hello -o hello.mp4 --resolution 720")
@click.argument("project")
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), required=True, help="The video.")
@format_options
@click.option("--resolution", type=click.Choice(RESOLUTIONS), default="1080", show_default=True)
@click.option("--fps", type=click.Choice([str(rate) for rate in FRAME_RATES]), default="30", show_default=True)
@click.option("--captions/--no-captions", "captions", default=None, help="Write what is said into the picture, or not.")
@click.option("--processes", type=click.IntRange(1, 16), help="How many draw at once; as many as pay when left out.")
@machine_options
def command(
    project: str,
    *,
    output: Path,
    captions: bool | None,
    subtitles: str | None,
    format_id: str | None,
    is_transparent: bool,
    resolution: str,
    fps: str,
    processes: int | None,
    as_json: bool,
) -> None:
    """Make the video of PROJECT here and now, without a job. Ctrl-C stops it and leaves nothing.

    The name's ending says which format is meant, where --format does not. PNG pictures go into a ZIP file, or into a
    folder of their own when the name has no ending.
    """
    form = format_of(output, format_id)
    check_format(form, fps=int(fps), is_transparent=is_transparent)
    check_made(output, form, subtitles=subtitles)
    opened = open_project(project)
    film = opened.project if captions is None else _with_captions(opened.project, captions)
    with Services() as services:
        issues = services.check(film, folder=opened.folder)
    refuse_errors(issues)
    if not as_json:
        say_warnings(issues)
    work_file = output.absolute().with_name(f".studio-{secrets.token_hex(4)}{form.suffix and output.suffix}")
    order = Order(
        JobId(""),
        film,
        opened.folder.absolute(),
        work_file,
        output,
        resolution=resolution,
        fps=int(fps),
        kept={
            "format": form.id,
            "transparent": "yes" if is_transparent else "",
            "subtitles": subtitles or "",
            "processes": str(processes or ""),
        },
    )
    bar = Bar(is_silent=as_json)
    try:
        ComputerProvider().make(order, _BarReport(bar))
        written = given_name(work_file, output, form, subtitles=subtitles)
    except OSError as error:
        raise target_error(output, error) from None
    finally:
        bar.end()
        clear_away([work_file])
    if as_json:
        say_json({"video": str(output), "subtitles": str(written) if written else None})
    else:
        say(str(output))


def _with_captions(project: Project, shown: bool) -> Project:
    captions = project.studio.captions.changed(shown=shown)
    return project.changed(studio=project.studio.changed(captions=captions))
