"""``studio-gui export``."""

from __future__ import annotations

from pathlib import Path

import click

from studio_gui.app.exporting import FRAME_RATES, ExportOptions
from studio_gui.app.services import Services
from studio_gui.cli.output import check_output, machine_options, say, say_json, say_note, say_warnings
from studio_gui.cli.watching import report_end, wait_for_job
from studio_gui.files.project_file import open_project
from studio_gui.model.project import RESOLUTIONS

_RATES = [str(rate) for rate in FRAME_RATES]


@click.command("export", epilog="Example: studio-gui export Hello --to computer --wait --resolution 720")
@click.argument("project")
@click.option("--to", "account", metavar="ACCOUNT", default="computer", show_default=True, help="Who makes the video.")
@click.option("--wait", is_flag=True, help="Stay until the video is finished.")
@click.option("--resolution", type=click.Choice(RESOLUTIONS), default="1080", show_default=True)
@click.option("--fps", type=click.Choice(_RATES), default="30", show_default=True, help="Frames per second.")
@click.option("-o", "--output", metavar="F.mp4", type=click.Path(path_type=Path), help="Instead of PROJECT/renders/.")
@machine_options
def command(
    project: str, *, account: str, wait: bool, resolution: str, fps: str, output: Path | None, as_json: bool
) -> int:
    """Make the video as a job, which outlives this command.

    Without --wait a background process makes it: see “studio-gui jobs watch”. The video goes to the project's
    renders folder under a name that is free; a video named with -o is replaced.
    """
    services = Services()
    services.account(account)
    if output is not None:
        check_output(output, kind="MP4 video")
    opened = open_project(project)
    if not as_json:
        say_warnings(services.check(opened.project, folder=opened.folder, account=account))
    options = ExportOptions(resolution=resolution, fps=int(fps), target=output, overwrite=output is not None)
    try:
        job_id = services.export(opened.project, project_path=opened.path, account=account, options=options)
        if services.store.note:
            say_note(f"note: {services.store.note}")
        if wait:
            return report_end(wait_for_job(services, job_id, as_json=as_json), as_json=as_json)
        services.hand_over()
        row = services.store.row(job_id)
    finally:
        services.close()
    if as_json:
        say_json(row.to_json())
    else:
        say(f"Job {row.id} makes {row.target}")
    return 0
