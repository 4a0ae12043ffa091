"""How a row looks under the pointer, with the keyboard, and while it is dragged."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, QRect
from PySide6.QtGui import QColor, QHoverEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot

from studio_gui.ui import theme
from studio_gui.ui.document import Document
from studio_gui.ui.panels.dragging import picture_of
from studio_gui.ui.panels.layers import LayersPanel
from studio_gui.ui.panels.scenes import ScenesPanel

Panel = LayersPanel | ScenesPanel


@pytest.fixture(params=[LayersPanel, ScenesPanel])
def panel(request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, document: Document) -> Panel:
    theme.apply(qapp, "light")
    made: Panel = request.param(document)
    qtbot.addWidget(made)
    made.resize(248, 500)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


def _row(panel: Panel) -> QRect:
    return panel.view.visualRect(panel.view.model().index(0, 0))


def _middle_line(panel: Panel) -> list[QColor]:
    """The colours of the first row from its left edge to its right one."""
    image = panel.view.viewport().grab(_row(panel)).toImage()
    return [image.pixelColor(x, image.height() // 2) for x in range(image.width())]


def test_the_ground_of_a_row_under_the_pointer_leaves_a_rim_at_both_sides(panel: Panel) -> None:
    panel.view.clearSelection()
    at = QPointF(_row(panel).center())
    QApplication.sendEvent(panel.view.viewport(), QHoverEvent(QEvent.Type.HoverMove, at, at, QPointF(-1, -1)))
    line, paper = _middle_line(panel), QColor(theme.tokens().panel)
    assert line[8] != paper
    assert line[:4] + line[-4:] == [paper] * 8


def test_a_row_with_the_keyboard_has_a_ring_of_two_pixels(panel: Panel, qtbot: QtBot) -> None:
    panel.view.setCurrentIndex(panel.view.model().index(0, 0))
    panel.view.setFocus()
    qtbot.waitUntil(panel.view.hasFocus)
    accent = QColor(theme.tokens().accent)
    for line in (_middle_line(panel), _middle_line(panel)[::-1]):
        assert [x for x in range(10) if line[x] == accent] == [4, 5]


def test_a_row_is_dragged_round_and_without_a_frame_around_it(panel: Panel) -> None:
    panel.view.setCurrentIndex(panel.view.model().index(0, 0))
    panel.view.clearFocus()
    panel.view.setState(QAbstractItemView.State.DraggingState)
    image = picture_of(panel.view).toImage()
    panel.view.setState(QAbstractItemView.State.NoState)
    right, bottom = image.width() - 1, image.height() - 1
    assert [image.pixelColor(x, y).alpha() for x in (0, right) for y in (0, bottom)] == [0] * 4
    assert image.pixelColor(right // 2, 0) == QColor(theme.tokens().accent_soft)
