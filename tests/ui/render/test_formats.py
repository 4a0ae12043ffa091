"""Every format the renderer offers: made, read again with another library, and looked at."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
import zipfile
from contextlib import suppress
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from studio_gui.base.errors import Cancelled, RenderError, TargetError
from studio_gui.files.importing.subtitles import cues_of
from studio_gui.model.project import Project
from studio_gui.painting import Assets
from studio_gui.render.formats import FORMATS, Format, check_name, format_named, missing, with_suffix
from studio_gui.render.formats.pixels import pixels_for
from studio_gui.render.frames import frame
from studio_gui.render.movie import render_movie
from studio_gui.render.request import RenderedMovie, RenderRequest
from tests.ui.painting.drawing import rgb_of
from tests.ui.render import films

FPS, FRAMES = 25, 16
MOVING = [form for form in FORMATS.values() if form.has_pictures and form.container]
SOUNDS = [form for form in FORMATS.values() if form.sound]
ALPHA = {"webm": "libvpx-vp9", "mov": "prores"}


def _film(folder: Path) -> Project:
    films.write_tone(folder / "media" / "tone.wav", seconds=0.64)
    named = films.still_scene(seconds=0.32)
    named = named.changed(studio=named.studio.changed(name="The beginning"))
    other = films.still_scene(seconds=0.32, color="#803020", words="Two")
    tone = films.sound_scene("media/tone.wav").clips
    return films.project_of(named.changed(clips=named.clips + tone), other.changed(clips=other.clips + tone))


def _made(folder: Path, form: Format, *, name: str = "", is_transparent: bool = False) -> RenderedMovie:
    target = folder / (name or f"film{form.suffix}")
    request = RenderRequest(_film(folder), folder, target, "480", FPS, form.id, is_transparent)
    return render_movie(request)


def _pictures(file: Path) -> list[NDArray[np.uint8]]:
    with av.open(str(file)) as container:
        return [one.to_ndarray(format="rgb24") for one in container.decode(video=0)]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may make a thread urgent")
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how each thread is scheduled")
@pytest.mark.parametrize("form", MOVING, ids=lambda form: form.id)
def test_no_encoder_takes_the_whole_computer_for_itself(tmp_path: Path, form: Format) -> None:
    """That of AV1 ran before everything else on the computer, and so did all that the process began afterwards."""
    assert os.sched_getscheduler(0) == os.SCHED_OTHER
    urgent = list[str]()

    def look(_share: object) -> None:
        threads = [int(entry.name) for entry in Path("/proc/self/task").iterdir()]
        for one in threads:
            with suppress(ProcessLookupError):  # it has just ended
                urgent.extend([str(one)] if os.sched_getscheduler(one) != os.SCHED_OTHER else [])

    request = RenderRequest(_film(tmp_path), tmp_path, tmp_path / f"film{form.suffix}", "480", FPS, form.id)
    render_movie(request, progress=look)
    look(1.0)
    assert urgent == []


_URGENTLY = """
import os, threading
from studio_gui.render.formats.scheduling import scheduled_as_before

os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))

def encode(policy, is_up, may_end):
    os.sched_setscheduler(0, policy, os.sched_param(int(policy != os.SCHED_OTHER)))
    is_up.set()
    may_end.wait()

for policy in (os.SCHED_OTHER, os.SCHED_FIFO):
    is_up, may_end = threading.Event(), threading.Event()
    with scheduled_as_before():
        thread = threading.Thread(target=encode, args=(policy, is_up, may_end))
        thread.start()
        is_up.wait()
    print(os.sched_getscheduler(thread.native_id) == policy)
    may_end.set()
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may make a thread urgent")
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how each thread is scheduled")
def test_whoever_runs_the_program_urgently_has_it_so() -> None:
    said = subprocess.run([sys.executable, "-c", _URGENTLY], text=True, capture_output=True, timeout=60, check=True)
    assert said.stdout.split() == ["True", "True"]


@pytest.mark.parametrize("form", MOVING, ids=lambda form: form.id)
def test_every_format_shows_the_film(tmp_path: Path, form: Format) -> None:
    assert not missing(form.id)
    movie = _made(tmp_path, form)
    assert (movie.width, movie.height, movie.frames) == (854, 480, FRAMES)
    assert movie.duration_s == pytest.approx(FRAMES / FPS, abs=0.05)
    shown = _pictures(movie.path)
    assert len(shown) == (FRAMES if form.id != "gif" else 3)  # two pictures, and the last moment of the second
    project = _film(tmp_path)
    for scene, at in zip(project.scenes, (0, -1), strict=True):
        wanted = rgb_of(frame(project, scene, assets=Assets(None), height=480))
        assert films.psnr(shown[at], wanted) > (24 if form.id == "gif" else 32)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [movie.path.name]


@pytest.mark.parametrize("form", SOUNDS, ids=lambda form: form.id)
def test_every_format_with_sound_is_heard(tmp_path: Path, form: Format) -> None:
    sound = films.sound_of(_made(tmp_path, form).path)
    assert sound.shape[1] / 48_000 == pytest.approx(FRAMES / FPS, abs=0.06)
    assert np.sqrt(np.mean(np.square(sound[:, 5000:20_000]))) == pytest.approx(0.354, abs=0.03)


