"""The field that edits a control."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from studio_gui.model.fields import Control
from studio_gui.ui import theme
from studio_gui.ui.forms.choice_fields import ChoiceField, FontField, SegmentField, ToggleField
from studio_gui.ui.forms.color_field import ColorField, UsedColors
from studio_gui.ui.forms.field import Field
from studio_gui.ui.forms.number_field import NumberField
from studio_gui.ui.forms.slider_field import SliderField
from studio_gui.ui.forms.text_fields import MultilineField, TextField

SEGMENTS_UP_TO = 3
_NEVER_NONE = ("Fill", "Colour")
_ICONS = {"Alignment": ("text-left", "text-center", "text-right")}


def field_for(control: Control, parent: QWidget, *, used_colors: UsedColors = lambda: (), prefix: str = "") -> Field:
    """The field for a control, with its name for eyes and screen readers."""
    field = _made(control, parent, used_colors, prefix)
    field.name(control.title, control.help)
    return field


def _made(control: Control, parent: QWidget, used_colors: UsedColors, prefix: str) -> Field:
    match control.widget:
        case "number":
            return NumberField(control, parent, prefix=prefix)
        case "slider":
            return SliderField(control, parent)
        case "multiline":
            return MultilineField(parent)
        case "color":
            return ColorField(parent, can_be_none=control.title not in _NEVER_NONE, used_colors=used_colors)
        case "toggle":
            return ToggleField(control.title, parent)
        case "font":
            return FontField(parent)
        case "choice" | "shape":
            return _choice(control, parent)
        case _:
            return TextField(parent)


def _choice(control: Control, parent: QWidget) -> Field:
    if len(control.choices) > SEGMENTS_UP_TO:
        return ChoiceField(control.choices, parent)
    icons = [theme.icon(name) for name in _ICONS.get(control.title, ())]
    return SegmentField(control.choices, parent, icons=icons)
