"""The commands."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from studio_gui.app.avatars import Avatar
from studio_gui.base.paths import safe_file_name
from studio_gui.files.payload import import_payload
from studio_gui.files.writing import make_folder
from studio_gui.jobs.publishing import free_name
from studio_gui.providers.aistudios.answers import ProjectDetails
from studio_gui.providers.aistudios.requests import ExportProject, RequestModel
from studio_gui.providers.base import JobId
from studio_gui.ui.actions import file
from studio_gui.ui.actions.accounts.sending import send
from studio_gui.ui.actions.context import Context
from studio_gui.ui.dialogs import accounts as dialog
from studio_gui.ui.dialogs import hosting as hosting_dialog
from studio_gui.ui.dialogs.avatars import dialog as avatars_dialog
from studio_gui.ui.dialogs.export import from_text as text_dialog
from studio_gui.ui.dialogs.export.account_choice import opened
from studio_gui.ui.dialogs.export.places import default_folder
from studio_gui.ui.dialogs.export.remote_projects import Remote, RemoteProjects
from studio_gui.ui.panels.presenters.taking import take

_ACCOUNT = "speaking_account"
_SAID = "It was sent; the jobs of an open project tell how far it is."


def show(context: Context) -> None:
    """Show the accounts."""
    dialog.show(context.window, context.services)


def hosting(context: Context) -> None:
    """Show the media hosts."""
    hosting_dialog.show(context.window, context.services)


def avatars(context: Context) -> None:
    """Show the avatars; one that is ready is put on the stage, where a project is open."""
    services = context.services
    document = context.document if context.window.is_editing else None

    def use(avatar: Avatar) -> None:
        if document is not None:
            take(document, avatar, services.pictures)

    avatars_dialog.show(context.window, services, use=use if document is not None else None)


def from_text(context: Context) -> None:
    """Have a presenter of an account say a text."""
    services, memory = context.services, context.window.memory
    document = context.document if context.window.is_editing else None
    scene = document.scene if document is not None else None
    start = text_dialog.Start(
        _folder(context),
        script=scene.script_text if scene is not None else "",
        language=document.project.studio.language if document is not None else "en",
        account=memory.text(_ACCOUNT, ""),
    )
    order = text_dialog.ask(context.window, services, start)
    if order is None:
        return
    memory.keep_text(_ACCOUNT, order.account)

    def request() -> RequestModel:
        # A name may have been typed instead of an id.
        model = services.avatars.speaker(order.account, order.model).model
        return text_dialog.request_of(dataclasses.replace(order, model=model))

    _send(context, order.account, request, title=order.title, target=order.target)


def projects(context: Context) -> None:
    """Show what lies at the service."""
    made = RemoteProjects(
        context.services,
        context.window,
        pull=partial(_pull, context),
        export=partial(_export, context),
        account=context.window.memory.text(_ACCOUNT, ""),
    )
    made.exec()
    made.deleteLater()


def _pull(context: Context, details: ProjectDetails) -> None:
    """Open a project of the service in a tab of its own; what this program does not know stays as it is."""
    imported = import_payload(details.to_import(), f"The project “{details.title or details.id}”")
    file.show_new(context, imported.project)
    if imported.notes:
        context.window.notice(imported.notes[0])


def _export(context: Context, remote: Remote) -> None:
    request = ExportProject.model_validate({"projectId": remote.id, "resolution": remote.resolution})
    target = free_name(_folder(context) / f"{safe_file_name(remote.name)}.mp4")
    _send(context, remote.account, lambda: request, title=remote.name, target=target)


def _send(context: Context, account: str, request: Callable[[], RequestModel], *, title: str, target: Path) -> None:
    services = context.services

    def work(again: bool) -> JobId:
        make_folder(target.parent)
        payload = opened(services, account).payload_of(request())
        return services.send(payload, account=account, title=title, target=target, send_again=again)

    send(context, work, said="" if context.window.is_editing else _SAID)


def _folder(context: Context) -> Path:
    """Where files go: beside the project's videos, and without a project where the system keeps videos."""
    document = context.document if context.window.is_editing else None
    if document is not None and document.path is not None:
        return default_folder(context.services, document.path)
    films = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MoviesLocation)
    return Path(films) / "Scene Studio" if films else context.services.paths.data / "renders"
