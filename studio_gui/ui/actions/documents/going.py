"""What a project says and shows, written for other programs and for paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from studio_gui.app.pictures import write_frames
from studio_gui.app.scripts import said_in, untimed
from studio_gui.base.paths import safe_file_name
from studio_gui.files.exporting.scripts import written
from studio_gui.files.importing.found import Report
from studio_gui.files.writing import replace_file
from studio_gui.painting import Assets
from studio_gui.ui.actions.context import Context
from studio_gui.ui.dialogs import files
from studio_gui.ui.dialogs.importing import working

_KINDS = {
    "srt": "Subtitles (*.srt)", "vtt": "Web subtitles (*.vtt)", "md": "Markdown (*.md)", "txt": "Text (*.txt)",
    "pdf": "PDF documents (*.pdf)",
}  # fmt: skip


def script(context: Context, form: str) -> None:
    """Ask for a place and write the script in a form: ``srt vtt md txt``."""
    services, project, folder = context.services, context.open.project, context.open.folder
    target = _ask(context, "Export the script", form)
    if target is None:
        return

    def work(report: Report) -> Path:
        if form == "txt":
            said = untimed(project)
        else:
            said = said_in(project, folder=folder, speaker=lambda: services.speaker, report=report)
        replace_file(target, (written(said, suffix=f".{form}", title=project.name) or "").encode("utf-8"))
        return target

    _run(context, "Writing the script", work)


def storyboard(context: Context, paper: str) -> None:
    """Ask for a place and write the storyboard on ``A4`` or ``Letter`` paper."""
    services, project, folder = context.services, context.open.project, context.open.folder
    target = _ask(context, "Export the storyboard", "pdf")
    if target is None:
        return
    # Here and not in the thread: classes of Qt are made in the thread of the window alone.
    from studio_gui.render.paper.storyboard import storyboard as drawn

    def work(report: Report) -> Path:
        said = said_in(
            project, folder=folder, speaker=lambda: services.speaker, report=lambda done, words: report(done / 2, words)
        )
        assets = Assets(folder)
        try:
            content = drawn(
                project,
                said,
                assets=assets,
                paper="Letter" if paper == "Letter" else "A4",
                report=lambda done, words: report(0.5 + done / 2, words),
            )
        finally:
            assets.close()
        replace_file(target, content)
        return target

    _run(context, "Drawing the storyboard", work)


def frames(context: Context) -> None:
    """Ask for a folder and draw a picture of each scene into it."""
    project, folder = context.open.project, context.open.folder
    memory = context.window.memory
    chosen = files.ask_folder(context.window, "Folder for the pictures", folder=memory.last_folder("frames"))
    if chosen is None:
        return
    memory.note_folder("frames", chosen)

    def work(report: Report) -> Path:
        write_frames(project, chosen, folder=folder, report=report)
        return chosen

    _run(context, "Drawing the scenes", work)


def _ask(context: Context, title: str, form: str) -> Path | None:
    memory = context.window.memory
    proposal = Path(memory.last_folder("documents")) / f"{safe_file_name(context.open.project.name)}.{form}"
    target = files.ask_save(context.window, title, proposal=proposal, kinds=_KINDS[form])
    if target is not None:
        memory.note_folder("documents", target.parent)
    return target


def _run(context: Context, title: str, work: Callable[[Report], Path]) -> None:
    def done(target: Path) -> None:
        context.window.notice(f"Written to “{target.name}”.")

    working.run(context.window, title, work, done=done, failed=context.window.show_error)
