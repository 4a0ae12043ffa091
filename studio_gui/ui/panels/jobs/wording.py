"""What a card says of a job: words first, then numbers, in sentences that are true at this moment. No widgets."""

from __future__ import annotations

import time

from studio_gui.base.telling_time import ago, span, time_of_day
from studio_gui.jobs.row import JobRow
from studio_gui.render.formats import FORMATS
from studio_gui.ui.panels.jobs.looks import ICONS, Action, is_remote, look_of, main_action, more_actions, title_of

__all__ = [
    "ICONS",
    "Action",
    "detail_of",
    "explanation_of",
    "is_remote",
    "is_ticking",
    "look_of",
    "main_action",
    "more_actions",
    "status_of",
    "timing_of",
    "title_of",
    "where_of",
]

_MINUTE, _HOUR = 60, 3600
_SOON_S = 3
"""Fewer seconds are not counted: the last ones take longer than it seems."""
_LEAST_SHARE = 0.05
"""Before so much is done, nobody can say how long the rest takes."""


def status_of(row: JobRow) -> str:
    """The line under the title, e.g. ``Rendering scene 2 of 3``."""
    if row.wish == "cancel" and not row.is_final:
        return "Cancelling…"
    look = look_of(row)
    if not is_remote(row):
        return row.status if row.words and not row.is_final else look.here
    if row.state == "done" and row.result is None:
        return row.kept.get("words") or look.there
    if row.state == "running" and row.failures and row.hint.startswith(row.words):
        return "Will look again"  # the explanation below begins with what went wrong
    if row.words and row.state in ("queued", "held", "preparing", "submitting", "running", "downloading"):
        return row.words
    return look.there


def where_of(row: JobRow, *, account: str = "") -> str:
    """Who does it."""
    return (account or row.account) if is_remote(row) else "This computer"


def explanation_of(row: JobRow, *, account: str = "") -> str:
    """What went wrong and what to do, where something did; a file that is here may not be whole."""
    if row.state in ("failed", "unsure"):
        said = " ".join(filter(None, (row.error, row.hint)))
        return said or (f"Nobody knows whether {account or row.account} got it." if row.state == "unsure" else "")
    if row.state == "stalled":
        since = f"Nothing has moved since {time_of_day(row.changed_at)}. It is looked at less often now."
        return " ".join(filter(None, (since, row.hint)))
    return row.hint if row.state in ("offline", "queued", "done") or (row.state == "running" and row.failures) else ""


def detail_of(row: JobRow, *, now: float | None = None) -> str:
    """The quiet line: when, how far and how fresh, e.g. ``Sent 14:02 · 33 % · checked 4 s ago``."""
    now = time.time() if now is None else now
    parts: list[str] = []
    if row.state == "done":
        parts.append(f"Finished {time_of_day(row.updated_at)}")
    elif row.state == "unsure" and row.sent_at:
        parts.append(f"Left {time_of_day(row.sent_at)}")
    elif row.sent_at and row.remote_id:
        parts.append(f"Sent {time_of_day(row.sent_at)}")
    else:
        parts.append(f"Asked for {time_of_day(row.created_at)}")
    is_moving = not row.is_final and row.state not in ("queued", "held", "offline")
    if is_moving and row.fraction > 0:
        parts.append(f"{int(row.fraction * 100)} %")
    if is_moving and (speed := frames_a_second(row)):
        parts.append(f"{speed} frames/s")
    if row.checked_at and row.state in ("running", "stalled"):
        parts.append(f"checked {ago(now - row.checked_at)}")
    elif row.next_at > now and row.state in ("queued", "offline"):
        parts.append(f"next try in {span(row.next_at - now)}")
    elif not (is_moving and frames_a_second(row)):
        parts += _kind(row)
    return " · ".join(parts)


def timing_of(row: JobRow, *, now: float | None = None) -> str:
    """How long it takes, e.g. ``5 min, about 10 min left``, and what it cost once it is over; empty before it began."""
    now = time.time() if now is None else now
    begun = row.sent_at if row.sent_at and is_remote(row) else row.started_at or row.created_at
    if row.is_final:
        cost = row.kept.get("credits", "")
        charged = "charged" if row.kept.get("charged") == "yes" and row.state != "done" else ""
        paid = [f"{cost} credits"] if cost else [charged] if charged else []
        took = [f"Took {span(row.updated_at - begun)}"] if row.state == "done" and row.updated_at > begun else []
        said = " · ".join([*took, *paid])
        return said[:1].upper() + said[1:]
    if row.state in ("queued", "held", "offline", "submitting", "searching"):
        return ""
    spent = max(0.0, now - begun)
    left = spent * (1 - row.fraction) / row.fraction if _LEAST_SHARE <= row.fraction < 1 else 0.0
    is_steady = row.state == "running" and not row.failures
    if left and is_steady and left < _SOON_S:
        return f"{span(spent, is_rough=True)}, nearly done"
    if left and is_steady:
        return f"{span(spent, is_rough=True)}, about {span(left, is_rough=True)} left"
    return f"{span(spent, is_rough=_MINUTE <= spent < _HOUR)} so far"


def frames_a_second(row: JobRow) -> int:
    """How quickly this computer makes it, on average; 0 while nobody can say."""
    spent = row.updated_at - row.started_at
    return round(row.frames_done / spent) if row.frames_done and row.started_at and spent > 0.5 else 0


def is_ticking(row: JobRow) -> bool:
    """Whether what is said of the job changes with time."""
    return not row.is_final and row.state != "held" and (row.state != "queued" or row.next_at > 0)


def _kind(row: JobRow) -> list[str]:
    form = FORMATS.get(row.kept.get("format", "mp4"), FORMATS["mp4"])
    if not form.has_pictures or (row.result is not None and row.result.suffix.lower() in (".wav", ".mp3")):
        return ["sound"]
    size = "4K" if row.resolution == "4k" else f"{row.resolution}p"
    # Pictures are named shortly: what they lie in is seen by the name, and the line is narrow.
    title = form.title if form.container else form.title.partition(" (")[0]
    made = [] if form.id == "mp4" else [title]
    return [size] if is_remote(row) else [*made, size, f"{row.fps} fps"]
