"""A whole project as text that people read and line-by-line tools compare."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studio_gui.model.clips import AvatarClip, Clip, TextClip
from studio_gui.model.comparing.clips import clip_name
from studio_gui.model.comparing.placing import PX, size_words
from studio_gui.model.comparing.scenes import scene_title
from studio_gui.model.comparing.texts import spoken
from studio_gui.model.comparing.wording import color, exact, number, plural
from studio_gui.model.geometry import box_of, mirrors_of
from studio_gui.model.project import Project, Scene

_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])\s*|\n")


def told(project: Project) -> str:
    """The project as text: a line for each thing, so that a change of one is a change of one line."""
    return "\n".join(_lines(project)) + "\n"


def _lines(project: Project) -> Iterator[str]:
    yield f"{project.name}: {project.orientation}, {plural(len(project.scenes), 'scene')}"
    for index, scene in enumerate(project.scenes):
        yield ""
        yield scene_title(scene, index)
        yield from (f"  {line}" for line in _scene_lines(scene))


def _scene_lines(scene: Scene) -> Iterator[str]:
    ground = scene.background
    picture = ground.studio.media or ground.source_url
    yield f"background: {picture if ground.source_type == 'image' else color(ground.source_color)}"
    for script in scene.scripts:
        yield from (
            f"script: {sentence.strip()}" for sentence in _SENTENCE.split(spoken(script.org)) if sentence.strip()
        )
    if scene.studio.voice:
        yield f"voice: {scene.studio.voice}"
    if scene.studio.duration_s:
        yield f"length: {float(scene.studio.duration_s):g} s"
    yield from (f"notes: {line.strip()}" for line in scene.studio.notes.splitlines() if line.strip())
    # Those behind first, as one would build it.
    yield from (_clip_line(clip) for clip in scene.stacked())


def _clip_line(clip: Clip) -> str:
    parts = [f"{clip.kind_title.lower()} {clip_name(clip)}"]
    if clip.has_box:
        box = box_of(clip)
        parts.append(f"at {number(box.left)}, {number(box.top)}, {size_words(box)}{PX}")
        if clip.angle:
            parts.append(f"turned {exact(clip.angle)}°")
        if any(mirrors_of(clip)):
            parts.append("mirrored")
    parts += _look(clip)
    parts += [word for word, holds in (("hidden", clip.studio.hidden), ("locked", clip.studio.locked)) if holds]
    return ", ".join(parts)


def _look(clip: Clip) -> Iterator[str]:
    if clip.opacity != 100:
        yield f"opacity {number(clip.opacity)} %"
    if isinstance(clip, TextClip):
        yield f"{clip.font_family} {number(clip.font_size)} pt"
        if clip.studio.name:
            yield f"“{' '.join(clip.text.split())}”"
    fill = getattr(clip, "fill", "")
    if isinstance(fill, str) and fill:
        yield color(fill)
    if isinstance(clip, AvatarClip):
        yield f"{clip.model.ai_name} ({clip.model.emotion})"
    source = clip.studio.media or getattr(clip, "video_url", "") or getattr(clip, "source_url", "")
    if isinstance(source, str) and source:
        yield source
