"""``studio-gui export``."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from studio_gui.app.exporting import ExportOptions
from studio_gui.app.services import Services
from studio_gui.base.errors import UsageError
from studio_gui.cli.beginning import Ask, agree_to_wait, begin
from studio_gui.cli.formats import check_made, format_of, format_options
from studio_gui.cli.output import machine_options, say_warnings
from studio_gui.files.project_file import OpenedProject, open_project
from studio_gui.model.project import RESOLUTIONS
from studio_gui.providers.base import JobId
from studio_gui.render.timing import FRAME_RATES

_RATES = [str(rate) for rate in FRAME_RATES]


@click.command("export", epilog="Example: studio-gui export Hello --to computer --wait --resolution 720")
@click.argument("project")
@click.option("--to", "account", metavar="ACCOUNT", default="computer", show_default=True, help="Who makes the video.")
@click.option("--wait", is_flag=True, help="Stay until the video is finished.")
@click.option("--resolution", type=click.Choice(RESOLUTIONS), default="1080", show_default=True)
@click.option("--fps", type=click.Choice(_RATES), default="30", show_default=True, help="Frames per second.")
@format_options
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Instead of PROJECT/renders/.")
@click.option("--draft", is_flag=True, help="Only make the project at the service, to go on with in its web editor.")
@click.option("--workspace", metavar="ID", default="", help="Of the service: see “studio-gui workspaces”.")
@click.option("--webhook", metavar="URL", default="", help="What the service calls at the end (https).")
@click.option("--yes", is_flag=True, help="Send it although the very same was sent before; agree to --when-ready.")
@click.option("--when-ready", is_flag=True, help="Wait for presenters that are not ready, then send it by itself.")
@click.option("--force", is_flag=True, help="Export although the checks found errors.")
@machine_options
def command(
    project: str,
    *,
    account: str,
    wait: bool,
    resolution: str,
    fps: str,
    format_id: str | None,
    is_transparent: bool,
    subtitles: str | None,
    output: Path | None,
    draft: bool,
    workspace: str,
    webhook: str,
    yes: bool,
    when_ready: bool,
    force: bool,
    as_json: bool,
) -> int:
    """Make the video as a job, which outlives this command.

    Without --wait a background process makes it: see “studio-gui jobs watch”. The video goes to the project's
    renders folder under a name that is free; a video named with -o is replaced. What may cost money is sent once: when
    the very same was sent before you are asked, and without a terminal --yes must say so.

    With --when-ready it waits, for days if need be, until every presenter of the project is ready, and goes out by
    itself as it is now. You are asked now whether that may cost something then; without a terminal --yes must say so.
    """
    if webhook:
        _check_hook(webhook)
    with Services() as services:
        services.account(account)
        if output is not None:
            form = format_of(output, format_id)
            format_id = form.id
            check_made(output, form, subtitles=subtitles)
        opened = open_project(project)
        if when_ready:
            agree_to_wait(services, services.avatars.unready_in(opened.project), account=account, yes=yes)
        if not as_json:
            say_warnings(services.check(opened.project, folder=opened.folder, account=account))
        options = ExportOptions(
            resolution=resolution,
            fps=int(fps),
            format=format_id or "mp4",
            is_transparent=is_transparent,
            subtitles=subtitles or "",
            target=output,
            overwrite=output is not None,
            ignore_errors=force,
            kind="draft" if draft else "project",
            workspace_id=workspace,
            webhook_url=webhook,
            when_ready=when_ready,
        )
        ask = _asking(services, opened, options, account=account, yes=yes)
        return begin(services, ask, wait=wait, as_json=as_json)


def _check_hook(webhook: str) -> None:
    from studio_gui.providers.addresses import is_hook

    if not is_hook(webhook):
        raise UsageError(
            f"“{webhook[:80]}” is no address that a service may call.", "It looks like https://example.com/done."
        )


def _asking(services: Services, opened: OpenedProject, options: ExportOptions, *, account: str, yes: bool) -> Ask:
    """Asks for the job; told whether to send it although the very same was sent before."""

    def ask(send_again: bool) -> JobId:
        wanted = dataclasses.replace(options, send_again=send_again or yes)
        return services.export(opened.project, project_path=opened.path, account=account, options=wanted)

    return ask
