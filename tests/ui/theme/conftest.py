"""What tests of looks share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from studio_gui.ui import theme


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    """As the program starts for those who read from right to left."""
    for direction in (Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight):
        qapp.setLayoutDirection(direction)
        theme.apply(qapp, "light")
        if direction == Qt.LayoutDirection.RightToLeft:
            yield
