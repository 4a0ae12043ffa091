"""A recorded voice for a scene: chosen, dropped, or spoken here; heard instead of a voice of this computer."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from studio_gui.base.errors import MediaError, StudioError
from studio_gui.base.media_names import SOUNDS, VIDEOS
from studio_gui.files.media import MediaFolder
from studio_gui.files.names import name_of
from studio_gui.files.probing import MediaFacts
from studio_gui.model import edits
from studio_gui.model.fields import SceneId
from studio_gui.model.project import Scene
from studio_gui.ui import theme
from studio_gui.ui.document import Document
from studio_gui.ui.dropped_files import take_copy
from studio_gui.ui.threads import in_background

SUFFIXES = frozenset((*SOUNDS, *VIDEOS))
_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class RecordingBar(QWidget):
    """Names the recording of the current scene, and takes another one."""

    failed = Signal(object)
    """A :class:`StudioError` to be said."""

    def __init__(self, document: Callable[[], Document], parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self.name = QLabel(self)
        self.name.setProperty("role", "quiet")
        self.clear = QToolButton(self)
        self.clear.setIcon(theme.icon("close"))
        self.clear.setToolTip("Let a voice read the script again")
        self.clear.setAccessibleName("Remove the recording")
        self.clear.clicked.connect(self.remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S4)
        row.addWidget(self.name)
        row.addWidget(self.clear)
        self.hide()

    def show_scene(self, scene: Scene) -> None:
        """Show whether a scene has a recording."""
        ref = scene.studio.recording
        self.setVisible(bool(ref))
        if ref:
            name = name_of(ref, self._document().project)
            self.name.setText(f"Recording: {name if len(name) <= 28 else name[:25] + '…'}")
            self.name.setToolTip(f"{name} is heard instead of a voice")

    def watch(self, widget: QWidget) -> None:
        """Take sound files that are dropped on a widget."""
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _DRAGS and isinstance(event, QDropEvent):
            urls = event.mimeData().urls()
            path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
            if path is not None and path.suffix.lower() in SUFFIXES:
                take_copy(event)
                if event.type() == QEvent.Type.Drop:
                    self.use(path)
                return True
        return super().eventFilter(watched, event)

    def choose(self) -> None:
        """Ask for a sound file."""
        from studio_gui.ui.dialogs import files

        path = files.ask_open(self, "Choose a recording of this scene", folder="", kinds=files.SOUNDS)
        if path is not None:
            self.use(path)

    def record(self) -> None:
        """Speak the script, and use that."""
        from studio_gui.ui.dialogs.pronunciation import recorder

        scene = self._document().scene
        if scene is None:
            return
        path = recorder.ask(self.window(), script=scene.script_text)
        if path is not None:
            self.use(path, is_own=True)

    def use(self, path: Path, *, is_own: bool = False) -> None:
        """Copy a sound file into the project and let it be heard; an ``is_own`` file is removed then, with its folder."""
        document = self._document()
        scene_id, folder = document.scene_id, document.folder
        if folder is None:
            return

        def work() -> str:
            ref, facts = MediaFolder(folder).add_with_facts(path)
            _check(path, facts)
            if is_own:
                path.unlink(missing_ok=True)
                with contextlib.suppress(OSError):
                    path.parent.rmdir()  # not when something else lies there
            return ref

        def done(ref: str) -> None:
            self._put(document, scene_id, ref, "Use a recording")

        in_background(self, work, done=done, failed=self._on_failed)

    def remove(self) -> None:
        """Let a voice read the scene again."""
        self._put(self._document(), self._document().scene_id, "", "Remove the recording")

    def _put(self, document: Document, scene_id: SceneId, ref: str, label: str) -> None:
        if document.project.scene(scene_id) is not None:
            document.apply(label, lambda p: edits.change_scene(p, scene_id, studio={"recording": ref}))

    def _on_failed(self, error: StudioError) -> None:
        self.failed.emit(error)


def _check(path: Path, facts: MediaFacts) -> None:
    if not facts.has_sound and facts.kind != "audio":
        raise MediaError(f"“{path.name}” has no sound.", "Choose a sound, or a video in which somebody speaks.")
