"""The keys of the window's commands as they are now, for menus and tips of panels: people rebind them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget


def keys_of(widget: QWidget, command: str) -> str:
    """The first key of a command as the system writes it; empty without one, or in a window without commands.

    ``command`` is the id of a command of the window, or else a key itself, such as ``F2``, that nobody can rebind.
    """
    for action in widget.window().actions():
        if action.objectName() == command:
            return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return QKeySequence(command).toString(QKeySequence.SequenceFormat.NativeText) if command[:1].isupper() else ""


def with_keys(text: str, widget: QWidget, command: str) -> str:
    """A tip that names the command's key, if it has one."""
    keys = keys_of(widget, command)
    return f"{text} ({keys})" if keys else text


def menu_text(text: str, widget: QWidget, command: str) -> str:
    """What a line of a menu says, with the key at its end."""
    keys = keys_of(widget, command)
    return f"{text}\t{keys}" if keys else text


def keep_tip(widget: QWidget, text: str, command: str) -> None:
    """Give a button a tip that names the key its command has at the moment it is read."""
    if widget.property("tip") is None:
        widget.installEventFilter(_Tip(widget))
    widget.setProperty("tip", (text, command))
    widget.setToolTip(text)


class _Tip(QObject):
    """Writes a tip just before it is shown."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(watched, QWidget):
            text, command = watched.property("tip")
            watched.setToolTip(with_keys(text, watched, command))
        return False
