"""A part of a picture as a picture of its own: what is sent of one that is cropped."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from studio_gui.painting.media import pictures
from studio_gui.painting.media.pictures import Size

VECTOR_DETAIL = 2
"""Pixels for each that a drawing takes on the stage: enough for a video in 4k."""


def write_part(source: Path, shares: tuple[float, float, float, float], target: Path, *, drawn: Size) -> Size | None:
    """Write what is left when ``shares`` are cut off at the left, top, right and bottom, as a PNG.

    Answers its size in pixels, None when the picture cannot be read. ``drawn`` is the size of the whole picture on the
    stage, which says how finely a drawing is made; a bitmap keeps its own pixels as far as they are worth keeping.
    A file that is there already, under a name that says all of this, is not written again. Raises ``OSError`` when it
    cannot be written.
    """
    if target.is_file():
        return pictures.natural_size(target)
    image = _whole(source, drawn)
    if image is None:
        return None
    left, top, right, bottom = shares
    start = round(left * image.width()), round(top * image.height())
    end = round((1 - right) * image.width()), round((1 - bottom) * image.height())
    part = image.copy(QRect(*start, max(1, end[0] - start[0]), max(1, end[1] - start[1])))
    half_done = target.with_name(f"{target.stem}.{os.getpid()}.part.png")
    target.parent.mkdir(parents=True, exist_ok=True)
    if not part.save(str(half_done)):
        half_done.unlink(missing_ok=True)
        raise OSError(f"{target} cannot be written")
    os.replace(half_done, target)
    return part.width(), part.height()


def _whole(source: Path, drawn: Size) -> QImage | None:
    natural = pictures.natural_size(source)
    if natural is None:
        return None
    if pictures.is_vector(source):
        wanted = drawn[0] * VECTOR_DETAIL, drawn[1] * VECTOR_DETAIL
        return pictures.draw_vector(source, pictures.bounded(wanted, natural, vector=True))
    size = pictures.bounded(natural, natural, vector=False)
    image = pictures.decode(source, pictures.halvings(natural, size))
    return None if image is None else pictures.scaled(image, size)
