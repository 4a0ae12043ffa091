"""The pictures of one scene, frame after frame, drawn only where something changes.

Clips that never move are drawn once into layers; a moving clip (a video, an animation, a speaking face) is drawn again between
them when its state differs from that of the frame before, within the rectangle it changes. While the scene comes in,
the picture before it is mixed with its own; captions lie over everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle

import numpy as np
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

from studio_gui.base.media import PlayedFacts
from studio_gui.files.exporting.cues import Cue
from studio_gui.model.captions import Captions
from studio_gui.model.clips import AvatarClip, Clip, VideoClip
from studio_gui.model.geometry import box_of
from studio_gui.model.project import Project
from studio_gui.painting import Assets, paint_clip
from studio_gui.painting.background import paint_background
from studio_gui.painting.effects.animation import animation_of, motion_at, progress
from studio_gui.painting.effects.captions import caption_box, paint_caption
from studio_gui.painting.effects.transition import paint_transition
from studio_gui.painting.media.presenters import BLINK, face_box
from studio_gui.painting.scene import HINTS, placing
from studio_gui.painting.video import video_moment
from studio_gui.render.timing import SceneSpan
from studio_gui.render.writing.captions import captions_of, cue_at
from studio_gui.speech.reading.script import shown_script
from studio_gui.speech.sound import Sound

State = tuple[int, ...]


_BLINK_S = 0.13
_BLINKS_AFTER_S = (1.9, 3.4, 4.7, 2.8, 5.1, 3.9)
"""People blink every few seconds, not evenly; the same way each time, so that a video can be made again."""


def faces_of(mouths: Sequence[int], frames: int, *, fps: int) -> list[int]:
    """The face of whoever speaks for every frame of a scene: the mouth shape, and now and then a blink."""
    faces = [*mouths[:frames], *[0] * (frames - len(mouths))]
    if not any(mouths):
        return faces
    at_s = 0.0
    for pause_s in cycle(_BLINKS_AFTER_S):
        at_s += pause_s
        first = round(at_s * fps)
        if first >= frames:
            return faces
        for index in range(first, min(frames, first + max(1, round(_BLINK_S * fps)))):
            faces[index] |= BLINK
    return faces


@dataclass(frozen=True, slots=True)
class _Moving:
    """A clip that changes; ``area`` is where, in device pixels."""

    clip: Clip
    area: QRect
    facts: PlayedFacts | None = None

    def state(self, at_s: float, face: int, assets: Assets) -> int:
        if isinstance(self.clip, AvatarClip):
            return face
        if isinstance(self.clip, VideoClip) and self.facts is not None:
            moment = video_moment(self.clip, at_s, assets=assets)
            return -1 if moment is None else self.facts.picture_at(moment)
        animation = animation_of(self.clip)
        return round(progress(animation, at_s) * 1_000_000) if animation is not None else 0


@dataclass(frozen=True, slots=True)
class _Still:
    """What does not move between two clips that do: as much of the stage as there is something, and where it lies."""

    image: QImage
    at: QPoint


@dataclass(frozen=True, slots=True)
class Writing:
    """What is written over a scene: its cues, in seconds from the scene's start, and their style."""

    cues: tuple[Cue, ...] = ()
    style: Captions = field(default_factory=Captions)


def writing_of(project: Project, span: SceneSpan, sound: Sound) -> Writing:
    """The captions of a scene as the project wants them drawn; none when it wants none."""
    style = project.studio.captions
    if not style.shown:
        return Writing()
    text = shown_script(span.scene.script_text)
    cues = captions_of(project, text, sound, start_s=0.0, length_s=span.duration_s)
    return Writing(cues, style) if cues else Writing()


def _filled(image: QImage) -> QRect:
    """Where anything is in a picture with transparency; one pixel where there is nothing."""
    rows = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)
    down = np.flatnonzero(rows.any(axis=1))
    across = np.flatnonzero(rows.any(axis=0))
    if not len(down):
        return QRect(0, 0, 1, 1)
    return QRect(QPoint(int(across[0]), int(down[0])), QPoint(int(across[-1]), int(down[-1])))


