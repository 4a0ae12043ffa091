"""Copies of clips, of the same scene or from elsewhere, put in front of those that are there; and of whole scenes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from studio_gui.model.clips import AvatarClip, Clip
from studio_gui.model.edits.clips import replace_scene, the_scene, under_id, with_clips
from studio_gui.model.edits.scenes import add_scene
from studio_gui.model.fields import MAX_PX, ClipId, SceneId
from studio_gui.model.geometry import Point, box_of, tidy
from studio_gui.model.ids import new_clip_id
from studio_gui.model.project import Project, Scene, new_id

COPY_OFFSET = Point(20, 20)
"""How far a copy on the same scene lies from its original. Source: canvas habits."""


def paste_clips(
    project: Project, scene_id: SceneId, *, clips: Sequence[Clip], ids: Sequence[ClipId], delta: Point, inside: str = "",
    into: str = "",
) -> Project:  # fmt: skip
    """The project with copies of ``clips``, from the back to the front, under ``ids`` and moved by ``delta``.

    What was a group is one again, but not the one it was copied from; a single member of a group is in none. Copies of
    what is in the group ``inside``, which is open, come into it; all of them come into the group ``into``.
    """
    scene = the_scene(project, scene_id)
    front = max((clip.layer for clip in scene.clips), default=0)
    members = Counter(clip.studio.group for clip in clips)
    groups = {group: new_id() if group and count > 1 else "" for group, count in members.items()} | {inside: inside}
    copies = []
    for number, (clip, clip_id) in enumerate(zip(clips, ids, strict=True), start=1):
        fields: dict[str, object] = {"id": clip_id, "layer": min(MAX_PX, front + number)}
        if clip.name == clip.id:
            fields["name"] = clip_id
        if clip.has_box and (delta.x or delta.y):
            fields |= {"left": tidy(clip.left + delta.x), "top": tidy(clip.top + delta.y)}
        copy = clip.changed(**fields)
        group = into or groups[clip.studio.group]
        copies.append(copy if group == copy.studio.group else copy.with_studio(group=group))
    return replace_scene(project, with_clips(scene, (*scene.clips, *copies)))


def paste_scenes(project: Project, *, scenes: Sequence[Scene], ids: Sequence[SceneId], index: int) -> Project:
    """The project with copies of ``scenes`` under ``ids`` at ``index`` (0 is first); their clips get ids of their own."""
    for offset, (scene, scene_id) in enumerate(zip(scenes, ids, strict=True)):
        clips = tuple(under_id(clip, new_clip_id(clip.type)) for clip in scene.clips)
        copy = scene.changed(clips=clips, studio=scene.studio.changed(id=scene_id))
        project = add_scene(project, scene=copy, index=index + offset)
    return project


def duplicate_clips(
    project: Project, scene_id: SceneId, *, clip_ids: Collection[ClipId], delta: Point = COPY_OFFSET, inside: str = ""
) -> tuple[Project, tuple[ClipId, ...]]:
    """The project with copies of clips in front, moved by ``delta``, and the ids of the copies.

    What a presenter says in its own clip is not said a second time. Copies of what is in the group ``inside``, which is
    open, come into it.
    """
    wanted = frozenset(clip_ids)
    chosen = [_speechless(clip) for clip in the_scene(project, scene_id).stacked() if clip.id in wanted]
    ids = tuple(new_clip_id(clip.type) for clip in chosen)
    return paste_clips(project, scene_id, clips=chosen, ids=ids, delta=delta, inside=inside), ids


def _speechless(clip: Clip) -> Clip:
    return clip.changed(script=None) if isinstance(clip, AvatarClip) and clip.script else clip


def free_delta(scene: Scene, clips: Sequence[Clip], *, step: Point) -> Point:
    """How far copies go from where ``clips`` were: as many steps as it takes so that they do not hide others.

    Pasting the same thing again and again makes a row of steps, not a pile that looks like one clip; what was cut out
    comes back to its place.
    """
    seen = [clip for clip in clips if clip.has_box]
    kinds = {clip.type for clip in seen}
    there = _Places(clip for clip in scene.clips if clip.has_box and clip.type in kinds)
    delta = Point(0, 0)
    while seen and all(_place(clip, delta) in there for clip in seen):
        delta += step
    return delta


class _Places:
    """Where clips lie; of hundreds only those at a corner that is asked for are looked at closely."""

    def __init__(self, clips: Iterable[Clip]) -> None:
        self._at: dict[tuple[object, ...], list[Clip]] = {}
        self._known: dict[tuple[object, ...], set[tuple[object, ...]]] = {}
        for clip in clips:
            self._at.setdefault((round(clip.left, 10), round(clip.top, 10)), []).append(clip)

    def __contains__(self, place: tuple[object, ...]) -> bool:
        corner = place[1:3]
        if corner not in self._known:
            self._known[corner] = {_place(clip, Point(0, 0)) for clip in self._at.get(corner, ())}
        return place in self._known[corner]


def _place(clip: Clip, delta: Point) -> tuple[object, ...]:
    box = box_of(clip)
    # Not held at the rim of the world, where step upon step would lead to the same place.
    return clip.type, round(box.left + delta.x, 10), round(box.top + delta.y, 10), box.width, box.height, box.angle