@pytest.mark.parametrize("name", ["mp4", "webm", "mov", "mp3"])
def test_scenes_are_chapters_and_the_project_gives_the_title(tmp_path: Path, name: str) -> None:
    with av.open(str(_made(tmp_path, FORMATS[name]).path)) as container:
        chapters = [(one["metadata"]["title"], float(one["start"] * one["time_base"])) for one in container.chapters()]
        assert container.metadata["title"] == "Film"
    assert chapters == [("The beginning", 0.0), ("Scene 2", pytest.approx(0.32))]


@pytest.mark.parametrize("name", ALPHA)
def test_a_transparent_film_has_no_background(tmp_path: Path, name: str) -> None:
    movie = _made(tmp_path, FORMATS[name], is_transparent=True)
    decoder = av.CodecContext.create(ALPHA[name], "r")
    with av.open(str(movie.path)) as container:
        decoder.extradata = container.streams.video[0].codec_context.extradata
        first = next(one for packet in container.demux(video=0) for one in decoder.decode(packet))
    pixels = first.to_ndarray(format="rgba").astype(int)
    assert pixels[5, 5, 3] == 0
    star = pixels[480 * 400 // 1080, 854 * 400 // 1920]
    assert star[3] == 255
    assert np.abs(star[:3] - (255, 180, 0)).max() < 12


@pytest.mark.parametrize("encoder", ["libvpx-vp9", "prores_ks"])
def test_nothing_shines_through_where_a_transparent_film_is_empty(encoder: str) -> None:
    image = QImage(854, 480, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    pixels = pixels_for(encoder, (854, 480), is_transparent=True)
    for _ in range(60):
        frame = pixels.update(image)
        assert isinstance(frame, av.VideoFrame)
        plane, wide = frame.planes[3], 2 if "10" in frame.format.name else 1
        opacity = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, -1)[:, : plane.width * wide]
        assert not opacity.any(), "the corner showed what lay in memory"


@pytest.mark.parametrize(("form", "name"), [("png", "film.zip"), ("png-folder", "film"), ("png-folder", "film v1.2")])
@pytest.mark.parametrize("is_transparent", [False, True])
def test_every_frame_becomes_a_picture(tmp_path: Path, form: str, name: str, is_transparent: bool) -> None:
    movie = _made(tmp_path, FORMATS[form], name=name, is_transparent=is_transparent)
    assert movie.path.is_dir() == (form == "png-folder")
    stem = name.removesuffix(".zip")
    if movie.path.is_dir():
        files = {path.name: path.read_bytes() for path in sorted(movie.path.iterdir())}
    else:
        with zipfile.ZipFile(io.BytesIO(movie.path.read_bytes())) as archive:
            files = {each: archive.read(each) for each in archive.namelist()}
    assert list(files) == [f"{stem}-{number:06}.png" for number in range(1, FRAMES + 1)]
    assert len({*files.values()}) == 2
    image = QImage.fromData(files[f"{stem}-000001.png"])
    assert (image.width(), image.height()) == (854, 480)
    assert image.pixelColor(5, 5).alpha() == (0 if is_transparent else 255)
    assert image.pixelColor(178, 178).name() == "#ffb400"


def test_pictures_that_are_compressed_side_by_side_are_those_made_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    films.write_clip(tmp_path / "media" / "clip.mp4", frames=20)
    film = films.project_of(films.video_scene("media/clip.mp4"), films.still_scene(seconds=0.5))
    made: list[bytes] = []
    for workers in (1, 4):
        monkeypatch.setattr("studio_gui.render.formats.sequence._MOST_WORKERS", workers)
        monkeypatch.setattr("os.cpu_count", lambda: 4)
        target = tmp_path / f"{workers}" / "film.zip"
        target.parent.mkdir()
        render_movie(RenderRequest(film, tmp_path, target, "480", FPS, "png"))
        made.append(target.read_bytes())
    assert made[0] == made[1]
    assert not [thread.name for thread in threading.enumerate() if thread.name.startswith("pictures")]


def test_a_folder_may_have_the_longest_name_there_is(tmp_path: Path) -> None:
    """Its pictures once could not be named, and that was said to be a matter of the resolution."""
    for name in ("x" * 255, "ü" * 127, "Ж界" * 51):
        movie = _made(tmp_path, FORMATS["png-folder"], name=name)
        assert len([*movie.path.iterdir()]) == FRAMES
        assert all(path.name[:30] == name[:30] for path in movie.path.iterdir())


def test_sequences_never_go_into_a_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "dear.txt").write_text("mine")
    with pytest.raises(TargetError, match="not empty"):
        _made(tmp_path, FORMATS["png-folder"], name="full")
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["dear.txt"]


