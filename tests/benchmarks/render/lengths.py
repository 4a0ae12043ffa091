"""Whether a minute of a long film costs what a minute of a short one does, and no more memory.

``python tests/benchmarks/render/lengths.py [MINUTES …]`` (1, 10 and 60). Scenes of half a minute with a sound, 720p30; each
film is a whole process. Memory may grow by 40 MiB from the shortest to the longest: the list of frames of an hour.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.render.measuring import ours  # noqa: E402


def main(minutes: list[int]) -> int:
    """Print seconds per minute and memory; 1 when either grows."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from studio_gui.render.request import RenderRequest, write_request
    from tests.ui.render import films

    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["STUDIO_HOME"] = str(folder / "home")
        films.write_tone(folder / "media" / "tone.wav", seconds=30)
        tone = films.sound_scene("media/tone.wav").clips
        for length in minutes:
            scenes = []
            for number in range(2 * length):
                scene = films.still_scene(seconds=30, words=f"Scene {number}")
                scenes.append(scene.changed(clips=scene.clips + tone))
            target = folder / "film.mp4"
            request = RenderRequest(films.project_of(*scenes), folder, target, "720", 30, reuses_segments=False)
            run = ours(write_request(request), folder)
            rows.append((run.wall_s / length, run.peak_mib))
            print(
                f"{length:3} min: {run.wall_s:.2f} s, {rows[-1][0]:.3f} s a minute, {run.peak_mib:.0f} MiB", flush=True
            )
    costs, peaks = zip(*rows, strict=True)
    return int(costs[-1] > costs[0] * 1.1 or peaks[-1] > peaks[0] + 40)


if __name__ == "__main__":
    sys.exit(main([int(each) for each in sys.argv[1:]] or [1, 10, 60]))
