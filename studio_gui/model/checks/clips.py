"""What may be wrong with a clip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from studio_gui.model.checks.editor_only import play_issues
from studio_gui.model.checks.issue import Facts, Issue, Place
from studio_gui.model.clips import (
    ANIMATIONS,
    SHAPES,
    AudioClip,
    AvatarClip,
    Clip,
    ImageClip,
    ShapeClip,
    TextClip,
    UnknownClip,
    VideoClip,
)
from studio_gui.model.colors import is_color
from studio_gui.model.fields import Control, control_of
from studio_gui.model.geometry import Rect, box_of

SHADOW_LIMITS = (("blur", 0.0, 10.0), ("offset_x", 0.1, 10.0), ("offset_y", 0.1, 10.0))
"""Source: create-project documents, ``shadow``."""


def clip_issues(clip: Clip, place: Place, stage: tuple[int, int], facts: Facts) -> Iterator[Issue]:
    """The issues of one clip on a stage of that size."""
    if clip.studio.hidden:
        yield place.info("hidden", "The clip is hidden and left out.")
        return
    if isinstance(clip, UnknownClip):
        yield place.warning(
            "unknown-kind", f"Clips of the kind “{clip.type[:40]}” are unknown here; it stays as it is."
        )
        return
    yield from range_issues(clip, place, facts)
    yield from look_issues(clip, place, facts)
    if isinstance(clip, TextClip) and clip.text.strip():
        yield from _length_issues(clip, place, facts)
    yield from _media_issues(clip, place, facts)
    yield from play_issues(clip, place, facts)
    if clip.has_box:
        yield from _place_issues(clip, place, stage)


def range_issues(clip: Clip, place: Place, facts: Facts) -> Iterator[Issue]:
    """Numbers beyond what the documents allow."""
    for name, control in _limited_fields(type(clip)):
        value, low, high = getattr(clip, name), control.minimum, control.maximum
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            continue
        if (low is not None and value < low) or (high is not None and value > high):
            span = f"from {low:g} to {high:g}" if low is not None and high is not None else _one_sided(low, high)
            message = f"{control.title} is {value:g}{control.unit}; it should be {span}."
            yield place.at_service(facts, "out-of-range", message, field=name)


@cache
def _limited_fields(kind: type[Clip]) -> tuple[tuple[str, Control], ...]:
    found = ((name, control_of(field)) for name, field in kind.model_fields.items())
    return tuple((n, c) for n, c in found if c is not None and (c.minimum is not None or c.maximum is not None))


def _one_sided(low: float | None, high: float | None) -> str:
    return f"at least {low:g}" if low is not None else f"at most {high:g}"


def look_issues(clip: Clip, place: Place, facts: Facts) -> Iterator[Issue]:
    """What would look otherwise in a service's video."""
    if isinstance(clip, ShapeClip) and clip.shape_name not in SHAPES:
        yield place.at_service(
            facts, "unknown-shape", f"The shape “{clip.shape_name[:40]}” is unknown; a rectangle is drawn.",
            field="shape_name",
        )  # fmt: skip
    yield from _color_issues(clip, place)
    if isinstance(clip, TextClip) and not clip.text.strip():
        yield place.warning("empty-text", "The text is empty.", field="text")
    if isinstance(clip, (ShapeClip, TextClip)) and clip.shadow is not None and clip.shadow.enabled:
        for name, low, high in SHADOW_LIMITS:
            value = float(getattr(clip.shadow, name))
            if not low <= value <= high:
                words = {"blur": "blur", "offset_x": "offset X", "offset_y": "offset Y"}[name]
                message = f"The shadow’s {words} is {value:g}; it should be from {low:g} to {high:g}."
                yield place.at_service(facts, "out-of-range", message, field="shadow")
    if isinstance(clip, (ShapeClip, TextClip, ImageClip)) and clip.animation is not None:
        animation = clip.animation
        if animation.type not in ANIMATIONS:
            message = f"The animation “{animation.type[:40]}” is unknown."
            yield place.at_service(facts, "unknown-animation", message, field="animation")
        if not (1 <= animation.duration <= 30 and 0 <= animation.delay <= 30):
            message = "An animation lasts from 1 to 30 and waits from 0 to 30."
            yield place.at_service(facts, "out-of-range", message, field="animation")
    # A picture of this computer goes along as the part that shows; at an address lies the whole.
    if facts.is_service and isinstance(clip, ImageClip) and clip.studio.crop is not None and clip.source_url:
        message = "The service knows no crop and shows the whole picture that lies at its address."
        yield place.warning("crop", message, field="studio")
    # Source: create-project documents: animation is listed for shape, image and textImage only; a payload from
    # elsewhere may bring one along all the same.
    if facts.is_service and isinstance(clip, VideoClip) and clip.to_json(private=False).get("animation"):
        yield place.warning("animation-not-documented", "The service documents no animation for a video.")
    # Source: the same list, of angle.
    if facts.is_service and isinstance(clip, (VideoClip, AvatarClip)) and clip.angle:
        yield place.warning(
            "angle-not-documented", f"The service documents no angle for a {clip.kind_title.lower()}.", field="angle"
        )


