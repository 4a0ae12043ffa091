"""Small parts that dialogs share: titles, fields with their label above, the row of buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QMouseEvent, QPalette, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from studio_gui.base.paths import resource
from studio_gui.ui import theme
from studio_gui.ui.dialogs.second_press import SecondPress
from studio_gui.ui.parts.reading import keep_side
from studio_gui.ui.theme.isolating import isolated

_ROLES = {"error": "error", "warning": "warn", "info": "quiet"}
_INKS = {"primary": "on_accent", "link": "accent", "danger": "bad"}
"""The icon of a button has the colour of its words."""


def app_mark(side: int, ratio: float) -> QPixmap:
    """The program's own picture, ``side`` device-independent pixels wide."""
    drawn = next((each for each in (64, 128, 256) if each >= side * ratio), 256)
    pixmap = QPixmap(str(resource("icons", "app", f"{drawn}.png")))
    pixmap.setDevicePixelRatio(drawn / side)
    return pixmap


def label(text: str, role: str, parent: QWidget, *, wraps: bool = False) -> QLabel:
    """A label of a role."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    keep_side(made)
    if role:
        made.setProperty("role", role)
    return made


def stand_on_line(small: QLabel, words: QLabel) -> None:
    """Let small words at the top of a row stand on the line of the first of larger ones beside them."""
    for each in (small, words):
        each.ensurePolished()
    small.setContentsMargins(0, words.fontMetrics().ascent() - small.fontMetrics().ascent(), 0, 0)


class SnugDialog(QDialog):
    """A dialog of one width that is as high as its words need, also when more are said later.

    Qt guesses how high wrapped words are, and never asks again once the dialog stands.
    """

    def __init__(self, parent: QWidget, *, width: int) -> None:
        super().__init__(parent)
        self.setFixedWidth(width)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as it needs before anybody sees it."""
        self._fit()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        """Follow what is shown and hidden inside."""
        is_known = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return is_known

    def _fit(self) -> None:
        self.setFixedHeight(self.layout().totalHeightForWidth(self.width()))


def heading(title: str, sentence: str | QLabel, parent: QWidget, *, wraps: bool = False) -> QVBoxLayout:
    """The title of a dialog, and close below it what it is for; a label where that is said later."""
    column = QVBoxLayout()
    column.setSpacing(theme.S4)
    column.addWidget(label(title, "title", parent, wraps=wraps))
    column.addWidget(sentence if isinstance(sentence, QLabel) else label(sentence, "quiet", parent, wraps=True))
    return column


def field(title: str, widget: QWidget, parent: QWidget) -> QVBoxLayout:
    """A field with its label above."""
    column = QVBoxLayout()
    column.setSpacing(theme.S4)
    head = label(title, "quiet", parent)
    head.setBuddy(widget)
    column.addWidget(head)
    column.addWidget(widget)
    widget.setAccessibleName(title)
    if isinstance(widget, QComboBox) and widget.isEditable():
        widget.lineEdit().setAccessibleName(title)
    return column


class FieldBox(QWidget):
    """A field with its label above; ``say`` puts words below it about what is wrong with it."""

    def __init__(self, title: str, widget: QWidget, parent: QWidget, *, hint: str = "") -> None:
        super().__init__(parent)
        self.title, self.widget = title, widget
        widget.setParent(self)
        self.words = label("", "error", self, wraps=True)
        self.words.hide()
        column = field(title, widget, self)
        self._head = next(each for each in self.findChildren(QLabel) if each.text() == title)
        column.setContentsMargins(0, 0, 0, 0)
        if hint:
            column.addWidget(label(hint, "quiet", self, wraps=True))
        column.addWidget(self.words)
        self.setLayout(column)

    def set_title(self, title: str) -> None:
        """Call it something else."""
        self.title = title
        self._head.setText(title)
        self.widget.setAccessibleName(title)

    def say(self, words: str, *, severity: str = "error") -> None:
        """Say what is wrong, or nothing."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        theme.set_role(self.words, _ROLES[severity])
        edit = self.widget if isinstance(self.widget, QLineEdit) else self.widget.findChild(QLineEdit)
        if edit is not None:
            edit.setProperty("state", "error" if words and severity == "error" else "")
            edit.style().polish(edit)
        self.widget.setAccessibleDescription(words)


class StateRows(QStyledItemDelegate):
    """What is told in a colour keeps it in the row that is chosen; Qt has one colour for all of such a row."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        ink = index.data(Qt.ItemDataRole.ForegroundRole)
        if isinstance(ink, (QColor, QBrush)):
            option.palette.setBrush(QPalette.ColorRole.HighlightedText, QBrush(ink))


def table(model: QAbstractItemModel, name: str, parent: QWidget, *, widths: Sequence[int]) -> QTreeView:
    """Rows with columns of which one is chosen; the last column takes what is left of the width."""
    made = QTreeView(parent)
    made.setModel(model)
    made.setProperty("role", "rows")
    made.setItemDelegate(StateRows(made))
    made.setRootIsDecorated(False)
    made.setUniformRowHeights(True)
    made.header().setSectionsMovable(False)
    made.header().setAccessibleName("Columns")
    made.setAccessibleName(name)
    made.setSelectionMode(QTreeView.SelectionMode.SingleSelection)
    for column, width in enumerate(widths):
        made.setColumnWidth(column, width)
    return made


def line(parent: QWidget) -> QFrame:
    """A thin line between two parts."""
    made = QFrame(parent)
    made.setProperty("role", "line")
    return made


class _Button(QPushButton):
    """Enter presses it when it shows the focus, also where another button is what Enter means in the dialog.

    Who clicks it twice clicks nothing else: the dialog may have gone with the first click.
    """

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        option.text = isolated(option.text)  # dots stay behind the words

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        window = self.window()
        was_visible = window.isVisible()
        super().mouseReleaseEvent(event)
        if isinstance(window, QDialog) and was_visible and not window.isVisible():
            SecondPress(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not self.autoDefault() and not self.isDefault():
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)


def button(text: str, parent: QWidget, *, role: str = "", icon: str = "", name: str = "") -> QPushButton:
    """A button of a role."""
    made = _Button(text, parent)
    if role:
        made.setProperty("role", role)
    if icon:
        made.setIcon(theme.icon(icon, color=_INKS.get(role, "")))
        if text:
            theme.set_apart(made)
    if name:
        made.setObjectName(name)
    return made


def close_button(dialog: QDialog) -> QPushButton:
    """Closes a dialog. It is never the primary button: that one is what the dialog is for."""
    made = button("Close", dialog, name="close")
    made.setAutoDefault(False)
    made.clicked.connect(dialog.reject)
    return made


def answer_row(dialog: QDialog, primary: QPushButton) -> QHBoxLayout:
    """The row that ends a dialog which asks: Cancel, and the button that answers it, which Enter presses too."""
    cancel = button("Cancel", dialog, name="cancel")
    QWidget.setTabOrder(cancel, primary)  # as they stand, though the other was made first
    primary.setDefault(True)
    cancel.clicked.connect(dialog.reject)
    primary.clicked.connect(dialog.accept)
    return button_row(cancel, primary)


def button_row(*buttons: QPushButton, left: QWidget | None = None) -> QHBoxLayout:
    """Buttons at the right end of a row, the primary one last."""
    row = QHBoxLayout()
    row.setSpacing(theme.S8)
    if left is not None:
        row.addWidget(left)
    row.addStretch(1)
    for each in buttons:
        row.addWidget(each)
    return row
