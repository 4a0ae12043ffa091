"""What can be edited of clips: one property per field with a control, and those that are made from several fields.

Places and sizes go through ``model.geometry``, so that a width is the width that is drawn whatever the scale is, and
an angle turns a clip about its centre. Nothing here shows anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from pydantic_core import PydanticUndefined

from studio_gui.model.clips import ANIMATIONS, Animation, AudioClip, Clip, Shadow, UnknownClip, VideoClip
from studio_gui.model.fields import Control, control_of
from studio_gui.model.geometry import box_of, turned_about_center, with_box
from studio_gui.model.new import no_shadow
from studio_gui.model.playing import AT_END, MAX_FADE_S, MAX_S, ONCE

_LEAST_PX = 0.1
"""The smallest length that fields can say."""

Read = Callable[[Clip], object]
Write = Callable[[Clip, object], Clip]


class _NoDefault:
    """Says that a property has no value to go back to."""


NO_DEFAULT = _NoDefault()


@dataclass(frozen=True, slots=True)
class Property:
    """One thing that can be edited of a clip."""

    key: str
    control: Control
    read: Read
    write: Write
    default: object = NO_DEFAULT

    @property
    def title(self) -> str:
        """What people call it."""
        return self.control.title


def properties_of(kinds: Sequence[type[Clip]]) -> tuple[Property, ...]:
    """What clips of all these kinds have in common, in the order of the fields."""
    if not kinds:
        return ()
    tables = [{prop.key: prop for prop in _of_kind(kind)} for kind in kinds]
    shared = set.intersection(*(set(table) for table in tables))
    return tuple(prop for prop in tables[0].values() if prop.key in shared)


def _of_kind(kind: type[Clip]) -> list[Property]:
    found = []
    for name, field in kind.model_fields.items():
        control = control_of(field)
        if control is None or (control.group == "Position" and not kind.has_box):
            continue
        if kind is AudioClip and name == "opacity":
            continue
        default = NO_DEFAULT if field.default is PydanticUndefined or control.group == "Position" else field.default
        found.append(_SPECIAL.get(name, _plain)(name, control, default))
    if "shadow" in kind.model_fields:
        found += _SHADOW
    if "animation" in kind.model_fields:
        found += _ANIMATION
    if kind in (VideoClip, AudioClip):
        found += [*_SOUND, *(_VIDEO_PLAYS if kind is VideoClip else _SOUND_PLAYS)]
    return found if kind is not UnknownClip else [prop for prop in found if prop.control.group == "Position"]


def _plain(name: str, control: Control, default: object) -> Property:
    def write(clip: Clip, value: object) -> Clip:
        return clip if getattr(clip, name) == value else clip.changed(**{name: value})

    return Property(name, control, attrgetter(name), write, default)


def _side(name: str, control: Control, default: object) -> Property:
    def write(clip: Clip, value: object) -> Clip:
        box = box_of(clip)
        return with_box(clip, replace(box, **{name: _length(value, getattr(box, name))}))

    scale = "scale_x" if name == "width" else "scale_y"
    # As ``box_of`` has it; that works out the whole box, which is much for hundreds of clips in a step of a drag.
    return Property(
        name, control, lambda clip: float(getattr(clip, name)) * abs(getattr(clip, scale)), write, default
    )  # fmt: skip


def _angle(name: str, control: Control, default: object) -> Property:
    def write(clip: Clip, value: object) -> Clip:
        return turned_about_center(clip, _number(value))

    return Property(name, control, attrgetter("angle"), write, 0)


def _weight(name: str, control: Control, default: object) -> Property:
    """The documents want a number, or an empty text for the normal weight."""

    def write(clip: Clip, value: object) -> Clip:
        said = str(value)
        return clip.changed(font_weight=int(said) if said.isdigit() else said)

    return Property(name, control, lambda clip: str(getattr(clip, name)), write, default)


_SPECIAL: dict[str, Callable[[str, Control, object], Property]] = {
    "width": _side,
    "height": _side,
    "angle": _angle,
    "font_weight": _weight,
}


def linked(prop: Property) -> Property:
    """The width or height that takes the other side with it."""
    if prop.key not in ("width", "height"):
        return prop

    def write(clip: Clip, value: object) -> Clip:
        box = box_of(clip)
        old = box.width if prop.key == "width" else box.height
        if old <= 0:
            return prop.write(clip, value)
        factor = _length(value, old) / old
        return with_box(clip, replace(box, width=box.width * factor, height=box.height * factor))

    return replace(prop, write=write)


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0


def _length(value: object, old: float) -> float:
    """The length that was typed, where ``old`` was: nothing would be left of the clip, nor of its proportions, at 0."""
    return max(_number(value), min(old, _LEAST_PX))


def _shadow_of(clip: Clip) -> Shadow:
    shadow = getattr(clip, "shadow", None)
    return shadow if isinstance(shadow, Shadow) else no_shadow()


def _shadow(name: str, control: Control) -> Property:
    def write(clip: Clip, value: object) -> Clip:
        shadow = _shadow_of(clip)
        return clip if getattr(shadow, name) == value else clip.changed(shadow=shadow.changed(**{name: value}))

    return Property(
        f"shadow.{name}", control, lambda clip: getattr(_shadow_of(clip), name), write, getattr(no_shadow(), name)
    )


_SHADOW = (
    _shadow("enabled", Control("Drop shadow", "toggle", "Shadow")),
    _shadow("color", Control("Colour", "color", "Shadow")),
    _shadow("offset_x", Control("Right", "number", "Shadow", minimum=0.1, maximum=10, decimals=1, unit="px")),
    _shadow("offset_y", Control("Down", "number", "Shadow", minimum=0.1, maximum=10, decimals=1, unit="px")),
    _shadow("blur", Control("Blur", "slider", "Shadow", minimum=0, maximum=10, decimals=1, unit="px")),
)
"""Limits: create-project documents, ``shadow``."""

_NEW_ANIMATION = Animation(type="fade-in", duration=1, delay=0)
_ONE_ANIMATION = "One for each clip, as at the service: it comes in or it leaves"
_ANIMATION_TITLES = {
    "fade-in": "Fade in", "fade-out": "Fade out", "in-right": "Come in from the right", "in-down": "Come down from above",
    "in-left": "Come in from the left", "in-up": "Rise from below", "out-right": "Leave to the right",
    "out-down": "Leave downwards", "out-left": "Leave to the left", "out-up": "Leave upwards", "zoom-in": "Zoom in",
    "zoom-out": "Zoom out",
}  # fmt: skip


def _animation_type() -> Property:
    choices = (("", "None"), *((name, _ANIMATION_TITLES[name]) for name in ANIMATIONS))

    def write(clip: Clip, value: object) -> Clip:
        now = getattr(clip, "animation", None)
        if not value:
            return clip if now is None else clip.changed(animation=None)
        base = now if isinstance(now, Animation) else _NEW_ANIMATION
        return clip.changed(animation=base.changed(type=value))

    def read(clip: Clip) -> object:
        now = getattr(clip, "animation", None)
        return now.type if isinstance(now, Animation) else ""

    control = Control("Animation", "choice", "Animation", choices=choices, help=_ONE_ANIMATION)
    return Property("animation.type", control, read, write, "")


def _animation(name: str, control: Control) -> Property:
    def write(clip: Clip, value: object) -> Clip:
        now = getattr(clip, "animation", None)
        return clip.changed(animation=now.changed(**{name: value})) if isinstance(now, Animation) else clip

    def read(clip: Clip) -> object:
        now = getattr(clip, "animation", None)
        return getattr(now if isinstance(now, Animation) else _NEW_ANIMATION, name)

    return Property(f"animation.{name}", control, read, write, getattr(_NEW_ANIMATION, name))


_UNITS = "The service does not say the unit; it is probably seconds."
_ANIMATION = (
    _animation_type(),
    _animation("duration", Control("Length", "slider", "Animation", minimum=1, maximum=30, unit="s", help=_UNITS)),
    _animation("delay", Control("Delay", "slider", "Animation", minimum=0, maximum=30, unit="s", help=_UNITS)),
)
"""Limits: create-project documents, ``animation``."""


def _play(name: str, control: Control) -> Property:
    """A file that plays once, as a service plays it, says nothing of how; a 0 for its end is the end of the file."""

    def write(clip: Clip, value: object) -> Clip:
        now = clip.studio.play or ONCE
        play = now.changed(**{name: None if name == "end_s" and not value else value})
        return clip if play == now else clip.with_studio(play=None if play == ONCE else play)

    def read(clip: Clip) -> object:
        value = getattr(clip.studio.play or ONCE, name)
        return 0 if value is None else value

    return Property(f"play.{name}", control, read, write, 0 if name == "end_s" else getattr(ONCE, name))


def _seconds(title: str, group: str, maximum: float, words: str = "", *, zero: str = "") -> Control:
    return Control(
        title, "number", group, minimum=0, maximum=maximum, step=0.1, decimals=2, unit="s", help=words, zero=zero
    )


_PLAYS = (
    _play("start_s", _seconds("From", "Playing", MAX_S, "Where in the file it begins")),
    _play("end_s", _seconds("To", "Playing", MAX_S, "Where in the file it ends; empty is its end", zero="the end")),
)
_ENDS = "What happens when it is over before its scene"
_VIDEO_PLAYS = (*_PLAYS, _play("at_end", Control("Then", "choice", "Playing", choices=AT_END, help=_ENDS)))
_SOUND_PLAYS = (
    *_PLAYS,
    _play("at_end", Control("Then", "choice", "Playing", choices=(("hold", "Silence"), ("loop", "Loop")), help=_ENDS)),
)
_SOUND = (
    _play("muted", Control("Mute", "toggle", "Sound")),
    _play("ducks", Control("Softer under speech", "toggle", "Sound", help="It steps back while somebody speaks")),
    _play("fade_in_s", _seconds("Fade in", "Sound", MAX_FADE_S)),
    _play("fade_out_s", _seconds("Fade out", "Sound", MAX_FADE_S)),
)

DEPENDS = {
    "shadow.color": "shadow.enabled",
    "shadow.offset_x": "shadow.enabled",
    "shadow.offset_y": "shadow.enabled",
    "shadow.blur": "shadow.enabled",
    "animation.duration": "animation.type",
    "animation.delay": "animation.type",
}
"""A property to the one that must be on for it to be shown."""
