"""The Export command: asks, writes the job down, shows it."""

from __future__ import annotations

from studio_gui.files.writing import make_folder
from studio_gui.model.checks import Issue
from studio_gui.providers.base import JobId
from studio_gui.ui.actions.context import Context
from studio_gui.ui.dialogs import export as dialog
from studio_gui.ui.window.background import in_background
from studio_gui.ui.window.scratch import new_scratch


def export(context: Context) -> None:
    """Ask how, and make a job of the project as it is now."""
    document, services, memory = context.open, context.services, context.window.memory
    if services is None:
        return
    path = document.path or new_scratch(document.project)
    remembered = (memory.text("resolution", "1080"), _number(memory.text("fps", "30")))
    answer = dialog.ask(context.window, services, project=document.project, path=path, remembered=remembered)
    if answer is None:
        return
    if answer.jump is not None:
        go_to(context, answer.jump)
        return
    options = answer.options
    if options is None:
        return
    memory.keep_text("resolution", options.resolution)
    memory.keep_text("fps", str(options.fps))
    context.note_exported(path)
    context.window.show_panel("jobs")
    project = document.project

    def work() -> JobId:
        if options.target is not None:
            make_folder(options.target.parent)
        return services.export(project, project_path=path, account=answer.account, options=options)

    in_background(context.window, work, done=context.window.show_job, failed=context.window.show_error)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 30


def go_to(context: Context, issue: Issue) -> None:
    """Show the scene of an issue and select its clip."""
    document = context.open
    scenes = document.project.scenes
    if issue.scene_index is None or issue.scene_index >= len(scenes):
        return
    document.select_scene(scenes[issue.scene_index].id)
    if issue.clip_id is not None:
        document.select((issue.clip_id,))
