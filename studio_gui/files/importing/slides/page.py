"""One slide on its way to being a scene: what is known of it, and the clips it has so far."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pptx.opc.package import Part

from studio_gui.base.errors import MediaError
from studio_gui.files.importing.package import Package
from studio_gui.files.importing.slides.places import Fit, Group, Place
from studio_gui.files.importing.slides.sheets import Sheets
from studio_gui.files.media import MediaFolder
from studio_gui.files.probing import MediaFacts
from studio_gui.model.clips import Clip, TextClip
from studio_gui.model.geometry import Point, Rect
from studio_gui.model.new import new_image
from studio_gui.model.project import new_id

MOST_CLIPS = 400
"""More clips than these are not made of one slide."""

Measure = Callable[[TextClip], tuple[float, float]]
"""Width of the widest line and height of a text in its box, in scene pixels."""
PictureOf = Callable[[int, Rect], "Path | None"]
"""A picture file of a part of a slide: its number among the slides that show (from 0), and shares of its sides."""


def about(clip: TextClip) -> tuple[float, float]:
    """The size of a text, guessed without a font."""
    size = clip.font_size_px
    widths = [sum(1.0 if char >= "\u2e80" else 0.55 for char in line) * size for line in clip.text.split("\n")]
    rows = sum(max(1, -(-width // max(1.0, float(clip.width)))) for width in widths)
    return min(max(widths, default=0.0), float(clip.width)), size * (1.13 + 1.31 * (rows - 1))


def knows_all(family: str) -> bool:
    """Every font counts as there."""
    return True


@dataclass(frozen=True, slots=True)
class Tools:
    """What an import is lent by those who can draw: the size of texts, which fonts there are, pictures of slides."""

    measure: Measure = about
    has_font: Callable[[str], bool] = knows_all
    picture_of: PictureOf | None = None


class MediaParts:
    """The pictures and films of a presentation, each taken into the project once."""

    def __init__(self, package: Package, media: MediaFolder) -> None:
        self._package = package
        self._media = media
        self._known: dict[str, tuple[str, MediaFacts] | None] = {}

    def take(self, part: Part) -> tuple[str, MediaFacts] | None:
        """Reference and facts of a part's file; None when it is missing, broken or of a kind that cannot be shown."""
        name = str(part.partname)
        if name not in self._known:
            with tempfile.TemporaryDirectory(prefix="scene-studio-") as folder:
                file = Path(folder) / f"media{PurePosixPath(name).suffix[:8]}"
                self._known[name] = self.take_file(file) if self._package.unpack(name, file) else None
        return self._known[name]

    def take_file(self, file: Path) -> tuple[str, MediaFacts] | None:
        """Reference and facts of a file; None when it is nothing that can be shown."""
        try:
            return self._media.add_with_facts(file)
        except MediaError:
            return None


@dataclass(slots=True)
class Page:
    """A slide being turned into a scene."""

    number: int
    """Counted from 1 among all slides, as people count them."""
    shown: int
    """Counted from 0 among those that are not hidden."""
    sheets: Sheets
    fit: Fit
    media: MediaParts
    tools: Tools
    clips: list[Clip] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    fonts: Counter[str] = field(default_factory=Counter)
    """How often each font is used that this computer lacks."""
    _is_full: bool = False

    def add(self, *clips: Clip, group: str = "") -> None:
        """Put clips in front of those there are; several belong together."""
        group = group or (new_id() if len(clips) > 1 else "")
        for clip in clips:
            if len(self.clips) >= MOST_CLIPS:
                if not self._is_full:
                    self.note(f"more than {MOST_CLIPS} parts; the others were left out")
                self._is_full = True
                return
            clip = clip.changed(layer=len(self.clips) + 1)
            self.clips.append(clip.with_studio(group=group) if group else clip)

    def note(self, words: str) -> None:
        """Say what became of something: “Slide 3: …”."""
        sentence = f"Slide {self.number}: {words}."
        if sentence not in self.notes:
            self.notes.append(sentence)

    def picture_or_placeholder(self, place: Place, what: str, *, name: str, group: str = "") -> None:
        """A picture of what cannot be a clip, else a placeholder with its name; and say which."""
        bounds = place.box().bounds()
        area = Rect.between(*_within(bounds, self.fit.slide))
        placed = self.fit.place(place)
        label = name or what
        if area.width > 0 and area.height > 0 and self.tools.picture_of is not None:
            share = Rect(
                area.left / self.fit.slide[0], area.top / self.fit.slide[1],
                area.width / self.fit.slide[0], area.height / self.fit.slide[1],
            )  # fmt: skip
            file = self.tools.picture_of(self.shown, share)
            taken = self.media.take_file(file) if file is not None else None
            if taken is not None:
                box = Rect(
                    self.fit.left + area.left * self.fit.scale, self.fit.top + area.top * self.fit.scale,
                    area.width * self.fit.scale, area.height * self.fit.scale,
                )  # fmt: skip
                size = (taken[1].width, taken[1].height)
                self.add(new_image(box=box, size=size, media=taken[0], name=label), group=group)
                self.note(f"{what} became a picture")
                return
        box = placed.box().bounds()
        size = max(1, round(box.width)), max(1, round(box.height))
        room = Rect(round(box.left, 3), round(box.top, 3), size[0], size[1])
        self.add(new_image(box=room, size=size, name=label), group=group)
        self.note(f"{what} became a placeholder")


def _within(bounds: Rect, slide: tuple[float, float]) -> tuple[Point, Point]:
    """The corners of what of a rectangle lies on the slide."""
    left, top = max(0.0, min(bounds.left, slide[0])), max(0.0, min(bounds.top, slide[1]))
    right, bottom = max(left, min(bounds.right, slide[0])), max(top, min(bounds.bottom, slide[1]))
    return Point(left, top), Point(right, bottom)


def through(place: Place, groups: tuple[Group, ...]) -> Place:
    """A place taken out of the groups that hold it, the innermost last in the row."""
    for group in reversed(groups):
        place = group.out(place)
    return place
