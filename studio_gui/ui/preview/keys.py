"""Keys of the preview, as players of videos have them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_K = Qt.Key
_PLAIN = {
    _K.Key_Space: "toggle",
    _K.Key_K: "toggle",
    _K.Key_MediaTogglePlayPause: "toggle",
    _K.Key_Comma: "back",
    _K.Key_Period: "forward",
    _K.Key_Less: "slower",
    _K.Key_Greater: "faster",
    _K.Key_Left: "second_back",
    _K.Key_Right: "second_on",
    _K.Key_PageUp: "previous",
    _K.Key_PageDown: "next",
    _K.Key_Home: "start",
    _K.Key_End: "end",
    _K.Key_Up: "louder",
    _K.Key_Down: "softer",
    _K.Key_L: "loop",
    _K.Key_M: "mute",
    _K.Key_F: "full_screen",
    _K.Key_F5: "play_all",
    _K.Key_F11: "full_screen",
    _K.Key_Escape: "leave",
}
_SHIFTED = {
    _K.Key_Comma: "slower",
    _K.Key_Period: "faster",
    _K.Key_Less: "slower",
    _K.Key_Greater: "faster",
    _K.Key_Left: "five_back",
    _K.Key_Right: "five_on",
    _K.Key_F5: "play_here",
}
KEYS = (
    ("Play, pause", "Space"),
    ("By 1 s, by 5 s", "Arrows, Shift+arrows"),
    ("One frame back, on", ",  ."),
    ("Slower, faster", "<  >"),
    ("Previous, next scene", "Page Up, Page Down"),
    ("Start, end", "Home, End"),
    ("Louder, softer, mute", "Up, Down, M"),
    ("Loop", "L"),
    ("Full screen", "F"),
    ("Back to the stage", "Esc"),
)
"""What people read about them."""
_OTHERS = (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.MetaModifier)


def meant(event: QKeyEvent) -> str:
    """What a key asks for; empty for one of the window."""
    held = event.modifiers()
    if any(held & other for other in _OTHERS):
        return ""
    table = _SHIFTED if held & Qt.KeyboardModifier.ShiftModifier else _PLAIN
    return table.get(Qt.Key(event.key()), "")


def is_for_stage(event: QKeyEvent) -> bool:
    """Whether a key would change what is selected on the stage, which is not to be seen now."""
    if any(event.modifiers() & other for other in _OTHERS):
        return False
    return event.key() in (_K.Key_Delete, _K.Key_Backspace) or event.text().isalnum()
