"""Words for steps of the history: "Title", "3 clips"."""

from __future__ import annotations

from collections.abc import Sequence

from studio_gui.model.clips import Clip


def named(clips: Sequence[Clip]) -> str:
    """What a step says it is about."""
    if len(clips) != 1:
        return f"{len(clips)} clips"
    label = clips[0].label
    return label if len(label) <= 24 else label[:23].rstrip() + "…"
