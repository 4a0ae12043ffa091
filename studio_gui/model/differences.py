"""What differs between two values of a scene, found by identity: what was not touched is the same object."""

from __future__ import annotations

from studio_gui.model.clips import Clip
from studio_gui.model.project import Scene


def changed_clips(before: Scene, after: Scene) -> list[tuple[Clip, Clip]] | None:
    """The clips that differ, old and new; None when clips came, went, hid, showed up or were stacked otherwise.

    A step of a drag changes one clip among a thousand: whoever mirrors a scene need not look at the others.
    """
    if len(before.clips) != len(after.clips):
        return None
    pairs: list[tuple[Clip, Clip]] = [
        (old, new) for old, new in zip(before.clips, after.clips, strict=True) if old is not new
    ]
    if all(_stays_in_place(old, new) for old, new in pairs):
        return pairs
    return None


def _stays_in_place(old: Clip, new: Clip) -> bool:
    """Whether two values are of one clip that shows, or not, at one height of the stack."""
    return old.id == new.id and old.layer == new.layer and old.is_drawn == new.is_drawn and type(old) is type(new)
