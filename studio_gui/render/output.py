"""The MP4 file being written: beside its final name until it is whole and has been read again.

Pictures and sound are written from two threads; neither runs far ahead, so that players can stream the file.
"""

from __future__ import annotations

import errno
import os
import threading
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import av
from av.audio.frame import AudioFrame
from av.video.codeccontext import VideoCodecContext

from studio_gui.base.errors import Cancelled, RenderError, StudioError, TargetError
from studio_gui.render.encoder import VideoShape, VideoTrack, set_up
from studio_gui.render.mixing import RATE, Samples
from studio_gui.render.request import RenderedMovie

if TYPE_CHECKING:
    from av.packet import Packet

    AnyPacket: TypeAlias = "Packet[Any]"

AHEAD_S = 5.0
"""How far pictures and sound may be apart before one waits: half of what the muxer keeps to sort them."""
_PLACE_ERRORS = {
    errno.ENOSPC: "there is no room left on the disk",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EACCES: "writing there is not allowed",
    errno.EPERM: "writing there is not allowed",
    errno.EROFS: "the disk cannot be written to",
    errno.EFBIG: "the file grew larger than files may be there",
    errno.ENOENT: "the folder is gone",
    errno.EIO: "the disk reports an error",
}


class MovieFile:
    """One MP4 being made; ``video`` takes pictures, :meth:`sound` samples."""

    def __init__(self, target: Path, shape: VideoShape, *, title: str = "") -> None:
        self._target, self._shape = target, shape
        self._part = target.with_name(target.name + ".part")
        self._lock = threading.Lock()
        self._moved = threading.Condition(self._lock)
        self._video_s = self._sound_s = 0.0
        self._is_released = False
        self._samples = 0
        self._container = av.open(str(self._part), "w", format="mp4", options={"movflags": "+faststart"})
        try:
            self._open(title)
        except BaseException:
            self.discard()
            raise

    def _open(self, title: str) -> None:
        shape = self._shape
        self._container.metadata["title"] = title[:200]
        self._picture = self._container.add_stream("libx264", rate=shape.fps)
        context = self._picture.codec_context
        assert isinstance(context, VideoCodecContext)
        set_up(context, shape)
        self._picture.time_base = Fraction(1, shape.fps)
        self._sound = self._container.add_stream(
            "aac", rate=RATE, options={"aac_coder": "fast"}, layout="stereo", format="fltp", bit_rate=128_000
        )
        self._container.start_encoding()
        self.video = VideoTrack(context, shape, write=self._write_video)

    def sound(self, block: Samples) -> None:
        """Encode and write the next samples."""
        for start in range(0, block.shape[1], 1024):
            frame = AudioFrame.from_ndarray(block[:, start : start + 1024].copy(), format="fltp", layout="stereo")
            frame.sample_rate, frame.time_base = RATE, Fraction(1, RATE)
            frame.pts = self._samples
            self._samples += frame.samples
            self._write_sound(self._sound.encode(frame))

    def end_sound(self) -> None:
        """No more samples come."""
        self._write_sound(self._sound.encode(None))
        self.release()

    def end_video(self) -> None:
        """No more pictures come."""
        self.video.close()
        self.release()

    def release(self) -> None:
        """One side has ended or failed: the other waits for it no longer."""
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

    def _write_video(self, packet: AnyPacket) -> None:
        packet.stream = self._picture
        with self._moved:
            at_s = (packet.pts or 0) / self._shape.fps
            self._moved.wait_for(lambda: self._is_released or at_s < self._sound_s + AHEAD_S)
            self._container.mux_one(packet)
            self._video_s = at_s
            self._moved.notify_all()

    def _write_sound(self, packets: list[AnyPacket]) -> None:
        at_s = self._samples / RATE
        with self._moved:
            self._moved.wait_for(lambda: self._is_released or at_s < self._video_s + AHEAD_S)
            for packet in packets:
                packet.stream = self._sound
                self._container.mux_one(packet)
            self._sound_s = at_s
            self._moved.notify_all()

    def _checked(self, frames: int) -> RenderedMovie:
        with av.open(str(self._part), format="mp4") as written:
            video, sound = written.streams.video[0], written.streams.audio[0]
            length = float(video.duration * video.time_base) if video.duration and video.time_base else 0.0
            size = (video.width, video.height)
            first = next(written.decode(video), None)
            is_whole = video.frames == frames and abs(length - frames / self._shape.fps) < 0.5 / self._shape.fps
            if not is_whole or size != (self._shape.width, self._shape.height) or first is None or not sound.duration:
                raise RenderError(
                    "The finished video is not what it should be, so it was thrown away.",
                    "Try again; if it happens again, please report it.",
                    f"{video.frames} of {frames} frames, {length:.3f} s, {size}",
                )
        return RenderedMovie(self._target, *size, self._shape.fps, frames, length, self._part.stat().st_size)


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
