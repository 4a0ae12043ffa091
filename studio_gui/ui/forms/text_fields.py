"""One line and many lines of text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QStyle, QStyleOptionFrame, QToolTip, QWidget

from studio_gui.ui import theme
from studio_gui.ui.forms.field import MIXED_TEXT, Field, constant, is_command_key, is_plain_paste, is_undo_key
from studio_gui.ui.forms.letters import letters_of
from studio_gui.ui.forms.line import Line, TakesAll

_BESIDE_PX = 2
"""What Qt leaves free before and behind the words of a line."""


class _Words(Line):
    """A line whose words are elided in the middle where they find no room, until one writes in it.

    Qt cuts them off in the midst of a letter, and nothing tells that there is more.
    """

    @property
    def shown(self) -> str:
        """The words as they are to be seen."""
        if self.hasFocus():
            return self.text()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self._room().width())

    def _room(self) -> QRect:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        return room.marginsRemoved(self.textMargins()).adjusted(_BESIDE_PX, 0, -_BESIDE_PX, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.shown
        if shown == self.text():
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(self._room(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.shown != self.text():
            QToolTip.showText(event.globalPos(), self.text(), self)
            return True
        return super().event(event)


class _WholeWords(TakesAll, _Words):
    """Words that are replaced as a whole."""


class TextField(Field):
    """One line; it takes effect with Enter or when the keyboard goes elsewhere."""

    def __init__(self, parent: QWidget | None = None, *, placeholder: str = "", is_whole: bool = False) -> None:
        """``is_whole``: one replaces all of it rather than a letter, and a click takes it all."""
        super().__init__(parent)
        self._placeholder = placeholder
        self._shown = ""
        self.line = _WholeWords(self) if is_whole else _Words(self)
        self.line.setPlaceholderText(placeholder)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.line.returnPressed.connect(self._on_return)
        self.line.given_up.connect(self._on_given_up)
        self.line.focus_lost.connect(self._on_focus_lost)

    def show_value(self, value: object) -> None:
        self._show(value if isinstance(value, str) else "", self._placeholder)

    def show_mixed(self) -> None:
        self._show("", MIXED_TEXT)

    def forget(self) -> None:
        self.line.setText(self._shown)

    def take(self) -> None:
        self._commit()

    def _show(self, text: str, placeholder: str) -> None:
        self._shown = text
        if self.line.placeholderText() != placeholder:
            self.line.setPlaceholderText(placeholder)
        if not (self.line.hasFocus() and self.line.isModified()) and self.line.text() != text:
            self.line.setText(text)
            self.line.setCursorPosition(0)

    def _commit(self) -> None:
        text = self.line.text()
        if self.line.isModified() and text != self._shown:
            self.line.setModified(False)
            self.edited.emit(constant(text))

    def _on_return(self) -> None:
        self._commit()
        self.entered.emit()

    def _on_given_up(self) -> None:
        self.line.setText(self._shown)
        self.entered.emit()

    def _on_focus_lost(self) -> None:
        self._commit()
        self.left.emit()


class DocumentTextEdit(theme.TextEdit):
    """A plain text whose undo is the document's: it has no history of its own."""

    typed = Signal(str)
    focus_lost = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self._is_showing = False
        self._known = ""
        """What was shown or told last: words that are marked anew are no others."""
        self.textChanged.connect(self._on_text_changed)

    def toPlainText(self) -> str:
        """The text as it was written, hard blanks and all."""
        return letters_of(self.document())

    def show_text(self, text: str) -> None:
        """Show ``text`` without telling anyone; the cursor stays near the place that differs."""
        old, self._known = self.toPlainText(), text
        if old == text:
            return
        self._is_showing = True
        place = _end_of_difference(old, text) if self.hasFocus() else 0
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(place)
        self.setTextCursor(cursor)
        self._is_showing = False

    def _on_text_changed(self) -> None:
        text = self.toPlainText()
        if not self._is_showing and text != self._known:
            self._known = text
            self.typed.emit(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paragraphs of Arabic or Hebrew stand at the right, where one begins to read them.

        Qt lays them out from the right and puts them at the left, and forgets what a paragraph was told with each
        layout: they are told when they are laid out, before they are painted.
        """
        block = self.firstVisibleBlock()
        foot = self.viewport().height() - self.contentOffset().y()
        while block.isValid() and self.blockBoundingGeometry(block).top() <= foot:
            layout = block.layout()
            option = layout.textOption()
            is_from_right = block.textDirection() == Qt.LayoutDirection.RightToLeft
            side = Qt.AlignmentFlag.AlignRight if is_from_right else Qt.AlignmentFlag.AlignLeft
            if option.alignment() != side:
                option.setAlignment(side)
                layout.setTextOption(option)
            block = block.next()
        super().paintEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste, and stay at the end of it: lines break anew once much text has brought the scroll bar."""
        super().insertFromMimeData(source)
        QTimer.singleShot(0, self, self.ensureCursorVisible)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and (is_undo_key(event) or is_command_key(event)):
            event.ignore()
            return False
        if event.type() == QEvent.Type.ShortcutOverride and is_plain_paste(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ends = event.key() == Qt.Key.Key_Escape or (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        )
        if ends:
            self.given_up.emit()
        elif is_undo_key(event):
            event.ignore()
        elif is_plain_paste(event):
            self.paste()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason):
            self.focus_lost.emit()


def _end_of_difference(old: str, new: str) -> int:
    """The place in ``new``, in UTF-16 units, where the part that differs from ``old`` ends."""
    same = 0
    for a, b in zip(reversed(old), reversed(new), strict=False):
        if a != b:
            break
        same += 1
    head = new[: len(new) - same]
    return len(head.encode("utf-16-le", "surrogatepass")) // 2


class MultilineField(Field):
    """Several lines; they take effect while they are typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = DocumentTextEdit(self)
        self.edit.setFixedHeight(88)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.edit.typed.connect(self._on_typed)
        self.edit.focus_lost.connect(self.left)
        self.edit.given_up.connect(self.entered)

    def show_value(self, value: object) -> None:
        self.edit.setPlaceholderText("")
        self.edit.show_text(value if isinstance(value, str) else "")

    def show_mixed(self) -> None:
        self.edit.setPlaceholderText(MIXED_TEXT)
        self.edit.show_text("")

    def sizeHint(self) -> QSize:
        return QSize(120, 88)

    def select_all(self) -> None:
        """Select the whole text."""
        cursor = self.edit.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        self.edit.setTextCursor(cursor)

    def _on_typed(self, text: str) -> None:
        self.edited.emit(constant(text))
