"""Footage made for tests: a second is encoded, and its packets are written as often as it takes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, cast

import av
import numpy as np
from av.packet import Packet
from numpy.typing import NDArray

RATE = 16_000
_GOP = 12


@dataclass(frozen=True)
class Film:
    """What to make; the defaults are footage that every service takes."""

    seconds: float = 16
    size: tuple[int, int] = (720, 720)
    fps: float = 24
    codec: str = "libx264"
    picture: str = "person"
    """person, black, dark, bright, soft, still"""
    sound: str = "speech"
    """speech, silence, quiet, clipped, hum (speech for a short while only), or nothing at all"""
    rotation: int = 0


def make(film: Film, path: Path) -> Path:
    """Write the film; the suffix of the path is its form."""
    with av.open(str(path), "w") as out:
        packets, context = _encoded(film.codec, film.size, film.picture)
        video = cast(Any, out.add_stream(film.codec, rate=24))
        video.width, video.height, video.pix_fmt = *film.size, "yuv420p"
        video.codec_context.options = context
        audio = cast(Any, out.add_stream("aac", rate=RATE, layout="mono")) if film.sound else None
        step = Fraction(1) / Fraction(film.fps)
        base = Fraction(1, 90_000)
        for index in range(round(film.seconds * film.fps)):
            packet = Packet(packets[index % len(packets)])
            packet.stream, packet.time_base = video, base
            packet.pts = packet.dts = int(index * step / base)
            packet.duration = int(step / base)
            packet.is_keyframe = index % _GOP == 0
            out.mux(packet)
        if audio is not None:
            _add_sound(out, audio, film)
    if film.rotation:
        _turn(path, film.rotation)
    return path


@cache
def _encoded(codec: str, size: tuple[int, int], picture: str) -> tuple[list[bytes], dict[str, str]]:
    options = {"preset": "ultrafast", "x264-params": "bframes=0:scenecut=0:keyint=12"} if codec == "libx264" else {}
    context = cast(Any, av.CodecContext.create(codec, "w"))
    context.width, context.height, context.pix_fmt = *size, "yuv420p"
    context.time_base, context.gop_size, context.max_b_frames = Fraction(1, 24), _GOP, 0
    context.options = options
    packets = []
    for index in range(2 * _GOP):
        frame = av.VideoFrame.from_ndarray(_picture(size, picture, index), format="gray").reformat(format="yuv420p")
        frame.pts = index
        packets += context.encode(frame)
    packets += context.encode(None)
    assert len(packets) == 2 * _GOP
    return [bytes(packet) for packet in packets], options


def _add_sound(out: Any, stream: Any, film: Film) -> None:
    data = _sound(film.sound)
    # In hours of it a packet stands now and then: what matters is how much is read.
    step = 1024 if film.seconds < 1000 else 1024 * 60
    for index in range(int(film.seconds * RATE / step)):
        packet = Packet(data[index % len(data)])
        packet.stream, packet.time_base = stream, Fraction(1, RATE)
        packet.pts = packet.dts = index * step
        packet.duration, packet.is_keyframe = 1024, True
        out.mux(packet)


@cache
def _sound(kind: str) -> list[bytes]:
    """Sixteen seconds of it."""
    context = cast(Any, av.CodecContext.create("aac", "w"))
    context.sample_rate, context.layout, context.format, context.time_base = RATE, "mono", "fltp", Fraction(1, RATE)
    packets = []
    for frame in _frames(_wave(kind, 16)):
        packets += context.encode(frame)
    return [bytes(packet) for packet in packets]


def _picture(size: tuple[int, int], kind: str, index: int) -> NDArray[np.uint8]:
    width, height = size[0] // 4, size[1] // 4
    level = {"black": 2, "dark": 30, "bright": 220}.get(kind, 110)
    y, x = np.mgrid[0:height, 0:width]
    shift = 0 if kind == "still" else 2 * index
    wave = np.sin((x + shift) / width * 12) * np.cos(y / height * 9)
    grey = level + wave * (1 if kind == "black" else 12)
    if kind in ("person", "still", "dark", "bright"):
        left = (width // 3 + shift) % (width // 2)
        grey[height // 4 : height // 2, left : left + width // 4] += 34 if kind == "bright" else 60
    return np.clip(grey, 0, 255).astype(np.uint8).repeat(4, axis=0).repeat(4, axis=1)


def _wave(kind: str, seconds: float) -> NDArray[np.float32]:
    t = np.arange(round(seconds * RATE)) / RATE
    voice = np.sin(2 * np.pi * 180 * t) * (0.4 + 0.4 * np.sin(2 * np.pi * 3 * t))
    gain = {"speech": 0.35, "quiet": 0.006, "clipped": 12.0, "silence": 0.0, "hum": 0.35}[kind]
    wave = voice * gain
    if kind == "hum":
        wave[t > 2] *= 0.002
    return np.clip(wave, -1, 1).astype(np.float32)


def _frames(wave: NDArray[np.float32]) -> list[av.AudioFrame]:
    made = []
    for start in range(0, len(wave), 1024):
        part = wave[start : start + 1024]
        frame = av.AudioFrame.from_ndarray(part[None, :], format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
        made.append(frame)
    return made


def _turn(path: Path, degrees: int) -> None:
    """Note a turn in the header of the first track, as a phone does."""
    data = bytearray(path.read_bytes())
    at = data.index(b"tkhd") + 4 + 40
    one, none, minus = b"\0\1\0\0", b"\0\0\0\0", b"\xff\xff\0\0"
    rows = {90: (none, one, minus, none), 180: (minus, none, none, minus), 270: (none, minus, one, none)}[degrees]
    data[at : at + 20] = rows[0] + rows[1] + none + rows[2] + rows[3]
    path.write_bytes(bytes(data))
