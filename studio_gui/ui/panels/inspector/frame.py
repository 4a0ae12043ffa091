"""Place, size and angle of several clips: the numbers of the frame around all of them, as the stage shows it.

Nothing here shows anything.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from studio_gui.model import edits
from studio_gui.model.clips import Clip
from studio_gui.model.edits.framing import Side, change_frame, framed_clips, turn_clips
from studio_gui.model.fields import ANGLE, ClipId, SceneId
from studio_gui.model.geometry import box_of, seen_bounds_of
from studio_gui.model.project import Project
from studio_gui.ui.document import Edit
from studio_gui.ui.forms.field import Change
from studio_gui.ui.panels.inspector.properties import Property

_SIDES: dict[str, Side] = {"left": "left", "top": "top", "width": "width", "height": "height"}


def is_of_frame(prop: Property) -> bool:
    """Whether a property of several clips is one of the frame around them."""
    return prop.key in _SIDES or prop.key == "angle"


def read_of_frame(clips: Sequence[Clip]) -> dict[str, object]:
    """The numbers of the frame around clips by their property; without an angle where the clips have several."""
    framed = framed_clips(clips)
    if not framed:
        return {}
    alone = len(framed) == 1
    around = box_of(framed[0]) if alone else seen_bounds_of(framed)
    values: dict[str, object] = {key: getattr(around, side) for key, side in _SIDES.items()}
    if all(ANGLE.is_same(clip.angle, framed[0].angle) for clip in framed):
        values["angle"] = framed[0].angle
    return values


def edit_of_frame(
    prop: Property, change: Change, scene_id: SceneId, clip_ids: Collection[ClipId], *, keeps_aspect: bool
) -> Edit:
    """The edit that changes one number of the frame around clips, and with it all that may be moved."""

    def to_new(old: float) -> float:
        new = change(old)
        return float(new) if isinstance(new, (int, float)) else old

    def edit(project: Project) -> Project:
        scene = project.scene(scene_id)
        framed = framed_clips(clip for clip in scene.clips if clip.id in clip_ids) if scene else []
        if len(framed) == 1:
            changed = {clip.id: prop.write(clip, change(prop.read(clip))) for clip in framed}
            return edits.replace_clips(project, scene_id, clips=changed)
        if prop.key == "angle":
            return turn_clips(project, scene_id, clip_ids=clip_ids, change=to_new)
        side = _SIDES[prop.key]
        return change_frame(project, scene_id, clip_ids=clip_ids, side=side, change=to_new, keeps_aspect=keeps_aspect)

    return edit
