"""The sound of a video: speech, sounds and the sound of videos, mixed to 48 kHz stereo in blocks.

Media are decoded as they are needed, so an hour of music takes no more memory than a second.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Protocol, TypeAlias

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.container import InputContainer
from av.stream import Stream
from numpy.typing import NDArray

from studio_gui.base.media import MediaFiles, open_media, pictures_of
from studio_gui.model.clips import AudioClip, VideoClip
from studio_gui.model.playing import MAX_S, ONCE, Part, Play
from studio_gui.model.project import Scene
from studio_gui.render.sounds.gains import Gain, ducking, fades
from studio_gui.render.sounds.limiting import Limiter
from studio_gui.speech.sound import Sound

RATE = 48_000
BLOCK = 48 * 1024
"""Samples mixed at a time: about a second, and a whole number of AAC frames."""

_RUN_UP_S = 0.1
"""Decoders of some forms need a little before the place they are asked for."""

_NEAR_END_S = 1.0

_LOUDEST = np.float32(4.0)
"""Four times full scale; nobody records louder."""

_CUT = RATE // 250
"""How long a sound takes to come and go where it is cut: four milliseconds."""

_HOLE = RATE * 3 // 100
"""Sound that is missing for longer leaves a hole; less is how roughly files tell their moments."""

BOTH_SIDES = np.float32(0.5**0.5)
"""The same sound on two sides is 3 LU louder than on one (ITU-R BS.1770): this keeps speech at the loudness it was
levelled to."""

Samples: TypeAlias = NDArray[np.float32]
"""Shape (2, n): left and right, from -1 to 1."""


class Source(Protocol):
    """Something that sounds from the start of a scene."""

    def read(self, count: int) -> Samples:
        """The next samples, shape (2, at most ``count``); fewer only at its end."""

    def skip(self, count: int) -> None:
        """Begin so many samples later, before anything was read; what lies before is not decoded."""

    def close(self) -> None:
        """Nothing more will be read."""


class Spoken:
    """Speech, brought to the rate and both sides of the video."""

    def __init__(self, sound: Sound) -> None:
        self._sound = sound
        self._parts = self._brought()
        self._rest: NDArray[np.float32] = np.zeros(0, np.float32)
        self._skipped = 0

    def read(self, count: int) -> Samples:
        """See :class:`Source`."""
        skipped, self._skipped = self._skipped, 0
        parts, length = [self._rest], len(self._rest)
        while length < skipped + count and (part := next(self._parts, None)) is not None:
            parts.append(part)
            length += len(part)
        joined = np.concatenate(parts)[skipped:]
        self._rest = joined[count:]
        read = joined[:count]
        return np.broadcast_to(read, (2, len(read)))

    def skip(self, count: int) -> None:
        """See :class:`Source`."""
        self._skipped += count

    def close(self) -> None:
        """See :class:`Source`."""

    def _brought(self) -> Iterator[NDArray[np.float32]]:
        """The speech in pieces at the rate of the video."""
        resampler = AudioResampler(format="fltp", layout="mono", rate=RATE)
        samples = self._sound.samples
        for start in range(0, len(samples), BLOCK):
            piece = np.ascontiguousarray(samples[None, start : start + BLOCK])
            frame = AudioFrame.from_ndarray(piece, format="s16p", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = self._sound.rate, start, Fraction(1, self._sound.rate)
            for part in resampler.resample(frame):
                yield part.to_ndarray()[0] * BOTH_SIDES
        if len(samples):
            for part in resampler.resample(None):
                yield part.to_ndarray()[0] * BOTH_SIDES


class Played:
    """The sound of a part of a media file at a volume from 0 to 1; a file without sound is silent.

    ``part`` in seconds of the file; one that goes round never ends. None is the whole file.
    """

    def __init__(self, path: Path, volume: float, *, part: Part | None = None) -> None:
        self._part = part or Part(0.0, float(MAX_S))
        self._container: InputContainer = open_media(path)
        pictures = pictures_of(self._container)
        self._has_pictures = pictures is not None
        self._origin_s = _start_s(pictures or next(iter(self._container.streams.audio), None))
        self._volume = volume
        self._parts = self._decode()
        self._rest: Samples = np.zeros((2, 0), np.float32)
        self._skipped = 0

    def skip(self, count: int) -> None:
        """See :class:`Source`."""
        self._skipped += count

    def read(self, count: int) -> Samples:
        """See :class:`Source`."""
        parts, length = [self._rest], self._rest.shape[1]
        while length < count:
            part = next(self._parts, None)
            if part is None:
                break
            parts.append(part)
            length += part.shape[1]
        joined: Samples = np.concatenate(parts, axis=1)
        self._rest = joined[:, count:]
        return _audible(joined[:, :count]) * np.float32(self._volume)

    def close(self) -> None:
        """See :class:`Source`."""
        self._parts.close()
        self._container.close()

    def _decode(self) -> Generator[Samples, None, None]:
        if not self._container.streams.audio:
            return
        skipped = self._skipped
        if self._part.goes_round and skipped:
            whole = self._whole()
            skipped = skipped % whole if whole else 0
        heard = skipped + (yield from self._once(skipped))
        while self._part.goes_round and heard:
            heard = yield from self._once()

    def _whole(self) -> int:
        """How many samples one round takes: a sound may end sooner than its file says, pictures are waited for."""
        start, most = round(self._part.start_s * RATE), round(self._part.length_s * RATE)
        if self._has_pictures:
            return most
        end = start
        for at, piece in self._from(max(self._part.start_s, self._part.start_s + self._part.length_s - _NEAR_END_S)):
            end = at + piece.shape[1]
            if end - start >= most:
                break
        return max(0, min(most, end - start))

    def _once(self, skipped: int = 0) -> Generator[Samples, None, int]:
        """The part to its end, from ``skipped`` samples after its start on; answers how many samples there were.

        Holes are silent, so that what comes after them is heard beside its pictures.
        """
        start = round(self._part.start_s * RATE) + skipped
        end = start - skipped + round(self._part.length_s * RATE)
        at, is_heard = start, False
        for there, piece in self._from(start / RATE if skipped else self._part.start_s):
            if at >= end:
                break
            if there + piece.shape[1] <= at:
                continue
            yield from _silence(min(there, end) - at)
            at = max(at, min(there, end))
            samples = piece[:, at - there :][:, : end - at]
            at, is_heard = at + samples.shape[1], True
            yield samples
        if self._has_pictures and self._part.goes_round and is_heard:
            yield from _silence(end - at)
            at = max(at, end)
        return at - start

    def _from(self, start_s: float) -> Generator[tuple[int, Samples], None, None]:
        """The sound from ``start_s`` or somewhat before, with the place of each piece in samples."""
        stream = self._container.streams.audio[0]
        try:
            seconds = max(0.0, start_s - _RUN_UP_S + self._origin_s)
            self._container.seek(round(seconds * av.time_base), backward=True)
        except av.error.FFmpegError:
            pass  # what cannot be sought is read from where it stands
        # One channel is heard in full on both sides; left to itself the resampler would make it quieter.
        layout = "mono" if stream.codec_context.channels == 1 else "stereo"
        resampler = AudioResampler(format="fltp", layout=layout, rate=RATE)
        at: int | None = None
        try:
            for frame in chain(self._container.decode(stream), [None]):
                if frame is not None:
                    at = self._place(frame, at)
                for part in resampler.resample(frame):
                    samples = np.asarray(part.to_ndarray(), np.float32)
                    yield at or 0, np.broadcast_to(samples, (2, samples.shape[1]))
                    at = (at or 0) + samples.shape[1]
        except (av.error.FFmpegError, ValueError):
            return  # a broken file is heard as far as it goes

    def _place(self, frame: AudioFrame, expected: int | None) -> int:
        """Where a frame belongs; the moments of frames are rough, so it follows the one before where it nearly does."""
        if frame.time is None:
            return expected or 0
        there = round((frame.time - self._origin_s) * RATE)
        if expected is None:
            is_near_start = 0 < there <= _HOLE and not self._has_pictures
            return 0 if is_near_start else there
        return there if there - expected > _HOLE or -RATE < there - expected < -_HOLE else expected


def _start_s(stream: Stream | None) -> float:
    """When a stream begins, by the clock of its file."""
    return float((stream.start_time or 0) * (stream.time_base or 0)) if stream is not None else 0.0


def _silence(count: int) -> Iterator[Samples]:
    for start in range(0, count, BLOCK):
        yield np.zeros((2, min(BLOCK, count - start)), np.float32)


class Shaped:
    """Another source, made softer where it fades or steps back."""

    def __init__(self, source: Source, gains: Sequence[Callable[[int, int], Gain]]) -> None:
        self._source, self._gains, self._at = source, gains, 0

    def read(self, count: int) -> Samples:
        """See :class:`Source`."""
        samples = self._source.read(count)
        for gain in self._gains:
            samples = samples * gain(self._at, samples.shape[1])
        self._at += samples.shape[1]
        return samples

    def skip(self, count: int) -> None:
        """See :class:`Source`."""
        self._source.skip(count)
        self._at += count

    def close(self) -> None:
        """See :class:`Source`."""
        self._source.close()


def _audible(samples: Samples) -> Samples:
    """Samples as they are, silent where a broken file says what is no number: one such would end the whole film.

    What is far over full scale would silence all that follows it while it is turned down.
    """
    if np.abs(samples).max(initial=0.0) <= _LOUDEST:
        return samples
    return np.clip(np.nan_to_num(samples, nan=0.0, posinf=1.0, neginf=-1.0), -_LOUDEST, _LOUDEST)


def sources_of(scene: Scene, *, speech: Sound, assets: MediaFiles, length: int = 0) -> list[Source]:
    """Everything that is heard in a scene of ``length`` samples (0 for unknown); hidden clips, muted ones and media
    that are not here are not.
    """
    sources = [_spoken(speech, length)] if len(speech.samples) else []
    for clip in scene.clips:
        if not isinstance(clip, AudioClip | VideoClip) or clip.studio.hidden:
            continue
        play = clip.studio.play or ONCE
        facts, path = assets.facts(clip.studio.media), assets.path_of(clip.studio.media)
        if facts is None or path is None or not facts.has_sound or play.muted:
            continue
        part = play.part(facts.duration_s)
        try:
            source = Played(path, max(0.0, min(1.0, clip.volume / 100)), part=part)
        except (OSError, av.error.FFmpegError):
            continue  # it went away since it was looked at
        sources.append(_shaped(source, play, part, speech, length))
    return sources


def _spoken(speech: Sound, length: int) -> Source:
    """Speech; what the scene has no time for is cut off, which clicks in the middle of a word."""
    is_cut = 0 < length < len(speech.samples) * RATE // speech.rate
    return Shaped(Spoken(speech), [fades(length, fade_in=0, fade_out=_CUT)]) if is_cut else Spoken(speech)


def _shaped(source: Source, play: Play, part: Part, speech: Sound, length: int) -> Source:
    gains: list[Callable[[int, int], Gain]] = []
    own = round(part.length_s * RATE)
    whole = length if part.goes_round else min(own, length or own)
    # What begins or is cut off in the middle of a sound clicks.
    fade_in = max(round(play.fade_in_s * RATE), _CUT if part.start_s > 0 else 0)
    is_cut = whole > 0 and (part.goes_round or own > whole or play.end_s is not None)
    fade_out = max(round(play.fade_out_s * RATE), _CUT if is_cut else 0)
    if fade_in or fade_out:
        gains.append(fades(whole, fade_in=fade_in, fade_out=fade_out))
    if play.ducks and len(speech.samples):
        gains.append(ducking(speech))
    return Shaped(source, gains) if gains else source


def mixed(sources: Sequence[Source], length: int) -> Iterator[Samples]:
    """Blocks of the mix, ``length`` samples in all, silent where no source sounds; it is turned down where it is too loud."""
    limiter = Limiter()
    try:
        for start in range(0, length, BLOCK):
            count = min(BLOCK, length - start)
            block = np.zeros((2, count), np.float32)
            for source in sources:
                part = source.read(count)
                block[:, : part.shape[1]] += part
            yield limiter.put(block)
        yield limiter.end()
    finally:
        for source in sources:
            source.close()
