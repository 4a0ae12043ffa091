"""Beginning a job from the command line: asked once, agreed to where it would be paid for twice, waited for or not."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from studio_gui.app.avatars import Avatar
from studio_gui.app.services import SentBefore, Services
from studio_gui.base.errors import UsageError
from studio_gui.cli.output import say, say_json, say_note
from studio_gui.cli.watching import report_end, wait_for_job
from studio_gui.providers.base import JobId, Payload

Ask = Callable[[bool], JobId]
"""Asks for the job; told whether to send it although the very same was sent before."""


def begin(services: Services, ask: Ask, *, wait: bool, as_json: bool) -> int:
    """Ask for a job, wait for it if that is wanted, and say what came of it.

    When the very same was sent before, a person at a terminal is asked whether it is meant; elsewhere it is refused.
    """
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
    if as_json:
        say_json(row.to_json())
    elif row.state == "held":
        say(f"Job {row.id} waits for a presenter, then makes {row.target}")
    else:
        say(f"Job {row.id} makes {'a draft' if row.kind == 'draft' else row.target}")
    return 0


def begin_sending(
    services: Services,
    payload: Payload,
    *,
    account: str,
    title: str,
    target: Path,
    yes: bool,
    wait: bool,
    as_json: bool,
    waits_for: Sequence[str] = (),
) -> int:
    """Have a payload sent as a job of its own, as :func:`begin` does; ``yes`` sends what was sent before."""

    def ask(send_again: bool) -> JobId:
        return services.send(
            payload, account=account, title=title, target=target, send_again=send_again or yes, waits_for=waits_for
        )

    return begin(services, ask, wait=wait, as_json=as_json)


def agree_to_wait(services: Services, avatars: Sequence[Avatar], *, account: str, yes: bool) -> None:
    """Have it agreed that something is sent later, by itself, and may cost then; raises :class:`UsageError` without.

    Nothing is asked when no avatar has to be waited for, or where nothing costs.
    """
    where = services.account(account)
    if not avatars or yes or where.service in ("computer", "practice"):
        return
    names = " and ".join(one.name for one in avatars)
    if not is_at_terminal():
        said = f"It would be sent to {where.title} by itself when {names} is ready, and may cost credits then."
        raise UsageError(said, "Add --yes to agree to it now.")
    click.confirm(
        f"It is sent to {where.title} by itself when {names} is ready, perhaps in days, and may cost credits then. Agree?",
        abort=True,
        err=True,
    )


def told_of(error: SentBefore, hint: str, *, watch: str = "jobs watch") -> SentBefore:
    """The same for who cannot be asked: what only waits is better waited for than sent besides, else ``hint``."""
    if not error.is_sent:
        hint = f"Have it sent with “studio-gui {watch} {error.detail}”; agreeing to send it again would send it twice."
    return SentBefore(error.message, hint, error.detail)


def is_at_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def secret_of(words: str, *, may_be_empty: bool = False) -> str:
    """A key, asked for at the terminal without showing it, else the next line of standard input; empty without one."""
    if sys.stdin is None:
        return ""
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    default = "" if may_be_empty else None
    said: str = click.prompt(words, hide_input=True, err=True, default=default, show_default=False)
    return said.strip()


def _agreed(ask: Ask) -> JobId:
    try:
        return ask(False)
    except SentBefore as error:
        if not is_at_terminal():
            raise told_of(error, "Add --yes to send it again; that may cost again.") from None
        if not click.confirm(f"{error.message} Send it again?", err=True):
            raise
        return ask(True)
