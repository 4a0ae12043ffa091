"""The command palette: type a few letters, press Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from studio_gui.ui import theme
from studio_gui.ui.actions.registry import Actions
from studio_gui.ui.actions.row import Row
from studio_gui.ui.actions.table import PLACES
from studio_gui.ui.dialogs.parts import label

_WIDTH, _HEIGHT = 520, 420
_ENTRY = 32
_NOTHING = "No command has these words in its name."
KEY_ROLE = Qt.ItemDataRole.UserRole + 1


def show(parent: QWidget, actions: Actions) -> None:
    """Open the palette; the chosen command runs when it has closed."""
    PaletteDialog(actions, parent).open()


def fits(query: str, row: Row) -> int:
    """How well a command fits what was typed, 0 for not at all.

    First comes who has these keys, then whole words of its name, those that other programs have for it, and letters in
    order.
    """
    if any(_is_key(query, key) for key in row.keys):
        return 5
    said = f"{row.plain_text} {row.menu.removeprefix('-')}".lower()
    wanted = _words(query)
    if _begin(wanted, _words(said)):
        return 4 if row.plain_text.lower().startswith(query.lower()) else 3
    if _begin(wanted, _words(f"{said} {row.also}")):
        return 2
    letters = iter(said)
    return 1 if all(letter in letters for letter in "".join(wanted)) else 0


def _is_key(query: str, key: str) -> bool:
    """Whether somebody typed the keys of a command: as a menu writes them, or in words, with or without the ``+``."""
    written = (key, QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText))
    return any(_typed(query) == _typed(way) for way in written)


def _typed(keys: str) -> str:
    """Keys without what one may leave out; a ``+`` that is itself the key stays."""
    said = "".join(keys.lower().split()).replace("control", "ctrl")
    return said[:-1].replace("+", "") + said[-1:]


def icon_of(row: Row) -> str:
    """The icon a command has in the list: its own, or that of its menu. So words begin on one line."""
    menu = row.menu.removeprefix("-")
    return row.icon or PLACES.get(menu) or PLACES[menu.partition("/")[0]]


def _begin(wanted: list[str], words: list[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in wanted)


def _words(text: str) -> list[str]:
    """Words without the signs between them: what stands in the list, as “Appearance: Light”, may be typed as it is."""
    return "".join(sign if sign.isalnum() else " " for sign in text.lower()).split()


class _Rows(QStyledItemDelegate):
    """Commands with their keys in a column at the right end."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        painter.save()
        painter.setFont(theme.numbers_font(12))
        painter.setPen(QColor(theme.tokens().quiet))
        area = option.rect.adjusted(0, 0, -theme.S12, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, index.data(KEY_ROLE) or "")
        painter.restore()


class PaletteDialog(QDialog):
    """A line to type in, and the commands that fit."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setWindowTitle("Commands")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._actions = actions
        self.line = theme.LineEdit(self)
        self.line.setPlaceholderText("Search commands")
        self.line.setAccessibleName("Search commands")
        self.line.setMinimumHeight(36)
        self.list = QListWidget(self)
        self.list.setProperty("opens", "click")
        self.list.setAccessibleName("Commands")
        self.list.setMinimumHeight(_ENTRY)
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setIconSize(QSize(theme.ICON, theme.ICON))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = label(_NOTHING, "quiet", self)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S12, theme.S12, theme.S12, theme.S12)
        column.setSpacing(theme.S8)
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing, 1)
        self.line.textChanged.connect(self._fill)
        self.line.returnPressed.connect(self._run)
        self.list.itemActivated.connect(self._run)
        self.line.installEventFilter(self)
        self._fill("")
        corner = parent.window().mapToGlobal(parent.window().rect().topLeft())
        self.move(corner.x() + (parent.window().width() - _WIDTH) // 2, corner.y() + 96)

    def _fill(self, query: str) -> None:
        self.list.clear()
        rows = [row for row in self._actions.rows.values() if self._actions[row.id].isEnabled() and row.id != "palette"]
        ranked = sorted(((fits(query, row), row) for row in rows), key=lambda pair: -pair[0])
        said = self._said_of_none(query)
        # What was meant is not answered with a guess by letters where it only rests.
        least = 0 if not query else 1 if said == _NOTHING else 2
        for grade, row in ranked:
            if grade >= least:
                self.list.addItem(self._entry(row))
        self.list.setCurrentRow(0)
        self.list.setVisible(self.list.count() > 0)
        self.nothing.setVisible(self.list.count() == 0)
        self.nothing.setText(said)
        # As high as what was found, and one entry's room for the words that nothing was.
        rim = self.list.height() - self.list.viewport().height() if self.list.isVisible() else 2 * theme.S4
        around = 2 * theme.S12 + theme.S8 + self.line.minimumHeight() + rim
        self.resize(_WIDTH, min(_HEIGHT, around + _ENTRY * max(1, self.list.count())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMask(theme.round_region(self.rect()))  # as menus are

    def _said_of_none(self, query: str) -> str:
        """Says that there is no such command, or names one that can do nothing now, such as one for what is selected."""
        resting = [row for row in self._actions.rows.values() if not self._actions[row.id].isEnabled()]
        best = max(resting, key=lambda row: fits(query, row), default=None)
        is_meant = best is not None and fits(query, best) > 1
        return f"“{best.whole_text}” has nothing to work on now." if best is not None and is_meant else _NOTHING

    def _entry(self, row: Row) -> QListWidgetItem:
        native = QKeySequence.SequenceFormat.NativeText
        key = QKeySequence(row.keys[0]).toString(native) if row.keys else ""
        entry = QListWidgetItem(theme.icon(icon_of(row)), row.whole_text)
        entry.setData(Qt.ItemDataRole.UserRole, row.id)
        entry.setData(KEY_ROLE, key)
        entry.setData(Qt.ItemDataRole.AccessibleDescriptionRole, key)
        entry.setSizeHint(QSize(0, _ENTRY))
        return entry

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down go through the list while the line has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.list.count():
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
        return False

    def _run(self) -> None:
        entry = self.list.currentItem()
        if entry is None:
            return
        chosen = str(entry.data(Qt.ItemDataRole.UserRole))
        self.accept()
        self._actions.run(chosen)
