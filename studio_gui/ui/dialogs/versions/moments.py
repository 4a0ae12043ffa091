"""Days and hours as one says them."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QLocale


def day_words(day: date, *, today: date) -> str:
    """``Today``, ``Yesterday``, ``Friday``, ``6 March`` or ``6 March 2025``."""
    ago = (today - day).days
    names = QLocale.c()
    if ago == 0:
        return "Today"
    if ago == 1:
        return "Yesterday"
    if 1 < ago < 7:
        return names.dayName(day.isoweekday())
    said = f"{day.day} {names.monthName(day.month)}"
    return said if day.year == today.year else f"{said} {day.year}"


def time_words(at: datetime) -> str:
    """``14:02`` where this computer is."""
    return f"{at.astimezone():%H:%M}"


def moment_words(at: datetime, *, today: date) -> str:
    """``Friday 14:02``."""
    local = at.astimezone()
    return f"{day_words(local.date(), today=today)} {local:%H:%M}"
