"""The body of ``POST /editor/project`` held against the documents: every misfit as a sentence.

The practice server refuses what fails here, so what passes has the types, required fields, enums and ranges of the
documents. Two older forms that the documents still show pass too: ``clips[].script`` instead of ``scripts``, and scenes
that share a ``sceneIdx``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from studio_gui.base.errors import PayloadError
from studio_gui.base.json_text import Json, JsonDict
from studio_gui.model.checks import Facts, Issue, check
from studio_gui.model.project import RESOLUTIONS, STAGE_SIZES, Project
from studio_gui.model.reading import read_project
from studio_gui.providers.addresses import is_public

MOST_PROBLEMS = 20

_CLIP_REQUIRED: dict[str, tuple[str, ...]] = {
    "aiModel": ("model",),
    "shape": ("shapeName", "fill"),
    "image": ("source_url",),
    "textImage": ("fill", "text", "fontSize"),
    "videoImage": ("video_url",),
    "audio": ("source_url", "label"),
}
_GEOMETRY = ("id", "type", "layer", "left", "top", "width", "height")
_ADDRESSES = {"image": ("source_url",), "audio": ("source_url",), "videoImage": ("video_url",)}
_NOT_A_MISFIT = frozenset({"scene-order", "no-presenter", "no-script", "no-scenes", "no-media", "no-public-url"})
"""Issues of the preflight that this module judges itself, or that the documents do not forbid."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a body is held against besides the documents: which addresses count as reachable."""

    takes_url: Callable[[str], bool] = is_public


def problems_in(body: JsonDict, *, rules: Rules | None = None) -> tuple[str, ...]:
    """What does not fit, at most ``MOST_PROBLEMS`` sentences; empty when the body is good."""
    found: list[str] = []
    for problem in _problems(body, rules or Rules()):
        if problem not in found:
            found.append(problem)
        if len(found) == MOST_PROBLEMS:
            break
    return tuple(found)


def _problems(body: JsonDict, rules: Rules) -> Iterator[str]:
    yield from _top(body)
    scenes = body.get("scenes")
    if not isinstance(scenes, list) or not scenes:
        yield "scenes is required: a list with at least one scene"
        return
    for index, scene in enumerate(scenes):
        yield from _scene(scene, f"scenes[{index}]", rules)
    try:
        project = read_project(body, "The body")
    except PayloadError as error:
        yield error.message
        return
    yield from (_sentence(issue) for issue in _issues(project))


def _top(body: JsonDict) -> Iterator[str]:
    yield from _choice(body, "orientation", tuple(STAGE_SIZES), "")
    yield from _choice(body, "resolution", RESOLUTIONS, "")
    if not isinstance(body.get("isExport", True), bool):
        yield "isExport should be true or false"
    for name in ("name", "workspaceId", "webhookUrl"):
        if body.get(name) is not None and not isinstance(body[name], str):
            yield f"{name} should be text"
    webhook = body.get("webhookUrl")
    if isinstance(webhook, str) and not webhook.startswith(("http://", "https://")):
        yield "webhookUrl should be a web address"


def _choice(said: Mapping[str, Json], name: str, choices: tuple[str, ...], place: str) -> Iterator[str]:
    value = said.get(name)
    if name in said and value not in choices:
        yield f"{place}{name} should be one of {', '.join(choices)}"


def _scene(scene: Json, place: str, rules: Rules) -> Iterator[str]:
    if not isinstance(scene, dict):
        yield f"{place} should be an object"
        return
    for name, kind in (("sceneIdx", int), ("background", dict), ("clips", list)):
        value = scene.get(name)
        if not isinstance(value, kind) or isinstance(value, bool):
            yield f"{place}.{name} is required"
    clips = scene.get("clips")
    rows = clips if isinstance(clips, list) else []
    ids = [clip["id"] for clip in rows if isinstance(clip, dict) and isinstance(clip.get("id"), str)]
    if len(set(ids)) != len(ids):
        yield f"{place}.clips have ids that are not unique"
    for index, clip in enumerate(rows):
        yield from _clip(clip, f"{place}.clips[{index}]", rules)
    has_old_form = any(isinstance(clip, dict) and isinstance(clip.get("script"), dict) for clip in rows)
    yield from _scripts(scene.get("scripts"), f"{place}.scripts", has_old_form=has_old_form)
    background = scene.get("background")
    address = background.get("source_url") if isinstance(background, dict) else None
    # The documents' own backgrounds are named relative to the service.
    if isinstance(address, str) and address and not address.startswith("/"):
        yield from _url(address, f"{place}.background.source_url", rules)


def _scripts(scripts: Json, place: str, *, has_old_form: bool) -> Iterator[str]:
    if scripts is None and has_old_form:
        return
    if not isinstance(scripts, list) or not scripts:
        yield f"{place} is required: a list with one script"
        return
    for index, script in enumerate(scripts):
        said = script if isinstance(script, dict) else {}
        for name, kind in (("org", str), ("isTTS", bool), ("modelId", str), ("clothId", str)):
            if not isinstance(said.get(name), kind):
                yield f"{place}[{index}].{name} is required"
        if "tts" not in said or not isinstance(said["tts"], (dict, type(None))):
            yield f"{place}[{index}].tts is required: an object, or null"


def _clip(clip: Json, place: str, rules: Rules) -> Iterator[str]:
    if not isinstance(clip, dict):
        yield f"{place} should be an object"
        return
    kind = clip.get("type")
    if not isinstance(kind, str) or kind not in _CLIP_REQUIRED:
        yield f"{place}.type should be one of {', '.join(_CLIP_REQUIRED)}"
        return
    missing = [name for name in (*_GEOMETRY, *_CLIP_REQUIRED[kind]) if clip.get(name) is None]
    yield from (f"{place}.{name} is required" for name in missing)
    if isinstance(clip.get("animation"), dict):
        animation = clip["animation"]
        assert isinstance(animation, dict)
        yield from (f"{place}.animation.{n} is required" for n in ("type", "duration", "delay") if n not in animation)
    for name in _ADDRESSES.get(kind, ()):
        yield from _url(clip.get(name), f"{place}.{name}", rules)
    if kind == "videoImage" and clip.get("source_url"):
        yield from _url(clip["source_url"], f"{place}.source_url", rules)


def _url(value: Json, place: str, rules: Rules) -> Iterator[str]:
    if isinstance(value, str) and not rules.takes_url(value):
        yield f"{place} is no address that can be fetched: {value[:120] or 'it is empty'}"


def _issues(project: Project) -> Iterator[Issue]:
    found = check(project, facts=Facts(is_service=True))
    return (issue for issue in found if issue.severity == "error" and issue.code not in _NOT_A_MISFIT)


def _sentence(issue: Issue) -> str:
    return f"{issue.sentence} ({issue.field})" if issue.field else issue.sentence
