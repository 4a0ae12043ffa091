"""A whole scene, and one clip in its place: turned, mirrored, scaled, with shadow and opacity.

The painter's unit is the scene pixel. This is the only drawing of a scene there is: canvas, thumbnails and video
call it.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QTransform

from studio_gui.model.clips import Clip, ShapeClip, TextClip
from studio_gui.model.geometry import Box, box_of, mirrors_of
from studio_gui.model.project import Scene
from studio_gui.painting.assets import Assets
from studio_gui.painting.background import paint_background
from studio_gui.painting.effects.animation import REST, Motion, motion_at
from studio_gui.painting.effects.shadow import paint_shadow
from studio_gui.painting.kinds import KINDS, Kind
from studio_gui.painting.layer import layer_of
from studio_gui.painting.sheet import Sheet, device_scale

HINTS = (
    QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing | QPainter.RenderHint.SmoothPixmapTransform
)


def paint_scene(
    painter: QPainter,
    scene: Scene,
    *,
    stage: tuple[int, int],
    assets: Assets,
    at_s: float | None = None,
    mouth: int = 0,
) -> None:
    """Draw background and clips as they are ``at_s`` seconds into the scene; what leaves the stage is cut off.

    None is the scene as it was laid out: animations are over or have not begun, videos show their first frame.
    ``stage`` is ``project.stage_size``; ``mouth`` is the mouth shape (0 closed … 5) of whoever speaks.
    """
    painter.save()
    painter.setRenderHints(HINTS)
    painter.setClipRect(QRectF(0, 0, *stage), Qt.ClipOperation.IntersectClip)
    paint_background(painter, scene.background, stage=stage, assets=assets)
    speaker = scene.speaker
    for clip in scene.stacked():
        if clip.is_drawn:
            motion = REST if at_s is None else motion_at(clip, at_s, stage=stage)
            paint_clip(
                painter, clip, assets=assets, at_s=at_s or 0.0, mouth=mouth if clip is speaker else 0, motion=motion
            )
    painter.restore()


def paint_clip(
    painter: QPainter, clip: Clip, *, assets: Assets, at_s: float = 0.0, mouth: int = 0, motion: Motion = REST
) -> None:
    """Draw one clip where it lies, whether or not it is hidden; the painter comes back as it was.

    ``motion`` is what its animation does at the moment (``animation.motion_at``).
    """
    kind = KINDS.get(type(clip))
    box = box_of(clip)
    if kind is None or clip.scale_x == 0 or clip.scale_y == 0 or motion.zoom <= 0:
        return
    painter.save()
    painter.setRenderHints(HINTS)
    scene_scale = min(device_scale(painter))
    painter.setTransform(placing(clip, box) * _moved(box, motion), True)
    width, height = box.width, box.height
    if kind.in_natural_size:
        width, height = float(clip.width), float(clip.height)
        painter.scale(abs(clip.scale_x), abs(clip.scale_y))
    sheet = Sheet(assets, at_s, mouth, width, height)
    opacity = max(0.0, min(1.0, clip.opacity / 100)) * motion.opacity
    if opacity >= 1:
        _paint(painter, clip, kind, sheet, scene_scale)
    elif opacity > 0:
        _paint_faded(painter, clip, kind, sheet, scene_scale, opacity)
    painter.restore()


def _moved(box: Box, motion: Motion) -> QTransform:
    center = box.center
    transform = QTransform.fromTranslate(center.x + motion.dx, center.y + motion.dy)
    transform.scale(motion.zoom, motion.zoom)
    return transform.translate(-center.x, -center.y)


def placing(clip: Clip, box: Box) -> QTransform:
    """From the clip's own coordinates, (0, 0) to its drawn width and height, to the scene's."""
    transform = QTransform.fromTranslate(box.left, box.top)
    transform.rotate(box.angle)
    across, down = mirrors_of(clip)
    transform.translate(box.width if across else 0, box.height if down else 0)
    return transform.scale(-1 if across else 1, -1 if down else 1)


def _paint(painter: QPainter, clip: Clip, kind: Kind, sheet: Sheet, scene_scale: float) -> None:
    if kind.ground is not None:
        kind.ground(painter, clip, sheet)
    if isinstance(clip, ShapeClip | TextClip) and clip.shadow is not None and clip.shadow.enabled:
        paint_shadow(
            painter,
            clip.shadow,
            bounds=kind.bounds(clip, sheet.width, sheet.height),
            scale=scene_scale,
            paint=lambda inner: kind.paint(inner, clip, sheet),
        )
    kind.paint(painter, clip, sheet)


def _paint_faded(painter: QPainter, clip: Clip, kind: Kind, sheet: Sheet, scene_scale: float, opacity: float) -> None:
    """Opacity is that of the whole: an outline does not show the fill through it."""
    bounds = kind.bounds(clip, sheet.width, sheet.height).united(QRectF(0, 0, sheet.width, sheet.height))
    reach = (
        60 / max(1e-6, min(abs(clip.scale_x), abs(clip.scale_y), 1)) if isinstance(clip, ShapeClip | TextClip) else 0
    )
    layer = layer_of(
        painter,
        bounds.adjusted(-reach, -reach, reach, reach),
        paint=lambda inner: _paint(inner, clip, kind, sheet, scene_scale),
    )
    if layer is not None:
        layer.draw(painter, opacity=opacity)
