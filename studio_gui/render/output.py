"""The file being written: beside its final name until it is whole and has been read again.

Pictures and sound are made by two threads and written as they are played, so that players can stream the file. Sound
that is made sooner waits here: it may be ready long before the first picture.
"""

from __future__ import annotations

import errno
import math
import os
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import av
from av.audio.stream import AudioStream

from studio_gui.base.errors import Cancelled, RenderError, StudioError, TargetError
from studio_gui.render.encoder import VideoShape, VideoTrack, set_up
from studio_gui.render.formats import Format
from studio_gui.render.formats.proof import look_at
from studio_gui.render.formats.scheduling import scheduled_as_before
from studio_gui.render.formats.sounds import PlainSound, SoundTrack
from studio_gui.render.formats.tracks import PlainTrack, Track, add_video
from studio_gui.render.mixing import RATE
from studio_gui.render.request import RenderedMovie, part_of
from studio_gui.render.segments.sound import StitchedSound, set_up_aac

if TYPE_CHECKING:
    from av.container.core import Chapter as LibraryChapter
    from av.packet import Packet

    AnyPacket: TypeAlias = "Packet[Any]"

AHEAD_S = 5.0
"""How far pictures and sound may be apart in the file: half of what the muxer keeps to sort them."""
WAITING_S = 120.0
"""How much sound may wait for its pictures: two megabytes of AAC, 23 of plain samples."""
_PLACE_ERRORS = {
    errno.ENOSPC: "there is no room left on the disk",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EACCES: "writing there is not allowed",
    errno.EPERM: "writing there is not allowed",
    errno.EROFS: "the disk cannot be written to",
    errno.EFBIG: "the file grew larger than files may be there",
    errno.ENOENT: "the folder is gone",
    errno.EIO: "the disk reports an error",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ENOTEMPTY: "there is something in that folder by now",
    errno.EEXIST: "something else is there by now",
    errno.ENOTDIR: "something else is there by now",
    errno.EISDIR: "something else is there by now",
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a film that players can jump to."""

    title: str
    start_s: float
    end_s: float


class MovieFile:
    """One file being made; ``video`` takes pictures and ``sound`` samples, where its format has them."""

    def __init__(
        self,
        target: Path,
        shape: VideoShape,
        *,
        form: Format,
        title: str = "",
        chapters: Sequence[Chapter] = (),
        is_transparent: bool = False,
    ) -> None:
        self._target, self._shape, self._form = target, shape, form
        self._part = part_of(target)
        self._lock = threading.Lock()
        self._moved = threading.Condition(self._lock)
        self._video_s = self._sound_s = 0.0
        self._waiting: deque[AnyPacket] = deque()
        self._has_all_sound = False
        self._is_released = not (form.video and form.sound)
        options = {"movflags": "+faststart"} if form.container in ("mp4", "mov") else {}
        self._container = av.open(str(self._part), "w", format=form.container, options=options)
        try:
            self._open(title, chapters, is_transparent=is_transparent)
        except BaseException:
            self.discard()
            raise

    def _open(self, title: str, chapters: Sequence[Chapter], *, is_transparent: bool) -> None:
        self._container.metadata["title"] = title[:200]
        if len(chapters) > 1:
            self._container.set_chapters([_as_libraries_say(number, one) for number, one in enumerate(chapters)])
        video = self._add_pictures(is_transparent=is_transparent) if self._form.video else None
        if self._form.sound:
            self._add_sound()
        with scheduled_as_before():
            self._container.start_encoding()
        if video is not None:
            self.video: Track = video()

    def _add_pictures(self, *, is_transparent: bool) -> Callable[[], Track]:
        """Adds the stream; the track is made once the container knows all its streams."""
        shape, encoder = self._shape, self._form.video
        if encoder != "libx264":
            stream = add_video(self._container, encoder, shape, is_transparent=is_transparent)
            self._picture = stream
            return lambda: PlainTrack(stream, write=self._write_video, is_sparse=encoder == "gif")
        stream = self._container.add_stream("libx264", rate=shape.fps)
        context = stream.codec_context
        set_up(context, shape)
        stream.time_base = Fraction(1, shape.fps)
        self._picture = stream
        return lambda: VideoTrack(context, shape, write=self._write_video)

    def _add_sound(self) -> None:
        encoder = self._form.sound
        stream = self._container.add_stream(encoder, rate=RATE)
        assert isinstance(stream, AudioStream)
        self._heard = stream
        if encoder == "aac":
            set_up_aac(stream.codec_context)
            self.sound: SoundTrack = StitchedSound(self._write_sound)
        else:
            self.sound = PlainSound(stream, write=self._write_sound)

    def end_sound(self) -> None:
        """No more samples come."""
        self.sound.close()
        with self._moved:
            self._has_all_sound = True
            self._moved.notify_all()

    def end_video(self) -> None:
        """No more pictures come."""
        self.video.close()
        with self._moved:
            self._video_s = math.inf
            self._mux_sound()

    def release(self) -> None:
        """One side has failed: the other waits for it no longer."""
        with self._moved:
            self._is_released = True
            self._moved.notify_all()

    def finish(self, frames: int) -> RenderedMovie:
        """Complete the file, read it again, and give it its name.

        Raises :class:`RenderError` when what was written is not the video that was meant.
        """
        self._container.close()
        movie = self._checked(frames)
        with open(self._part, "rb+") as file:
            os.fsync(file.fileno())
        os.replace(self._part, self._target)
        return movie

    def discard(self) -> None:
        """Leave nothing behind."""
        try:
            self._container.close()
        except (OSError, ValueError, av.error.FFmpegError):
            pass
        self._part.unlink(missing_ok=True)

    def _write_video(self, packets: Sequence[AnyPacket]) -> None:
        with self._moved:
            at_s = _seconds(packets[0])
            self._moved.wait_for(lambda: self._is_released or self._has_all_sound or at_s < self._sound_s + AHEAD_S)
            for packet in packets:
                packet.stream = self._picture
                self._container.mux_one(packet)
            self._video_s = _seconds(packets[-1])
            self._mux_sound()

    def _write_sound(self, packets: Sequence[AnyPacket]) -> None:
        with self._moved:
            at_s = _seconds(packets[0])
            self._moved.wait_for(lambda: self._is_released or at_s < self._video_s + WAITING_S)
            self._waiting.extend(packets)
            self._mux_sound()

    def _mux_sound(self) -> None:
        """Write the sound whose time has come."""
        while self._waiting and (self._is_released or _seconds(self._waiting[0]) < self._video_s + AHEAD_S):
            packet = self._waiting.popleft()
            packet.stream = self._heard
            self._sound_s = _seconds(packet)
            self._container.mux_one(packet)
        self._moved.notify_all()

    def _checked(self, frames: int) -> RenderedMovie:
        shape, wanted_s = self._shape, frames / self._shape.fps
        found = look_at(self._part, self._form)
        is_whole = found.frames in (0, frames) and abs(found.length_s - wanted_s) < max(0.5 / shape.fps, found.rough_s)
        size = (shape.width, shape.height) if self._form.has_pictures else (0, 0)
        if not is_whole or found.size != size:
            raise RenderError(
                "The finished video is not what it should be, so it was thrown away.",
                "Try again; if it happens again, please report it.",
                f"{found} instead of {frames} frames",
            )
        return RenderedMovie(self._target, *size, shape.fps, frames, found.length_s, self._part.stat().st_size)


def _seconds(packet: AnyPacket) -> float:
    unit = packet.time_base
    return (packet.pts or 0) * unit.numerator / unit.denominator if unit else 0.0


def _as_libraries_say(number: int, chapter: Chapter) -> LibraryChapter:
    start, end = round(chapter.start_s * 1000), round(chapter.end_s * 1000)
    return {
        "id": number, "start": start, "end": end, "time_base": Fraction(1, 1000), "metadata": {"title": chapter.title[:200]},
    }  # fmt: skip


def as_studio_error(error: BaseException, target: Path) -> BaseException:
    """What to raise for an error met while writing: a sentence where a person can do something about it."""
    if isinstance(error, StudioError | Cancelled):
        return error
    if isinstance(error, OSError):
        why = _PLACE_ERRORS.get(error.errno or 0)
        if why:
            return TargetError(
                f"The video cannot be written to {target}: {why}.", "Make room, or choose another folder.", repr(error)
            )
    if isinstance(error, OSError | av.error.FFmpegError | MemoryError):
        return RenderError("The video could not be made.", "Try a smaller resolution.", repr(error))
    return error
