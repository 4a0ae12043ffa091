"""The status bar: a hint for the held keys, issues, when it was saved, zoom. 26 px."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QLabel, QSlider, QStatusBar, QToolButton, QWidget

from studio_gui.ui import theme
from studio_gui.ui.parts.elided import Elided
from studio_gui.ui.theme.isolating import percent

HEIGHT = 26
_LOWEST, _HIGHEST = 0.05, 8.0
_STEPS = 1000


class StatusBar(QStatusBar):
    """Says what the hand could do, and how the project is."""

    zoom_moved = Signal(float)
    issues_clicked = Signal()
    fit_clicked = Signal()

    def __init__(self, parent: QWidget, *, fit: QAction) -> None:
        """``fit`` is the command behind the zoom: its keys are told there, whatever they are now."""
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setFixedHeight(HEIGHT)
        self.hint = Elided("", self, mode=Qt.TextElideMode.ElideRight)
        self.hint.setObjectName("hint")
        self.hint.setIndent(theme.S12)
        self.addWidget(self.hint, 1)
        self.issues = self._button("issues", "Nothing stands in the way of an export")
        self.issues.clicked.connect(self.issues_clicked)
        self.saved = QLabel(self)
        self.saved.setObjectName("saved")
        self._fit = fit
        self.zoom = self._button("zoom", fit.toolTip())
        self.zoom.clicked.connect(self.fit_clicked)
        fit.changed.connect(self._on_fit_changed)
        self.zoom.setMinimumWidth(52)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, _STEPS)
        self.slider.setFixedWidth(110)
        self.slider.setAccessibleName("Zoom")
        self.slider.setToolTip("Zoom")
        self.slider.valueChanged.connect(self._on_slid)
        for widget in (self.issues, self.saved, self.zoom, self.slider):
            self.addPermanentWidget(widget)
        end = QWidget(self)
        end.setFixedWidth(theme.S8)
        self.addPermanentWidget(end)

    def _on_fit_changed(self) -> None:
        self.zoom.setToolTip(self._fit.toolTip())

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setProperty("role", "status")
        button.setToolTip(tip)
        button.setIconSize(QSize(14, 14))
        theme.set_apart(button)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def show_zoom(self, zoom: float) -> None:
        """Show a zoom factor (1 is 100 %)."""
        self.zoom.setText(percent(zoom))
        share = math.log(max(zoom, _LOWEST) / _LOWEST) / math.log(_HIGHEST / _LOWEST)
        self.slider.blockSignals(True)
        self.slider.setValue(round(share * _STEPS))
        self.slider.blockSignals(False)

    def show_issues(self, errors: int, warnings: int) -> None:
        """Show how many things stand in the way, or none."""
        count = errors + warnings
        self.issues.setText("No issues" if not count else "1 issue" if count == 1 else f"{count} issues")
        name, color = ("error", "bad") if errors else ("warning", "warn") if warnings else ("check", "good")
        self.issues.setIcon(theme.icon(name, color=color))
        self.issues.setToolTip("Show what to look at before an export" if count else "Nothing to look at")

    def forget_issues(self) -> None:
        """Say nothing until the project was checked."""
        self.issues.setText("")
        self.issues.setIcon(QIcon())
        self.issues.setToolTip("Being checked")

    def _on_slid(self, value: int) -> None:
        self.zoom_moved.emit(_LOWEST * (_HIGHEST / _LOWEST) ** (value / _STEPS))
