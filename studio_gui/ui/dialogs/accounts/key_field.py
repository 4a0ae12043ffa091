"""A field for a key: masked, with a button that shows it as long as the dialog is in front."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from studio_gui.ui import theme
from studio_gui.ui.dialogs.accounts.pasting import cleaned, keys_in
from studio_gui.ui.dialogs.parts import label


class KeyField(QWidget):
    """A key; what is in it goes nowhere but to the keyring and the service."""

    changed = Signal()
    """The person typed or pasted."""
    found = Signal(dict)
    """Keys by name, where more was pasted than the one of this field."""

    def __init__(self, title: str, name: str, names: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.name, self._names = name, tuple(names)
        self.edit = theme.LineEdit(self)
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(title)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.eye = QToolButton(self)
        self.eye.setCheckable(True)
        self.eye.setIcon(theme.icon("eye"))
        self.eye.setToolTip(f"Show the {title}")
        self.eye.setAccessibleName(f"Show the {title}")
        self.error = label("", "error", self, wraps=True)
        self.error.hide()
        self._lay_out(title)
        self.edit.textEdited.connect(self._on_edited)
        self.eye.toggled.connect(self._on_shown)

    def _lay_out(self, title: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S4)
        head: QLabel = label(title, "quiet", self)
        head.setBuddy(self.edit)
        column.addWidget(head)
        row = QHBoxLayout()
        row.setSpacing(theme.S4)
        row.addWidget(self.edit, 1)
        row.addWidget(self.eye)
        column.addLayout(row)
        column.addWidget(self.error)

    @property
    def key(self) -> str:
        """The key, without what came along with it."""
        return cleaned(self.edit.text())

    def put(self, key: str) -> None:
        """Fill or empty the field without telling anybody."""
        self.edit.setText(key)
        self.say("")

    def say(self, words: str) -> None:
        """Say below the field what is wrong with it."""
        self.error.setText(words)
        self.error.setVisible(bool(words))
        self.edit.setProperty("state", "error" if words else "")
        self.edit.style().polish(self.edit)

    def event(self, event: QEvent) -> bool:
        """A key that is shown is masked again when another window comes to the front."""
        if event.type() == QEvent.Type.WindowDeactivate:
            self.eye.setChecked(False)
        return super().event(event)

    def _on_shown(self, is_shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)
        self.eye.setIcon(theme.icon("eye-off" if is_shown else "eye"))

    def _on_edited(self, text: str) -> None:
        self.say("")
        several = keys_in(text, self._names)
        if several:
            self.found.emit(several)
        elif cleaned(text) != text:
            self.edit.setText(cleaned(text))
        self.changed.emit()


def kept_words(*, is_lasting: bool) -> str:
    """Where the keys that are typed are kept."""
    if is_lasting:
        return "Keys are kept in this system’s keyring; never in a project, a file or a log."
    return "This system has no keyring: the keys are known until the program ends, and are written nowhere."
