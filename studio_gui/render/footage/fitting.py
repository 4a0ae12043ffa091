"""Cutting footage and encoding it anew, upright, in a size and with a loudness that pass."""

from __future__ import annotations

import contextlib
import errno
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio_gui.base.errors import MediaError, StudioError
from studio_gui.files.writing import target_error
from studio_gui.render.footage import rules
from studio_gui.render.footage.finding import FootageFacts, FootageReport, Told, unheard
from studio_gui.render.footage.opening import opened
from studio_gui.speech.loudness import TARGET_LUFS

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer, OutputContainer
    from av.filter import Graph
    from av.video.stream import VideoStream

_MOST_FPS = 30
_MOST_LINES = 1080
_RATE = 48_000
_MOST_GAIN_DB = 30.0
_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG)
_TURNS = {90: ("transpose", "cclock"), 270: ("transpose", "clock")}


@dataclass(frozen=True, slots=True)
class Cut:
    """The part to keep, in seconds from the start."""

    start_s: float
    end_s: float

    @property
    def length_s(self) -> float:
        """How long it is."""
        return self.end_s - self.start_s


def suggested_cut(facts: FootageFacts) -> Cut:
    """All of it, or the middle where it is too long: people settle at the start and tire at the end."""
    length = min(facts.duration_s, rules.LONGEST_S - 1)
    start = max(0.0, (facts.duration_s - length) / 2)
    return Cut(round(start, 2), round(start + length, 2))


def can_fit(report: FootageReport) -> bool:
    """Whether encoding anew makes a file that passes: something can be mended, and nothing stays that is refused."""
    hard = [each for each in report.findings if each.severity == "error" and not each.can_be_fitted]
    return report.facts is not None and not hard and any(each.can_be_fitted for each in report.findings)


def fit_footage(source: Path, target: Path, cut: Cut, *, report: FootageReport, told: Told = unheard) -> None:
    """Write the part of ``source`` as an MP4 that passes; ``report`` is what the check said of it.

    Raises :class:`MediaError` for a cut that cannot pass or footage that breaks off, :class:`TargetError`, and whatever
    ``told`` raises to stop; nothing is left behind then. Blocks: about a third of the footage's own length.
    """
    import av

    if not rules.SHORTEST_S <= cut.length_s <= rules.LONGEST_S:
        raise MediaError(
            f"The part is {cut.length_s:.1f} s long; 15 s to 5 minutes are taken.", "Move its start or its end."
        )
    part = target.with_name(f".studio-{secrets.token_hex(6)}.part")
    try:
        part.touch()
        with opened(source) as container, av.open(str(part), "w", format="mp4") as out:
            _Encoding(container, out, cut, report, told).run()
        part.replace(target)
    except StudioError:
        raise
    except OSError as error:  # FFmpeg's own errors are of this kind too
        if isinstance(error, av.error.FFmpegError) and error.errno not in _DISK:
            raise MediaError(f"“{source.name}” cannot be encoded anew.", "Choose another part.", str(error)) from None
        raise target_error(target, error) from None
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


