"""A test aid, off unless the environment names a file: what the window shows is written there whenever it changes.

``STUDIO_AUTOMATION=FILE`` makes a running program keep ``FILE`` up to date with one JSON object, so that a test
outside the process finds its way with a real mouse and keyboard, and can tell what came of it. It is for reading
only: nothing can be done through it. Rectangles are ``[left, top, width, height]`` in pixels of the screen.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QThreadPool, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QMenuBar, QTabBar, QWidget

from studio_gui.model.hits import Placed
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.window.projects import OpenProject

VARIABLE = "STUDIO_AUTOMATION"
_PAUSE_MS = 40
_TEXTS = ("toPlainText", "currentText", "title", "text", "windowTitle")
_Entry = dict[str, object]


class Report(QObject):
    """Looks at the windows many times a second, and writes down what it shows when that has changed."""

    def __init__(self, window: MainWindow, file: Path) -> None:
        super().__init__(QApplication.instance())
        self._windows = window.windows
        self._file = file
        self._said = ""
        timer = QTimer(self)
        timer.setProperty("lasting", True)
        timer.timeout.connect(self._look)
        timer.start(_PAUSE_MS)

    def _look(self) -> None:
        said = json.dumps(_everything(self._windows.front), ensure_ascii=False)
        if said != self._said:
            self._said = said
            # A reader sees the old report or the new one, never half of it.
            part = self._file.with_suffix(".part")
            part.write_text(said, encoding="utf-8")
            os.replace(part, self._file)


def start(window: MainWindow) -> None:
    """Report on ``window`` where the environment asks for it."""
    file = os.environ.get(VARIABLE)
    if file:
        Report(window, Path(file))


def _everything(window: MainWindow) -> _Entry:
    seen = [widget for widget in QApplication.allWidgets() if widget.isVisible()]
    return {
        "windows": [_top(widget) for widget in sorted(filter(QWidget.isWindow, seen), key=_depth_in(window))],
        "widgets": [part for widget in seen for part in _parts(widget)],
        "projects": [_project(window, one) for one in window.projects.all],
        "others": [[_project(each, one) for one in each.projects.all] for each in window.windows.others(window)],
        "document": _document(window),
        "stage": _stage(window),
        "is_busy": QThreadPool.globalInstance().activeThreadCount() > 0,
    }


def _depth_in(window: MainWindow) -> Callable[[QWidget], int]:
    """Where a window stands in the report: the main one first, then the dialog in front of all, whatever Qt's order."""
    order = (window, QApplication.activeModalWidget())
    return lambda one: order.index(one) if one in order else len(order)


def _top(top: QWidget) -> _Entry:
    return {
        "id": int(top.winId()),
        "kind": type(top).__name__,
        "title": top.windowTitle(),
        "is_modal": top.isModal(),
        "is_active": top.isActiveWindow(),
        "is_popup": top.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip),
    }


def _parts(widget: QWidget) -> Iterator[_Entry]:
    """A widget that can be seen, and what can be clicked in it without being a widget."""
    seen = _seen(widget)
    if seen.isEmpty():
        return
    text = next((str(getattr(widget, name)()) for name in _TEXTS if callable(getattr(widget, name, None))), "")
    entry = _entry(widget.objectName(), type(widget).__name__, text=text, at=seen)
    entry["label"] = widget.accessibleName()
    entry["window"] = type(widget.window()).__name__
    entry["is_enabled"] = widget.isEnabled()
    entry["has_focus"] = widget.hasFocus()
    yield entry
    if isinstance(widget, (QMenu, QMenuBar)):
        for action in widget.actions():
            if action.isVisible() and not action.isSeparator():
                yield _inside(widget, widget.actionGeometry(action), action.objectName(), action.text())
    elif isinstance(widget, QTabBar):
        for index in range(widget.count()):
            yield _inside(widget, widget.tabRect(index), widget.objectName(), widget.tabText(index))
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        for row in range(widget.model().rowCount()):
            place = widget.model().index(row, 0)
            yield _inside(widget, widget.visualRect(place), widget.objectName(), str(place.data()))


def _inside(widget: QWidget, place: QRect, name: str, text: str) -> _Entry:
    return _entry(name, f"{type(widget).__name__} entry", text=text, at=place.translated(widget.mapToGlobal(QPoint())))


def _entry(name: str, kind: str, *, text: str, at: QRect) -> _Entry:
    return {"name": name, "kind": kind, "text": text, "rect": [at.x(), at.y(), at.width(), at.height()]}


def _seen(widget: QWidget) -> QRect:
    """What no widget around it cuts off, on the screen."""
    seen, at = widget.rect(), widget
    while not at.isWindow() and (around := at.parentWidget()) is not None:
        seen = seen.translated(at.pos()).intersected(around.rect())
        at = around
    return seen.translated(at.mapToGlobal(QPoint()))


def _project(window: MainWindow, project: OpenProject) -> _Entry:
    """A tab; ``is_read`` is false while it was not shown since the start."""
    return {
        "name": project.name,
        "path": str(project.place or ""),
        "is_clean": not project.is_unsaved,
        "is_current": project is window.projects.current,
        "is_read": project.document is not None,
    }


def _document(window: MainWindow) -> _Entry | None:
    document = window.document
    if document is None:
        return None
    scenes = [scene.id for scene in document.project.scenes]
    return {
        "path": str(document.path or ""),
        "name": document.project.name,
        "is_clean": document.is_clean,
        "undo": document.undo_stack.undoText(),
        "redo": document.undo_stack.redoText(),
        "scene": scenes.index(document.scene_id) if document.scene_id in scenes else -1,
        "selection": list(document.selection),
    }


def _stage(window: MainWindow) -> _Entry | None:
    if window.workspace is None or not window.canvas.isVisible():
        return None
    canvas = window.canvas
    return {
        "zoom": canvas.zoom,
        "tool": canvas.tool,
        "clips": {clip_id: _clip(window, placed) for clip_id, placed in canvas.picking.placed.items()},
    }


def _clip(window: MainWindow, placed: Placed) -> _Entry:
    canvas, clip, around = window.canvas, placed.clip, placed.bounds
    corner = canvas.viewport().mapToGlobal(canvas.camera.to_px(around.center))
    return {
        "kind": clip.type,
        "label": clip.label,
        "center": [round(corner.x()), round(corner.y())],
        "size": [around.width * canvas.zoom, around.height * canvas.zoom],
        "left": clip.left,
        "top": clip.top,
    }
