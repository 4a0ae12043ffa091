"""Thirty still seconds in three scenes at 1080p30 against ffmpeg, melt and MoviePy, each as good as it can.

``python tests/benchmarks/render/static.py [--moviepy PYTHON]``. Each side is a whole process and makes the
film out of the same layers: ffmpeg composes each scene once and loops the picture, MoviePy does so too, melt, which cannot,
has its layers in the right size and turned beforehand. The lines without a figure are melt and MoviePy when they are given
the finished pictures of our own, so that nothing is left to compose. Scenes kept from earlier renders are not used. The
second line is the same film with speaking presenters.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.render.measuring import Run, best, ours, timed, words  # noqa: E402

SECONDS = 10
COLORS = ("#2F5FE3", "#1E7F4F", "#9A6200")
FONT = ROOT / "resources" / "fonts" / "NotoSans-Bold.ttf"


def _materials(folder: Path) -> None:
    """A background, a picture and a sound for each scene, as files that both sides read."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from studio_gui.painting import Assets
    from studio_gui.render.offscreen import ensure_qt
    from tests.ui.render.films import write_tone

    ensure_qt()
    assets = Assets(None)
    for number, name in enumerate(("office", "classroom", "news")):
        picture = assets.image(f"builtin:backgrounds/{name}.svg", size=(1920, 1080))
        person = assets.presenter("amara", "blazer", size=(800, 1200), mouth=number)
        assert picture is not None
        assert person is not None
        (folder / "media").mkdir(exist_ok=True)
        picture.save(str(folder / f"media/back{number}.png"))
        person.save(str(folder / f"media/person{number}.png"))
        write_tone(folder / f"media/tone{number}.wav", seconds=SECONDS, rate=48_000, hertz=220 + 110 * number)


def _request(folder: Path, *, speaks: bool) -> str:
    """The film as the worker's request."""
    from studio_gui.model.geometry import Rect
    from studio_gui.model.new import (
        new_audio,
        new_image,
        new_presenter,
        new_project,
        new_scene,
        new_shape,
        new_text,
        picture_background,
    )
    from studio_gui.render.request import RenderRequest, write_request

    scenes = []
    for number, color in enumerate(COLORS):
        box = Rect(1200, 180, 600, 900)
        media = f"media/person{number}.png"
        clips = (
            new_shape("Rectangle_corner0", box=Rect(120, 140, 820, 260), fill=color),
            new_text(f"Scene number {number + 1}", box=Rect(160, 200, 760, 120), font_size=54, fill="white"),
            new_presenter(ai_name="amara", emotion="blazer", box=box, size=(800, 1200))
            if speaks
            else new_image(box=box, size=(800, 1200), media=media),
            new_image(box=Rect(200, 560, 240, 360), size=(800, 1200), media=media).changed(angle=12),
            new_audio(media=f"media/tone{number}.wav"),
        )
        script = "Hello, this is a sentence that a presenter says to you. " * 3 if speaks else ""
        scene = new_scene(script=script).changed(
            clips=tuple(clip.changed(layer=layer) for layer, clip in enumerate(clips, 1)),
            background=picture_background(f"media/back{number}.png"),
        )
        scenes.append(scene.changed(studio=scene.studio.changed(duration_s=SECONDS)))
    project = new_project(scenes=tuple(scenes))
    return write_request(RenderRequest(project, folder, folder / "ours.mp4", "1080", 30, reuses_segments=False))


