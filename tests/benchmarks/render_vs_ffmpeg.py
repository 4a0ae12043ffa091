"""Rendering thirty still seconds in three scenes at 1080p30, against ffmpeg doing the same as well as it can.

``python tests/benchmarks/render_vs_ffmpeg.py``. Each side is a whole process, run twice; the ratio of the better runs
must be at most 1.0. ffmpeg composes each scene once and loops the picture. The last line is the same film with
speaking presenters, which ffmpeg alone cannot make: for comparison with the length of the film.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
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
    from studio_gui.render.request import RenderRequest
    from studio_gui.render.worker import write_request

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
    return write_request(RenderRequest(project, folder, folder / "ours.mp4", "1080", 30))


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


def _timed(command: list[str], folder: Path, *, say: str | None = None) -> float:
    start = time.perf_counter()
    answer = subprocess.run(
        command, cwd=folder, input=say, text=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    if answer.returncode:
        raise SystemExit(answer.stderr + answer.stdout)
    return time.perf_counter() - start


def _ours(folder: Path, request: str) -> float:
    # The worker stops when its input ends, so the line is followed by an open pipe.
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "studio_gui.render.worker"], cwd=folder, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as worker:  # fmt: skip
        assert worker.stdin is not None
        assert worker.stdout is not None
        worker.stdin.write(request + "\n")
        worker.stdin.flush()
        answers = worker.stdout.read().splitlines()
        taken = time.perf_counter() - start
        if '"done"' not in answers[-1]:
            raise SystemExit(answers[-1])
    return taken


def main() -> int:
    """Print the times and the ratio; 1 when we are slower."""
    if shutil.which("ffmpeg") is None:
        raise SystemExit("ffmpeg is not installed, so there is nothing to compare with.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["STUDIO_HOME"] = str(folder / "home")
        _materials(folder)
        still, speaking, command = _request(folder, speaks=False), _request(folder, speaks=True), _ffmpeg(folder)
        ours, theirs = [], []
        for _ in range(2):
            ours.append(_ours(folder, still))
            theirs.append(_timed(command, folder))
        sizes = [(folder / f"{side}.mp4").stat().st_size // 1024 for side in ("ours", "theirs")]
        talking = [_ours(folder, speaking) for _ in range(2)]
    ratio = min(ours) / min(theirs)
    print(f"still film     ours {_list(ours)} s, {sizes[0]} KiB · ffmpeg {_list(theirs)} s, {sizes[1]} KiB")
    print(f"ratio          {ratio:.2f} (at most 1.00)")
    print(f"speaking film  ours {_list(talking)} s for {3 * SECONDS} s of film")
    return int(ratio > 1)


def _list(times: list[float]) -> str:
    return " / ".join(f"{taken:.2f}" for taken in times)


if __name__ == "__main__":
    sys.exit(main())
