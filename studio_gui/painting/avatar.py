"""The painter of presenters: those that ship with the program with their mouth, others by their picture."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from studio_gui.model.clips import AvatarClip
from studio_gui.painting.image import device_size, draw_in_box
from studio_gui.painting.placeholder import paint_silhouette
from studio_gui.painting.sheet import Sheet


def paint_avatar(painter: QPainter, clip: AvatarClip, sheet: Sheet) -> None:
    """The presenter; one of a service whose picture is not on this computer is a silhouette with its id.

    A presenter of a service stands still: only the service can move it. ``effects: [{"type": "head-only"}]`` is in every
    sample of the documents, with figures that show from head to waist; so it says what the service sets in motion, the
    head alone, and cuts nothing off.
    """
    if sheet.width <= 0 or sheet.height <= 0:
        return
    size = device_size(painter, sheet.width, sheet.height)
    picture = sheet.assets.presenter(clip.model.ai_name, clip.model.emotion, size=size, mouth=sheet.mouth)
    if picture is None:
        picture = sheet.assets.image(clip.studio.media, clip.model.source_url, size=size)
    if picture is None:
        paint_silhouette(painter, (sheet.width, sheet.height), label=clip.studio.name or clip.model.ai_name)
    else:
        draw_in_box(painter, picture, sheet.width, sheet.height)
