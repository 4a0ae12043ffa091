"""The colours a project already uses, most used first: the swatches of the picker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtGui import QColor

from studio_gui.model.clips import Clip, Shadow
from studio_gui.model.project import Project, Scene
from studio_gui.ui.forms.color_text import read_color

_FIELDS = ("fill", "stroke", "background_color")


def used_colors(project: Project) -> list[QColor]:
    """Every colour of the project's clips and backgrounds, each once."""
    counts: Counter[int] = Counter()
    for scene in project.scenes:
        for text in _texts(scene):
            color = read_color(text)
            if color is not None and color.alpha():
                counts[color.rgba()] += 1
    return [QColor.fromRgba(rgba) for rgba, _count in counts.most_common()]


def _texts(scene: Scene) -> Iterator[str]:
    yield scene.background.source_color
    for clip in scene.clips:
        yield from _of_clip(clip)


def _of_clip(clip: Clip) -> Iterator[str]:
    for name in _FIELDS:
        value = getattr(clip, name, "")
        if isinstance(value, str) and value:
            yield value
    shadow = getattr(clip, "shadow", None)
    if isinstance(shadow, Shadow) and shadow.enabled:
        yield shadow.color
