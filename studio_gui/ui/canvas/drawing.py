"""Draws pictures that take long away from the GUI thread, one at a time, in the order they were asked for."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QObject, Signal

from studio_gui.model.geometry import Box, Rect
from studio_gui.ui.canvas.pictures import Paint, Picture, draw_picture


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
        picture = draw_picture(self.paint, self.area, self.scale, origin=self.origin, is_whole=self.is_whole)
        return picture, time.perf_counter() - start


@cache
def _thread() -> ThreadPoolExecutor:
    # One is enough: painting holds the interpreter's lock for most of the time.
    return ThreadPoolExecutor(1, thread_name_prefix="ThreadPoolExecutor-shared-canvas")


class Drawing(QObject):
    """Takes orders and hands back pictures."""

    done = Signal(object, object, float)
    """(order, picture, seconds), on the thread of the receiver; no picture when drawing failed."""

    def ask(self, order: Order) -> None:
        """Draw soon; ``done`` tells when."""
        _thread().submit(_work, self, order)


def _work(drawing: Drawing, order: Order) -> None:
    try:
        picture, seconds = order.draw()
    except Exception:  # whatever goes wrong in a painter must not leave a clip waiting for ever
        picture, seconds = None, 0.0
    try:
        drawing.done.emit(order, picture, seconds)
    except RuntimeError:
        pass  # the canvas was closed meanwhile
