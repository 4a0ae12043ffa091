"""A button that shows the keys of a command and, once pressed, waits for others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from studio_gui.ui.theme.isolating import from_left

_HELD = (
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_ScrollLock,
    Qt.Key.Key_unknown,
)


class KeyButton(QPushButton):
    """Press it, then press the new keys. Backspace takes the keys away, Esc and Tab leave them."""

    started = Signal()
    recorded = Signal(str)
    """The keys in the writing of settings; empty to take them away."""
    left = Signal()
    """No keys were pressed after all."""

    def __init__(self, command: str, what: str, keys: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"key_{command}")
        self.setProperty("role", "key")
        self.setCheckable(True)
        self.command = command
        self._what = what
        self._keys = tuple(keys)
        self._known: list[QShortcut] = []
        self.toggled.connect(self._on_toggled)
        self._write()

    def show_keys(self, keys: Sequence[str]) -> None:
        """Show the keys that are in force."""
        if self._keys != tuple(keys):
            self._keys = tuple(keys)
            self._write()

    def _write(self) -> None:
        said = " or ".join(map(native, self._keys))
        self.setText("Press keys…" if self.isChecked() else from_left(said.replace("&", "&&")) or "—")
        if self.property("empty") is not (is_empty := not said):
            self.setProperty("empty", is_empty)
            if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
                self.style().unpolish(self)
                self.style().polish(self)
        self.setAccessibleName(f"{self._what}: {said or 'no keys'}")
        self.setToolTip("Waiting for keys" if self.isChecked() else f"Choose other keys for “{self._what}”")

    def _on_toggled(self, is_recording: bool) -> None:
        self._write()
        for known in self._known:
            known.setEnabled(False)
            known.deleteLater()
        self._known.clear()
        if is_recording:
            self.started.emit()

    def listen_for(self, keys: Iterable[str]) -> None:
        """While it waits, take these keys as they are written here: only the system knows that ``!`` is ``Shift+1``."""
        for key in keys:
            known = QShortcut(QKeySequence(key), self)
            known.setProperty("keys", key)
            known.activated.connect(self._on_known)
            known.activatedAmbiguously.connect(self._on_known)
            self._known.append(known)

    def _on_known(self) -> None:
        known = self.sender()
        if self.isChecked() and isinstance(known, QShortcut):
            self.setChecked(False)
            self.recorded.emit(str(known.property("keys")))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.isChecked():
            self.setChecked(False)
            self.left.emit()
        super().focusOutEvent(event)

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
