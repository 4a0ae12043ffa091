"""What is known of one command."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A command.

    ``run`` is ``module.function`` or ``module.function:argument`` in ``ui/actions``; ``when`` are names of
    ``conditions``, separated by spaces, that must all hold; ``checked`` is one that shows as a tick.
    """

    id: str
    text: str
    run: str
    menu: str = ""
    """``Menu`` or ``Menu/Submenu``; empty for commands with keys only. A leading ``-`` puts a line above."""
    keys: tuple[str, ...] = ()
    icon: str = ""
    when: str = "project"
    checked: str = ""
    hint: str = ""
    """One sentence for the tool tip, where the text alone does not say it."""
    also: str = ""
    """Other words by which people look for it in the list of commands."""

    @property
    def plain_text(self) -> str:
        """The text without mnemonic and dots, for tips and the palette."""
        return self.text.replace("&", "").removesuffix("…")
