"""``studio-gui render``."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

import click

from studio_gui.app.exporting import FRAME_RATES, refuse_errors
from studio_gui.app.services import Services
from studio_gui.cli.formats import format_of, format_options, kind_of
from studio_gui.cli.output import Progress as Bar
from studio_gui.cli.output import check_output, machine_options, say, say_json, say_warnings
from studio_gui.files.exporting.scripts import written
from studio_gui.files.project_file import open_project
from studio_gui.files.writing import replace_file, target_error
from studio_gui.model.project import RESOLUTIONS, Project
from studio_gui.providers.base import JobId, Order, Progress
from studio_gui.providers.computer import ComputerProvider
from studio_gui.render.formats import check_format


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
@click.option("--subtitles", type=click.Choice(("srt", "vtt")), help="Also write subtitles of the same name.")
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
    as_json: bool,
) -> None:
    """Make the video of PROJECT here and now, without a job. Ctrl-C stops it and leaves nothing.

    The name's ending says which format is meant, where --format does not. PNG pictures go into a ZIP file, or into a
    folder of their own when the name has no ending.
    """
    form = format_of(output, format_id)
    check_format(form, fps=int(fps), is_transparent=is_transparent)
    if output.suffix:
        check_output(output, kind=kind_of(form))
    opened = open_project(project)
    film = opened.project if captions is None else _with_captions(opened.project, captions)
    services = Services()
    issues = services.check(film, folder=opened.folder)
    refuse_errors(issues)
    if not as_json:
        say_warnings(issues)
    work_file = output.absolute().with_name(f".studio-{secrets.token_hex(4)}{output.suffix}")
    order = Order(
        JobId(""),
        film,
        opened.folder.absolute(),
        work_file if output.suffix else output.absolute(),
        output,
        resolution=resolution,
        fps=int(fps),
        kept={"format": form.id, "transparent": "yes" if is_transparent else ""},
    )
    bar = Bar(is_silent=as_json)
    try:
        ComputerProvider().make(order, _BarReport(bar))
        if output.suffix:
            os.replace(work_file, output)
    except OSError as error:
        raise target_error(output, error) from None
    finally:
        bar.end()
        with contextlib.suppress(OSError):
            work_file.unlink()
    if subtitles:
        _write_subtitles(film, opened.folder, output.with_suffix(f".{subtitles}"), services)
    if as_json:
        say_json({"video": str(output)})
    else:
        say(str(output))


def _with_captions(project: Project, shown: bool) -> Project:
    captions = project.studio.captions.changed(shown=shown)
    return project.changed(studio=project.studio.changed(captions=captions))


def _write_subtitles(project: Project, folder: Path, target: Path, services: Services) -> None:
    """What was just spoken is remembered, so this takes no time."""
    from studio_gui.app.scripts import said_in

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        said = said_in(project, folder=folder, speaker=lambda: services.speaker)
    finally:
        services.close()
    replace_file(target, (written(said, suffix=target.suffix, title=project.name) or "").encode("utf-8"))
