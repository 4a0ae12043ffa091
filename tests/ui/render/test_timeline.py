"""What a scene shows and sounds like over time: trims, loops, transitions and captions, in pictures and samples."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from studio_gui.base.errors import SpeechError
from studio_gui.files.exporting.cues import Cue
from studio_gui.model.captions import Captions
from studio_gui.model.clips import AvatarClip
from studio_gui.model.playing import TRANSITIONS, Play, Transition
from studio_gui.model.project import Project, Scene
from studio_gui.painting import Assets
from studio_gui.painting.effects.captions import caption_box
from studio_gui.render.film import SceneFilm, Writing
from studio_gui.render.mixing import RATE, mixed, sources_of
from studio_gui.render.movie import render_movie
from studio_gui.render.request import RenderRequest
from studio_gui.render.speaking import own_speaker, speech_of
from studio_gui.render.timing import plan, scene_length_s
from studio_gui.render.writing.captions import captions_of, cue_at
from studio_gui.speech.loudness import TARGET_LUFS, loudness
from studio_gui.speech.reading.script import shown_script
from studio_gui.speech.sound import Sound
from tests.ui.painting.drawing import rgb_of
from tests.ui.render import films

STAGE, SIZE = (1920, 1080), (320, 180)


def film_of(
    scene: Scene, folder: Path | None = None, *, seconds: float = 2.0, fps: int = 24, **parts: object
) -> SceneFilm:
    """The film of a scene of its own, small."""
    scene = scene.changed(studio=scene.studio.changed(duration_s=seconds))
    first = films.still_scene(seconds=1)
    span = plan(films.project_of(first, scene), [0, 0], fps=fps)[1]
    return SceneFilm(span, stage=STAGE, size=SIZE, assets=Assets(folder), faces=(), **parts)  # type: ignore[arg-type]


def playing(scene: Scene, **fields: object) -> Scene:
    """The scene with its first clip played so."""
    first, *others = scene.clips
    return scene.changed(clips=(first.with_studio(play=Play(**fields)), *others))  # type: ignore[arg-type]


def greys(film: SceneFilm, frames: list[int]) -> list[int]:
    """How bright the video in the middle is at these frames."""
    return [int(rgb_of(film.picture(index, None)[0])[60, 100].mean()) for index in frames]


def test_a_trimmed_video_goes_round_holds_or_disappears(tmp_path: Path) -> None:
    films.write_clip(tmp_path / "media" / "clip.mp4")  # two seconds, from 20 to 230
    scene, frames = films.video_scene("media/clip.mp4"), [0, 12, 24, 36]
    assert greys(film_of(playing(scene, start_s=1, end_s=1.5), tmp_path), frames) == pytest.approx(
        [130, 185, 185, 185], abs=12
    )
    looped = film_of(playing(scene, start_s=1, end_s=1.5, at_end="loop"), tmp_path)
    assert greys(looped, frames) == pytest.approx([130, 130, 130, 130], abs=12)
    assert looped.state(0) == looped.state(12) != looped.state(6)
    gone = film_of(playing(scene, end_s=0.5, at_end="hide"), tmp_path)
    assert greys(gone, [0, 24])[1] == pytest.approx(32, abs=3), "the background, #102030"
    assert gone.picture(24, gone.state(0))[1] is not None
    beyond = film_of(playing(scene, start_s=100, at_end="loop"), tmp_path)
    assert greys(beyond, [0, 24]) == pytest.approx([230, 230], abs=14)


def test_a_video_of_one_picture_goes_round(tmp_path: Path) -> None:
    films.write_clip(tmp_path / "media" / "one.mp4", frames=1, tone=False)
    assert greys(
        film_of(playing(films.video_scene("media/one.mp4"), at_end="loop"), tmp_path), [0, 7, 40]
    ) == pytest.approx([20] * 3, abs=4)


def test_the_part_that_is_played_makes_the_length_of_a_silent_scene() -> None:
    scene = playing(films.video_scene("media/a.mp4"), start_s=2, end_s=5)
    assert scene_length_s(scene, 0, duration_of=lambda _ref: 7.0) == 3
    assert scene_length_s(playing(scene, start_s=9), 0, duration_of=lambda _ref: 7.0) == 5


@pytest.mark.parametrize("kind", [kind for kind, _ in TRANSITIONS])
def test_a_scene_comes_in_over_the_one_before_and_then_stands_alone(kind: str) -> None:
    red, blue = films.still_scene(color="#D02020", words=""), films.still_scene(color="#2020D0", words="")
    before = film_of(red).last_picture()
    coming = blue.changed(studio=blue.studio.changed(transition=Transition(kind=kind, duration_s=0.5)))
    film, alone = film_of(coming, before=before), film_of(blue)
    seen = [rgb_of(film.picture(index, None)[0]).astype(int) for index in (0, 6, 12)]
    assert [film.state(index)[0] for index in (0, 11, 12, 13)] == [1, 12, 0, 0]
    blueness = [float(np.mean(picture[:, :, 2] - picture[:, :, 0])) for picture in seen]
    assert blueness[0] < blueness[1] < blueness[2]
    assert np.array_equal(seen[2], rgb_of(alone.picture(12, None)[0]))
    assert film.picture(12, film.state(11))[1] is None, "everything changes when a transition ends"


def test_a_transition_is_shorter_than_its_scene_and_the_first_scene_has_none() -> None:
    scene = films.still_scene(seconds=0.25)
    scene = scene.changed(studio=scene.studio.changed(transition=Transition(duration_s=10)))
    spans = plan(films.project_of(scene, scene), [0, 0], fps=24)
    assert [span.transition_frames for span in spans] == [0, 5]
    odd = scene.changed(studio=scene.studio.changed(transition=Transition(kind="star", duration_s=1)))
    assert plan(films.project_of(scene, odd), [0, 0], fps=24)[1].transition_frames == 0


def test_captions_do_not_stand_through_a_pause() -> None:
    scene = films.speaking_scene("One two three four five six. [pause 5s] Seven eight nine ten eleven twelve.")
    project = films.project_of(scene)
    sound = speech_of(project, scene, speaker=own_speaker(), sayings=())
    first, second = captions_of(project, shown_script(scene.script_text), sound, start_s=10, length_s=60)
    assert (first.text, second.text) == ("One two three four five six.", "Seven eight nine ten eleven twelve.")
    assert first.start_s == pytest.approx(10, abs=0.1)
    assert 4 < second.start_s - first.end_s < 5.1
    assert cue_at((first, second), first.end_s + 1) == -1


def letters(picture: QImage, box: NDArray[np.int64]) -> int:
    """How many white pixels there are in a box of scene pixels."""
    left, top, right, bottom = (round(value / 6) for value in box)
    return int((rgb_of(picture)[top:bottom, left:right].min(axis=2) > 200).sum())


def test_captions_come_and_go_where_they_are_wanted_and_nothing_else_changes() -> None:
    style, cue = Captions(shown=True), Cue(0.5, 1.0, "Hello\nthere")
    film = film_of(films.still_scene(), writing=Writing((cue,), style))
    assert [film.state(index)[1] for index in (0, 11, 12, 23, 24)] == [-1, -1, 0, 0, -1]
    box = caption_box(cue.text, style, stage=STAGE)
    area = np.array([box.left(), box.top(), box.right(), box.bottom()])
    plain = rgb_of(film.picture(0, None)[0])
    picture, changed = film.picture(12, film.state(11))
    assert letters(picture, area) > 40
    assert changed is not None
    assert changed.height() < SIZE[1] / 4
    picture, _ = film.picture(24, film.state(23))
    assert np.array_equal(rgb_of(picture), plain), "it is gone without a trace"


@pytest.mark.parametrize("text", ["", "  ", "W" * 400, "日本語の字幕です", "مرحبا بالعالم", "👩‍👩‍👧 mixed שלום text"])
@pytest.mark.parametrize("stage", [(1920, 1080), (1080, 1920)])
def test_captions_stay_within_the_stage(text: str, stage: tuple[int, int]) -> None:
    for place, height in (("bottom", 0), ("top", 0), ("custom", 0), ("custom", 100)):
        box = caption_box(text, Captions(place=place, height=height, font_size=60), stage=stage)
        assert box.isEmpty() == (not text.strip())
        assert box.isEmpty() or (box.top() >= 0 and box.bottom() <= stage[1] and box.left() >= 0)


def heard(scene: Scene, folder: Path, *, seconds: float, speech: Sound | None = None) -> NDArray[np.float32]:
    """One side of what is heard of a scene."""
    length = round(seconds * RATE)
    sources = sources_of(scene, speech=speech or Sound.silence(0), assets=Assets(folder), length=length)
    return np.concatenate(list(mixed(sources, length)), axis=1)[0]


def power(samples: NDArray[np.float32], start_s: float, end_s: float) -> float:
    """The mean amplitude between two moments."""
    return float(np.sqrt(np.mean(np.square(samples[round(start_s * RATE) : round(end_s * RATE)]))))


@pytest.mark.parametrize("name", ["tone.wav", "tone.mp4"])
def test_a_sound_is_trimmed_and_goes_round(tmp_path: Path, name: str) -> None:
    target = tmp_path / "media" / name
    if name.endswith("wav"):
        films.write_tone(target, seconds=1)
    else:
        films.write_clip(target, frames=10)
    once = heard(playing(films.sound_scene(f"media/{name}"), start_s=0.6), tmp_path, seconds=2)
    assert power(once, 0.02, 0.38) > 0.2
    assert power(once, 0.45, 2) < 0.01
    round_ = heard(playing(films.sound_scene(f"media/{name}"), start_s=0.6, at_end="loop"), tmp_path, seconds=2)
    assert all(power(round_, at, at + 0.3) > 0.2 for at in (0.02, 0.5, 1, 1.6))
    cut = heard(playing(films.sound_scene(f"media/{name}"), end_s=0.25), tmp_path, seconds=1)
    assert power(cut, 0, 0.24) > 0.2
    assert power(cut, 0.27, 1) < 0.01
    assert (
        power(heard(playing(films.sound_scene(f"media/{name}"), start_s=5, at_end="loop"), tmp_path, seconds=1), 0, 1)
        == 0
    )
    assert power(heard(playing(films.sound_scene(f"media/{name}"), muted=True), tmp_path, seconds=1), 0, 1) == 0


def test_a_sound_fades_at_both_ends_of_the_scene_however_long_it_is(tmp_path: Path) -> None:
    films.write_tone(tmp_path / "media" / "long.wav", seconds=5)
    scene = playing(films.sound_scene("media/long.wav"), fade_in_s=0.5, fade_out_s=0.5)
    faded = heard(scene, tmp_path, seconds=2)
    assert power(faded, 0, 0.1) < power(faded, 0.2, 0.4) < power(faded, 0.6, 1.4)
    assert power(faded, 1.9, 2) < power(faded, 1.6, 1.8) < power(faded, 0.6, 1.4)
    assert power(heard(playing(scene, fade_in_s=60, fade_out_s=60), tmp_path, seconds=1), 0.4, 0.6) > 0.2


def test_music_steps_back_while_somebody_speaks_and_comes_again(tmp_path: Path) -> None:
    films.write_tone(tmp_path / "media" / "music.wav", seconds=5)
    times = np.arange(22_050) / 22_050
    words = Sound((np.sin(times * 2 * np.pi * 200) * 9_000).astype(np.int16), 22_050)
    scene = films.sound_scene("media/music.wav")
    speech_alone = heard(films.sound_scene(""), tmp_path, seconds=4, speech=words)
    ducked = heard(playing(scene, ducks=True), tmp_path, seconds=4, speech=words) - speech_alone
    assert power(ducked, 0.4, 0.9) == pytest.approx(0.25 * power(ducked, 3, 3.9), rel=0.15)
    assert power(heard(scene, tmp_path, seconds=4, speech=words) - speech_alone, 0.4, 0.9) == pytest.approx(
        power(ducked, 3, 3.9), rel=0.05
    )


def write_wide(path: Path, *, rate: int, layout: str, seconds: float = 1.0) -> None:
    """A quiet tone in many channels."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w") as out:
        stream = out.add_stream("flac", rate=rate, layout=layout, format="s16")
        count = stream.codec_context.channels
        tone = (np.sin(np.arange(round(rate * seconds)) / rate * 2 * np.pi * 300) * 1500).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(np.repeat(tone, count)[None, :], format="s16", layout=layout)
        frame.sample_rate = rate
        for part in (frame, None):
            out.mux(stream.encode(part))


