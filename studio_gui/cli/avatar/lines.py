"""How avatars are written: a line for each, or everything about one."""

from __future__ import annotations

from datetime import datetime

from studio_gui.app.avatars import Avatar, Entry
from studio_gui.base.telling_time import span
from studio_gui.cli.output import say


def line_of(avatar: Avatar) -> str:
    """One avatar in one line."""
    made = f"{_moment(avatar.made_at):%Y-%m-%d %H:%M}" if avatar.made_at else f"{'':16}"
    why = avatar.error if avatar.phase in ("refused", "unsure") else avatar.remote_id if avatar.is_ready else ""
    return f"{avatar.id}  {made}  {avatar.account:<12} {avatar.name[:30]:<30} {avatar.words}  {why}".rstrip()


def say_all(avatar: Avatar, entries: tuple[Entry, ...]) -> None:
    """Everything about one avatar; the service's reasons in its own lines."""
    said = avatar.to_json()
    for name in ("id", "account", "kind", "name", "status", "state", "remote_id", "voice_id", "preview"):
        if said[name]:
            say(f"{name.replace('_', ' '):<13} {said[name]}")
    for name in ("made_at", "sent_at", "checked_at", "next_check_at"):
        when = said[name]
        if isinstance(when, float):
            say(f"{name.replace('_', ' '):<13} {_moment(when).isoformat(sep=' ', timespec='seconds')}")
    if avatar.error:
        say(f"{'error':<13} {avatar.error} {avatar.hint}".rstrip())
        for field, words in avatar.fields.items():
            say(f"{'':<13} {f'{field}: ' if field else ''}{words}")
    for number, entry in enumerate(entries):
        end = entries[number + 1].since if number + 1 < len(entries) else entry.seen_at
        say(f"{_moment(entry.since):%Y-%m-%d %H:%M:%S}  {span(end - entry.since):>8}  {entry.state or entry.words}")
        for text in entry.reason.splitlines():
            say(f"{'':<31}{text}")


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds).astimezone()
