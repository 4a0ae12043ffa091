"""A slider with its number beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from studio_gui.model.fields import Control
from studio_gui.ui import theme
from studio_gui.ui.forms.field import Field, constant, guard_wheel
from studio_gui.ui.forms.number_field import NumberField

_NUMBER_WIDTH = 76


class SliderField(Field):
    """A number between two limits; the drag of the handle is one step of the history."""

    def __init__(self, control: Control, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._factor = 10**control.decimals
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(
            round((control.minimum or 0) * self._factor),
            round((100 if control.maximum is None else control.maximum) * self._factor),
        )
        self.slider.setPageStep(max(1, (self.slider.maximum() - self.slider.minimum()) // 10))
        guard_wheel(self.slider)
        self.number = NumberField(control, self)
        self.number.setFixedWidth(_NUMBER_WIDTH)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self.number)
        self.slider.valueChanged.connect(self._on_value_changed)
        self.slider.sliderReleased.connect(self.slid)
        for name in ("edited", "sliding", "slid", "slide_cancelled", "entered", "left"):
            getattr(self.number, name).connect(getattr(self, name))

    def name(self, title: str, hint: str = "") -> None:
        super().name(title, hint)
        self.slider.setAccessibleName(title)
        self.slider.setToolTip(hint or title)
        self.number.name(title, hint)

    def show_value(self, value: object) -> None:
        self.number.show_value(value)
        if not self.slider.isSliderDown() and isinstance(value, (int, float)):
            theme.set_role(self.slider, "")
            self._move(round(value * self._factor))

    def show_mixed(self) -> None:
        self.number.show_mixed()
        if not self.slider.isSliderDown():
            # No place would be true: the knob goes to the middle and the groove loses its colour.
            self._move((self.slider.minimum() + self.slider.maximum()) // 2)
            theme.set_role(self.slider, "mixed")

    def forget(self) -> None:
        self.number.forget()

    def _move(self, position: int) -> None:
        if self.slider.value() == position:
            return
        self.slider.blockSignals(True)
        self.slider.setValue(position)
        self.slider.blockSignals(False)

    def _on_value_changed(self, position: int) -> None:
        value = position / self._factor
        change = constant(int(value) if value == int(value) else value)
        (self.sliding if self.slider.isSliderDown() else self.edited).emit(change)
