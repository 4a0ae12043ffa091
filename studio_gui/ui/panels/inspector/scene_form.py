"""The form that is shown while nothing is selected: the scene and the project."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from studio_gui.base.media import BUILTIN
from studio_gui.files.names import name_of
from studio_gui.model import edits
from studio_gui.model.project import Project
from studio_gui.ui import theme
from studio_gui.ui.document import Document, Edit
from studio_gui.ui.forms.binding import Binding
from studio_gui.ui.forms.color_field import UsedColors
from studio_gui.ui.forms.field import Change, Field
from studio_gui.ui.panels.inspector.fields import field_for
from studio_gui.ui.panels.inspector.scene_settings import CAPTIONS, PROJECT, SCENE, Setting
from studio_gui.ui.panels.inspector.section import LABEL_WIDTH, Row, Section
from studio_gui.ui.parts.elided import Elided
from studio_gui.ui.parts.reading import keep_side

_HINT = "Select something on the stage, or set up the scene here."
_EMPTY_HINT = "This scene is empty. Choose a presenter, add a text, or drop files on the stage."


class SceneForm(QWidget):
    """Fields of the current scene and of the project."""

    entered = Signal()

    def __init__(
        self, document: Callable[[], Document], *, used_colors: UsedColors, parent: QWidget | None = None,
        is_made_later: bool = False,
    ) -> None:  # fmt: skip
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
        keep_side(self._hint)
        self._hint.setContentsMargins(theme.S12, theme.S12, theme.S12, 0)
        layout.addWidget(self._hint)
        self.making = self._make(layout)
        """Makes row after row; the form is whole when nothing is left to make."""
        if not is_made_later:
            for _ in self.making:
                pass

    def _make(self, layout: QVBoxLayout) -> Iterator[None]:
        self._scene_section = self._section(layout, "Scene", is_first=True)
        yield from self._add_rows(self._scene_section, SCENE)
        self._add_picture()
        yield from self._add_rows(self._section(layout, "Project"), PROJECT)
        yield from self._add_rows(self._section(layout, "Captions"), CAPTIONS)
        layout.addStretch(1)

    def _add_picture(self) -> None:
        row = self._scene_section.add_row()
        caption = QLabel("Picture", row)
        caption.setProperty("role", "quiet")
        caption.setFixedWidth(LABEL_WIDTH)
        keep_side(caption)
        self._picture = Elided("value", row)
        self._picture.setIndent(0)  # Qt leaves half a letter inside a frame
        self._picture.setMinimumHeight(theme.CONTROL)  # its words stand as high as those in a field do
        self._remove = QToolButton(row)
        self._remove.setIcon(theme.icon("close"))
        self._remove.setToolTip("Remove the background picture")
        self._remove.setAccessibleName("Remove the background picture")
        self._remove.clicked.connect(self._on_remove_picture)
        row.add_caption(caption)
        row.add(self._picture)
        row.add_tool(self._remove)
        self._scene_section.put_below(row, self._rows["background"])
        self._picture_row = row

    @property
    def fields(self) -> dict[str, Field]:
        """The fields by the keys of their settings."""
        return dict(self._fields)

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
            self.forget()
        for setting in (*SCENE, *PROJECT, *CAPTIONS):
            value = setting.read(project, scene)
            if setting.key not in self._shown or self._shown[setting.key] != value:
                self._shown[setting.key] = value
                self._fields[setting.key].show_value(value)
        self._hint.setText(_HINT if scene.clips else _EMPTY_HINT)
        self._rows["duration_s"].setVisible(scene.studio.duration_s is not None)
        is_first = bool(project.scenes) and project.scenes[0] is scene
        self._rows["transition"].setVisible(not is_first)
        self._rows["transition.duration_s"].setVisible(scene.studio.transition is not None and not is_first)
        captions = project.studio.captions
        for setting in CAPTIONS[1:]:
            is_custom = setting.key.endswith(".height")
            self._rows[setting.key].setVisible(captions.shown and (not is_custom or captions.place == "custom"))
        is_picture = scene.background.source_type == "image"
        self._picture_row.setVisible(is_picture)
        if is_picture:
            media, url = scene.background.studio.media, scene.background.source_url
            self._picture.set_whole(picture_name(media, url, project), tip="" if media else url)

    def forget(self) -> None:
        """Drop what was typed and not yet taken."""
        for field in self._fields.values():
            field.forget()

    def _section(self, layout: QVBoxLayout, title: str, *, is_first: bool = False) -> Section:
        section = Section(title, self, is_first=is_first)
        layout.addWidget(section)
        return section

    def _add_rows(self, section: Section, settings: tuple[Setting, ...]) -> Iterator[None]:
        for setting in settings:
            row = self._rows[setting.key] = section.add_row()
            field = field_for(setting.control, row, used_colors=self._used_colors)
            field.setObjectName(setting.key)
            self._fields[setting.key] = field
            field.entered.connect(self.entered)
            if setting.control.widget == "toggle":
                row.add(field)  # it brings its own label
            else:
                row.add_labelled(field)
            what = "project" if setting.key.startswith("project.") else "scene"
            label = f"Change the {what}’s {setting.control.title.lower()}"
            Binding(field, self._document, label=label, edit=_EditOf(self._document, setting))
            yield

    def _on_remove_picture(self) -> None:
        document = self._document()
        scene_id = document.scene_id
        document.apply(
            "Remove the background picture",
            lambda p: edits.change_background(p, scene_id, fields={"source_type": "color", "source_url": ""}),
        )


class _EditOf:
    """The edits of one setting of the scene that is current when they are asked for."""

    def __init__(self, document: Callable[[], Document], setting: Setting) -> None:
        self._document = document
        self._setting = setting

    def __call__(self, change: Change) -> Edit:
        scene_id, setting = self._document().scene_id, self._setting

        def edit(project: Project) -> Project:
            scene = project.scene(scene_id)
            return project if scene is None else setting.write(project, scene_id, change(setting.read(project, scene)))

        return edit


def picture_name(media: str, url: str, project: Project | None = None) -> str:
    """What a person would call a background picture: our own have names, a file is called as it once was."""
    if media.startswith(BUILTIN):
        return media.rpartition("/")[2].rpartition(".")[0].replace("-", " ").capitalize()
    return name_of(media, project) if media else url.rpartition("/")[2]
