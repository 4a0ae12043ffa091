"""One picture of a scene at a moment, of exactly the shape of the stage."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtGui import QImage, QPainter

from studio_gui.base.errors import RenderError, TargetError
from studio_gui.model.project import Project, Scene
from studio_gui.painting import Assets, paint_scene
from studio_gui.render.request import part_of

MAX_HEIGHT = 8640


def frame(
    project: Project,
    scene: Scene,
    *,
    assets: Assets,
    at_s: float | None = None,
    height: int | None = None,
    mouth: int = 0,
) -> QImage:
    """The scene ``at_s`` seconds in (as laid out for None), ``height`` pixels high (the stage's own for None); opaque.

    Raises :class:`RenderError` when the picture would be too large. A QGuiApplication must exist; any thread may call.
    """
    stage = project.stage_size
    size = size_for(stage, height or stage[1])
    image = QImage(*size, QImage.Format.Format_RGB32)
    if image.isNull():
        raise RenderError(f"There is not enough memory for a picture of {size[0]} × {size[1]} pixels.")
    with QPainter(image) as painter:
        painter.scale(size[0] / stage[0], size[1] / stage[1])
        paint_scene(painter, scene, stage=stage, assets=assets, at_s=at_s, mouth=mouth)
    return image


def size_for(stage: tuple[int, int], height: int) -> tuple[int, int]:
    """Width and height of a picture of the stage that is ``height`` pixels high.

    Of an even height the width is even, too, as that of a film: 480 is 854 × 480. Raises :class:`RenderError` outside 1
    to 8640.
    """
    if not 1 <= height <= MAX_HEIGHT:
        raise RenderError(f"A picture cannot be {height} pixels high.", f"Choose a height from 1 to {MAX_HEIGHT}.")
    step = 1 if height % 2 else 2
    return max(1, round(stage[0] * height / stage[1] / step) * step), height


def write_picture(image: QImage, target: Path) -> None:
    """Write a PNG or JPEG, by the name; an older file of that name stays whole until the new one is.

    Raises :class:`TargetError` when the file cannot be written.
    """
    kind = "JPG" if target.suffix.lower() in (".jpg", ".jpeg") else "PNG"
    part = part_of(target)
    # Qt only says yes or no; opening the file first tells why.
    try:
        part.write_bytes(b"")
        if not image.save(str(part), kind, 92 if kind == "JPG" else -1):  # type: ignore[call-overload]
            raise OSError("the picture could not be written whole")
        os.replace(part, target)
    except OSError as error:
        if part.is_file():
            part.unlink(missing_ok=True)
        raise TargetError(
            f"The picture cannot be written to {target}: {(error.strerror or str(error)).lower()}.",
            "Choose another folder, or make room.",
            repr(error),
        ) from error
