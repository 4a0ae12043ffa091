"""Seconds with one moving clip against encoding the very same frames with no composition at all.

``python tests/benchmarks/render/moving.py``. The other side decodes the finished film's frames beforehand and only encodes
them, as one does (x264 veryfast, crf 23), and beside that with our own set-up, which is quicker and makes larger files; all
in this process. Eight seconds, because the decoded frames are kept in memory.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import av
import numpy as np
from av.video.codeccontext import VideoCodecContext
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

SECONDS = 8


def _usual(context: VideoCodecContext) -> None:
    context.width, context.height, context.pix_fmt = 1920, 1080, "yuv420p"
    context.options = {"preset": "veryfast", "crf": "23"}


def _own(context: VideoCodecContext) -> None:
    from studio_gui.render.encoder import VideoShape, set_up

    set_up(context, VideoShape(1920, 1080, 30), flows=True)


def _encoded(frames: Sequence[NDArray[np.uint8]], target: Path, set_up: Callable[[VideoCodecContext], None]) -> float:
    """Seconds that encoding the frames takes."""
    from studio_gui.render.planes import frame_of

    start = time.perf_counter()
    with av.open(str(target), "w") as out:
        stream = out.add_stream("libx264", rate=30)
        set_up(stream.codec_context)
        for index, planes in enumerate(frames):
            frame = frame_of(planes)
            frame.pts = index
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return time.perf_counter() - start


def main() -> int:
    """Print the ratio; 1 when it is above 1.2."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from studio_gui.render.movie import render_movie
    from studio_gui.render.request import RenderRequest
    from tests.ui.render import films

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["STUDIO_HOME"] = str(folder / "home")
        (folder / "media").mkdir()
        with av.open(str(folder / "media" / "clip.mp4"), "w") as out:
            stream = out.add_stream("libx264", rate=30, options={"crf": "18"})
            stream.width, stream.height, stream.pix_fmt = 640, 360, "yuv420p"
            rows, columns = np.mgrid[0:360, 0:640]
            for index in range(30 * SECONDS):
                red = (columns + 3 * index) % 256
                picture = np.stack([red, (rows + index) % 256, (rows * columns // 640 + index) % 256], 2).astype(
                    np.uint8
                )
                out.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
            out.mux(stream.encode(None))
        scene = films.video_scene("media/clip.mp4")
        project = films.project_of(scene.changed(studio=scene.studio.changed(duration_s=SECONDS)))
        request = RenderRequest(project, folder, folder / "ours.mp4", "1080", 30, reuses_segments=False)
        render_movie(request)  # once, so that everything is loaded
        ratios = []
        for _ in range(2):
            start = time.perf_counter()
            render_movie(request)
            mine = time.perf_counter() - start
            with av.open(str(request.target)) as source:
                frames = [np.asarray(frame.to_ndarray(), np.uint8) for frame in source.decode(video=0)]
            usual, own = (_encoded(frames, folder / "theirs.mp4", set_up) for set_up in (_usual, _own))
            ratios.append(mine / usual)
            print(
                f"ours {mine:.2f} s · encoding alone {usual:.2f} s · ratio {ratios[-1]:.2f} (at most 1.2)"
                f" · encoding alone with our own set-up {own:.2f} s · ratio {mine / own:.2f}",
                flush=True,
            )
            del frames
    return int(min(ratios) > 1.2)


if __name__ == "__main__":
    sys.exit(main())
