"""Building blocks of the sample projects: one palette, one type scale, one set of margins.

Numbers are scene pixels, font sizes points. Everything goes through the functions the editor itself uses, so a
sample is a project like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from studio_gui.model.clips import Clip, Shadow
from studio_gui.model.geometry import Rect
from studio_gui.model.new import (
    new_audio,
    new_image,
    new_presenter,
    new_project,
    new_scene,
    new_shape,
    new_text,
    new_video,
    picture_background,
)
from studio_gui.model.project import Project, ProjectStudio, Scene, SceneStudio

INK = "rgb(15,27,61)"
SLATE = "rgb(71,84,112)"
ACCENT = "rgb(47,95,227)"
WARM = "rgb(255,138,76)"
MINT = "rgb(46,196,158)"
PAPER = "rgb(255,255,255)"
MIST = "rgb(232,238,251)"
SKY = "rgb(186,205,255)"
PRESENTER_SIZE = (800, 1200)
SOFT = Shadow(color="#0F1B3D40", blur=10, offset_x=0.1, offset_y=8, enabled=True)


@dataclass(frozen=True)
class Media:
    """A file of the sample: its place in the project and its natural size in pixels."""

    ref: str
    size: tuple[int, int] = (0, 0)
    name: str = ""


def text(
    words: str, x: float, y: float, width: float, height: float, *, size: float, color: str = INK, bold: bool = False,
    align: str = "left", name: str = "", italic: bool = False,
) -> Clip:  # fmt: skip
    """A text in its box."""
    clip = new_text(words, box=Rect(x, y, width, height), font_size=size, fill=color, name=name)
    return clip.changed(font_weight=700 if bold else "", align=align, font_style="italic" if italic else "")


def shape(
    kind: str, x: float, y: float, width: float, height: float, *, fill: str, name: str = "", radius: float = 0,
    opacity: int = 100, soft: bool = False, angle: float = 0, stroke: str = "", stroke_width: float = 0,
) -> Clip:  # fmt: skip
    """A shape; ``soft`` puts a quiet shadow under it."""
    clip = new_shape(kind, box=Rect(x, y, width, height), fill=fill, name=name)
    clip = clip.changed(stroke_radius=radius, opacity=opacity, angle=angle, stroke=stroke, stroke_width=stroke_width)
    return clip.changed(shadow=SOFT) if soft else clip


def picture(media: Media, x: float, y: float, width: float, *, name: str = "") -> Clip:
    """A picture of the given width, its proportions kept."""
    height = width * media.size[1] / media.size[0]
    return new_image(box=Rect(x, y, width, height), size=media.size, media=media.ref, name=name or media.name)


def video(media: Media, x: float, y: float, width: float, *, name: str = "") -> Clip:
    """A video of the given width, its proportions kept."""
    height = width * media.size[1] / media.size[0]
    return new_video(box=Rect(x, y, width, height), size=media.size, media=media.ref, name=name or media.name)


def music(media: Media, *, volume: int = 18) -> Clip:
    """Music under the speech."""
    return new_audio(media=media.ref, label=Path(media.name).name, volume=volume)


def presenter(who: str, outfit: str, x: float, y: float, height: float, *, name: str = "") -> Clip:
    """A presenter; ``y + height`` may lie below the stage."""
    width = height * PRESENTER_SIZE[0] / PRESENTER_SIZE[1]
    clip = new_presenter(ai_name=who, emotion=outfit, box=Rect(x, y, width, height), size=PRESENTER_SIZE)
    return clip.with_studio(name=name or who.title())


def scene(name: str, background: str, script: str, *clips: Clip, ident: str) -> Scene:
    """A scene; clips are given from the back to the front."""
    made = new_scene(script=script)
    layered = tuple(clip.changed(layer=index + 1) for index, clip in enumerate(clips))
    found = next((clip for clip in layered if clip.type == "aiModel"), None)
    scripts = made.scripts
    if found is not None:
        model = found.to_json()["model"]
        assert isinstance(model, dict)
        scripts = (scripts[0].changed(model_id=model["ai_name"], cloth_id=model["emotion"]),)
    return made.changed(
        background=picture_background(f"builtin:backgrounds/{background}.svg"),
        clips=layered,
        scripts=scripts,
        studio=SceneStudio.model_validate({"id": ident, "name": name}),
    )


def project(name: str, *scenes: Scene, orientation: str = "landscape") -> Project:
    """A project of scenes, counted from zero."""
    counted = tuple(made.changed(scene_idx=index) for index, made in enumerate(scenes))
    made = new_project(name=name, orientation=orientation, scenes=counted)
    return made.changed(studio=ProjectStudio(format=1, language="en"))