def recorded_scene(ref: str) -> tuple[Project, Scene]:
    """A scene with words and a recording of them."""
    scene = films.speaking_scene("Hello there, how are you?")
    scene = scene.changed(studio=scene.studio.changed(recording=ref))
    return films.project_of(scene), scene


@pytest.mark.parametrize(("rate", "layout"), [(96_000, "5.1"), (8_000, "mono"), (44_100, "stereo")])
def test_a_recording_is_heard_instead_of_a_voice_at_its_loudness(tmp_path: Path, rate: int, layout: str) -> None:
    write_wide(tmp_path / "media" / "me.flac", rate=rate, layout=layout)
    project, scene = recorded_scene("media/me.flac")
    sound = speech_of(project, scene, speaker=own_speaker(), folder=tmp_path)
    assert sound.duration_s == pytest.approx(1, abs=0.02)
    assert loudness(sound) == pytest.approx(TARGET_LUFS, abs=0.6)
    again = heard(films.sound_scene("media/me.flac"), tmp_path, seconds=1)
    assert power(again, 0.2, 0.8) > 0.01


def test_a_recording_that_cannot_be_heard_is_named_with_its_scene(tmp_path: Path) -> None:
    project, scene = recorded_scene("media/gone.wav")
    with pytest.raises(SpeechError, match=r"Scene 1 .*missing"):
        speech_of(project, scene, speaker=own_speaker(), folder=tmp_path)
    films.write_clip(tmp_path / "silent.mp4", tone=False)
    (tmp_path / "media").mkdir()
    (tmp_path / "silent.mp4").rename(tmp_path / "media" / "gone.wav")
    with pytest.raises(SpeechError, match="no sound"):
        speech_of(project, scene, speaker=own_speaker(), folder=tmp_path)
    (tmp_path / "media" / "gone.wav").write_bytes(b"not a sound at all")
    with pytest.raises(SpeechError, match="cannot be read"):
        speech_of(project, scene, speaker=own_speaker(), folder=tmp_path)


