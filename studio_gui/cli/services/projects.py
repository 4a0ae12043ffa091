"""``studio-gui projects``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from studio_gui.app.services import Services
from studio_gui.base.errors import PayloadError, UsageError
from studio_gui.base.json_text import loads
from studio_gui.base.paths import safe_file_name
from studio_gui.cli.beginning import begin_sending, is_at_terminal
from studio_gui.cli.new import report_made
from studio_gui.cli.output import check_output, machine_options, say, say_json
from studio_gui.cli.services.opened import as_studios, check_said, request_of, studios
from studio_gui.model.project import RESOLUTIONS

if TYPE_CHECKING:
    from studio_gui.providers.aistudios.requests import EditProject


def _also_said_before(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    """``projects --account A pull ID`` means what ``projects pull ID --account A`` does."""
    is_said_here = ctx.get_parameter_source("account") is not click.core.ParameterSource.DEFAULT
    before = ctx.parent.params.get("account") if ctx.parent is not None else None
    return value if is_said_here or not isinstance(before, str) else before


_account = click.option(
    "--account", metavar="ACCOUNT", default="aistudios", show_default=True, callback=_also_said_before
)


@click.group(
    "projects", invoke_without_command=True, epilog="Example: studio-gui projects pull 65fa6b07dca2e367461a2925"
)
@_account
@machine_options
@click.pass_context
def command(ctx: click.Context, *, account: str, as_json: bool) -> None:
    """List the projects at a service, fetch, change, export or delete them. Without a further word it lists those exported."""
    if ctx.invoked_subcommand is not None:
        return
    with studios(account) as service:
        found = service.api.projects()
    if as_json:
        say_json(
            [
                {"id": one.id, "name": one.name, "state": one.progress.state, "updated_at": one.updated_at}
                for one in found
            ]
        )
        return
    for one in found:
        say(f"{one.id:<26} {one.progress.state:<10} {one.name}")


@command.command(
    "pull",
    short_help="Make a project here out of one at the service.",
    epilog="Example: studio-gui projects pull 65fa6b07dca2e367461a2925 -o Pulled",
)
@click.argument("project_id", metavar="ID")
@_account
@click.option("-o", "--output", metavar="PROJECT", help="The new project; named after the one there.")
@machine_options
def pull(project_id: str, *, account: str, output: str | None, as_json: bool) -> None:
    """Make a project here out of one at the service; what this program does not know stays as it is."""
    from studio_gui.files import samples
    from studio_gui.files.payload import import_payload

    check_said("ID", project_id)
    with studios(account) as service:
        details = service.api.project(project_id)
    named = output or safe_file_name(details.title or project_id)
    samples.new_project_path(named)
    imported = import_payload(details.to_import(), f"The project {project_id}")
    report_made(samples.create_project(imported.project, named), imported.notes, as_json=as_json)


@command.command(
    "export",
    short_help="Have a project at the service made into a video.",
    epilog="Example: studio-gui projects export 65fa6b07dca2e367461a2925 -o film.mp4 --wait",
)
@click.argument("project_id", metavar="ID")
@_account
@click.option("-o", "--output", metavar="F.mp4", type=click.Path(path_type=Path), required=True)
@click.option("--resolution", type=click.Choice(RESOLUTIONS), default="1080", show_default=True)
@click.option("--workspace", metavar="ID", default="")
@click.option("--wait", is_flag=True, help="Stay until the video is here.")
@click.option("--yes", is_flag=True, help="Send it although the very same was sent before.")
@machine_options
def export(
    project_id: str,
    *,
    account: str,
    output: Path,
    resolution: str,
    workspace: str,
    wait: bool,
    yes: bool,
    as_json: bool,
) -> int:
    """Have a project that is at the service, a draft for instance, made into a video."""
    from studio_gui.providers.aistudios.provider import AiStudiosService
    from studio_gui.providers.aistudios.requests import ExportProject

    _check_video(output)
    request = request_of(
        ExportProject, {"projectId": project_id, "resolution": resolution, "workspaceId": workspace or None}
    )
    with Services() as services:
        payload = as_studios(services, account, AiStudiosService).payload_of(request)
        return begin_sending(
            services, payload, account=account, title=output.stem, target=output.absolute(), yes=yes, wait=wait,
            as_json=as_json,
        )  # fmt: skip


@command.command(
    "edit",
    short_help="Change values in a project there, and make its video.",
    epilog="Example: studio-gui projects edit 65fa6b07dca2e367461a2925 updates.json -o film.mp4",
)
@click.argument("project_id", metavar="ID")
@click.argument("updates", metavar="UPDATES.json", type=click.Path(path_type=Path))
@_account
@click.option("-o", "--output", metavar="F.mp4", type=click.Path(path_type=Path), required=True)
@click.option("--wait", is_flag=True, help="Stay until the video is here.")
@click.option("--yes", is_flag=True, help="Send it although the very same was sent before.")
@machine_options
def edit(project_id: str, updates: Path, *, account: str, output: Path, wait: bool, yes: bool, as_json: bool) -> int:
    """Have values changed in a project at the service, and a video made of it.

    The service may answer with another project, whose id is in the job. Whether the one named changes too is not
    documented.

    UPDATES.json holds what the service documents: a list of {"sceneIdx": 0, "type": "aiModel", …}, or an object with
    “updates” and what else belongs there, e.g. “resolution”.
    """
    from studio_gui.providers.aistudios.provider import AiStudiosService

    _check_video(output)
    check_said("ID", project_id)
    request = _edit_of(updates)
    with Services() as services:
        payload = as_studios(services, account, AiStudiosService).payload_of(request, project_id=project_id)
        return begin_sending(
            services, payload, account=account, title=output.stem, target=output.absolute(), yes=yes, wait=wait,
            as_json=as_json,
        )  # fmt: skip


def _edit_of(path: Path) -> EditProject:
    """The updates in a file; raises :class:`PayloadError` naming what does not fit."""
    from pydantic import ValidationError

    from studio_gui.providers.aistudios.requests import EditProject

    said = loads(path.read_bytes(), f"“{path.name}”")
    body: dict[str, object] = dict(said) if isinstance(said, dict) else {"updates": {"value": said}}
    try:
        return EditProject.model_validate({"isExport": True, **body})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        # Between the names of fields stand those of the forms that were tried.
        place = ".".join(str(part) for part in first["loc"] if not _is_a_form(part))
        raise PayloadError(
            f"“{path.name}” holds no updates: {place}: {first['msg']}.", "See “studio-gui projects edit --help”."
        ) from None


def _is_a_form(part: int | str) -> bool:
    return isinstance(part, str) and ("[" in part or not part[:1].islower())


def _check_video(output: Path) -> None:
    check_output(output, kind="MP4 video")
    if output.suffix.lower() != ".mp4":
        raise UsageError(f"“{output.name}” is no name for a video.", "End it in .mp4.")


@command.command("delete", epilog="Example: studio-gui projects delete 65fa6b07dca2e367461a2925 --yes")
@click.argument("project_ids", metavar="ID...", nargs=-1, required=True)
@_account
@click.option("--yes", is_flag=True, help="Do not ask; needed without a terminal.")
@machine_options
def delete(project_ids: tuple[str, ...], *, account: str, yes: bool, as_json: bool) -> None:
    """Delete projects at the service, for good."""
    for project_id in project_ids:
        check_said("ID", project_id)
    if not yes:
        if not is_at_terminal():
            raise UsageError("Deleting cannot be undone.", "Add --yes if it is meant.")
        click.confirm(f"Delete {len(project_ids)} at {account} for good?", abort=True, err=True)
    with studios(account) as service:
        count = service.api.delete_projects(project_ids)
    if as_json:
        say_json({"deleted": count})
    else:
        say(f"{count} deleted.")
