"""Cropped pictures made into files of their own before they are brought where a service can fetch them."""

from __future__ import annotations

import hashlib
import math
from pathlib import Path

from studio_gui.base.media import resolve
from studio_gui.model.clips import ImageClip
from studio_gui.model.crop import as_whole, parts_to_send, shares, whole_box
from studio_gui.model.edits.clips import replace_clips
from studio_gui.model.project import Project

MEDIA = "media"


def with_parts(project: Project, folder: Path) -> Project:
    """The project as it is sent: each cropped picture of this computer is a picture of the part that shows.

    The parts are written beside the other media of ``folder``, under names that tell what they are cut from and how,
    so that the same part is written once. A picture that cannot be read, or a folder that takes no file, leaves the
    clip as it is: its whole picture is sent then. Takes its time; not for the thread of a window.
    """
    for scene_id, clip in parts_to_send(project):
        part = _part(clip, folder)
        if part is not None:
            project = replace_clips(project, scene_id, clips={clip.id: part})
    return project


def _part(clip: ImageClip, folder: Path) -> ImageClip | None:
    from studio_gui.painting.media.parts import write_part

    source = resolve(clip.studio.media, folder)
    if source is None:
        return None
    whole, cut = whole_box(clip), shares(clip)
    drawn = max(1, math.ceil(whole.width)), max(1, math.ceil(whole.height))
    try:
        said = hashlib.sha256(repr((source.name, source.stat().st_mtime_ns, cut, drawn)).encode()).hexdigest()[:12]
        ref = f"{MEDIA}/{source.stem[:40]}-crop-{said}.png"
        size = write_part(source, cut, folder / ref, drawn=drawn)
    except OSError:
        return None
    return as_whole(clip, media=ref, size=size) if size is not None else None
