"""Media as people really have them, and renders that are disturbed: a film or a sentence, and nothing is lost."""

from __future__ import annotations

import contextlib
import math
import struct
import threading
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from studio_gui.base.errors import Cancelled, MediaError, TargetError
from studio_gui.model.project import MediaName, Project, Scene
from studio_gui.painting import Assets
from studio_gui.painting.media.transfers import HLG, PQ
from studio_gui.render.movie import render_movie
from studio_gui.render.request import Progress, RenderRequest
from studio_gui.render.writing.reserving import reserved
from studio_gui.speech.espeak import EspeakEngine
from studio_gui.speech.sound import Sound
from studio_gui.speech.speaker import Speaker
from tests.ui.render import films

FPS = 25


def _seen(folder: Path, scene: Scene, *, seconds: float = 0.8) -> films.Decoded:
    scene = scene.changed(studio=scene.studio.changed(duration_s=seconds))
    return films.decoded(_render(films.project_of(scene), folder, folder / "film.mp4"))


def _render(project: Project, folder: Path, target: Path) -> Path:
    return render_movie(RenderRequest(project, folder, target, "480", FPS)).path


def _write_video(
    path: Path,
    pictures: list[NDArray[np.uint8]],
    *,
    times: list[int] | None = None,
    set_up: Callable[[av.VideoStream], None] = lambda stream: None,
    encoder: str = "libx264",
) -> None:
    """Pictures at ``times`` in hundredths of a second (every tenth for None)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w") as out:
        stream = out.add_stream(encoder, rate=100, options={"crf": "10", "bf": "0"})
        stream.height, stream.width = pictures[0].shape[:2]
        stream.pix_fmt = "yuv420p" if stream.width % 2 == stream.height % 2 == 0 else "yuv444p"
        stream.codec_context.time_base = Fraction(1, 100)
        set_up(stream)
        for picture, at in zip(pictures, times or range(0, 10 * len(pictures), 10), strict=True):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = at, Fraction(1, 100)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))


def _greys(*values: int, size: tuple[int, int] = (90, 160)) -> list[NDArray[np.uint8]]:
    return [np.full((*size, 3), value, np.uint8) for value in values]


def _middle(seen: films.Decoded, at: int) -> float:
    return float(seen.frames[at, 200, 300].astype(int).mean())


def test_a_video_of_variable_rate_shows_every_picture_in_its_time(tmp_path: Path) -> None:
    _write_video(tmp_path / "media" / "phone.mp4", _greys(20, 120, 220, 70), times=[0, 4, 44, 60])
    seen = _seen(tmp_path, films.video_scene("media/phone.mp4"))
    assert [round(_middle(seen, at) / 10) for at in (0, 1, 5, 10, 11, 14, 15, 19)] == [2, 12, 12, 12, 22, 22, 7, 7]


def test_a_video_that_breaks_off_is_shown_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = tmp_path / "whole.ts"
    noise = [np.random.default_rng(n).integers(0, 255, (90, 160, 3), np.uint8) for n in range(12)]
    _write_video(whole, noise)
    data = whole.read_bytes()
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "cut.ts").write_bytes(data[: len(data) // 2])
    (tmp_path / "media" / "hole.ts").write_bytes(data[:20_000] + bytes(9_000) + data[29_000:])
    for name in ("cut.ts", "hole.ts"):
        seen = _seen(tmp_path, films.video_scene(f"media/{name}"))
        assert len(seen.frames) == 20
        assert seen.frames[0, 150:350, 250:600].std() > 20


@pytest.mark.parametrize("encoder", ["libx264", "mpeg4"])
def test_an_avi_whose_pictures_lean_on_later_ones_shows_each_in_its_time(tmp_path: Path, encoder: str) -> None:
    (tmp_path / "media").mkdir()
    with av.open(str(tmp_path / "media" / "old.avi"), "w") as out:
        stream = out.add_stream(encoder, rate=FPS, options={"bf": "2", "g": "8"})
        stream.width, stream.height, stream.pix_fmt, stream.bit_rate = 160, 96, "yuv420p", 4_000_000
        for grey in _greys(*range(0, 240, 12), size=(96, 160)):
            out.mux(stream.encode(av.VideoFrame.from_ndarray(grey, format="rgb24")))
        out.mux(stream.encode(None))
    seen = _seen(tmp_path, films.video_scene("media/old.avi"))
    assert [round(_middle(seen, at) / 12) for at in range(20)] == [*range(20)]
    with contextlib.closing(Assets(tmp_path)) as assets:
        for at in (13, 4, 18, 9):  # and also when it is jumped to
            picture = assets.video_frame("media/old.avi", at / FPS, size=(160, 96))
            assert picture is not None
            assert round(picture.pixelColor(80, 48).red() / 12) == at


@pytest.mark.parametrize("fate", ["changed", "went away"])
def test_a_video_that_changes_while_the_film_is_made_is_told_and_nothing_is_left(tmp_path: Path, fate: str) -> None:
    clip, target = tmp_path / "media" / "clip.mp4", tmp_path / "film.mp4"
    _write_video(clip, _greys(*[200] * 10))
    before = clip.read_bytes()
    scene = films.video_scene("media/clip.mp4")
    film = films.project_of(scene.changed(studio=scene.studio.changed(duration_s=0.8)))
    name = MediaName(media="media/clip.mp4", name="Walk.mp4")
    film = film.changed(studio=film.studio.changed(files=(name,)))

    def disturb(progress: Progress) -> None:
        if progress.words.startswith("Rendering"):
            clip.unlink(missing_ok=True)
            if fate == "changed":
                _write_video(clip, _greys(*[40] * 12))

    request = RenderRequest(film, tmp_path, target, "480", FPS)
    with pytest.raises(MediaError, match=f"“Walk.mp4” (was )?{fate} while the video was being made"):
        render_movie(request, progress=disturb)
    assert [path.name for path in tmp_path.iterdir()] == ["media"]
    clip.write_bytes(before)  # nothing of what was seen meanwhile is taken for what the file shows
    assert _middle(films.decoded(render_movie(request).path), 10) == pytest.approx(200, abs=4)


@pytest.mark.parametrize("size", [(91, 161), (1, 1), (3, 500), (720, 1281)])
def test_videos_of_odd_sizes_are_shown(tmp_path: Path, size: tuple[int, int]) -> None:
    _write_video(tmp_path / "media" / "odd.mkv", _greys(200, 200, size=size))
    seen = _seen(tmp_path, films.video_scene("media/odd.mkv"), seconds=0.2)
    assert _middle(seen, 2) == pytest.approx(200, abs=5)


def test_a_video_of_a_single_picture_and_one_without_sound_stand_still_and_silent(tmp_path: Path) -> None:
    _write_video(tmp_path / "media" / "one.mp4", _greys(180))
    seen = _seen(tmp_path, films.video_scene("media/one.mp4"))
    assert _middle(seen, 0) == pytest.approx(180, abs=4)
    assert _middle(seen, 19) == pytest.approx(180, abs=4)
    assert seen.loudness(0, 0.8) < 1e-4


@pytest.mark.parametrize(("layout", "rate"), [("5.1", 48_000), ("7.1", 44_100), ("stereo", 96_000), ("mono", 8_000)])
def test_sound_of_any_channels_and_rate_is_heard_at_its_pitch(tmp_path: Path, layout: str, rate: int) -> None:
    path = tmp_path / "media" / "sound.flac"
    path.parent.mkdir()
    with av.open(str(path), "w") as out:
        stream = out.add_stream("flac", rate=rate, layout=layout)
        tone = (np.sin(np.arange(rate) * 2 * np.pi * 500 / rate) * 8000).astype(np.int16)
        channels = stream.codec_context.layout.nb_channels
        packed = np.repeat(tone[:, None], channels, axis=1).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(packed, format="s16", layout=layout)
        frame.sample_rate = rate
        out.mux([*stream.encode(frame), *stream.encode(None)])
    seen = _seen(tmp_path, films.sound_scene("media/sound.flac"))
    part = seen.sound[0, 4800:28_800]
    assert 0.05 < seen.loudness(0.1, 0.7) < 0.8
    assert np.argmax(np.abs(np.fft.rfft(part))) / 0.5 == pytest.approx(500, abs=4)


@pytest.mark.parametrize(("transfer", "levels"), [(PQ, (0.58, 0.44)), (HLG, (0.75, 0.5))])
def test_hdr_is_neither_washed_out_nor_burnt(tmp_path: Path, transfer: int, levels: tuple[float, float]) -> None:
    """Paper white stays below white and well above a grey; black is black."""
    path = tmp_path / "media" / "hdr.mp4"
    path.parent.mkdir()
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx265", rate=10, options={"x265-params": "log-level=none", "crf": "5"})
        stream.width, stream.height, stream.pix_fmt = 160, 96, "yuv420p10le"
        context = stream.codec_context
        context.color_trc, context.colorspace, context.color_primaries, context.color_range = transfer, 9, 9, 1
        for level in (*levels, 0.0):
            luma = np.full((96, 160), round(64 + 876 * level), np.uint16)
            frame = av.VideoFrame.from_ndarray(np.vstack([luma, np.full((48, 160), 512, np.uint16)]), "yuv420p10le")
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    assets = Assets(tmp_path)
    shown = [assets.video_frame("media/hdr.mp4", at / 10 + 0.01, size=(160, 96)) for at in range(3)]
    assets.close()
    white, grey, black = (image.pixelColor(80, 48) for image in shown if image is not None)
    assert 225 <= white.green() <= 250
    assert 90 <= grey.green() <= 180
    assert black.green() <= 3
    assert max(white.red(), white.blue()) - min(white.red(), white.blue()) <= 3


class _Hasty(Speaker):
    """Says anything in a second; saying ten thousand words takes as long as an hour of sound does."""

    def say(self, text: str, **_: object) -> Sound:  # type: ignore[override]
        assert len(text) > 49_000
        return Sound((np.sin(np.arange(22_050) / 10) * 9000).astype(np.int16), 22_050)


def test_ten_thousand_words_are_a_film(tmp_path: Path) -> None:
    film = films.project_of(films.speaking_scene("word " * 10_000))
    captions = film.studio.captions.changed(shown=True)
    film = film.changed(studio=film.studio.changed(captions=captions))
    request = RenderRequest(film, tmp_path, tmp_path / "a.mp4", "480", FPS)
    with contextlib.closing(EspeakEngine()) as engine:
        movie = render_movie(request, speaker=_Hasty([engine], tmp_path / "speech"))
    assert movie.frames == math.ceil(1.3 * FPS)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1e30])
def test_a_sound_that_holds_no_numbers_does_not_end_the_film(tmp_path: Path, value: float) -> None:
    samples = np.sin(np.arange(48_000) / 20).astype("<f4")
    samples[12_000:24_000] = value
    data = samples.tobytes()
    head = b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 3, 1, 48_000, 192_000, 4, 32) + b"data"
    (tmp_path / "media").mkdir()
    content = b"RIFF" + struct.pack("<I", 36 + len(data)) + head + struct.pack("<I", len(data)) + data
    (tmp_path / "media" / "broken.wav").write_bytes(content)
    film = films.project_of(films.sound_scene("media/broken.wav"))
    seen = films.decoded(_render(film, tmp_path, tmp_path / "a.mp4"))
    assert seen.loudness(0.02, 0.23) > 0.4
    # After what is a number, and far too loud, the mix comes back in a quarter of a second.
    assert seen.loudness(0.55 if not math.isfinite(value) else 0.8, 0.95) > 0.4
    if math.isnan(value):
        assert seen.loudness(0.3, 0.45) < 0.1


def test_the_shortest_scenes_keep_their_places(tmp_path: Path) -> None:
    colors = ("#ff0000", "#00ff00", "#0000ff", "#ffffff")
    scenes = [films.still_scene(seconds=0.001, color=color) for color in colors]
    seen = films.decoded(_render(films.project_of(*scenes), tmp_path, tmp_path / "a.mp4"))
    assert [tuple((frame[5, 5] > 128).tolist()) for frame in seen.frames] == [
        (True, False, False), (False, True, False), (False, False, True), (True, True, True),
    ]  # fmt: skip


def test_two_renders_into_one_target_are_a_sentence_and_one_whole_film(tmp_path: Path) -> None:
    target, begun, go_on = tmp_path / "a.mp4", threading.Event(), threading.Event()
    film = films.project_of(films.still_scene(seconds=0.4))

    def wait(_: Progress) -> None:
        begun.set()
        go_on.wait(30)

    request = RenderRequest(film, None, target, "480", FPS)
    first = threading.Thread(target=lambda: render_movie(request, progress=wait))
    first.start()
    assert begun.wait(30)
    with pytest.raises(TargetError, match="by another render right now"):
        render_movie(request)
    go_on.set()
    first.join()
    assert len(films.decoded(target).frames) == 10
    assert render_movie(request).frames == 10
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp4"]


def test_a_render_waits_for_one_that_is_about_to_end(tmp_path: Path) -> None:
    target, begun, go_on = tmp_path / "a.mp4", threading.Event(), threading.Event()

    def hold() -> None:
        with reserved(target):
            begun.set()
            go_on.wait(30)

    first = threading.Thread(target=hold)
    first.start()
    assert begun.wait(30)
    threading.Timer(0.5, go_on.set).start()
    film = films.project_of(films.still_scene(seconds=0.4))
    assert render_movie(RenderRequest(film, None, target, "480", FPS)).frames == 10
    first.join()


def test_a_render_that_waits_for_another_can_be_cancelled(tmp_path: Path) -> None:
    film = films.project_of(films.still_scene(seconds=0.4))
    with reserved(tmp_path / "a.mp4"), pytest.raises(Cancelled):
        render_movie(RenderRequest(film, None, tmp_path / "a.mp4", "480", FPS), is_cancelled=lambda: True)
