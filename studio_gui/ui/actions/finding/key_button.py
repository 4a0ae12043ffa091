"""A button that shows the keys of a command and, once pressed, waits for others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

_HELD = (
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_unknown,
)


class KeyButton(QPushButton):
    """Press it, then press the new keys. Backspace takes the keys away, Esc and Tab leave them."""

    started = Signal()
    recorded = Signal(str)
    """The keys in the writing of settings; empty to take them away."""
    left = Signal()
    """No keys were pressed after all."""

    def __init__(self, command: str, what: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"key_{command}")
        self.setProperty("role", "key")
        self.setCheckable(True)
        self.command = command
        self._what = what
        self._keys: tuple[str, ...] = ()
        self.toggled.connect(self._on_toggled)

    def show_keys(self, keys: Sequence[str]) -> None:
        """Show the keys that are in force."""
        self._keys = tuple(keys)
        self._write()

    def _write(self) -> None:
        said = " or ".join(map(native, self._keys))
        self.setText("Press keys…" if self.isChecked() else said or "—")
        if self.property("empty") is not (is_empty := not said):
            self.setProperty("empty", is_empty)
            self.style().unpolish(self)
            self.style().polish(self)
        self.setAccessibleName(f"{self._what}: {said or 'no keys'}")
        self.setToolTip("Waiting for keys" if self.isChecked() else f"Choose other keys for “{self._what}”")

    def _on_toggled(self, is_recording: bool) -> None:
        self._write()
        if is_recording:
            self.started.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.isChecked():
            self.setChecked(False)
            self.left.emit()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        # While it waits, no key may be taken for a command or for a letter of another button.
        if event.type() == QEvent.Type.ShortcutOverride and self.isChecked():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.isChecked():
            super().keyPressEvent(event)
        elif event.key() not in _HELD:
            self.setChecked(False)
            if event.key() == Qt.Key.Key_Backspace and not event.modifiers():
                self.recorded.emit("")
            elif event.key() == Qt.Key.Key_Escape:
                self.left.emit()
            else:
                self.recorded.emit(keys_of(event))


def keys_of(event: QKeyEvent) -> str:
    """The keys of an event in the writing of settings; Shift does not count where the sign itself needs it."""
    modifiers, text = event.modifiers(), event.text()
    modifiers &= ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier)
    if text and text[0].isprintable() and not text[0].isalnum() and not text[0].isspace():
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    combined = QKeySequence(modifiers.value | event.key())
    return combined.toString(QKeySequence.SequenceFormat.PortableText)


def native(key: str) -> str:
    """A key as people of this computer read it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