class SceneFilm:
    """The frames of a scene at a size.

    ``faces`` are the mouth shapes of whoever speaks, by frame (``faces_of``); frames after the last are 0. ``before`` is
    the last picture of the scene before, at the same size and without captions, which a transition needs. A film that
    ``is_transparent`` has no background.
    """

    def __init__(
        self,
        span: SceneSpan,
        *,
        stage: tuple[int, int],
        size: tuple[int, int],
        assets: Assets,
        faces: Sequence[int],
        is_transparent: bool = False,
        before: QImage | None = None,
        writing: Writing | None = None,
    ) -> None:
        self._span, self._stage, self._size, self._assets, self._faces = span, stage, size, assets, faces
        self._before, self._writing = before, writing or Writing()
        self._scale = QTransform.fromScale(size[0] / stage[0], size[1] / stage[1])
        self._is_transparent = is_transparent
        self._form = QImage.Format.Format_ARGB32_Premultiplied if is_transparent else QImage.Format.Format_RGB32
        self._picture = QImage(*size, self._form)
        self._layers: list[QImage | _Still | _Moving] = []
        self._build()
        self._crop()

    def state(self, index: int) -> State:
        """What is shown at a frame: the frames of a transition, the caption, the moving clips; equal states are equal
        pictures."""
        at_s, face = index / self._span.fps, self._face(index)
        moving = (layer.state(at_s, face, self._assets) for layer in self._layers if isinstance(layer, _Moving))
        return (self._coming(index), cue_at(self._writing.cues, at_s), *moving)

    def picture(self, index: int, before: State | None) -> tuple[QImage, QRect | None]:
        """The picture at a frame and where it differs from the one with state ``before`` (None: everywhere).

        The image is drawn into again by the next call, and never by whoever gets it.
        """
        changed = self._changed(index, before)
        coming, cue, *_ = self.state(index)
        only = self._layers[0] if len(self._layers) == 1 else None
        if isinstance(only, QImage) and not coming and cue < 0:
            return only, changed
        with QPainter(self._picture) as painter:
            if changed is not None:
                painter.setClipRect(changed)
            self._draw_scene(painter, index)
        if coming:
            self._mix(index)
        if cue >= 0:
            with QPainter(self._picture) as painter:
                if changed is not None:
                    painter.setClipRect(changed)
                painter.setTransform(self._scale)
                paint_caption(painter, self._writing.cues[cue].text, self._writing.style, stage=self._stage)
        return self._picture, changed

    def last_picture(self) -> QImage:
        """A copy of the last frame without its caption, over which the next scene comes in."""
        with QPainter(self._picture) as painter:
            self._draw_scene(painter, self._span.frames - 1)
        return self._picture.copy()

    def _draw_scene(self, painter: QPainter, index: int) -> None:
        if self._is_transparent:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
            painter.fillRect(self._picture.rect(), Qt.GlobalColor.transparent)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        for layer in self._layers:
            if isinstance(layer, QImage):
                painter.drawImage(0, 0, layer)
            elif isinstance(layer, _Still):
                painter.drawImage(layer.at, layer.image)
            else:
                self._draw_moving(painter, layer, index)

    def _coming(self, index: int) -> int:
        """Which frame of the transition it is, from 1; 0 when the scene stands alone."""
        return index + 1 if self._before is not None and index < self._span.transition_frames else 0

    def _mix(self, index: int) -> None:
        transition = self._span.scene.studio.transition
        if self._before is None or transition is None:
            return
        new = self._picture.copy()
        if self._is_transparent:
            self._picture.fill(0)
        with QPainter(self._picture) as painter:
            painter.setRenderHints(HINTS)
            paint_transition(painter, self._before, new, kind=transition.kind, part=self._span.arrived(index))

    def _draw_moving(self, painter: QPainter, moving: _Moving, index: int) -> None:
        at_s, clip = index / self._span.fps, moving.clip
        painter.save()
        painter.setTransform(self._scale)
        paint_clip(
            painter,
            clip,
            assets=self._assets,
            at_s=at_s,
            mouth=self._face(index) if isinstance(clip, AvatarClip) else 0,
            motion=motion_at(clip, at_s, stage=self._stage),
        )
        painter.restore()

    def _face(self, index: int) -> int:
        return self._faces[index] if index < len(self._faces) else 0

    def _changed(self, index: int, before: State | None) -> QRect | None:
        now = self.state(index)
        if before is None or before[0] or now[0]:
            return None
        moving = [layer for layer in self._layers if isinstance(layer, _Moving)]
        area = QRect()
        for layer, old, new in zip(moving, before[2:], now[2:], strict=True):
            if old != new:
                area = area.united(layer.area)
        if before[1] != now[1]:
            area = area.united(self._cue_area(before[1])).united(self._cue_area(now[1]))
        return area.intersected(QRect(0, 0, *self._size))

    def _cue_area(self, cue: int) -> QRect:
        """Device pixels covered by a caption; none for -1."""
        if cue < 0:
            return QRect()
        box = caption_box(self._writing.cues[cue].text, self._writing.style, stage=self._stage)
        return self._scale.mapRect(box).toAlignedRect().adjusted(-3, -3, 3, 3)

    def _build(self) -> None:
        scene = self._span.scene
        speaker = scene.speaker if any(self._faces) else None
        with self._painter(self._form) as painter:
            if not self._is_transparent:
                paint_background(painter, scene.background, stage=self._stage, assets=self._assets)
        for clip in (clip for clip in scene.stacked() if clip.is_drawn):
            moving = self._moving(clip, is_speaking=clip is speaker)
            if moving is not None:
                self._layers.append(moving)
            else:
                with self._painter(QImage.Format.Format_ARGB32_Premultiplied) as painter:
                    paint_clip(painter, clip, assets=self._assets)

    def _crop(self) -> None:
        """Above something that moves is mostly nothing, which would be mixed into every picture."""
        for place, layer in enumerate(self._layers):
            if place and isinstance(layer, QImage):
                area = _filled(layer)
                self._layers[place] = _Still(layer.copy(area), area.topLeft())

    def _painter(self, form: QImage.Format) -> QPainter:
        """A painter in scene pixels on the front layer, which is made when a moving clip is in front."""
        layer = self._layers[-1] if self._layers else None
        if not isinstance(layer, QImage):
            layer = QImage(*self._size, form)
            layer.fill(0)
            self._layers.append(layer)
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
            return _Moving(clip, self._area(clip, QRectF(0, 0, 1, 1)), facts)
        if isinstance(clip, AvatarClip) and is_speaking:
            part = face_box(clip.model.ai_name, clip.model.emotion)
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
