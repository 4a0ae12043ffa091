"""Hands for the whole window: mouse and wheel on the stage, keys for whatever has the keyboard, files dropped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeySequence,
    QNativeGestureEvent,
    QPointingDevice,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.model import edits
from studio_gui.model.clips import Clip
from studio_gui.model.fields import ClipId
from studio_gui.model.geometry import Box, Point, box_of
from studio_gui.model.handles import Handle
from studio_gui.model.project import Project
from studio_gui.ui.canvas import CanvasView
from studio_gui.ui.document import Document
from studio_gui.ui.main_window import MainWindow
from tests.ui.canvas.mouse import LEFT, PLAIN, Mouse


class Desk:
    """A window, what is open in it, and what hands do to it."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self.qtbot = qtbot
        self.mouse = Mouse(window.canvas)

    @property
    def canvas(self) -> CanvasView:
        """The stage."""
        return self.window.canvas

    @property
    def document(self) -> Document:
        """What is open."""
        assert self.window.document is not None
        return self.window.document

    @property
    def project(self) -> Project:
        """The project as it is now."""
        return self.document.project

    # What is there

    def clip(self, name: str) -> Clip:
        """The first clip of the scene with that name."""
        assert self.document.scene is not None
        return next(clip for clip in self.document.scene.clips if clip.label == name)

    def box(self, name: str) -> tuple[float, ...]:
        """Left, top, drawn width, drawn height and angle of a clip."""
        box = box_of(self.clip(name))
        return box.left, box.top, box.width, box.height, box.angle

    @property
    def chosen(self) -> list[str]:
        """The names of what is selected."""
        return [clip.label for clip in self.document.selected_clips]

    @property
    def stacked(self) -> list[str]:
        """The names of all clips, from the back to the front."""
        assert self.document.scene is not None
        return [clip.label for clip in self.document.scene.stacked()]

    @property
    def steps(self) -> int:
        """How many steps can be undone."""
        return self.document.undo_stack.index()

    @property
    def step(self) -> str:
        """What undo would take back."""
        return self.document.undo_stack.undoText()

    @property
    def hint(self) -> str:
        """What the status bar says."""
        return self.window.status.hint.whole()

    @property
    def bubble(self) -> str:
        """The words beside the pointer."""
        return self.canvas.feedback.bubble

    def color(self, x: float, y: float) -> str:
        """The colour that is drawn at a scene point, as ``#rrggbb``."""
        self.canvas.shown.finish()
        ratio = self.canvas.viewport().devicePixelRatioF()
        image = self.canvas.viewport().grab().toImage()
        at = self.canvas.camera.to_px(Point(x, y)) * ratio
        return QColor(image.pixelColor(at.toPoint())).name()

    def plain_colors(self, points: Sequence[Point]) -> list[str]:
        """The colours at scene points; empty for one that has another colour beside it."""
        self.canvas.shown.finish()
        ratio = self.canvas.viewport().devicePixelRatioF()
        image = self.canvas.viewport().grab().toImage()

        def plain(point: Point) -> str:
            at = (self.canvas.camera.to_px(point) * ratio).toPoint()
            around = {image.pixelColor(at + QPoint(dx, dy)).name() for dx in (-2, 0, 2) for dy in (-2, 0, 2)}
            return around.pop() if len(around) == 1 else ""

        return [plain(point) for point in points]

    # What is prepared

    def add(self, clip: object) -> ClipId:
        """Put a clip in front of all others, without hands."""
        assert isinstance(clip, Clip)
        self.document.apply("Add", lambda p: edits.add_clip(p, self.document.scene_id, clip=clip))
        return clip.id

    def put(self, name: str, **fields: object) -> None:
        """Give a clip other values, without hands; words of ``studio`` are the editor's own fields."""
        clip = self.clip(name)
        studio = {key: fields.pop(key) for key in ("locked", "hidden", "group", "media") if key in fields}
        changed = clip.changed(**fields, studio=clip.studio.changed(**studio))
        self.document.apply("Put", lambda p: edits.replace_clips(p, self.document.scene_id, clips={clip.id: changed}))

    def select(self, *names: str) -> None:
        """Select clips, without hands."""
        self.document.select(self.clip(name).id for name in names)

    # What hands do

    def key(self, keys: str, *, to: QWidget | None = None) -> None:
        """Press a key as it is written in the table of keys: ``Ctrl+Shift+]``."""
        both = QKeySequence(keys)[0]
        QTest.keyClick(to or self.canvas, both.key(), both.keyboardModifiers())

    def type(self, words: str) -> None:
        """Type into whatever has the keyboard."""
        QTest.keyClicks(QApplication.focusWidget() or self.canvas, words)

    def choose(self, command: str) -> None:
        """Click a command in its menu."""
        self.window.actions_.refresh()
        action = self.window.actions_[command]
        menu = next(one for one in self.window.findChildren(QMenu) if action in one.actions())
        menu.popup(self.window.mapToGlobal(QPoint(40, 40)))
        QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())

    def handle(self, handle: Handle, dx: float = 0, dy: float = 0) -> tuple[float, float]:
        """Where a handle of the selection is, or a point beside it."""
        frame = self.canvas.frame
        assert frame is not None
        at = frame.spot(handle)
        return at.x + dx, at.y + dy

    def grasp(self, handle: Handle, dx: float, dy: float, held: Qt.KeyboardModifier = PLAIN) -> None:
        """Drag a handle of the selection."""
        at = self.handle(handle)
        self.mouse.drag(at, (at[0] + dx, at[1] + dy), held)

    def pinch(self, x: float, y: float, by: float) -> None:
        """Two fingers on a touchpad move apart."""
        px = self.canvas.camera.to_px(Point(x, y))
        screen = QPointF(self.canvas.viewport().mapToGlobal(px.toPoint()))
        device = QPointingDevice.primaryPointingDevice()
        kind = Qt.NativeGestureType.ZoomNativeGesture
        event = QNativeGestureEvent(kind, device, 2, px, px, screen, by, QPointF())
        QApplication.sendEvent(self.canvas.viewport(), event)

    def real_press(self, x: float, y: float, button: Qt.MouseButton) -> None:
        """Press a button the way the system tells of it, so that Qt makes all that comes of it."""
        handle = self.window.windowHandle()
        QTest.mousePress(handle, button, PLAIN, self._in_window(x, y))

    def real_release(self, x: float, y: float, button: Qt.MouseButton) -> None:
        """Let a button go the way the system tells of it."""
        QTest.mouseRelease(self.window.windowHandle(), button, PLAIN, self._in_window(x, y))

    def real_move(self, x: float, y: float) -> None:
        """Go to a scene point the way the system tells of it."""
        QTest.mouseMove(self.window.windowHandle(), self._in_window(x, y))

    def _in_window(self, x: float, y: float) -> QPoint:
        return self.canvas.viewport().mapTo(self.window, self.canvas.camera.to_px(Point(x, y)).toPoint())

    def drop_on_stage(self, x: float, y: float, files: Sequence[Path], held: Qt.KeyboardModifier = PLAIN) -> bool:
        """Drop files over a scene point; says whether they were taken."""
        return drop(self.canvas.viewport(), self.canvas.camera.to_px(Point(x, y)), files, held)

    def drop_content_on_stage(self, x: float, y: float, data: QMimeData) -> bool:
        """Drop what another program lets go over a scene point; says whether it was taken."""
        return drop_data(self.canvas.viewport(), self.canvas.camera.to_px(Point(x, y)), data)

    def frame_center(self) -> Point:
        """The middle of the frame around the selection."""
        frame = self.canvas.frame
        assert frame is not None
        box: Box = frame.box
        return box.center


def drop(target: QWidget, at: QPointF, files: Sequence[Path], held: Qt.KeyboardModifier = PLAIN) -> bool:
    """Drag files over a widget and let them go; says whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    return drop_data(target, at, data, held)


def drop_data(target: QWidget, at: QPointF, data: QMimeData, held: Qt.KeyboardModifier = PLAIN) -> bool:
    """Drag something of another program over a widget and let it go; says whether it was taken.

    As a file manager does, this offers to move it; taken so, it would delete it.
    """
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    entered = QDragEnterEvent(at.toPoint(), actions, data, LEFT, held)
    QApplication.sendEvent(target, entered)
    moved = QDragMoveEvent(at.toPoint(), actions, data, LEFT, held)
    moved.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(target, moved)
    assert not moved.isAccepted() or moved.dropAction() == Qt.DropAction.CopyAction
    event = QDropEvent(at, actions, data, LEFT, held, QEvent.Type.Drop)
    event.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(target, event)
    assert not event.isAccepted() or event.dropAction() == Qt.DropAction.CopyAction
    return event.isAccepted()
