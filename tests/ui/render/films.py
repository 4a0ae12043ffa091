"""Small projects to render in tests, and reading finished videos."""

from __future__ import annotations

import math
import wave
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from studio_gui.model.clips import AvatarClip, Clip
from studio_gui.model.geometry import Rect
from studio_gui.model.new import (
    new_audio,
    new_presenter,
    new_project,
    new_scene,
    new_shape,
    new_text,
    new_video,
    picture_background,
)
from studio_gui.model.project import Project, Scene

RGB32 = QImage.Format.Format_RGB32


@dataclass(frozen=True)
class Decoded:
    """A video read back: frames as (n, height, width, 3) RGB, sound as (2, m) from -1 to 1 at 48 kHz."""

    frames: NDArray[np.uint8]
    times: list[float]
    sound: NDArray[np.float32]
    rate: float
    tags: tuple[int, int, int, int]

    def loudness(self, start_s: float, end_s: float) -> float:
        """The mean power of the sound between two moments, as an amplitude."""
        part = self.sound[:, int(start_s * 48_000) : int(end_s * 48_000)]
        return float(np.sqrt(np.mean(np.square(part)))) if part.size else 0.0


def decoded(path: Path) -> Decoded:
    """Every frame and sample of a video."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        frames, times, tags = [], [], (0, 0, 0, 0)
        for frame in container.decode(stream):
            rgb = frame.reformat(
                format="rgb24", src_colorspace="ITU709", dst_colorspace="ITU709", src_color_range="MPEG",
                dst_color_range="JPEG", interpolation="BICUBIC",
            )  # fmt: skip
            frames.append(rgb.to_ndarray())
            times.append(float(frame.time or 0))
            tags = (int(frame.colorspace), int(frame.color_primaries), int(frame.color_trc), int(frame.color_range))
        rate = float(stream.average_rate or 0)
    return Decoded(np.stack(frames), times, sound_of(path), rate, tags)


def sound_of(path: Path) -> NDArray[np.float32]:
    """The sound of a file, (2, n) at 48 kHz."""
    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="fltp", layout="stereo", rate=48_000)
        parts = [part.to_ndarray() for frame in container.decode(audio=0) for part in resampler.resample(frame)]
    return np.concatenate(parts, axis=1)


def psnr(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Likeness of two pictures in dB; 30 is good, the same picture is infinite."""
    error = float(np.mean(np.square(one.astype(np.float64) - other)))
    return math.inf if error == 0 else 10 * math.log10(255**2 / error)


def presenter(name: str = "amara", outfit: str = "blazer") -> AvatarClip:
    """A presenter who ships with the program, at the right of the stage."""
    return new_presenter(ai_name=name, emotion=outfit, box=Rect(1200, 180, 600, 900), size=(800, 1200))


def still_scene(*, seconds: float = 1.0, color: str = "#2F5FE3", words: str = "Still") -> Scene:
    """A scene in which nothing moves and nobody speaks."""
    clips: tuple[Clip, ...] = (
        new_shape("Star", box=Rect(200, 200, 400, 400), fill="rgb(255,180,0)"),
        new_text(words, box=Rect(700, 300, 900, 200), font_size=90, fill="white"),
    )
    scene = new_scene(color=color).changed(clips=clips)
    return scene.changed(studio=scene.studio.changed(duration_s=seconds))


def speaking_scene(script: str = "Hello there.", *, background: str = "builtin:backgrounds/office.svg") -> Scene:
    """A presenter who speaks in an office, with a text in front of the lower half."""
    text = new_text("In front", box=Rect(1300, 800, 500, 120), font_size=60, fill="white")
    clips = tuple(clip.changed(layer=layer) for layer, clip in enumerate((presenter(), text), 1))
    return new_scene(script=script).changed(clips=clips, background=picture_background(background))


def video_scene(media: str, *, volume: int = 100) -> Scene:
    """A scene with a video in the middle and a shape before it."""
    clips: tuple[Clip, ...] = (
        new_video(box=Rect(480, 270, 960, 540), size=(160, 90), media=media).changed(volume=volume),
        new_shape("Circle", box=Rect(900, 500, 120, 120), fill="red").changed(layer=2),
    )
    return new_scene(color="#102030").changed(clips=clips)


def sound_scene(media: str, *, volume: int = 100) -> Scene:
    """A scene with only a sound."""
    return new_scene().changed(clips=(new_audio(media=media, volume=volume),))


def project_of(*scenes: Scene, orientation: str = "landscape") -> Project:
    """A project of these scenes."""
    return new_project(name="Film", scenes=scenes, orientation=orientation)


def write_tone(path: Path, *, seconds: float = 1.0, rate: int = 44_100, hertz: float = 440.0) -> None:
    """A WAV file with a tone at half of full scale."""
    path.parent.mkdir(parents=True, exist_ok=True)
    times = np.arange(int(seconds * rate)) / rate
    samples = (np.sin(times * 2 * np.pi * hertz) * 16_384).astype("<i2")
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples.tobytes())


def write_clip(path: Path, *, frames: int = 20, rate: int = 10, tone: bool = True) -> None:
    """A small MP4 that grows brighter from frame to frame, with a tone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=rate, options={"crf": "10"})
        stream.width, stream.height, stream.pix_fmt = 160, 90, "yuv420p"
        sound = out.add_stream("aac", rate=48_000, layout="stereo") if tone else None
        for index in range(frames):
            grey = np.full((90, 160, 3), 20 + index * 220 // frames, np.uint8)
            out.mux(stream.encode(av.VideoFrame.from_ndarray(grey, format="rgb24")))
        out.mux(stream.encode(None))
        if sound is not None:
            wave_form = np.sin(np.arange(48_000 * frames // rate) / 48_000 * 2 * np.pi * 330).astype(np.float32) / 2
            frame = av.AudioFrame.from_ndarray(np.stack([wave_form] * 2), format="fltp", layout="stereo")
            frame.sample_rate = 48_000
            out.mux(sound.encode(frame))
            out.mux(sound.encode(None))
