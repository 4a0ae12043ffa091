"""A video as pictures: every frame a PNG, in a folder or in one ZIP file."""

from __future__ import annotations

import os
import shutil
import threading
import zipfile
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from studio_gui.base.errors import Cancelled
from studio_gui.render.encoder import VideoShape
from studio_gui.render.planes import Picture
from studio_gui.render.request import RenderedMovie, part_of
from studio_gui.render.segments.store import Recording, Segment

_QUALITY = 70
"""Qt's word for how little PNG compresses: quick, and about a tenth larger than the best."""
_MOST_NAME_BYTES = 235
_MOST_WORKERS = 4
"""Pictures that are compressed side by side; one of 4k takes 33 MB."""


class SequenceFile:
    """The pictures being written; stands where :class:`MovieFile` does and hears no sound."""

    def __init__(self, target: Path, shape: VideoShape, *, is_folder: bool, picture_name: str = "") -> None:
        self._target, self._shape = target, shape
        self._picture_name = _shortened(picture_name or (target.name if is_folder else target.stem))
        self._part = part_of(target)
        self._archive: zipfile.ZipFile | None = None
        if is_folder:
            shutil.rmtree(self._part, ignore_errors=True)  # what a killed render of the same left
            self._part.mkdir()
        else:
            self._archive = zipfile.ZipFile(self._part, "w", zipfile.ZIP_STORED)
        self.video = _Pictures(self._write)

    def end_sound(self) -> None:
        """Pictures make no sound."""

    def end_video(self) -> None:
        """No more pictures come."""
        self.video.close()

    def release(self) -> None:
        """It is over: what waits to be written is not wanted."""
        self.video.stop()

    def finish(self, frames: int) -> RenderedMovie:
        """Give the pictures their name."""
        if self._archive is not None:
            self._archive.close()
            with open(self._part, "rb+") as file:
                os.fsync(file.fileno())
        elif self._target.is_dir():
            self._target.rmdir()  # it was empty; if it is no longer, it stays
        os.replace(self._part, self._target)
        shape = self._shape
        return RenderedMovie(
            self._target, shape.width, shape.height, shape.fps, frames, frames / shape.fps, self.video.size_bytes
        )

    def discard(self) -> None:
        """Leave nothing behind."""
        self.video.end()
        if self._archive is None:
            shutil.rmtree(self._part, ignore_errors=True)
            return
        try:
            self._archive.close()
        except (OSError, ValueError):
            pass  # the disk is full: the table of contents is of no use any more
        self._part.unlink(missing_ok=True)

    def _write(self, index: int, png: bytes) -> None:
        name = f"{self._picture_name}-{index + 1:06}.png"
        if self._archive is not None:
            self._archive.writestr(zipfile.ZipInfo(name), png)  # without a time: the same film is the same file
        else:
            (self._part / name).write_bytes(png)


def _shortened(name: str) -> str:
    """A name that leaves room for a number: disks take 255 bytes."""
    return name.encode("utf-8", "surrogateescape")[:_MOST_NAME_BYTES].decode("utf-8", "ignore")


class _Pictures:
    """The track: a picture that stays is written again, but not compressed again.

    Pictures are compressed side by side, as each takes far longer than it takes to draw, and written in order.
    """

    def __init__(self, write: Callable[[int, bytes], None]) -> None:
        self._write, self._next = write, 0
        self._workers = min(_MOST_WORKERS, os.cpu_count() or 1)
        self._pool = ThreadPoolExecutor(self._workers, thread_name_prefix="pictures")
        self._waiting: deque[_Shown] = deque()
        self._is_stopped = threading.Event()
        self.size_bytes = 0

    def begin(self, record: Recording | None = None, *, flows: bool = False) -> None:
        """See :class:`Track`."""

    def replay(self, segment: Segment, record: Recording | None = None) -> None:
        """Nothing is kept of pictures."""
        raise ValueError("nothing is kept of this track")

    def show(self, frame: Picture, *, key: bool = False) -> None:
        """See :class:`Track`."""
        assert isinstance(frame, QImage)
        self._waiting.append(_Shown(self._pool.submit(_compressed, frame)))
        self._write_down(leaving=self._workers)

    def hold(self, count: int) -> None:
        """See :class:`Track`."""
        if self._waiting:
            self._waiting[-1].count += count

    def close(self) -> None:
        """See :class:`Track`."""
        self._write_down(leaving=0)
        self._pool.shutdown()

    def stop(self) -> None:
        """Write no more, also in the middle of a picture that stays for hours; may be called by any thread."""
        self._is_stopped.set()

    def end(self) -> None:
        """Nothing of what waits is wanted any more."""
        self._waiting.clear()
        self._pool.shutdown(cancel_futures=True)

    def _write_down(self, *, leaving: int) -> None:
        while len(self._waiting) > leaving:
            shown = self._waiting.popleft()
            png = shown.compressed.result()
            for _ in range(shown.count):
                if self._is_stopped.is_set():
                    raise Cancelled("The video was cancelled.")
                self._write(self._next, png)
                self._next += 1
                self.size_bytes += len(png)


@dataclass(slots=True)
class _Shown:
    """A picture that is being compressed, and for how many frames it stays."""

    compressed: Future[bytes]
    count: int = 1


def _compressed(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG", _QUALITY):  # type: ignore[call-overload]
        raise MemoryError("the picture could not be compressed")
    return bytes(buffer.data().data())
