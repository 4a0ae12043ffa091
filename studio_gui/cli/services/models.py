"""``studio-gui models``."""

from __future__ import annotations

import click

from studio_gui.cli.output import machine_options, say, say_json
from studio_gui.cli.services.opened import studios


@click.command("models", epilog="Example: studio-gui models --account practice --find ana")
@click.option("--account", metavar="ACCOUNT", default="aistudios", show_default=True)
@click.option("--find", "word", metavar="WORD", default="", help="Only those with this word in the id or name.")
@machine_options
def command(*, account: str, word: str, as_json: bool) -> None:
    """List the presenters of an account with their outfits, custom ones too."""
    with studios(account) as service:
        known = {one.id: one for one in service.api.presenters()}
        custom = [one for one in service.api.presenter_choices() if one.id not in known]
    found = [one for one in (*known.values(), *custom) if word.lower() in f"{one.id} {one.label}".lower()]
    if as_json:
        say_json(
            [
                {
                    "id": one.id, "label": one.label, "type": one.avatar_type or None,
                    "clothes": [{"id": outfit.id, "label": outfit.label} for outfit in one.clothes],
                }
                for one in found
            ]
        )  # fmt: skip
        return
    for one in found:
        clothes = ", ".join(outfit.id for outfit in one.clothes)
        say(f"{one.id:<20} {one.label:<24} {clothes}")
