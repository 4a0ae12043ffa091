"""A film of ten scenes made again after one was changed, against the same film made from nothing.

``python tests/benchmarks/render/again.py``. Two films of ten scenes of ten seconds at 1080p30: one with presenters who speak,
one in which nothing moves. Each side is a whole process; making it again must take a fifth of the time or less for the film
that moves. The one that stands still shows what is left: starting the program.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.render.measuring import ours  # noqa: E402

SECONDS = 10


def main() -> int:
    """Print both ratios; 1 when that of the moving film is above a fifth."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from studio_gui.model.project import Scene
    from studio_gui.render.request import RenderRequest, write_request
    from tests.ui.render import films

    def moving(words: str) -> Scene:
        scene = films.speaking_scene(f"{words}. " + "This is a sentence that a presenter says to you. " * 3)
        return scene.changed(studio=scene.studio.changed(duration_s=SECONDS))

    def still(words: str) -> Scene:
        return films.still_scene(seconds=SECONDS, words=words)

    ratios = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["STUDIO_HOME"] = str(folder / "home")
        for kind, make in (("moving", moving), ("still", still)):
            times, cpu = [], []
            scenes = [make(f"Number {each}") for each in range(10)]  # once: a clip that is made anew is another clip
            for number in range(3):
                if number == 2:
                    scenes[7] = make("Changed")
                # The first is made from nothing, the second finds everything, the third all but one scene.
                request = RenderRequest(films.project_of(*scenes), None, folder / f"{kind}{number}.mp4", "1080", 30)
                run = ours(write_request(request), folder)
                times.append(run.wall_s)
                cpu.append(run.cpu_s)
            ratios.append(times[2] / times[0])
            print(
                f"{kind:8} from nothing {times[0]:.2f} s · nothing changed {times[1]:.2f} s · one of ten changed"
                f" {times[2]:.2f} s · ratio {ratios[-1]:.2f}"
            )
    return int(ratios[0] > 0.2)


if __name__ == "__main__":
    sys.exit(main())
