"""What is known of one command."""

from __future__ import annotations

from dataclasses import dataclass

_NAMING_LETTERS = 4
"""Shorter words of a menu’s name, as “to” and “by”, do not say what it is about."""


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

    @property
    def whole_text(self) -> str:
        """The text as it is understood outside of its menu: ``Align: To the stage``, but not ``Media: Media files``."""
        where = self.menu.removeprefix("-").partition("/")[2]
        text = self.plain_text
        names = (word.removesuffix("s") for word in where.lower().split() if len(word) >= _NAMING_LETTERS)
        return text if not where or any(name in text.lower() for name in names) else f"{where}: {text}"
