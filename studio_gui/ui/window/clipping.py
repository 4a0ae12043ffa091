"""Finds words that are cut off: for pictures that are checked, at every size and scale."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QScrollArea, QTabBar, QToolButton, QWidget

from studio_gui.ui.parts.elided import Elided

_SLACK_PX = 1


def clipped(root: QWidget) -> list[str]:
    """A line for every visible label, button, choice or tab of ``root`` that has not the room for its words.

    A form in which one would have to scroll sideways is told of as well.
    """
    return [said for widget in root.findChildren(QWidget) if widget.isVisibleTo(root) for said in _of(widget)]


def _of(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, (QPushButton, QCheckBox)) or (isinstance(widget, QToolButton) and widget.text()):
        if widget.width() + _SLACK_PX < widget.minimumSizeHint().width():
            yield _said(widget, widget.text(), widget.minimumSizeHint().width())
    elif isinstance(widget, QComboBox):
        needed = widget.fontMetrics().horizontalAdvance(widget.currentText()) + 32
        if widget.width() + _SLACK_PX < needed:
            yield _said(widget, widget.currentText(), needed)
    elif isinstance(widget, QScrollArea):
        beyond = widget.horizontalScrollBar().maximum()
        if beyond > 0 and widget.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            yield _said(widget, widget.accessibleName(), widget.width() + beyond)
    elif isinstance(widget, QTabBar):
        for index in range(widget.count()):
            needed = widget.fontMetrics().horizontalAdvance(widget.tabText(index))
            if widget.tabRect(index).right() > widget.width() + _SLACK_PX or widget.tabRect(index).width() < needed:
                yield _said(widget, widget.tabText(index), needed)


def _label(label: QLabel) -> Iterator[str]:
    if isinstance(label, Elided) or not label.text() or label.pixmap().size().isValid():
        return
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if label.height() + _SLACK_PX < needed:
            yield _said(label, label.text(), needed)
    elif label.width() + _SLACK_PX < label.sizeHint().width():
        yield _said(label, label.text(), label.sizeHint().width())


def _said(widget: QWidget, text: str, needed: int) -> str:
    where = f"{type(widget).__name__} {widget.objectName()}".strip()
    return f"{where} “{text[:40]}” has {widget.width()} × {widget.height()} px and needs {needed}"
