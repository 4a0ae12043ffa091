"""Scenes made of parts of scripts and of media files, laid out like another, and scripts put into scenes there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from studio_gui.files.importing.scripts import Part
from studio_gui.files.importing.tables import Row, has_own_title, plain
from studio_gui.files.importing.tables import filled as cells_in
from studio_gui.files.probing import MediaFacts
from studio_gui.model.clips import Clip, ImageClip, TextClip, VideoClip
from studio_gui.model.edits.scenes import add_scene, new_script, set_script
from studio_gui.model.fields import MAX_PX, SceneId
from studio_gui.model.geometry import Box, Rect, box_of, with_box
from studio_gui.model.new import new_image, new_scene, new_text, new_video, picture_background
from studio_gui.model.project import STAGE_SIZES, Project, Scene, new_id

_TITLE_PT = 72
_LOGO_SHARE = 1 / 40
"""Of the stage: what covers less is a logo or an ornament, which stays."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A media file that is in the project: its reference, what it holds, and what to call it."""

    ref: str
    facts: MediaFacts
    name: str

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels, at least one."""
        return max(1, self.facts.width), max(1, self.facts.height)


def scene_saying(part: Part, like: Scene | None, *, orientation: str = "landscape") -> Scene:
    """A scene that says a part, laid out like another; its largest text is the part's name.

    Without another it is white, with the name as a title.
    """
    if like is None:
        scene = new_scene(script=part.text, name=part.name)
        scene = scene.changed(studio=scene.studio.changed(notes=part.notes)) if part.notes else scene
        return scene.changed(clips=(_title(part.name, orientation),)) if part.name else scene
    scripts = tuple(script.changed(org="") for script in like.scripts) or (new_script(""),)
    scripts = (scripts[0].changed(org=part.text), *scripts[1:])
    clips = like.clips
    texts = [clip for clip in clips if isinstance(clip, TextClip) and clip.is_drawn]
    if part.name and texts:
        largest = max(texts, key=lambda clip: clip.font_size_px * abs(clip.scale_y))
        clips = tuple(largest.changed(text=part.name) if clip is largest else clip for clip in clips)
    return _copy(like, name=part.name, notes=part.notes).changed(scripts=scripts, clips=clips)


def _title(words: str, orientation: str) -> TextClip:
    width, height = STAGE_SIZES.get(orientation, STAGE_SIZES["landscape"])
    box = Rect(round(width * 0.1), round(height * 0.4), round(width * 0.8), round(height * 0.2))
    return new_text(words, box=box, font_size=_TITLE_PT).changed(align="center", font_weight=700)


def _copy(like: Scene, *, name: str, notes: str = "") -> Scene:
    """A scene of its own that looks like another; what was recorded for that one says nothing of what this one says."""
    studio = like.studio.changed(id=SceneId(new_id()), name=name[:200], notes=notes, duration_s=None, recording="")
    return like.changed(studio=studio)


def scene_showing(taken: Taken, like: Scene | None, *, orientation: str = "landscape") -> Scene:
    """A scene like another, its largest picture or video replaced by a file.

    Where there is none, or just a logo, a picture is the background, and a video lies on the stage as large as it fits.
    """
    scene = new_scene() if like is None else like
    if like is not None:
        scene = scene.changed(scripts=tuple(script.changed(org="") for script in scene.scripts))
    return _with_media(_copy(scene, name=taken.name), taken, orientation=orientation)


def _with_media(scene: Scene, taken: Taken, *, orientation: str) -> Scene:
    kind = VideoClip if taken.facts.kind == "video" else ImageClip
    stage = STAGE_SIZES.get(orientation, STAGE_SIZES["landscape"])
    least = stage[0] * stage[1] * _LOGO_SHARE
    fitting = [clip for clip in scene.clips if isinstance(clip, kind) and _area(clip) >= least]
    if fitting:
        largest = max(fitting, key=_area)
        clips = tuple(_in_place_of(clip, taken) if clip is largest else clip for clip in scene.clips)
        return scene.changed(clips=clips)
    if taken.facts.kind == "picture":
        return scene.changed(background=picture_background(taken.ref))
    video = _fitted(taken, Box(0, 0, *stage))
    # Behind all others: it fills the stage.
    front = tuple(clip.changed(layer=min(MAX_PX, clip.layer + 1)) for clip in scene.clips)
    lowest = min((clip.layer for clip in scene.clips), default=1)
    return scene.changed(clips=(video.changed(layer=lowest), *front))


def _area(clip: Clip) -> float:
    box = box_of(clip)
    return box.width * box.height


def scene_of_row(
    row: Row, like: Scene | None, taken: Mapping[str, Taken], *, has_scripts: bool, orientation: str = "landscape"
) -> Scene:
    """A scene for a row of a table, laid out like another.

    Its cells fill the places in the texts that have their headings, and the clips that are called so. What a table
    without a column of scripts says is the other's script. ``taken`` are the media of the row by heading, ``""`` for
    the one that goes where the largest is.
    """
    scene = scene_saying(row.part, like, orientation=orientation)
    if like is not None and has_own_title(like, row.cells):
        scene = scene.changed(clips=like.clips)
    if like is not None and not has_scripts:
        scene = scene.changed(scripts=like.scripts, studio=scene.studio.changed(recording=like.studio.recording))
    main = taken.get("")
    if main is not None:
        scene = _with_media(scene, main, orientation=orientation)
    scripts = tuple(script.changed(org=cells_in(script.org, row.cells)) for script in scene.scripts)
    return scene.changed(scripts=scripts, clips=tuple(_of_row(clip, row, taken) for clip in scene.clips))


def _of_row(clip: Clip, row: Row, taken: Mapping[str, Taken]) -> Clip:
    name = plain(clip.studio.name)
    if isinstance(clip, TextClip):
        named = row.cells.get(name) if name else None
        words = cells_in(clip.text, row.cells) if named is None else named
        return clip.changed(text=words) if words != clip.text else clip
    file = taken.get(name) if name else None
    kind = VideoClip if file is not None and file.facts.kind == "video" else ImageClip
    return _in_place_of(clip, file).with_studio(name=clip.studio.name) if file and isinstance(clip, kind) else clip


def _in_place_of(old: Clip, taken: Taken) -> Clip:
    return _fitted(taken, box_of(old)).changed(layer=old.layer)


def _fitted(taken: Taken, box: Box) -> Clip:
    width, height = taken.size
    factor = min(box.width / width, box.height / height)
    rect = Rect(0, 0, width * factor, height * factor)
    made: Clip
    if taken.facts.kind == "video":
        made = new_video(box=rect, size=taken.size, media=taken.ref, name=taken.name)
    else:
        made = new_image(box=rect, size=taken.size, media=taken.ref, name=taken.name)
    return with_box(made, Box.about(box.center, rect.width, rect.height, box.angle))


def with_scenes(project: Project, scenes: Sequence[Scene], *, index: int | None = None) -> Project:
    """The project with scenes at a place, the end when it is None."""
    at = len(project.scenes) if index is None else max(0, min(index, len(project.scenes)))
    for offset, scene in enumerate(scenes):
        project = add_scene(project, scene=scene, index=at + offset)
    return project


def filled(project: Project, parts: Sequence[Part], *, start: int = 0) -> Project:
    """The project with parts as the scripts of its scenes, from the scene ``start`` on.

    What is left of the parts becomes scenes behind, laid out like the last one.
    """
    scenes = project.scenes[start:]
    for scene, part in zip(scenes, parts, strict=False):
        project = set_script(project, scene.id, text=part.text)
    like = project.scenes[-1] if project.scenes else None
    more = [scene_saying(part, like, orientation=project.orientation) for part in parts[len(scenes) :]]
    return with_scenes(project, more)
