"""``studio-gui talk``: a presenter of an account says a text, without a project."""

from __future__ import annotations

from pathlib import Path

import click

from studio_gui.app.services import Services
from studio_gui.base.errors import UsageError
from studio_gui.base.paths import safe_file_name
from studio_gui.cli.beginning import agree_to_wait, begin_sending
from studio_gui.cli.output import check_output, machine_options
from studio_gui.cli.services.opened import as_studios, request_of
from studio_gui.model.project import RESOLUTIONS


@click.command("talk", epilog="Example: studio-gui talk --to practice --model M000045058 --language en --text Hello")
@click.option("--to", "account", metavar="ACCOUNT", required=True)
@click.option("--model", metavar="ID|NAME", required=True, help="The presenter: see “models”, or an avatar’s name.")
@click.option("--language", metavar="L", required=True, help="Of the text, e.g. en.")
@click.option("--text", metavar="T", required=True, help="What is said.")
@click.option("--chroma", metavar="CLOTHES", default="", help="Before green, in this outfit.")
@click.option("--resolution", type=click.Choice(RESOLUTIONS), default="1080", show_default=True)
@click.option("--workspace", metavar="ID", default="")
@click.option("-o", "--output", metavar="F.mp4", type=click.Path(path_type=Path), help="Instead of ./talk….mp4.")
@click.option("--wait", is_flag=True, help="Stay until the video is here.")
@click.option("--when-ready", is_flag=True, help="Wait for an avatar that is not ready, then send it by itself.")
@click.option("--yes", is_flag=True, help="Send it although the very same was sent before; agree to --when-ready.")
@machine_options
def command(
    *,
    account: str,
    model: str,
    language: str,
    text: str,
    chroma: str,
    resolution: str,
    workspace: str,
    output: Path | None,
    wait: bool,
    when_ready: bool,
    yes: bool,
    as_json: bool,
) -> int:
    """Have a presenter say a text: a custom one, or with --chroma one of the service before green.

    An avatar that was made at the account can be called by its name, or its id in “studio-gui avatar list”.
    """
    from studio_gui.providers.aistudios.provider import AiStudiosService
    from studio_gui.providers.aistudios.requests import SimpleCustom, SimpleVideo

    if not text.strip():
        raise UsageError("There is nothing to say.", "Give a text with --text.")
    target = (output or Path(f"talk {safe_file_name(text[:40])}.mp4")).absolute()
    check_output(target, kind="MP4 video")
    with Services() as services:
        service = as_studios(services, account, AiStudiosService)
        speaker = services.avatars.speaker(account, model, may_wait=when_ready)
        waits_for = [speaker.avatar.id] if speaker.avatar and not speaker.avatar.is_ready else []
        if speaker.avatar and waits_for:
            agree_to_wait(services, [speaker.avatar], account=account, yes=yes)
        said = {
            "language": language, "text": text, "model": speaker.model, "isExport": True, "resolution": resolution,
            "workspaceId": workspace or None,
        }  # fmt: skip
        request = request_of(SimpleVideo, {**said, "clothes": chroma}) if chroma else request_of(SimpleCustom, said)
        payload = service.payload_of(request)
        return begin_sending(
            services, payload, account=account, title=text[:60], target=target, yes=yes, wait=wait, as_json=as_json,
            waits_for=waits_for,
        )  # fmt: skip
