"""``studio-gui diff``: two projects or versions in words, by hand or as git's own way to show a difference."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import click

from studio_gui.base.errors import StudioError, UsageError
from studio_gui.cli.output import machine_options, say, say_json
from studio_gui.files.project_file import open_project
from studio_gui.files.versions import history_at
from studio_gui.model.comparing import Comparison, compare, told
from studio_gui.model.project import Project

_FROM_GIT = (7, 9)
"""What git hands to a ``diff.*.command``: path, old file, hash, mode, new file, hash, mode; a rename adds two."""


@click.command("diff", epilog="Example: studio-gui diff Hello@20261121 Hello")
@click.argument("sides", nargs=-1, metavar="A B")
@click.option("--text", "as_text", is_flag=True, help="Write one project as text, for git's textconv.")
@machine_options
def command(sides: tuple[str, ...], *, as_text: bool, as_json: bool) -> None:
    """Say in words what changed from A to B.

    A and B are projects, or versions of one: PROJECT@ID, PROJECT@last or PROJECT@NAME (see: studio-gui versions).

    For git, say once: git config diff.studio.command "studio-gui diff", and in .gitattributes: *.studio diff=studio.
    """
    # The process ends right after this: looking for garbage would only cost time.
    gc.disable()
    if as_text:
        if len(sides) != 1:
            raise UsageError("--text takes one project.", "Example: studio-gui diff --text Hello")
        say(_as_text(sides[0]).rstrip("\n"))
        return
    if len(sides) in _FROM_GIT:
        _say_for_git(sides[0], old=sides[1], new=sides[4])
        return
    if len(sides) != 2:
        raise UsageError("Two projects or versions are compared.", "Example: studio-gui diff Hello@last Hello")
    comparison = compare(read_side(sides[0]), read_side(sides[1]))
    if as_json:
        say_json({"before": sides[0], "after": sides[1], **comparison.to_json()})
        return
    for line in comparison.lines():
        say(line)


def read_side(text: str) -> Project:
    """The project or version a person means; raises :class:`StudioError`."""
    place, at, version = text.rpartition("@")
    if not at or not place or os.path.exists(text):
        return open_project(text).project
    history = history_at(place)
    return history.load(history.find(version))


def _as_text(file: str) -> str:
    """The project as text; what cannot be read is shown as it is, because git gives up altogether on an error."""
    try:
        return told(read_side(file))
    except StudioError as error:
        return f"({error.message})\n{_raw(file)}"


def _raw(file: str) -> str:
    try:
        return Path(file).read_text("utf-8", "backslashreplace")
    except OSError:
        return ""


def _say_for_git(path: str, *, old: str, new: str) -> None:
    """A heading and an indented line for each change; git hands over ``/dev/null`` for what was not or is not there."""
    say(f"{path}")
    try:
        if old == os.devnull:
            said = [f"added: {told(open_project(new).project).splitlines()[0]}"]
        elif new == os.devnull:
            said = ["removed"]
        else:
            said = list(_compared(old, new).lines())
    except StudioError as error:
        said = [error.sentence()]
    for line in said:
        say(f"  {line}")
    say("")


def _compared(old: str, new: str) -> Comparison:
    return compare(open_project(old).project, open_project(new).project)
