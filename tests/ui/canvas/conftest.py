"""A canvas with a small project, and a mouse with buttons and keys held."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from studio_gui.model.geometry import Point, Rect
from studio_gui.model.new import new_project, new_scene, new_shape, new_text
from studio_gui.model.project import Project
from studio_gui.painting import Assets
from studio_gui.ui.canvas import CanvasView
from studio_gui.ui.document import Document
from tests.ui.canvas.mouse import Mouse


def a_project() -> Project:
    """Three clips in a row: a red box, a green box in front of it all, and a title."""
    red = new_shape("Rectangle_corner0", box=Rect(200, 200, 400, 300), fill="rgb(220,40,40)", name="Red")
    green = new_shape("Rectangle_corner0", box=Rect(1000, 300, 300, 300), fill="rgb(40,160,80)", name="Green")
    title = new_text("Hello", box=Rect(300, 800, 600, 120), name="Title")
    clips = tuple(clip.changed(layer=layer + 1) for layer, clip in enumerate((red, green, title)))
    return new_project(scenes=(new_scene().changed(clips=clips),))


@pytest.fixture
def document() -> Document:
    return Document(a_project())


@pytest.fixture
def canvas(qtbot: QtBot, document: Document, tmp_path: Path) -> Iterator[CanvasView]:
    view = CanvasView(document, Assets(tmp_path))
    qtbot.addWidget(view)
    view.resize(1056, 636)
    view.show()
    qtbot.waitExposed(view)
    view.set_zoom(0.5)
    view.snaps = False  # so that numbers are plain; snapping has tests of its own
    view.setFocus()
    yield view
    view.close()


@pytest.fixture
def mouse(canvas: CanvasView) -> Mouse:
    return Mouse(canvas)


@pytest.fixture
def box(document: Document) -> Callable[[str], tuple[float, ...]]:
    """Left, top, width, height and angle of the clip with that name."""

    def of(name: str) -> tuple[float, ...]:
        clip = next(clip for clip in document.scene.clips if clip.label == name)
        return clip.left, clip.top, clip.width * clip.scale_x, clip.height * clip.scale_y, clip.angle

    return of


def names(document: Document) -> list[str]:
    """The names of what is selected."""
    return [clip.label for clip in document.selected_clips]


__all__ = ["Point", "QPointF", "Qt", "a_project", "names"]
