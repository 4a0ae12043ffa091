"""A titled part of the inspector: rows of one or two fields on a grid that all sections share."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from studio_gui.ui import theme
from studio_gui.ui.forms.field import Field
from studio_gui.ui.forms.number_field import NumberField, ScrubLabel
from studio_gui.ui.forms.tab_order import stand_before_next
from studio_gui.ui.parts.reading import keep_side

LABEL_WIDTH = 84
TOOL_WIDTH = 28


class Section(QWidget):
    """A heading and rows; ``is_first`` where something stands above that is no section."""

    def __init__(self, title: str, parent: QWidget | None = None, *, is_first: bool = False) -> None:
        super().__init__(parent)
        self._is_first = is_first
        self.title = title
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.S8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S12, theme.S12, theme.S12, theme.S12)
        layout.setSpacing(theme.S8)
        self.head = QHBoxLayout()
        heading = QLabel(title, self)
        heading.setProperty("role", "heading")
        self.head.addWidget(heading)
        self.head.addStretch(1)
        layout.addLayout(self.head)
        layout.addLayout(self._rows)
        self._line = QFrame(self)
        self._line.setProperty("role", "line")

    def resizeEvent(self, event: object) -> None:
        self._divide()

    def moveEvent(self, event: object) -> None:
        self._divide()

    def _divide(self) -> None:
        """Keep the line at the very top, outside the margins, and out of sight where no section is above.

        None is below the last one: there the panel ends in a line of its own.
        """
        has_line = not self._is_first and self.y() > 0
        self._line.setGeometry(0, 0 if has_line else -1, self.width(), 1)

    def add_row(self, *parts: QWidget) -> Row:
        """Add a row; the parts share its width."""
        row = Row(self)
        for part in parts:
            row.add(part)
        self._rows.addWidget(row)
        return row

    def add_words(self, words: str) -> None:
        """Say below the rows what the section is about."""
        label = QLabel(words, self)
        label.setProperty("role", "quiet")
        label.setWordWrap(True)
        keep_side(label)
        self.layout().addWidget(label)

    def put_below(self, row: Row, above: Row) -> None:
        """Move a row to below another."""
        self._rows.removeWidget(row)
        self._rows.insertWidget(self._rows.indexOf(above) + 1, row)
        stand_before_next(row, self._rows)

    def add_field(self, field: Field) -> tuple[Row, QLabel]:
        """Add a row with a label at the left (which scrubs a number) and the field."""
        row = self.add_row()
        return row, row.add_labelled(field)


class Row(QWidget):
    """One row of a section."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.S8)

    def add(self, part: QWidget) -> None:
        """Add a part that takes its share of the width."""
        if part.parentWidget() is not self:
            part.setParent(self)
        self._layout.addWidget(part, 1)

    def add_caption(self, label: QLabel) -> None:
        """Add what stands where the labels of fields do."""
        label.setParent(self)
        self._layout.addWidget(label)

    def add_tool(self, part: QWidget | None) -> None:
        """Add a small button at the end, or the empty place of one."""
        part = part or QWidget(self)
        part.setParent(self)
        part.setFixedWidth(TOOL_WIDTH)
        self._layout.addWidget(part)

    def end(self) -> None:
        """Leave what is left of the width empty: the parts stand where one begins to read."""
        self._layout.addStretch(1)

    def add_labelled(self, field: Field) -> QLabel:
        """Add a field with its label at the left, and answer the label."""
        label = label_of(field, self)
        label.setFixedWidth(LABEL_WIDTH)
        self._layout.addWidget(label)
        self.add(field)
        return label


def label_of(field: Field, parent: QWidget) -> QLabel:
    """The label beside a field; a number's can be dragged."""
    if isinstance(field, NumberField):
        scrub = ScrubLabel(field.title, parent)
        field.take_scrubbing(scrub)
        label: QLabel = scrub
    else:
        label = QLabel(field.title, parent)
        label.setBuddy(field)
    label.setProperty("role", "quiet")
    label.setToolTip(field.toolTip())
    keep_side(label)
    return label


class ResetMenu(QObject):
    """Offers to put a field back to its default: with the right button or the menu key, on it or on its label."""

    chosen = Signal()

    def __init__(self, field: Field, title: str, label: QLabel | None = None) -> None:
        super().__init__(field)
        self._title = title
        stops = [part for part in field.findChildren(QWidget) if part.focusPolicy() != Qt.FocusPolicy.NoFocus]
        for part in (*stops, *((label,) if label is not None else ())):
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QContextMenuEvent) and isinstance(watched, QWidget):
            self.menu_for(watched).popup(event.globalPos())
            return True
        return False

    def menu_for(self, part: QWidget) -> QMenu:
        """The menu of a part of the field; a line keeps what it offers itself."""
        if isinstance(part, (QLineEdit, QPlainTextEdit)):
            menu = theme.field_menu(part)
            menu.addSeparator()
        else:
            menu = theme.Menu(part)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        action = menu.addAction(theme.icon("refresh"), f"Reset {self._title.lower()}")
        action.setObjectName("reset")
        action.triggered.connect(self.chosen)
        return menu
