"""Which presenters ship with the program."""

from __future__ import annotations

import json
from functools import cache

from studio_gui.base.paths import resource


@cache
def own_presenters() -> frozenset[str]:
    """The ids (``ai_name``) of the presenters that are drawn on this computer; empty when none are installed."""
    try:
        listed = json.loads(resource("presenters", "presenters.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    rows = listed.get("presenters", []) if isinstance(listed, dict) else listed
    return frozenset(str(row["id"]) for row in rows if isinstance(row, dict) and "id" in row)
