"""What of a version is to come back: the scene and the clip that are chosen, found in that version. Knows no widget."""

from __future__ import annotations

from dataclasses import dataclass

from studio_gui.base.errors import ProjectFileError
from studio_gui.model.clips import Clip
from studio_gui.model.comparing import Comparison, restore_clip, restore_scene
from studio_gui.model.comparing.clips import clip_name
from studio_gui.model.comparing.matching import match_clips
from studio_gui.model.comparing.scenes import scene_title
from studio_gui.model.comparing.wording import plural
from studio_gui.model.fields import ClipId, SceneId
from studio_gui.model.project import Project, Scene
from studio_gui.ui.dialogs.versions.changes import Line
from studio_gui.ui.dialogs.versions.library import Both
from studio_gui.ui.dialogs.versions.strip import Pair


@dataclass(frozen=True, slots=True)
class Wanted:
    """A scene of the version, and maybe one clip of it, with what to call them."""

    scene_id: SceneId | None = None
    scene_title: str = ""
    clip_id: ClipId | None = None
    clip_title: str = ""


def wanted(both: Both, *, is_before: bool, pair: Pair | None, chosen: Line | None) -> Wanted:
    """What is chosen, as the version has it; ``is_before`` when the version is the left one of the two."""
    scene = (pair.before if is_before else pair.after) if pair is not None else None
    if scene is None:
        return Wanted()
    project = both.before if is_before else both.after
    title = scene_title(scene, project.index_of(scene.id))
    clip = _clip(both, scene, pair, chosen, is_before=is_before)
    if clip is None:
        return Wanted(scene.id, title)
    return Wanted(scene.id, title, clip.id, clip_name(clip))


def _clip(both: Both, scene: Scene, pair: Pair | None, chosen: Line | None, *, is_before: bool) -> Clip | None:
    """The one clip that the chosen change is about, as it is in ``scene`` of the version."""
    change = chosen.change if chosen is not None else None
    if change is None or len(change.clip_ids) != 1 or pair is None or chosen is None or chosen.scene is not pair.change:
        return None
    (clip_id,) = change.clip_ids
    if change.kinds == ("removed",):
        return scene.clip(clip_id) if is_before else None
    if change.kinds == ("added",):
        return None if is_before else scene.clip(clip_id)
    if not is_before:
        return scene.clip(clip_id)
    later = pair.after.clips if pair.after is not None else ()
    return next((old for old, new in match_clips(scene.clips, later) if new.id == clip_id), None)


def with_scene(now: Project, version: Project, what: Wanted) -> Project:
    """The project with the scene put back."""
    if what.scene_id is None:
        return now
    return restore_scene(now, version, scene_id=what.scene_id)


def with_clip(now: Project, version: Project, what: Wanted) -> Project:
    """The project with the clip put back; raises :class:`ProjectFileError` when its scene is gone."""
    if what.scene_id is None or what.clip_id is None:
        return now
    try:
        return restore_clip(now, version, scene_id=what.scene_id, clip_id=what.clip_id)
    except KeyError:
        raise ProjectFileError(
            f"The scene of {what.clip_title} is gone from the project.", "Restore the scene instead."
        ) from None


def count_words(comparison: Comparison) -> str:
    """How much changed, in a few words."""
    if comparison.is_empty:
        return "Nothing changed"
    scenes = plural(len(comparison.scenes), "scene") if comparison.scenes else "No scene"
    return f"{scenes} changed"
