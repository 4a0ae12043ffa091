"""Parts of a layout that are hidden as a whole or scroll."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from studio_gui.ui import theme
from studio_gui.ui.parts.fading import Faded


def boxed(inner: QHBoxLayout | QVBoxLayout, parent: QWidget) -> QWidget:
    """A layout that can be hidden as a whole."""
    made = QWidget(parent)
    inner.setContentsMargins(0, 0, 0, 0)
    made.setLayout(inner)
    return made


def scrolled(inner: QVBoxLayout, parent: QWidget) -> QScrollArea:
    """Fields that scroll where the screen is low."""
    area = Faded(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    content = QWidget(area)
    content.setObjectName("content")
    inner.setContentsMargins(0, 0, theme.S8, 0)
    content.setLayout(inner)
    area.setWidget(content)
    return area
