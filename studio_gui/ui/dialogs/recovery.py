"""Work that was not saved when the program ended: what there is, and what to do with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from studio_gui.files.journal import Recoverable
from studio_gui.files.scratch import is_scratch
from studio_gui.ui import theme
from studio_gui.ui.dialogs.message import Message
from studio_gui.ui.dialogs.parts import button, label

_MOST_STEPS = 4


class RecoveryDialog(Message):
    """Lists journals; ``chosen`` is ``recover`` or ``discard`` for those that are ticked, else they stay for later."""

    def __init__(self, parent: QWidget, found: Sequence[Recoverable]) -> None:
        super().__init__(
            parent,
            "Scene Studio ended before everything was saved",
            more="What was done until then can be opened as a copy. The project itself is not changed.",
            icon=("info", "accent"),
        )
        self.setObjectName("recovery")
        self._found = tuple(found)
        self._boxes = [self._row(one) for one in self._found]
        self.add_buttons(
            button("Throw away", self, role="danger", name="discard"),
            button("Later", self, name="later"),
            button("Recover", self, role="primary", name="recover"),
        )

    @property
    def ticked(self) -> list[Recoverable]:
        """The journals the answer is about."""
        return [one for one, box in zip(self._found, self._boxes, strict=True) if box.isChecked()]

    def _row(self, one: Recoverable) -> QCheckBox:
        column = QVBoxLayout()
        column.setSpacing(theme.S4)
        box = QCheckBox(one.name or "Untitled", self)
        box.setChecked(True)
        box.setAccessibleDescription(_about(one))
        column.addWidget(box)
        for text in (_about(one), _steps(one)):
            line = label(text, "quiet", self, wraps=True)
            line.setContentsMargins(theme.S24, 0, 0, 0)
            column.addWidget(line)
        self.column.addLayout(column)
        self.column.addSpacing(theme.S8)
        return box


def _about(one: Recoverable) -> str:
    scenes = f"{one.scene_count} {'scene' if one.scene_count == 1 else 'scenes'} changed"
    where = "never saved" if one.place is None or is_scratch(one.place) else str(one.place.parent)
    return " · ".join(part for part in (_when(one.at), scenes, where) if part)


def _when(at: str) -> str:
    try:
        local = datetime.fromisoformat(at).astimezone()
    except ValueError:
        return ""
    is_today = local.date() == datetime.now().astimezone().date()
    return local.strftime("Today %H:%M" if is_today else "%d %b %H:%M")


def _steps(one: Recoverable) -> str:
    """The last things done, each told once however often it was done in a row: typing is noted all the time."""
    runs = [(name, len(list(run))) for name, run in groupby(step.label for step in reversed(one.steps)) if name]
    last = runs[:_MOST_STEPS]
    more = len(one.steps) - sum(times for _, times in last)
    return "Last: " + ", ".join(name for name, _ in last) + (f" and {more} more" if more > 0 else "")
