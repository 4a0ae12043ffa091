"""New scenes from picture files: laid out like the current scene, with the file where its picture is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from studio_gui.files.media import MediaFolder
from studio_gui.model.clips import Clip, ImageClip
from studio_gui.model.fields import SceneId
from studio_gui.model.geometry import Box, Rect, box_of, with_box
from studio_gui.model.new import new_image, new_scene, picture_background
from studio_gui.model.project import Scene, new_id


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is in the project's media."""

    ref: str
    name: str
    size: tuple[int, int]


def take_in(files: Sequence[Path], folder: Path) -> list[Picture]:
    """Copy picture files into the project; raises :class:`MediaError` for one that is no picture. Slow: files."""
    media = MediaFolder(folder)
    taken = []
    for file in files:
        ref, facts = media.add_with_facts(file)
        taken.append(Picture(ref, file.stem, (facts.width or 1, facts.height or 1)))
    return taken


def scene_with(picture: Picture, like: Scene | None) -> Scene:
    """A scene like another, its largest picture replaced; without one, the picture is the background."""
    if like is None:
        return new_scene(name=picture.name).changed(background=picture_background(picture.ref))
    studio = like.studio.changed(id=SceneId(new_id()), name=picture.name, notes="", duration_s=None)
    scripts = tuple(script.changed(org="") for script in like.scripts)
    images = [clip for clip in like.clips if isinstance(clip, ImageClip)]
    if not images:
        return like.changed(studio=studio, scripts=scripts, background=picture_background(picture.ref))
    largest = max(images, key=lambda clip: box_of(clip).width * box_of(clip).height)
    clips = tuple(_replaced(clip, picture) if clip is largest else clip for clip in like.clips)
    return like.changed(studio=studio, scripts=scripts, clips=clips)


def _replaced(old: Clip, picture: Picture) -> Clip:
    box = box_of(old)
    factor = min(box.width / picture.size[0], box.height / picture.size[1])
    width, height = picture.size[0] * factor, picture.size[1] * factor
    made = new_image(box=Rect(0, 0, width, height), size=picture.size, media=picture.ref, name=picture.name)
    return with_box(made, Box.about(box.center, width, height, box.angle)).changed(layer=old.layer)
