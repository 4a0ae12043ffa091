"""Real pictures of scenes, painted off the window's thread and remembered until what they show changes."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyle

from studio_gui.model.fields import SceneId
from studio_gui.model.project import Scene
from studio_gui.painting import Assets, paint_scene
from studio_gui.ui.threads import in_background

Size = tuple[int, int]
FADE_MS = 150
_FRAME_MS = 16
REST_MS = 150
"""A scene that changes is painted again when the hand rests this long,"""
PATIENCE = 8
"""or so many times as long as it takes to paint: one of hundreds of clips is not painted between any two gestures,"""
MOST_REST_MS = 1000
"""but never later than this."""
_MOST_KEPT = 4
"""Other projects whose pictures are kept, to be there at once when they are shown again."""
_MOST = 160
"""Pictures kept: more than anyone scrolls past, and bounded for projects with hundreds of scenes."""


@dataclass(frozen=True, slots=True)
class _Made:
    """A picture and what it shows."""

    scene: Scene
    stage: Size
    width_px: int
    image: QImage
    media_s: float
    took_s: float
    """How long it took to paint."""

    @property
    def rest_ms(self) -> int:
        """How long the hand rests before it is painted again."""
        return round(min(max(REST_MS, self.took_s * 1000 * PATIENCE), MOST_REST_MS))

    def shows(self, scene: Scene, stage: Size, width_px: int) -> bool:
        """Whether a scene looks the same; its number and its script do not show."""
        return (
            self.stage == stage
            and self.width_px == width_px
            and (self.scene is scene or _look_alike(self.scene, scene))
        )


def moves() -> bool:
    """Whether the person wants things to move: desktops say so through the style."""
    style = QApplication.style()
    return style is None or style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0


def _look_alike(a: Scene, b: Scene) -> bool:
    return (
        a.background is b.background
        and len(a.clips) == len(b.clips)
        and all(x is y for x, y in zip(a.clips, b.clips, strict=True))
    )


class SceneThumbnails(QObject):
    """Answers with what it has at once and paints what is missing or stale, the last asked for first."""

    made = Signal(str)
    """The id of the scene whose picture is new."""
    fading = Signal(str)
    """The id of a scene whose first picture is a little clearer than before."""

    def __init__(self, parent: QObject, *, folder: Path | None, waits: Callable[[], bool] = lambda: False) -> None:
        """None is begun while it ``waits``: while a hand drags, two threads that paint take twice as long each."""
        super().__init__(parent)
        self._assets = Assets(folder)
        self._made: OrderedDict[SceneId, _Made] = OrderedDict()
        self._kept: OrderedDict[Path | None, OrderedDict[SceneId, _Made]] = OrderedDict()
        self._wanted: OrderedDict[SceneId, tuple[Scene, Size, int]] = OrderedDict()
        self._is_busy = False
        self._born: dict[SceneId, float] = {}
        self._fade = QTimer(self)
        self._fade.setInterval(_FRAME_MS)
        self._fade.timeout.connect(self._on_fade)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._start)
        self._waits = waits

    @property
    def is_busy(self) -> bool:
        """Whether a picture is being painted or waits for it."""
        return self._is_busy or bool(self._wanted)

    @property
    def folder(self) -> Path | None:
        """Where media are looked for."""
        return self._assets.folder

    def set_folder(self, folder: Path | None) -> None:
        """Look for media in another project folder."""
        if folder != self._assets.folder:
            self._kept[self._assets.folder] = self._made
            self._made = self._kept.pop(folder, OrderedDict())
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
            self._assets = Assets(folder)
            self._wanted.clear()
            self._born.clear()

    def look_again(self) -> None:
        """Files of the project came or went: no picture holds any more."""
        self._assets = Assets(self._assets.folder)
        self._made.clear()
        self._wanted.clear()

    def picture(self, scene: Scene, *, stage: Size, width_px: int) -> QImage | None:
        """The latest picture of a scene, maybe of a moment ago; None until there is one."""
        made = self._made.get(scene.id)
        if made is None or not made.shows(scene, stage, width_px):
            self._want(scene, stage, width_px, rest_ms=made.rest_ms if made is not None else 0)
        if made is None:
            return None
        self._made.move_to_end(scene.id)
        return made.image

    def clearness(self, scene_id: SceneId) -> float:
        """How far the first picture of a scene has faded in, 0 to 1."""
        born = self._born.get(scene_id)
        return 1.0 if born is None else min(1.0, (time.monotonic() - born) * 1000 / FADE_MS)

    def _on_fade(self) -> None:
        for scene_id in list(self._born):
            if self.clearness(scene_id) >= 1:
                del self._born[scene_id]
            self.fading.emit(scene_id)
        if not self._born:
            self._fade.stop()

    def media_s(self, scene_id: SceneId) -> float:
        """The length of the scene's longest video or sound, in seconds; 0 for none, or until it is known."""
        made = self._made.get(scene_id)
        return made.media_s if made else 0.0

    def _want(self, scene: Scene, stage: Size, width_px: int, *, rest_ms: int) -> None:
        before = self._wanted.get(scene.id)
        if before is not None and before[0] is scene and before[1:] == (stage, width_px):
            return
        self._wanted[scene.id] = (scene, stage, width_px)
        self._wanted.move_to_end(scene.id)
        if rest_ms or not self._rest.isActive():  # one that is new is painted with those that wait
            self._rest.start(rest_ms)

    def _start(self) -> None:
        if self._is_busy or not self._wanted:
            return
        if self._waits():
            self._rest.start(REST_MS)
            return
        self._is_busy = True
        _scene_id, (scene, stage, width_px) = self._wanted.popitem()
        assets = self._assets
        in_background(self, lambda: _paint(scene, stage, width_px, assets), done=partial(self._on_done, assets))

    def _on_done(self, assets: Assets, made: _Made | Exception) -> None:
        self._is_busy = False
        if assets is not self._assets:
            self._start()  # another project is shown meanwhile
            return
        if isinstance(made, Exception):
            self._start()
            raise made
        if made.scene.id not in self._made and moves():
            self._born[made.scene.id] = time.monotonic()
            self._fade.start()
        self._made[made.scene.id] = made
        while len(self._made) > _MOST:
            self._made.popitem(last=False)
        self.made.emit(made.scene.id)
        self._start()


def _paint(scene: Scene, stage: Size, width_px: int, assets: Assets) -> _Made | Exception:
    """The picture, or what went wrong: a scene that cannot be painted must not keep the others waiting."""
    try:
        return _painted(scene, stage, width_px, assets)
    except Exception as error:
        return error


def _painted(scene: Scene, stage: Size, width_px: int, assets: Assets) -> _Made:
    factor, began_s = width_px / stage[0], time.thread_time()
    image = QImage(max(1, width_px), max(1, round(stage[1] * factor)), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.scale(image.width() / stage[0], image.height() / stage[1])
    paint_scene(painter, scene, stage=stage, assets=assets)
    painter.end()
    refs = [clip.studio.media for clip in scene.clips if clip.type in ("videoImage", "audio") and clip.studio.media]
    lengths = [assets.duration_s(ref) or 0.0 for ref in refs]
    return _Made(scene, stage, width_px, image, max(lengths, default=0.0), time.thread_time() - began_s)
