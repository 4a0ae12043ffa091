"""What may be wrong with a scene, its scripts and its background."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from studio_gui.model.checks.editor_only import coming_issues
from studio_gui.model.checks.issue import Facts, Issue, Place
from studio_gui.model.clips import AvatarClip
from studio_gui.model.colors import is_color
from studio_gui.model.project import Scene

MAX_SPOKEN = 100_000
"""Characters the voices of this computer take in one scene; the services document no limit."""


def scene_issues(scene: Scene, index: int, facts: Facts) -> Iterator[Issue]:
    """The issues of a scene apart from those of its clips."""
    place = Place(index)
    if scene.scene_idx != index:
        yield place.at_service(
            facts, "scene-order", f"sceneIdx is {scene.scene_idx} and should be {index}.", field="sceneIdx"
        )
    for clip_id, count in Counter(clip.id for clip in scene.clips).items():
        if count > 1:
            yield place.error("duplicate-id", f"{count} clips are called {clip_id}; ids must differ.", field="id")
    yield from _background_issues(scene, place, facts)
    yield from _script_issues(scene, place)
    yield from coming_issues(scene, place, facts)
    if facts.is_service:
        yield from _service_issues(scene, place)


def _background_issues(scene: Scene, place: Place, facts: Facts) -> Iterator[Issue]:
    background = scene.background
    media = background.studio.media
    if background.source_type == "color" and not is_color(background.source_color):
        message = f"The background’s colour “{background.source_color[:40]}” is unknown here; another is drawn."
        yield place.warning("unknown-color", message, field="background")
    if media and not facts.has_media(media):
        yield place.error(
            "media-missing", f"The background’s file “{facts.media_name(media)}” is missing.", field="background"
        )
    elif facts.is_service and media and not background.source_url:
        yield place.error(
            "no-public-url", "The background picture is only on this computer; the service needs a public address.",
            field="background",
        )  # fmt: skip
    elif not facts.is_service and not media and background.source_type == "image":
        yield place.warning(
            "not-downloaded", "The background picture is on the web; its colour is drawn instead.", field="background"
        )


def _script_issues(scene: Scene, place: Place) -> Iterator[Issue]:
    text = scene.script_text
    if len(text) > MAX_SPOKEN:
        yield place.error(
            "script-too-long", f"The script has {len(text):,} characters; a scene takes {MAX_SPOKEN:,}.", field="script"
        )
    if not text.strip() and scene.presenter is not None:
        yield place.warning("empty-script", "The presenter has nothing to say.", field="script")


def _service_issues(scene: Scene, place: Place) -> Iterator[Issue]:
    presenters = [clip for clip in scene.clips if isinstance(clip, AvatarClip) and clip.is_drawn]  # hidden stay here
    if not presenters:
        yield place.error("no-presenter", "There is no presenter; the service needs one to speak.")
    if len(presenters) > 1 and len(scene.scripts) < 2:
        yield place.warning(
            "many-presenters", f"{len(presenters)} presenters share one script; only one of them speaks."
        )
    if not scene.scripts:
        yield place.error("no-script", "There is no script.", field="script")
    yield from speaking_issues(scene, place)
    for script in scene.scripts[:1]:
        if script.is_tts and script.tts is None:
            yield place.error("no-voice", "The script asks for a voice and names none.", field="script")


def speaking_issues(scene: Scene, place: Place) -> Iterator[Issue]:
    """What a service would not have said by the presenter, or said by somebody else."""
    if len(scene.scripts) > 1:
        message = (
            f"The scene has {len(scene.scripts)} scripts; the service documents one, and only that is edited here."
        )
        yield place.warning("many-scripts", message, field="script")
    presenter = scene.speaker
    if presenter is not None and len(scene.scripts) == 1:
        # Source: create-project documents: modelId and clothId must equal the clip's ai_name and emotion.
        script, model = scene.scripts[0], presenter.model
        if (script.model_id, script.cloth_id) != (model.ai_name, model.emotion):
            yield place.error(
                "script-ids", "The script names another presenter or outfit than the one on the stage.", field="script"
            )
