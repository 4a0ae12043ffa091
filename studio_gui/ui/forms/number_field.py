"""A number with arithmetic, arrow keys and a label that can be dragged."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMetaMethod, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QStyle,
    QStyleOptionFrame,
    QToolTip,
    QWidget,
)

from studio_gui.model.fields import Control
from studio_gui.model.geometry import tidy
from studio_gui.ui.forms.arithmetic import Entry, parse, shown
from studio_gui.ui.forms.field import MIXED_TEXT, Change, Field
from studio_gui.ui.forms.line import Line, TakesAll

_INSET = 8
_TIMES = "×"
"""A unit that is read as one word with its number, and stands right behind it; others stand in a column."""
_PX_PER_STEP = 2
"""Mouse pixels for one step while the label is dragged: fine enough to hit a value, quick enough to cross the stage."""


class ScrubLabel(QLabel):
    """A label that changes its field's number when it is dragged sideways; Shift ×10, Alt ÷10, Esc takes it back."""

    scrubbed = Signal(float)
    """Steps since the drag began."""
    released = Signal()
    cancelled = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "caption")
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self._start: QPoint | None = None
        self._has_moved = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.RightButton and self._start is not None:
            self._end(is_kept=False)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._start, self._has_moved = event.globalPosition().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._start is None:
            return
        dx = event.globalPosition().toPoint().x() - self._start.x()
        if not self._has_moved and abs(dx) < 3:
            return
        if not self._has_moved:
            self._has_moved = True
            # Esc must reach the drag whoever has the keyboard.
            QApplication.instance().installEventFilter(self)
        self.scrubbed.emit(dx / _PX_PER_STEP * _factor(event.modifiers()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._start is None:
            return
        if not self._has_moved and isinstance(self.buddy(), QWidget):
            self.buddy().setFocus(Qt.FocusReason.MouseFocusReason)
        self._end(is_kept=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Esc for the drag, and only that."""
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not isinstance(event, QKeyEvent):
            return False
        if event.key() != Qt.Key.Key_Escape or self._start is None:
            return False
        self._end(is_kept=False)
        event.accept()
        return True

    def _end(self, *, is_kept: bool) -> None:
        had_moved, self._start, self._has_moved = self._has_moved, None, False
        if had_moved:
            QApplication.instance().removeEventFilter(self)
            (self.released if is_kept else self.cancelled).emit()


def _factor(modifiers: Qt.KeyboardModifier) -> float:
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return 10
    return 0.1 if modifiers & Qt.KeyboardModifier.AltModifier else 1


class NumberField(Field):
    """One number; ``prefix`` is shown inside the field and can be dragged."""

    refused = Signal(str)
    """What is wrong with what was typed; empty once that is right or gone. Where nobody says it, a tooltip does."""

    def __init__(self, control: Control, parent: QWidget | None = None, *, prefix: str = "") -> None:
        super().__init__(parent)
        self.control = control
        self._shown = ""
        self._line = _Line(self, prefix, control.unit)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._line)
        self.setFocusProxy(self._line)
        self._line.returnPressed.connect(self._on_return)
        self._line.stepped.connect(self._on_stepped)
        self._line.given_up.connect(self._on_given_up)
        self._line.focus_lost.connect(self._on_focus_lost)
        if self._line.prefix is not None:
            self.take_scrubbing(self._line.prefix)

    @property
    def line(self) -> _Line:
        """The text line itself."""
        return self._line

    @property
    def is_wrong(self) -> bool:
        """Whether what was entered is no number."""
        return self._line.property("state") == "error"

    @property
    def label(self) -> ScrubLabel | None:
        """The label inside the field, if it has one."""
        return self._line.prefix

    def take_scrubbing(self, label: ScrubLabel) -> None:
        """Let a label, inside or beside the field, change the number when it is dragged."""
        label.setBuddy(self._line)
        label.scrubbed.connect(self._on_scrubbed)
        label.released.connect(self.slid)
        label.cancelled.connect(self.slide_cancelled)

    def show_value(self, value: object) -> None:
        number = float(value) if isinstance(value, (int, float)) else 0.0
        is_word = bool(self.control.zero) and not number
        self._line.show_unit(not is_word)
        text = shown(self.control.seen(number), self.control.decimals)
        self._show("" if is_word else text, self.control.zero if is_word else "")

    def show_mixed(self) -> None:
        self._line.show_unit(True)
        self._show("", MIXED_TEXT)

    def forget(self) -> None:
        self._restore()

    def take(self) -> None:
        self._commit()

    def _show(self, text: str, placeholder: str) -> None:
        if text == self._shown and placeholder == self._line.placeholderText():
            return
        self._shown = text
        if self._line.placeholderText() != placeholder:
            self._line.setPlaceholderText(placeholder)
        if not (self._line.hasFocus() and self._line.isModified()):
            self._line.setText(text)
            if self._line.hasFocus():
                self._line.selectAll()

    def change(self, entry: Entry) -> Change:
        """The change an entry makes, kept within the limits of the documents; none where it comes to the same.

        Times and parts are those of the number that is shown: half of -12° is -6° also where -12° is stored as 348°.
        """
        control = self.control

        def to_new(old: object) -> object:
            number = float(old) if isinstance(old, (int, float)) else 0.0
            new = entry.of(control.shorter(number) if entry.operator in ("*", "/") else number)
            if (entry.operator or control.turn) and control.is_same(new, number):
                return old  # also one of more decimals, or beyond the limits
            new = control.within(new)
            return tidy(round(max(-1e7, min(new, 1e7)), control.decimals))

        return to_new

    def _on_scrubbed(self, steps: float) -> None:
        whole = round(steps) if self.control.decimals == 0 else round(steps, self.control.decimals)
        self.sliding.emit(self.change(Entry(whole * self.control.step, "+")))

    def _on_stepped(self, steps: float) -> None:
        if not self._commit():
            return
        if self.control.decimals == 0 and abs(steps) < 1:
            steps = 1 if steps > 0 else -1
        self.edited.emit(self.change(Entry(steps * self.control.step, "+")))
        self._line.selectAll()

    def _on_return(self) -> None:
        if self._commit():
            self.entered.emit()

    def _on_given_up(self) -> None:
        self._restore()
        self.entered.emit()

    def _on_focus_lost(self) -> None:
        if not self._commit() and not self._is_listened_to():
            self._restore()
        self.left.emit()

    def _restore(self) -> None:
        self._line.setText(self._shown)
        self._mark("")

    def _is_listened_to(self) -> bool:
        """Whether somebody says in words what is wrong; then it stays in the field until it is right."""
        return self.isSignalConnected(QMetaMethod.fromSignal(self.refused))

    def _mark(self, wrong: str) -> None:
        self._line.mark_wrong(bool(wrong))
        self.refused.emit(wrong)
        if wrong and not self._is_listened_to():
            QToolTip.showText(self._line.mapToGlobal(QPoint(0, self._line.height())), wrong, self._line)

    def _commit(self) -> bool:
        text = self._line.text()
        if text == self._shown or (not text.strip() and not self._shown):
            self._mark("")
            self._line.setModified(False)
            return True
        try:
            entry = parse(text if text.strip() or not self.control.zero else "0", unit=self.control.unit)
        except ValueError as error:
            self._mark(str(error))
            return False
        self._mark("")
        self._line.setModified(False)
        self.edited.emit(self.change(entry))
        self._line.setText(self._shown)
        return True


class _Line(TakesAll, Line):
    """The text line of a number field, with its label at the left and its unit at the right."""

    stepped = Signal(float)

    def __init__(self, parent: QWidget, prefix: str, unit: str) -> None:
        super().__init__(parent)
        self.prefix = ScrubLabel(prefix, self) if prefix else None
        self._unit = QLabel(unit, self) if unit else None
        if self._unit is not None:
            self._unit.setProperty("role", "caption")
            self._unit.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if unit == _TIMES:
            self.textChanged.connect(self._fit)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(56, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(84, super().sizeHint().height())

    def mark_wrong(self, is_wrong: bool) -> None:
        state = "error" if is_wrong else ""
        if (self.property("state") or "") != state:
            self.setProperty("state", state)
            self.style().unpolish(self)
            self.style().polish(self)

    def show_unit(self, is_shown: bool) -> None:
        """A word in the place of a number has no unit."""
        if self._unit is not None:
            self._unit.setVisible(is_shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            sign = 1 if event.key() == Qt.Key.Key_Up else -1
            self.stepped.emit(sign * _factor(event.modifiers()))
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _inside(self) -> QRect:
        """Where the style lets the text begin and end, before the room for label and unit."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        return self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)

    def _fit(self) -> None:
        left, right = _INSET if self.prefix else 0, 0
        if self.prefix is not None:
            # Letters are of all widths; the numbers behind them stand in a column.
            width = max(self.prefix.sizeHint().width(), self.prefix.fontMetrics().horizontalAdvance("W") + 1)
            self.prefix.setGeometry(_INSET, 0, width, self.height())
            left += width
        if self._unit is not None:
            width = self._unit.sizeHint().width()
            at = self.width() - width - _INSET
            if self._unit.text() == _TIMES:
                at = min(at, left + self._inside().left() + self.fontMetrics().horizontalAdvance(self.text()) + 4)
            self._unit.setGeometry(at, 0, width, self.height())
            right = width + 2
        self.setTextMargins(left, 0, right, 0)
