"""Thirty still seconds in three scenes at 1080p30 against ffmpeg, melt and MoviePy, each as good as it can.

``python tests/benchmarks/render/static.py [--moviepy PYTHON]``. Each side is a whole process. ffmpeg composes each scene
once and loops the picture; melt and MoviePy, which cannot set this text, are given the composed pictures. Scenes kept from
earlier renders are not used. The last line of ours is the same film with speaking presenters.
"""

from __future__ import annotations

import argparse
import os
import shutil
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
    """The same in MLT: a multitrack of pictures, held, with the sounds; texts are pictures made beforehand."""
    tracks: dict[str, list[str]] = {"back": [], "front": [], "sound": []}
    for number in range(3):
        tracks["back"] += [f"media/scene{number}.png", f"out={SECONDS * 30 - 1}"]
        tracks["sound"] += [f"media/tone{number}.wav", f"out={SECONDS * 30 - 1}"]
    head = ["melt", "-silent", "-profile", "atsc_1080p_30", "-track", *tracks["back"], "-track", *tracks["sound"]]
    mix = ["-transition", "mix", "a_track=0", "b_track=1", "always_active=1", "combine=1"]
    made = "vcodec=libx264 preset=veryfast crf=23 acodec=aac ab=128k channels=2 frequency=48000".split()
    return [*head, *mix, "-consumer", "avformat:melt.mp4", *made]


_MOVIEPY = """
from moviepy import ImageClip, AudioFileClip, concatenate_videoclips
clips = [ImageClip(f"media/scene{n}.png", duration=SECONDS).with_audio(AudioFileClip(f"media/tone{n}.wav")) for n in range(3)]
film = concatenate_videoclips(clips)
film.write_videofile("moviepy.mp4", fps=30, codec="libx264", preset="veryfast", audio_codec="aac",
                     ffmpeg_params=["-crf", "23"], threads=2, logger=None)
""".replace("SECONDS", str(SECONDS))


def _composed(folder: Path, request: str) -> None:
    """The scenes as pictures, for programs that cannot set this text: composing is given to them."""
    from studio_gui.painting import Assets
    from studio_gui.render.frames import frame
    from studio_gui.render.request import read_request

    project = read_request(request).project
    for number, scene in enumerate(project.scenes):
        frame(project, scene, assets=Assets(folder), height=1080).save(str(folder / f"media/scene{number}.png"))


def _sides(folder: Path, request: str, moviepy: str) -> Iterator[tuple[str, float, Callable[[], Run]]]:
    """Name, how often faster we must be, and what runs it."""
    yield "ffmpeg", 6, lambda: timed(_ffmpeg(folder), folder)
    if shutil.which("melt"):
        yield "melt", 10, lambda: timed(_melt(folder), folder)
    if moviepy:
        yield "MoviePy", 15, lambda: timed([moviepy, "-c", _MOVIEPY], folder)


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
        _composed(folder, still)
        sides = [*_sides(folder, still, asked.moviepy)]
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
            print(words(name, theirs[name]), f"· {ratio:.1f} times as long (at least {factor})")
        is_missed |= max(run.peak_mib for run in mine) > 300
        sizes = {path.stem: f"{path.stat().st_size // 1024} KiB" for path in folder.glob("*.mp4")}
        print(sizes)
    return int(is_missed)


if __name__ == "__main__":
    sys.exit(main())
