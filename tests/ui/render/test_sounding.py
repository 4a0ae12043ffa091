"""The sound of a film by two threads: what comes out, in which order, and what happens when one of them fails."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studio_gui.base.media import MediaFiles
from studio_gui.base.paths import user_paths
from studio_gui.model.project import Project
from studio_gui.render.encoder import VideoShape
from studio_gui.render.mixing import RATE, mixed, sources_of
from studio_gui.render.production.sounding import Sounding
from studio_gui.render.request import RenderRequest
from studio_gui.render.segments.keeping import Kept
from studio_gui.render.segments.sound import StitchedSound
from studio_gui.render.segments.store import Recording
from studio_gui.render.timing import SceneSpan, plan
from studio_gui.speech.sound import Sound
from tests.ui.render import films

SECONDS = (2.0, 0.1, 1.3, 3.0, 0.5, 1.0, 2.5)
"""One is too short to have packets of its own."""


def _nothing(count: int) -> None:
    """Nobody stops."""


class Film:
    """Scenes with a tone each, and their sound as packets."""

    def __init__(self, folder: Path) -> None:
        scenes = []
        for number, seconds in enumerate(SECONDS):
            films.write_tone(folder / "media" / f"{number}.wav", seconds=4, hertz=200 + 50 * number)
            scene = films.sound_scene(f"media/{number}.wav", volume=60)
            scenes.append(scene.changed(studio=scene.studio.changed(duration_s=seconds)))
        self.project: Project = films.project_of(*scenes)
        self.media = MediaFiles(folder)
        self.sounds = [Sound.silence(0) for _ in SECONDS]
        self.spans: tuple[SceneSpan, ...] = plan(self.project, [0.0] * len(SECONDS), fps=30)
        self.folder = folder

    def kept(self, *, reuses: bool = False) -> Kept:
        request = RenderRequest(self.project, self.folder, self.folder / "a.mp4", "480", 30, reuses_segments=reuses)
        return Kept(request, VideoShape(854, 480, 30), self.media)

    def one_by_one(self) -> list[tuple[int, bytes]]:
        packets, track = _track()
        for span, speech in zip(self.spans, self.sounds, strict=True):
            start = span.start * RATE // span.fps
            length = (span.start + span.frames) * RATE // span.fps - start
            blocks = mixed(sources_of(span.scene, speech=speech, assets=self.media, length=length), length)
            track.scene(start, length, blocks, record=Recording(None))
        track.close()
        return packets

    def by_two(self, kept: Kept, listen: Callable[[int], None] = _nothing) -> list[tuple[int, bytes]]:
        packets, track = _track()
        Sounding(self.spans, self.sounds, media=self.media, kept=kept, listen=listen).write(track)
        track.close()
        return packets


def _track() -> tuple[list[tuple[int, bytes]], StitchedSound]:
    packets: list[tuple[int, bytes]] = []

    def write(some: Any) -> None:
        packets.extend((packet.pts or 0, bytes(packet)) for packet in some)

    return packets, StitchedSound(write)


@pytest.fixture
def film(tmp_path: Path) -> Film:
    return Film(tmp_path)


def test_two_threads_make_what_one_makes(film: Film) -> None:
    expected = film.one_by_one()
    assert len(expected) > sum(SECONDS) * RATE / 1024
    assert sum(len(data) for _, data in expected) > 60 * len(expected)  # silence takes a few bytes
    for _ in range(3):
        assert film.by_two(film.kept()) == expected


def test_what_was_kept_and_what_is_made_anew_fit_together(film: Film) -> None:
    expected = film.one_by_one()
    assert film.by_two(film.kept(reuses=True)) == expected
    kept = sorted(user_paths().cache.rglob("*.segment"))
    assert len(kept) == len(SECONDS) - 1  # the one without packets of its own is not kept
    for path in kept[::2]:
        path.unlink()
    assert film.by_two(film.kept(reuses=True)) == expected


@pytest.mark.parametrize("after_s", [0.0, 1.5, 2.2, 6.0])
def test_what_one_of_them_raises_ends_both(film: Film, after_s: float) -> None:
    heard = 0

    def listen(count: int) -> None:
        nonlocal heard
        heard += count
        if heard >= after_s * RATE:
            raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        film.by_two(film.kept(), listen)
    assert not [thread for thread in threading.enumerate() if thread.name == "movie-sound-ahead"]


def test_packets_are_whole_and_in_order(film: Film) -> None:
    places = [place for place, _ in film.by_two(film.kept())]
    assert np.all(np.diff(places) == 1024)