class _Encoding:
    """One run: frames of both streams go through a filter each into the new file."""

    def __init__(
        self, container: InputContainer, out: OutputContainer, cut: Cut, report: FootageReport, told: Told
    ) -> None:
        self._container, self._out, self._cut, self._told = container, out, cut, told
        self._begin = (container.start_time or 0) / 1_000_000
        self._video: VideoStream = container.streams.video[0]
        self._video.thread_type = "AUTO"
        self._audio: AudioStream | None = container.streams.audio[0] if container.streams.audio else None
        self._layout = "mono" if self._audio is not None and self._audio.codec_context.channels == 1 else "stereo"
        facts = report.facts
        assert facts is not None
        self._fps = Fraction(round(min(max(facts.fps, 1.0), _MOST_FPS)))
        size = _size(facts)
        self._to_video = out.add_stream("libx264", rate=self._fps)
        self._to_video.width, self._to_video.height = size
        self._to_video.pix_fmt = "yuv420p"
        self._to_video.options = {"preset": "veryfast", "crf": "20"}
        self._to_audio = out.add_stream("aac", rate=_RATE, layout=self._layout)
        self._pictures = self._picture_filter(size, facts.rotation)
        self._sounds = self._sound_filter(report.loudness_lufs) if self._audio is not None else None

    def run(self) -> None:
        self._container.seek(int((self._begin + self._cut.start_s) * 1_000_000), backward=True)
        streams: list[Any] = [self._video] if self._audio is None else [self._video, self._audio]
        open_ends = {stream.index for stream in streams}
        for packet in self._container.demux(streams):
            frames: list[Any] = packet.decode()
            for frame in frames:
                at = float(frame.time or 0.0) - self._begin
                if at >= self._cut.end_s:
                    open_ends.discard(packet.stream.index)
                else:
                    self._take(packet.stream.type, frame, at)
            if not open_ends:
                break
        self._finish()

    def _take(self, kind: str, frame: Any, at: float) -> None:
        if kind == "video":
            self._told(max(0.0, (at - self._cut.start_s) / self._cut.length_s), "Encoding")
            self._pictures.push(frame)
            self._hand_on(self._pictures, self._to_video)
        elif self._sounds is not None:
            self._sounds.push(frame)
            self._hand_on(self._sounds, self._to_audio)

    def _finish(self) -> None:
        for graph, stream in ((self._pictures, self._to_video), (self._sounds, self._to_audio)):
            if graph is None:
                continue
            graph.push(None)
            self._hand_on(graph, stream)
            self._out.mux(stream.encode(None))

    def _hand_on(self, graph: Graph, stream: Any) -> None:
        for frame in _pulled(graph):
            if stream.type == "video":
                frame.pict_type = 0  # the encoder decides, not what the camera did
            self._out.mux(stream.encode(frame))

    def _picture_filter(self, size: tuple[int, int], rotation: int) -> Graph:
        from av.filter import Graph

        graph = Graph()
        steps = [graph.add_buffer(template=self._video), *self._trim(graph, "")]
        turn = _TURNS.get(rotation)
        if turn:
            steps.append(graph.add(turn[0], turn[1]))
        elif rotation == 180:
            steps += [graph.add("hflip"), graph.add("vflip")]
        steps += [
            graph.add("fps", f"{self._fps}:start_time=0"),
            graph.add("scale", f"{size[0]}:{size[1]}"),
            graph.add("setsar", "1"),
            graph.add("format", "yuv420p"),
            graph.add("buffersink"),
        ]
        graph.link_nodes(*steps).configure()
        return graph

    def _sound_filter(self, lufs: float | None) -> Graph:
        from av.filter import Graph

        graph = Graph()
        assert self._audio is not None
        gain = 0.0
        if lufs is not None and not rules.QUIETEST_LUFS <= lufs <= rules.LOUDEST_LUFS:
            gain = min(_MOST_GAIN_DB, TARGET_LUFS - lufs)
        steps = [
            graph.add_abuffer(template=self._audio),
            *self._trim(graph, "a"),
            graph.add("volume", f"{gain}dB"),
            graph.add("alimiter", "limit=0.95:level=false"),
            graph.add("aresample", str(_RATE)),
            graph.add("aformat", f"sample_fmts=fltp:channel_layouts={self._layout}:sample_rates={_RATE}"),
            graph.add("asetnsamples", "n=1024:p=0"),
            graph.add("abuffersink"),
        ]
        graph.link_nodes(*steps).configure()
        return graph

    def _trim(self, graph: Graph, kind: str) -> list[Any]:
        """The part alone; both streams are moved by the same time, so that lips and sound stay together."""
        start, end = self._begin + self._cut.start_s, self._begin + self._cut.end_s
        span = graph.add(f"{kind}trim", f"start={start:.6f}:end={end:.6f}")
        return [span, graph.add(f"{kind}setpts", f"PTS-{start:.6f}/TB")]


def _pulled(graph: Graph) -> Iterator[Any]:
    import av

    while True:
        try:
            yield graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return


def _size(facts: FootageFacts) -> tuple[int, int]:
    """Even sides, the shorter at most 1080."""
    factor = min(1.0, _MOST_LINES / min(facts.width, facts.height))
    return round(facts.width * factor / 2) * 2, round(facts.height * factor / 2) * 2
