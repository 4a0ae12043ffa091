"""The media panel: what can be put on the stage or behind it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QToolButton, QVBoxLayout, QWidget

from studio_gui.base.errors import MediaError, StudioError
from studio_gui.files.media import MediaFolder
from studio_gui.files.probing import MediaFacts, probe
from studio_gui.model import edits
from studio_gui.model.geometry import Point
from studio_gui.model.project import Project
from studio_gui.painting import Assets
from studio_gui.ui import theme, threads
from studio_gui.ui.clips.making import clip_for
from studio_gui.ui.document import Document
from studio_gui.ui.forms.choice_fields import SegmentField
from studio_gui.ui.panels.media import shelves
from studio_gui.ui.panels.tiles import GAP, Tile, TileGrid, TileModel
from studio_gui.ui.parts.empty import EmptyState
from studio_gui.ui.parts.reading import set_margins

_ASPECT = 0.5625
_ASSETS_BYTES = 24 << 20
_SHELVES = (("project", "Files"), ("pictures", "Pictures"), ("backgrounds", "Backgrounds"))
_REST_MS = 300
_NEARLY = 1.35
"""A picture at most this much wider or taller than a tile is cut to fill it."""


class MediaPanel(QWidget):
    """Files of the project, and pictures and backgrounds that ship."""

    failed = Signal(object)
    """A :class:`StudioError` to be shown."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document = document
        self._assets = Assets(document.folder, cache_bytes=_ASSETS_BYTES)
        self._shelf = "pictures"
        self._look_soon = QTimer(self)
        self._look_soon.setSingleShot(True)
        self._look_soon.setInterval(_REST_MS)
        self.shelves = SegmentField(_SHELVES, self)
        self.shelves.name("What to show")
        self.model = TileModel(self._draw, self)
        self.stack = QStackedWidget(self)
        self.grid = TileGrid(self.model, self.stack, aspect=_ASPECT)
        self.grid.setAccessibleName("Media")
        self.grid.is_on_grey = True
        self.empty = EmptyState(
            "media", "Files you add to this project are kept here. Drop them on the stage, or add some.",
            self.stack, button="Add files…",
        )  # fmt: skip
        self._lay_out()
        self.shelves.edited.connect(self._on_shelf)
        self.grid.chosen.connect(self._on_chosen)
        self.empty.pressed.connect(self._on_add)
        self._look_soon.timeout.connect(self.refresh)
        theme.watch(self, self.update)
        self._connect()

    def _lay_out(self) -> None:
        self.stack.addWidget(self.grid)
        self.stack.addWidget(self.empty)
        self.add_button = QToolButton(self)
        self.add_button.setText("Add files")
        self.add_button.setIcon(theme.icon("plus"))
        theme.set_apart(self.add_button)
        self.add_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.add_button.setToolTip("Copy pictures, videos and sounds into the project")
        self.add_button.clicked.connect(self._on_add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.S8, 0, theme.S4)
        layout.setSpacing(theme.S4)
        top = QVBoxLayout()
        top.setContentsMargins(theme.S12, 0, theme.S12, 0)
        top.addWidget(self.shelves)
        layout.addLayout(top)
        body = QVBoxLayout()
        set_margins(body, start=theme.S12 - GAP, top=0, end=0, bottom=0)
        body.addWidget(self.stack)
        layout.addLayout(body, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.S4, 0, theme.S8, 0)
        foot.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(foot)

    def set_document(self, document: Document) -> None:
        """Show another document."""
        self._document.changed.disconnect(self._on_changed)
        self._document.saved.disconnect(self.refresh)
        self._document.scene_changed.disconnect(self._mark)
        self._document = document
        self._connect()

    def _connect(self) -> None:
        self._document.changed.connect(self._on_changed)
        self._document.saved.connect(self.refresh)
        self._document.scene_changed.connect(self._mark)
        self._shelf = ""
        if self.isVisible():
            self._choose_shelf()

    def _choose_shelf(self) -> None:
        has_files = bool(shelves.project_tiles(self._document.project, self._document.folder))
        self.show_shelf("project" if has_files else "pictures")

    def show_shelf(self, name: str) -> None:
        """Show ``project``, ``pictures`` or ``backgrounds``."""
        self._shelf = name
        self.shelves.show_value(name)
        self.refresh()

    def refresh(self) -> None:
        """Look again what is there; a panel that was not seen since the project came does so when it is."""
        if not self._shelf:
            return
        folder = self._document.folder
        if folder != self._assets.folder:
            self._assets = Assets(folder, cache_bytes=_ASSETS_BYTES)
            self.model.forget_images()
        if self._shelf == "project":
            self.model.set_tiles(shelves.project_tiles(self._document.project, folder))
        else:
            self.model.set_tiles(shelves.picture_tiles() if self._shelf == "pictures" else shelves.background_tiles())
        is_empty = self._shelf == "project" and not self.model.tiles
        self.stack.setCurrentWidget(self.empty if is_empty else self.grid)
        self.add_button.setVisible(self._shelf == "project" and not is_empty)
        self._mark()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._shelf:
            self.refresh()
        else:
            self._choose_shelf()  # looking for files takes a while: not while nobody sees them

    def _on_shelf(self, change: object) -> None:
        if callable(change):
            self.show_shelf(str(change("")))

    def _on_changed(self, _before: Project, _after: Project) -> None:
        if self.isVisible():
            self._look_soon.start()

    def _mark(self) -> None:
        scene = self._document.scene
        self.model.mark([scene.background.studio.media] if scene and scene.background.studio.media else [])

    def _draw(self, tile: Tile, size: tuple[int, int]) -> QImage | None:
        """The picture, or a frame of the video; what is nearly as wide as the tile fills it."""
        if tile.icon == "audio":
            return None
        natural = self._assets.natural_size(tile.key)
        if natural is None:
            return None
        across, down = size[0] / natural[0], size[1] / natural[1]
        factor = max(across, down) if max(across, down) < _NEARLY * min(across, down) else min(across, down)
        fitted = (max(1, round(natural[0] * factor)), max(1, round(natural[1] * factor)))
        if tile.icon == "video":
            image = self._assets.video_frame(tile.key, 0.5, size=fitted)
        else:
            image = self._assets.image(tile.key, size=fitted)
        return _middle(image, size) if image is not None else None

    # --- what is done with a tile ---------------------------------------------------------------------------------

    def _on_chosen(self, tile: Tile) -> None:
        if tile.icon == "background":
            self.put_background(tile)
            return
        path, document, scene_id = tile.file, self._document, self._document.scene_id
        if path is None or document.scene is None:
            return

        def insert(facts: MediaFacts) -> None:
            stage = document.project.stage_size
            center = Point(stage[0] / 2, stage[1] / 2)
            clip = clip_for(tile.title, tile.key, facts, stage=stage, center=center)
            document.apply(f"Insert {clip.label}", lambda p: edits.add_clip(p, scene_id, clip=clip))
            document.select([clip.id])

        threads.run(lambda: probe(path), self, done=insert, failed=self._on_failed)

    def put_background(self, tile: Tile) -> None:
        """Put a background that ships behind everything."""
        scene_id = self._document.scene_id
        fields = {"source_type": "image", "source_url": ""}
        self._document.apply(
            f"Background {tile.title}", lambda p: edits.change_background(p, scene_id, fields=fields, media=tile.key)
        )

    def _on_add(self) -> None:
        from studio_gui.ui.dialogs import files

        folder = self._document.folder
        if folder is None:
            self.failed.emit(MediaError("Files need a place to be kept.", "Save the project first."))
            return
        kinds = ";;".join((files.PICTURES, files.VIDEOS, files.SOUNDS))
        self.add_files(files.ask_open_many(self, "Add files to the project", folder="", kinds=kinds))

    def add_files(self, paths: tuple[Path, ...]) -> None:
        """Copy files into the project's media, in another thread."""
        folder = self._document.folder
        if folder is None or not paths:
            return

        def work() -> list[str]:
            media = MediaFolder(folder)
            return [media.add(path) for path in paths]

        threads.run(work, self, done=self._on_added, failed=self._on_failed)

    def _on_added(self, _refs: list[str]) -> None:
        self.show_shelf("project")

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, StudioError):
            raise error
        self.refresh()
        self.failed.emit(error)


def _middle(image: QImage, size: tuple[int, int]) -> QImage:
    width, height = min(size[0], image.width()), min(size[1], image.height())
    return image.copy((image.width() - width) // 2, (image.height() - height) // 2, width, height)
