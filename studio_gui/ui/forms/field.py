"""What every field of a form is: a widget that shows a value and says how it should change.

A field never changes anything itself. It emits a *change*: a function from the old value to the new one, so that
``+10`` typed for three clips moves each from where it is.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QWidget

Change = Callable[[object], object]
MIXED_TEXT = "—"
"""What stands where several clips have different values."""


def constant(value: object) -> Change:
    """The change to ``value``, whatever was there."""
    return lambda _old: value


class Field(QWidget):
    """The base of all fields."""

    edited = Signal(object)
    """A change (see module), final by itself; typing and key steps emit many."""
    sliding = Signal(object)
    """A change against the value before the drag began, in the middle of a drag."""
    slid = Signal()
    """The drag is over and what is shown holds."""
    slide_cancelled = Signal()
    """The drag is over and nothing happened."""
    entered = Signal()
    """Enter or Esc: the person is done here."""
    left = Signal()
    """The keyboard went elsewhere."""

    title: str = ""
    """What people call the value; also the accessible name."""

    def show_value(self, value: object) -> None:
        """Show the value; what the person is typing just now is not taken away."""
        raise TypeError(f"{type(self).__name__} shows nothing")

    def show_mixed(self) -> None:
        """Show that the clips have different values."""
        raise TypeError(f"{type(self).__name__} shows nothing")

    def forget(self) -> None:
        """Drop what was typed and not yet taken: other clips are shown from now on."""

    def take(self) -> None:
        """Let what was typed take effect, if it can: something is done that counts on it, and the keyboard stays here."""

    def name(self, title: str, hint: str = "") -> None:
        """Give the field its title for eyes and screen readers."""
        self.title = title
        for target in (self, self.focusProxy()):
            if target is not None:
                target.setAccessibleName(title)
                target.setToolTip(hint or title)


def take_typed(widget: QWidget | None) -> None:
    """Let what is half typed take effect: it is to be saved, or copied, or its clip is being left.

    ``widget`` has the keyboard; it may be the line of a field, or that of a name in a list.
    """
    around = widget.parentWidget() if widget is not None else None
    view = around.parentWidget() if around is not None else None
    if isinstance(around, Field):
        around.take()
    elif isinstance(view, QAbstractItemView) and around is view.viewport():
        view.itemDelegate().commitData.emit(widget)


UNDO_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def is_undo_key(event: QEvent) -> bool:
    """Whether the key means undo or redo, which belong to the document and not to one field."""
    return isinstance(event, QKeyEvent) and any(event.matches(key) for key in UNDO_KEYS)


_LETTERS = (
    QKeySequence.StandardKey.MoveToEndOfLine,
    QKeySequence.StandardKey.DeleteEndOfLine,
    QKeySequence.StandardKey.DeleteCompleteLine,
)


def is_command_key(event: QEvent) -> bool:
    """Whether Qt would edit with Ctrl and a letter here, as only some desktops do: commands have those letters."""
    return (
        isinstance(event, QKeyEvent)
        and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        and any(event.matches(key) for key in _LETTERS)
    )


def is_plain_paste(event: QEvent) -> bool:
    """Ctrl+Shift+V, which elsewhere pastes without the looks; words that are written here have but their own."""
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_V and event.modifiers() == both


class WheelGuard(QObject):
    """Keeps the wheel for the panel: a field that is scrolled past must not change."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass the wheel on to the parent."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget):
            event.ignore()
            return True
        return False


def guard_wheel(widget: QWidget) -> None:
    """Make ``widget`` ignore the wheel, and take the focus by click and Tab only."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(WheelGuard(widget))
