"""How much memory ten thousand edits take in a project of fifty scenes, with the whole history kept.

``python tests/benchmarks/edits_memory.py`` prints megabytes of the process before and after, and their ratio to the
40 MB allowed. Edits of all kinds: moving, resizing, turning, texts, scripts, scenes, adding and removing. At the end
everything is undone and done again: the history must be complete.
"""

from __future__ import annotations

import gc
import os
import random
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

EDITS, SCENES, CLIPS = 10_000, 50, 20
WATCHED = 2_000
"""So many are done with the window watching: each goes to another scene and is shown everywhere, which takes time."""
ALLOWED_MB = 40.0


def fifty_scenes():
    """A project with as many scenes and clips as people make at most."""
    from studio_gui.model.geometry import Rect
    from studio_gui.model.new import new_image, new_project, new_scene, new_shape, new_text

    draw = random.Random(5)
    scenes = []
    for number in range(SCENES):
        clips = []
        for index in range(CLIPS):
            box = Rect(draw.randrange(1600), draw.randrange(900), 200, 150)
            kinds = (
                lambda box=box: new_shape("Star", box=box, fill="rgb(10,20,30)"),
                lambda box=box, index=index: new_text(f"Text number {index}", box=box),
                lambda box=box: new_image(box=box, size=(800, 600), media="builtin:backgrounds/office.svg"),
            )
            clips.append(kinds[index % 3]().changed(layer=index + 1))
        scene = new_scene()
        scenes.append(scene.changed(clips=tuple(clips), studio=scene.studio.changed(name=f"Scene {number}")))
    return new_project(scenes=tuple(scenes))


def edit(document, draw: random.Random) -> bool:
    """Do one edit, as a person may; says whether it changed anything."""
    from studio_gui.model import edits
    from studio_gui.model.geometry import Box, Point, turned_about_center

    scene = draw.choice(document.project.scenes)
    document.select_scene(scene.id)
    clip = draw.choice(scene.clips)
    kind, scene_id, ids = draw.randrange(10), scene.id, (clip.id,)
    delta = Point(draw.randrange(1, 40), draw.randrange(1, 40))
    if kind < 4:
        gesture = document.begin(f"Move {clip.label}")
        for share in (1, 2, 3):
            step = Point(delta.x * share, delta.y * share)
            gesture.update(lambda start, by=step: edits.move_clips(start, scene_id, clip_ids=ids, delta=by))
        return gesture.commit()
    if kind == 4:
        box = Box(delta.x, delta.y, 100 + delta.x, 100 + delta.y, draw.randrange(360))
        return document.apply(f"Resize {clip.label}", lambda p: edits.place_clips(p, scene_id, boxes={clip.id: box}))
    if kind == 5:
        turned = {clip.id: turned_about_center(clip, draw.randrange(3600) / 10)}
        return document.apply(f"Rotate {clip.label}", lambda p: edits.replace_clips(p, scene_id, clips=turned))
    if kind == 6:
        return document.apply("Change opacity", lambda p: edits.change_clip(
            p, scene_id, clip_id=clip.id, fields={"opacity": draw.randrange(1, 100)}))  # fmt: skip
    if kind == 7:
        return document.apply("Duplicate", lambda p: edits.duplicate_clips(p, scene_id, clip_ids=ids)[0])
    if kind == 8 and len(scene.clips) > CLIPS // 2:
        return document.apply("Delete", lambda p: edits.remove_clips(p, scene_id, clip_ids=ids))
    name = f"Scene called {draw.randrange(10_000)}"
    renamed = scene.changed(studio=scene.studio.changed(name=name))
    return document.apply("Rename scene", lambda p: edits.clips.replace_scene(p, renamed))


def resident_mb() -> float:
    """The memory of this process that is in use."""
    gc.collect()
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def measure(document, count: int) -> float:
    """The megabytes that ``count`` edits take; the history is walked to both ends."""
    draw = random.Random(3)
    for _ in range(100):  # what is built once, at the first edit, is not of the edits
        edit(document, draw)
    before = resident_mb()
    done = 0
    while done < count:
        done += edit(document, draw)
    grown, end = resident_mb() - before, document.project
    assert document.undo_stack.count() >= count, "steps are missing"
    start_scenes = {scene.id for scene in end.scenes}
    document.undo_stack.setIndex(0)
    assert {scene.id for scene in document.project.scenes} == start_scenes
    document.undo_stack.setIndex(document.undo_stack.count())
    assert document.project == end, "the history does not lead back"
    return grown


def main() -> int:
    """Measure once with the document alone, and once with the whole window watching; 1 when a limit is broken."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from studio_gui.ui.document import Document
    from studio_gui.ui.opening import make_application
    from tests.benchmarks import stand

    app = make_application()
    alone = measure(Document(fifty_scenes()), EDITS)
    print(f"{EDITS} edits in {SCENES} scenes, the document alone: {alone:.1f} MB ({alone / ALLOWED_MB:.2f} of allowed)",
          flush=True)  # fmt: skip
    with stand.display(), tempfile.TemporaryDirectory() as name:
        window, document = stand.main_window(fifty_scenes(), Path(name))
        window.show()
        stand.settle(app, 3)
        watched = measure(document, WATCHED)
        stand.settle(app, 3)
        document.undo_stack.setClean()
        window.close()
    share = WATCHED / EDITS
    print(f"{WATCHED} edits with the whole window watching: {watched:.1f} MB, what it keeps of pictures included"
          f" ({watched / ALLOWED_MB / share:.2f} of what is allowed for so many)")  # fmt: skip
    return 1 if alone > ALLOWED_MB else 0


if __name__ == "__main__":
    raise SystemExit(main())
