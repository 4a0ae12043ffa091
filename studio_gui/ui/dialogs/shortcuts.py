"""Every key on one sheet, made from the table of commands; the hands' own gestures below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from studio_gui.ui import theme
from studio_gui.ui.actions.registry import Actions
from studio_gui.ui.dialogs.parts import button, button_row, label

_ON_THE_STAGE = (
    ("Nudge by 1 px, by 10 px", "Arrows, Shift+Arrows"),
    ("Next and previous clip", "Tab, Shift+Tab"),
    ("Add to the selection", "Shift+Click"),
    ("Reach through what lies above", "Alt+Click"),
    ("Copy while moving", "Alt+Drag"),
    ("Move along one axis", "Shift+Drag"),
    ("Move without snapping", "Ctrl in mid-drag"),
    ("Edit a text", "Enter, F2, double click"),
    ("Pan", "Space+Drag, wheel"),
    ("Zoom about the pointer", "Ctrl+Wheel"),
    ("Cancel a drag", "Esc, right click"),
)
_COLUMNS = 3


def show(parent: QWidget, actions: Actions) -> None:
    """Open the sheet."""
    ShortcutSheet(actions, parent).open()


class ShortcutSheet(QDialog):
    """The keys by menu, in columns."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts")
        self.setWindowTitle("Keyboard shortcuts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(980, 640)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        outer.setSpacing(theme.S16)
        outer.addWidget(label("Keyboard shortcuts", "title", self))
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        content = QWidget(area)
        content.setObjectName("content")
        columns = QHBoxLayout(content)
        columns.setContentsMargins(0, 0, theme.S8, 0)
        columns.setSpacing(32)
        for part in self._in_columns(sections(actions)):
            column = QVBoxLayout()
            column.setSpacing(theme.S16)
            for title, keys in part:
                column.addLayout(_section(title, keys, content))
            column.addStretch(1)
            columns.addLayout(column, 1)
        area.setWidget(content)
        outer.addWidget(area, 1)
        close = button("Close", self)
        close.clicked.connect(self.accept)
        outer.addLayout(button_row(close))

    def _in_columns(
        self, parts: list[tuple[str, list[tuple[str, str]]]]
    ) -> list[list[tuple[str, list[tuple[str, str]]]]]:
        """The sections spread so that the columns are about equally long."""
        room = sum(len(keys) + 2 for _, keys in parts) / _COLUMNS
        columns: list[list[tuple[str, list[tuple[str, str]]]]] = [[] for _ in range(_COLUMNS)]
        used = 0.0
        for part in parts:
            columns[min(_COLUMNS - 1, int((used + len(part[1]) / 2) / room))].append(part)
            used += len(part[1]) + 2
        return columns


def sections(actions: Actions) -> list[tuple[str, list[tuple[str, str]]]]:
    """Title of each section with its (what, keys)."""
    found: dict[str, list[tuple[str, str]]] = {}
    native = QKeySequence.SequenceFormat.NativeText
    for row in actions.rows.values():
        if row.keys and not row.id.startswith("opacity_"):
            title = row.menu.removeprefix("-").partition("/")[0] or "Tools"
            keys = " or ".join(QKeySequence(key).toString(native) for key in row.keys)
            found.setdefault(title, []).append((row.plain_text, keys))
    found.setdefault("Tools", []).append(("Opacity 10…100 %", "1 … 9, 0"))
    return [*found.items(), ("On the stage", list(_ON_THE_STAGE))]


def _section(title: str, keys: list[tuple[str, str]], parent: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.S8)
    column.addWidget(label(title, "heading", parent))
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.S12)
    grid.setVerticalSpacing(6)
    for place, (what, key) in enumerate(keys):
        grid.addWidget(label(what, "", parent), place, 0)
        grid.addWidget(label(key, "key", parent), place, 1, Qt.AlignmentFlag.AlignRight)
    grid.setColumnStretch(0, 1)
    column.addLayout(grid)
    return column
