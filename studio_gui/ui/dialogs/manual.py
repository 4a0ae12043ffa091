"""The manual, as it is in ``MANUAL.md``, in a window of its own that stays open beside the work."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from studio_gui.base.paths import resource
from studio_gui.ui import theme


def manual_path() -> Path | None:
    """The manual beside the resources, or in the checkout."""
    places = (resource("MANUAL.md"), resource().parent / "packaging" / "MANUAL.md")
    return next((path for path in places if path.is_file()), None)


def show(parent: QWidget) -> None:
    """Open the manual."""
    ManualWindow(parent).show()


class ManualWindow(QDialog):
    """The text, with working links between its parts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("manual")
        self.setWindowTitle("Manual")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 760)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.text = QTextBrowser(self)
        self.text.setProperty("role", "page")
        self.text.setOpenExternalLinks(True)
        self.text.setAccessibleName("Manual")
        self.text.document().setDocumentMargin(theme.S24)
        path = manual_path()
        self.text.setMarkdown(path.read_text("utf-8") if path else "The manual is not installed.")
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        column.addWidget(self.text)