@pytest.mark.parametrize("form", ["mp4", "png", "png-folder"])
def test_what_a_person_calls_part_stays_as_it_is(tmp_path: Path, form: str) -> None:
    target = tmp_path / f"film{FORMATS[form].suffix}"
    theirs = tmp_path / f"{target.name}.part"
    theirs.mkdir()
    (theirs / "dear.txt").write_text("mine")
    assert render_movie(RenderRequest(_film(tmp_path), tmp_path, target, "480", FPS, form)).path == target
    assert (theirs / "dear.txt").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([target.name, theirs.name, "media"])


def test_a_folder_that_is_filled_while_its_pictures_are_made_is_spared(tmp_path: Path) -> None:
    film, target = _film(tmp_path), tmp_path / "film"

    def fill(_progress: object) -> None:
        target.mkdir(exist_ok=True)
        (target / "dear.txt").write_text("mine")

    with pytest.raises(TargetError, match="something in that folder by now"):
        render_movie(RenderRequest(film, tmp_path, target, "480", FPS, "png-folder"), progress=fill)
    assert [path.name for path in target.iterdir()] == ["dear.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["film", "media"]


@pytest.mark.parametrize("kind", ["srt", "vtt"])
def test_subtitles_are_written_with_the_moments_of_the_film(tmp_path: Path, kind: str) -> None:
    film = films.project_of(films.still_scene(seconds=1), films.speaking_scene("Hello there. This is the second."))
    target, subtitles = tmp_path / "film.mp4", tmp_path / f"other.{kind}"
    movie = render_movie(RenderRequest(film, tmp_path, target, "480", FPS, subtitles=subtitles))
    parts = cues_of(subtitles.read_text("utf-8"), form=kind)
    assert [cue.text for cue in parts] == ["Hello there. This is the second."]
    assert 1.0 <= parts[0].start_s < parts[0].end_s <= movie.duration_s + 0.001


def test_a_film_that_cannot_be_finished_leaves_no_subtitles(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").mkdir()
    calls: list[object] = []
    with pytest.raises(Cancelled):
        render_movie(
            RenderRequest(_film(tmp_path), tmp_path, tmp_path / "a.mp4", "480", FPS, subtitles=tmp_path / "a.srt"),
            progress=calls.append,
            is_cancelled=lambda: len(calls) > 2,
        )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["film.mp4", "media"]
    with pytest.raises(TargetError, match="no name for subtitles"):
        render_movie(RenderRequest(_film(tmp_path), tmp_path, tmp_path / "a.mp4", subtitles=tmp_path / "a.txt"))


@pytest.mark.parametrize("form", FORMATS.values(), ids=lambda form: form.id)
def test_a_cancelled_film_of_any_format_leaves_nothing(tmp_path: Path, form: Format) -> None:
    film, target = _film(tmp_path), tmp_path / f"film{form.suffix}"
    calls: list[object] = []
    with pytest.raises(Cancelled):
        render_movie(
            RenderRequest(film, tmp_path, target, "480", FPS, form.id),
            progress=calls.append,
            is_cancelled=lambda: len(calls) > 2,
        )
    assert [path.name for path in tmp_path.iterdir()] == ["media"]


@pytest.mark.parametrize(
    ("name", "form", "hint"),
    [
        ("film.avi", "mp4", "End the name in .mp4."),
        ("film.gif", "mp4", "choose the format GIF"),
        ("film.mp4", "webm", "End the name in .webm, or choose the format MP4"),
        ("film", "mov", "End the name in .mov."),
    ],
)
def test_a_name_must_end_as_its_format_does(name: str, form: str, hint: str) -> None:
    with pytest.raises(TargetError) as raised:
        check_name(Path(name), FORMATS[form])
    assert hint in raised.value.hint


def test_names_change_their_ending_with_the_format() -> None:
    assert with_suffix("My film.MP4", FORMATS["gif"]) == "My film.gif"
    assert with_suffix("Version 1.5", FORMATS["webm"]) == "Version 1.5.webm"


@pytest.mark.parametrize(
    ("form", "options", "sentence"),
    [
        ("mp4", {"is_transparent": True}, "knows no transparency"),
        ("gif", {"fps": 60}, "cannot show 60 frames"),
        ("avi", {}, "There is no format “avi”"),
    ],
)
def test_what_a_format_cannot_do_is_a_sentence(
    tmp_path: Path, form: str, options: dict[str, object], sentence: str
) -> None:
    suffix = FORMATS[form].suffix if form in FORMATS else ".avi"
    with pytest.raises(RenderError, match=sentence):
        render_movie(RenderRequest(_film(tmp_path), tmp_path, tmp_path / f"a{suffix}", format=form, **options))  # type: ignore[arg-type]


def test_an_encoder_that_is_not_here_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    missing.cache_clear()
    try:
        monkeypatch.setitem(FORMATS, "av1", Format("av1", "MP4 (AV1)", ".mp4", "mp4", "libnone", "aac"))
        assert "no encoder “libnone”" in missing("av1")
        with pytest.raises(RenderError, match="cannot be made here"):
            _made(tmp_path, format_named("av1"))
    finally:
        missing.cache_clear()
