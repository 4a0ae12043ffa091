"""A job in plain lines, with every request and answer: for a person who looks, and for one who can help. No widgets."""

from __future__ import annotations

import time
from collections.abc import Sequence

from studio_gui.app.avatars.form import TASKS
from studio_gui.jobs.row import JobRow
from studio_gui.providers.transcript import Exchange
from studio_gui.ui.panels.jobs import wording

_STAMP = "%Y-%m-%d %H:%M:%S"


def facts_of(row: JobRow, *, account: str) -> tuple[tuple[str, str], ...]:
    """Names and values of what is known of a job, those that are known."""
    found = (
        ("State", wording.status_of(row)),
        ("Account", account),
        ("Asked for", stamp(row.created_at)),
        ("Sent", stamp(row.sent_at)),
        ("Last answer", stamp(row.checked_at)),
        ("Last change", stamp(row.changed_at) if row.remote_id else ""),
        ("Progress", f"{row.fraction:.0%}".replace("%", " %") if not row.is_final and row.fraction else ""),
        ("Tries in vain", str(row.failures) if row.failures else ""),
        ("Charged", row.kept.get("charged", "")),
        ("Credits", row.kept.get("credits", "")),
        ("Id here", row.id),
        ("Id at the service", row.remote_id),
        ("File", str(row.result or (row.target if not row.is_final else ""))),
    )
    return tuple((name, value) for name, value in found if value)


def said_by(exchanges: Sequence[Exchange]) -> str:
    """The last words of the service, as they came; empty when it has said nothing."""
    return next((each.answer for each in reversed(exchanges) if each.answer.strip()), "")


def outcome_of(exchange: Exchange) -> str:
    """How a request ended, e.g. ``200`` or ``no answer``."""
    return str(exchange.status) if exchange.status else "no answer"


def text_of(exchange: Exchange) -> str:
    """A request and its answer in full."""
    lines = [f"{exchange.method} {exchange.url}"]
    if exchange.sent:
        lines += ["", exchange.sent]
    lines += ["", f"{outcome_of(exchange).capitalize()} after {exchange.took_s:.2f} s"]
    lines += [part for part in (exchange.problem, exchange.answer) if part]
    return "\n".join(lines)


def report_of(row: JobRow, exchanges: Sequence[Exchange] = (), *, account: str = "") -> str:
    """Everything of a job in plain lines; secrets are masked already where they are kept."""
    # A report is passed on, and the title of an avatar's job is the name of a person.
    lines = [f"Scene Studio, avatar {row.id}" if row.kind in TASKS else f"Scene Studio, job “{row.title}”"]
    lines += [f"{name}: {value}" for name, value in facts_of(row, account=account or row.account)]
    if row.error:
        lines.append(f"Error: {row.error}")
    if row.hint:
        lines.append(f"What to do: {row.hint}")
    for each in exchanges:
        lines += ["", f"--- {stamp(each.at)}", text_of(each)]
    return "\n".join(lines)


def stamp(seconds: float) -> str:
    """A moment in full, local time; empty for none."""
    return time.strftime(_STAMP, time.localtime(seconds)) if seconds else ""
