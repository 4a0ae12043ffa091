"""Qt for pictures without a window."""

from __future__ import annotations

import os

from PySide6.QtGui import QGuiApplication

from studio_gui.painting.media.formats import load_formats

_kept: list[QGuiApplication] = []


def ensure_qt() -> None:
    """See that fonts and pictures work in this process: start Qt without a display unless it runs already."""
    if QGuiApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _kept.append(QGuiApplication(["scene-studio"]))
        load_formats()
