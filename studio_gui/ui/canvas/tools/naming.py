"""Words of the tools: what a step of the history is about ("Title", "3 clips"), and the numbers beside the pointer."""

from __future__ import annotations

from collections.abc import Sequence

from studio_gui.model.clips import Clip
from studio_gui.model.fields import WIDTH, X
from studio_gui.ui.forms.arithmetic import shown


def named(clips: Sequence[Clip]) -> str:
    """What a step says it is about."""
    if len(clips) != 1:
        return f"{len(clips)} clips"
    label = clips[0].label
    return label if len(label) <= 24 else label[:23].rstrip() + "…"


def place_said(value: float) -> str:
    """A place along one axis, as the inspector shows it."""
    return shown(value, X.decimals)


def size_said(width: float, height: float) -> str:
    """How large something is, in the numbers that the inspector shows."""
    return f"{length_said(width)} × {length_said(height)}"


def length_said(value: float) -> str:
    """How long something is, as the inspector shows it."""
    return shown(value, WIDTH.decimals)
