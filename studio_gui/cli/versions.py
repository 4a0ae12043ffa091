"""``studio-gui versions``."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from pathlib import Path

import click

from studio_gui.base.errors import NewerFormatError, ProjectFileError, StudioError, UsageError
from studio_gui.cli.output import machine_options, say, say_json
from studio_gui.files.locking import ProjectLock
from studio_gui.files.project_file import open_project, save_project
from studio_gui.files.versions import History, Version, history_at
from studio_gui.files.versions.copying import create_copy
from studio_gui.model.comparing import Comparison, compare, restore_clip, restore_scene
from studio_gui.model.fields import ClipId
from studio_gui.model.project import Project

_REASONS = {"saved": "saved", "exported": "exported", "named": "kept"}


@click.command("versions", epilog="Example: studio-gui versions Hello --restore 20261121-140233 --scene 2")
@click.argument("project")
@click.option("--restore", "wanted", metavar="ID", help="Put that version back; an id, its beginning, a name, or last.")
@click.option("--scene", "number", type=click.IntRange(min=1), help="Only that scene of the version, counted from 1.")
@click.option("--clip", "clip", metavar="CLIP", help="Only that clip of the version.")
@click.option("-o", "--output", metavar="OUT", help="Write a new project OUT and leave PROJECT as it is.")
@click.option("--name", "name", metavar="TEXT", help="Keep the project as it is now under a name, for good.")
@machine_options
def command(
    project: str,
    *,
    wanted: str | None,
    number: int | None,
    clip: str | None,
    output: str | None,
    name: str | None,
    as_json: bool,
) -> None:
    """List the earlier versions of PROJECT, or put one back.

    A version is kept at each save and each export. Before a version is put back the project is kept as it is now, so
    nothing is lost.
    """
    if name is not None and (wanted, number, clip, output) != (None, None, None, None):
        raise UsageError("--name keeps the project as it is now, and puts nothing back.", "Leave one of them out.")
    history = history_at(project)
    if wanted is not None:
        if number is not None and clip is not None:
            raise UsageError("A scene or a clip can be put back, not both at once.", "Leave one of them out.")
        _restore(history, history.find(wanted), number=number, clip=clip, output=output, as_json=as_json)
    elif number is not None or clip is not None or output is not None:
        raise UsageError("It is not said which version to put back.", "Add --restore ID.")
    elif name is not None:
        _keep(history, name, as_json=as_json)
    else:
        _list(history, as_json=as_json)


def _list(history: History, *, as_json: bool) -> None:
    versions = history.versions()
    rows = [(version, _changes(history, versions, index)) for index, version in enumerate(versions)]
    if as_json:
        listed = [{**version.to_json(), "changes": changes} for version, changes in rows]
        say_json({"project": str(history.project_path), "versions": listed})
        return
    for version, changes in rows:
        say(f"{version.id}  {local(version.at)}  {_kind(version)}  {changes}")
    if not rows:
        say("There are no versions yet. One is kept at each save and each export.")


def _changes(history: History, versions: tuple[Version, ...], index: int) -> str:
    """What changed against the version before, in a line."""
    try:
        project = history.load(versions[index])
        if index + 1 == len(versions):
            count = len(project.scenes)
            return f"The first version, {count} {'scene' if count == 1 else 'scenes'}"
        return compare(history.load(versions[index + 1]), project).summary()
    except StudioError as error:
        return error.message


def _kind(version: Version) -> str:
    kind = _REASONS[version.reason]
    return f"{kind} “{version.name}”" if version.name else kind


def local(at: datetime) -> str:
    """A moment as the clock on the wall has it."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def _keep(history: History, name: str, *, as_json: bool) -> None:
    if not name.strip():
        raise UsageError("The name is empty.", "Say how the version is called.")
    version = history.keep(open_project(history.project_path).project, reason="named", name=name.strip()[:200])
    if as_json:
        say_json(version.to_json())
    else:
        say(f"Kept as “{version.name}” ({version.id})")


def _restore(
    history: History, version: Version, *, number: int | None, clip: str | None, output: str | None, as_json: bool
) -> None:
    was = history.load(version)
    path = history.project_path
    if number is None and clip is None:
        now, restored = _readable(path), was
    else:
        now = open_project(path).project
        restored = _restored(now, was, number=number, clip=clip)
    comparison = compare(now, restored) if now is not None else Comparison()
    if output is not None:
        path = create_copy(restored, output, folder=path.parent)
    elif now is None or not comparison.is_empty:
        _put_back(history, restored)
    if as_json:
        say_json({"project": str(path), "version": version.id, **comparison.to_json()})
        return
    say(f"{path}: as on {local(version.at)}")
    if now is not None and (output is None or restored is not was):
        for line in comparison.lines():
            say(f"  {line}")


def _readable(path: Path) -> Project | None:
    """The project as it is; None when it is damaged or gone, which is what versions are for."""
    try:
        return open_project(path).project
    except NewerFormatError:
        raise
    except ProjectFileError:
        return None


def _put_back(history: History, restored: Project) -> None:
    """Save a version in the place of the project; raises :class:`ProjectBusy` when a window has it open.

    What is there is kept as a version first, and a file that cannot be read under another name.
    """
    path = history.project_path
    lock = ProjectLock(path)
    try:
        if _readable(path) is None:
            if path.exists():
                path.replace(free_place(path))
            save_project(restored, path)
        else:
            opened = open_project(path)
            history.keep(opened.project)
            save_project(restored, path, expected=opened.stamp)
        history.keep(restored)
    finally:
        lock.release()


def free_place(path: Path) -> Path:
    """A name beside a damaged file that nothing has: ``Name.studio.damaged``."""
    names = (path.with_name(f"{path.name}.damaged{n or ''}") for n in count())
    return next(name for name in names if not name.exists())


def _restored(now: Project, was: Project, *, number: int | None, clip: str | None) -> Project:
    if number is not None:
        if number > len(was.scenes):
            raise UsageError(f"The version has {len(was.scenes)} scenes.", "Choose another number.")
        return restore_scene(now, was, scene_id=was.scenes[number - 1].id)
    if clip is None:
        return was
    clip_id = ClipId(clip)
    scene = next((scene for scene in was.scenes if scene.clip(clip_id)), None)
    if scene is None:
        raise UsageError(f"The version has no clip “{clip[:60]}”.", "Its clips: studio-gui diff --text PROJECT@ID.")
    try:
        return restore_clip(now, was, scene_id=scene.id, clip_id=clip_id)
    except KeyError:
        raise UsageError("The scene of that clip is gone.", "Put the scene back: --scene NUMBER.") from None
