"""Where an import goes: into the open project, into its scripts, or into a project of its own."""

from __future__ import annotations

from typing import Literal, get_args

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from studio_gui.ui import theme
from studio_gui.ui.dialogs.parts import SnugDialog, button, button_row, heading

Where = Literal["add", "fill", "new"]
_ICONS = {"add": "scene-add", "fill": "script", "new": "new"}
_WIDTH = 440


def ask(parent: QWidget, what: str, *, project: str, after: int, fill: str = "") -> Where | None:
    """Ask where ``what`` goes; None when it was cancelled.

    ``project`` is the name of the open one, ``after`` the number of the current scene, ``fill`` the words for putting
    scripts into the scenes that are there; empty when that cannot be.
    """
    dialog = WhereDialog(parent, what, project=project, after=after, fill=fill)
    dialog.exec()
    chosen = dialog.chosen
    dialog.deleteLater()
    return chosen


class WhereDialog(SnugDialog):
    """Two or three ways, one of them chosen."""

    def __init__(self, parent: QWidget, what: str, *, project: str, after: int, fill: str = "") -> None:
        super().__init__(parent, width=_WIDTH)
        self.setObjectName("import_where")
        self.setWindowTitle("Import")
        self.chosen: Where | None = None
        ways: list[tuple[Where, str]] = [("add", f"New scenes after scene {after}")]
        if fill:
            ways.append(("fill", fill))
        ways.append(("new", "A new project"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        outer.setSpacing(theme.S8)
        outer.addLayout(heading(f"Import {what}", f"“{project}” is open. What should it become?", self, wraps=True))
        outer.addSpacing(theme.S8)
        self._group = QButtonGroup(self)
        for name, words in ways:
            row = self._row(name, words)
            row.setChecked(name == "add")
            self._group.addButton(row)
            outer.addWidget(row)
        outer.addSpacing(theme.S8)
        cancel = button("Cancel", self, name="cancel")
        accept = button("Import", self, role="primary", name="import_now")
        accept.setDefault(True)
        cancel.clicked.connect(self.reject)
        accept.clicked.connect(self._on_accepted)
        outer.addLayout(button_row(cancel, accept))

    def _row(self, name: str, words: str) -> QToolButton:
        row = QToolButton(self)
        row.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else the ring stays at the one before
        row.setObjectName(name)
        row.setText(f" {words}")
        row.setIcon(theme.icon(_ICONS[name]))
        row.setIconSize(QSize(theme.ICON, theme.ICON))
        row.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        row.setProperty("role", "choice")
        row.setCheckable(True)
        row.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.setMinimumHeight(40)
        return row

    def _on_accepted(self) -> None:
        picked = self._group.checkedButton()
        name = picked.objectName() if picked is not None else ""
        self.chosen = next((way for way in get_args(Where) if way == name), None)
        self.accept()
