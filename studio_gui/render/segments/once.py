"""Small things that are the same in every film, made once on a computer and kept in the user's cache."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from studio_gui.base.paths import user_paths
from studio_gui.render.segments.store import SegmentStore

FOLDER = "encoder"
"""Of the user's cache."""


def made_once(what: str, make: Callable[[], list[bytes]]) -> list[bytes]:
    """What ``make`` answers, or what it answered before under the same ``what``; nothing is not kept."""
    store = SegmentStore(user_paths().cache / FOLDER)
    key = hashlib.sha256(what.encode()).hexdigest()
    before = store.find(key)
    if before is not None:
        return [content for _, content in before.records()]
    made = make()
    if made:
        record = store.record(key)
        for content in made:
            record.add(1, content)
        record.keep()
    return made
