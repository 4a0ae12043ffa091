"""Scenes that did not change are not made again, and nobody can tell from the file."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from studio_gui.base.errors import Cancelled
from studio_gui.base.paths import user_paths
from studio_gui.model.edits.readers import set_reader
from studio_gui.model.edits.sayings import put_sayings
from studio_gui.model.playing import Transition
from studio_gui.model.project import Project, Scene
from studio_gui.model.saying import Saying
from studio_gui.painting import Assets
from studio_gui.painting.fonts import fonts_mark
from studio_gui.render.mixing import RATE, Samples
from studio_gui.render.movie import render_movie
from studio_gui.render.request import RenderRequest
from studio_gui.render.segments import SegmentStore
from studio_gui.render.segments.keys import Keys, source_mark
from studio_gui.render.segments.sound import BLOCK, StitchedSound, aac_encoder
from studio_gui.speech.sound import Sound
from tests.ui.render import films


@pytest.fixture
def film(tmp_path: Path) -> Project:
    films.write_clip(tmp_path / "media" / "clip.mp4", frames=12)
    films.write_tone(tmp_path / "media" / "tone.wav", seconds=1.2)
    tone = films.sound_scene("media/tone.wav").clips
    still = films.still_scene(seconds=1.1)
    return films.project_of(
        films.speaking_scene("Once more."), films.video_scene("media/clip.mp4"), still.changed(clips=still.clips + tone)
    )


def _render(project: Project, folder: Path, name: str, *, reuses: bool = True) -> bytes:
    request = RenderRequest(project, folder, folder / name, "480", 25, reuses_segments=reuses)
    return render_movie(request).path.read_bytes()


def _kept() -> dict[str, int]:
    folder = user_paths().cache / "segments"
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("??/*")}


def test_a_film_put_together_from_old_scenes_is_the_film_made_anew(tmp_path: Path, film: Project) -> None:
    fresh = _render(film, tmp_path, "a.mp4", reuses=False)
    assert not _kept()
    assert _render(film, tmp_path, "b.mp4") == fresh
    assert len(_kept()) == 6
    assert _render(film, tmp_path, "c.mp4") == fresh
    assert len(_kept()) == 6
    turned = film.changed(scenes=(film.scenes[1], film.scenes[2], film.scenes[0]))
    mixed = _render(turned, tmp_path, "d.mp4")
    assert mixed == _render(turned, tmp_path, "e.mp4", reuses=False)
    seen = films.decoded(tmp_path / "d.mp4")
    assert np.allclose(seen.times, np.arange(len(seen.times)) / 25)


def test_only_the_scene_that_changed_is_made_again(tmp_path: Path, film: Project) -> None:
    _render(film, tmp_path, "a.mp4")
    before = _kept()
    last = films.still_scene(seconds=1.1, words="Another")
    changed = film.changed(scenes=(*film.scenes[:2], last.changed(clips=last.clips + film.scenes[2].clips[2:])))
    assert _render(changed, tmp_path, "b.mp4") == _render(changed, tmp_path, "c.mp4", reuses=False)
    assert len(_kept().keys() - before.keys()) == 2


def _speaks(text: str) -> Scene:
    scene = films.speaking_scene(text)
    return scene.changed(studio=scene.studio.changed(duration_s=1.5))


@pytest.fixture
def spoken() -> Project:
    """Three scenes with captions; only the second says a name, only the third is Greek."""
    film = films.project_of(_speaks("Once more."), _speaks("Ask Nguyen."), _speaks("Γεια σου."))
    return film.changed(studio=film.studio.changed(captions=film.studio.captions.changed(shown=True)))


def _made_anew(project: Project, folder: Path) -> int:
    """How many pictures and sounds of scenes a project adds to those that are kept; the film is as good as new."""
    before = _kept().keys()
    assert _render(project, folder, "after.mp4") == _render(project, folder, "anew.mp4", reuses=False)
    return len(_kept().keys() - before)


def test_how_a_word_is_said_counts_only_where_it_is_said(tmp_path: Path, spoken: Project) -> None:
    _render(spoken, tmp_path, "a.mp4")
    assert len(_kept()) == 6
    assert _made_anew(put_sayings(spoken, [Saying(word="Nguyen", say="Winwin")]), tmp_path) == 2
    assert _made_anew(put_sayings(spoken, [Saying(word="Unheard", say="Of")]), tmp_path) == 0


def test_who_reads_a_language_counts_only_where_it_is_read(tmp_path: Path, spoken: Project) -> None:
    _render(spoken, tmp_path, "a.mp4")
    assert _made_anew(set_reader(spoken, "el", "espeak:el+m1"), tmp_path) == 2
    assert _made_anew(set_reader(spoken, "fr", "espeak:fr-fr+m1"), tmp_path) == 0
    assert _made_anew(spoken.changed(studio=spoken.studio.changed(language="en-GB")), tmp_path) == 4


def test_how_captions_look_counts_only_for_pictures_that_have_any(tmp_path: Path, spoken: Project) -> None:
    still = films.still_scene(seconds=1.1)
    film = spoken.changed(scenes=(*spoken.scenes[:2], still))
    _render(film, tmp_path, "a.mp4")
    captions = film.studio.captions
    bold = film.changed(studio=film.studio.changed(captions=captions.changed(font_size=captions.font_size + 8)))
    assert _made_anew(bold, tmp_path) == 2
    hidden = film.changed(studio=film.studio.changed(captions=captions.changed(shown=False)))
    assert _made_anew(hidden, tmp_path) == 2
    assert (
        _made_anew(
            hidden.changed(studio=bold.studio.changed(captions=bold.studio.captions.changed(shown=False))), tmp_path
        )
        == 0
    )


def test_names_and_notes_change_nothing_but_media_do(tmp_path: Path, film: Project) -> None:
    def keys(scene: Scene) -> tuple[str, str]:
        made = Keys(film, Assets(tmp_path), made="480")
        silence = Sound(np.zeros(0, np.int16), 22_050)
        return made.pictures(scene, frames=9, said=None), made.sound(scene, start=0, length=9, speech=silence)

    scene = film.scenes[1]
    old = keys(scene)
    assert keys(scene.changed(studio=scene.studio.changed(name="New", notes="Words"))) == old
    os.utime(tmp_path / "media" / "clip.mp4", (1, 1))
    assert keys(scene) == old
    films.write_clip(tmp_path / "media" / "clip.mp4", frames=13)
    assert not {*keys(scene)} & {*old}


def test_a_damaged_segment_counts_as_absent(tmp_path: Path, film: Project) -> None:
    fresh = _render(film, tmp_path, "a.mp4")
    for number, path in enumerate(sorted((user_paths().cache / "segments").glob("??/*"))):
        data = path.read_bytes()
        path.write_bytes((b"", data[:20], data[:-1], data[:40] + b"x" + data[41:], data + b"x", data)[number])
    assert _render(film, tmp_path, "b.mp4") == fresh


def test_two_renders_at_once_share_the_cache(tmp_path: Path, film: Project) -> None:
    _render(film, tmp_path, "spoken.mp4", reuses=False)  # a voice does not say the same twice in quite the same way
    made: dict[str, bytes] = {}
    threads = [
        threading.Thread(target=lambda name=name: made.update({name: _render(film, tmp_path, name)}))
        for name in ("a.mp4", "b.mp4")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made["a.mp4"] == made["b.mp4"] == (tmp_path / "spoken.mp4").read_bytes()
    assert all(name.endswith(".segment") for name in _kept())


def test_a_cancelled_render_keeps_only_whole_scenes(tmp_path: Path, film: Project) -> None:
    calls: list[object] = []
    with pytest.raises(Cancelled):
        render_movie(
            RenderRequest(film, tmp_path, tmp_path / "a.mp4", "480", 25),
            progress=calls.append,
            is_cancelled=lambda: len(calls) > 5,
        )
    assert all(name.endswith(".segment") for name in _kept())
    assert _render(film, tmp_path, "b.mp4") == _render(film, tmp_path, "c.mp4", reuses=False)


def test_a_cache_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path, film: Project) -> None:
    user_paths().cache.mkdir(parents=True, exist_ok=True)
    (user_paths().cache / "segments").write_bytes(b"in the way")
    assert _render(film, tmp_path, "a.mp4") == _render(film, tmp_path, "b.mp4", reuses=False)


def test_the_store_keeps_within_its_limit_and_clears_what_a_kill_left(tmp_path: Path) -> None:
    store = SegmentStore(tmp_path, limit_bytes=4000)
    for number in range(6):
        record = store.record(f"{number}0")
        record.add(1, bytes(900))
        record.keep()
        os.utime(tmp_path / f"{number}0" / f"{number}0.segment", (number, number))
    left = tmp_path / "00" / "00-1-a.part"
    left.write_bytes(b"half")
    os.utime(left, (1, 1))
    store.tidy()
    found = [store.find(f"{number}0") for number in range(6)]
    assert [segment is None for segment in found] == [True, True, True, False, False, False]
    assert [[*segment.records()] for segment in found if segment is not None] == [[(1, bytes(900))]] * 3
    assert not left.exists()


@pytest.fixture
def samples() -> Samples:
    """Four seconds of chords and noise, without a pause."""
    times = np.arange(4 * RATE) / RATE
    noise = np.random.default_rng(3).normal(0, 0.02, len(times))
    chord = sum(np.sin(times * 2 * np.pi * hertz) for hertz in (220, 277, 330)) / 8
    return np.stack([chord + noise, chord * 0.7 - noise]).astype(np.float32)


def _decoded(packets: list[bytes], extradata: bytes | None) -> Samples:
    decoder = av.CodecContext.create("aac", "r")
    decoder.extradata = extradata
    frames = [frame for data in packets for frame in decoder.decode(av.Packet(data))]
    return np.concatenate([frame.to_ndarray() for frame in frames], axis=1)


@pytest.mark.parametrize("borders", [(0, 96_000), (0, 70_001, 71_000, 71_500, 140_003)])
def test_sound_that_goes_on_over_a_border_does_not_click(samples: Samples, borders: tuple[int, ...]) -> None:
    def blocks(start: int, end: int) -> Iterator[Samples]:
        for at in range(start, end, 5000):
            yield samples[:, at : min(end, at + 5000)]

    packets: list[tuple[int, bytes]] = []
    track = StitchedSound(lambda some: packets.extend((packet.pts or 0, bytes(packet)) for packet in some))
    nothing = SegmentStore(None)
    for start, end in zip(borders, (*borders[1:], samples.shape[1]), strict=True):
        track.scene(start, end - start, blocks(start, end), record=nothing.record(""))
    track.close()
    assert [pts for pts, _ in packets] == [BLOCK * number for number in range(-1, len(packets) - 1)]
    encoder = aac_encoder()
    encoder.open()
    stitched = _decoded([data for _, data in packets], encoder.extradata)[:, BLOCK:]
    length = min(stitched.shape[1], samples.shape[1])
    error = np.abs(stitched[:, :length] - samples[:, :length]).reshape(2, -1)
    typical = float(np.percentile(error[:, 10_000:60_000], 99.9))
    for border in borders[1:]:
        assert error[:, border - 4000 : border + 4000].max() < 2.5 * typical


def _stitched(samples: Samples, borders: tuple[int, ...]) -> tuple[list[int], Samples]:
    """How long the packets say they are, and what is heard of them."""
    packets: list[tuple[int, bytes]] = []
    track = StitchedSound(lambda some: packets.extend((int(packet.duration or 0), bytes(packet)) for packet in some))
    nothing = SegmentStore(None)
    for start, end in zip(borders, (*borders[1:], samples.shape[1]), strict=True):
        track.scene(start, end - start, iter([samples[:, start:end]]), record=nothing.record(""))
    track.close()
    encoder = aac_encoder()
    encoder.open()
    return [length for length, _ in packets], _decoded([data for _, data in packets], encoder.extradata)[:, BLOCK:]


@pytest.mark.parametrize("length", [1, 1023, 1024, 1025, 50 * 1024, 96_000, 97_001])
def test_sound_says_to_the_sample_how_long_it_is(length: int) -> None:
    for borders in ((0,), (0, length // 2)):
        lengths, heard = _stitched(np.full((2, length), 0.1, np.float32), borders)
        assert sum(lengths) == BLOCK + length, "one block comes before the film"
        assert heard.shape[1] >= length


def test_what_begins_loudly_with_the_film_is_heard_as_well_as_later() -> None:
    drum = np.random.default_rng(1).uniform(-0.7, 0.7, RATE) * np.exp(-np.arange(RATE) / 2400)
    for borders in ((0,), (0, RATE // 2)):
        _, heard = _stitched(np.stack([drum, drum]).astype(np.float32), borders)
        assert np.abs(heard[:, :RATE]).max() < 0.95
        assert np.abs(heard[0, :RATE] - drum)[:2048].max() < 0.5


def test_a_scene_that_comes_in_over_another_is_made_again_when_that_one_changes(tmp_path: Path) -> None:
    second = films.still_scene(seconds=1, color="#803020", words="Two")
    second = second.changed(studio=second.studio.changed(transition=Transition(kind="fade", duration_s=0.4)))
    film = films.project_of(films.still_scene(seconds=1), second, films.still_scene(seconds=1, words="Three"))
    _render(film, tmp_path, "a.mp4")
    before = _kept()
    changed = film.changed(scenes=(films.still_scene(seconds=1, words="Other"), *film.scenes[1:]))
    assert _render(changed, tmp_path, "b.mp4") == _render(changed, tmp_path, "c.mp4", reuses=False)
    assert len(_kept().keys() - before.keys()) == 3  # both pictures, and the sound of the scene that changed
    last = changed.changed(scenes=(*changed.scenes[:2], films.still_scene(seconds=1, words="New")))
    assert _render(last, tmp_path, "d.mp4") == _render(last, tmp_path, "e.mp4", reuses=False)


def test_a_file_that_is_replaced_and_other_fonts_count_too(
    tmp_path: Path, film: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def key() -> str:
        return Keys(film, Assets(tmp_path), made="480").pictures(scene, frames=9, said=None)

    video = film.scenes[1].clips[0]
    beside = video.changed(studio=video.studio.changed(media="media/clip.mp4"))
    scene = film.scenes[1].changed(clips=(beside,))
    file = tmp_path / "media" / "clip.mp4"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"one")
    old = key()
    file.write_bytes(b"other")
    changed = key()
    assert changed != old
    fonts_mark.cache_clear()
    monkeypatch.setattr("studio_gui.painting.fonts._installed", lambda: frozenset({"Newly Installed"}))
    assert key() != changed
    fonts_mark.cache_clear()


def test_an_update_in_the_midst_of_it_neither_ends_a_film_nor_lets_old_scenes_be_taken(tmp_path: Path) -> None:
    painting = tmp_path / "painting"
    painting.mkdir()
    (painting / "one.py").write_text("old")
    before = source_mark(tmp_path)
    assert source_mark(tmp_path) == before
    (painting / "one.py").unlink()
    (painting / "one.py").symlink_to(tmp_path / "not there yet")
    assert len({before, source_mark(tmp_path), source_mark(tmp_path)}) == 3
    (painting / "one.py").unlink()
    (painting / "one.py").write_text("new")
    assert source_mark(tmp_path) == source_mark(tmp_path) != before
