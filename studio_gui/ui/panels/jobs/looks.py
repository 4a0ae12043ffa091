"""How each state of a job is shown and what can be done in it: the one table. No widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from studio_gui.app.accounts import COMPUTER
from studio_gui.jobs.row import JobRow
from studio_gui.jobs.states import State

Action = Literal[
    "cancel", "stop", "check", "look_up", "send_again", "play", "compare", "retry", "folder", "copy_path",
    "copy_id", "copy_remote_id", "copy_report", "copy_curl", "details", "visit", "remove",
]  # fmt: skip

TITLES: dict[Action, str] = {
    "cancel": "Cancel",
    "stop": "Stop watching",
    "check": "Check now",
    "look_up": "Look it up",
    "send_again": "Send again…",
    "play": "Play",
    "compare": "Compare with the preview",
    "retry": "Try again",
    "folder": "Show in folder",
    "copy_path": "Copy path",
    "copy_id": "Copy id",
    "copy_remote_id": "Copy the service’s id",
    "copy_report": "Copy report",
    "copy_curl": "Copy as cURL",
    "details": "Details…",
    "visit": "Show at the service",
    "remove": "Remove from list",
}
ICONS: dict[Action, str] = {
    "cancel": "cancel",
    "stop": "eye-off",
    "check": "refresh",
    "look_up": "search",
    "send_again": "send",
    "play": "play",
    "compare": "compare",
    "retry": "refresh",
    "folder": "folder",
    "copy_path": "copy",
    "copy_id": "copy",
    "copy_remote_id": "copy",
    "copy_report": "copy",
    "copy_curl": "code",
    "details": "info",
    "visit": "external",
    "remove": "trash",
}


_FILMS = (".mp4", ".m4v", ".mov", ".webm", ".mkv", ".gif")


@dataclass(frozen=True, slots=True)
class Look:
    """How a state is shown: an icon and a colour beside the words, never the colour alone."""

    icon: str
    color: str
    here: str
    """What people read while this computer does it."""
    there: str
    """The same while a service does it."""
    main: Action
    """The one thing a person most likely wants, for a job that a service does."""
    bar: Literal["", "busy", "share"] = ""
    """Whether a bar moves: without a measure, or as far as the job is."""


LOOKS: dict[State, Look] = {
    "queued": Look("clock", "quiet", "Waiting", "Waiting to be sent", "cancel"),
    "held": Look("clock", "quiet", "Waiting for a presenter", "Waiting for a presenter", "check"),
    "offline": Look("cloud", "warn", "Waiting for the network", "Waiting for the network", "check"),
    "preparing": Look("film", "accent", "Preparing", "Preparing", "cancel", "busy"),
    "submitting": Look("upload", "accent", "Sending", "Sending", "cancel", "busy"),
    "searching": Look("search", "accent", "Looking it up", "Looking it up", "details", "busy"),
    "running": Look("film", "accent", "Rendering", "Rendering", "check", "share"),
    "stalled": Look("warning", "warn", "No change for long", "Stalled", "check", "share"),
    "downloading": Look("download", "accent", "Saving", "Downloading", "cancel", "share"),
    "unsure": Look("question", "warn", "Perhaps sent", "Perhaps sent", "look_up"),
    "done": Look("done", "good", "Done", "Done", "play"),
    "failed": Look("error", "bad", "Failed", "Failed", "retry"),
    "cancelled": Look("cancel", "quiet", "Cancelled", "Cancelled", "retry"),
}


def look_of(row: JobRow) -> Look:
    """Icon, colour and words of a job's state."""
    return LOOKS[row.state]


def is_remote(row: JobRow) -> bool:
    """Whether a service does the job."""
    return row.account != COMPUTER


def has_film(row: JobRow) -> bool:
    """Whether a job made a film of a project, which can be compared with it."""
    return row.kind in ("video", "project") and row.result is not None and row.result.suffix.lower() in _FILMS


def no_address(_row: JobRow) -> str:
    """What a job made is shown nowhere."""
    return ""


def title_of(row: JobRow, action: Action) -> str:
    """What people read on the button of an action."""
    if action == "retry" and row.state == "cancelled" and row.remote_id:
        return "Watch again"  # it is there already and is not sent once more
    return TITLES[action]


def main_action(row: JobRow) -> Action:
    """The one thing a person most likely wants to do with the job."""
    if row.state == "done" and row.result is None and is_remote(row):
        return "details"  # a draft or a presenter: it stays at the service
    if row.state == "done" and (row.is_folder or row.target.suffix == ".zip"):
        return "folder"  # pictures are not played
    if not is_remote(row) and not row.is_final:
        return "cancel"
    if row.is_perhaps_sent:
        return "look_up"  # also once it was cancelled: it may be at the service all the same
    return LOOKS[row.state].main


def more_actions(row: JobRow, *, address: str = "") -> tuple[Action, ...]:
    """Everything else that can be done, in the order of a menu; ``address`` is where a browser shows it."""
    found: list[Action] = []
    if row.result is not None and row.state == "done":
        if has_film(row):
            found.append("compare")
        found += ["folder", "copy_path"] if main_action(row) != "folder" else ["copy_path"]
    if is_remote(row) and row.state in ("running", "stalled"):
        found.append("stop")
    if row.state in ("held", "offline") or (row.state == "queued" and row.next_at):
        found += ["check", "cancel"]
    if row.is_perhaps_sent or (row.state in ("failed", "cancelled") and row.remote_id):
        found.append("send_again")
    found.append("details")
    if address:
        found.append("visit")
    found.append("copy_report")
    if is_remote(row):
        found += ["copy_curl", "copy_id"]
    if row.remote_id:
        found.append("copy_remote_id")
    if row.is_final:
        found.append("remove")
    main = main_action(row)
    return tuple(action for action in found if action != main)
