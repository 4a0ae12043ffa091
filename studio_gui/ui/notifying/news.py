"""What is worth telling of a job that came to another state. No widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_gui.jobs.row import JobRow
from studio_gui.ui.theme.isolating import isolated

if TYPE_CHECKING:
    from studio_gui.app.avatars.following import Change


@dataclass(frozen=True, slots=True)
class News:
    """A line and a sentence; ``is_bad`` when somebody has to look."""

    title: str
    text: str
    is_bad: bool = False


def news_of(row: JobRow) -> News | None:
    """What is told of a job that has just come to the state it is in; None for what is nobody's news."""
    if row.state == "done":
        said = row.result.name if row.result is not None else row.kept.get("words", "It is at the service.")
        return News(f"“{isolated(row.title)}” is ready", said)
    if row.state == "failed":
        return News(
            f"“{isolated(row.title)}” could not be made", row.error or "Look at the job for the reason.", is_bad=True
        )
    if row.state == "unsure":
        return News(f"“{isolated(row.title)}” was perhaps sent", "Look it up before it is sent again.", is_bad=True)
    if row.state == "stalled":
        return News(f"“{isolated(row.title)}” stands still", "Nothing has moved for a quarter of an hour.", is_bad=True)
    return None


def news_of_avatar(change: Change) -> News | None:
    """What is told of an avatar that moved on at its service; how it ends is told with its job."""
    before, after = change.before, change.after
    is_moving = before is not None and after.phase in ("making", "approved")
    if before is None or not is_moving or not change.is_worth_telling or not before.remote_id:
        return None
    return News(f"“{isolated(after.name)}”: {after.words}", "Its diary is in File › Accounts and services › Avatars.")
