"""``studio-gui media``."""

from __future__ import annotations

from collections.abc import Mapping

import click

from studio_gui.app.needed_media import media_of_jobs
from studio_gui.app.services import Services
from studio_gui.base.sizes import size_words
from studio_gui.cli.carrying.opened import held, say_notes
from studio_gui.cli.output import machine_options, say, say_json
from studio_gui.files.portable.listing import MediaEntry, clean, media_list
from studio_gui.files.project_file import OpenedProject, open_project


@click.command("media", epilog="Example: studio-gui media Hello --check")
@click.argument("project")
@click.option("--check", "is_checked", is_flag=True, help="Ask whether public addresses still answer.")
@click.option("--clean", "is_cleaned", is_flag=True, help="Remove files nobody uses; it cannot be undone.")
@machine_options
def command(project: str, *, is_checked: bool, is_cleaned: bool, as_json: bool) -> int:
    """List the media of PROJECT with kind, size and use; the exit code is 1 when one is missing.

    Files that earlier versions, other projects in the folder, or unfinished jobs need are never called unused.
    """
    if is_cleaned:
        with held(project) as opened:
            return _clean(opened, _list(opened), as_json=as_json)
    opened = open_project(project)
    say_notes(opened)
    entries = _list(opened)
    faults = _faults(entries) if is_checked else {}
    if as_json:
        rows = [_row(entry, faults) for entry in entries]
        say_json({"project": str(opened.path), "media": rows})
    for entry in () if as_json else entries:
        fault = f"  ({faults[entry.url]})" if faults.get(entry.url) else ""
        uses = f"{entry.uses} ×" if entry.uses else ""
        size = size_words(entry.size) if entry.size else ""
        say(f"{entry.state:8} {entry.kind:8} {size:>9} {uses:>5}  {entry.name}{fault}")
    return 1 if any(entry.state == "missing" for entry in entries) or any(faults.values()) else 0


def _list(opened: OpenedProject) -> tuple[MediaEntry, ...]:
    with Services() as services:
        return media_list(opened.project, opened.path, also_used=media_of_jobs(services, opened.path))


def _clean(opened: OpenedProject, entries: tuple[MediaEntry, ...], *, as_json: bool) -> int:
    unused = [entry for entry in entries if entry.state == "unused"]
    freed = clean(opened.path, unused)
    if as_json:
        say_json({"removed": [entry.ref for entry in unused], "bytes": freed})
        return 0
    for entry in unused:
        say(f"removed {entry.name}")
    say(f"{size_words(freed)} freed." if unused else "Nothing is unused.")
    return 0


def _faults(entries: tuple[MediaEntry, ...]) -> Mapping[str, str]:
    from studio_gui.app.addresses import ask_addresses

    return ask_addresses([entry.url for entry in entries if entry.url])


def _row(entry: MediaEntry, faults: Mapping[str, str]) -> dict[str, object]:
    row: dict[str, object] = {
        "media": entry.ref,
        "name": entry.name,
        "kind": entry.kind,
        "state": entry.state,
        "uses": entry.uses,
        "bytes": entry.size,
        "url": entry.url or None,
    }
    return {**row, "fault": faults[entry.url] or None} if entry.url in faults else row
