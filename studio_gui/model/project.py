"""Project, scene, script and background: the tree that is saved.

Field names and meanings are those of ``POST …/editor/project``; what only the editor needs sits under ``studio``.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from studio_gui.model.captions import Captions
from studio_gui.model.clips import AnyClip, AvatarClip, Clip
from studio_gui.model.fields import ClipId, Flag, Int, Number, SceneId, Text
from studio_gui.model.playing import Transition
from studio_gui.model.reader import Reader
from studio_gui.model.saying import Saying
from studio_gui.model.value import Value

STAGE_SIZES: dict[str, tuple[int, int]] = {"landscape": (1920, 1080), "portrait": (1080, 1920)}
"""Stage width and height in scene pixels by ``orientation``. Source: JSON template tutorial."""

RESOLUTIONS = ("4k", "1080", "720", "480")
"""``resolution`` of the documents: the short side of the video in pixels, or 4k (2160)."""

FORMAT = 2
"""The form of project files this version writes; it reads this one and older ones."""

Json = dict[str, object]


def new_id() -> str:
    """A short id that is unique in practice."""
    return uuid.uuid4().hex[:12]


class Script(Value):
    """What the presenter of a scene says.

    ``modelId`` and ``clothId`` must equal the presenter clip's ``model.ai_name`` and ``model.emotion``.
    """

    says_null: ClassVar[frozenset[str]] = frozenset({"tts"})

    org: Text
    is_tts: Flag = Field(default=False, validation_alias="isTTS")
    tts: Json | None = None
    model_id: Text = Field(default="", validation_alias="modelId")
    cloth_id: Text = Field(default="", validation_alias="clothId")


class BackgroundStudio(Value):
    """What only the editor knows of a background."""

    media: Text = ""


class Background(Value):
    """A picture or colour behind all clips; a picture is scaled to cover the stage.

    ``source_type`` other than ``image`` is not documented; ``color`` is this editor's reading.
    """

    id: Text = "background"
    type: Text = "background"
    source_type: Text = "color"
    source_url: Text = ""
    source_color: Text = "rgb(255,255,255)"
    studio: BackgroundStudio = BackgroundStudio()


class SceneStudio(Value):
    """What only the editor knows of a scene."""

    id: SceneId = SceneId("")
    name: Text = ""
    notes: Text = ""
    voice: Text = ""
    """A voice of this computer; empty for the presenter's own or the language's first."""
    speed: Annotated[Number, Field(ge=0.25, le=4)] = 1
    duration_s: Annotated[Number, Field(gt=0, le=36_000)] | None = None
    """An explicit length; None takes it from the speech or the clips."""
    recording: Text = ""
    """A sound of the project that is heard instead of a voice, as ``media``; the script stays for captions."""
    transition: Transition | None = None
    """How it comes in over the scene before; None is a cut."""


class Scene(Value):
    """One picture with its speech."""

    says_null: ClassVar[frozenset[str]] = frozenset({"thumbnail_url"})

    scene_idx: Int = Field(default=0, validation_alias="sceneIdx")
    scripts: tuple[Script, ...] = ()
    background: Background = Background()
    clips: tuple[AnyClip, ...] = ()
    watermark: Flag = False
    thumbnail_url: Text | None = Field(default=None, validation_alias="thumbnailUrl")
    studio: SceneStudio = SceneStudio()

    @property
    def id(self) -> SceneId:
        """The editor's name for the scene; stable while it is moved about."""
        return self.studio.id

    @property
    def script_text(self) -> str:
        """The text of the first script, as written (it may hold ``<p>`` and ``<span>``)."""
        return self.scripts[0].org if self.scripts else ""

    @property
    def presenter(self) -> AvatarClip | None:
        """The first presenter of the scene."""
        # Asked with every step of a drag; ``isinstance`` is slow with the classes of pydantic.
        return next((clip for clip in self.clips if type(clip) is AvatarClip), None)

    @property
    def speaker(self) -> AvatarClip | None:
        """The presenter who is seen speaking the script: the one it names, in that outfit if there are two; else the first.

        Nobody where all are hidden.
        """
        shown = [clip for clip in self.clips if type(clip) is AvatarClip and clip.is_drawn]
        if len(shown) < 2 or not self.scripts:
            return shown[0] if shown else None
        script = self.scripts[0]
        named = [clip for clip in shown if clip.model.ai_name == script.model_id]
        return next((clip for clip in named if clip.model.emotion == script.cloth_id), (*named, *shown)[0])

    def clip(self, clip_id: ClipId) -> Clip | None:
        """The clip with this id, if it is still there."""
        return next((clip for clip in self.clips if clip.id == clip_id), None)

    def stacked(self) -> tuple[Clip, ...]:
        """The clips from the back to the front; the later of two on one layer is in front."""
        return tuple(sorted(self.clips, key=lambda clip: clip.layer))


class MediaName(Value):
    """What a file in ``media/``, which is named by its content, was called when it was taken in."""

    media: Text
    name: Text


class ProjectStudio(Value):
    """What only the editor knows of a project."""

    format: Int = FORMAT
    app: Text = ""
    language: Text = "en"
    guides_x: tuple[Number, ...] = ()
    """Vertical guides of every scene: their places in scene pixels from the left."""
    guides_y: tuple[Number, ...] = ()
    """Horizontal guides: from the top."""
    files: tuple[MediaName, ...] = ()
    """What media files were called; the order is that of ``media``."""
    captions: Captions = Captions()
    sayings: tuple[Saying, ...] = ()
    """How words are said in this project, before what the person's own dictionary says."""
    readers: tuple[Reader, ...] = ()
    """Who reads scripts by their language, before what the person's settings say."""


class Project(Value):
    """What is saved, and what an export is made from."""

    name: Text = "Default Template"
    orientation: Text = "landscape"
    scenes: tuple[Scene, ...]
    is_export: Flag = Field(default=True, validation_alias="isExport")
    workspace_id: Text | None = Field(default=None, validation_alias="workspaceId")
    resolution: Text = "1080"
    webhook_url: Text | None = Field(default=None, validation_alias="webhookUrl")
    studio: ProjectStudio = ProjectStudio()

    @property
    def stage_size(self) -> tuple[int, int]:
        """Stage width and height in scene pixels; an unknown orientation counts as landscape."""
        return STAGE_SIZES.get(self.orientation, STAGE_SIZES["landscape"])

    def scene(self, scene_id: SceneId) -> Scene | None:
        """The scene with this id, if it is still there."""
        return next((scene for scene in self.scenes if scene.id == scene_id), None)

    def index_of(self, scene_id: SceneId) -> int:
        """The place of a scene, from 0; raises ``KeyError`` when it is gone."""
        for index, scene in enumerate(self.scenes):
            if scene.id == scene_id:
                return index
        raise KeyError(scene_id)

    def all_clips(self) -> Iterator[tuple[Scene, Clip]]:
        """Every clip with its scene."""
        return ((scene, clip) for scene in self.scenes for clip in scene.clips)


Orientation = Literal["landscape", "portrait"]
