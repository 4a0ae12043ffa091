"""What a card says of a job: words first, then numbers; and the one thing to do next. No widgets."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Literal

from studio_gui.jobs.row import JobRow
from studio_gui.jobs.states import UNFINISHED

Action = Literal["cancel", "play", "retry", "folder", "copy_path", "copy_report", "remove"]

TITLES: dict[Action, str] = {
    "cancel": "Cancel",
    "play": "Play",
    "retry": "Try again",
    "folder": "Show in folder",
    "copy_path": "Copy path",
    "copy_report": "Copy report",
    "remove": "Remove from list",
}
ICONS: dict[Action, str] = {
    "cancel": "cancel",
    "play": "play",
    "retry": "refresh",
    "folder": "folder",
    "copy_path": "copy",
    "copy_report": "copy",
    "remove": "trash",
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a state is shown: an icon and a colour beside the words, never the colour alone."""

    icon: str
    color: str


_LOOKS = {
    "queued": Look("clock", "quiet"),
    "done": Look("done", "good"),
    "failed": Look("error", "bad"),
    "cancelled": Look("cancel", "quiet"),
    "stalled": Look("warning", "warn"),
    "unsure": Look("question", "warn"),
}


def look_of(row: JobRow) -> Look:
    """Icon and colour of a job's state."""
    return _LOOKS.get(row.state, Look("film", "accent"))


def status_of(row: JobRow) -> str:
    """The line under the title, e.g. ``Rendering scene 2 of 3``."""
    is_ending = row.wish == "cancel" and not row.is_final
    return "Cancelling…" if is_ending else row.status


def explanation_of(row: JobRow) -> str:
    """What went wrong and what to do, where something did."""
    if row.state == "failed":
        return " ".join(filter(None, (row.error, row.hint)))
    return row.hint if row.state in ("unsure", "stalled") else ""


def detail_of(row: JobRow) -> str:
    """The quiet line: how far or when, and what kind of video, e.g. ``41 % · 1080p · 30 fps``."""
    size = "4K" if row.resolution == "4k" else f"{row.resolution}p"
    is_moving = row.state in UNFINISHED and row.fraction > 0
    return f"{f'{int(row.fraction * 100)} %' if is_moving else _when(row.created_at)} · {size} · {row.fps} fps"


def _when(seconds: float) -> str:
    then, now = time.localtime(seconds), time.localtime()
    clock = time.strftime("%H:%M", then)
    if then[:3] == now[:3]:
        return clock
    return f"{time.strftime('%d %b', then)} {clock}"


def main_action(row: JobRow) -> Action:
    """The one thing a person most likely wants to do with the job."""
    if row.state == "done":
        return "play"
    if row.state in UNFINISHED:
        return "cancel"
    return "retry"


def more_actions(row: JobRow) -> tuple[Action, ...]:
    """Everything else that can be done."""
    if row.state == "done":
        return ("folder", "copy_path", "copy_report", "remove")
    if row.state in UNFINISHED:
        return ("copy_report",)
    return ("copy_report", "remove")


def report_of(row: JobRow) -> str:
    """The job in plain lines, for a message to somebody who can help."""
    lines = [f"{name}: {value}" for name, value in row.to_json().items() if value not in (None, "")]
    return "\n".join(lines)
