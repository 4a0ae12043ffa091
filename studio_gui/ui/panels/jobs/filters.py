"""Which jobs are shown: by what they need, and by words. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from studio_gui.jobs.row import JobRow

Filter = Literal["all", "active", "needs", "done"]
TITLES: dict[Filter, str] = {"all": "All", "active": "Active", "needs": "Needs you", "done": "Done"}


def is_wanted(row: JobRow, chosen: Filter) -> bool:
    """Whether a filter lets a job through."""
    if chosen == "active":
        return not row.is_final
    if chosen == "needs":
        return row.state in ("unsure", "stalled", "failed")
    return chosen == "all" or row.state == "done"


def matching(
    rows: Iterable[JobRow], chosen: Filter, *, words: str, account_of: Callable[[str], str]
) -> tuple[JobRow, ...]:
    """The rows a filter lets through that have every one of ``words`` in title, account or ids, capitals aside."""
    wanted = words.casefold().split()
    return tuple(row for row in rows if is_wanted(row, chosen) and _has(row, wanted, account_of))


def counts(rows: Iterable[JobRow]) -> dict[Filter, int]:
    """How many jobs each filter lets through."""
    found: dict[Filter, int] = dict.fromkeys(TITLES, 0)
    for row in rows:
        for chosen in TITLES:
            found[chosen] += is_wanted(row, chosen)
    return found


def _has(row: JobRow, wanted: list[str], account_of: Callable[[str], str]) -> bool:
    if not wanted:
        return True
    said = f"{row.title} {account_of(row.account)} {row.account} {row.id} {row.remote_id}".casefold()
    return all(word in said for word in wanted)
