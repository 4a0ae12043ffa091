"""``studio-gui series``."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from studio_gui.app.exporting import ExportOptions
from studio_gui.app.services import Services
from studio_gui.base.errors import UsageError
from studio_gui.base.stopping import run_loop
from studio_gui.cli.beginning import is_at_terminal
from studio_gui.cli.output import Progress, check_output, machine_options, say, say_json, say_note
from studio_gui.files.project_file import RENDERS_FOLDER, open_project
from studio_gui.files.writing import replace_file
from studio_gui.model.project import RESOLUTIONS
from studio_gui.render.timing import FRAME_RATES

if TYPE_CHECKING:
    from studio_gui.app.series import Run, Series, Standing

_RATES = [str(rate) for rate in FRAME_RATES]


@click.command("series", epilog="Example: studio-gui series Hello people.csv --pilot 3 --wait")
@click.argument("project")
@click.argument("table", type=click.Path(path_type=Path))
@click.option("--to", "account", metavar="ACCOUNT", default="computer", show_default=True, help="Who makes the videos.")
@click.option("--resolution", type=click.Choice(RESOLUTIONS), default="1080", show_default=True)
@click.option("--fps", type=click.Choice(_RATES), default="30", show_default=True, help="Frames per second.")
@click.option("--pilot", metavar="N", type=click.IntRange(min=1), help="Only the first N good rows, to look at first.")
@click.option("--check", "checks_only", is_flag=True, help="Only say how it is with every row; nothing is made.")
@click.option("--skip-bad", is_flag=True, help="Make the good rows although others have to be corrected.")
@click.option("--yes", is_flag=True, help="Agree to what the videos may cost.")
@click.option("--wait", is_flag=True, help="Stay until the videos are finished.")
@click.option(
    "--results", metavar="FILE", type=click.Path(path_type=Path), help="Write what came of every row, as CSV."
)
@machine_options
def command(
    project: str,
    table: Path,
    *,
    account: str,
    resolution: str,
    fps: str,
    pilot: int | None,
    checks_only: bool,
    skip_bad: bool,
    yes: bool,
    wait: bool,
    results: Path | None,
    as_json: bool,
) -> int:
    """Make a video for every row of a table (.csv, .tsv, .xlsx), with the project as the pattern.

    The first line names the columns. Each fills the clips that are called so and places such as {price} in texts and
    scripts, in all scenes; in a project of one scene “script”, “title” and “picture” are taken too. Rows that lack
    something are listed by their line, and nothing is made before they are corrected or --skip-bad passes them over.

    The same command again goes on where it was stopped: what is made, waits, or was perhaps sent is left alone, and
    what failed is tried again. The videos lie in PROJECT/renders/TABLE/.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # a display may be there or not, and this command needs none
    from studio_gui.app.series import Run, read_series
    from studio_gui.app.series import results as results_of
    from studio_gui.render.offscreen import ensure_qt

    ensure_qt()
    bar = Progress(is_silent=as_json)
    with Services() as services, contextlib.ExitStack() as stack:
        stack.callback(bar.end)
        where = services.account(account)
        options = ExportOptions(resolution=resolution, fps=int(fps))
        opened = open_project(project)
        if results is not None:
            # Before anything is made that takes hours and costs.
            check_output(results, kind="CSV table")
        series = read_series(
            table, opened.project, opened.folder.absolute(),
            check=lambda one: services.check(one, folder=opened.folder, account=account),
            report=lambda done, _: bar.show(done, "Looking at the rows"),
        )  # fmt: skip
        bar.end()
        if not as_json:
            _say_rows(series)
        run = Run(services, series, project_path=opened.path, account=account, options=options)
        refused: tuple[str, ...] = ()
        if checks_only:
            series.media.give_back()
        else:
            is_paid = where.is_remote and where.service != "practice" and not yes
            wanted = _agreed(run, pilot, where.title, is_paid=is_paid, skip_bad=skip_bad)
            refused = _made(services, run, wanted, folder=opened.folder.absolute(), bar=bar, waits=wait)
        found = run.standings()
        if results is not None:
            replace_file(results, results_of(series, found))
        return _report(series, found, refused, as_json=as_json, checks_only=checks_only)


def _made(
    services: Services, run: Run, wanted: list[int], *, folder: Path, bar: Progress, waits: bool
) -> tuple[str, ...]:
    """Ask for the videos, and wait for them if that is wanted; answers which could not be asked for."""
    made = run.make(
        folder / RENDERS_FOLDER, only=wanted, report=lambda done, _: bar.show(done, "Writing the jobs down")
    )
    bar.end()
    if waits:
        run_loop(services.tracker.run(until_idle=True))
    services.hand_over()
    return made.refused


def _say_rows(series: Series) -> None:
    for note in series.notes:
        say_note(f"note: {note}")
    for video in series.videos:
        for trouble in video.troubles:
            say_note(f"line {video.number}: {trouble}")
        for warning in video.warnings:
            say_note(f"line {video.number}, to look at: {warning}")


def _agreed(run: Run, pilot: int | None, title: str, *, is_paid: bool, skip_bad: bool) -> list[int]:
    """The lines to make videos of; raises :class:`UsageError` when rows have to be corrected, or nobody agrees to pay."""
    series = run.series
    first = {video.number for video in series.good[:pilot]}
    wanted = [one.video.number for one in run.standings() if one.is_open and one.video.number in first]
    try:
        if series.bad and not skip_bad:
            lines = ", ".join(str(video.number) for video in series.bad[:10])
            more = f" and {len(series.bad) - 10} more" if len(series.bad) > 10 else ""
            raise UsageError(
                f"{len(series.bad)} of {len(series.videos)} rows have to be corrected: line {lines}{more}.",
                "Correct them, or add --skip-bad to make the others. Nothing was made.",
            )
        if is_paid and wanted:
            _agree_to_pay(len(wanted), title)
    except (UsageError, click.Abort):
        series.media.give_back()
        raise
    return wanted


def _agree_to_pay(count: int, title: str) -> None:
    said = f"{count} {'video' if count == 1 else 'videos'} would be made at {title}, each of which may cost credits."
    if not is_at_terminal():
        raise UsageError(said, "Add --yes to agree to it, or --pilot 3 to begin with three.")
    click.confirm(f"{said} Agree?", abort=True, err=True)


def _report(
    series: Series, found: tuple[Standing, ...], refused: tuple[str, ...], *, as_json: bool, checks_only: bool
) -> int:
    is_bad = bool(refused) or any(one.job is not None and one.job.state == "failed" for one in found)
    if as_json:
        rows = [
            {
                "line": one.video.number, "label": one.video.label, "state": one.job.state if one.job else None,
                "job": one.job.id if one.job else None, "troubles": list(one.video.troubles),
                "warnings": list(one.video.warnings),
                "result": str(one.job.result) if one.job and one.job.result else None,
            }
            for one in found
        ]  # fmt: skip
        say_json({"rows": rows, "notes": list(series.notes), "refused": list(refused)})
    else:
        for sentence in refused:
            say_note(sentence)
        done = sum(one.job is not None and one.job.state == "done" for one in found)
        waiting = sum(one.job is not None and not one.job.is_final for one in found)
        left = sum(one.is_open for one in found)
        rows_said = "1 row" if len(found) == 1 else f"{len(found)} rows"
        say(f"{rows_said}: {done} made, {waiting} under way, {left} to make, {len(series.bad)} to be corrected.")
    return 1 if is_bad or (checks_only and series.bad) else 0