def _length_issues(clip: TextClip, place: Place, facts: Facts) -> Iterator[Issue]:
    size = facts.fits_at(clip)
    if size is not None:
        found = place.warning("text-overflow", "The text is larger than its box.", field="text")
        yield replace(found, fits_at_pt=size)


def _color_issues(clip: Clip, place: Place) -> Iterator[Issue]:
    colors = [(control.title.lower(), name, getattr(clip, name)) for name, control in _color_fields(type(clip))]
    if isinstance(clip, (ShapeClip, TextClip)) and clip.shadow is not None and clip.shadow.enabled:
        colors.append(("shadow", "shadow", clip.shadow.color))
    for title, name, text in colors:
        if isinstance(text, str) and not is_color(text):
            message = f"The colour “{text[:40]}” ({title}) is unknown here; another is drawn, the word is kept."
            yield place.warning("unknown-color", message, field=name)


@cache
def _color_fields(kind: type[Clip]) -> tuple[tuple[str, Control], ...]:
    found = ((name, control_of(field)) for name, field in kind.model_fields.items())
    return tuple((name, control) for name, control in found if control is not None and control.widget == "color")


def _media_issues(clip: Clip, place: Place, facts: Facts) -> Iterator[Issue]:
    if isinstance(clip, AvatarClip):
        yield from _presenter_issues(clip, place, facts)
        return
    if not isinstance(clip, (ImageClip, VideoClip, AudioClip)):
        return
    url = clip.video_url if isinstance(clip, VideoClip) else clip.source_url
    media, kind = clip.studio.media, clip.kind_title.lower()
    field = "video_url" if isinstance(clip, VideoClip) else "source_url"
    if media and not facts.has_media(media):
        message = f"The {kind}’s file “{facts.media_name(media)}” is missing."
        yield place.error("media-missing", message, field="media")
    elif not media and not url:
        yield place.error("no-media", f"The {kind} has no file and no address.", field="media")
    elif facts.is_service and not url:
        message = f"The {kind} is only on this computer; the service needs a public address."
        yield place.error("no-public-url", message, field=field)
    elif not facts.is_service and not media:
        yield place.warning("not-downloaded", f"The {kind} is on the web and will be missing.", field=field)


SERVICE_PRESENTER = "service-presenter"
"""The code of the issue that a presenter is a service's, which knows its name."""


def _presenter_issues(clip: AvatarClip, place: Place, facts: Facts) -> Iterator[Issue]:
    own = clip.model.ai_name in facts.own_presenters
    if facts.is_service and own:
        message = "This presenter is only on this computer; choose one of the service."
        yield place.error("local-presenter", message, field="model")
    elif not facts.is_service and facts.own_presenters and not own:
        yield place.warning(SERVICE_PRESENTER, stand_in_words(clip.model.ai_name[:40]), field="model")


def stand_in_words(name: str) -> str:
    """What is said of a presenter this computer does not have; ``name`` is what people call it, or a service."""
    return f"The presenter {name} belongs to a service; a stand-in is drawn."


def _place_issues(clip: Clip, place: Place, stage: tuple[int, int]) -> Iterator[Issue]:
    box = box_of(clip)
    if box.width <= 0 or box.height <= 0:
        yield place.warning("zero-size", "The clip has no size, so it does not show.", field="width")
    elif not box.meets(Rect(0, 0, *stage)):
        yield place.warning("off-stage", "The clip lies outside the stage, so it does not show.", field="left")
