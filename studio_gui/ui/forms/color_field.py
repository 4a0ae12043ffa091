"""A colour: a swatch that opens the picker, and its hex."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio_gui.ui.forms.color_picker import ColorPicker, Swatch
from studio_gui.ui.forms.color_text import hex_of, read_color, write_color
from studio_gui.ui.forms.eyedropper import Eyedropper
from studio_gui.ui.forms.field import Change, Field
from studio_gui.ui.forms.text_fields import TextField

UsedColors = Callable[[], Sequence[QColor]]


class ColorField(Field):
    """A colour written the way the documents write it; empty is none."""

    def __init__(
        self, parent: QWidget | None = None, *, can_be_none: bool = True, used_colors: UsedColors = lambda: ()
    ) -> None:
        super().__init__(parent)
        self._can_be_none = can_be_none
        self._used_colors = used_colors
        self._picker: ColorPicker | None = None
        self.swatch = Swatch(self, side=30)
        self.text = TextField(self, placeholder="None", is_whole=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.swatch)
        layout.addWidget(self.text, 1)
        self.swatch.clicked.connect(self.open_picker)
        self.text.edited.connect(self._on_typed)
        self.text.entered.connect(self.entered)
        self.text.left.connect(self.left)

    @property
    def picker(self) -> ColorPicker | None:
        """The picker, once it was opened."""
        return self._picker

    def name(self, title: str, hint: str = "") -> None:
        super().name(title, hint)
        self.text.name(title, hint)
        self.swatch.setAccessibleName(f"{title}: open the colour picker")
        self.swatch.setToolTip(f"{title}: pick a colour")

    def show_value(self, value: object) -> None:
        said = value if isinstance(value, str) else ""
        color = read_color(said)
        self.swatch.show_color(color)
        self.text.show_value(_words(color) if color is not None else said)

    def show_mixed(self) -> None:
        self.swatch.show_color(None, is_mixed=True)
        self.text.show_mixed()

    def forget(self) -> None:
        self.text.forget()

    def open_picker(self) -> None:
        """Open the picker under the swatch."""
        if self._picker is None:
            self._picker = ColorPicker(self, can_be_none=self._can_be_none)
            self._picker.picked.connect(self._on_picked)
            self._picker.sliding.connect(self._on_sliding)
            self._picker.slid.connect(self.slid)
            self._picker.closed.connect(self._on_closed)
            self._picker.dropper_wanted.connect(self.pick_from_window)
        self._picker.open_at(self.swatch, self.swatch.color, self._used_colors())

    def pick_from_window(self) -> None:
        """Take the colour of something that is to be seen."""
        dropper = Eyedropper(self.window())
        dropper.taken.connect(self._on_taken)

    def _on_taken(self, color: QColor) -> None:
        self.edited.emit(_change_to(color))
        self.left.emit()

    def _on_typed(self, change: object) -> None:
        said = str(change("")) if callable(change) else ""
        color = read_color(said) or read_color("#" + said.strip())
        if color is None and (said.strip() or not self._can_be_none):
            self.show_value(write_color(self.swatch.color))
            return
        self.edited.emit(_change_to(color))

    def _on_picked(self, color: object) -> None:
        self.edited.emit(_change_to(color if isinstance(color, QColor) else None))

    def _on_sliding(self, color: object) -> None:
        if isinstance(color, QColor):
            self.sliding.emit(_change_to(color))

    def _on_closed(self) -> None:
        self.slid.emit()
        self.left.emit()


def _words(color: QColor) -> str:
    if color.alpha() == 255:
        return hex_of(color)
    return f"{hex_of(color)} · {round(color.alphaF() * 100)} %"


def _change_to(color: QColor | None) -> Change:
    return lambda old: write_color(color, like=old if isinstance(old, str) else "")
