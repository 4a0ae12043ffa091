"""The pictures of one scene, frame after frame, drawn only where something changes.

Clips that never move are drawn once into layers; a moving clip (a video, an animation, a speaking mouth) is drawn again between
them when its state differs from that of the frame before, within the rectangle it changes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter, QTransform

from studio_gui.model.clips import AvatarClip, Clip, VideoClip
from studio_gui.model.geometry import box_of
from studio_gui.painting import Assets, paint_clip
from studio_gui.painting.animation import animation_of, motion_at, progress
from studio_gui.painting.background import paint_background
from studio_gui.painting.media.presenters import mouth_box
from studio_gui.painting.scene import HINTS, placing, speaker_of
from studio_gui.render.timing import SceneSpan

State = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Moving:
    """A clip that changes; ``area`` is where, in device pixels."""

    clip: Clip
    area: QRect
    rate: float = 0.0
    last: int = 0

    def state(self, at_s: float, mouth: int) -> int:
        if isinstance(self.clip, AvatarClip):
            return mouth
        animation = animation_of(self.clip)
        if animation is not None:
            return round(progress(animation, at_s) * 1_000_000)
        return min(self.last, math.floor(at_s * self.rate + 1e-6))


class SceneFilm:
    """The frames of a scene at a size.

    ``mouths`` are the shapes of the speaking mouth by frame; frames after the last are closed.
    """

    def __init__(
        self, span: SceneSpan, *, stage: tuple[int, int], size: tuple[int, int], assets: Assets, mouths: Sequence[int]
    ) -> None:
        self._span, self._stage, self._size, self._assets, self._mouths = span, stage, size, assets, mouths
        self._scale = QTransform.fromScale(size[0] / stage[0], size[1] / stage[1])
        self._picture = QImage(*size, QImage.Format.Format_RGB32)
        self._layers: list[QImage | _Moving] = []
        self._build()

    def state(self, index: int) -> State:
        """What the moving clips show at a frame; equal states are equal pictures."""
        at_s, mouth = index / self._span.fps, self._mouth(index)
        return tuple(layer.state(at_s, mouth) for layer in self._layers if isinstance(layer, _Moving))

    def picture(self, index: int, before: State | None) -> tuple[QImage, QRect | None]:
        """The picture at a frame and where it differs from the one with state ``before`` (None: everywhere).

        The image is drawn into again by the next call.
        """
        changed = self._changed(index, before)
        painter = QPainter(self._picture)
        if changed is not None:
            painter.setClipRect(changed)
        for layer in self._layers:
            if isinstance(layer, QImage):
                painter.drawImage(0, 0, layer)
            else:
                painter.save()
                painter.setTransform(self._scale)
                mouth = self._mouth(index) if isinstance(layer.clip, AvatarClip) else 0
                at_s = index / self._span.fps
                motion = motion_at(layer.clip, at_s, stage=self._stage)
                paint_clip(painter, layer.clip, assets=self._assets, at_s=at_s, mouth=mouth, motion=motion)
                painter.restore()
        painter.end()
        return self._picture, changed

    def _mouth(self, index: int) -> int:
        return self._mouths[index] if index < len(self._mouths) else 0

    def _changed(self, index: int, before: State | None) -> QRect | None:
        if before is None:
            return None
        moving = [layer for layer in self._layers if isinstance(layer, _Moving)]
        area = QRect()
        for layer, old, new in zip(moving, before, self.state(index), strict=True):
            if old != new:
                area = area.united(layer.area)
        return area.intersected(QRect(0, 0, *self._size))

    def _build(self) -> None:
        scene = self._span.scene
        speaker = speaker_of(scene) if any(self._mouths) else None
        still = self._new_layer(QImage.Format.Format_RGB32)
        painter = self._painter(still)
        paint_background(painter, scene.background, stage=self._stage, assets=self._assets)
        for clip in (clip for clip in scene.stacked() if clip.is_drawn):
            moving = self._moving(clip, is_speaking=clip is speaker)
            if moving is None:
                if still is None:
                    still = self._new_layer(QImage.Format.Format_ARGB32_Premultiplied)
                    painter = self._painter(still)
                paint_clip(painter, clip, assets=self._assets)
            else:
                if still is not None:
                    painter.end()
                self._layers.append(moving)
                still = None
        if still is not None:
            painter.end()

    def _new_layer(self, form: QImage.Format) -> QImage | None:
        layer = QImage(*self._size, form)
        layer.fill(0)
        self._layers.append(layer)
        return layer

    def _painter(self, layer: QImage | None) -> QPainter:
        assert layer is not None
        painter = QPainter(layer)
        painter.setRenderHints(HINTS)
        painter.setTransform(self._scale)
        return painter

    def _moving(self, clip: Clip, *, is_speaking: bool) -> _Moving | None:
        if animation_of(clip) is not None:
            return _Moving(clip, QRect(-2, -2, self._size[0] + 4, self._size[1] + 4))
        if isinstance(clip, VideoClip):
            facts = self._assets.facts(clip.studio.media)
            if facts is None or not facts.width:
                return None
            last = max(0, round(facts.duration_s * facts.rate) - 1)
            return _Moving(clip, self._area(clip, QRectF(0, 0, 1, 1)), facts.rate, last)
        if isinstance(clip, AvatarClip) and is_speaking:
            part = mouth_box(clip.model.ai_name, clip.model.emotion)
            return None if part is None else _Moving(clip, self._area(clip, part))
        return None

    def _area(self, clip: Clip, part: QRectF) -> QRect:
        """Device pixels covered by a part of the clip's box, given in fractions of it."""
        box = box_of(clip)
        inner = QRectF(
            part.x() * box.width, part.y() * box.height, part.width() * box.width, part.height() * box.height
        )
        area = (placing(clip, box) * self._scale).mapRect(inner)
        room = QRectF(-8, -8, self._size[0] + 16, self._size[1] + 16)
        return area.intersected(room).toAlignedRect().adjusted(-2, -2, 2, 2)
