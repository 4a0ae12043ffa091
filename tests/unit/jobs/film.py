"""A provider for tests that really makes a tiny video, step by step and only as fast as it is allowed to."""

from __future__ import annotations

import threading
from pathlib import Path

import av
import numpy as np

from studio_gui.base.errors import Cancelled, RenderError, StudioError
from studio_gui.model.checks import Issue
from studio_gui.model.project import Project
from studio_gui.providers.base import Order, Progress, Report
from studio_gui.render.formats.scheduling import scheduled_as_before


def write_film(
    path: Path, *, frames: int = 5, index_first: bool = False, form: str = "mp4", codec: str = "libx264"
) -> None:
    """A video of 32 × 32 pixels; with its index first, as services make them, the beginning alone can be played."""
    options = {"movflags": "faststart"} if index_first else {}
    with scheduled_as_before(), av.open(str(path), "w", format=form, options=options) as container:
        stream = container.add_stream(codec, rate=25)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuv420p"
        for number in range(frames):
            picture = np.full((32, 32, 3), number % 12 * 20, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))


class FilmProvider:
    """Makes a film in ten steps; ``gate`` holds it before the last, ``error`` makes it fail there."""

    id = "film"
    title = "Film"

    def __init__(self, *, at_once: int = 1, error: Exception | None = None, is_open: bool = True) -> None:
        self.at_once = at_once
        self.error = error
        self.gate = threading.Event()
        if is_open:
            self.gate.set()
        self.orders: list[Order] = []
        self.started = threading.Event()

    def check(self, project: Project, *, folder: Path) -> tuple[Issue, ...]:
        return ()

    def make(self, order: Order, report: Report) -> None:
        self.orders.append(order)
        for step in range(9):
            report.progress(Progress(step / 10, f"Step {step}", step, 10))
        part = order.work_file.with_name(order.work_file.name + ".part")
        part.write_bytes(b"half")
        self.started.set()
        while not self.gate.wait(0.01):
            if report.is_cancelled():
                raise Cancelled("Stopped.")
        if self.error is not None:
            raise self.error
        write_film(part)
        part.replace(order.work_file)
        report.progress(Progress(1.0, "Step 10", 10, 10))


def broken() -> StudioError:
    """The error of a render that went wrong."""
    return RenderError("The encoder refused.", "Choose a smaller size.")
