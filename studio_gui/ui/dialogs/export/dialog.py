"""The dialog itself: fields on the left, what will come of them on the right."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from studio_gui.app.exporting import FRAME_RATES, ExportOptions, safe_file_name
from studio_gui.app.services import Services
from studio_gui.base.paths import HOME_VARIABLE
from studio_gui.files.project_file import RENDERS_FOLDER
from studio_gui.jobs.publishing import free_name
from studio_gui.model.checks import Issue
from studio_gui.model.project import RESOLUTIONS, Project
from studio_gui.ui import theme
from studio_gui.ui.dialogs import files
from studio_gui.ui.dialogs.export.destinations import Destinations, rounded
from studio_gui.ui.dialogs.export.payload_view import PayloadView
from studio_gui.ui.dialogs.export.preflight import Preflight
from studio_gui.ui.dialogs.parts import button, button_row, field, label, line
from studio_gui.ui.panels.jobs.card import Elided
from studio_gui.ui.panels.scenes.length import clock, length_s
from studio_gui.ui.window.background import in_background
from studio_gui.ui.window.scratch import is_scratch

_PICTURE_WIDTH = 316
_HEIGHT = 484
_SHORT_SIDES = {"4k": 2160, "1080": 1080, "720": 720, "480": 480}
_RESOLUTION_NAMES = {"4k": "4K (2160p)", "1080": "1080p, full HD", "720": "720p", "480": "480p, quick draft"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person decided: ``options`` to export with, or an issue to go to."""

    account: str = ""
    options: ExportOptions | None = None
    jump: Issue | None = None


def ask(
    parent: QWidget, services: Services, *, project: Project, path: Path, remembered: tuple[str, int] = ("1080", 30)
) -> Answer | None:
    """Show the dialog; None when it was cancelled. ``remembered`` are the resolution and frame rate chosen last."""
    dialog = ExportDialog(services, project=project, path=path, remembered=remembered, parent=parent)
    dialog.exec()
    answer = dialog.answer
    dialog.deleteLater()
    return answer


