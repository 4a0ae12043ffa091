"""Choosing a colour where there is no field for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from studio_gui.painting.colors import color
from studio_gui.ui import theme
from studio_gui.ui.dialogs.parts import FieldBox, SnugDialog, answer_row, button, heading
from studio_gui.ui.forms.color_picker import Swatch
from studio_gui.ui.forms.color_plane import ColorPlane, HueBar
from studio_gui.ui.forms.color_text import hex_of, read_color, write_color
from studio_gui.ui.forms.line import Whole


def ask(parent: QWidget, title: str, *, now: str) -> str:
    """A colour as ``rgb(r,g,b)``; empty when it was cancelled."""
    dialog = ColorDialog(parent, title, color(now, "white") or QColor("white"))
    is_chosen = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = dialog.color
    dialog.deleteLater()
    return write_color(chosen) if is_chosen else ""


class ColorDialog(SnugDialog):
    """The surfaces of the picker that fields have, and the colour as text; opaque ones only."""

    def __init__(self, parent: QWidget, title: str, now: QColor) -> None:
        super().__init__(parent, width=328)
        self.setObjectName("color")
        self.setWindowTitle(title)
        self.color = QColor(now.red(), now.green(), now.blue())
        self.plane, self.hues = ColorPlane(self), HueBar(self)
        self.swatch = Swatch(self, side=theme.CONTROL)
        self.swatch.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.swatch.unsetCursor()  # it only shows
        self.hex = Whole(self)
        self.hex.setObjectName("hex")
        self.hex.setAccessibleName("Hex colour")
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S8)
        row.addWidget(self.swatch)
        row.addWidget(self.hex, 1)
        self.box = FieldBox("Hex colour", line, self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        outer.setSpacing(theme.S12)
        outer.addLayout(heading(title, "Point at a colour, or type one: #2F5FE3.", self))
        outer.addWidget(self.plane)
        outer.addWidget(self.hues)
        outer.addWidget(self.box)
        outer.addLayout(answer_row(self, button("Choose", self, role="primary", name="choose")))
        self.plane.dragged.connect(self._on_plane)
        self.hues.dragged.connect(self._on_hue)
        self.hex.textEdited.connect(self._on_hex)
        self.hues.put_knob(max(0.0, self.color.hsvHueF()))
        self._show()
        self.hex.setText(hex_of(self.color))
        self.hex.setFocus()
        self.hex.selectAll()

    def _show(self) -> None:
        """Show the colour everywhere but in the line, which somebody may be typing in."""
        if self.color.hsvSaturation() > 0 and self.color.value() > 0:
            self.hues.put_knob(max(0.0, self.color.hsvHueF()))
        self.plane.hue = self.hues.x_share
        self.plane.put_knob(self.color.hsvSaturationF(), 1 - self.color.valueF())
        self.swatch.show_color(self.color)
        self.swatch.setAccessibleName(hex_of(self.color))

    def _point(self, x_share: float, y_share: float) -> None:
        self.color = QColor.fromHsvF(min(self.hues.x_share, 0.9999), x_share, 1 - y_share)
        self._show()
        self.hex.setText(hex_of(self.color))
        self.box.say("")

    def _on_plane(self, x_share: float, y_share: float) -> None:
        self._point(x_share, y_share)

    def _on_hue(self, _x_share: float, _y_share: float) -> None:
        self._point(self.plane.x_share, self.plane.y_share)

    def _on_hex(self, text: str) -> None:
        found = read_color(text.strip()) or read_color("#" + text.strip())
        if found is not None:
            self.color = QColor(found.red(), found.green(), found.blue())
            self._show()
        self.box.say("" if found is not None else "Type a colour such as #2F5FE3.")

    def accept(self) -> None:
        """Be done, unless what was typed is no colour."""
        if not self.box.words.text():
            super().accept()
