"""Draws pictures that take long away from the GUI thread, one at a time, in the order they were asked for."""

from __future__ import annotations

import logging
import math
import time
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QObject, Signal

from studio_gui.model.clips import ImageClip
from studio_gui.model.crop import shares
from studio_gui.model.geometry import Box, Rect
from studio_gui.model.project import Background
from studio_gui.painting import Assets
from studio_gui.ui import threads
from studio_gui.ui.canvas.pictures import Paint, Picture, draw_picture

_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Order:
    """What to draw: an area of the scene at a scale. Two orders are never the same one."""

    key: str
    value: object
    """What is drawn: told apart by identity, to see whether it is still wanted when it is done."""
    paint: Paint
    area: Rect
    scale: float
    origin: Box
    is_whole: bool

    def draw(self) -> tuple[Picture, float]:
        """The picture, and how long it took in seconds."""
        start = time.perf_counter()
        in_bands = isinstance(self.value, Background)
        picture = draw_picture(
            self.paint, self.area, self.scale, origin=self.origin, is_whole=self.is_whole, in_bands=in_bands
        )
        return picture, time.perf_counter() - start

    def unread(self, assets: Assets) -> str | None:
        """The large file that has to be decoded before this can be drawn, if any."""
        clip = self.value
        if not isinstance(clip, ImageClip) or not clip.studio.media:
            return None
        box, crop = self.origin, shares(clip)
        width = box.width * self.scale / (1 - crop[0] - crop[2])
        height = box.height * self.scale / (1 - crop[1] - crop[3])
        size = math.ceil(width), math.ceil(height)
        return clip.studio.media if assets.must_be_read(clip.studio.media, size=size) else None


@cache
def _thread() -> ThreadPoolExecutor:
    # One is enough: painting holds the interpreter's lock for most of the time.
    return ThreadPoolExecutor(1, thread_name_prefix="ThreadPoolExecutor-shared-canvas")


def rest(limit_s: float = 5.0) -> None:
    """Wait until nothing is drawn any more; call it before a window is destroyed.

    What is destroyed tells Python of it while Qt holds locks that a thread which paints may wait for, and that thread
    holds Python's: rarely, both would wait for ever.
    """
    if _thread.cache_info().currsize:
        wait([_thread().submit(int)], timeout=limit_s)


class Drawing(QObject):
    """Takes orders and hands back pictures."""

    done = Signal(object, object, float)
    """(order, picture, seconds); no picture when drawing failed."""

    def ask(self, order: Order) -> None:
        """Draw soon; ``done`` tells when, unless this object is gone by then."""
        threads.run(
            order.draw,
            self,
            done=lambda drawn: self.done.emit(order, *drawn),
            failed=lambda error: self._on_failed(order, error),
            lane=_thread(),
        )

    def _on_failed(self, order: Order, error: Exception) -> None:
        # Whatever goes wrong in a painter must not leave a clip waiting for ever.
        _log.error("clip %s could not be drawn", order.key, exc_info=error)
        self.done.emit(order, None, 0.0)
