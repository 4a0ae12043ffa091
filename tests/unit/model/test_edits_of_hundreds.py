"""Edits of hundreds of clips take as many looks as there are clips, not as many as there are pairs of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from studio_gui.model import edits
from studio_gui.model.edits import arrange, everywhere
from studio_gui.model.fields import ClipId, SceneId
from studio_gui.model.geometry import Point, Rect
from studio_gui.model.new import new_project, new_scene, new_shape
from studio_gui.model.project import Project

COUNT = 300
MOST_LOOKS = 12
"""So often each clip may be compared with one that was chosen."""


class _Counted(str):
    """An id that counts how often it is compared."""

    looks = 0
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        _Counted.looks += 1
        return str.__eq__(self, other)


Change = Callable[[Project, SceneId, Sequence[ClipId]], object]
CHANGES: dict[str, Change] = {
    "align": lambda p, s, ids: arrange.align_clips(p, s, clip_ids=ids, side="left"),
    "distribute": lambda p, s, ids: arrange.distribute_clips(p, s, clip_ids=ids, axis="across"),
    "center": lambda p, s, ids: arrange.center_clips(p, s, clip_ids=ids),
    "fit": lambda p, s, ids: arrange.fit_clips(p, s, clip_ids=ids),
    "group": lambda p, s, ids: arrange.change_clip_studio(p, s, clip_ids=ids, fields={"group": "together"}),
    "move": lambda p, s, ids: edits.move_clips(p, s, clip_ids=ids, delta=Point(3, 4)),
    "flip": lambda p, s, ids: edits.flip_clips(p, s, clip_ids=ids, is_horizontal=True),
    "duplicate": lambda p, s, ids: edits.duplicate_clips(p, s, clip_ids=ids),
    "remove": lambda p, s, ids: edits.remove_clips(p, s, clip_ids=ids),
    "to the front": lambda p, s, ids: edits.bring_to_front(p, s, clip_ids=ids),
    "to the back": lambda p, s, ids: edits.send_to_back(p, s, clip_ids=ids),
    "forward": lambda p, s, ids: edits.bring_forward(p, s, clip_ids=ids),
    "backward": lambda p, s, ids: edits.send_backward(p, s, clip_ids=ids),
    "everywhere": lambda p, s, ids: everywhere.apply_clips_everywhere(p, s, clip_ids=ids),
}


@pytest.mark.parametrize("name", CHANGES)
def test_no_clip_is_compared_with_every_other(name: str) -> None:
    clips = [
        new_shape("Rectangle_corner0", box=Rect(n * 7 % 1500, n * 5 % 900, 40, 30), fill="rgb(220,40,40)").changed(
            layer=n + 1
        )
        for n in range(COUNT)
    ]
    project = new_project(scenes=(new_scene().changed(clips=tuple(clips)), new_scene()))
    chosen = [ClipId(_Counted(clip.id)) for clip in clips[1:-1]]
    _Counted.looks = 0
    assert CHANGES[name](project, project.scenes[0].id, tuple(chosen)) is not project
    assert _Counted.looks <= MOST_LOOKS * COUNT
