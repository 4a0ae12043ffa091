"""``studio-gui speak``: the voice of a presenter alone."""

from __future__ import annotations

from pathlib import Path

import click

from studio_gui.app.services import Services
from studio_gui.base.errors import UsageError
from studio_gui.base.paths import safe_file_name
from studio_gui.cli.beginning import begin_sending
from studio_gui.cli.output import check_output, machine_options
from studio_gui.cli.services.opened import as_studios, request_of


@click.command("speak", epilog="Example: studio-gui speak --to practice --model M000045058 --language en --text Hello")
@click.option("--to", "account", metavar="ACCOUNT", required=True)
@click.option("--model", metavar="ID", required=True, help="The presenter: see “studio-gui models”.")
@click.option("--language", metavar="L", required=True, help="Of the text, e.g. en.")
@click.option("--text", metavar="T", required=True, help="What is said.")
@click.option(
    "-o", "--output", metavar="F", type=click.Path(path_type=Path), help="The sound file; its end may change."
)
@click.option("--wait", is_flag=True, help="Stay until the sound is here.")
@click.option("--yes", is_flag=True, help="Send it although the very same was sent before.")
@machine_options
def command(
    *,
    account: str,
    model: str,
    language: str,
    text: str,
    output: Path | None,
    wait: bool,
    yes: bool,
    as_json: bool,
) -> int:
    """Have a presenter's voice say a text, as a sound file."""
    from studio_gui.providers.aistudios.provider import AiStudiosService
    from studio_gui.providers.aistudios.requests import SimpleAudio

    if not text.strip():
        raise UsageError("There is nothing to say.", "Give a text with --text.")
    target = (output or Path(f"speech {safe_file_name(text[:40])}.wav")).absolute()
    check_output(target, kind="sound")
    with Services() as services:
        service = as_studios(services, account, AiStudiosService)
        payload = service.payload_of(request_of(SimpleAudio, {"language": language, "text": text, "model": model}))
        return begin_sending(
            services, payload, account=account, title=text[:60], target=target, yes=yes, wait=wait, as_json=as_json
        )
