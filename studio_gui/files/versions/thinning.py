"""Which versions may go: the older they are, the fewer are needed to find one's way back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo

from studio_gui.files.versions.entry import Version

ALL_FOR = timedelta(days=1)
HOURLY_FOR = timedelta(days=7)
ALL_DAYS, HOURLY_DAYS = 3, 8
"""So many days of the calendar do these times touch at most; of the first there is one more, for a clock that was ahead."""


def superfluous(versions: Iterable[Version], *, now: datetime, zone: tzinfo | None = None) -> tuple[Version, ...]:
    """The versions that are not to be kept any longer.

    All of the last day are kept, then the last one of each hour of the last week, then the last one of each day; those
    that were exported or have a name, and the newest of all, always. Hours and days count as a whole and are those of
    ``zone`` (None: this computer's), so that thinning often leaves the same as thinning once.

    Whatever ``now`` is, the last three days on which anything was kept keep all, and the last eight one of each hour: a
    clock that is ahead for a while, by a day or by years, makes nothing old.
    """
    ordered = sorted(versions, key=lambda version: (version.at, version.id), reverse=True)
    days = dict.fromkeys(_day_of(version.at, zone) for version in ordered)
    ranks = {day: rank for rank, day in enumerate(days)}
    gone: list[Version] = []
    taken: set[tuple[str, datetime]] = set()
    for place, version in enumerate(ordered):
        span = _span(version.at, now=now, zone=zone, rank=ranks[_day_of(version.at, zone)])
        if span is None or (version.is_lasting and place):
            continue
        if span in taken:
            gone.append(version)
        taken.add(span)
    return tuple(gone)


def _day_of(at: datetime, zone: tzinfo | None) -> datetime:
    return at.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)


def _span(at: datetime, *, now: datetime, zone: tzinfo | None, rank: int) -> tuple[str, datetime] | None:
    """The hour or day of which one version is enough; None while all are kept.

    ``rank`` counts the days on which versions were kept, the last one is 0.
    """
    local = at.astimezone(zone)
    hour = local.replace(minute=0, second=0, microsecond=0)
    day = hour.replace(hour=0)
    if now - (day + timedelta(days=1)) >= HOURLY_FOR and rank >= HOURLY_DAYS:
        return "day", day.replace(tzinfo=None)
    if now - (hour + timedelta(hours=1)) >= ALL_FOR and rank >= ALL_DAYS:
        return "hour", hour
    return None
