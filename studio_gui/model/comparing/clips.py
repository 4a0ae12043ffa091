"""What became of one clip, in words, and what a clip is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from studio_gui.model.clips import SHAPES, Clip, ShapeClip, TextClip
from studio_gui.model.clips.base import Animation, ClipStudio, Shadow
from studio_gui.model.comparing.alike import Pair, differing
from studio_gui.model.comparing.change import Kind
from studio_gui.model.comparing.placing import FIELDS as PLACE
from studio_gui.model.comparing.placing import placed
from studio_gui.model.comparing.playing import play_words
from studio_gui.model.comparing.texts import changed_words
from studio_gui.model.comparing.wording import color, joined, numbers, quoted
from studio_gui.model.fields import Control, control_of
from studio_gui.model.value import Value

Said = Iterator[tuple[Kind, str]]
_MEDIA = frozenset({"source_url", "video_url"})
_STYLED = frozenset({"Look", "Text", "Sound"})
"""Groups of controls that say how a clip looks or sounds."""


def clip_name(clip: Clip) -> str:
    """What a sentence calls the clip: its name or words in quotes, else what it is."""
    if clip.studio.name:
        return quoted(clip.studio.name)
    if isinstance(clip, ShapeClip):
        return SHAPES.get(clip.shape_name, clip.kind_title)
    return clip.kind_title if clip.label == clip.kind_title else quoted(clip.label)


def subject(before: Clip, after: Clip) -> str:
    """What a sentence about a change calls the clip: as it was called before, unless that is just what changed."""
    is_told = isinstance(before, TextClip) and not before.studio.name and before.label != after.label
    return before.kind_title if is_told else clip_name(before)


def clip_changes(before: Clip, after: Clip, *, is_relaid: bool = False) -> list[tuple[Kind, str]]:
    """What became of the clip; ``is_relaid`` when the stage was turned, which moves everything.

    Only the height in the stack is left out: it is told by the scene, where the others are known.
    """
    diffs = differing(before, after)
    diffs.pop("layer", None)
    if before.name == before.id and after.name == after.id:
        diffs.pop("name", None)
    diffs.pop("id", None)
    if not diffs:
        return []
    said = list(_said(before, after, diffs, is_relaid=is_relaid))
    rest = sorted(diffs.keys() - PLACE - _MEDIA - _told(before, diffs))
    if rest or not said:
        said.append(("other", f"other data changed ({joined(rest or sorted(diffs))})"))
    return said


def _told(clip: Clip, diffs: Mapping[str, Pair]) -> set[str]:
    """The fields that a sentence of their own tells of."""
    told = {name for name in diffs if _control(clip, name) is not None}
    return told | ({"text", "shadow", "animation", "studio", "model"} & diffs.keys())


def _said(before: Clip, after: Clip, diffs: Mapping[str, Pair], *, is_relaid: bool) -> Said:
    if is_relaid and diffs.keys() & (PLACE | {"font_size"}):
        yield "relaid", "laid out anew for the other stage"
    elif diffs.keys() & PLACE:
        yield from placed(before, after)
    if "text" in diffs:
        old, new = (str(part) for part in diffs["text"])
        yield "text", f"text changed: {changed_words(old, new)}"
    yield from _media_said(before, after, diffs)
    if "model" in diffs:
        yield "replaced", _presenter(*diffs["model"])
    styles = list(_styles(before, diffs, but={"font_size"} if is_relaid else set()))
    if styles:
        yield "restyled", f"restyled ({', '.join(styles)})"
    if "animation" in diffs:
        yield "animated", _animation(*diffs["animation"])
    yield from _data(before, diffs)
    yield from _studio_said(before.studio, after.studio)


def _media_said(before: Clip, after: Clip, diffs: Mapping[str, Pair]) -> Said:
    """Another file in the same clip."""
    old, new = before.studio, after.studio
    what = {"image": "picture", "videoImage": "video", "audio": "sound"}.get(after.type, "file")
    if old.media != new.media:
        yield "replaced", f"{what} replaced"
    elif diffs.keys() & _MEDIA:
        yield "replaced", f"public address of the {what} changed" if new.media else f"{what} replaced"
    elif old.poster != new.poster:
        yield "replaced", "still picture changed"


def _presenter(old: object, new: object) -> str:
    if isinstance(old, Value) and isinstance(new, Value):
        diffs = differing(old, new)
        if "ai_name" in diffs:
            return "replaced: {} → {}".format(*(quoted(str(part)) for part in diffs["ai_name"]))
        if "emotion" in diffs:
            return "outfit changed: {} → {}".format(*(quoted(str(part)) for part in diffs["emotion"]))
    return "data of the presenter changed"


def _control(clip: Clip, name: str) -> Control | None:
    field = type(clip).model_fields.get(name)
    return control_of(field) if field is not None else None


def _styles(clip: Clip, diffs: Mapping[str, Pair], *, but: set[str]) -> Iterator[str]:
    for name, (old, new) in diffs.items():
        control = _control(clip, name)
        if control is not None and control.group in _STYLED and name not in but and name != "text":
            yield f"{control.title.lower()} {_values(control, old, new)}"
    if "shadow" in diffs:
        yield _shadow(*diffs["shadow"])


def _values(control: Control, old: object, new: object) -> str:
    if control.widget == "toggle":
        return "on" if new else "off"
    if isinstance(old, (int, float)) and isinstance(new, (int, float)):
        return numbers(old, new, control.unit)
    write: Callable[[str], str] = color if control.widget == "color" else quoted
    labels = dict(control.choices)
    return " → ".join(labels[each].lower() if each in labels else write(each) for each in (str(old), str(new)))


def _shadow(old: object, new: object) -> str:
    was, now = (isinstance(each, Shadow) and each.enabled for each in (old, new))
    if was != now:
        return "shadow on" if now else "shadow off"
    return "shadow changed"


def _animation(old: object, new: object) -> str:
    if not isinstance(new, Animation):
        return "animation removed"
    name = new.type.replace("-", " ")
    if not isinstance(old, Animation):
        return f"animation added: {name}"
    if old.type != new.type:
        return f"animation changed: {old.type.replace('-', ' ')} → {name}"
    return "times of the animation changed"


def _data(clip: Clip, diffs: Mapping[str, Pair]) -> Said:
    """Fields of the form for data that are no look and no place: tags and names of files."""
    for name, (old, new) in diffs.items():
        control = _control(clip, name)
        if control is not None and control.group not in _STYLED and name not in PLACE | _MEDIA and name != "text":
            yield "settings", f"{control.title.lower()} {quoted(str(old))} → {quoted(str(new))}"


def _studio_said(old: ClipStudio, new: ClipStudio) -> Said:
    """What only the editor knows of a clip."""
    if old.name != new.name:
        yield "renamed", f"renamed {quoted(new.name)}" if new.name else "name removed"
    if old.locked != new.locked:
        yield "state", "locked" if new.locked else "unlocked"
    if old.hidden != new.hidden:
        yield "state", "hidden" if new.hidden else "shown again"
    if old.group != new.group:
        yield (
            "state",
            "grouped" if new.group and not old.group else "put in another group" if new.group else "ungrouped",
        )
    diffs = differing(old, new)
    if "crop" in diffs:
        yield "cropped", "crop removed" if new.crop is None else "cropped" if old.crop is None else "cropped anew"
    if "play" in diffs:
        yield "settings", play_words(old.play, new.play)
    rest = sorted(diffs.keys() - {"name", "locked", "hidden", "group", "media", "poster", "crop", "play"})
    if rest:
        yield "other", f"other data changed ({joined(rest)})"
