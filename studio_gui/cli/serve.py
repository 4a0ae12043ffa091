"""``studio-gui serve``."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import click

from studio_gui.base.paths import user_paths
from studio_gui.cli.output import machine_options, say, say_note
from studio_gui.server.settings import DEFAULT_PORT, LOOPBACK, ServerSettings


@click.command("serve", epilog="Example: studio-gui serve --port 0 --faults faults.toml --folder /tmp/practice")
@click.option("--port", type=click.IntRange(0, 65535), default=DEFAULT_PORT, show_default=True, help="0 for any.")
@click.option("--host", default=LOOPBACK, show_default=True, help="Who may reach it; this computer only, by default.")
@click.option("--token", metavar="T", help="The user key and API key; a random one by default.")
@click.option("--faults", metavar="FILE", type=click.Path(path_type=Path), help="How to misbehave (JSON or TOML).")
@click.option("--folder", metavar="DIR", type=click.Path(path_type=Path), help="Where it keeps projects and videos.")
@click.option("--token-life", type=click.FloatRange(min=0.1), default=86400, help="Seconds an access token is good.")
@click.option("--avatar-step", type=click.FloatRange(min=0), default=1, help="Seconds a new avatar stays in a state.")
@click.option("--local-media", is_flag=True, help="Take media from this computer and private networks too.")
@machine_options
def command(
    port: int,
    *,
    host: str,
    token: str | None,
    faults: Path | None,
    folder: Path | None,
    token_life: float,
    avatar_step: float,
    local_media: bool,
    as_json: bool,
) -> int:
    """Be a video service on this computer, to practise and to test with, until Ctrl-C.

    It speaks the documented interfaces of AI Studios and Creatify, checks what it is sent, and really makes the videos.
    Nothing leaves this computer. Its own pages are at /docs.
    """
    from studio_gui.server.rules import read_rules
    from studio_gui.server.running import PracticeServer

    settings = ServerSettings(
        folder=folder or user_paths().data / "practice",
        host=host,
        port=port,
        token_life_s=token_life,
        avatar_step_s=avatar_step,
        takes_local_media=local_media,
        faults=read_rules(faults) if faults else (),
    )
    if token:
        settings = dataclasses.replace(settings, token=token)
    try:
        with PracticeServer(settings) as server:
            _announce(server.url, settings, as_json=as_json)
            server.wait()
    except KeyboardInterrupt:
        pass  # whoever stops it means it well: no word of complaint
    return 0


def _announce(url: str, settings: ServerSettings, *, as_json: bool) -> None:
    if as_json:
        keys = {"app_id": settings.app_id, "user_key": settings.token}
        # One line, so that a program that started it knows when it has read all.
        say(json.dumps({"url": url, **keys, "api_id": settings.app_id, "api_key": settings.token}))
        return
    say(f"Practice server at {url}  (its pages: {url}/docs)")
    say(f"app id and API id:  {settings.app_id}")
    say(f"user key and API key:  {settings.token}")
    if settings.host not in (LOOPBACK, "localhost", "::1"):
        say_note("warning: others in the network can reach it, and what they send is not encrypted.")
