"""What can be set right by itself: for some issues, the edit that does it and what its button says."""

from __future__ import annotations

from collections.abc import Callable

from studio_gui.model.checks.clips import SHADOW_LIMITS
from studio_gui.model.checks.issue import Issue
from studio_gui.model.clips import Clip, ImageClip, ShapeClip, TextClip
from studio_gui.model.edits.clips import replace_scene, synced, under_id
from studio_gui.model.edits.scenes import new_script
from studio_gui.model.fields import control_of
from studio_gui.model.geometry import Box, Point, box_of, tidy, with_box
from studio_gui.model.ids import new_clip_id
from studio_gui.model.project import Project, Scene


def fix_label(issue: Issue) -> str:
    """What the button says that sets the issue right; empty when only a person can."""
    if issue.code in _PROJECT_FIXES:
        return _PROJECT_FIXES[issue.code][0]
    if issue.scene_index is None:
        return ""
    if issue.code in _SCENE_FIXES:
        return _SCENE_FIXES[issue.code][0]
    if issue.code == _TOO_LONG and not issue.fits_at_pt:
        return ""
    return _CLIP_FIXES[issue.code][0] if issue.clip_id is not None and issue.code in _CLIP_FIXES else ""


def fixed(project: Project, issue: Issue) -> Project:
    """The project with an issue set right; the very same project when it cannot be, or is not there any more."""
    if not fix_label(issue):
        return project
    if issue.code in _PROJECT_FIXES:
        return _PROJECT_FIXES[issue.code][1](project)
    if issue.scene_index is None or issue.scene_index >= len(project.scenes):
        return project
    scene = project.scenes[issue.scene_index]
    if issue.code in _SCENE_FIXES:
        return replace_scene(project, _SCENE_FIXES[issue.code][1](scene))
    mend = _CLIP_FIXES[issue.code][1]
    clips = tuple(mend(clip, issue, project.stage_size) if clip.id == issue.clip_id else clip for clip in scene.clips)
    return replace_scene(project, scene.changed(clips=clips))


def _numbered(project: Project) -> Project:
    scenes = enumerate(project.scenes)
    return project.changed(scenes=tuple(s if s.scene_idx == n else s.changed(scene_idx=n) for n, s in scenes))


def _with_own_ids(scene: Scene) -> Scene:
    seen: set[str] = set()
    clips: list[Clip] = []
    for clip in scene.clips:
        clips.append(under_id(clip, new_clip_id(clip.type)) if clip.id in seen else clip)
        seen.add(clip.id)
    return scene.changed(clips=tuple(clips))


def _with_script(scene: Scene) -> Scene:
    return synced(scene.changed(scripts=(new_script(""),)))


def _in_the_usual_voice(scene: Scene) -> Scene:
    return scene.changed(studio=scene.studio.changed(voice=""))


def _clamped(clip: Clip, issue: Issue, stage: tuple[int, int]) -> Clip:
    if issue.field == "shadow" and isinstance(clip, (ShapeClip, TextClip)) and clip.shadow is not None:
        limits = {name: (low, high) for name, low, high in SHADOW_LIMITS}
        now = {name: float(getattr(clip.shadow, name)) for name in limits}
        news = {name: tidy(min(max(value, limits[name][0]), limits[name][1])) for name, value in now.items()}
        return clip.changed(shadow=clip.shadow.changed(**news))
    if issue.field == "animation" and isinstance(clip, (ShapeClip, TextClip, ImageClip)) and clip.animation is not None:
        animation = clip.animation
        length, delay = min(max(animation.duration, 1), 30), min(max(animation.delay, 0), 30)
        return clip.changed(animation=animation.changed(duration=length, delay=delay))
    field = type(clip).model_fields.get(issue.field)
    control = control_of(field) if field is not None else None
    if control is None:
        return clip
    return clip.changed(**{issue.field: tidy(control.within(float(getattr(clip, issue.field))))})


def _brought_back(clip: Clip, issue: Issue, stage: tuple[int, int]) -> Clip:
    box = box_of(clip)
    return with_box(clip, Box.about(Point(stage[0] / 2, stage[1] / 2), box.width, box.height, box.angle))


def _upright(clip: Clip, issue: Issue, stage: tuple[int, int]) -> Clip:
    box = box_of(clip)
    return with_box(clip, Box.about(box.center, box.width, box.height, 0))


def _rectangle(clip: Clip, issue: Issue, stage: tuple[int, int]) -> Clip:
    return clip.changed(shape_name="Rectangle_corner0")


def _still(clip: Clip, issue: Issue, stage: tuple[int, int]) -> Clip:
    return clip.changed(animation=None)


def _shrunk(clip: Clip, issue: Issue, stage: tuple[int, int]) -> Clip:
    return clip.changed(font_size=issue.fits_at_pt) if isinstance(clip, TextClip) else clip


_TOO_LONG = "text-overflow"
_PROJECT_FIXES: dict[str, tuple[str, Callable[[Project], Project]]] = {
    "orientation": ("Make it landscape", lambda project: project.changed(orientation="landscape")),
    "resolution": ("Use 1080", lambda project: project.changed(resolution="1080")),
    "scene-order": ("Number the scenes", _numbered),
}
_SCENE_FIXES: dict[str, tuple[str, Callable[[Scene], Scene]]] = {
    "duplicate-id": ("Give new ids", _with_own_ids),
    "script-ids": ("Use the one on the stage", synced),
    "no-script": ("Add an empty script", _with_script),
    "voice-missing": ("Use the usual voice", _in_the_usual_voice),
    "voice-not-sent": ("Use the usual voice", _in_the_usual_voice),
}
_CLIP_FIXES: dict[str, tuple[str, Callable[[Clip, Issue, tuple[int, int]], Clip]]] = {
    "out-of-range": ("Bring into range", _clamped),
    "off-stage": ("Bring back", _brought_back),
    "angle-not-documented": ("Set upright", _upright),
    _TOO_LONG: ("Shrink text to fit", _shrunk),
    "unknown-shape": ("Make it a rectangle", _rectangle),
    "unknown-animation": ("Remove the animation", _still),
}