def _ffmpeg(folder: Path) -> list[str]:
    """The well-written filter graph: every scene composed once, then looped."""
    inputs, graph, joined = [], [], ""
    for number, color in enumerate(COLORS):
        for name in (f"back{number}.png", f"person{number}.png", f"tone{number}.wav"):
            inputs += ["-i", f"media/{name}"]
        back, person, tone = number * 3, number * 3 + 1, number * 3 + 2
        graph.append(
            f"[{person}]split[p{number}][q{number}];[p{number}]scale=600:900[l{number}];"
            f"[q{number}]scale=240:360,rotate=12*PI/180:ow=rotw(12*PI/180):oh=roth(12*PI/180):c=none[r{number}];"
            f"[{back}]drawbox=120:140:820:260:{color.replace('#', '0x')}:fill,"
            f"drawtext=fontfile={FONT}:text='Scene number {number + 1}':x=160:y=210:fontsize=72:fontcolor=white[b{number}];"
            f"[b{number}][l{number}]overlay=1200:180[c{number}];[c{number}][r{number}]overlay=125:560,"
            f"format=yuv420p,loop=loop=-1:size=1,setpts=N/30/TB,trim=duration={SECONDS},fps=30[v{number}]"
        )
        joined += f"[v{number}][{tone}:a]"
    graph.append(f"{joined}concat=n=3:v=1:a=1[v][a]")
    codecs = "-c:v libx264 -preset veryfast -crf 23 -c:a aac -b:a 128k -ac 2 -movflags +faststart".split()
    head = ["ffmpeg", "-y", "-v", "error", *inputs, "-filter_complex", ";".join(graph)]
    return [*head, "-map", "[v]", "-map", "[a]", "-r", "30", *codecs, "theirs.mp4"]


def _melt(folder: Path) -> list[str]:
    """The same in MLT: a track for each layer, laid over the one below in every frame."""
    hold = f"out={SECONDS * 30 - 1}"
    written = ["fgcolour=white", "size=72", "family=Noto Sans", "weight=700", hold]
    tracks: list[list[str]] = [[], [], [], [], [], []]
    for number, color in enumerate(COLORS):
        tracks[0] += [f"pixbuf:media/back{number}.png", hold]
        tracks[1] += [f"colour:{color}", hold]
        tracks[2] += ["pango:title.txt", f"text=Scene number {number + 1}", *written]
        tracks[3] += [f"pixbuf:media/person{number}.png", hold]
        tracks[4] += [f"pixbuf:media/turned{number}.png", hold]
        tracks[5] += [f"media/tone{number}.wav", hold]
    laid = [
        "geometry=120/140:820x260 distort=1", "geometry=160/200:760x120 halign=left valign=middle",
        "geometry=1200/180:600x900", "geometry=125/560:310x402",
    ]  # fmt: skip
    over = [
        word
        for number, place in enumerate(laid, 1)
        for word in ("-transition", "composite", "a_track=0", f"b_track={number}", *place.split())
    ]
    mix = ["-transition", "mix", "a_track=0", "b_track=5", "always_active=1", "combine=1"]
    shown = [word for track in tracks for word in ("-track", *track)]
    return [*_MELT, *shown, *over, *mix, "-consumer", "avformat:melt.mp4", *_MELT_CODECS]


def _melt_given(folder: Path) -> list[str]:
    """Finished pictures, held, and the sounds."""
    pictures, sounds = ["-track"], ["-track"]
    for number in range(3):
        pictures += [f"media/scene{number}.png", f"out={SECONDS * 30 - 1}"]
        sounds += [f"media/tone{number}.wav", f"out={SECONDS * 30 - 1}"]
    mix = ["-transition", "mix", "a_track=0", "b_track=1", "always_active=1", "combine=1"]
    return [*_MELT, *pictures, *sounds, *mix, "-consumer", "avformat:melt_given.mp4", *_MELT_CODECS]


_MELT = ["melt", "-silent", "-profile", "atsc_1080p_30"]
_MELT_CODECS = "vcodec=libx264 preset=veryfast crf=23 acodec=aac ab=128k channels=2 frequency=48000".split()

