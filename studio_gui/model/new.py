"""New projects, scenes and clips, with every documented field said so that a strict service finds what it wants."""

from __future__ import annotations

from studio_gui.model.clips import (
    AudioClip,
    AvatarClip,
    AvatarModel,
    ClipStudio,
    ImageClip,
    Shadow,
    ShapeClip,
    TextClip,
    VideoClip,
)
from studio_gui.model.edits.scenes import new_script
from studio_gui.model.fields import SceneId
from studio_gui.model.geometry import Rect
from studio_gui.model.ids import new_clip_id
from studio_gui.model.project import (
    FORMAT,
    Background,
    BackgroundStudio,
    Project,
    ProjectStudio,
    Scene,
    SceneStudio,
    new_id,
)

DEFAULT_FONT = "Noto Sans CJK"


def new_project(*, name: str = "Untitled", orientation: str = "landscape", scenes: tuple[Scene, ...] = ()) -> Project:
    """A project; without scenes it gets one that is empty."""
    return Project(
        name=name,
        orientation=orientation,
        scenes=scenes or (new_scene(),),
        is_export=True,
        resolution="1080",
        studio=ProjectStudio(format=FORMAT, language="en"),
    )


def new_scene(*, script: str = "", color: str = "rgb(255,255,255)", name: str = "") -> Scene:
    """An empty scene with a plain background."""
    return Scene(
        scene_idx=0,
        scripts=(new_script(script),),
        background=color_background(color),
        clips=(),
        watermark=False,
        thumbnail_url=None,
        studio=SceneStudio(id=SceneId(new_id()), name=name),
    )


def color_background(color: str) -> Background:
    """A background of one colour."""
    return Background(id="background", type="background", source_type="color", source_url="", source_color=color)


def picture_background(media: str, *, color: str = "rgb(255,255,255)") -> Background:
    """A background picture, scaled to cover the stage; ``color`` shows until it is there."""
    return Background(
        id="background",
        type="background",
        source_type="image",
        source_url="",
        source_color=color,
        studio=BackgroundStudio(media=media),
    )


def new_presenter(
    *, ai_name: str, emotion: str, box: Rect, size: tuple[float, float], language: str = "en"
) -> AvatarClip:
    """A presenter drawn in ``box``; ``size`` is the natural width and height of its picture."""
    model = AvatarModel(ai_name=ai_name, emotion=emotion, language=language, source_url="")
    return AvatarClip.model_validate({**_scaled("aiModel", box, size), "model": model})


def new_image(*, box: Rect, size: tuple[int, int], media: str = "", url: str = "", name: str = "") -> ImageClip:
    """A picture drawn in ``box``; ``size`` is its natural width and height in pixels."""
    own = {"angle": 0, "source_url": url, "tag": "", "studio": ClipStudio(media=media, name=name)}
    return ImageClip.model_validate({**_scaled("image", box, size), **own})


def new_video(*, box: Rect, size: tuple[int, int], media: str = "", url: str = "", name: str = "") -> VideoClip:
    """A video drawn in ``box``; ``size`` is its natural width and height in pixels."""
    own = {"video_url": url, "source_url": "", "volume": 100, "tag": "", "studio": ClipStudio(media=media, name=name)}
    return VideoClip.model_validate({**_scaled("videoImage", box, size), **own})


def new_shape(shape_name: str, *, box: Rect, fill: str = "rgb(47,95,227)", name: str = "") -> ShapeClip:
    """A filled shape."""
    own = {"shape_name": shape_name, "fill": fill, "stroke_radius": 0, **_drawn(name)}
    return ShapeClip.model_validate({**_placed("shape", box), **own})


def new_text(text: str, *, box: Rect, font_size: float = 48, fill: str = "rgb(26,30,38)", name: str = "") -> TextClip:
    """A text; ``font_size`` is in points."""
    font = {"font_size": font_size, "font_family": DEFAULT_FONT, "font_weight": "", "font_style": ""}
    own = {"text": text, "fill": fill, "underline": False, "align": "left", "background_color": "", **_drawn(name)}
    return TextClip.model_validate({**_placed("textImage", box), **font, **own})


def new_audio(*, media: str = "", url: str = "", label: str = "", volume: int = 100) -> AudioClip:
    """A sound; its geometry is zero because the documents require the fields and give it no place."""
    place = {"left": 0, "top": 0, "width": 0, "height": 0}
    own = {"source_url": url, "volume": volume, "file_label": label, "studio": ClipStudio(media=media)}
    return AudioClip.model_validate({**_named("audio"), **place, **own})


def no_shadow() -> Shadow:
    """The documents' default shadow, switched off."""
    return Shadow(color="#00000060", blur=0, offset_x=5, offset_y=5, enabled=False)


def _named(kind: str) -> dict[str, object]:
    clip_id = new_clip_id(kind)
    return {"id": clip_id, "type": kind, "layer": 1, "name": clip_id}


def _placed(kind: str, box: Rect) -> dict[str, object]:
    """Where a clip lies that keeps its scale and is as large as its box."""
    place = {"left": box.left, "top": box.top, "width": box.width, "height": box.height}
    return {**_named(kind), **place, "scale_x": 1, "scale_y": 1, "angle": 0, "opacity": 100}


def _scaled(kind: str, box: Rect, size: tuple[float, float]) -> dict[str, object]:
    """Where a clip lies whose natural ``size`` is scaled into its box."""
    place = {"left": box.left, "top": box.top, "width": size[0], "height": size[1]}
    scale = {"scale_x": box.width / size[0], "scale_y": box.height / size[1]}
    return {**_named(kind), **place, **scale, "opacity": 100}


def _drawn(name: str) -> dict[str, object]:
    """What shapes and texts have in common."""
    return {"stroke": "", "stroke_width": 0, "shadow": no_shadow(), "tag": "", "studio": ClipStudio(name=name)}
