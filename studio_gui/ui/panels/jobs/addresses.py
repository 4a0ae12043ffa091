"""Where a browser shows what a job made, as far as that is known. No widgets."""

from __future__ import annotations

from urllib.parse import quote

from studio_gui.app.accounts import Account
from studio_gui.jobs.row import JobRow
from studio_gui.providers.aistudios.account import REGIONS

_PROJECTS = frozenset({"project", "draft"})


def address_of(row: JobRow, account: Account | None) -> str:
    """The address of a project in the web editor; empty where none is known.

    Source: AI Studios' documents name the id of a project as the last part of ``app.aistudios.com/editor/<id>``.
    """
    if account is None or account.service != "aistudios" or row.kind not in _PROJECTS or not row.remote_id:
        return ""
    base = REGIONS["global"]
    is_there = account.region.rstrip("/") in ("", "global", base)
    return f"{base}/editor/{quote(row.remote_id, safe='')}" if is_there else ""
