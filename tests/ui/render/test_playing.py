"""Playing without a file: pictures and sound of any moment are those of the video, and what is late is left out."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from studio_gui.model.captions import Captions
from studio_gui.model.clips import Animation
from studio_gui.model.new import new_scene
from studio_gui.model.playing import Transition
from studio_gui.model.project import Project
from studio_gui.model.saying import Saying
from studio_gui.painting import Assets
from studio_gui.render.film import SceneFilm, faces_of
from studio_gui.render.mixing import RATE, mixed, sources_of
from studio_gui.render.movie import render_movie
from studio_gui.render.playing.composer import Composer
from studio_gui.render.playing.feeder import Feeder
from studio_gui.render.playing.preparer import Preparer
from studio_gui.render.playing.program import Place, Program, program
from studio_gui.render.playing.reel import Reel
from studio_gui.render.playing.tempo import Stretcher, Wire
from studio_gui.render.playing.voices import Voices
from studio_gui.render.request import RenderRequest
from studio_gui.render.speaking import own_speaker
from studio_gui.speech.lips import mouths
from tests.ui.painting.drawing import rgb_of
from tests.ui.render import films

SIZE = (320, 180)
FPS = 25


def moving(color: str = "#2F5FE3", seconds: float = 0.8) -> Project:
    """Two scenes, in the first of which something comes in from the left."""
    scene = films.still_scene(seconds=seconds, color=color)
    first = scene.clips[0].changed(animation=Animation(type="in-left", duration=seconds, delay=0))
    scene = scene.changed(clips=(first, *scene.clips[1:]))
    return films.project_of(scene, films.still_scene(seconds=0.4, color="#803020", words="Two"))


@pytest.fixture
def voices() -> Voices:
    return Voices(own_speaker())


def prepared(project: Project, voices: Voices, *, folder: Path | None = None) -> Program:
    """The program of a project once all is known."""
    preparer = Preparer(Assets(folder), voices, fps=FPS)
    while not (made := preparer.step(project, 0)[0]).is_complete:
        pass
    return made


# --- the program -----------------------------------------------------------------------------------------------------


def test_moments_keep_their_scene_when_other_scenes_become_longer() -> None:
    project = films.project_of(*(films.speaking_scene(f"Scene {n}. Some words.") for n in range(3)))
    guess = program(project, [None, None, None], media_s={}, fps=FPS)
    place = guess.place_at(guess.spans[1].start + 7)
    assert place == Place(project.scenes[1].id, 7)
    known = program(project, [20.0, 3.0, None], media_s={}, fps=FPS)
    assert known.frame_at(place) == known.spans[1].start + 7 > guess.frame_at(place)
    assert known.known == (True, True, False)
    assert not known.is_complete
    assert known.place_at(10**9) == Place(project.scenes[2].id, known.spans[2].frames - 1)
    assert known.place_at(-5) == Place(project.scenes[0].id, 0)
    assert known.frame_at(Place(project.scenes[1].id, 10**9)) == known.spans[2].start - 1
    assert known.is_same_around(replace_known(known, 2), 0, known.spans[1].start)
    assert not known.is_same_around(replace_known(known, 2), 0, known.spans[2].start)


def replace_known(old: Program, index: int) -> Program:
    return replace(old, known=tuple(n == index or was for n, was in enumerate(old.known)))


def test_what_is_played_next_is_found_out_first(voices: Voices) -> None:
    project = films.project_of(*(films.speaking_scene(f"This is number {n}.") for n in range(4)))
    preparer = Preparer(Assets(None), voices, fps=FPS)
    ticks = iter(range(100))
    assert preparer.guess(project).known == (False,) * 4
    seen = [preparer.step(project, 2, clock=lambda: next(ticks))[0].known for _ in range(4)]
    assert seen == [
        (False, False, True, False), (False, False, True, True), (True, False, True, True), (True, True, True, True),
    ]  # fmt: skip
    assert [mark.text_offset for mark in preparer.marks(project.scenes[0])] == [0, 5, 8, 15]
    again = project.changed(scenes=(project.scenes[0].changed(clips=()), *project.scenes[1:]))
    assert preparer.guess(again).known == (False, True, True, True)


def test_a_scene_that_cannot_be_spoken_is_silent_and_said_so(voices: Voices) -> None:
    project = films.project_of(films.speaking_scene("word " * 100_000), films.still_scene(seconds=0.2))
    made, problem = Preparer(Assets(None), voices, fps=FPS).step(project, 0)
    assert problem is not None
    assert problem.message.startswith("Scene 1 cannot be spoken")
    assert made.known[0]


# --- pictures --------------------------------------------------------------------------------------------------------


def test_patches_laid_over_each_other_are_the_frames_of_the_film(voices: Voices) -> None:
    project = films.project_of(films.speaking_scene("Hello there."))
    plan = prepared(project, voices)
    span = plan.spans[0]
    faces = faces_of(mouths(voices.sound(project, span.scene), FPS), span.frames, fps=FPS)
    film = SceneFilm(span, stage=project.stage_size, size=SIZE, assets=Assets(None), faces=faces)
    reel, shown, small = Reel(Assets(None), voices, SIZE), np.zeros((SIZE[1], SIZE[0], 3), np.uint8), 0
    for frame in range(0, span.frames, 2):
        patch = reel.patch(plan, frame)
        if patch is not None:
            x, y = patch.at.toTuple()
            part = rgb_of(patch.image)
            shown[y : y + part.shape[0], x : x + part.shape[1]] = part
            small += not patch.is_whole
        assert np.array_equal(shown, rgb_of(film.picture(frame, None)[0])), frame
    assert small > 3


def test_what_is_played_is_what_the_video_holds(voices: Voices, tmp_path: Path) -> None:
    films.write_clip(tmp_path / "media" / "clip.mp4", frames=8)
    first, last = moving(seconds=0.4).scenes
    coming = Transition(kind="dissolve", duration_s=0.3)
    spoken = films.speaking_scene("Hello there.")
    spoken = spoken.changed(studio=spoken.studio.changed(transition=coming))
    last = films.video_scene("media/clip.mp4").changed(studio=last.studio.changed(transition=coming))
    project = films.project_of(first, spoken, last)
    project = project.changed(studio=project.studio.changed(captions=Captions(shown=True)))
    movie = render_movie(RenderRequest(project, tmp_path, tmp_path / "a.mp4", "480", FPS))
    seen, plan = films.decoded(movie.path).frames, prepared(project, voices, folder=tmp_path)
    assert len(seen) == plan.frames
    reel = Reel(Assets(tmp_path), voices, (movie.width, movie.height))
    for frame in range(0, plan.frames, 3):
        reel.forget()
        patch = reel.patch(plan, frame)
        assert patch is not None
        assert films.psnr(seen[frame], rgb_of(patch.image)) > 30, frame


def test_a_word_that_is_said_otherwise_moves_other_lips(voices: Voices) -> None:
    scene = films.speaking_scene("Nguyen.")
    project = films.project_of(scene.changed(studio=scene.studio.changed(duration_s=2)))
    before = prepared(project, voices)
    slow = Saying(word="Nguyen", say="Abracadabra abracadabra")
    after = prepared(project.changed(studio=project.studio.changed(sayings=(slow,))), voices)
    reel, moved = Reel(Assets(None), voices, SIZE), 0
    for frame in range(before.frames):
        reel.forget()
        old, new = reel.patch(before, frame), reel.patch(after, frame)
        moved += new is not None and old is not None and old.image != new.image
    assert moved > 3


@pytest.fixture
def composer(voices: Voices) -> Iterator[Composer]:
    made = Composer(Assets(None), voices)
    thread = threading.Thread(target=made.run)
    thread.start()
    yield made
    made.end()
    thread.join(5)
    assert not thread.is_alive()


def wait_for(composer: Composer, frame: int) -> None:
    with composer._moved:
        assert composer._moved.wait_for(lambda: composer._reached >= frame, 20)


def test_pictures_are_made_ahead_and_across_scenes(composer: Composer, voices: Voices) -> None:
    plan = prepared(moving(), voices)
    composer.ask(plan, 0, size=SIZE, runs=True)
    wait_for(composer, plan.frames - 1)
    frames = [patch.frame for patch in composer.take(plan.frames)]
    assert frames == [*range(21)]  # the second scene stands still
    assert composer.late == 0


def test_only_the_picture_asked_for_is_made_while_it_stands_still(composer: Composer, voices: Voices) -> None:
    plan = prepared(moving(), voices)
    composer.ask(plan, 5, size=SIZE, runs=False)
    composer.ask(plan, 9, size=SIZE, runs=False)
    wait_for(composer, 9)
    assert [(patch.frame, patch.is_whole) for patch in composer.take(9)] == [(9, True)]
    assert not composer.has(10)
    composer.run_on(stride=2)
    wait_for(composer, 13)
    assert [patch.frame for patch in composer.take(13)] == [10, 12]


def test_what_comes_too_late_is_left_out(composer: Composer, voices: Voices) -> None:
    plan = prepared(moving(seconds=8), voices)
    composer.ask(plan, 0, size=SIZE, runs=True)
    wait_for(composer, 0)
    composer.take(150)  # six seconds have passed
    wait_for(composer, 150)
    assert composer.late > 50
    composer.take(150)
    wait_for(composer, 160)
    assert [patch.frame for patch in composer.take(160)] == [*range(151, 161)]


def test_it_waits_where_the_speech_is_still_being_made(composer: Composer, voices: Voices) -> None:
    project = moving()
    plan = prepared(project, voices)
    half = replace(plan, known=(True, False))
    composer.ask(half, 0, size=SIZE, runs=True)
    wait_for(composer, 19)
    composer.take(19)
    assert not composer.has(20)
    assert composer.follow(plan)
    wait_for(composer, plan.frames - 1)


# --- sound -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def feeder(voices: Voices, tmp_path: Path) -> Iterator[Feeder]:
    made = Feeder(Assets(tmp_path), voices, Wire())
    thread = threading.Thread(target=made.run)
    thread.start()
    yield made
    made.end()
    thread.join(5)
    assert not thread.is_alive()


def heard(feeder: Feeder) -> np.ndarray:
    """All that comes, as (2, n)."""
    parts = []
    while not feeder.is_done:
        parts.append(feeder.take(40_000))
        if not parts[-1]:
            with feeder._moved:
                assert feeder._moved.wait_for(lambda: feeder._ready or feeder._is_done, 20)
    return np.frombuffer(b"".join(parts), np.float32).reshape(-1, 2).T


def sounding(folder: Path) -> Project:
    """A scene with speech and music, and one with music alone."""
    films.write_tone(folder / "media" / "tone.wav", seconds=4)
    scene = films.sound_scene("media/tone.wav", volume=40)
    spoken = new_scene(script="Listen to this.").changed(clips=scene.clips)
    return films.project_of(spoken, scene.changed(studio=scene.studio.changed(duration_s=1.0)))


def test_what_is_heard_is_the_mix_of_the_video(feeder: Feeder, voices: Voices, tmp_path: Path) -> None:
    project = sounding(tmp_path)
    plan = prepared(project, voices, folder=tmp_path)
    wanted = np.concatenate(
        [block for span in plan.spans for block in _mix(plan, voices, tmp_path, span.start)], axis=1
    )
    feeder.ask(plan, plan.place_at(0))
    assert np.allclose(heard(feeder), wanted, atol=1e-6)
    feeder.rest()
    feeder.ask(plan, plan.place_at(10))
    assert np.allclose(heard(feeder), wanted[:, round(10 * RATE / FPS) :], atol=1e-4)


def _mix(plan: Program, voices: Voices, folder: Path, frame: int) -> Iterator[np.ndarray]:
    span = plan.spans[plan.index_at(frame)]
    speech, start = voices.sound(plan.project, span.scene), round(span.start * RATE / FPS)
    length = round((span.start + span.frames) * RATE / FPS) - start
    return mixed(sources_of(span.scene, speech=speech, assets=Assets(folder), length=length), length)


def test_sound_waits_for_speech_that_is_still_being_made(feeder: Feeder, voices: Voices, tmp_path: Path) -> None:
    plan = prepared(sounding(tmp_path), voices, folder=tmp_path)
    feeder.ask(replace(plan, known=(True, False)), plan.place_at(0))
    first = plan.spans[1].start * RATE // FPS
    parts = 0
    while parts < first * 8:
        with feeder._moved:
            assert feeder._moved.wait_for(lambda: bool(feeder._ready), 20)
        parts += len(feeder.take(100_000))
    assert parts == pytest.approx(first * 8, abs=16)
    assert not feeder.is_done
    feeder.follow(plan)
    assert heard(feeder).shape[1] == pytest.approx(RATE, abs=2)


@pytest.mark.parametrize("tempo", [0.5, 1.25, 2.0])
def test_faster_sound_is_shorter_and_keeps_its_pitch(tempo: float) -> None:
    stretcher = Stretcher(Wire(), tempo)
    tone = np.sin(2 * np.pi * 440 * np.arange(2 * RATE) / RATE).astype(np.float32) * 0.5
    blocks = [np.stack([part, part]) for part in np.split(tone, 4)]
    sound = b"".join(map(stretcher.put, blocks)) + stretcher.end()
    left = np.frombuffer(sound, np.float32).reshape(-1, 2)[:, 0]
    assert len(left) / RATE == pytest.approx(2 / tempo, abs=0.1)
    middle = left[len(left) // 4 :][:16384] * np.hanning(16384)
    assert np.argmax(np.abs(np.fft.rfft(middle))) * RATE / 16384 == pytest.approx(440, abs=5)


@pytest.mark.parametrize("wire", [Wire(44_100, 2, "s16"), Wire(48_000, 1, "flt"), Wire(96_000, 6, "s32")])
def test_sound_fits_the_loudspeaker(wire: Wire) -> None:
    stretcher = Stretcher(wire)
    block = np.full((2, RATE), 0.25, np.float32)
    sound = stretcher.put(block) + stretcher.end()
    assert len(sound) % wire.frame_bytes == 0
    assert len(sound) / wire.frame_bytes / wire.rate == pytest.approx(1, abs=0.01)
