"""The bar over the selection comes when the hand rests and is never in the way."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from studio_gui.ui.canvas.bar import place_bar


def _fill(canvas) -> QAction:
    action = QAction("Flip", canvas)
    menu = QMenu("Align", canvas)
    canvas.bar.fill([action, None, menu])
    return action


def test_it_comes_for_a_selection_and_goes_with_it(canvas, mouse, document, qtbot) -> None:
    _fill(canvas)
    mouse.click(400, 350)
    qtbot.waitUntil(canvas.bar.isVisible)
    assert canvas.viewport().rect().contains(canvas.bar.geometry())
    document.select(())
    assert not canvas.bar.isVisible()


def test_it_is_away_during_a_drag_and_comes_back(canvas, mouse, qtbot) -> None:
    _fill(canvas)
    mouse.click(400, 350)
    qtbot.waitUntil(canvas.bar.isVisible)
    mouse.press(400, 350).move(450, 380)
    assert not canvas.bar.isVisible()
    mouse.release()
    qtbot.waitUntil(canvas.bar.isVisible)


def test_it_is_away_while_a_text_is_edited(canvas, mouse, qtbot, document) -> None:
    _fill(canvas)
    mouse.click(400, 850)
    qtbot.waitUntil(canvas.bar.isVisible)
    canvas.edit_text(document.selection[0])
    assert not canvas.bar.isVisible()


def test_without_commands_it_never_shows(canvas, mouse, qtbot) -> None:
    mouse.click(400, 350)
    canvas.bar.follow(QRectF(10, 10, 50, 50))
    assert not canvas.bar.isVisible()


def test_its_place() -> None:
    port, size = QRect(0, 0, 800, 600), QSize(200, 36)
    assert place_bar(QRectF(300, 200, 100, 100), size, port) == QRect(250, 124, 200, 36)
    assert place_bar(QRectF(300, 20, 100, 100), size, port).top() == 134
    assert place_bar(QRectF(-40, 200, 100, 100), size, port).left() == 8
    assert place_bar(QRectF(-500, -500, 2000, 2000), size, port).top() == 14
    assert place_bar(QRectF(900, 200, 100, 100), size, port) is None
