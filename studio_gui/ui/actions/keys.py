"""Which keys belong to which command, once a person has changed some. Pure: keys are texts such as ``Ctrl+D``."""

from __future__ import annotations

from collections.abc import Collection, Mapping

Keys = Mapping[str, tuple[str, ...]]
"""Command id to its keys, the first one shown in menus."""

RESERVED = frozenset(
    [
        f"{held}{key}"
        for key in ("Left", "Right", "Up", "Down", "Tab", "Space", "Return", "Enter", "Esc", "F2", "Backtab")
        for held in ("", "Shift+")
    ]
)
"""What hands do on the stage and in every list and field; no command can have these keys. Source: canvas habits."""

SYSTEM: Mapping[str, str] = {"Menu": "opens the context menu", "Alt+F4": "closes the window"}
"""Keys that do the same in every program, and what that is; no command can have them."""


def bound(defaults: Keys, changes: Keys) -> dict[str, tuple[str, ...]]:
    """The keys of every command: what was changed first, then the defaults as far as their keys are still free."""
    taken: set[str] = set()
    found: dict[str, tuple[str, ...]] = {}
    for command in sorted(defaults, key=lambda command: command not in changes):
        is_own = command in changes
        wanted = changes[command] if is_own else defaults[command]
        free = [key for key in dict.fromkeys(wanted) if key and key not in taken]
        found[command] = tuple(key for key in free if not is_own or _is_open(key) or key in defaults[command])
        taken.update(found[command])
    return {command: found[command] for command in defaults}


def _is_open(key: str) -> bool:
    return key not in RESERVED and key not in SYSTEM


def owner_of(keys: Keys, key: str, *, but: str = "") -> str:
    """The command that has a key, leaving ``but`` aside; empty for none."""
    return next((command for command, own in keys.items() if key in own and command != but), "")


def rebound(defaults: Keys, changes: Keys, *, command: str, keys: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The changes after ``command`` got exactly these keys, taken from whatever had them; only differences are kept."""
    now = bound(defaults, changes)
    wanted = {other: tuple(key for key in own if key not in keys) for other, own in now.items()}
    wanted[command] = tuple(dict.fromkeys(keys))
    return {other: own for other, own in wanted.items() if own != defaults[other]}
