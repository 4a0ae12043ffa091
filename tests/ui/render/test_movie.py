"""Whole videos, decoded and compared with what they should show and sound like."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import pytest

from studio_gui.base.errors import Cancelled, RenderError, SpeechError, TargetError
from studio_gui.model.clips import Animation
from studio_gui.model.project import Project
from studio_gui.painting import Assets
from studio_gui.painting.media.presenters import BLINK
from studio_gui.render.encoder import VideoShape
from studio_gui.render.film import faces_of
from studio_gui.render.formats import format_named
from studio_gui.render.frames import frame
from studio_gui.render.mixing import RATE
from studio_gui.render.movie import render_movie
from studio_gui.render.output import AHEAD_S, MovieFile
from studio_gui.render.planes import frame_of
from studio_gui.render.request import LINES, Progress, RenderedMovie, RenderRequest, video_size
from studio_gui.render.segments.store import Recording
from tests.ui.painting.drawing import rgb_of
from tests.ui.render import films


def render(project: Project, target: Path, *, folder: Path | None = None, **options: object) -> RenderedMovie:
    request = RenderRequest(project, folder, target, **{"resolution": "480", "fps": 25, **options})  # type: ignore[arg-type]
    return render_movie(request)


def test_a_still_film_shows_its_scenes_for_their_time(tmp_path: Path) -> None:
    project = films.project_of(
        films.still_scene(seconds=1), films.still_scene(seconds=0.6, color="#803020", words="Two")
    )
    movie = render(project, tmp_path / "a.mp4")
    seen = films.decoded(movie.path)
    assert seen.frames.shape == (40, 480, 854, 3)
    assert np.allclose(seen.times, np.arange(40) / 25)
    assert movie.frames == 40
    assert movie.duration_s == pytest.approx(1.6)
    assert seen.tags == (1, 1, 1, 1)
    for scene, start, end in ((project.scenes[0], 0, 25), (project.scenes[1], 25, 40)):
        wanted = rgb_of(frame(project, scene, assets=Assets(None), height=480))
        assert all(films.psnr(seen.frames[at], wanted) > 35 for at in (start, start + 3, end - 1))
        assert all(np.array_equal(seen.frames[start], seen.frames[at]) for at in range(start, end))


@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
@pytest.mark.parametrize("resolution", LINES)
def test_every_size_is_exactly_what_was_asked_for(tmp_path: Path, resolution: str, orientation: str) -> None:
    project = films.project_of(films.still_scene(seconds=0.1), orientation=orientation)
    movie = render(project, tmp_path / "a.mp4", resolution=resolution)
    with av.open(str(movie.path)) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height) == video_size(resolution, project.stage_size)
        assert stream.pix_fmt == "yuv420p"


@pytest.mark.parametrize("fps", [24, 25, 30, 50, 60])
def test_every_frame_rate_is_constant(tmp_path: Path, fps: int) -> None:
    seen = films.decoded(render(films.project_of(films.still_scene(seconds=0.5)), tmp_path / "a.mp4", fps=fps).path)
    assert seen.rate == fps
    assert len(seen.frames) == np.ceil(fps / 2)


def test_speech_is_heard_where_it_is_and_only_the_mouth_moves(tmp_path: Path) -> None:
    project = films.project_of(films.still_scene(seconds=1), films.speaking_scene("Hello, and welcome to this film."))
    seen = films.decoded(render(project, tmp_path / "a.mp4").path)
    length = len(seen.frames) / 25
    assert seen.loudness(0, 0.9) < 0.001
    assert seen.loudness(1.05, length - 0.4) > 0.03
    assert abs(seen.sound.shape[1] / 48_000 - length) < 0.05
    spoken = seen.frames[25:].astype(int)
    still = rgb_of(frame(project, project.scenes[1], assets=Assets(None), height=480))
    assert films.psnr(seen.frames[25], still) > 28
    moved = np.abs(spoken - spoken[0]).max(axis=(0, 3)) > 60
    rows, columns = np.nonzero(moved)
    assert len(rows) > 20
    assert rows.max() - rows.min() < 80
    assert columns.max() - columns.min() < 80


def test_whoever_speaks_blinks_now_and_then() -> None:
    faces = faces_of([1] * 500, 600, fps=25)
    closed = [index for index, face in enumerate(faces) if face & BLINK]
    assert len(faces) == 600
    assert 5 * 3 <= len(closed) <= 9 * 4
    assert [face & ~BLINK for face in faces] == [1] * 500 + [0] * 100
    assert faces_of([0] * 50, 100, fps=25) == [0] * 100
    assert len(faces_of([1] * 50, 30, fps=25)) == 30


def test_mouth_shapes_are_drawn_as_a_frame_would_be(tmp_path: Path) -> None:
    from studio_gui.render.film import SceneFilm
    from studio_gui.render.timing import SceneSpan

    project = films.project_of(films.speaking_scene())
    assets, scene = Assets(None), project.scenes[0]
    film = SceneFilm(
        SceneSpan(scene, 0, 6, 25),
        stage=project.stage_size,
        size=(960, 540),
        assets=assets,
        faces=[0, 2, 2, 4 | BLINK, 1],
    )
    before = None
    for index, mouth in enumerate((0, 2, 2, 4 | BLINK, 1, 0)):
        picture, _ = film.picture(index, before)
        before = film.state(index)
        wanted = rgb_of(frame(project, scene, assets=assets, height=540, mouth=mouth))
        difference = np.abs(rgb_of(picture).astype(int) - wanted)
        assert difference[:395].max() <= 3
        assert difference.max() <= 40  # Qt weighs the rims of letters a little differently on a transparent layer
    assert film.state(1) == film.state(2) != film.state(3)


def test_a_video_clip_moves_sounds_and_stays_on_its_last_frame(tmp_path: Path) -> None:
    films.write_clip(tmp_path / "media" / "clip.mp4")
    scene = films.video_scene("media/clip.mp4")
    project = films.project_of(scene.changed(studio=scene.studio.changed(duration_s=3)))
    seen = films.decoded(render(project, tmp_path / "a.mp4", folder=tmp_path).path)
    middle = seen.frames[:, 200, 300].astype(int).mean(axis=1)
    for at, value in ((0, 20), (25, 130), (49, 229), (74, 229)):
        assert abs(middle[at] - value) < 6, at
    assert np.array_equal(seen.frames[60], seen.frames[70])
    assert seen.frames[30, 248, 426, 0] > 200  # the shape in front
    assert seen.loudness(0.2, 1.8) > 0.2
    assert seen.loudness(2.2, 2.9) < 0.001


@pytest.mark.parametrize(("rate", "frames", "slices"), [(25, 100, {1}), (24, 96, {1}), (10, 40, {2}), (25, 50, {2})])
def test_where_a_video_flows_several_pictures_are_made_at_once(
    tmp_path: Path, rate: int, frames: int, slices: set[int]
) -> None:
    """The last one stays on its last picture for half of the scene. One slice is what the quicker set-up makes."""
    films.write_clip(tmp_path / "media" / "clip.mp4", frames=frames, rate=rate)
    scene = films.video_scene("media/clip.mp4")
    scene = scene.changed(studio=scene.studio.changed(duration_s=4))
    still = films.still_scene(seconds=1)
    path = render(films.project_of(still, scene, still), tmp_path / "a.mp4", folder=tmp_path).path
    with av.open(str(path)) as made:
        packets = [bytes(packet) for packet in made.demux(video=0) if packet.size]
    assert {len(slices_of(packet)) for packet in packets[25:125]} == slices
    assert {len(slices_of(packet)) for packet in packets[:25] + packets[125:]} == {2}
    seen = films.decoded(path)
    assert len(seen.frames) == 150
    middle = seen.frames[25:125, 200, 300].astype(int).mean(axis=1)
    for at in range(100):
        assert abs(middle[at] - (20 + min(frames - 1, at * rate // 25) * 220 // frames)) < 6, at


def slices_of(packet: bytes) -> list[bytes]:
    """The slices of a picture in a packet of an MP4: each part begins with its length."""
    parts = []
    while packet:
        length = int.from_bytes(packet[:4], "big")
        parts.append(packet[4 : 4 + length])
        packet = packet[4 + length :]
    return [part for part in parts if part[0] & 31 in (1, 5)]


def test_an_animation_plays_and_then_costs_nothing(tmp_path: Path) -> None:
    scene = films.still_scene(seconds=3, color="white")
    kinds = ("in-left", "fade-in")
    clips = tuple(
        clip.changed(animation=Animation(type=kind, duration=1, delay=0.4))  # type: ignore[call-arg]
        for clip, kind in zip(scene.clips, kinds, strict=True)
    )
    project = films.project_of(scene.changed(clips=clips))
    seen = films.decoded(render(project, tmp_path / "a.mp4").path)
    for at in (0, 9, 12, 18, 30, 74):
        picture = frame(project, project.scenes[0], assets=Assets(None), height=480, at_s=at / 25)
        assert films.psnr(seen.frames[at], rgb_of(picture)) > 33, at
    assert films.psnr(seen.frames[0], seen.frames[74]) < 25
    assert all(np.array_equal(seen.frames[40], seen.frames[at]) for at in range(40, 75))


def test_a_scene_lasts_as_long_as_its_sound_and_volume_is_percent(tmp_path: Path) -> None:
    films.write_tone(tmp_path / "media" / "tone.wav", seconds=1.2)
    loud = films.decoded(
        render(films.project_of(films.sound_scene("media/tone.wav")), tmp_path / "a.mp4", folder=tmp_path).path
    )
    quiet = films.decoded(
        render(
            films.project_of(films.sound_scene("media/tone.wav", volume=25)), tmp_path / "b.mp4", folder=tmp_path
        ).path
    )
    assert len(loud.frames) == 30
    assert loud.loudness(0.1, 1.1) == pytest.approx(0.354, abs=0.02)
    assert quiet.loudness(0.1, 1.1) == pytest.approx(0.354 / 4, abs=0.01)


def test_one_can_jump_anywhere(tmp_path: Path) -> None:
    project = films.project_of(
        films.still_scene(seconds=20), films.still_scene(seconds=3, color="#803020"), films.still_scene(seconds=2)
    )
    movie = render(project, tmp_path / "a.mp4")
    with av.open(str(movie.path)) as container:
        stream = container.streams.video[0]
        for second, blue in ((21.5, False), (3.0, True), (24.9, True), (15.2, True), (0.0, True)):
            container.seek(int(second / stream.time_base), stream=stream)
            found = next(each for each in container.decode(stream) if each.time >= second - 1e-3)
            pixel = found.to_ndarray(format="rgb24")[20, 20]
            assert (pixel[2] > pixel[0]) == blue, second


def test_the_same_project_gives_the_same_bytes(tmp_path: Path) -> None:
    project = films.project_of(films.still_scene(), films.speaking_scene("Once more."))
    first = render(project, tmp_path / "a.mp4").path.read_bytes()
    assert render(project, tmp_path / "b.mp4").path.read_bytes() == first


def test_the_file_can_be_streamed_from_its_beginning(tmp_path: Path) -> None:
    data = render(films.project_of(films.still_scene()), tmp_path / "a.mp4").path.read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")


def test_progress_only_grows_and_ends_full(tmp_path: Path) -> None:
    seen: list[Progress] = []
    project = films.project_of(films.still_scene(seconds=2), films.speaking_scene())
    render_movie(RenderRequest(project, None, tmp_path / "a.mp4", "480", 25), progress=seen.append)
    frames = [one.frame for one in seen]
    assert frames == sorted(frames)
    assert seen[0].words == "Speaking scene 1 of 2"
    assert seen[-1].frame == seen[-1].frames > 50
    assert "Rendering scene 2 of 2" in {one.words for one in seen}


@pytest.mark.parametrize("after", [0, 1, 3, 8])
def test_a_cancelled_film_leaves_nothing_and_keeps_the_older_one(tmp_path: Path, after: int) -> None:
    target = tmp_path / "a.mp4"
    target.write_bytes(b"older")
    calls: list[Progress] = []
    project = films.project_of(*[films.speaking_scene("A somewhat longer sentence, to be cancelled.")] * 4)
    with pytest.raises(Cancelled):
        render_movie(
            RenderRequest(project, None, target, "1080", 60),
            progress=calls.append,
            is_cancelled=lambda: len(calls) > after,
        )
    assert target.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("name", "sentence"), [("none/a.mp4", "does not exist"), ("a.avi", "MP4"), ("folder.mp4", "is a folder")]
)
def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / "folder.mp4").mkdir()
    with pytest.raises(TargetError, match=sentence):
        render(films.project_of(films.still_scene()), tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.mp4"]


@pytest.mark.skipif(sys.platform != "linux", reason="there is no such folder")
def test_a_folder_that_takes_no_files_is_told_before_anything_is_spoken() -> None:
    request = RenderRequest(films.project_of(films.speaking_scene()), None, Path("/proc/a.mp4"), "480", 25)
    told: list[Progress] = []
    with pytest.raises(TargetError, match="no file can be made there"):
        render_movie(request, progress=told.append)
    assert told == []


def test_a_script_that_cannot_be_spoken_names_the_scene(tmp_path: Path) -> None:
    scene = films.speaking_scene("word " * 30_000)
    with pytest.raises(SpeechError, match="Scene 2 cannot be spoken"):
        render(films.project_of(films.still_scene(), scene), tmp_path / "a.mp4")


def test_a_wrong_resolution_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="resolution"):
        render(films.project_of(films.still_scene()), tmp_path / "a.mp4", resolution="999")


def test_missing_and_broken_media_do_not_stop_a_film(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "broken.mp4").write_bytes(b"\x00\x00\x00\x18ftypmp42 not really")
    (tmp_path / "media" / "broken.wav").write_bytes(b"RIFF....WAVE")
    scenes = [
        films.video_scene("media/broken.mp4"),
        films.sound_scene("media/broken.wav"),
        films.video_scene("media/no.mp4"),
    ]
    short = [scene.changed(studio=scene.studio.changed(duration_s=0.2)) for scene in scenes]
    assert render(films.project_of(*short), tmp_path / "a.mp4", folder=tmp_path).frames == 15


@pytest.mark.skipif(sys.platform == "win32", reason="limits on file sizes are a Unix thing")
def test_a_full_disk_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    code = (
        "import resource, signal, sys\nfrom pathlib import Path\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nresource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))\n"
        "from studio_gui.base.errors import TargetError\nfrom tests.ui.render import films\n"
        "from studio_gui.render.movie import RenderRequest, render_movie\n"
        "scenes = [films.still_scene(seconds=9)] * 3\n"
        "try: render_movie(RenderRequest(films.project_of(*scenes), None, Path(sys.argv[1]), '1080', 30))\n"
        "except TargetError as error: print(error.sentence())\n"
    )
    assert resource.RLIMIT_FSIZE is not None
    root = Path(__file__).parents[3]
    answer = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.mp4")], cwd=root, capture_output=True, text=True, timeout=60
    )
    assert "cannot be written" in answer.stdout, answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_sound_that_is_ready_long_before_its_pictures_lies_beside_them_in_the_file(tmp_path: Path) -> None:
    target, seconds = tmp_path / "a.mp4", 40
    file = MovieFile(target, VideoShape(256, 144, 25), form=format_named("mp4"))
    silence = [np.zeros((2, RATE), np.float32) for _ in range(seconds)]
    file.sound.scene(0, seconds * RATE, silence, record=Recording(None))
    file.end_sound()
    file.video.show(frame_of(np.full((216, 256), 128, np.uint8)))
    file.video.hold(seconds * 25 - 1)
    file.end_video()
    file.finish(seconds * 25)
    with av.open(str(target)) as made:
        found = sorted(
            (packet.pos, packet.stream.type, float(packet.pts * packet.time_base))
            for packet in made.demux()
            if packet.pts is not None and packet.pos is not None and packet.time_base is not None
        )
    at_s = {"video": 0.0, "audio": 0.0}
    farthest = 0.0
    for _, kind, seconds in found:
        at_s[kind] = seconds
        farthest = max(farthest, abs(at_s["video"] - at_s["audio"]))
    assert at_s["audio"] > 39
    assert at_s["video"] > 39
    assert farthest <= AHEAD_S + 1.1  # a second of sound is handed on together
