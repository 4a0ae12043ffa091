"""The manual, as it is in ``MANUAL.md``, in a window of its own that stays open beside the work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from studio_gui.base.paths import resource
from studio_gui.ui import theme
from studio_gui.ui.parts.room import give_size

_LINE_PERCENT = 135


def manual_path() -> Path | None:
    """The manual beside the resources, or in the checkout."""
    places = (resource("MANUAL.md"), resource().parent / "packaging" / "MANUAL.md")
    return next((path for path in places if path.is_file()), None)


def show(parent: QWidget) -> None:
    """Open the manual, or bring the one that is open to the front."""
    window = parent.findChild(ManualWindow) or ManualWindow(parent)
    window.show()
    window.raise_()
    window.activateWindow()


class ManualWindow(QDialog):
    """The text, with working links between its parts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("manual")
        self.setWindowTitle("Manual")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        give_size(self, 720, 640)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.text = QTextBrowser(self)
        self.text.setProperty("role", "page")
        self.text.setOpenExternalLinks(True)
        self.text.setAccessibleName("Manual")
        self.text.document().setDocumentMargin(theme.S24)
        self._fill()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        column.addWidget(self.text)
        theme.watch(self, self._on_theme_changed)

    def _fill(self) -> None:
        path = manual_path()
        self.text.setMarkdown(path.read_text("utf-8") if path else "The manual is not installed.")
        set_page(self.text.document())

    def _on_theme_changed(self) -> None:
        """Lines keep the colour they were set in: the page is set anew, and one reads on where one was."""
        bar = self.text.verticalScrollBar()
        place = bar.value()
        self._fill()
        bar.setValue(place)


def set_page(document: QTextDocument) -> None:
    """Give a page of Markdown air: Qt sets headings and tables as tight as lines of text."""
    for block in _blocks(document):
        cursor = QTextCursor(block)
        level = block.blockFormat().headingLevel()
        spacing = QTextBlockFormat()
        spacing.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        spacing.setTopMargin(theme.S24 if level == 2 else theme.S12 if level else 0)
        is_cell = cursor.currentTable() is not None
        is_close = level or block.textList() is not None
        spacing.setBottomMargin(0 if is_cell else theme.S4 if is_close else theme.S8)
        spacing.setNonBreakableLines(False)  # long commands go on in the next line
        cursor.mergeBlockFormat(spacing)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _set_table(frame)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _set_table(table: QTextTable) -> None:
    look = table.format()
    look.setBorder(1)
    look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBorderBrush(QBrush(QColor(theme.tokens().line)))
    look.setBorderCollapse(True)
    look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    look.setCellPadding(theme.S8)
    look.setTopMargin(theme.S8)
    look.setBottomMargin(theme.S12)
    table.setFormat(look)
