"""Which scene or clip of the one project is which of the other: by id, else by likeness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from studio_gui.model.clips import AudioClip, AvatarClip, Clip, ImageClip, ShapeClip, TextClip, VideoClip
from studio_gui.model.geometry import box_of
from studio_gui.model.project import Scene

Part = TypeVar("Part")
Pairs = list[tuple[Part, Part]]

ENOUGH = 0.5
"""Likeness from which two are taken for the same, of 1."""
_MOST_COMPARED = 2500
"""Pairs looked at one by one; beyond, only what is the same in a telling way is matched."""


def match_scenes(before: Sequence[Scene], after: Sequence[Scene]) -> Pairs[Scene]:
    """Scenes that belong together, in the order of the later ones."""
    keys: tuple[Callable[[Scene], Hashable], ...] = (lambda scene: scene.id or None, _content, _clip_ids)
    return _match(before, after, keys, scene_likeness)


def match_clips(before: Sequence[Clip], after: Sequence[Clip]) -> Pairs[Clip]:
    """Clips that belong together; those of different kinds never do."""
    keys: tuple[Callable[[Clip], Hashable], ...] = (lambda clip: (clip.type, clip.id), _look)
    return _match(before, after, keys, clip_likeness)


def _match(
    before: Sequence[Part],
    after: Sequence[Part],
    keys: Iterable[Callable[[Part], Hashable]],
    likeness: Callable[[Part, Part], float],
) -> Pairs[Part]:
    """Pair by each key in turn, then what is left by likeness, the most alike first."""
    pairs: dict[int, int] = {}
    olds, news = list(range(len(before))), list(range(len(after)))
    for key in keys:
        pairs |= _by_key(before, after, olds, news, key)
        taken = set(pairs.values())
        olds, news = [i for i in olds if i not in taken], [i for i in news if i not in pairs]
    if olds and news and len(olds) * len(news) <= _MOST_COMPARED:
        pairs |= _by_likeness(before, after, olds, news, likeness)
    return [(before[pairs[new]], after[new]) for new in sorted(pairs)]


def _by_key(
    before: Sequence[Part],
    after: Sequence[Part],
    olds: Iterable[int],
    news: Iterable[int],
    key: Callable[[Part], Hashable],
) -> dict[int, int]:
    """Of several with the same key the first belongs to the first; None is no key."""
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for old in olds:
        places[key(before[old])].append(old)
    places.pop(None, None)
    found: dict[int, int] = {}
    for new in news:
        waiting = places.get(key(after[new]))
        if waiting:
            found[new] = waiting.pop(0)
    return found


def _by_likeness(
    before: Sequence[Part],
    after: Sequence[Part],
    olds: Sequence[int],
    news: Sequence[int],
    likeness: Callable[[Part, Part], float],
) -> dict[int, int]:
    scored = [(likeness(before[old], after[new]), old, new) for old in olds for new in news]
    scored.sort(key=lambda each: (-each[0], abs(each[1] - each[2]), each[2]))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for score, old, new in scored:
        if score >= ENOUGH and old not in taken and new not in found:
            found[new] = old
            taken.add(old)
    return found


def _content(scene: Scene) -> Hashable:
    """What is telling of a scene whose id is another: its words, its name, what is on it."""
    told = (scene.script_text, scene.studio.name, tuple(map(_look, scene.clips)))
    return told if any(told) else None


def _clip_ids(scene: Scene) -> Hashable:
    return frozenset(clip.id for clip in scene.clips) or None


def _look(clip: Clip) -> Hashable:
    box = box_of(clip)
    return clip.type, clip.label, _substance(clip), round(box.left), round(box.top), round(box.width), round(box.height)


def _substance(clip: Clip) -> str:
    """What a clip is of, apart from where and how large it is."""
    match clip:
        case TextClip():
            return clip.text
        case ShapeClip():
            return clip.shape_name
        case ImageClip() | AudioClip():
            return clip.studio.media or clip.source_url
        case VideoClip():
            return clip.studio.media or clip.video_url
        case AvatarClip():
            return clip.model.ai_name
    return clip.type


def clip_likeness(before: Clip, after: Clip) -> float:
    """How much two clips are alike, from 0 to 1."""
    if before.type != after.type:
        return 0.0
    name = 1.0 if before.studio.name and before.studio.name == after.studio.name else 0.0
    old, new = box_of(before), box_of(after)
    distance = abs(old.center.x - new.center.x) + abs(old.center.y - new.center.y)
    near = max(0.0, 1 - distance / 600)
    large = 1 - min(1.0, (abs(old.width - new.width) + abs(old.height - new.height)) / 600)
    return max(name * 0.9, 0.55 * _ratio(_substance(before), _substance(after)) + 0.3 * near + 0.15 * large)


def scene_likeness(before: Scene, after: Scene) -> float:
    """How much two scenes are alike, from 0 to 1."""
    name = 1.0 if before.studio.name and before.studio.name == after.studio.name else 0.0
    script = _ratio(before.script_text, after.script_text) if before.script_text or after.script_text else 0.0
    old, new = {clip.id for clip in before.clips}, {clip.id for clip in after.clips}
    shared = len(old & new) / max(1, min(len(old), len(new)))
    looks = {(clip.type, _substance(clip)) for clip in before.clips} & {
        (clip.type, _substance(clip)) for clip in after.clips
    }
    seen = len(looks) / max(1, len(before.clips), len(after.clips))
    return max(name * 0.9, 0.55 * script + 0.45 * max(shared, seen), shared * 0.6, seen * 0.7)


def _ratio(before: str, after: str) -> float:
    if before == after:
        return 1.0
    old, new = before[:400], after[:400]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.real_quick_ratio() < ENOUGH or matcher.quick_ratio() < ENOUGH:
        return 0.0
    return matcher.ratio()


def unmoved(order: Sequence[int]) -> set[int]:
    """The largest set of numbers that stand in rising order: all others have moved past them."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for value in order:
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if ends[middle] < value else (low, middle)
        before[value] = ends[low - 1] if low else None
        ends[low : low + 1] = [value]
    kept: set[int] = set()
    at: int | None = ends[-1] if ends else None
    while at is not None:
        kept.add(at)
        at = before[at]
    return kept
