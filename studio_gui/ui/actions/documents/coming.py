"""Documents of other programs come in: by the menu, by a drop, from the clipboard. Each import is one step."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from studio_gui.app.importing import Into, as_project, read_documents, read_scripts
from studio_gui.app.scripts import fill_scripts, said_in
from studio_gui.base.errors import PayloadError, StudioError
from studio_gui.base.json_text import loads
from studio_gui.files.exporting.scripts import Said
from studio_gui.files.importing.found import Found, Report
from studio_gui.files.importing.kinds import SCRIPTS, SUFFIXES, Kind, kind_of
from studio_gui.files.importing.scripts import ScriptFile
from studio_gui.files.payload import import_payload
from studio_gui.files.project_file import SUFFIX, save_project
from studio_gui.files.scratch import drop_scratch, new_scratch
from studio_gui.model.new import new_project
from studio_gui.model.project import Project
from studio_gui.ui.actions import file as file_actions
from studio_gui.ui.actions.context import Context
from studio_gui.ui.dialogs import files
from studio_gui.ui.dialogs.importing import summary, where, working
from studio_gui.ui.document import Document
from studio_gui.ui.panels import scene_commands

_MEDIA = ("picture", "video")
EVERYTHING = "Documents, pictures, videos and scripts ({})".format(
    " ".join(f"*{suffix}" for kind, suffixes in SUFFIXES.items() for suffix in suffixes if suffix != ".studio")
)
_SLIDES = "Slides and pages ({})".format(" ".join(f"*{suffix}" for suffix in (*SUFFIXES["slides"], *SUFFIXES["pages"])))


def ask(context: Context) -> None:
    """Ask for files of any kind, and where they should go."""
    chosen = _chosen(context, "Import", EVERYTHING)
    if chosen:
        take(context, chosen)


def slides(context: Context) -> None:
    """Ask for slides or pages and make a project of them."""
    chosen = _chosen(context, "New project from slides", _SLIDES)
    if chosen:
        as_new_project(context, chosen)


def _chosen(context: Context, title: str, kinds: str) -> tuple[Path, ...]:
    memory = context.window.memory
    chosen = files.ask_open_many(context.window, title, folder=memory.last_folder("import"), kinds=kinds)
    if chosen:
        memory.note_folder("import", chosen[0].parent)
    return chosen


def take(context: Context, paths: Sequence[Path], *, row: int | None = None) -> None:
    """Import files; ``row`` is where in the list of scenes they were dropped. What cannot be taken is said.

    Projects and payloads are opened. Without an open project the others become one; into an open one, pictures and
    videos go at once, and so does what was dropped among the scenes; of everything else it is asked what it becomes.
    """
    kinds, refused = _kinds_of(paths)
    if refused and not kinds:
        context.window.show_error(refused[0])
        return
    whole = [path for path, kind in kinds.items() if kind == "project"]
    rest = [path for path, kind in kinds.items() if kind != "project"]
    for path in whole:
        context.window.run(f"file.open_path:{path}")
    if not rest:
        if refused:
            context.window.notice(" ".join(_words_of(refused)))
        return
    if context.document is None or not context.window.is_editing:
        as_new_project(context, rest, refused=refused)
        return
    has_scripts = any(kinds[path] in SCRIPTS for path in rest)
    is_plain = all(kinds[path] in _MEDIA for path in rest) or (row is not None and not has_scripts)
    filling = kinds[rest[0]] if len(rest) == 1 and has_scripts else ""
    goes = "add" if is_plain else _ask_where(context, rest, filling=filling)
    if goes == "add":
        into_project(context, rest, row=row, refused=refused)
    elif goes == "fill":
        fill(context, rest[0], refused=refused)
    elif goes == "new":
        as_new_project(context, rest, refused=refused)


def _kinds_of(paths: Sequence[Path]) -> tuple[dict[Path, Kind], list[StudioError]]:
    """The kinds of the files that can be imported, and what is wrong with the others."""
    kinds: dict[Path, Kind] = {}
    refused: list[StudioError] = []
    for path in paths:
        try:
            kinds[path] = "project" if path.is_dir() and any(path.glob(f"*{SUFFIX}")) else kind_of(path)
        except StudioError as error:
            refused.append(error)
    return kinds, refused


def _words_of(refused: Sequence[StudioError]) -> list[str]:
    return [f"{error.message} It was not taken." for error in refused]


def _ask_where(context: Context, paths: Sequence[Path], *, filling: str) -> where.Where | None:
    document = context.open
    after = document.scene_row + 1
    words = {
        "subtitles": "Scripts of the scenes that are there, by their times",
        "script": f"Scripts of the scenes from scene {after} on",
        "table": f"Scripts of the scenes from scene {after} on",
    }
    return where.ask(
        context.window, _named(paths), project=document.project.name, after=after, fill=words.get(filling, "")
    )


def _named(paths: Sequence[Path]) -> str:
    return f"“{paths[0].name}”" if len(paths) == 1 else f"{len(paths)} files"


def _load_classes(paths: Sequence[Path]) -> None:
    """Make the classes of Qt that the thread will need: they are made in the thread of the window alone."""
    if any(kind_of(path) in ("slides", "pages") for path in paths):
        importlib.import_module("studio_gui.render.paper.pages")


def into_project(
    context: Context, paths: Sequence[Path], *, row: int | None = None, refused: Sequence[StudioError] = ()
) -> None:
    """Make scenes of files in the open project, at a row or after the current scene, as one step."""
    document = context.open
    if document.folder is None:
        return
    _load_classes(paths)
    into = Into(document.folder, document.project.orientation, document.scene)

    def done(found: Found) -> None:
        if not isValid(document):
            return
        words = f"Import {_named(paths)}" if len(found.scenes) != 1 else f"New scene from {_named(paths)}"
        scene_commands.add(document, found.scenes, words=words, index=row)
        _report(context, found.with_notes(*_words_of(refused)), paths)

    def work(report: Report) -> Found:
        return read_documents(paths, into, report=report)

    working.run(context.window, f"Importing {_named(paths)}", work, done=done, failed=context.window.show_error)


def as_new_project(context: Context, paths: Sequence[Path], *, refused: Sequence[StudioError] = ()) -> None:
    """Make a new project of files, and open it."""
    _load_classes(paths)
    path = new_scratch(new_project(name=paths[0].stem))

    def work(report: Report) -> tuple[Project, Found]:
        found = read_documents(paths, Into(path.parent), report=report)
        project = as_project(found)
        save_project(project, path)
        return project, found

    def done(answer: tuple[Project, Found]) -> None:
        project, found = answer
        context.window.open_document(Document(project, path=path))
        _report(context, found.with_notes(*_words_of(refused)), paths)

    def failed(error: StudioError) -> None:
        drop_scratch(path)
        context.window.show_error(error)

    working.run(context.window, f"Importing {_named(paths)}", work, done=done, failed=failed)


def _report(context: Context, found: Found, paths: Sequence[Path]) -> None:
    count = len(found.scenes)
    head = f"{count} {'scene' if count == 1 else 'scenes'} from {_named(paths)}"
    if found.notes:
        summary.show(context.window, head, found.notes)
    else:
        context.window.notice(f"{head}.")


def fill(context: Context, path: Path, *, refused: Sequence[StudioError] = ()) -> None:
    """Put the scripts in a file into the scenes that are there, from the current one on; subtitles by their times."""
    document, services = context.open, context.services
    project, folder, start = document.project, document.folder, max(0, document.scene_row)

    def work(report: Report) -> tuple[ScriptFile, tuple[Said, ...]]:
        script = read_scripts(path)
        if not script.is_timed:
            return script, ()
        return script, said_in(project, folder=folder, speaker=lambda: services.speaker, report=report)

    def done(answer: tuple[ScriptFile, tuple[Said, ...]]) -> None:
        script, said = answer
        if not isValid(document):
            return
        has_changed = document.apply(
            f"Scripts from “{path.name}”", lambda now: fill_scripts(now, script, said=said, start=start)
        )
        notes = (*script.notes, *_words_of(refused))
        if notes:
            summary.show(context.window, f"Scripts from “{path.name}”", notes)
        elif not has_changed:
            context.window.notice("The scenes say this already.")

    working.run(context.window, f"Reading “{path.name}”", work, done=done, failed=context.window.show_error)


def paste_project(context: Context) -> None:
    """Open the JSON on the clipboard as a new project; raises ``PayloadError`` when it is none."""
    text = QGuiApplication.clipboard().text()
    if not text.strip():
        raise PayloadError("There is no text on the clipboard.", "Copy the JSON of a project first.")
    imported = import_payload(loads(text.encode("utf-8"), "The clipboard"), "The clipboard")
    file_actions.show_new(context, imported.project)
    if imported.notes:
        context.window.notice(imported.notes[0])
