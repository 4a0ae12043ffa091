"""Asking for a job from the window: it appears in the panel, and what was sent before is asked about."""

from __future__ import annotations

from collections.abc import Callable

from studio_gui.app.services import SentBefore
from studio_gui.base.errors import StudioError
from studio_gui.providers.base import JobId
from studio_gui.ui.actions.context import Context
from studio_gui.ui.dialogs.export import again
from studio_gui.ui.threads import in_background, waiting


def send(context: Context, ask: Callable[[bool], JobId], *, said: str = "") -> None:
    """Ask for a job in another thread; ``ask`` is told whether to send it although the very same was sent before.

    ``said`` is noticed where there is no panel of jobs to show it.
    """
    window = context.window

    def done(job_id: JobId) -> None:
        window.show_job(job_id)
        if said:
            window.notice(said)

    def failed(error: StudioError) -> None:
        if not isinstance(error, SentBefore):
            window.show_error(error)
            return
        chosen = again.ask(window, error)
        if chosen == "send_again":
            in_background(window, waiting(lambda: ask(True)), done=done, failed=window.show_error)
        elif chosen == "show_job":
            show_job(context, error.detail)

    in_background(window, waiting(lambda: ask(False)), done=done, failed=failed)


def show_job(context: Context, job_id: str) -> None:
    """Show the panel of jobs and put the focus on a job."""
    context.window.show_job(job_id)
    workspace = context.window.workspace
    card = workspace.jobs.card(job_id) if workspace is not None else None
    if card is not None:
        card.setFocus()
