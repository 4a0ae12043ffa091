"""Every command with its keys on one sheet, where they can be changed; the hands' own gestures below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from studio_gui.ui import theme
from studio_gui.ui.actions.finding.key_button import KeyButton, native
from studio_gui.ui.actions.keys import RESERVED, SYSTEM, owner_of
from studio_gui.ui.actions.registry import DEFAULT_KEYS, Actions
from studio_gui.ui.actions.row import Row
from studio_gui.ui.actions.table import MENUS
from studio_gui.ui.dialogs.parts import button, button_row, close_button, label, line
from studio_gui.ui.parts.room import give_size
from studio_gui.ui.preview.keys import KEYS as _IN_THE_PREVIEW
from studio_gui.ui.slices import Slices, Work

_ON_THE_STAGE = (
    ("Nudge by 1, by 10 px", "Arrows, Shift+arrows"),
    ("Next and previous clip", "Tab, Shift+Tab"),
    ("Add to the selection", "Shift+click"),
    ("Reach through what lies above", "Alt+click"),
    ("Copy while moving", "Alt+drag"),
    ("Move along one axis", "Shift+drag"),
    ("Move without snapping", "Ctrl in mid-drag"),
    ("Edit a text", "Enter, F2, double click"),
    ("Pan", "Space+drag, wheel"),
    ("Zoom about the pointer", "Ctrl+wheel"),
    ("Cancel a drag", "Esc, right click"),
)
_COLUMNS = 3
_HOW = "Click the keys of a command to choose others."
_NOT_KNOWN = RESERVED | {"Backspace"}
"""What means something else to a button that waits for keys, though commands have it."""
_MENU_KEYS = {f"Alt+{text[text.index('&') + 1].upper()}": title for title, text in MENUS.items()}


def show(parent: QWidget, actions: Actions) -> None:
    """Open the sheet, some turns later: it has hundreds of parts, and the window goes on while they are made."""
    if parent.findChild(ShortcutSheet) is None:
        ShortcutSheet(actions, parent).open_when_made()


class ShortcutSheet(QDialog):
    """The keys by menu, in columns. What is chosen holds at once and is remembered."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts")
        self.setWindowTitle("Keyboard shortcuts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        give_size(self, 1080, 640)
        self._actions = actions
        self._chosen = ""
        self._wanted: tuple[str, ...] = ()
        self.buttons: dict[str, KeyButton] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        outer.setSpacing(theme.S12)
        outer.addWidget(label("Keyboard shortcuts", "title", self))
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName("Commands and their keys")
        outer.addWidget(self._area, 1)
        outer.addWidget(line(self))
        outer.addLayout(self._foot())
        self._making = Slices(self, hurries=True)

    def open_when_made(self) -> None:
        """Make all that is on the sheet, then show it."""
        self._making.start(self._make())

    def _make(self) -> Work:
        content = QWidget(self._area.viewport())
        content.setObjectName("content")
        columns = QHBoxLayout(content)
        columns.setContentsMargins(0, 0, theme.S8, 0)
        columns.setSpacing(32)
        for part in _in_columns(sections(self._actions)):
            column = QVBoxLayout()
            column.setSpacing(theme.S16)
            columns.addLayout(column, 1)
            for title, rows in part:
                yield from self._add_section(column, title, rows, content)
            column.addStretch(1)
        column.insertLayout(0, _listed("On the stage", _ON_THE_STAGE, content))
        column.insertLayout(1, _listed("In the preview", _IN_THE_PREVIEW, content))
        yield from theme.style_all(self)
        self._area.setWidget(content)
        self._making.be_interrupted()
        yield
        self._refresh()
        self.open()

    def _foot(self) -> QHBoxLayout:
        self.said = label(_HOW, "quiet", self)
        self.take = button("Use it here", self, name="take")
        self.default = button("Default keys", self, name="default")
        self.reset = button("Reset all", self, name="reset")
        close = close_button(self)
        self.take.clicked.connect(self._on_take)
        self.default.clicked.connect(self._on_default)
        self.reset.clicked.connect(self._on_reset)
        self.default.setToolTip("Give the command chosen last its own keys again")
        self.reset.setToolTip("Give every command its own keys again")
        return button_row(self.take, self.default, self.reset, close, left=self.said)

    def _add_section(self, column: QVBoxLayout, title: str, rows: Sequence[Row], parent: QWidget) -> Work:
        section, lines = _empty_section(title, parent)
        column.addLayout(section)
        keys = self._actions.keys
        for row in rows:
            what = row.whole_text
            key = KeyButton(row.id, what, keys[row.id], parent)
            key.started.connect(self._on_started)
            key.recorded.connect(self._on_recorded)
            key.left.connect(self._on_left)
            self.buttons[row.id] = key
            lines.addLayout(_line(what, key, parent))
            yield

    def _on_started(self) -> None:
        key = self.sender()
        if isinstance(key, KeyButton):
            self._choose(key.command)
            key.listen_for(each for keys in self._actions.keys.values() for each in keys if each not in _NOT_KNOWN)
            self._say("Press the new keys. Backspace takes them away, Esc leaves them.")

    def _on_left(self) -> None:
        self._say(_HOW)

    def _choose(self, command: str) -> None:
        self._chosen = command
        self._wanted = ()
        self._refresh()

    def _on_recorded(self, key: str) -> None:
        sender = self.sender()
        if isinstance(sender, KeyButton):
            self._choose(sender.command)
            self._want((key,) if key else ())

    def _want(self, keys: tuple[str, ...]) -> None:
        """Give the chosen command these keys, or say who has them."""
        own = DEFAULT_KEYS[self._chosen]
        for key in keys:
            other = owner_of(self._actions.keys, key, but=self._chosen)
            if key in RESERVED and key not in own:
                self._say(f"{native(key)} is for the stage and for lists. Choose other keys.")
                return
            if key in SYSTEM:
                self._say(f"{native(key)} {SYSTEM[key]}. Choose other keys.")
                return
            if key in _MENU_KEYS:
                self._say(f"{native(key)} opens the menu {_MENU_KEYS[key]}. Choose other keys.")
                return
            if other:
                self._wanted = keys
                self._refresh()
                owner, what = (self._actions.rows[each].whole_text for each in (other, self._chosen))
                self._say(f"{native(key)} belongs to “{owner}”. Use it for “{what}” instead?")
                self.take.setFocus()
                return
        self._give(keys)

    def _give(self, keys: tuple[str, ...]) -> None:
        self._actions.rebind(self._chosen, keys)
        self._wanted = ()
        self._refresh()
        what, said = self._actions.rows[self._chosen].whole_text, " or ".join(map(native, keys))
        self._say(f"“{what}” has {said or 'no keys'} now.")

    def _on_take(self) -> None:
        self.buttons[self._chosen].setFocus()
        self._give(self._wanted)

    def _on_default(self) -> None:
        self._want(DEFAULT_KEYS[self._chosen])

    def _on_reset(self) -> None:
        self._actions.reset_keys()
        self._choose("")
        self._say("Every command has its own keys again.")

    def _say(self, text: str) -> None:
        self.said.setText(text)

    def _refresh(self) -> None:
        keys = self._actions.keys
        for command, shown in self.buttons.items():
            shown.show_keys(keys[command])
        self.take.setVisible(bool(self._wanted))
        self.default.setEnabled(bool(self._chosen) and keys[self._chosen] != DEFAULT_KEYS[self._chosen])
        self.reset.setEnabled(keys != DEFAULT_KEYS)


def sections(actions: Actions) -> list[tuple[str, list[Row]]]:
    """Title of each section with its commands."""
    found: dict[str, list[Row]] = {}
    for row in actions.rows.values():
        found.setdefault(row.menu.removeprefix("-").partition("/")[0] or "Tools", []).append(row)
    return list(found.items())


def _in_columns(parts: list[tuple[str, list[Row]]]) -> list[list[tuple[str, list[Row]]]]:
    """The sections spread so that the columns, the last one with the gestures, are about equally long."""
    room = (sum(len(rows) + 2 for _, rows in parts) + len(_ON_THE_STAGE) + len(_IN_THE_PREVIEW)) / _COLUMNS
    columns: list[list[tuple[str, list[Row]]]] = [[] for _ in range(_COLUMNS)]
    used = 0.0
    for part in parts:
        columns[min(_COLUMNS - 1, int((used + len(part[1]) / 2) / room))].append(part)
        used += len(part[1]) + 2
    return columns


def _listed(title: str, keys: Sequence[tuple[str, str]], parent: QWidget) -> QVBoxLayout:
    column, lines = _empty_section(title, parent)
    for what, key in keys:
        lines.addLayout(_line(what, label(key, "key", parent), parent))
    return column


def _empty_section(title: str, parent: QWidget) -> tuple[QVBoxLayout, QVBoxLayout]:
    column, lines = QVBoxLayout(), QVBoxLayout()
    column.setSpacing(theme.S8)
    column.addWidget(label(title, "heading", parent))
    lines.setSpacing(2)
    column.addLayout(lines)
    return column, lines


def _line(what: str, key: QWidget, parent: QWidget) -> QHBoxLayout:
    """A command and its keys; long words break where these keys, not the longest of all, leave no room."""
    row = QHBoxLayout()
    row.setSpacing(theme.S12)
    row.addStrut(theme.CONTROL_SMALL)
    row.addWidget(label(what, "", parent, wraps=True), 1)
    row.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)  # as high beside two lines as beside one
    return row
