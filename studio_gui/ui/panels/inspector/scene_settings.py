"""What can be set of a scene and of a project while nothing is selected: how each is read and how it is changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from studio_gui.model import edits
from studio_gui.model.captions import Captions
from studio_gui.model.edits.orientation import turn_stage
from studio_gui.model.fields import Control, SceneId, control_of
from studio_gui.model.playing import MAX_TRANSITION_S, TRANSITIONS, Transition
from studio_gui.model.project import Project, Scene
from studio_gui.ui.parts.languages import LANGUAGES

_DEFAULT_LENGTH_S = 5
_LENGTH_CHOICES = (("", "From speech"), ("set", "Fixed"))
_ORIENTATIONS = (("landscape", "Landscape"), ("portrait", "Portrait"))
_RESOLUTIONS = (("4k", "4K"), ("1080", "1080p"), ("720", "720p"), ("480", "480p"))


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: how it is read and how it is changed."""

    key: str
    control: Control
    read: Callable[[Project, Scene], object]
    write: Callable[[Project, SceneId, object], Project]


def _scene_field(name: str, control: Control) -> Setting:
    return Setting(
        name,
        control,
        lambda _project, scene: getattr(scene.studio, name),
        lambda project, scene_id, value: edits.change_scene(project, scene_id, studio={name: value}),
    )


def _project_field(name: str, control: Control) -> Setting:
    return Setting(
        f"project.{name}",
        control,
        lambda project, _scene: getattr(project, name),
        lambda project, _id, value: project if getattr(project, name) == value else project.changed(**{name: value}),
    )


def _put_length_kind(project: Project, scene_id: SceneId, value: object) -> Project:
    length = _DEFAULT_LENGTH_S if value else None
    scene = project.scene(scene_id)
    if scene is None or (scene.studio.duration_s is None) == (length is None):
        return project
    return edits.change_scene(project, scene_id, studio={"duration_s": length})


def _put_background(project: Project, scene_id: SceneId, value: object) -> Project:
    scene = project.scene(scene_id)
    if scene is None or scene.background.source_color == value:
        return project
    return edits.change_background(
        project, scene_id, fields={"source_color": value}, media=scene.background.studio.media
    )


def _turn_stage(project: Project, _scene_id: SceneId, value: object) -> Project:
    return turn_stage(project, orientation="portrait" if value == "portrait" else "landscape")


_SCENE = (
    _scene_field("name", Control("Name", "text")),
    Setting(
        "background",
        Control("Background", "color"),
        lambda _project, scene: scene.background.source_color,
        _put_background,
    ),
    Setting(
        "length",
        Control(
            "Length",
            "choice",
            choices=_LENGTH_CHOICES,
            help="How long the scene is shown: as long as its speech or clips, or a length of your own",
        ),
        lambda _project, scene: "" if scene.studio.duration_s is None else "set",
        _put_length_kind,
    ),
    _scene_field(
        "duration_s", Control("Seconds", "number", minimum=0.1, maximum=36_000, step=0.5, decimals=1, unit="s")
    ),
)


def _transition_of(scene: Scene) -> Transition:
    return scene.studio.transition or Transition()


def _put_transition(project: Project, scene_id: SceneId, value: object) -> Project:
    scene = project.scene(scene_id)
    if scene is None:
        return project
    new = _transition_of(scene).changed(kind=value) if value else None
    return edits.change_scene(project, scene_id, studio={"transition": new})


def _put_transition_length(project: Project, scene_id: SceneId, value: object) -> Project:
    scene = project.scene(scene_id)
    if scene is None or scene.studio.transition is None:
        return project
    return edits.change_scene(
        project, scene_id, studio={"transition": scene.studio.transition.changed(duration_s=value)}
    )


_COMES_IN = (
    Setting(
        "transition",
        Control(
            "Comes in", "choice", choices=(("", "Cut"), *TRANSITIONS), help="How the scene follows the one before it"
        ),
        lambda _project, scene: scene.studio.transition.kind if scene.studio.transition else "",
        _put_transition,
    ),
    Setting(
        "transition.duration_s",
        Control("For", "number", minimum=0.1, maximum=MAX_TRANSITION_S, step=0.1, decimals=1, unit="s"),
        lambda _project, scene: _transition_of(scene).duration_s,
        _put_transition_length,
    ),
)


SCENE = (*_SCENE, *_COMES_IN)


def _caption_field(name: str, control: Control) -> Setting:
    def write(project: Project, _id: SceneId, value: object) -> Project:
        now = project.studio.captions
        if getattr(now, name) == value:
            return project
        return project.changed(studio=project.studio.changed(captions=now.changed(**{name: value})))

    return Setting(
        f"project.captions.{name}", control, lambda project, _scene: getattr(project.studio.captions, name), write
    )


CAPTIONS = tuple(
    _caption_field(name, control)
    for name, field in Captions.model_fields.items()
    if (control := control_of(field)) is not None
)
PROJECT = (
    _project_field("name", Control("Title", "text", help="The name of the video")),
    Setting(
        "project.orientation",
        Control("Format", "choice", choices=_ORIENTATIONS, help="The shape of the stage; every scene is laid out anew"),
        lambda project, _scene: project.orientation,
        _turn_stage,
    ),
    Setting(
        "project.language",
        Control(
            "Language", "choice", choices=LANGUAGES, help="What the scripts are in, where their letters do not say it"
        ),
        lambda project, _scene: project.studio.language,
        lambda project, _id, value: project.changed(studio=project.studio.changed(language=value)),
    ),
    _project_field("resolution", Control("Resolution", "choice", choices=_RESOLUTIONS)),
)