def test_a_whole_film_has_captions_of_what_is_said_after_a_pause_and_a_transition(tmp_path: Path) -> None:
    scene = films.speaking_scene("[pause 0.6s] Hi.")
    scene = scene.changed(studio=scene.studio.changed(transition=Transition(kind="dissolve", duration_s=0.4)))
    project = films.project_of(films.still_scene(seconds=0.5, color="#D02020", words=""), scene)
    project = project.changed(studio=project.studio.changed(captions=Captions(shown=True, box_color="#00FF00")))
    made = render_movie(RenderRequest(project, tmp_path, tmp_path / "a.mp4", resolution="480", fps=24))
    seen = films.decoded(made.path)
    box = caption_box("Hi.", project.studio.captions, stage=STAGE)
    x, y = round((box.left() + 8) / 2.25), round(box.center().y() / 2.25)
    green = [frame[y, x, 1] > 200 and frame[y, x, 0] < 60 for frame in seen.frames]
    assert not any(green[: round(1.05 * 24)]), "nothing is said in the first scene and in the pause"
    assert any(green)
    assert seen.loudness(0.5, 1.05) < 0.001 < seen.loudness(1.1, 1.6)
    assert seen.frames[12, 20, 20, 0] > 150, "the scene comes in over the red one"


def test_a_presenter_of_a_service_stands_still_and_whole_while_it_speaks(tmp_path: Path) -> None:
    picture = QImage(40, 60, QImage.Format.Format_RGB32)
    picture.fill(0xFFFF0000)
    (tmp_path / "media").mkdir()
    assert picture.save(str(tmp_path / "media" / "avatar.png"))
    raw = {
        "id": "aiModel-1h4ij5h8e87", "type": "aiModel", "left": 600, "top": 100, "width": 400, "height": 600,
        "effects": [{"type": "head-only"}], "headOnly": None, "model": {"ai_name": "M000045058", "emotion": "BG2"},
        "studio": {"media": "media/avatar.png"},
    }  # fmt: skip
    scene = films.still_scene(words="").changed(clips=(AvatarClip.read(raw),))
    span = plan(films.project_of(scene), [0], fps=24)[0]
    film = SceneFilm(span, stage=STAGE, size=SIZE, assets=Assets(tmp_path), faces=[1, 2, 3] * 8)
    assert film.state(0) == film.state(1) == film.state(2)
    red = rgb_of(film.picture(0, None)[0])[:, :, 0] > 200
    down, across = np.flatnonzero(red.any(axis=1)), np.flatnonzero(red.any(axis=0))
    assert (down[0], down[-1]) == pytest.approx((100 / 6, 700 / 6), abs=2)
    assert (across[0], across[-1]) == pytest.approx((100, 1000 / 6), abs=2)
