"""The form that is shown while nothing is selected: the scene and the project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from studio_gui.model import edits
from studio_gui.model.edits.orientation import turn_stage
from studio_gui.model.fields import Control, SceneId
from studio_gui.model.project import Project, Scene
from studio_gui.ui import theme
from studio_gui.ui.document import Document, Edit
from studio_gui.ui.forms.binding import Binding
from studio_gui.ui.forms.color_field import UsedColors
from studio_gui.ui.forms.field import Change, Field
from studio_gui.ui.panels.inspector.fields import field_for
from studio_gui.ui.panels.inspector.section import LABEL_WIDTH, Row, Section

_DEFAULT_LENGTH_S = 5
_LENGTH_CHOICES = (("", "From speech"), ("set", "Fixed"))
_ORIENTATIONS = (("landscape", "Landscape"), ("portrait", "Portrait"))
_LANGUAGES = (
    ("en", "English"), ("ar", "Arabic"), ("zh", "Chinese"), ("cs", "Czech"), ("da", "Danish"), ("nl", "Dutch"),
    ("fi", "Finnish"), ("fr", "French"), ("de", "German"), ("el", "Greek"), ("he", "Hebrew"), ("hi", "Hindi"),
    ("hu", "Hungarian"), ("id", "Indonesian"), ("it", "Italian"), ("ja", "Japanese"), ("ko", "Korean"),
    ("no", "Norwegian"), ("fa", "Persian"), ("pl", "Polish"), ("pt", "Portuguese"), ("ro", "Romanian"),
    ("ru", "Russian"), ("es", "Spanish"), ("sv", "Swedish"), ("th", "Thai"), ("tr", "Turkish"), ("uk", "Ukrainian"),
    ("vi", "Vietnamese"),
)  # fmt: skip
_HINT = "Select something on the stage, or set up the scene here."
_EMPTY_HINT = "This scene is empty. Choose a presenter, add a text, or drop files on the stage."
_RESOLUTIONS = (("4k", "4K"), ("1080", "1080p"), ("720", "720p"), ("480", "480p"))


@dataclass(frozen=True, slots=True)
class _Setting:
    """One setting: how it is read and how it is changed."""

    key: str
    control: Control
    read: Callable[[Project, Scene], object]
    write: Callable[[Project, SceneId, object], Project]


def _scene_field(name: str, control: Control) -> _Setting:
    return _Setting(
        name,
        control,
        lambda _project, scene: getattr(scene.studio, name),
        lambda project, scene_id, value: edits.change_scene(project, scene_id, studio={name: value}),
    )


def _project_field(name: str, control: Control) -> _Setting:
    return _Setting(
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
    _Setting(
        "background",
        Control("Background", "color"),
        lambda _project, scene: scene.background.source_color,
        _put_background,
    ),
    _Setting(
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
_PROJECT = (
    _project_field("name", Control("Title", "text", help="The name of the video")),
    _Setting(
        "project.orientation",
        Control("Format", "choice", choices=_ORIENTATIONS, help="The shape of the stage; every scene is laid out anew"),
        lambda project, _scene: project.orientation,
        _turn_stage,
    ),
    _Setting(
        "project.language",
        Control(
            "Language", "choice", choices=_LANGUAGES, help="What the scripts are in, where their letters do not say it"
        ),
        lambda project, _scene: project.studio.language,
        lambda project, _id, value: project.changed(studio=project.studio.changed(language=value)),
    ),
    _project_field("resolution", Control("Resolution", "choice", choices=_RESOLUTIONS)),
)


class SceneForm(QWidget):
    """Fields of the current scene and of the project."""

    entered = Signal()

    def __init__(
        self, document: Callable[[], Document], *, used_colors: UsedColors, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._used_colors = used_colors
        self._fields: dict[str, Field] = {}
        self._rows: dict[str, Row] = {}
        self._shown: dict[str, object] = {}
        self._project: Project | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._hint = QLabel(_HINT, self)
        self._hint.setProperty("role", "quiet")
        self._hint.setWordWrap(True)
        self._hint.setContentsMargins(theme.S12, theme.S12, theme.S12, 0)
        layout.addWidget(self._hint)
        self._scene_section = self._section(layout, "Scene", _SCENE)
        self._add_picture()
        self._section(layout, "Project", _PROJECT)
        layout.addStretch(1)

    def _add_picture(self) -> None:
        caption = QLabel("Picture", self)
        caption.setProperty("role", "quiet")
        caption.setFixedWidth(LABEL_WIDTH)
        self._picture = QLabel(self)
        self._remove = QToolButton(self)
        self._remove.setIcon(theme.icon("close"))
        self._remove.setToolTip("Remove the background picture")
        self._remove.setAccessibleName("Remove the background picture")
        self._remove.clicked.connect(self._on_remove_picture)
        row = self._scene_section.add_row()
        row.add_caption(caption)
        row.add(self._picture)
        row.add_tool(self._remove)
        self._scene_section.put_below(row, self._rows["background"])
        self._picture_row = row

    def field(self, key: str) -> Field:
        """The field of a setting; raises ``KeyError`` when there is none."""
        return self._fields[key]

    def refresh(self, *, is_new: bool = False) -> None:
        """Show the current scene; ``is_new`` says that another was shown before."""
        document = self._document()
        project, scene = document.project, document.scene
        if scene is None:
            return
        if is_new:
            self._shown.clear()
            for field in self._fields.values():
                field.forget()
        for setting in (*_SCENE, *_PROJECT):
            value = setting.read(project, scene)
            if setting.key not in self._shown or self._shown[setting.key] != value:
                self._shown[setting.key] = value
                self._fields[setting.key].show_value(value)
        self._hint.setText(_HINT if scene.clips else _EMPTY_HINT)
        self._rows["duration_s"].setVisible(scene.studio.duration_s is not None)
        is_picture = scene.background.source_type == "image"
        self._picture_row.setVisible(is_picture)
        if is_picture:
            media, url = scene.background.studio.media, scene.background.source_url
            self._picture.setText(_elided(picture_name(media, url)))
            self._picture.setToolTip(media or url)

    def _section(self, layout: QVBoxLayout, title: str, settings: tuple[_Setting, ...]) -> Section:
        section = Section(title, self)
        layout.addWidget(section)
        for setting in settings:
            field = field_for(setting.control, self, used_colors=self._used_colors)
            field.setObjectName(setting.key)
            self._fields[setting.key] = field
            field.entered.connect(self.entered)
            self._rows[setting.key] = section.add_field(field)[0]
            what = "project" if setting.key.startswith("project.") else "scene"
            label = f"Change the {what}'s {setting.control.title.lower()}"
            Binding(field, self._document, label=label, edit=_EditOf(self._document, setting))
        return section

    def _on_remove_picture(self) -> None:
        document = self._document()
        scene_id = document.scene_id
        document.apply(
            "Remove the background picture",
            lambda p: edits.change_background(p, scene_id, fields={"source_type": "color", "source_url": ""}),
        )


class _EditOf:
    """The edits of one setting of the scene that is current when they are asked for."""

    def __init__(self, document: Callable[[], Document], setting: _Setting) -> None:
        self._document = document
        self._setting = setting

    def __call__(self, change: Change) -> Edit:
        scene_id, setting = self._document().scene_id, self._setting

        def edit(project: Project) -> Project:
            scene = project.scene(scene_id)
            return project if scene is None else setting.write(project, scene_id, change(setting.read(project, scene)))

        return edit


def picture_name(media: str, url: str) -> str:
    """What a person would call a background picture: our own have names, files of a project are named by content."""
    name = (media or url).rsplit("/", 1)[-1]
    if media.startswith("builtin:"):
        return name.rpartition(".")[0].replace("-", " ").capitalize()
    return "A file of the project" if media else name


def _elided(name: str) -> str:
    return name if len(name) <= 22 else f"{name[:10]}…{name[-10:]}"
