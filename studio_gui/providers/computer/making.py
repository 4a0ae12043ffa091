"""Runs the renderer's worker process for one order. Loaded when the first video is made."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from studio_gui.base.errors import StudioError
from studio_gui.base.paths import user_paths
from studio_gui.base.settings_file import settings_on_disk
from studio_gui.providers.base import Order, Progress, Report
from studio_gui.render.formats import format_named
from studio_gui.render.process import RenderProcess
from studio_gui.render.request import RenderedMovie, RenderRequest
from studio_gui.render.writing.reserving import reserved

_LOOK_EVERY_S = 0.05


def make_movie(order: Order, report: Report) -> None:
    """Render an order into its work file; raises :class:`StudioError`, and :class:`Cancelled` when it was stopped."""
    request = RenderRequest(
        order.project,
        order.folder,
        order.work_file,
        resolution=order.resolution,
        fps=order.fps,
        format=order.kept.get("format", "mp4"),
        is_transparent=order.kept.get("transparent") == "yes",
        has_all_sayings=order.kept.get("sayings") == "all",
        subtitles=order.subtitles_file,
        picture_name=_picture_name(order),
        processes=int(order.kept.get("processes") or settings_on_disk(user_paths().config).processes),
    )
    with (
        _named(order),
        _reserved(order),
        RenderProcess(request) as process,
        _cancelled_when_asked(process, report),
    ):
        for event in process.events():
            if isinstance(event, RenderedMovie):
                report.progress(Progress(1.0, "Saving", event.frames, event.frames))
            else:
                share = event.frame / event.frames if event.frames else 0.0
                report.progress(Progress(share, event.words, event.frame, event.frames))


def _picture_name(order: Order) -> str:
    """Pictures are called as the film is, not as the private file it is made in."""
    return order.target.name if format_named(order.kept.get("format", "mp4")).is_folder else order.target.stem


def _reserved(order: Order) -> contextlib.AbstractContextManager[None]:
    """The name people know is kept to this order; the one that is rendered into, the worker keeps to itself."""
    is_the_same = order.target.absolute() == order.work_file.absolute()
    return contextlib.nullcontext() if is_the_same else reserved(order.target)


@contextlib.contextmanager
def _named(order: Order) -> Iterator[None]:
    """Name the video in errors as people know it, not the private file it is made in."""
    try:
        yield
    except StudioError as error:
        message = error.message.replace(str(order.work_file), str(order.target))
        raise type(error)(message, error.hint, error.detail) from error


@contextlib.contextmanager
def _cancelled_when_asked(process: RenderProcess, report: Report) -> Iterator[None]:
    """Pass a person's wish to stop on to the process, also while it says nothing."""
    is_over = threading.Event()

    def look() -> None:
        while not is_over.wait(_LOOK_EVERY_S):
            if report.is_cancelled():
                process.cancel()
                return

    # A Ctrl-C may come between any two lines: the thread is never left without somebody to end it.
    watcher = threading.Thread(target=look, name="render-watch", daemon=True)
    try:
        watcher.start()
        yield
    finally:
        is_over.set()
        if watcher.is_alive():
            watcher.join()
