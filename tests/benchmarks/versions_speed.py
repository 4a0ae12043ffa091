"""What keeping, reading and comparing versions of a large project costs, beside what one save may take.

``python tests/benchmarks/versions_speed.py [SCENES]`` prints processor milliseconds for 200 scenes of 20 clips, and their
ratio to the 300 ms that a save of such a project is allowed.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CLIPS, ALLOWED_MS = 20, 300.0


def _project(scenes: int):
    from studio_gui.model.geometry import Rect
    from studio_gui.model.new import new_project, new_scene, new_text

    made = []
    for index in range(scenes):
        boxes = (Rect(place * 40, place * 20, 300, 80) for place in range(CLIPS))
        clips = tuple(new_text(f"{index}-{n}", box=box).changed(layer=n + 1) for n, box in enumerate(boxes))
        made.append(new_scene(script=f"Scene {index}. " * 9).changed(scene_idx=index, clips=clips))
    return new_project(name="Large", scenes=tuple(made))


def _timed(what: str, work: Callable[[], object]) -> object:
    began = time.process_time()
    answer = work()
    spent = (time.process_time() - began) * 1000
    print(f"{what:<34} {spent:8.1f} ms   {spent / ALLOWED_MS:6.2f} of what a save may take")
    return answer


def main() -> None:
    sys.path.insert(0, str(ROOT))
    from studio_gui.files.project_file import open_project, save_project
    from studio_gui.files.versions import History
    from studio_gui.model import edits
    from studio_gui.model.comparing import compare

    project = _project(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Large.studio"
        save_project(project, path)
        history = History(path)
        _timed("first version", lambda: history.keep(project))
        changed = edits.set_script(project, project.scenes[3].id, text="Other words")
        _timed("one scene changed", lambda: history.keep(changed))
        _timed("nothing changed", lambda: history.keep(changed))
        moved = edits.move_scene(changed, scene_id=changed.scenes[-1].id, index=0)
        _timed("last scene moved to the front", lambda: history.keep(moved))
        fresh = History(path)
        newest, *_, oldest = fresh.versions()
        before = _timed("version read", lambda: fresh.load(oldest))
        after = _timed("second version read", lambda: fresh.load(newest))
        _timed("the two compared", lambda: compare(before, after))
        one, other = open_project(path).project, open_project(path).project
        _timed("two files compared", lambda: compare(one, other))
        kept = sum(file.stat().st_size for file in history.folder.rglob("*") if file.is_file())
        print(f"{len(history.versions())} versions take {kept / path.stat().st_size:.2f} of the project file")


if __name__ == "__main__":
    main()
