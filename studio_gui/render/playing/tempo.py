"""Sound faster or slower at its own pitch, and in the form that a loudspeaker takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import av
import av.filter
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler

from studio_gui.render.mixing import RATE, Samples

SLOWEST, FASTEST = 0.5, 2.0


@dataclass(frozen=True, slots=True)
class Wire:
    """How samples go to a loudspeaker: per second, channels side by side, and ``s16``, ``s32`` or ``flt``."""

    rate: int = RATE
    channels: int = 2
    form: str = "flt"

    @property
    def frame_bytes(self) -> int:
        """Bytes of one moment of all channels."""
        return self.channels * (2 if self.form == "s16" else 4)


class Stretcher:
    """Takes blocks of the mix and gives bytes for the wire; ``tempo`` from 0.5 to 2 is how much faster it is."""

    def __init__(self, wire: Wire, tempo: float = 1.0) -> None:
        if not SLOWEST <= tempo <= FASTEST:
            raise ValueError(f"a tempo of {tempo}")
        self._graph = _graph(tempo) if tempo != 1 else None
        layout = {1: "mono", 2: "stereo", 6: "5.1", 8: "7.1"}.get(wire.channels, f"{wire.channels} channels")
        self._resampler = AudioResampler(format=wire.form, layout=layout, rate=wire.rate)
        self._at = 0

    def put(self, block: Samples) -> bytes:
        """The next block; what comes out may be of one before."""
        frame = AudioFrame.from_ndarray(np.ascontiguousarray(block), format="fltp", layout="stereo")
        frame.sample_rate, frame.pts = RATE, self._at
        self._at += frame.samples
        return self._out(self._stretched(frame))

    def end(self) -> bytes:
        """What is left."""
        return self._out(self._stretched(None)) + self._out([None])

    def _stretched(self, frame: AudioFrame | None) -> Iterator[AudioFrame | None]:
        if self._graph is None:
            if frame is not None:
                yield frame
            return
        self._graph.push(frame)
        while True:
            try:
                pulled = self._graph.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            assert isinstance(pulled, AudioFrame)
            yield pulled

    def _out(self, frames: Iterator[AudioFrame | None] | list[None]) -> bytes:
        parts: list[bytes] = []
        for frame in frames:
            if frame is not None:
                frame.pts = None  # the moments are counted by whoever plays
            for part in self._resampler.resample(frame):
                parts.append(part.to_ndarray().tobytes())
        return b"".join(parts)


def _graph(tempo: float) -> av.filter.Graph:
    graph = av.filter.Graph()
    source = graph.add_abuffer(format="fltp", sample_rate=RATE, layout="stereo", channels=2)
    stretch, sink = graph.add("atempo", f"{tempo:.4f}"), graph.add("abuffersink")
    source.link_to(stretch)
    stretch.link_to(sink)
    graph.configure()
    return graph