class ExportDialog(QDialog):
    """Where to, how large, and what to look at first."""

    def __init__(
        self, services: Services, *, project: Project, path: Path, remembered: tuple[str, int], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export_dialog")
        self.setWindowTitle("Export")
        self.answer: Answer | None = None
        self._has_errors = False
        self._services, self._project, self._path = services, project, path
        self._folder = default_folder(services, path)
        self._fields(remembered)
        self._lay_out()
        self._order()
        self._connect()
        self._on_changed()
        self._look_up()

    def _fields(self, remembered: tuple[str, int]) -> None:
        self.destinations = Destinations(self._services.accounts.all()[:1], self)
        self.name = QLineEdit(safe_file_name(self._project.name), self)
        self.name.setObjectName("file_name")
        self.resolution = theme.ComboBox(self)
        for each in RESOLUTIONS:
            self.resolution.addItem(_RESOLUTION_NAMES.get(each, each), each)
        self.resolution.setCurrentIndex(max(0, self.resolution.findData(remembered[0])))
        self.fps = theme.ComboBox(self)
        for rate in FRAME_RATES:
            self.fps.addItem(f"{rate} fps", rate)
        self.fps.setCurrentIndex(max(0, self.fps.findData(remembered[1])))
        self.folder = Elided("", self)
        self.choose = button("Change…", self, name="choose_folder")
        self.choose.setProperty("dense", True)
        self.note = label("", "quiet", self, wraps=True)
        self.picture = QLabel(self)
        self.picture.setFixedWidth(_PICTURE_WIDTH)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.facts = label("", "quiet", self)
        self.preflight = Preflight(self)
        self.payload = PayloadView(self._project, self)
        self.payload.hide()
        self.show_payload = button("Show JSON", self, role="quiet", icon="code", name="show_json")
        self.show_payload.setCheckable(True)
        self.cancel = button("Cancel", self)
        self.export = button("Export", self, role="primary", icon="export", name="export_now")
        self.export.setDefault(True)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        outer.setSpacing(theme.S16)
        head = QVBoxLayout()
        head.setSpacing(theme.S4)
        head.addWidget(label("Export the video", "title", self))
        head.addWidget(label("It is made in the background; you can go on working meanwhile.", "quiet", self))
        outer.addLayout(head)
        columns = QHBoxLayout()
        columns.setSpacing(theme.S24)
        columns.addLayout(self._left(), 1)
        columns.addLayout(self._right())
        outer.addLayout(columns, 1)
        outer.addWidget(self.payload, 1)
        outer.addWidget(line(self))
        outer.addLayout(button_row(self.cancel, self.export, left=self.show_payload))
        self.resize(760, _HEIGHT)

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.S16)
        column.addLayout(field("Where", self.destinations, self))
        size = QHBoxLayout()
        size.setSpacing(theme.S12)
        size.addLayout(field("Resolution", self.resolution, self), 3)
        size.addLayout(field("Frame rate", self.fps, self), 2)
        column.addLayout(size)
        file = field("File name", self.name, self)
        file.addWidget(self.note)
        column.addLayout(file)
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(self.choose)
        box = QWidget(self)
        box.setLayout(place)
        place.setContentsMargins(0, 0, 0, 0)
        column.addLayout(field("Folder", box, self))
        column.addStretch(1)
        return column

    def _order(self) -> None:
        """Tab goes as one reads."""
        order = (self.resolution, self.fps, self.name, self.choose, self.show_payload, self.cancel, self.export)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.S8)
        width, height = self._project.stage_size
        self.picture.setFixedHeight(min(178, round(_PICTURE_WIDTH * height / width)))
        column.addWidget(self.picture)
        column.addWidget(self.facts)
        column.addSpacing(theme.S8)
        self.preflight.setFixedWidth(_PICTURE_WIDTH)
        column.addWidget(self.preflight, 1)
        return column

    def _connect(self) -> None:
        self.name.textChanged.connect(self._on_changed)
        self.resolution.currentIndexChanged.connect(self._on_changed)
        self.fps.currentIndexChanged.connect(self._on_changed)
        self.choose.clicked.connect(self._on_choose)
        self.show_payload.toggled.connect(self._on_show_payload)
        self.cancel.clicked.connect(self.reject)
        self.export.clicked.connect(self._on_export)
        self.preflight.jump_wanted.connect(self._on_jump)

    def _look_up(self) -> None:
        """The checks and the picture look at files: neither may hold up the dialog."""
        project, folder, services = self._project, self._path.parent, self._services
        in_background(self, lambda: services.check(project, folder=folder), done=self._on_checked)
        ratio, height = self.devicePixelRatioF(), self.picture.height()

        def draw() -> QImage | None:
            from studio_gui.painting import Assets
            from studio_gui.render.thumbnails import thumbnail

            if not project.scenes:
                return None
            width = round(height * project.stage_size[0] / project.stage_size[1])
            return thumbnail(project, project.scenes[0], assets=Assets(folder), width=width, ratio=ratio)

        in_background(self, draw, done=self._on_drawn)

    def _on_drawn(self, image: QImage | None) -> None:
        if image is not None:
            self.picture.setPixmap(rounded(image))

    def _on_checked(self, issues: tuple[Issue, ...]) -> None:
        self.preflight.show_issues(issues)
        self._has_errors = any(issue.severity == "error" for issue in issues)
        self._on_changed()

    def _on_changed(self) -> None:
        total = sum(length_s(scene, language=self._project.studio.language) for scene in self._project.scenes)
        self.facts.setText(f"About {clock(total)} · {self._size()} · {self.fps.currentData()} fps")
        self.folder.set_whole(place_in_words(self._folder, self._path.parent), tip=str(self._folder))
        self.note.setText(self._note())
        self.note.setVisible(bool(self.note.text()))
        self.export.setEnabled(bool(self.name.text().strip()) and not self._has_errors)

    def _size(self) -> str:
        wide, high = self._project.stage_size
        short = _SHORT_SIDES[self.resolution.currentData()]
        long = round(short * 16 / 9 / 2) * 2
        return f"{long} × {short}" if wide >= high else f"{short} × {long}"

    def _wanted(self) -> Path:
        return self._folder / f"{safe_file_name(self.name.text().removesuffix('.mp4'))}.mp4"

    def _note(self) -> str:
        if not self.name.text().strip():
            return "Give the video a name."
        wanted = self._wanted()
        free = free_name(wanted)
        return "" if free == wanted else f"“{wanted.name}” is there already. This one becomes “{free.name}”."

    def _on_choose(self) -> None:
        there = self._folder if self._folder.is_dir() else self._folder.parent
        chosen = files.ask_folder(self, "Folder for the video", folder=str(there))
        if chosen is not None:
            self._folder = chosen
            self._on_changed()

    def _on_show_payload(self, is_shown: bool) -> None:
        self.payload.setVisible(is_shown)
        self.show_payload.setText("Hide JSON" if is_shown else "Show JSON")
        if is_shown:
            self.payload.load()
            self.resize(self.width(), max(self.height(), 700))
        else:
            self.resize(self.width(), _HEIGHT)

    def _on_jump(self, issue: Issue) -> None:
        self.answer = Answer(jump=issue)
        self.accept()

    def _on_export(self) -> None:
        is_own = self._folder == self._path.parent / RENDERS_FOLDER
        options = ExportOptions(
            resolution=self.resolution.currentData(),
            fps=self.fps.currentData(),
            file_name=self._wanted().stem,
            target=None if is_own else self._wanted(),
        )
        self.answer = Answer(account=self.destinations.account, options=options)
        self.accept()


def place_in_words(folder: Path, project_folder: Path) -> str:
    """A folder as a person would say it: from the project on, or from the home folder on, else whole."""
    if folder.is_relative_to(project_folder):
        return str(Path(project_folder.name) / folder.relative_to(project_folder))
    if folder.is_relative_to(Path.home()):
        return str(Path("~") / folder.relative_to(Path.home()))
    return str(folder)


def default_folder(services: Services, path: Path) -> Path:
    """The project's ``renders``; the videos of a project that was never saved must outlive its scratch folder."""
    if not is_scratch(path):
        return path.parent / RENDERS_FOLDER
    films = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MoviesLocation)
    is_moved = HOME_VARIABLE in os.environ
    return services.paths.data / RENDERS_FOLDER if is_moved or not films else Path(films) / "Scene Studio"
