"""``studio-gui avatar check-footage``."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

import click

from studio_gui.base.errors import MediaError, UsageError
from studio_gui.base.film_time import elapsed_words
from studio_gui.cli.output import Progress, check_output, machine_options, say, say_json

if TYPE_CHECKING:
    from studio_gui.render.footage import FootageReport


@click.command("check-footage", epilog="Example: studio-gui avatar check-footage Ada.mov --fit Ada-fitted.mp4")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--fit", "target", metavar="FILE", type=click.Path(path_type=Path), help="Write an MP4 that passes.")
@click.option("--from", "start_s", metavar="SECONDS", type=float, help="Where the part to keep begins (with --fit).")
@click.option("--to", "end_s", metavar="SECONDS", type=float, help="Where it ends (with --fit).")
@machine_options
def command(file: Path, *, target: Path | None, start_s: float | None, end_s: float | None, as_json: bool) -> int:
    """Say what a service would say of the footage of a person, before it takes days over it.

    Looks at length, form, size, frame rate, rotation, light, sharpness and sound of FILE. Nothing is sent. With --fit
    the footage is cut and encoded anew as needed. The exit code is 1 when it would be refused.
    """
    from studio_gui.render.footage import check_footage

    if target is None and (start_s is not None or end_s is not None):
        raise UsageError("--from and --to say which part of the footage a copy keeps.", "Add --fit FILE.")
    if any(at_s is not None and not math.isfinite(at_s) for at_s in (start_s, end_s)):
        raise UsageError("The part to keep is not given in numbers.", "Give seconds, e.g. --from 2.5.")
    bar = Progress(is_silent=as_json)
    report = check_footage(file, told=bar.show)
    bar.end()
    is_fitted = target is not None and _fit(file, target, report, (start_s, end_s), bar)
    if as_json:
        say_json({"file": str(file), **report.to_json(), "fitted": str(target) if is_fitted else None})
        return 0 if report.passes or is_fitted else 1
    for finding in report.findings:
        times = ", ".join(elapsed_words(at) for at in finding.at_s[:6]) + (" …" if len(finding.at_s) > 6 else "")
        where = f" ({times})" if times else ""
        say(f"{finding.severity:8} {finding.message}{where} {finding.hint}".rstrip())
    if is_fitted:
        say(f"A copy that passes: {target}")
    else:
        say("It would be taken." if report.passes else "It would be refused.")
    return 0 if report.passes or is_fitted else 1


def _fit(
    file: Path, target: Path, report: FootageReport, span: tuple[float | None, float | None], bar: Progress
) -> bool:
    """Write the copy and answer whether it passes."""
    from studio_gui.render.footage import Cut, check_footage, fit_footage, suggested_cut

    if report.facts is None:
        raise MediaError(report.findings[0].message, report.findings[0].hint)
    check_output(target, kind="MP4 video")
    if target.exists() and target.samefile(file):
        raise MediaError("The footage cannot be written over itself.", "Name another file after --fit.")
    whole, length_s = suggested_cut(report.facts), report.facts.duration_s
    start = whole.start_s if span[0] is None else max(0.0, span[0])
    end = min(length_s, start + whole.length_s) if span[1] is None else min(length_s, span[1])
    fit_footage(file, target, Cut(start, end), report=report, told=bar.show)
    bar.end()
    return check_footage(target).passes
