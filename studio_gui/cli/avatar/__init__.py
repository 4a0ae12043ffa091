"""``studio-gui avatar``: presenters made of a person's footage, over days. One file for each further word."""

from __future__ import annotations

import importlib

import click

from studio_gui.cli.output import machine_options

_WORDS: dict[str, tuple[str, str]] = {
    "create": ("create", "Have an avatar made of footage, a photo or a recording."),
    "list": ("listing", "List the avatars that are known here; asks nobody."),
    "status": ("status", "Ask the services now, and say how far every avatar is."),
    "watch": ("watch", "Wait until avatars are ready, and say what happens to them."),
    "check-footage": ("check_footage", "Look for what would be refused in footage; nothing is sent."),
    "look-up": ("look_up", "Look for an avatar that was perhaps sent."),
}
"""Word to its module here, with its ``command``, and its line in the help."""


class _Words(click.Group):
    """Commands that are loaded when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_WORDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _WORDS:
            return None
        module = importlib.import_module(f"studio_gui.cli.avatar.{_WORDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _WORDS.items()])


@click.group("avatar", cls=_Words, invoke_without_command=True, epilog="Example: studio-gui avatar status")
@machine_options
@click.pass_context
def command(ctx: click.Context, *, as_json: bool) -> None:
    """Have presenters made of people's footage, and follow them. Without a further word it lists them."""
    if ctx.invoked_subcommand is None:
        from studio_gui.cli.avatar.listing import say_known

        say_known(as_json=as_json)
