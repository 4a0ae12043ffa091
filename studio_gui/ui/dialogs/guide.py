"""Asks where a guide of one's own lies: its direction, and its place as a number."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from studio_gui.model.edits.guides import Axis
from studio_gui.model.fields import Control
from studio_gui.ui import theme
from studio_gui.ui.dialogs.parts import FieldBox, SnugDialog, answer_row, button, field, heading
from studio_gui.ui.forms.choice_fields import SegmentField
from studio_gui.ui.forms.field import Change
from studio_gui.ui.forms.number_field import NumberField

DIRECTIONS: tuple[tuple[Axis, str], ...] = (("x", "Vertical"), ("y", "Horizontal"))
_MOST_PX = 100_000


def ask(parent: QWidget, places: dict[Axis, float], *, moved: Axis | None = None) -> tuple[Axis, float] | None:
    """The direction and the place in scene pixels; None when it was cancelled.

    ``places`` are proposed for each direction; ``moved`` is that of a guide that is there, and keeps it.
    """
    dialog = GuideDialog(parent, places, moved=moved)
    is_done = dialog.exec() == QDialog.DialogCode.Accepted
    answer = dialog.axis, dialog.places[dialog.axis]
    dialog.deleteLater()
    return answer if is_done else None


class GuideDialog(SnugDialog):
    """Two directions and a number that may be a sum, such as ``1920/3``."""

    def __init__(self, parent: QWidget, places: dict[Axis, float], *, moved: Axis | None = None) -> None:
        super().__init__(parent, width=400)
        self.setObjectName("guide")
        title = "Add guide" if moved is None else "Move guide"
        self.setWindowTitle(title)
        self.axis: Axis = moved or "x"
        self.places = dict(places)
        self.direction = SegmentField(DIRECTIONS, self)
        self.place = NumberField(Control("Place", "number", minimum=-_MOST_PX, maximum=_MOST_PX, unit="px"), self)
        self.place.setObjectName("guide_place")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        outer.setSpacing(theme.S16)
        sentence = "Measured from the left or the top edge of the stage.\nSums work too: 1920/3."
        outer.addLayout(heading(title, sentence, self))
        if moved is None:
            outer.addLayout(field("Direction", self.direction, self))
            self.direction.name("Direction")
        else:
            self.direction.hide()
        self.box = FieldBox("Place", self.place, self)
        outer.addWidget(self.box)
        self.place.name("Place")
        self.place.refused.connect(self.box.say)
        words = "Add" if moved is None else "Move"
        outer.addLayout(answer_row(self, button(words, self, role="primary", name="guide_now")))
        self.place.edited.connect(self._on_placed)
        self.direction.edited.connect(self._on_turned)
        # In a panel Esc gives the keyboard back; here it ends the dialog.
        self.place.line.given_up.connect(self.reject)
        self._show()
        self.place.setFocus()
        self.place.line.selectAll()

    def _show(self) -> None:
        self.direction.show_value(self.axis)
        self.place.show_value(self.places[self.axis])

    def _on_placed(self, change: Change) -> None:
        place = change(self.places[self.axis])
        self.places[self.axis] = float(place) if isinstance(place, (int, float)) else self.places[self.axis]
        self._show()

    def accept(self) -> None:
        """Be done, unless what was typed is no number."""
        if not self.place.is_wrong:
            super().accept()

    def _on_turned(self, change: Change) -> None:
        self.axis = "y" if change(self.axis) == "y" else "x"
        self.place.forget()
        self._show()
