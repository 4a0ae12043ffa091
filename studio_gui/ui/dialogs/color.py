"""Choosing a colour where there is no field for it."""

from __future__ import annotations

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QWidget

from studio_gui.painting.colors import color


def ask(parent: QWidget, title: str, *, now: str) -> str:
    """A colour as ``rgb(r,g,b)``; empty when it was cancelled."""
    chosen = QColorDialog.getColor(
        color(now, "white") or QColor("white"), parent, title, QColorDialog.ColorDialogOption.DontUseNativeDialog
    )
    return f"rgb({chosen.red()},{chosen.green()},{chosen.blue()})" if chosen.isValid() else ""
