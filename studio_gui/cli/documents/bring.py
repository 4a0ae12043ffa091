"""``studio-gui import``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from studio_gui.base.errors import UsageError
from studio_gui.cli.carrying.opened import held, save
from studio_gui.cli.new import report_made
from studio_gui.cli.output import Progress, machine_options, say, say_json, say_note
from studio_gui.files import samples
from studio_gui.files.importing.kinds import SCRIPTS, kind_by_name, kind_of
from studio_gui.files.payload import import_payload, read_json_file
from studio_gui.files.project_file import save_project

if TYPE_CHECKING:
    from studio_gui.files.importing.scripts import ScriptFile
    from studio_gui.model.project import Project


@click.command(
    "import", epilog="Example: studio-gui import talk.pptx -o Talk && studio-gui import more.pdf --into Talk"
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.argument("project", required=False)
@click.option("-o", "--output", metavar="PROJECT", help="The new project; named after FILE when left out.")
@click.option("--into", metavar="PROJECT", help="Add the scenes to a project that is there.")
@click.option("--at", "place", type=click.IntRange(min=1), help="With --into: the first new scene's number; else last.")
@click.option("--fill", is_flag=True, help="With --into: put scripts into the scenes that are there.")
@machine_options
def command(
    file: Path,
    *,
    project: str | None,
    output: str | None,
    into: str | None,
    place: int | None,
    fill: bool,
    as_json: bool,
) -> None:
    """Turn a document into a project, or into scenes of one.

    FILE is slides (.pptx), pages (.pdf), a picture, a video, subtitles (.srt, .vtt), a text (.txt, .md), a table (.csv, .tsv,
    .xlsx) with a scene in each row, or a payload (.json): a create-project request, an answer of GET project, or the
    older form with the script in the clip. What could not be carried over is said.

    The first line of a table names its columns: script, title, notes, picture; others fill the clips that are called
    so, and places such as {price} in the texts of the scene that theirs are laid out like.
    """
    if project is not None and output is not None:
        raise UsageError("The new project is named twice.", "Name it once: studio-gui import FILE -o PROJECT.")
    named = project or output
    if into is not None and named is not None:
        raise UsageError("A document goes into a new project or into one that is there.", "Give -o or --into.")
    if into is None and (fill or place is not None):
        raise UsageError("--fill and --at need a project that is there.", "Add --into PROJECT.")
    if into is not None:
        _into(file, into, place=place, fill=fill, as_json=as_json)
    elif kind_by_name(file) in (None, "project") and _is_json(file):
        _new_from_payload(file, named, as_json=as_json)
    else:
        _new(file, named or file.stem, as_json=as_json)


def _new_from_payload(file: Path, named: str | None, *, as_json: bool) -> None:
    if named is not None:
        samples.new_project_path(named)
    if file.is_dir():
        kind_of(file)  # says so
    imported = import_payload(read_json_file(file), f"The payload “{file.name}”")
    if named is None and not file.suffix:
        raise UsageError(f"A project called like “{file.name}” would take its place.", "Name the project: -o PROJECT.")
    path = samples.create_project(imported.project, named or str(file.with_suffix("")))
    report_made(path, imported.notes, as_json=as_json)


def _is_json(file: Path) -> bool:
    """A payload may have any name; a table or an old presentation is told apart by its own."""
    if file.suffix.lower() in (".json", ""):
        return True
    try:
        with open(file, "rb") as stream:
            return stream.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    except OSError:
        return True


def _start_qt() -> None:
    # A display may be there or not, and this command needs none.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from studio_gui.render.offscreen import ensure_qt

    ensure_qt()


def _new(file: Path, named: str, *, as_json: bool) -> None:
    import shutil

    from studio_gui.app.importing import Into, as_project, read_documents
    from studio_gui.files.writing import make_folder

    kind_of(file)
    path = samples.new_project_path(named)
    was_there = path.parent.exists()
    bar = Progress(is_silent=as_json)
    _start_qt()
    make_folder(path.parent)
    try:
        found = read_documents([file], Into(path.parent), report=lambda done, _: bar.show(done, "Importing"))
        made = as_project(found)
        save_project(made.changed(name=path.stem) if not made.name else made, path)
    except BaseException:
        if not was_there:
            shutil.rmtree(path.parent, ignore_errors=True)
        raise
    finally:
        bar.end()
    if as_json:
        say_json({"project": str(path), "notes": list(found.notes), "scenes": len(made.scenes)})
    else:
        report_made(path, found.notes, as_json=False)


def _into(file: Path, into: str, *, place: int | None, fill: bool, as_json: bool) -> None:
    from studio_gui.app.importing import Into, read_documents, read_scripts
    from studio_gui.files.importing.scenes import with_scenes

    is_script = kind_of(file) in SCRIPTS
    if fill and not is_script:
        raise UsageError(f"“{file.name}” holds no scripts.", "Leave --fill out.")
    bar = Progress(is_silent=as_json)
    with held(into) as opened:
        before = opened.project
        try:
            if fill:
                script = read_scripts(file)
                after, notes = _filled(opened.folder, before, script, start=(place or 1) - 1, bar=bar), script.notes
            else:
                _start_qt()
                at = len(before.scenes) if place is None else min(place - 1, len(before.scenes))
                like = before.scenes[max(0, at - 1)] if before.scenes else None
                target = Into(opened.folder.absolute(), before.orientation, like)
                found = read_documents([file], target, report=lambda done, _: bar.show(done, "Importing"))
                after, notes = with_scenes(before, found.scenes, index=at), found.notes
            save(opened, after)
        finally:
            bar.end()
    added = len(after.scenes) - len(before.scenes)
    if as_json:
        say_json({"project": str(opened.path), "notes": list(notes), "scenes": len(after.scenes), "added": added})
        return
    for note in notes:
        say_note(f"note: {note}")
    more = f" ({added} more {'scene' if added == 1 else 'scenes'})" if added else ""
    say(f"{opened.path}{more}")


def _filled(folder: Path, project: Project, script: ScriptFile, *, start: int, bar: Progress) -> Project:
    """The scripts in the scenes; subtitles go by the times at which the project's own voices speak."""
    from studio_gui.app.scripts import fill_scripts, said_in
    from studio_gui.app.services import Services

    if not script.is_timed or start:
        return fill_scripts(project, script, start=start)
    _start_qt()
    with Services() as services:
        said = said_in(
            project, folder=folder, speaker=lambda: services.speaker, report=lambda done, _: bar.show(done, "Importing")
        )
    return fill_scripts(project, script, said=said)
