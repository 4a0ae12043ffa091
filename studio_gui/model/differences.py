"""What differs between two values of a scene, found by identity: what was not touched is the same object."""

from __future__ import annotations

from collections.abc import Sequence

from studio_gui.model.clips import AvatarClip, Clip
from studio_gui.model.project import Scene

Pairs = Sequence[tuple[Clip, Clip]]
_last: tuple[Scene, Scene, Pairs | None] | None = None
"""What was asked last, and the answer: after each step of a drag half a dozen views ask the same."""


def changed_clips(before: Scene, after: Scene) -> Pairs | None:
    """The clips that differ, old and new; None when clips came, went, hid, showed up or were stacked otherwise.

    A step of a drag changes one clip among a thousand: whoever mirrors a scene need not look at the others.
    """
    global _last
    last = _last
    if last is None or last[0] is not before or last[1] is not after:
        last = _last = before, after, _looked_for(before, after)
    return last[2]


def same_presenters(before: Scene, after: Scene) -> bool:
    """Whether no presenter was touched; False too where that takes a look at all clips."""
    pairs = changed_clips(before, after)
    return pairs is not None and not any(type(new) is AvatarClip for _old, new in pairs)


def _looked_for(before: Scene, after: Scene) -> Pairs | None:
    if len(before.clips) != len(after.clips):
        return None
    pairs: Pairs = [(old, new) for old, new in zip(before.clips, after.clips, strict=True) if old is not new]
    if all(_stays_in_place(old, new) for old, new in pairs):
        return pairs
    return None


def _stays_in_place(old: Clip, new: Clip) -> bool:
    """Whether two values are of one clip that shows, or not, at one height of the stack."""
    return old.id == new.id and old.layer == new.layer and old.is_drawn == new.is_drawn and type(old) is type(new)
