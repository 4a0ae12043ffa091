"""Recordings that are kept decoded stay within their limit, and what cannot be read is a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import av
import pytest
from av.video.stream import VideoStream

from studio_gui.base.errors import RenderError, SpeechError
from studio_gui.base.media import resolve
from studio_gui.render.encoder import VideoShape
from studio_gui.render.formats import FORMATS
from studio_gui.render.formats.proof import look_at
from studio_gui.render.output import MovieFile, as_studio_error
from studio_gui.render.playing.voices import Voices
from studio_gui.render.sounds import recordings
from studio_gui.render.sounds.recordings import KeptSounds, recorded
from studio_gui.render.speaking import own_speaker
from studio_gui.speech.sound import Sound
from tests.ui.render import films


def _key(name: str) -> recordings.Key:
    return Path(name), 0, 0


def test_recordings_in_memory_are_bounded_by_their_size() -> None:
    kept = KeptSounds(3 * 44_100)
    for name in "abcd":
        kept.put(_key(name), Sound.silence(0.5))
    assert kept.size_bytes <= 3 * 44_100
    assert kept.get(_key("a")) is not None
    for number in range(20):
        kept.put(_key(f"{number}"), Sound.silence(0.5))
        assert kept.get(_key("a")) is not None, "what is asked for again and again stays"
    kept.put(_key("hours"), Sound.silence(60))
    assert kept.get(_key("hours")) is None
    assert kept.size_bytes <= 3 * 44_100


def test_a_recording_is_read_again_when_the_file_is_another_one(tmp_path: Path) -> None:
    films.write_tone(tmp_path / "media" / "voice.wav", seconds=0.5)
    first = recorded("media/voice.wav", folder=tmp_path)
    assert recorded("media/voice.wav", folder=tmp_path) is first
    films.write_tone(tmp_path / "media" / "voice.wav", seconds=1.0)
    assert recorded("media/voice.wav", folder=tmp_path).duration_s == pytest.approx(1.0, abs=0.05)


def test_a_recording_that_vanishes_while_it_is_looked_for_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "media" / "voice.wav"
    films.write_tone(path, seconds=0.5)
    found = resolve("media/voice.wav", tmp_path)
    assert found is not None
    monkeypatch.setattr("studio_gui.render.sounds.recordings.resolve", lambda *_: found)
    path.unlink()
    with pytest.raises(SpeechError, match="cannot be read"):
        recorded("media/voice.wav", folder=tmp_path)


def test_long_recordings_do_not_pile_up_in_a_preview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio_gui.render.playing.voices._MOST_BYTES", 100_000)
    scenes = []
    for number in range(5):
        films.write_tone(tmp_path / "media" / f"{number}.wav", seconds=1.5, hertz=200 + 50 * number)
        scene = films.still_scene()
        scenes.append(scene.changed(studio=scene.studio.changed(recording=f"media/{number}.wav")))
    project, voices = films.project_of(*scenes), Voices(own_speaker(), tmp_path)
    sounds = [voices.sound(project, scene) for scene in project.scenes]
    assert voices.size_bytes == sum(sound.samples.nbytes for sound in sounds[-2:])
    assert voices.sound(project, project.scenes[-1]) is sounds[-1]


@pytest.mark.parametrize("name", ["mp4", "webm", "wav", "mp3"])
def test_an_empty_film_is_a_sentence(tmp_path: Path, name: str) -> None:
    """A file that holds no picture once ended in “StopIteration”."""
    form = FORMATS[name]
    film = tmp_path / f"film{form.suffix}"
    with av.open(str(film), "w", format=form.container) as container:
        if form.video:
            stream = container.add_stream(form.video, rate=25)
            assert isinstance(stream, VideoStream)
            stream.width, stream.height = 854, 480
        else:
            container.add_stream(form.sound, rate=48_000, layout="stereo")
        container.start_encoding()
    with pytest.raises((RenderError, av.error.FFmpegError)) as raised:
        look_at(film, form)
    error = as_studio_error(raised.value, film)
    assert isinstance(error, RenderError)
    assert error.message.endswith(".")


@pytest.mark.parametrize("content", [b"", b"RIFF", os.urandom(4000), b"\x00" * 4000])
def test_rubbish_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    for form in FORMATS.values():
        if not form.container:
            continue
        film = tmp_path / f"film{form.suffix}"
        film.write_bytes(content)
        with pytest.raises((RenderError, av.error.FFmpegError)) as raised:
            look_at(film, form)
        assert isinstance(as_studio_error(raised.value, film), RenderError)


def test_a_film_cut_off_at_any_place_is_never_taken_for_whole(tmp_path: Path) -> None:
    films.write_clip(tmp_path / "whole.mp4", frames=30)
    whole = (tmp_path / "whole.mp4").read_bytes()
    for share in range(0, 100, 4):
        part = tmp_path / "part.mp4"
        part.write_bytes(whole[: len(whole) * share // 100])
        with pytest.raises((RenderError, av.error.FFmpegError)):
            look_at(part, FORMATS["mp4"])


def test_a_film_without_a_frame_does_not_get_its_name(tmp_path: Path) -> None:
    target = tmp_path / "film.mp4"
    file = MovieFile(target, VideoShape(64, 64, 25), form=FORMATS["mp4"])
    file.end_sound()
    file.end_video()
    with pytest.raises((RenderError, av.error.FFmpegError)) as raised:
        file.finish(0)
    file.discard()
    assert isinstance(as_studio_error(raised.value, target), RenderError)
    assert list(tmp_path.iterdir()) == []
