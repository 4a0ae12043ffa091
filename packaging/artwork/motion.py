"""Calm background music and a short abstract film clip, made from nothing but numbers."""

from __future__ import annotations

import math
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPen

RATE = 44_100
BAR_S = 4.0
# Four bars, in MIDI note numbers: D major 9, B minor 7, G major 7, A suspended; open voicings.
CHORDS = ((38, 50, 57, 61, 64, 66), (35, 47, 57, 62, 66, 69), (31, 43, 55, 62, 66, 71), (33, 45, 57, 62, 64, 69))
PLUCKS = (74, 78, 81, 78, 73, 78, 81, 78, 74, 79, 83, 79, 74, 76, 81, 76)
SIZE, FPS, SECONDS = (960, 540), 30, 7


def _note(length: int, start: int, seconds: float, pitch: float, gain: float, attack: float) -> NDArray[np.float64]:
    """One soft note that wraps around the end, so that the music loops without a seam."""
    count = int(seconds * RATE)
    t = np.arange(count) / RATE
    hertz = 440 * 2 ** ((pitch - 69) / 12)
    rise = np.clip(t / attack, 0, 1)
    fall = np.clip((seconds - t) / (seconds * 0.55), 0, 1)
    shape = (np.sin(rise * np.pi / 2) * np.sin(fall * np.pi / 2)) ** 2
    tone = sum(np.sin(math.tau * hertz * k * t + k) / k**2.2 for k in (1, 2, 3, 4))
    out = np.zeros(length)
    np.add.at(out, (start + np.arange(count)) % length, tone * shape * gain)
    return out


def pad() -> NDArray[np.float64]:
    """Sixteen seconds of stereo, shape (2, samples), values within ±0.6."""
    length = int(BAR_S * len(CHORDS) * RATE)
    sides = np.zeros((2, length))
    for bar, chord in enumerate(CHORDS):
        start = int(bar * BAR_S * RATE)
        for index, pitch in enumerate(chord):
            for side, detune in ((0, -0.05), (1, 0.05)):
                wide = 1.0 if index % 2 == side else 0.7
                sides[side] += _note(length, start, BAR_S * 1.7, pitch + detune, 0.5 * wide / (1 + 0.15 * index), 1.4)
    for step, pitch in enumerate(PLUCKS):
        start = int(step * RATE * BAR_S * len(CHORDS) / len(PLUCKS))
        sides[step % 2] += _note(length, start, 2.6, pitch, 0.22, 0.02)
        sides[(step + 1) % 2] += _note(length, start + RATE // 3, 2.2, pitch, 0.10, 0.03)
    return np.asarray(sides / np.abs(sides).max() * 0.6)


def write_music(path: Path) -> None:
    """Encodes the pad as AAC in an M4A file."""
    samples = pad().astype(np.float32)
    with av.open(str(path), "w") as out:
        stream = out.add_stream("aac", rate=RATE, layout="stereo")
        stream.bit_rate = 112_000
        for start in range(0, samples.shape[1], 1024):
            frame = av.AudioFrame.from_ndarray(
                np.ascontiguousarray(samples[:, start : start + 1024]), format="fltp", layout="stereo"
            )
            frame.sample_rate, frame.pts = RATE, start
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))


def picture(at: float) -> QImage:
    """One frame of the film, `at` 0..1; the last meets the first."""
    w, h = SIZE
    image = QImage(w, h, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QLinearGradient(0, 0, w, h)
    ground.setColorAt(0, QColor("#2f5fe3"))
    ground.setColorAt(1, QColor("#4a35a8"))
    painter.fillRect(0, 0, w, h, QBrush(ground))
    painter.setPen(Qt.PenStyle.NoPen)
    for k in range(4):
        painter.setBrush(QColor(255, 255, 255, 20))
        painter.drawPath(_wave(at, k))
    _sun(painter, at)
    painter.end()
    return image


def _wave(at: float, k: int) -> QPainterPath:
    w, h = SIZE
    path = QPainterPath(QPointF(0, h))
    for x in range(0, w + 24, 24):
        y = h * (0.55 + 0.11 * k) + 34 * math.sin(x / w * math.tau * (1 + k % 2) + math.tau * at + k * 1.3)
        path.lineTo(x, y)
    path.lineTo(w, h)
    return path


def _sun(painter: QPainter, at: float) -> None:
    cx, cy = SIZE[0] / 2, SIZE[1] * 0.46
    breath = 1 + 0.05 * math.sin(math.tau * at * 2)
    for k, alpha in enumerate((26, 34, 46)):
        painter.setBrush(QColor(255, 255, 255, alpha))
        r = (190 - k * 42) * breath
        painter.drawEllipse(QPointF(cx, cy), r, r)
    painter.setBrush(QColor("#ffc35c"))
    painter.drawEllipse(QPointF(cx, cy), 62 * breath, 62 * breath)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(255, 255, 255, 150), 3))
    painter.drawEllipse(QPointF(cx, cy), 232, 232)
    painter.setPen(Qt.PenStyle.NoPen)
    for k in range(6):
        angle = math.tau * (at * (1 if k % 2 else -1) + k / 6)
        r = 232 if k % 2 else 148 * breath
        painter.setBrush(QColor("#ffffff" if k % 3 else "#ff9ec4"))
        size = 7 + 3 * (k % 3)
        painter.drawEllipse(QPointF(cx + r * math.cos(angle), cy + r * math.sin(angle)), size, size)


def write_film(path: Path) -> None:
    """Encodes the film as H.264 in an MP4 file without sound."""
    count = FPS * SECONDS
    with av.open(str(path), "w", options={"movflags": "faststart"}) as out:
        stream = out.add_stream("libx264", rate=FPS, options={"crf": "25", "preset": "slow"})
        stream.width, stream.height = SIZE
        stream.pix_fmt = "yuv420p"
        for index in range(count):
            image = picture(index / count)
            pixels = np.frombuffer(image.constBits(), np.uint8).reshape(SIZE[1], SIZE[0], 4)
            out.mux(
                stream.encode(
                    av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="bgra").reformat(format="yuv420p")
                )
            )
        out.mux(stream.encode(None))