_MOVIEPY = (
    """
import sys
from moviepy import AudioFileClip, ColorClip, CompositeVideoClip, ImageClip, TextClip, concatenate_videoclips

def composed(number, color):
    words = TextClip(font=FONT, text=f"Scene number {number + 1}", font_size=72, color="white")
    person = ImageClip(f"media/person{number}.png")
    layers = [
        ImageClip(f"media/back{number}.png"),
        ColorClip((820, 260), tuple(bytes.fromhex(color[1:]))).with_position((120, 140)),
        words.with_position((160, 200)),
        person.resized((600, 900)).with_position((1200, 180)),
        ImageClip(f"media/turned{number}.png").with_position((125, 560)),
    ]
    return CompositeVideoClip(layers, size=(1920, 1080)).with_duration(SECONDS).to_ImageClip(duration=SECONDS)

is_given = sys.argv[1] == "given"
scenes = [
    (ImageClip(f"media/scene{n}.png", duration=SECONDS) if is_given else composed(n, color)).with_audio(
        AudioFileClip(f"media/tone{n}.wav")
    )
    for n, color in enumerate(COLORS)
]
concatenate_videoclips(scenes).write_videofile(
    f"moviepy_{sys.argv[1]}.mp4", fps=30, codec="libx264", preset="veryfast", audio_codec="aac",
    ffmpeg_params=["-crf", "23"], threads=2, logger=None,
)
""".replace("SECONDS", str(SECONDS))
    .replace("FONT", repr(str(FONT)))
    .replace("COLORS", repr(COLORS))
)


def _prepared(folder: Path, request: str) -> None:
    """The turned picture, for programs that are slow at turning, and whole scenes, for those that are given them."""
    turn = "scale=240:360,rotate=12*PI/180:ow=rotw(12*PI/180):oh=roth(12*PI/180):c=none"
    from studio_gui.painting import Assets
    from studio_gui.render.frames import frame
    from studio_gui.render.request import read_request

    project = read_request(request).project
    for number, scene in enumerate(project.scenes):
        person, turned = f"media/person{number}.png", f"media/turned{number}.png"
        subprocess.run(["ffmpeg", "-y", "-v", "error", "-i", person, "-vf", turn, turned], cwd=folder, check=True)
        frame(project, scene, assets=Assets(folder), height=1080).save(str(folder / f"media/scene{number}.png"))
    (folder / "title.txt").touch()


def _sides(folder: Path, moviepy: str) -> Iterator[tuple[str, float, Callable[[], Run]]]:
    """Name, how often faster we must be (0: just to see), and what runs it."""
    yield "ffmpeg", 6, lambda: timed(_ffmpeg(folder), folder)
    if shutil.which("melt"):
        yield "melt", 10, lambda: timed(_melt(folder), folder)
        yield "melt, given pictures", 0, lambda: timed(_melt_given(folder), folder)
    if moviepy:
        yield "MoviePy", 15, lambda: timed([moviepy, "-c", _MOVIEPY, "composed"], folder)
        yield "MoviePy, given pictures", 0, lambda: timed([moviepy, "-c", _MOVIEPY, "given"], folder)


def main() -> int:
    """Print times, memory and ratios; 1 when a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--moviepy", default="", help="A Python that has MoviePy.")
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    if shutil.which("ffmpeg") is None:
        raise SystemExit("ffmpeg is not installed, so there is nothing to compare with.")
    is_missed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["STUDIO_HOME"] = str(folder / "home")
        _materials(folder)
        still, speaking = _request(folder, speaks=False), _request(folder, speaks=True)
        _prepared(folder, still)
        sides = [*_sides(folder, asked.moviepy)]
        mine: list[Run] = []
        theirs: dict[str, list[Run]] = {name: [] for name, _, _ in sides}
        for turn in range(asked.runs):
            mine.append(ours(still, folder))
            for name, _, run in sides:
                if turn < (asked.runs if name == "ffmpeg" else 1):
                    theirs[name].append(run())
        print(words("ours, still", mine))
        print(words("ours, speaking", [ours(speaking, folder)]))
        for name, factor, _ in sides:
            ratio = best(theirs[name]).wall_s / best(mine).wall_s
            is_missed |= ratio < factor
            print(words(name, theirs[name]), f"· {ratio:.1f} times as long", f"(at least {factor})" if factor else "")
        is_missed |= max(run.peak_mib for run in mine) > 300
        sizes = {path.stem: f"{path.stat().st_size // 1024} KiB" for path in folder.glob("*.mp4")}
        print(sizes)
    return int(is_missed)


if __name__ == "__main__":
    sys.exit(main())
