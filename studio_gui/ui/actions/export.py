"""The Export command: asks, writes the job down, shows it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from studio_gui.app.accounts import COMPUTER
from studio_gui.app.exporting import ExportOptions
from studio_gui.files.scratch import new_scratch
from studio_gui.files.writing import make_folder
from studio_gui.model.checks import Issue
from studio_gui.model.checks.fixes import fix_label, fixed
from studio_gui.model.project import Project
from studio_gui.providers.base import JobId
from studio_gui.ui.actions import payload
from studio_gui.ui.actions.accounts.sending import send
from studio_gui.ui.actions.carrying import find_media
from studio_gui.ui.actions.context import Context
from studio_gui.ui.dialogs.export import dialog


def export(context: Context) -> None:
    """Ask where to and how, and make a job of the project as it is now."""
    document, services, memory = context.open, context.services, context.window.memory
    path = document.path or new_scratch(document.project)
    remembered = (memory.text("resolution", "1080"), _number(memory.text("fps", "30")))

    def fix(issue: Issue) -> Project:
        document.apply(fix_label(issue), lambda project: fixed(project, issue))
        return document.project

    def find(over: QWidget) -> Project:
        find_media(context, over)
        return document.project

    answer = dialog.ask(
        context.window,
        services,
        project=document.project,
        path=path,
        remembered=remembered,
        account=memory.text("export_account", ""),
        format_id=memory.text("export_format", "mp4"),
        subtitles=memory.text("export_subtitles", ""),
        fix=fix,
        find=find,
    )
    if answer is None:
        return
    if answer.jump is not None:
        go_to(context, answer.jump)
    elif answer.saves_payload:
        payload.save_file(context)
    elif answer.options is not None:
        memory.keep_text("resolution", answer.options.resolution)
        memory.keep_text("fps", str(answer.options.fps))
        if answer.account == COMPUTER:  # services ask for neither
            memory.keep_text("export_format", answer.options.format)
            memory.keep_text("export_subtitles", answer.options.subtitles)
        memory.keep_text("export_account", answer.account)
        _make(context, path, answer.account, answer.options)


def _make(context: Context, path: Path, account: str, options: ExportOptions) -> None:
    services, project = context.services, context.open.project
    context.note_exported(path)
    context.window.show_panel("jobs")

    def work(again: bool) -> JobId:
        if options.target is not None:
            make_folder(options.target.parent)
        asked = replace(options, send_again=True) if again else options
        return services.export(project, project_path=path, account=account, options=asked)

    send(context, work)


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
