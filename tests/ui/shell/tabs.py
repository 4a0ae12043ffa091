"""Hands for the tests of tabs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.window.tab_strip import TabStrip


def strip_of(window: MainWindow) -> TabStrip:
    """The tabs of a window."""
    assert window.workspace is not None
    strip = window.workspace.findChild(TabStrip)
    assert isinstance(strip, TabStrip)
    return strip


def names(window: MainWindow) -> list[str]:
    """The projects as the tabs name them."""
    strip = strip_of(window)
    return [strip.tabText(index) for index in range(strip.count())]


def key(window: MainWindow, pressed: Qt.Key, modifiers: Qt.KeyboardModifier, *, on: QWidget | None = None) -> None:
    """Press a key where the keyboard is, as a person does."""
    QTest.keyClick(on or QApplication.focusWidget() or window, pressed, modifiers)


def drag_to(widget: QWidget, at: QPoint) -> None:
    """Move the mouse with the left button held."""
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(widget.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)
