"""Beginning a job from the command line: asked once, agreed to where it would be paid for twice, waited for or not."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from studio_gui.app.services import SentBefore, Services
from studio_gui.cli.output import say, say_json, say_note
from studio_gui.cli.watching import report_end, wait_for_job
from studio_gui.providers.base import JobId

Ask = Callable[[bool], JobId]
"""Asks for the job; told whether to send it although the very same was sent before."""


def begin(services: Services, ask: Ask, *, wait: bool, as_json: bool) -> int:
    """Ask for a job, wait for it if that is wanted, say what came of it; closes ``services``.

    When the very same was sent before, a person at a terminal is asked whether it is meant; elsewhere it is refused.
    """
    try:
        job_id = _agreed(ask)
        if services.store.note:
            say_note(f"note: {services.store.note}")
        if wait:
            row = wait_for_job(services, job_id, as_json=as_json)
            if not row.is_final:
                services.hand_over()  # nobody waits any longer, and it may still come
            return report_end(row, as_json=as_json)
        services.hand_over()
        row = services.store.row(job_id)
    finally:
        services.close()
    if as_json:
        say_json(row.to_json())
    else:
        say(f"Job {row.id} makes {'a draft' if row.kind == 'draft' else row.target}")
    return 0


def _agreed(ask: Ask) -> JobId:
    try:
        return ask(False)
    except SentBefore as error:
        if not (sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()):
            raise SentBefore(error.message, "Add --yes to send it again; that may cost again.", error.detail) from None
        if not click.confirm(f"{error.message} Send it again?", err=True):
            raise
        return ask(True)
