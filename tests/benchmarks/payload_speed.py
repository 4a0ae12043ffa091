"""How long ``studio-gui payload`` takes for 200 scenes of 20 clips, as a whole process.

Run it: ``python -m tests.benchmarks.payload_speed``. Printed beside it is what Python needs to read and write the same
JSON with nothing in between, because absolute times drift from machine to machine.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from studio_gui.files.project_file import save_project
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_image, new_project, new_scene, new_shape, new_text

SCENES, CLIPS, ROUNDS = 200, 20, 5
LIMIT_S = 1.0


def big_project(folder: Path) -> Path:
    """A project of 4,000 clips on disk."""
    scenes = []
    for number in range(SCENES):
        box = Rect(10, 20, 300, 200)
        clips = [
            new_text(f"Text {number}", box=box),
            new_image(box=box, size=(600, 400), url="https://example.org/a.png"),
        ]
        clips += [new_shape("Circle", box=box) for _ in range(CLIPS - len(clips))]
        scenes.append(new_scene(script=f"Scene {number}").changed(clips=tuple(clips)))
    path = folder / "Big.studio"
    save_project(new_project(name="Big", scenes=tuple(scenes)), path)
    return path


def seconds(command: list[str]) -> float:
    """The median of several runs of a whole process."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def main() -> int:
    """Print the figures; 1 when the limit is missed."""
    with tempfile.TemporaryDirectory() as folder:
        path = big_project(Path(folder))
        plain = f"import json; print(json.dumps(json.load(open({str(path)!r})), indent=2))"
        bare = seconds([sys.executable, "-c", plain])
        ours = seconds([sys.executable, "-m", "studio_gui", "payload", str(path)])
        helped = seconds([sys.executable, "-m", "studio_gui", "--help"])
        print(f"project            {path.stat().st_size / 1e6:6.2f} MB, {SCENES} scenes × {CLIPS} clips")
        print(f"payload            {ours:6.3f} s   (limit {LIMIT_S} s: {ours / LIMIT_S:.2f})")
        print(f"bare json in + out {bare:6.3f} s   (ratio {ours / bare:.1f})")
        print(f"--help             {helped:6.3f} s   (limit 0.3 s: {helped / 0.3:.2f})")
    return int(ours > LIMIT_S)


if __name__ == "__main__":
    raise SystemExit(main())
