"""Which part of a picture shows: the box of a cropped clip is the part, and the whole picture reaches beyond it.

The documents know no crop, so it is the editor's own: shares of the picture cut off at each side, as the picture is,
before it is mirrored. Width and height of the clip are those of the part.
"""

from __future__ import annotations

from studio_gui.model.clips import ImageClip
from studio_gui.model.clips.base import Crop
from studio_gui.model.fields import SceneId
from studio_gui.model.geometry import NOISE_PX, Box, Point, mirrors_of, tidy, with_box
from studio_gui.model.geometry import box_of as _box_of
from studio_gui.model.project import Project

LEAST_SHARE = 0.01
"""So much of a picture is always left, across and down."""


def shares(clip: ImageClip) -> tuple[float, float, float, float]:
    """What is cut off at the left, top, right and bottom of the picture, made sound: something is always left."""
    crop = clip.studio.crop
    if crop is None:
        return 0.0, 0.0, 0.0, 0.0
    left, top = min(crop.left, 1 - LEAST_SHARE), min(crop.top, 1 - LEAST_SHARE)
    return left, top, min(crop.right, 1 - LEAST_SHARE - left), min(crop.bottom, 1 - LEAST_SHARE - top)


def _seen_shares(clip: ImageClip) -> tuple[float, float, float, float]:
    """The shares as they lie in the box, where the picture may be mirrored."""
    left, top, right, bottom = shares(clip)
    across, down = mirrors_of(clip)
    if across:
        left, right = right, left
    return (left, bottom, right, top) if down else (left, top, right, bottom)


def whole_box(clip: ImageClip) -> Box:
    """The box the whole picture would have."""
    box, (left, top, right, bottom) = _box_of(clip), _seen_shares(clip)
    width, height = box.width / (1 - left - right), box.height / (1 - top - bottom)
    corner = box.to_scene(Point(-left * width, -top * height))
    return Box(corner.x, corner.y, width, height, box.angle)


def uncropped(clip: ImageClip) -> ImageClip:
    """The clip with all of its picture, as large as before; the very same when nothing is cut off."""
    return clip if clip.studio.crop is None else cropped(clip, whole_box(clip), whole_box(clip))


def cropped(clip: ImageClip, whole: Box, frame: Box) -> ImageClip:
    """The clip showing what of its picture, laid out in ``whole``, lies in ``frame``; both have the same angle."""
    if whole.width <= 0 or whole.height <= 0:
        return clip
    frame = within(frame, whole)
    if _is_same(whole, whole_box(clip)) and _is_same(frame, _box_of(clip)):
        return clip
    start = whole.to_local(frame.corner)
    left, top = start.x / whole.width, start.y / whole.height
    right, bottom = 1 - left - frame.width / whole.width, 1 - top - frame.height / whole.height
    across, down = mirrors_of(clip)
    if across:
        left, right = right, left
    if down:
        top, bottom = bottom, top
    crop = Crop(left=_share(left), top=_share(top), right=_share(right), bottom=_share(bottom))
    is_whole = not (crop.left or crop.top or crop.right or crop.bottom)
    now = shares(clip)
    natural = clip.width / (1 - now[0] - now[2]), clip.height / (1 - now[1] - now[3])
    part = clip.changed(
        width=_side(natural[0] * frame.width / whole.width),
        height=_side(natural[1] * frame.height / whole.height),
        studio=clip.studio.changed(crop=None if is_whole else crop),
    )
    return with_box(part, frame)


def _is_same(a: Box, b: Box) -> bool:
    pairs = (a.left, b.left), (a.top, b.top), (a.width, b.width), (a.height, b.height), (a.angle, b.angle)
    return all(abs(one - other) <= NOISE_PX for one, other in pairs)


def _side(value: float) -> float:
    """Natural sizes are whole pixels: cropping and back must not leave a thousandth of one behind."""
    return round(value) if abs(value - round(value)) < 1e-3 and round(value) else tidy(value)


def _share(value: float) -> float:
    return max(0.0, round(value, 9))


def within(frame: Box, whole: Box) -> Box:
    """``frame`` cut to ``whole``, with something left of it; both have the same angle."""
    start = whole.to_local(frame.corner)
    least = whole.width * LEAST_SHARE, whole.height * LEAST_SHARE
    left = min(max(start.x, 0.0), whole.width - least[0])
    top = min(max(start.y, 0.0), whole.height - least[1])
    right = max(min(start.x + frame.width, whole.width), left + least[0])
    bottom = max(min(start.y + frame.height, whole.height), top + least[1])
    corner = whole.to_scene(Point(left, top))
    return Box(corner.x, corner.y, right - left, bottom - top, whole.angle)


def slid(whole: Box, frame: Box, delta: Point) -> Box:
    """The whole picture pushed by ``delta`` under its frame, never so far that the frame would be empty at a side."""
    local, start = delta.turned(-whole.angle), whole.to_local(frame.corner)
    across = min(max(local.x, start.x + frame.width - whole.width), start.x)
    down = min(max(local.y, start.y + frame.height - whole.height), start.y)
    corner = whole.corner + Point(across, down).turned(whole.angle)
    return Box(corner.x, corner.y, whole.width, whole.height, whole.angle)


def parts_to_send(project: Project) -> tuple[tuple[SceneId, ImageClip], ...]:
    """The cropped pictures whose files go along with a payload, scene by scene.

    The documents know no crop. A picture that lies at a public address is sent whole, because nothing else lies there;
    one that is only on this computer has to be given an address anyway, and may as well be sent as the part one sees:
    then what the service draws is what was on the stage, and what was cut off stays at home.
    """
    return tuple(
        (scene.id, clip)
        for scene in project.scenes
        for clip in scene.clips
        if isinstance(clip, ImageClip) and clip.studio.crop is not None and _goes_along(clip)
    )


def _goes_along(clip: ImageClip) -> bool:
    return bool(clip.studio.media) and not clip.source_url and not clip.studio.hidden


def as_whole(clip: ImageClip, *, media: str, size: tuple[int, int]) -> ImageClip:
    """The clip with a file that holds just the part that shows: drawn as before, and nothing is cut off any more.

    ``size`` is the width and height of that file in pixels.
    """
    whole = clip.changed(width=size[0], height=size[1], studio=clip.studio.changed(media=media, crop=None))
    return with_box(whole, _box_of(clip))
