"""Comparing two projects: their own fields, then scene by scene."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from studio_gui.model.clips import Clip
from studio_gui.model.comparing.alike import Pair, alike, differing
from studio_gui.model.comparing.change import Change, Comparison, Kind, SceneChange
from studio_gui.model.comparing.clips import clip_changes, clip_name, subject
from studio_gui.model.comparing.matching import match_clips, match_scenes, unmoved
from studio_gui.model.comparing.playing import (
    caption_words,
    reader_words,
    recording_words,
    saying_words,
    transition_words,
)
from studio_gui.model.comparing.texts import changed_words, spoken
from studio_gui.model.comparing.wording import color, joined, numbers, quoted
from studio_gui.model.fields import ClipId
from studio_gui.model.project import Background, Project, ProjectStudio, Scene, SceneStudio, Script

_BOOKKEEPING = ("format", "app", "files")
"""What only says how the project was written and what its files were called."""


def compare(before: Project, after: Project) -> Comparison:
    """What one would have to do to ``before`` to get ``after``, in words."""
    if before is after:
        return Comparison()
    is_relaid = before.stage_size != after.stage_size
    pairs = match_scenes(before.scenes, after.scenes)
    olds = {id(scene): index for index, scene in enumerate(before.scenes)}
    news = {id(scene): index for index, scene in enumerate(after.scenes)}
    matched = {news[id(new)]: old for old, new in pairs}
    rest = unmoved([olds[id(old)] for old, _ in pairs])
    found: list[SceneChange] = []
    for index, scene in enumerate(after.scenes):
        old = matched.get(index)
        if old is None:
            found.append(_added(scene, index, before))
            continue
        was = olds[id(old)]
        moved = () if was in rest else (Change(("moved",), f"moved from place {was + 1} to {index + 1}"),)
        changes = (*moved, *scene_changes(old, scene, is_relaid=is_relaid))
        if changes:
            title = scene_title(scene, index)
            found.append(SceneChange("changed", title, old.id, scene.id, was + 1, index + 1, changes))
    kept = {olds[id(old)] for old, _ in pairs}
    gone = [
        SceneChange("removed", scene_title(scene, index), scene.id, None, index + 1, None, ())
        for index, scene in enumerate(before.scenes)
        if index not in kept
    ]
    return Comparison(tuple(_project_changes(before, after)), (*found, *gone))


def scene_title(scene: Scene, index: int) -> str:
    """``Scene 2 “Welcome”``; ``index`` counts from 0."""
    name = f" {quoted(scene.studio.name)}" if scene.studio.name.strip() else ""
    return f"Scene {index + 1}{name}"


def _added(scene: Scene, index: int, before: Project) -> SceneChange:
    changes: tuple[Change, ...] = ()
    for place, other in enumerate(before.scenes):
        if scene.clips and _is_copy(scene, other):
            changes = (Change(("added",), f"a copy of scene {place + 1}"),)
            break
    return SceneChange("added", scene_title(scene, index), None, scene.id, None, index + 1, changes)


def _is_copy(scene: Scene, other: Scene) -> bool:
    return scene.script_text == other.script_text and alike(scene.clips, other.clips)


def scene_changes(before: Scene, after: Scene, *, is_relaid: bool = False) -> tuple[Change, ...]:
    """What became of one scene, but for its place among the others."""
    if before is after:
        return ()
    diffs = differing(before, after)
    diffs.pop("scene_idx", None)
    if not diffs:
        return ()
    found = [Change((kind,), words) for kind, words in _own_changes(before, after, diffs)]
    if "clips" in diffs:
        found += _clip_changes(before, after, is_relaid=is_relaid)
    rest = sorted(diffs.keys() - {"scripts", "background", "clips", "studio", "watermark", "thumbnail_url"})
    if rest:
        found.append(Change(("other",), f"other data changed ({joined(rest)})"))
    return tuple(found)


# --- clips of a scene ---------------------------------------------------------------------------------------------------


def _clip_changes(before: Scene, after: Scene, *, is_relaid: bool) -> Iterator[Change]:
    pairs = match_clips(before.clips, after.clips)
    changed: dict[tuple[tuple[Kind, str], ...], list[tuple[str, ClipId]]] = defaultdict(list)
    for old, new in pairs:
        said = tuple(clip_changes(old, new, is_relaid=is_relaid))
        if said:
            changed[said].append((subject(old, new), new.id))
    for said, clips in changed.items():
        kinds = tuple(dict.fromkeys(kind for kind, _ in said))
        yield Change(kinds, f"{_subjects(clips)} {', '.join(words for _, words in said)}", _ids(clips))
    kept_old, kept_new = {id(old) for old, _ in pairs}, {id(new) for _, new in pairs}
    yield from _came_or_went("added", [clip for clip in after.clips if id(clip) not in kept_new])
    yield from _came_or_went("removed", [clip for clip in before.clips if id(clip) not in kept_old])
    yield from _reordered(before, after, pairs)


def _subjects(clips: Sequence[tuple[str, ClipId]]) -> str:
    return joined([name for name, _ in clips])


def _ids(clips: Sequence[tuple[str, ClipId]]) -> tuple[ClipId, ...]:
    return tuple(clip_id for _, clip_id in clips)


def _came_or_went(kind: Kind, clips: Sequence[Clip]) -> Iterator[Change]:
    if clips:
        named = [(clip_name(clip), clip.id) for clip in clips]
        yield Change((kind,), f"{_subjects(named)} {kind}", _ids(named))


def _reordered(before: Scene, after: Scene, pairs: Sequence[tuple[Clip, Clip]]) -> Iterator[Change]:
    """Which clips lie higher or lower among those that were there before."""
    partner = {id(new): old for old, new in pairs}
    heights = {id(clip): height for height, clip in enumerate(before.stacked())}
    stack = [clip for clip in after.stacked() if id(clip) in partner and clip.has_box]
    order = [heights[id(partner[id(clip)])] for clip in stack]
    rest = unmoved(order)
    for place, clip in enumerate(stack):
        if order[place] in rest:
            continue
        if place == len(stack) - 1:
            where = "brought to the front"
        elif place == 0:
            where = "sent to the back"
        elif sum(height < order[place] for height in order) < place:
            where = f"brought in front of {clip_name(stack[place - 1])}"
        else:
            where = f"put behind {clip_name(stack[place + 1])}"
        yield Change(("reordered",), f"{clip_name(clip)} {where}", (clip.id,))


# --- a scene's own fields -----------------------------------------------------------------------------------------------


def _own_changes(before: Scene, after: Scene, diffs: Mapping[str, Pair]) -> Iterator[tuple[Kind, str]]:
    if "studio" in diffs:
        yield from _studio_changes(before.studio, after.studio)
    if "scripts" in diffs:
        yield from _script_changes(before, after)
    if "background" in diffs:
        yield "background", _background(before.background, after.background)
    if "watermark" in diffs:
        yield "settings", f"watermark {'on' if after.watermark else 'off'}"
    if "thumbnail_url" in diffs:
        yield "other", "address of the thumbnail changed"


def _script_changes(before: Scene, after: Scene) -> Iterator[tuple[Kind, str]]:
    is_one = max(len(before.scripts), len(after.scripts)) == 1
    for index in range(max(len(before.scripts), len(after.scripts))):
        old = before.scripts[index] if index < len(before.scripts) else None
        new = after.scripts[index] if index < len(after.scripts) else None
        words = _script(old, new, is_led=_presenter_of(before) != _presenter_of(after))
        if words:
            yield "script", words if is_one else words.replace("script", f"script {index + 1}", 1)


def _presenter_of(scene: Scene) -> tuple[str, str] | None:
    return (scene.presenter.model.ai_name, scene.presenter.model.emotion) if scene.presenter else None


def _script(old: Script | None, new: Script | None, *, is_led: bool) -> str:
    """What became of a script; ``is_led`` when the presenter changed, whom the ids in it follow."""
    if old is None or new is None:
        one = old or new
        text = spoken(one.org) if one is not None else ""
        return f"script {'added' if old is None else 'removed'}" + (f": {quoted(text)}" if text.strip() else "")
    diffs = differing(old, new)
    if is_led:
        diffs = {name: pair for name, pair in diffs.items() if name not in ("model_id", "cloth_id")}
    if "org" in diffs:
        was, now = spoken(old.org), spoken(new.org)
        return f"script changed: {changed_words(was, now)}" if was != now else "marks in the script changed"
    return f"data of the script changed ({joined(sorted(diffs))})" if diffs else ""


def _background(old: Background, new: Background) -> str:
    was, now = (_is_picture(each) for each in (old, new))
    if was != now:
        return f"background changed from {_ground(old)} to {_ground(new)}"
    if now and _picture(old) != _picture(new):
        return "background picture replaced"
    if old.source_color != new.source_color:
        what = "colour behind the background picture" if now else "background"
        return f"{what} changed: {color(old.source_color)} → {color(new.source_color)}"
    return f"data of the background changed ({joined(sorted(differing(old, new)))})"


def _is_picture(background: Background) -> bool:
    return background.source_type == "image"


def _picture(background: Background) -> str:
    return background.studio.media or background.source_url


def _ground(background: Background) -> str:
    return "a picture" if _is_picture(background) else f"the colour {color(background.source_color)}"


def _studio_changes(old: SceneStudio, new: SceneStudio) -> Iterator[tuple[Kind, str]]:
    diffs = differing(old, new)
    diffs.pop("id", None)
    if "name" in diffs:
        yield "renamed", f"renamed {quoted(old.name)} → {quoted(new.name)}"
    if "notes" in diffs:
        yield "text", f"notes changed: {changed_words(old.notes, new.notes)}"
    if "voice" in diffs:
        yield "settings", f"voice {old.voice or 'of the presenter'} → {new.voice or 'of the presenter'}"
    if "speed" in diffs:
        yield "settings", f"speed of speech {numbers(old.speed, new.speed)}"
    if "duration_s" in diffs:
        was, now = (f"{float(each):g}\N{NO-BREAK SPACE}s" if each else "as long as it takes"
                    for each in (old.duration_s, new.duration_s))  # fmt: skip
        yield "settings", f"length {was} → {now}"
    if "transition" in diffs:
        yield "settings", transition_words(old.transition, new.transition)
    if "recording" in diffs:
        yield "replaced", recording_words(old.recording, new.recording)
    rest = sorted(diffs.keys() - {"name", "notes", "voice", "speed", "duration_s", "transition", "recording"})
    if rest:
        yield "other", f"other data changed ({joined(rest)})"


# --- the project's own fields -------------------------------------------------------------------------------------------


def _project_changes(before: Project, after: Project) -> Iterator[Change]:
    diffs = differing_but_scenes(before, after)
    if "name" in diffs:
        yield Change(("renamed",), f"project renamed {quoted(before.name)} → {quoted(after.name)}")
    if "orientation" in diffs:
        yield Change(("settings",), f"stage turned from {before.orientation} to {after.orientation}")
    if "resolution" in diffs:
        yield Change(("settings",), f"resolution {before.resolution} → {after.resolution}")
    if "studio" in diffs:
        yield from _project_studio(before.studio, after.studio)
    rest = sorted(diffs.keys() - {"name", "orientation", "resolution", "studio"})
    if rest:
        yield Change(("other",), f"other data of the project changed ({joined(rest)})")


def differing_but_scenes(before: Project, after: Project) -> dict[str, Pair]:
    """The fields of the projects themselves that differ."""
    return differing(before.changed(scenes=()), after.changed(scenes=()))


def _project_studio(old: ProjectStudio, new: ProjectStudio) -> Iterator[Change]:
    diffs = differing(old, new)
    if "language" in diffs:
        yield Change(("settings",), f"language {old.language or 'none'} → {new.language or 'none'}")
    if diffs.keys() & {"guides_x", "guides_y"}:
        was, now = (len(each.guides_x) + len(each.guides_y) for each in (old, new))
        words = "guides moved" if was == now else f"guides {'added' if now > was else 'removed'} ({was} → {now})"
        yield Change(("settings",), words)
    if "captions" in diffs:
        yield Change(("settings",), caption_words(old.captions, new.captions))
    if "sayings" in diffs:
        yield Change(("settings",), saying_words(old.sayings, new.sayings))
    if "readers" in diffs:
        yield Change(("settings",), reader_words(old.readers, new.readers))
    known = {"language", "guides_x", "guides_y", "captions", "sayings", "readers", *_BOOKKEEPING}
    rest = sorted(diffs.keys() - known)
    if rest:
        yield Change(("other",), f"other data of the project changed ({joined(rest)})")
