"""The scenes panel: the list, its keys and menu, and the line below it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QFocusEvent, QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenuBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio_gui.base.errors import MediaError
from studio_gui.base.film_time import length_words
from studio_gui.model.checks import Issue
from studio_gui.model.fields import SceneId
from studio_gui.ui import theme
from studio_gui.ui.document import Document
from studio_gui.ui.dropped_files import take_copy
from studio_gui.ui.panels import scene_commands
from studio_gui.ui.panels.command_keys import keep_tip
from studio_gui.ui.panels.dragging import drag_rows, paint_drop_line
from studio_gui.ui.panels.leaving import leaves
from studio_gui.ui.panels.row_menu import LINE, row_menu
from studio_gui.ui.panels.scenes.delegate import SceneDelegate
from studio_gui.ui.panels.scenes.model import ScenesModel, Severity
from studio_gui.ui.panels.scenes.thumbnails import SceneThumbnails
from studio_gui.ui.parts.length import length_s
from studio_gui.ui.repainting import paint_after_stage
from studio_gui.ui.threads import in_background

_CTRL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


class ScenesPanel(QWidget):
    """The scenes of the project, in their order."""

    failed = Signal(object)
    """A :class:`StudioError` to be shown, e.g. a dropped file that is no picture."""
    import_wanted = Signal(list, int)
    """(paths, row): documents that were dropped there."""
    wanted = Signal(str)
    """The id of a command of the window that was chosen here."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document = document
        self.model = ScenesModel(document, self)
        self.thumbnails = SceneThumbnails(self, folder=document.folder, waits=self._is_dragged)
        self.view = _SceneList(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(SceneDelegate(self.model, self.thumbnails, self.view))
        self._summary = QLabel(self)
        self._summary.setProperty("role", "quiet")
        self._sum_soon = QTimer(self)
        self._sum_soon.setSingleShot(True)
        self._sum_soon.setInterval(200)
        self._lay_out()
        self._sum_soon.timeout.connect(self._show_summary)
        self.thumbnails.made.connect(self._on_made)
        self.thumbnails.fading.connect(self.model.say_changed)
        self.model.looks_changed.connect(self._on_looks_changed)
        self.model.pictures_dropped.connect(self._on_pictures_dropped)
        self.model.documents_dropped.connect(self.import_wanted)
        for signal in (self.model.length_changed, self.model.rowsInserted, self.model.rowsRemoved):
            signal.connect(self._sum_soon.start)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.view.customContextMenuRequested.connect(self._on_menu)
        self.view.keyed.connect(self._on_keyed)
        theme.watch(self, self.update)
        self._connect()

    def _lay_out(self) -> None:
        add = QToolButton(self)
        add.setIcon(theme.icon("plus"))
        theme.set_apart(add)
        add.setText("New scene")
        add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        keep_tip(add, "New scene", "new_scene")
        add.clicked.connect(self._on_add)
        self.add_button = add
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.S4, theme.S4, theme.S4, theme.S4)
        foot.addWidget(add)
        foot.addStretch(1)
        foot.addWidget(self._summary)
        foot.addSpacing(theme.S8)  # no margin: it is at the left where one reads from the right
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addLayout(foot)

    def set_document(self, document: Document) -> None:
        """Show another document."""
        self._document.scene_changed.disconnect(self._on_scene_changed)
        self._document.saved.disconnect(self._on_saved)
        self._document = document
        self.thumbnails.set_folder(document.folder)
        self.model.set_document(document)
        self._connect()

    def show_issues(self, issues: Sequence[Issue]) -> None:
        """Mark each scene with the worst thing that checks found in it."""
        scenes = self._document.project.scenes
        worst: dict[SceneId, tuple[Severity, str]] = {}
        for severity in ("info", "warning", "error"):
            for issue in issues:
                index = issue.scene_index
                if issue.severity == severity and index is not None and index < len(scenes):
                    worst[scenes[index].id] = (issue.severity, issue.message)
        self.set_issues(worst)

    def set_issues(self, issues: Mapping[SceneId, tuple[Severity, str]]) -> None:
        """Mark scenes with the worst thing found in each: severity and words."""
        self.model.set_issues(issues)

    def _connect(self) -> None:
        self._document.scene_changed.connect(self._on_scene_changed)
        self._document.saved.connect(self._on_saved)
        self._on_scene_changed(self._document.scene_id)
        self._show_summary()

    def _is_dragged(self) -> bool:
        """Whether a hand is in the midst of a gesture; who types goes on for minutes."""
        return self._document.is_in_gesture and self._document.typed_clip is None

    def selected_ids(self) -> list[SceneId]:
        """The scenes selected in the list, in their order."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedIndexes())
        return [self._document.project.scenes[row].id for row in rows if row < len(self._document.project.scenes)]

    @property
    def has_keyboard(self) -> bool:
        """Whether the keyboard is in the list, also while a menu or a dialog over the window has it for a moment."""
        held = self.window().focusWidget()
        return held is self.view or (self.view.is_left_for_menu and isinstance(held, QMenuBar))

    def select(self, scene_ids: Collection[SceneId]) -> None:
        """Select scenes in the list, the current one among them."""
        picked = QItemSelection()
        for scene_id in scene_ids:
            index = self.model.index(self.model.row_of(scene_id))
            picked.select(index, index)
        self.view.selectionModel().select(picked, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def rename(self) -> None:
        """Let the person type a name for the current scene."""
        index = self.view.currentIndex()
        if index.isValid():
            self.view.edit(index)

    def _on_scene_changed(self, scene_id: str) -> None:
        paint_after_stage(self)  # what all rows take is as much as a whole stage
        row = self.model.row_of(SceneId(scene_id))
        if row >= 0 and row != self.view.currentIndex().row():
            index = self.model.index(row)
            self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.view.scrollTo(index)

    def _on_saved(self) -> None:
        if self.thumbnails.folder != self._document.folder:
            self.thumbnails.set_folder(self._document.folder)
            self.view.viewport().update()

    def _on_current_changed(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            self._document.select_scene(self.model.scene(index).id)

    def _on_looks_changed(self, row: int) -> None:
        self.view.update(self.model.index(row))

    def _on_made(self, scene_id: str) -> None:
        self.model.say_changed(SceneId(scene_id))
        self._sum_soon.start()

    def _show_summary(self) -> None:
        project = self._document.project
        total = sum(
            length_s(s, language=project.studio.language, media_s=self.thumbnails.media_s(s.id)) for s in project.scenes
        )
        count = len(project.scenes)
        self._summary.setText(f"{count} {'scene' if count == 1 else 'scenes'} · {length_words(total)}")

    def _on_add(self) -> None:
        scene_commands.add_empty(self._document)

    def _on_keyed(self, name: str) -> None:
        ids = self.selected_ids()
        commands: dict[str, Callable[[], None]] = {
            "delete": lambda: scene_commands.remove(self._document, ids),
            "duplicate": lambda: scene_commands.duplicate(self._document, ids),
            "new": lambda: scene_commands.add_empty(self._document),
            "up": lambda: scene_commands.move_by(self._document, ids, places=-1),
            "down": lambda: scene_commands.move_by(self._document, ids, places=1),
            "rename": self.rename,
        }
        if name in commands:
            commands[name]()
        else:
            self.wanted.emit(name)

    def _on_menu(self, place: QPoint) -> None:
        entries = (
            ("New scene", "new", "new_scene", "scene-add"),
            LINE,
            ("Cut", "cut", "cut", "cut"),
            ("Copy", "copy", "copy", "copy"),
            ("Paste", "paste", "paste", "paste"),
            ("Duplicate", "duplicate", "duplicate_scene", "duplicate"),
            LINE,
            ("Rename", "rename", "F2", "edit"),
            LINE,
            ("Move up", "up", "scene_up", ""),
            ("Move down", "down", "scene_down", ""),
            LINE,
            ("Delete", "delete", "Del", "trash"),
        )
        row_menu(self, entries, self._on_menu_chosen).popup(self.view.viewport().mapToGlobal(place))

    def _on_menu_chosen(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._on_keyed(sender.objectName())

    def _on_pictures_dropped(self, paths: list[Path], row: int) -> None:
        folder, document, like = self._document.folder, self._document, self._document.scene
        if folder is None:
            self.failed.emit(MediaError("Pictures need a place to be kept.", "Save the project first."))
            return

        from studio_gui.files.importing.scenes import Taken, scene_showing  # the start needs none of it
        from studio_gui.files.media import MediaFolder

        def read() -> tuple[list[Taken], list[MediaError]]:
            media, taken, refused = MediaFolder(folder), [], []
            for path in paths:
                try:
                    taken.append(Taken(*media.add_with_facts(path), path.stem))
                except MediaError as error:
                    refused.append(error)
            return taken, refused

        def add(read: tuple[list[Taken], list[MediaError]]) -> None:
            taken, refused = read
            if refused:
                self.failed.emit(refused[0])
            if not taken:
                return
            orientation = document.project.orientation
            scenes = [scene_showing(picture, like, orientation=orientation) for picture in taken]
            words = "New scene from a picture" if len(scenes) == 1 else f"{len(scenes)} new scenes from pictures"
            scene_commands.add(document, scenes, words=words, index=row)

        in_background(self, read, done=add, failed=self.failed.emit)


class _SceneList(QListView):
    """The list view; the keys that mean a scene are kept from the window's commands for clips."""

    keyed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Scenes")
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(24)
        self._over: QPoint | None = None
        self.is_left_for_menu = False
        """Whether it was the menu bar that took the keyboard from here."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.is_left_for_menu = event.reason() == Qt.FocusReason.MenuBarFocusReason
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        # Ctrl+A selects scenes here, and not the clips of the stage.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (command_of(event) or event.matches(QKeySequence.StandardKey.SelectAll))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = command_of(event)
        if name:
            self.keyed.emit(name)
        elif not leaves(event):
            super().keyPressEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        self._over = None
        drag_rows(self, actions)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        self._over = event.position().toPoint()
        self._take_files_as_copies(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_drop_line(self, self._over)

    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event)
        self._take_files_as_copies(event)

    def _take_files_as_copies(self, event: QDropEvent) -> None:
        if event.isAccepted() and event.mimeData().hasUrls():
            take_copy(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        # There is always a current scene, so the list always shows one.
        if not self.selectionModel().hasSelection() and self.currentIndex().isValid():
            self.selectionModel().select(self.currentIndex(), QItemSelectionModel.SelectionFlag.Select)


def command_of(event: QKeyEvent) -> str:
    """The command a key means in the list of scenes; empty for none."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    keys = {
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier): "delete",
        (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier): "delete",
        (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier): "rename",
        (Qt.Key.Key_D, _CTRL): "duplicate",
        (Qt.Key.Key_D, _CTRL | _SHIFT): "duplicate",
        (Qt.Key.Key_M, _CTRL): "new",
        (Qt.Key.Key_Up, _ALT): "up",
        (Qt.Key.Key_Down, _ALT): "down",
    }
    return keys.get((Qt.Key(event.key()), modifiers), "")
